#include "tests/bench/stream/workload.h"

#include <fmt/format.h>

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

void append_payload(std::string& out, SplitMix& random, uint64_t kind) {
  auto into = std::back_inserter(out);
  if (kind < 4) {
    fmt::format_to(into, R"("industry":"{}","employees":{})", kIndustries[random.below(kIndustries.size())],
                   random.below(4) == 0 ? random.below(5'000) : random.below(100));
  } else if (kind < 84) {
    fmt::format_to(into, R"("path":"{}","seconds":{})", kPaths[random.below(kPaths.size())],
                   random.below(300));
  } else if (kind < 88) {
    fmt::format_to(into, R"("form":"{}")", kForms[random.below(kForms.size())]);
  } else {
    fmt::format_to(into, R"("campaign":"autumn-{}-what-is-new-for-sales-teams")", random.below(40));
  }
}

std::string_view type_of(uint64_t kind) {
  if (kind < 4) return "lead_created";
  if (kind < 84) return "page_view";
  return kind < 88 ? "form_submit" : "mail_open";
}

}  // namespace

bool write_stream(const Workload& workload, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  SplitMix random(workload.seed);
  std::string text;
  int64_t instant_ms = kFirstInstantMs;
  const uint64_t busy_leads = workload.leads / 20 + 1;
  for (uint64_t i = 0; i < workload.events; ++i) {
    instant_ms += 1 + static_cast<int64_t>(random.below(4'000));
    const uint64_t lead = random.below(random.below(2) == 0 ? busy_leads : workload.leads);
    const uint64_t kind = random.below(100);
    fmt::format_to(std::back_inserter(text), R"({{"type":"{}","lead":"lead-{:07}","time":")", type_of(kind),
                   lead);
    append_instant(text, instant_ms);
    text += R"(","source":"web",)";
    append_payload(text, random, kind);
    text += "}\n";
    if (text.size() < (size_t{1} << 20)) continue;
    file << text;
    text.clear();
  }
  file << text;
  return static_cast<bool>(file.flush());
}

}  // namespace lead::bench
