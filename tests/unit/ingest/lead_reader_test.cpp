// Rows of an export to leads: headers, the habits of spreadsheets, and what is set aside.
#include "runtime/ingest/lead_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace lead::ingest {
namespace {

using artefact::FieldKind;
using artefact::Presence;
using testing::HasSubstr;

struct Wanted {
  std::string name;
  FieldKind kind;
  Presence presence = Presence::Optional;
  int64_t low = INT64_MIN, high = INT64_MAX;
};

std::unique_ptr<artefact::ArtefactT> artefact_with(const std::vector<Wanted>& attributes) {
  auto artefact = std::make_unique<artefact::ArtefactT>();
  artefact->schema = std::make_unique<artefact::SchemaT>();
  auto choice = std::make_unique<artefact::ChoiceT>();
  choice->items = {"c_level", "vp", "Sales"};
  artefact->schema->choices.push_back(std::move(choice));
  for (const Wanted& wanted : attributes) {
    auto attribute = std::make_unique<artefact::AttributeT>();
    attribute->name = wanted.name;
    attribute->presence = wanted.presence;
    attribute->fallback = 1;
    attribute->type = std::make_unique<artefact::FieldTypeT>();
    attribute->type->kind = wanted.kind;
    attribute->type->low = wanted.low;
    attribute->type->high = wanted.high;
    attribute->type->currency = "EUR";
    attribute->type->exponent = 2;
    artefact->schema->attributes.push_back(std::move(attribute));
  }
  return artefact;
}

artefact::ZoneT stockholm_winter() {
  artefact::ZoneT zone;
  zone.offsets_ms = {3'600'000};
  return zone;
}

// One attribute, one cell: the word it becomes, or the reason it is refused.
std::string word_of(FieldKind kind, std::string_view cell, CellOptions options = {}, int64_t low = INT64_MIN,
                    int64_t high = INT64_MAX) {
  static const artefact::ZoneT zone = stockholm_winter();
  options.zone = &zone;
  const auto artefact = artefact_with({{"x", kind, Presence::Optional, low, high}});
  LeadReader reader(*artefact, {.cells = options});
  const std::vector<std::string_view> header = {"x", "pad"}, cells = {cell, "p"};
  EXPECT_EQ(reader.take_header(header), std::nullopt);
  value::LeadTable table(*artefact->schema);
  if (const auto rejected = reader.read({2, cells, false, std::nullopt}, table))
    return std::string(reason_word(rejected->reason));
  if (!table.is_known(0, 0)) return "missing";
  return value::is_text(*artefact->schema->attributes[0]->type) ? std::string(table.text(0, 0))
                                                                : std::to_string(table.word(0, 0));
}

TEST(Cells, NumbersAsSpreadsheetsWriteThem) {
  const CellOptions comma{.decimal = ','};
  EXPECT_EQ(word_of(FieldKind::Number, "1234"), "1234");
  EXPECT_EQ(word_of(FieldKind::Number, "1,234,567"), "1234567");
  EXPECT_EQ(word_of(FieldKind::Number, "1.234.567", comma), "1234567");
  EXPECT_EQ(word_of(FieldKind::Number,
                    "1\xC2\xA0"
                    "234"),
            "1234");
  EXPECT_EQ(word_of(FieldKind::Number,
                    "1\xE2\x80\xAF"
                    "234\xE2\x80\x89"),
            "1234");
  EXPECT_EQ(word_of(FieldKind::Number, "1'234"), "1234");
  EXPECT_EQ(word_of(FieldKind::Number, "'0123"), "123");
  EXPECT_EQ(word_of(FieldKind::Number, "-7"), "-7");
  EXPECT_EQ(word_of(FieldKind::Number, "12.0"), "12");
  EXPECT_EQ(word_of(FieldKind::Decimal, "1.234,5", comma), "1234500000");
  EXPECT_EQ(word_of(FieldKind::Decimal, "1,234.5"), "1234500000");
  EXPECT_EQ(word_of(FieldKind::Percent, "12,5 %", comma), "125000");
  EXPECT_EQ(word_of(FieldKind::Money, "€ 1.234,50", comma), "123450");
  EXPECT_EQ(word_of(FieldKind::Money, "1,234.50 EUR"), "123450");
}

TEST(Cells, NumbersThatAreNone) {
  EXPECT_EQ(word_of(FieldKind::Number, "about 50"), "wrong_type");
  EXPECT_EQ(word_of(FieldKind::Number, "1.5"), "too_precise");
  EXPECT_EQ(word_of(FieldKind::Number, "12,34"), "wrong_type");
  EXPECT_EQ(word_of(FieldKind::Number, "1,2345"), "wrong_type");
  EXPECT_EQ(word_of(FieldKind::Number, "#N/A"), "wrong_type");
  EXPECT_EQ(word_of(FieldKind::Money, "USD 5"), "wrong_type");
  EXPECT_EQ(word_of(FieldKind::Number, "11", {}, 0, 10), "out_of_range");
  EXPECT_EQ(word_of(FieldKind::Number, "99999999999999999999"), "out_of_range");
}

TEST(Cells, YesAndNo) {
  for (const char* yes : {"TRUE", "yes", "Y", "1", "WAHR"})
    EXPECT_EQ(word_of(FieldKind::YesNo, yes), "1") << yes;
  for (const char* no : {"FALSE", "No", "n", "0", "FAUX"})
    EXPECT_EQ(word_of(FieldKind::YesNo, no), "0") << no;
  EXPECT_EQ(word_of(FieldKind::YesNo, "maybe"), "wrong_type");
}

TEST(Cells, ChoicesWhateverTheirCase) {
  EXPECT_EQ(word_of(FieldKind::Choice, "C level", {}, 0, 2), "0");
  EXPECT_EQ(word_of(FieldKind::Choice, " VP ", {}, 0, 2), "1");
  EXPECT_EQ(word_of(FieldKind::Choice, "sales", {}, 0, 2), "2");
  EXPECT_EQ(word_of(FieldKind::Choice, "chief", {}, 0, 2), "unknown_item");
}

// The items are "price", "Price" and "lead-time".
TEST(Cells, ItemsThatDifferInCapitalsAloneAreNotGuessed) {
  const auto read = [](FieldKind kind, std::string_view cell) {
    const auto artefact = artefact_with({{"x", kind, Presence::Optional, 0, 7}});
    artefact->schema->choices[0]->items = {"price", "Price", "lead-time"};
    LeadReader reader(*artefact, {});
    const std::vector<std::string_view> header = {"x", "pad"}, cells = {cell, "p"};
    EXPECT_EQ(reader.take_header(header), std::nullopt);
    value::LeadTable table(*artefact->schema);
    if (const auto rejected = reader.read({2, cells, false, std::nullopt}, table))
      return std::string(reason_word(rejected->reason));
    return std::to_string(table.word(0, 0));
  };
  EXPECT_EQ(read(FieldKind::Choice, "Price"), "1");
  EXPECT_EQ(read(FieldKind::Choice, "price"), "0");
  EXPECT_EQ(read(FieldKind::Choice, "PRICE"), "unknown_item");
  EXPECT_EQ(read(FieldKind::Choice, "Lead Time"), "2");
  EXPECT_EQ(read(FieldKind::Set, "Price; lead time"), "6");
  EXPECT_EQ(read(FieldKind::Set, "PRICE; lead time"), "unknown_item");
}

TEST(Cells, SetsAreItemsWithSemicolons) {
  EXPECT_EQ(word_of(FieldKind::Set, "C level; sales", {}, 0, 7), "5");
  EXPECT_EQ(word_of(FieldKind::Set, "vp;VP; vp ;", {}, 0, 7), "2");
  EXPECT_EQ(word_of(FieldKind::Set, "[]", {}, 0, 7), "0");
  EXPECT_EQ(word_of(FieldKind::Set, "", {}, 0, 7), "missing");
  EXPECT_EQ(word_of(FieldKind::Set, "vp;chief", {}, 0, 7), "unknown_item");
  EXPECT_EQ(word_of(FieldKind::Set, "vp,sales", {}, 0, 7), "unknown_item");
}

TEST(Cells, DatesAsDeclared) {
  const CellOptions german{.date_format = "DD.MM.YYYY"}, american{.date_format = "M/D/YY"};
  EXPECT_EQ(word_of(FieldKind::Date, "1970-01-11"), "10");
  EXPECT_EQ(word_of(FieldKind::Date, "11.01.1970", german), "10");
  EXPECT_EQ(word_of(FieldKind::Date, "1/11/70", american), "10");
  EXPECT_EQ(word_of(FieldKind::Date, "1970-01-11 00:00:00", german), "10");
  EXPECT_EQ(word_of(FieldKind::Date, "31.02.2026", german), "wrong_type");
  EXPECT_EQ(word_of(FieldKind::Date, "11.01.1970"), "wrong_type");
  EXPECT_EQ(word_of(FieldKind::Instant, "1970-01-01T02:00:00Z"), "7200000");
  EXPECT_EQ(word_of(FieldKind::Instant, "01.01.1970 02:00", german), "3600000");
  EXPECT_EQ(word_of(FieldKind::Instant, "1970-01-01 02:00:30"), "3630000");
  EXPECT_EQ(word_of(FieldKind::Instant, "1970-01-01 25:00"), "wrong_type");
}

TEST(Cells, TextsAndWhatIsMissing) {
  EXPECT_EQ(word_of(FieldKind::Text, "'=SUM(A1)"), "=SUM(A1)");
  EXPECT_EQ(word_of(FieldKind::Text, "'tis"), "'tis");
  EXPECT_EQ(word_of(FieldKind::Email, " Anna@Firm.Example "), "anna@firm.example");
  EXPECT_EQ(word_of(FieldKind::Text, ""), "missing");
  EXPECT_EQ(word_of(FieldKind::Number, "\xC2\xA0"), "missing");
  EXPECT_EQ(word_of(FieldKind::Text, "a\xFF"), "not_utf8");
  EXPECT_EQ(word_of(FieldKind::Text, std::string(5000, 'x')), "text_too_long");
}

TEST(Cells, DateFormatsNameYearMonthAndDayOnce) {
  for (const char* good : {"DD.MM.YYYY", "M/D/YY", "YYYY-MM-DD", "YYYYMMDD"})
    EXPECT_TRUE(is_date_format(good)) << good;
  for (const char* bad : {"", "DD.MM", "DD.MM.YYYY.DD", "dd.mm.yyyy", "YYY-MM-DD"})
    EXPECT_FALSE(is_date_format(bad)) << bad;
}

// --- headers and rows
class Rows : public testing::Test {
 protected:
  std::unique_ptr<artefact::ArtefactT> artefact_ =
      artefact_with({{"email", FieldKind::Text, Presence::Required},
                     {"employees", FieldKind::Number, Presence::Optional, 0, 1000},
                     {"is_customer", FieldKind::YesNo, Presence::Default}});
  value::LeadTable table_{*artefact_->schema};

  std::string read(LeadReader& reader, const std::vector<std::string_view>& cells, uint64_t number = 2) {
    const auto rejected = reader.read({number, cells, false, std::nullopt}, table_);
    return rejected ? std::string(reason_word(rejected->reason)) + " " + rejected->column : "";
  }
};

TEST_F(Rows, HeadersAreFoundLooselyAndByMapping) {
  LeadReader reader(*artefact_, {.mapping = {{"Company size", "employees"}}});
  EXPECT_EQ(reader.check_mapping(), std::nullopt);
  const std::vector<std::string_view> header = {"E-mail", "Email", "Company size", "Is Customer", "Notes"};
  ASSERT_EQ(reader.take_header(header), std::nullopt);
  EXPECT_EQ(read(reader, {"x", "a@b", "12", "TRUE", "y"}), "");
  EXPECT_EQ(table_.word(1, 0), 12);
  EXPECT_EQ(table_.word(2, 0), 1);
  EXPECT_EQ(table_.lead(0), "2");
  EXPECT_THAT(reader.unknown_columns(), testing::ElementsAre("E-mail", "Notes"));
}

TEST_F(Rows, HeadersThatCannotBe) {
  const std::vector<std::string_view> twice = {"email", "Email"}, none = {"employees"}, lead = {"email"};
  EXPECT_THAT(LeadReader(*artefact_, {}).take_header(twice).value_or(""), HasSubstr("both fill `email`"));
  EXPECT_THAT(LeadReader(*artefact_, {}).take_header(none).value_or(""), HasSubstr("no column for `email`"));
  EXPECT_THAT(LeadReader(*artefact_, {.key = "CRM id"}).take_header(lead).value_or(""),
              HasSubstr("`CRM id`"));
  EXPECT_THAT(LeadReader(*artefact_, {.mapping = {{"a", "b"}}}).check_mapping().value_or(""),
              HasSubstr("`b`, which is no attribute"));
}

TEST_F(Rows, WhatIsSetAside) {
  LeadReader reader(*artefact_, {});
  const std::vector<std::string_view> header = {"Lead", "email", "employees"};
  ASSERT_EQ(reader.take_header(header), std::nullopt);
  EXPECT_EQ(read(reader, {"a", "a@b", "5"}), "");
  EXPECT_EQ(read(reader, {"a", "a@b", "5"}), "lead_twice lead");
  EXPECT_EQ(read(reader, {"b", "a@b"}), "wrong_cells ");
  EXPECT_EQ(read(reader, {"b", "a@b", "5", "", ""}), "");
  EXPECT_EQ(read(reader, {"c", "a@b", "5", "", "x"}), "wrong_cells ");
  EXPECT_EQ(read(reader, {"c", "", "5"}), "missing_field email");
  EXPECT_EQ(read(reader, {"", "a@b", "5"}), "no_lead lead");
  EXPECT_EQ(read(reader, {"c", "a@b", "1001"}), "out_of_range employees");
  EXPECT_EQ(read(reader, {"c", "a@b", ""}), "");  // a row set aside does not take the name
  ASSERT_EQ(table_.rows(), 3u);
  EXPECT_EQ(table_.lead(2), "c");
  EXPECT_FALSE(table_.is_known(1, 2));
  EXPECT_EQ(table_.word(2, 2), 1);  // the default
}

TEST_F(Rows, LinesOfJson) {
  LeadReader reader(*artefact_, {.mapping = {{"size", "employees"}}});
  const auto line = [&](std::string_view text, uint64_t number) {
    std::string padded(text);
    padded.resize(text.size() + LineReader::kPadding);
    const auto rejected = reader.read(Line{{padded.data(), text.size()}, number, false}, table_);
    return rejected ? std::string(reason_word(rejected->reason)) + " " + rejected->column : "";
  };
  EXPECT_EQ(line(R"({"lead":"a","email":"a@b","size":7,"extra":[1]})", 1), "");
  EXPECT_EQ(line(R"({"lead":"a","email":"a@b"})", 2), "lead_twice lead");
  EXPECT_EQ(line(R"({"email":"a@b","employees":null})", 3), "");
  EXPECT_EQ(line(R"({"lead":7,"email":"a@b","is_customer":false})", 4), "");
  EXPECT_EQ(line(R"({"lead":"d","email":5})", 5), "wrong_type email");
  EXPECT_EQ(line(R"({"lead":"d")", 6), "not_json ");
  ASSERT_EQ(table_.rows(), 3u);
  EXPECT_EQ(table_.word(1, 0), 7);
  EXPECT_EQ(table_.lead(1), "3");
  EXPECT_EQ(table_.lead(2), "7");
  EXPECT_EQ(table_.word(2, 2), 0);
}

}  // namespace
}  // namespace lead::ingest
