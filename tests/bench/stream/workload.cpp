#include "tests/bench/stream/workload.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string_view>

#include "runtime/base/text.h"

namespace lead::bench {
namespace {

constexpr int64_t kFirstInstantMs = 1'767'225'600'000;  // 2026-01-01
constexpr std::array<std::string_view, 8> kPaths = {
    "/pricing/plans/enterprise?from=header", "/pricing/compare/all-plans-and-options",
    "/product/scoring/how-points-fade",      "/blog/2026/why-leads-fall-through-cracks",
    "/docs/getting-started/first-policy",    "/customers/industries/software-and-fintech",
    "/blog/2026/sales-and-marketing-agree",  "/about/careers/open-positions-in-sales"};
constexpr std::array<std::string_view, 5> kIndustries = {"software", "fintech", "retail", "education",
                                                         "other"};
constexpr std::array<std::string_view, 4> kForms = {"whitepaper", "newsletter", "contact-us-general",
                                                    "webinar"};

// The generator of Steele, Lea and Flood.
class SplitMix {
 public:
  explicit SplitMix(uint64_t seed) : state_(seed) {}
  uint64_t below(uint64_t end) { return next() % end; }

 private:
  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  uint64_t state_;
};

// How often each type of event comes, of a hundred.
struct Share {
  std::string_view type;
  uint64_t until;  // as a running sum
};
constexpr Share kScoringShares[] = {
    {"lead_created", 4}, {"page_view", 84}, {"form_submit", 88}, {"mail_open", 100}};
constexpr Share kJourneyShares[] = {{"lead_created", 4}, {"page_view", 78}, {"form_submit", 82},
                                    {"mail_open", 92},   {"call", 98},      {"deal_won", 99},
                                    {"deal_lost", 100}};

std::string_view type_of(Policy policy, uint64_t percent) {
  const auto pick = [&](const auto& shares) {
    return std::find_if(std::begin(shares), std::end(shares),
                        [&](const Share& share) { return percent < share.until; })
        ->type;
  };
  return policy == Policy::Scoring ? pick(kScoringShares) : pick(kJourneyShares);
}

void append_payload(std::string& out, SplitMix& random, std::string_view type) {
  auto into = std::back_inserter(out);
  if (type == "lead_created") {
    const std::string_view industry = kIndustries[random.below(kIndustries.size())];
    const uint64_t employees = random.below(4) == 0 ? random.below(5'000) : random.below(100);
    fmt::format_to(into, R"(,"industry":"{}","employees":{})", industry, employees);
  } else if (type == "page_view") {
    const std::string_view page = kPaths[random.below(kPaths.size())];
    fmt::format_to(into, R"(,"path":"{}","seconds":{})", page, random.below(300));
  } else if (type == "form_submit") {
    fmt::format_to(into, R"(,"form":"{}")", kForms[random.below(kForms.size())]);
  } else if (type == "mail_open") {
    fmt::format_to(into, R"(,"campaign":"autumn-{}-what-is-new-for-sales-teams")", random.below(40));
  } else if (type == "call") {
    fmt::format_to(into, R"(,"reached":{})", random.below(2) == 0);
  }
}

}  // namespace

bool write_stream(const Workload& workload, Policy policy, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  SplitMix random(workload.seed);
  std::string text;
  int64_t instant_ms = kFirstInstantMs;
  const uint64_t busy_leads = workload.leads / 20 + 1;
  for (uint64_t i = 0; i < workload.events; ++i) {
    instant_ms += 1 + static_cast<int64_t>(random.below(4'000));
    const uint64_t lead = random.below(random.below(2) == 0 ? busy_leads : workload.leads);
    const std::string_view type = type_of(policy, random.below(100));
    fmt::format_to(std::back_inserter(text), R"({{"type":"{}","lead":"lead-{:07}","time":")", type, lead);
    append_instant(text, instant_ms);
    text += R"(","source":"web")";
    append_payload(text, random, type);
    text += "}\n";
    if (text.size() < (size_t{1} << 20)) continue;
    file << text;
    text.clear();
  }
  file << text;
  return static_cast<bool>(file.flush());
}

}  // namespace lead::bench
