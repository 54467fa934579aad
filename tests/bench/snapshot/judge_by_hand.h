// The policy of the benchmark on one lead, as a programmer would write it in C++: no branches, so that a loop
// over it vectorises. Shared by the loop over columns and by the reader of NDJSON.
#pragma once
#include <cstdint>

namespace lead::bench {

struct OneLead {
  int industry, seniority, channel, employees, revenue, visits, country, is_customer;
  bool industry_known, seniority_known, employees_known, revenue_known, country_known;
};

struct OneJudgement {
  int interest, band, grade, cell;
};

constexpr int country_word(char first, char second) {
  return 26 * (first - 'A') + (second - 'A');
}

inline OneJudgement judge(const OneLead& l) {
  enum { Software, Fintech, Retail, Education, Health, Energy, Public };
  enum { Intern, Individual, Manager, Director, Vp, Chief };
  enum { Web, Fair, Partner, Referral, Outbound };
  const auto points = [](bool holds, int amount) { return holds ? amount : 0; };
  const bool hi = l.industry_known, hs = l.seniority_known, he = l.employees_known, hr = l.revenue_known;
  const bool target = hi & ((l.industry == Software) | (l.industry == Fintech) | (l.industry == Health));
  const bool large = he & (l.employees >= 1'000);
  const bool near =
      l.country_known & ((l.country == country_word('S', 'E')) | (l.country == country_word('N', 'O')) |
                         (l.country == country_word('D', 'K')) | (l.country == country_word('F', 'I')) |
                         (l.country == country_word('D', 'E')));
  const bool senior = hs & (l.seniority >= Director);
  const bool match = target & large & senior;
  int sum = 0;
  sum += points(hi & (l.industry == Software), 10) + points(hi & (l.industry == Fintech), 9);
  sum += points(hi & (l.industry == Health), 7) + points(hi & (l.industry == Energy), 4);
  sum += points(hi & (l.industry == Public), -3) + points(hi & (l.industry == Education), -2);
  sum += points(hs & (l.seniority == Chief), 15) + points(hs & (l.seniority == Vp), 12);
  sum += points(hs & (l.seniority == Director), 10) + points(hs & (l.seniority == Manager), 5);
  sum += points(hs & (l.seniority == Intern), -10);
  sum += points(he & (l.employees < 10), -5) + points(he & (l.employees >= 10) & (l.employees <= 99), 3);
  sum += points(he & (l.employees >= 100) & (l.employees <= 999), 8) + points(large, 12);
  sum += points(hr & (l.revenue >= 10'000), 8) + points(hr & (l.revenue >= 100'000), 6);
  sum += points(hr & (l.revenue < 500), -4);
  sum += points(l.visits >= 3, 2) + points(l.visits >= 10, 6) + points(l.visits >= 50, 9);
  sum +=
      points(l.channel == Referral, 11) + points(l.channel == Partner, 6) + points(l.channel == Outbound, -6);
  sum += points(near, 5) + points(l.is_customer != 0, -20) + points(match, 10);
  const int interest = sum < 0 ? 0 : sum > 100 ? 100 : sum;
  const int band = (interest >= 25 ? 1 : 0) + (interest >= 60 ? 1 : 0);
  const int grade = match                                  ? 0
                    : (target & he & (l.employees >= 100)) ? 1
                    : (hi & he & (l.employees >= 10))      ? 2
                                                           : 3;
  // Cells in the order in which the policy first names them: visit call write ignore wait.
  const int hot = grade == 0 ? 0 : grade == 3 ? 2 : 1;
  const int warm = grade == 0 ? 1 : grade == 3 ? 3 : 2;
  const int cold = grade <= 1 ? 2 : grade == 2 ? 4 : 3;
  return {interest, band, grade, band == 2 ? hot : band == 1 ? warm : cold};
}

}  // namespace lead::bench
