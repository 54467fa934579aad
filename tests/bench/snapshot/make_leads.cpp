#include <fmt/format.h>

#include <iterator>

#include "tests/bench/snapshot/leads.h"
#include "tests/support/random.h"

namespace lead::bench {
namespace {

constexpr const char* kIndustries[] = {"software", "fintech", "retail", "education",
                                       "health",   "energy",  "public", "other"};
constexpr const char* kSeniorities[] = {"intern", "individual", "manager", "director", "vp", "c_level"};
constexpr const char* kChannels[] = {"web", "fair", "partner", "referral", "outbound"};
constexpr const char* kCountries[] = {"SE", "NO", "DK", "FI", "DE", "FR", "ES", "US", "GB", "PL"};

bool bit(const std::vector<uint64_t>& bits, size_t row) {
  return (bits[row / 64] >> (row % 64) & 1) != 0;
}

// Sizes of companies: many small, few large.
int32_t size_of(testing::Random& random) {
  constexpr int64_t kEnds[] = {9, 99, 999, 9'999, 99'999};
  return static_cast<int32_t>(random.between(0, kEnds[random.below(5)]));
}

}  // namespace

LeadColumns make_leads(size_t rows, uint64_t seed) {
  testing::Random random(seed);
  LeadColumns leads;
  leads.rows = rows;
  const size_t words = (rows + 63) / 64;
  for (auto* known : {&leads.industry_known, &leads.seniority_known, &leads.employees_known,
                      &leads.revenue_known, &leads.country_known})
    known->resize(words);
  const auto maybe = [&](std::vector<uint64_t>& known, size_t row, auto value) {
    if (!random.chance(85)) return decltype(value){0};
    known[row / 64] |= uint64_t{1} << (row % 64);
    return value;
  };
  for (size_t row = 0; row < rows; ++row) {
    leads.email.push_back(fmt::format("lead{}@firm{}.example", row, random.below(5'000)));
    leads.industry.push_back(maybe(leads.industry_known, row, static_cast<int8_t>(random.below(8))));
    leads.seniority.push_back(maybe(leads.seniority_known, row, static_cast<int8_t>(random.below(6))));
    leads.channel.push_back(static_cast<int8_t>(random.below(5)));
    leads.employees.push_back(maybe(leads.employees_known, row, size_of(random)));
    leads.revenue.push_back(maybe(leads.revenue_known, row, size_of(random) * 2));
    leads.visits.push_back(static_cast<int16_t>(random.below(80)));
    const char* country = kCountries[random.below(10)];
    leads.country.push_back(
        maybe(leads.country_known, row, static_cast<int16_t>(26 * (country[0] - 'A') + (country[1] - 'A'))));
    leads.is_customer.push_back(random.chance(10) ? 1 : 0);
  }
  return leads;
}

std::string to_ndjson(const LeadColumns& leads) {
  std::string out;
  auto to = std::back_inserter(out);
  for (size_t row = 0; row < leads.rows; ++row) {
    fmt::format_to(to, R"({{"lead":"{}","email":"{}")", row, leads.email[row]);
    if (bit(leads.industry_known, row))
      fmt::format_to(to, R"(,"industry":"{}")", kIndustries[leads.industry[row]]);
    if (bit(leads.seniority_known, row))
      fmt::format_to(to, R"(,"seniority":"{}")", kSeniorities[leads.seniority[row]]);
    fmt::format_to(to, R"(,"channel":"{}")", kChannels[leads.channel[row]]);
    if (bit(leads.employees_known, row)) fmt::format_to(to, R"(,"employees":{})", leads.employees[row]);
    if (bit(leads.revenue_known, row)) fmt::format_to(to, R"(,"revenue":{})", leads.revenue[row]);
    fmt::format_to(to, R"(,"visits":{})", leads.visits[row]);
    if (bit(leads.country_known, row))
      fmt::format_to(to, R"(,"country":"{}{}")", static_cast<char>('A' + leads.country[row] / 26),
                     static_cast<char>('A' + leads.country[row] % 26));
    fmt::format_to(to, ",\"is_customer\":{}}}\n", leads.is_customer[row] != 0);
  }
  return out;
}

}  // namespace lead::bench
