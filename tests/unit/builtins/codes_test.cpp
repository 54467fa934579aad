// Countries and currencies: codes, words and digits.
#include <gtest/gtest.h>

#include "runtime/builtins/country.h"
#include "runtime/builtins/currency.h"

namespace lead::builtins {
namespace {

TEST(Country, IsAWordAndBack) {
  EXPECT_EQ(country_word("AD"), 3);
  EXPECT_EQ(country_word("SE"), 26 * 18 + 4);
  EXPECT_EQ(country_codes().size(), 249U);
  for (const std::string_view code : country_codes()) {
    const auto word = country_word(code);
    ASSERT_TRUE(word) << code;
    EXPECT_GE(*word, 0);
    EXPECT_LE(*word, kMaxCountryWord);
    EXPECT_EQ(country_code(*word), code);
  }
}

TEST(Country, RefusesWhatIsNotAssigned) {
  for (const char* code : {"", "S", "se", "XX", "SWE", "UK", "EU", "ZZ", "S1"})
    EXPECT_FALSE(country_word(code)) << code;
  EXPECT_EQ(country_code(-1), "");
  EXPECT_EQ(country_code(kMaxCountryWord + 1), "");
  EXPECT_EQ(country_code(kMaxCountryWord), "ZZ");
}

TEST(Currency, KnowsItsDigits) {
  EXPECT_EQ(find_currency("EUR")->exponent, 2);
  EXPECT_EQ(find_currency("SEK")->exponent, 2);
  EXPECT_EQ(find_currency("JPY")->exponent, 0);
  EXPECT_EQ(find_currency("KWD")->exponent, 3);
  for (const Currency& currency : currencies()) {
    EXPECT_EQ(currency.code.size(), 3U) << currency.code;
    EXPECT_LE(currency.exponent, 3) << currency.code;
    EXPECT_EQ(find_currency(currency.code)->code, currency.code);
  }
}

TEST(Currency, RefusesWhatIsNone) {
  // (XX-X is the code of no currency; in one piece it would read as a note of unfinished work.)
  for (const char* code : {"", "EU", "eur", "EURO",
                           "X"
                           "XX",
                           "XAU", "AAA", "ZZZ"})
    EXPECT_FALSE(find_currency(code)) << code;
}

}  // namespace
}  // namespace lead::builtins
