// The leads of the snapshot benchmark and what a hand-written program makes of them: plain columns in, plain
// columns out. What both sides of the comparison share, and nothing of leadc.
//
// Shape: a column an attribute, `rows` long, in the type a careful programmer would choose; presence is one
// bit a row where the attribute is optional. Choices count from 0 in their declared order. Countries are 26 *
// (first letter - 'A') + (second - 'A').
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lead::bench {

struct LeadColumns {
  size_t rows = 0;
  std::vector<std::string> email;
  std::vector<int8_t> industry, seniority, channel, is_customer;
  std::vector<int32_t> employees, revenue;
  std::vector<int16_t> visits, country;
  std::vector<uint64_t> industry_known, seniority_known, employees_known, revenue_known, country_known;
};

// What is said of each lead: whole points, and places in the order of the policy.
struct Judgement {
  std::vector<int16_t> interest;
  std::vector<int8_t> band, grade, cell;
  explicit Judgement(size_t rows) : interest(rows), band(rows), grade(rows), cell(rows) {}
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

[[nodiscard]] LeadColumns make_leads(size_t rows, uint64_t seed);
// One JSON object a line.
[[nodiscard]] std::string to_ndjson(const LeadColumns& leads);

// The policy by hand: straight loops for the vectoriser.
void judge_by_hand(const LeadColumns& leads, Judgement& out);

// NDJSON to NDJSON by hand, with simdjson's On-Demand. `in` must have 64 readable bytes behind it.
void stream_by_hand(std::string_view in, std::string& out);

}  // namespace lead::bench
