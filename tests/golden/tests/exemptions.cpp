#include "tests/golden/tests/exemptions.h"

namespace lead::golden {

namespace {

using diagnostics::Code;

constexpr std::string_view kLoadTest = "tests/unit/source/load_test.cpp";

// What is wrong with a file as a whole cannot be written inside one.
const std::vector<Exemption>& about_files() {
  static const std::vector<Exemption> kList = {
      {Code::NotUtf8, "a page is UTF-8 itself", kLoadTest},
      {Code::FileUnreadable, "there is no text", kLoadTest},
      {Code::FileTooLarge, "the text would be larger than 16 MiB", kLoadTest},
  };
  return kList;
}

}  // namespace

const std::vector<Exemption>& exempt_from_pages() {
  return about_files();
}
const std::vector<Exemption>& exempt_from_goldens() {
  return about_files();
}

}  // namespace lead::golden
