#include "tests/bench/snapshot/judge_by_hand.h"
#include "tests/bench/snapshot/leads.h"

namespace lead::bench {
namespace {

constexpr size_t kBlock = 64;

// 64 bits as 64 bytes, so that the loop below has only columns in it.
void spread(uint64_t bits, uint8_t* bytes) {
  for (size_t i = 0; i < kBlock; ++i) bytes[i] = static_cast<uint8_t>(bits >> i & 1);
}

struct Known {
  uint8_t industry[kBlock], seniority[kBlock], employees[kBlock], revenue[kBlock], country[kBlock];
};

}  // namespace

void judge_by_hand(const LeadColumns& leads, Judgement& out) {
  const int8_t* __restrict industry = leads.industry.data();
  const int8_t* __restrict seniority = leads.seniority.data();
  const int8_t* __restrict channel = leads.channel.data();
  const int8_t* __restrict is_customer = leads.is_customer.data();
  const int32_t* __restrict employees = leads.employees.data();
  const int32_t* __restrict revenue = leads.revenue.data();
  const int16_t* __restrict visits = leads.visits.data();
  const int16_t* __restrict country = leads.country.data();
  int16_t* __restrict interest = out.interest.data();
  int8_t* __restrict band = out.band.data();
  int8_t* __restrict grade = out.grade.data();
  int8_t* __restrict cell = out.cell.data();
  for (size_t first = 0; first < leads.rows; first += kBlock) {
    Known known;
    const size_t word = first / kBlock;
    spread(leads.industry_known[word], known.industry);
    spread(leads.seniority_known[word], known.seniority);
    spread(leads.employees_known[word], known.employees);
    spread(leads.revenue_known[word], known.revenue);
    spread(leads.country_known[word], known.country);
    const size_t count = leads.rows - first < kBlock ? leads.rows - first : kBlock;
    for (size_t i = 0; i < count; ++i) {
      const size_t row = first + i;
      const OneJudgement judged =
          judge({industry[row], seniority[row], channel[row], employees[row], revenue[row], visits[row],
                 country[row], is_customer[row], known.industry[i] != 0, known.seniority[i] != 0,
                 known.employees[i] != 0, known.revenue[i] != 0, known.country[i] != 0});
      interest[row] = static_cast<int16_t>(judged.interest);
      band[row] = static_cast<int8_t>(judged.band);
      grade[row] = static_cast<int8_t>(judged.grade);
      cell[row] = static_cast<int8_t>(judged.cell);
    }
  }
}

}  // namespace lead::bench
