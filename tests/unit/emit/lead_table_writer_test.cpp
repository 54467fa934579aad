// Cells of a CSV: quoted where they must be, and never a formula.
#include "runtime/emit/lead_table_writer.h"

#include <gtest/gtest.h>

namespace lead::emit {
namespace {

std::string cell(std::string_view text, char delimiter = ',', bool guard = true) {
  std::string out;
  append_csv_cell(out, text, delimiter, guard);
  return out;
}

TEST(CsvCell, IsQuotedWhereItMustBe) {
  EXPECT_EQ(cell("plain"), "plain");
  EXPECT_EQ(cell(""), "");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("a,b", ';'), "a,b");
  EXPECT_EQ(cell("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(cell(" edge"), "\" edge\"");
}

TEST(CsvCell, IsNeverAFormula) {
  for (const char* text : {"=SUM(A1)", "+1", "-1", "@x"}) EXPECT_EQ(cell(text), "'" + std::string(text));
  EXPECT_EQ(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
  EXPECT_EQ(cell("\tx"), "\"'\tx\"");
  EXPECT_EQ(cell("-5", ',', false), "-5");  // a number stays a number
}

}  // namespace
}  // namespace lead::emit
