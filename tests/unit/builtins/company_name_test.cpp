// Names of companies: what people write differently, and what stays a difference.
#include "runtime/builtins/company_name.h"

#include <gtest/gtest.h>

namespace lead::builtins {
namespace {

TEST(CompanyName, LeavesOutSignsBlanksCapitalsAndTheLegalForm) {
  EXPECT_EQ(company_name("ACME, Inc."), "acme");
  EXPECT_EQ(company_name("Müller & Söhne GmbH & Co. KG"), "müllersöhne");
  EXPECT_EQ(company_name("Volvo A.B."), "volvoab");  // only forms that are listed with points
  EXPECT_EQ(company_name("Fiat S.p.A."), "fiat");
  EXPECT_EQ(company_name("L'Oréal S.A."), "loréal");
  EXPECT_EQ(company_name("Dupont S.A.S."), "dupont");
  EXPECT_EQ(company_name("Kowalski Sp. z o.o."), "kowalski");
  EXPECT_EQ(company_name("e-Commerce"), "ecommerce");
  EXPECT_EQ(company_name("  Data\tWorks  "), "dataworks");
}

TEST(CompanyName, KeepsWhatStandsBeforeTheEndAndAtLeastOneWord) {
  EXPECT_EQ(company_name("AG Insurance"), "aginsurance");
  EXPECT_EQ(company_name("Limited"), "limited");
  EXPECT_EQ(company_name("Co. Ltd."), "co");
  EXPECT_EQ(company_name("Berlin Zoo"), "berlinzoo");
  EXPECT_EQ(company_name("Texas"), "texas");  // no word ends in a form that is part of it
  EXPECT_EQ(company_name("..."), "");
  EXPECT_EQ(company_name(""), "");
}

TEST(CompanyName, AreTheSameOnlyWhereThereIsOne) {
  EXPECT_TRUE(same_name("Acme", "ACME Corporation"));
  EXPECT_TRUE(same_name("Ford Motor Co", "Ford Motor Company"));
  EXPECT_FALSE(same_name("Acme", "Acme Group"));
  EXPECT_FALSE(same_name("", ""));
  EXPECT_FALSE(same_name("...", "!"));
  EXPECT_FALSE(same_name("Muller", "Müller"));
}

TEST(CompanyName, FormsAreAsWordsOfATextStand) {
  for (const std::string_view form : legal_forms()) {
    EXPECT_EQ(company_name("x " + std::string(form)), "x") << form;
    EXPECT_FALSE(form.empty());
  }
}

}  // namespace
}  // namespace lead::builtins
