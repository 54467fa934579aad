#include "runtime/emit/row_clauses.h"

#include <gtest/gtest.h>

namespace lead::emit {
namespace {

struct Case {
  const char *row, *where, *guard, *key;
};

constexpr Case kCases[] = {
    {"rest: to inbound otherwise", "", "", ""},
    {"ours: to sdr where region matches, by turns per region when large", "region matches", "large",
     "region"},
    {"ours: to sdr by count per week per area, at most 5 per day, or wait otherwise", "", "", "area"},
    {"ours: to sdr by turns, at most 5 per day", "", "", ""},
    {"mine \"Who, when and where \\\" by\": keep when owner is known and kept", "", "owner is known and kept",
     ""},
    {"key: to seniors where territory is territory_of(postcode, west), by least loaded when (a when b)",
     "territory is territory_of(postcode, west)", "(a when b)", ""},
    {"x: to sdr where desk is `when where, by`, in order otherwise", "desk is `when where, by`", "", ""},
};

TEST(RowClauses, AreCutOutOfTheTextOfARow) {
  for (const Case& each : kCases) {
    EXPECT_EQ(where_of(each.row), each.where) << each.row;
    EXPECT_EQ(guard_of(each.row), each.guard) << each.row;
    EXPECT_EQ(key_of(each.row), each.key) << each.row;
  }
}

TEST(RowClauses, OfADamagedTextAreNothingElse) {
  EXPECT_EQ(where_of("x: to sdr where \"open"), "\"open");
  EXPECT_EQ(guard_of(")) when a"), "a");
  EXPECT_EQ(key_of(""), "");
}

}  // namespace
}  // namespace lead::emit
