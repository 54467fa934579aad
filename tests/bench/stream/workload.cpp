#include "tests/bench/stream/workload.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "runtime/base/text.h"
#include "tests/bench/stream/routing_people.h"

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
constexpr std::array<std::string_view, 6> kMarkets = {"nordic", "dach",    "benelux",
                                                      "iberia", "britain", "elsewhere"};

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
constexpr Share kRoutingShares[] = {{"lead_created", 6}, {"page_view", 66}, {"form_submit", 76},
                                    {"mail_open", 84},   {"call", 92},      {"deal_won", 93},
                                    {"deal_lost", 95},   {"claim", 100}};

std::string_view type_of(Policy policy, uint64_t percent) {
  const auto pick = [&](const auto& shares) {
    return std::find_if(std::begin(shares), std::end(shares),
                        [&](const Share& share) { return percent < share.until; })
        ->type;
  };
  switch (policy) {
    case Policy::Scoring:
      return pick(kScoringShares);
    case Policy::Journey:
      return pick(kJourneyShares);
    case Policy::Routing:
      return pick(kRoutingShares);
  }
  return {};
}

// The last leads that asked for somebody.
class Asking {
 public:
  void add(uint64_t lead) {
    if (leads_.size() < 64)
      leads_.push_back(lead);
    else
      leads_[next_++ % leads_.size()] = lead;
  }
  // One of them, or `other`.
  uint64_t pick(SplitMix& random, uint64_t other) const {
    return leads_.empty() || random.below(4) == 0 ? other : leads_[random.below(leads_.size())];
  }

 private:
  std::vector<uint64_t> leads_;
  size_t next_ = 0;
};

// What is known of a lead that routing asks about: the same whenever it is said.
void append_firm(std::string& out, uint64_t lead) {
  const uint64_t mixed = lead * 2'654'435'761 >> 7;
  const uint64_t employees = lead % 3 == 0 ? 500 + mixed % 4'000 : lead % 100;
  fmt::format_to(std::back_inserter(out), R"(,"market":"{}","employees":{},"domain":"firm-{:06}.example")",
                 kMarkets[mixed % kMarkets.size()], employees, lead / 3);
}

void append_payload(std::string& out, SplitMix& random, std::string_view type, uint64_t lead,
                    Asking& asking) {
  auto into = std::back_inserter(out);
  if (type == "lead_created") {
    const std::string_view industry = kIndustries[random.below(kIndustries.size())];
    const uint64_t employees = random.below(4) == 0 ? random.below(5'000) : random.below(100);
    fmt::format_to(into, R"(,"industry":"{}","employees":{})", industry, employees);
  } else if (type == "page_view") {
    const std::string_view page = kPaths[random.below(kPaths.size())];
    fmt::format_to(into, R"(,"path":"{}","seconds":{})", page, random.below(300));
  } else if (type == "form_submit") {
    const std::string_view form = kForms[random.below(kForms.size())];
    fmt::format_to(into, R"(,"form":"{}")", form);
    if (form == "contact-us-general") asking.add(lead);
  } else if (type == "mail_open") {
    fmt::format_to(into, R"(,"campaign":"autumn-{}-what-is-new-for-sales-teams")", random.below(40));
  } else if (type == "call") {
    fmt::format_to(into, R"(,"reached":{})", random.below(2) == 0);
  } else if (type == "claim") {
    const uint64_t rep = random.below(std::size(kPeople) + 1);
    fmt::format_to(into, R"(,"rep":"{}")", rep < std::size(kPeople) ? kPeople[rep].id : "left-last-year");
  }
}

}  // namespace

bool write_stream(const Workload& workload, Policy policy, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  SplitMix random(workload.seed);
  std::string text;
  Asking asking;
  int64_t instant_ms = kFirstInstantMs;
  const uint64_t busy_leads = workload.leads / 20 + 1;
  for (uint64_t i = 0; i < workload.events; ++i) {
    instant_ms += 1 + static_cast<int64_t>(random.below(4'000));
    uint64_t lead = random.below(random.below(2) == 0 ? busy_leads : workload.leads);
    const std::string_view type = type_of(policy, random.below(100));
    if (type == "claim") lead = asking.pick(random, lead);
    fmt::format_to(std::back_inserter(text), R"({{"type":"{}","lead":"lead-{:07}","time":")", type, lead);
    append_instant(text, instant_ms);
    text += R"(","source":"web")";
    if (policy == Policy::Routing && type == "lead_created")
      append_firm(text, lead);
    else
      append_payload(text, random, type, lead, asking);
    text += "}\n";
    if (text.size() < (size_t{1} << 20)) continue;
    file << text;
    text.clear();
  }
  file << text;
  return static_cast<bool>(file.flush());
}

}  // namespace lead::bench
