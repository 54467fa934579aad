// Looking texts up: what counts as the same key, how far a domain reaches, which words win.
#include "runtime/builtins/lookup.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lead::builtins {
namespace {

using artefact::LookupKey;

// The key that is found, or "".
std::string found(LookupKey kind, const std::vector<std::string>& keys, std::string_view text) {
  std::vector<std::string> folded;
  for (const std::string& key : keys) folded.push_back(folded_key(kind, key));
  if (kind != LookupKey::Words) std::sort(folded.begin(), folded.end());
  const auto place = LookupIndex(kind, folded).find(text);
  return place ? folded[*place] : "";
}

TEST(Lookup, TextsAreComparedWithoutBlanksAroundThemAndWithoutCase) {
  const std::vector<std::string> keys = {"Banking", "it", "Örebro", "e-commerce"};
  EXPECT_EQ(found(LookupKey::Text, keys, " BANKING\t"), "banking");
  EXPECT_EQ(found(LookupKey::Text, keys, "\xC2\xA0IT\xC2\xA0 "), "it");
  EXPECT_EQ(found(LookupKey::Text, keys, "öREBRO"), "örebro");
  EXPECT_EQ(found(LookupKey::Text, keys, "bank"), "");
  EXPECT_EQ(found(LookupKey::Text, keys, "banking group"), "");
  EXPECT_EQ(found(LookupKey::Text, keys, "e  commerce"), "");
  EXPECT_EQ(found(LookupKey::Text, keys, ""), "");
  EXPECT_EQ(found(LookupKey::Text, keys, "bank\xff"), "");
}

TEST(Lookup, ADomainReachesWhatLiesInItAndTheLongestWins) {
  const std::vector<std::string> keys = {"firm.example", "mail.firm.example", "example", "uk"};
  EXPECT_EQ(found(LookupKey::Domain, keys, "Anna@Firm.Example"), "firm.example");
  EXPECT_EQ(found(LookupKey::Domain, keys, "a@eu.mail.firm.example"), "mail.firm.example");
  EXPECT_EQ(found(LookupKey::Domain, keys, "a@notfirm.example"), "example");
  EXPECT_EQ(found(LookupKey::Domain, keys, "a@x.co.uk"), "uk");
  EXPECT_EQ(found(LookupKey::Domain, keys, "a@x.couk"), "");
  EXPECT_EQ(found(LookupKey::Domain, keys, "firm.example."), "firm.example");
  EXPECT_EQ(found(LookupKey::Domain, keys, "@"), "");
  EXPECT_EQ(found(LookupKey::Domain, keys, std::string(4096, '.')), "");
}

TEST(Lookup, TheHostOfAddressesAndOfWebAddresses) {
  EXPECT_EQ(host_of("https://www.Firm.example/a/b?c#d"), "www.firm.example");
  EXPECT_EQ(host_of("http://user:secret@firm.example:8080/x@y.example"), "firm.example");
  EXPECT_EQ(host_of("//firm.example?x"), "firm.example");
  EXPECT_EQ(host_of("Anna <anna@firm.example>"), "firm.example");
  EXPECT_EQ(host_of("firm.example/about"), "firm.example");
  EXPECT_EQ(host_of("  firm.example  "), "firm.example");
  EXPECT_EQ(host_of(""), "");
}

TEST(Lookup, OfWordsTheFirstKeyOfTheTableCounts) {
  const std::vector<std::string> keys = {"assistant", "Vice-President", "president", "head of"};
  EXPECT_EQ(found(LookupKey::Words, keys, "Senior Vice President, Sales"), "vice president");
  EXPECT_EQ(found(LookupKey::Words, keys, "President"), "president");
  EXPECT_EQ(found(LookupKey::Words, keys, "Assistant to the Vice President"), "assistant");
  EXPECT_EQ(found(LookupKey::Words, keys, "president's office: assistant"), "assistant");
  EXPECT_EQ(found(LookupKey::Words, keys, "Head, of all"), "head of");
  EXPECT_EQ(found(LookupKey::Words, keys, "presidents"), "");
  EXPECT_EQ(found(LookupKey::Words, keys, "..."), "");
}

TEST(Lookup, OfBeginningsTheLongestKeyCounts) {
  const std::vector<std::string> keys = {"10", "104", "SE-1", "Å", "1045x"};
  EXPECT_EQ(found(LookupKey::Prefix, keys, " 10115 "), "10");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "10439"), "104");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "10"), "10");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "1045"), "104");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "1"), "");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "210"), "");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "se-123"), "se-1");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "ångström"), "å");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "\xC3"), "");
  EXPECT_EQ(found(LookupKey::Prefix, keys, ""), "");
  EXPECT_EQ(found(LookupKey::Prefix, keys, "10" + std::string(4094, 'z')), "10");
}

TEST(Lookup, OfCompaniesTheNameCounts) {
  const std::vector<std::string> keys = {"Acme GmbH", "Data Works"};
  EXPECT_EQ(found(LookupKey::Name, keys, "ACME, Inc."), "acme");
  EXPECT_EQ(found(LookupKey::Name, keys, "dataworks"), "dataworks");
  EXPECT_EQ(found(LookupKey::Name, keys, "Acme Group"), "");
  EXPECT_EQ(found(LookupKey::Name, keys, "..."), "");
}

}  // namespace
}  // namespace lead::builtins
