// Where the real streams lie, and what is expected of them: for tests over streams that are no part of the
// project.
//
//   class Promises : public Real {};
//   TEST_F(Promises, …) {
//     NEEDS("olist", "olist.ndjson");             // a skip where the stream is absent
//     const Fold fold = fold_files(policy("olist_promises.lead"), {stream_}, until);
//     EXPECT_EQ(…, number("/policy_sla/business_seconds/sum_s"));
//   }
//
// The streams lie beside the clone, in `../shared/data`, or where LEAD_REAL_DATA says.
#pragma once
#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/fold.h"

namespace lead::testing {

inline std::string data_folder() {
  if (const char* folder = std::getenv("LEAD_REAL_DATA")) return folder;
  return std::string(LEAD_SOURCE_DIR) + "/../shared/data";
}

inline std::string policy(const std::string& name) {
  return std::string(LEAD_SOURCE_DIR) + "/tests/real/" + name;
}

// Expected figures, or a skip where the data is absent.
class Real : public ::testing::Test {
 protected:
  simdjson::dom::parser parser_;
  simdjson::dom::element expected_;
  std::string stream_;

  bool open(const std::string& name, const std::string& stream) {
    const std::filesystem::path folder = data_folder();
    stream_ = (folder / stream).string();
    if (!std::filesystem::exists(stream_)) return false;
    expected_ = parser_.load((folder / (name + ".expected.json")).string());
    return true;
  }
  int64_t number(std::string_view pointer) { return expected_.at_pointer(pointer).get_int64(); }
};

#define NEEDS(name, stream) \
  if (!open(name, stream)) GTEST_SKIP() << stream << " lies not beside this clone; set LEAD_REAL_DATA"

inline std::map<std::string, int64_t> table(simdjson::dom::element element) {
  std::map<std::string, int64_t> out;
  for (const auto [key, value] : element.get_object()) out[std::string(key)] = value.get_int64();
  return out;
}

// One decision, kept.
struct Told {
  int64_t instant_ms;
  std::string to;  // the stage, or how the clock stands
  std::optional<engine::ClockFigures> clock;
};

// What was decided, by block and lead, in the order of the run.
class Decisions {
 public:
  using OfLeads = std::map<std::string, std::vector<Told>, std::less<>>;

  void add(const artefact::ArtefactT& artefact, const engine::Decision& decision) {
    const auto& output = *artefact.outputs[decision.output];
    const auto& names = artefact.schema->name_lists[output.names]->names;
    const std::string to = decision.to ? names[*decision.to] : "unrated";
    blocks_[output.block][std::string(decision.lead)].push_back({decision.instant_ms, to, decision.clock});
  }
  [[nodiscard]] OnDecision keeper() {
    return [this](const artefact::ArtefactT& artefact, const engine::Decision& decision) {
      add(artefact, decision);
    };
  }
  // Throws where nothing was decided about a block of that name.
  [[nodiscard]] const OfLeads& of(const std::string& block) const { return blocks_.at(block); }
  // Leads about which this was decided, and when it first was.
  [[nodiscard]] std::map<std::string, int64_t> first(const std::string& block, std::string_view to) const {
    std::map<std::string, int64_t> out;
    for (const auto& [lead, all] : of(block)) {
      for (const Told& told : all) {
        if (told.to == to) out.try_emplace(lead, told.instant_ms);
      }
    }
    return out;
  }
  [[nodiscard]] int64_t count(const std::string& block, std::string_view to) const {
    return static_cast<int64_t>(first(block, to).size());
  }

 private:
  std::map<std::string, OfLeads, std::less<>> blocks_;
};

}  // namespace lead::testing
