#include "tests/golden/tests/exemptions.h"

namespace lead::golden {

namespace {

using diagnostics::Code;

constexpr std::string_view kLoadTest = "tests/unit/source/load_test.cpp";
constexpr std::string_view kCompileTest = "tests/unit/compile/large_test.cpp";

}  // namespace

const std::vector<Exemption>& exempt_from_pages() {
  static const std::vector<Exemption> kList = {
      {Code::NotUtf8, "a page is UTF-8 itself", kLoadTest},
      {Code::FileUnreadable, "there is no text", kLoadTest},
      {Code::FileTooLarge, "the text would be larger than 16 MiB", kLoadTest},
      {Code::NestedTooDeep, "257 brackets help no reader", "tests/golden/syntax/bad_nested_too_deep.lead"},
      {Code::TextTooLong, "4,097 letters help no reader", "tests/golden/syntax/bad_too_long.lead"},
      {Code::PolicyTooLarge, "the policy would be thousands of lines long", kCompileTest},
  };
  return kList;
}

const std::vector<Exemption>& exempt_from_goldens() {
  static const std::vector<Exemption> kList = {
      {Code::NotUtf8, "a case is UTF-8 text", kLoadTest},
      {Code::FileUnreadable, "there is no text", kLoadTest},
      {Code::FileTooLarge, "the text would be larger than 16 MiB", kLoadTest},
  };
  return kList;
}

}  // namespace lead::golden
