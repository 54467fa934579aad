#include "cli/batches.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace lead::cli {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

// Reads on from line to line of all inputs.
class LinesOfAll {
 public:
  LinesOfAll(ingest::EventReader& reader, std::vector<ingest::LineReader> inputs,
             std::optional<int64_t> until_ms, OnEvent on_event)
      : reader_(reader), inputs_(std::move(inputs)), until_ms_(until_ms), on_event_(std::move(on_event)) {}

  // False: there were no lines any more, and no trouble to be told.
  bool fill(Batch& batch) {
    batch.rejected.clear();
    batch.troubles.clear();
    // Lines that were set aside leave their fields and texts in the block: it is let go by lines, not by
    // events.
    size_t in_batch = 0;
    while (in_batch < kBatchLines && input_ < inputs_.size()) {
      ingest::Line line;
      if (!inputs_[input_].next(line)) {
        end_input(batch);
        continue;
      }
      if (!line.too_long && is_blank(line.text)) continue;
      ++in_batch;
      read(line, batch);
    }
    batch.lines = lines_ += in_batch;
    batch.bytes = bytes_ + (input_ < inputs_.size() ? inputs_[input_].bytes_read() : 0);
    batch.after_until = after_until_;
    return in_batch > 0 || !batch.troubles.empty();
  }

 private:
  void read(const ingest::Line& line, Batch& batch) {
    const size_t before = batch.block.events.size();
    if (auto rejected = reader_.read(line, input_, batch.block))
      batch.rejected.push_back(
          {input_, line.number, line.too_long, std::string(line.text), std::move(*rejected)});
    if (batch.block.events.size() == before) return;
    const value::Event& event = batch.block.events.back();
    if (on_event_) on_event_(event);
    if (!until_ms_ || event.instant_ms <= *until_ms_) return;
    batch.block.events.pop_back();
    ++after_until_;
  }

  void end_input(Batch& batch) {
    bytes_ += inputs_[input_].bytes_read();
    if (const auto& trouble = inputs_[input_].trouble()) batch.troubles.push_back(trouble->message);
    ++input_;
  }

  ingest::EventReader& reader_;
  std::vector<ingest::LineReader> inputs_;
  std::optional<int64_t> until_ms_;
  OnEvent on_event_;
  uint32_t input_ = 0;
  uint64_t lines_ = 0, bytes_ = 0, after_until_ = 0;
};

}  // namespace

struct Batches::State {
  explicit State(LinesOfAll all) : lines(std::move(all)) {}
  LinesOfAll lines;
  // With a thread of its own. The mutex guards all that follows.
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Batch> read, used;
  bool is_over = false, is_left = false;  // all has been read; nobody asks any more
  std::exception_ptr failure;
  std::thread thread;

  void read_ahead() {
    try {
      while (read_one()) continue;
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
    }
    const std::lock_guard lock(mutex);
    is_over = true;
    changed.notify_all();
  }

  bool read_one() {
    Batch batch;
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return is_left || read.size() < kBatchesAhead; });
      if (is_left) return false;
      if (!used.empty()) {
        batch = std::move(used.front());
        used.pop_front();
      }
    }
    if (!lines.fill(batch)) return false;
    const std::lock_guard lock(mutex);
    read.push_back(std::move(batch));
    changed.notify_all();
    return true;
  }

  bool take(Batch& batch) {
    std::unique_lock lock(mutex);
    used.push_back(std::move(batch));
    changed.wait(lock, [&] { return is_over || !read.empty(); });
    if (read.empty()) {
      if (failure) std::rethrow_exception(failure);
      return false;
    }
    batch = std::move(read.front());
    read.pop_front();
    changed.notify_all();
    return true;
  }
};

Batches::Batches(ingest::EventReader& reader, std::vector<ingest::LineReader> inputs,
                 std::optional<int64_t> until_ms, uint32_t threads, OnEvent on_event)
    : state_(std::make_unique<State>(LinesOfAll(reader, std::move(inputs), until_ms, std::move(on_event)))) {
  if (threads > 1) state_->thread = std::thread([state = state_.get()] { state->read_ahead(); });
}

Batches::~Batches() {
  if (!state_->thread.joinable()) return;
  {
    const std::lock_guard lock(state_->mutex);
    state_->is_left = true;
    state_->changed.notify_all();
  }
  state_->thread.join();
}

bool Batches::next(Batch& batch) {
  return state_->thread.joinable() ? state_->take(batch) : state_->lines.fill(batch);
}

}  // namespace lead::cli
