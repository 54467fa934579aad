// Inputs as batches of events, on the calling thread or on one of their own.
//
//   Batches batches(reader, inputs, until, threads);
//   while (batches.next(batch)) { … engine.push(std::move(batch.block)); }
//
// Batches come in the order of the lines, whoever reads them: the second thread reads ahead by at most
// kBatchesAhead batches and decides nothing. What the reader counts (unknown fields, events ignored) is to be
// looked at when all batches have come.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/ingest/event_reader.h"

namespace lead::cli {

inline constexpr size_t kBatchLines = 4'096;
inline constexpr size_t kBatchesAhead = 2;

struct RejectedLine {
  uint32_t input = 0;
  uint64_t number = 0;
  bool too_long = false;
  std::string text;
  ingest::Rejected rejected;
};

struct Batch {
  value::EventBlock block;
  std::vector<RejectedLine> rejected;
  std::vector<std::string> troubles;  // inputs that ended early
  // So far, of all batches.
  uint64_t lines = 0, bytes = 0, after_until = 0;
};

// An event that could be read, also one after `until`. Views live during the call.
using OnEvent = std::function<void(const value::Event& event)>;

class Batches {
 public:
  // `threads`: 1 or 2. The reader must outlive the batches, which alone use it meanwhile. Events that happen
  // after `until_ms` are counted and left out. `on_event` is called by whichever thread reads.
  Batches(ingest::EventReader& reader, std::vector<ingest::LineReader> inputs,
          std::optional<int64_t> until_ms, uint32_t threads, OnEvent on_event = {});
  ~Batches();
  Batches(const Batches&) = delete;
  Batches& operator=(const Batches&) = delete;

  // Takes back what is left of the batch before (its memory), and fills it anew. False: all have come.
  bool next(Batch& batch);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lead::cli
