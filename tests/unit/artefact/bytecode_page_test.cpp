#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/support/print_code.h"

namespace lead::artefact {
namespace {

TEST(BytecodePage, IsMadeFromTheTableOfOperations) {
  std::ifstream file(LEAD_SOURCE_DIR "/docs/bytecode.md");
  std::ostringstream page;
  page << file.rdbuf();
  EXPECT_EQ(page.str(), testing::bytecode_page()) << "`ninja bytecode_page` writes it anew";
}

}  // namespace
}  // namespace lead::artefact
