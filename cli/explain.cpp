// leadc explain: the page of a diagnostic.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "cli/output.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/pages.h"
#include "runtime/base/reason.h"

namespace lead::cli {
namespace {

// "L0401", "l401", "401" and "0401" are the same code.
std::optional<int> number_of(std::string_view text) {
  if (!text.empty() && (text.front() == 'L' || text.front() == 'l')) text.remove_prefix(1);
  if (text.empty() || text.size() > 4 ||
      !std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) {
    return std::nullopt;
  }
  int number = 0;
  for (const char c : text) number = number * 10 + (c - '0');
  return number;
}

bool print_reason(int number) {
  for (uint8_t i = 0; i < static_cast<uint8_t>(Reason::kCount); ++i) {
    const auto reason = static_cast<Reason>(i);
    if (reason_code(reason) != number) continue;
    fmt::print(
        "L{:04}  {}\n\nA line of the stream was set aside: {}.\nThe summary counts it under `{}`; `leadc run "
        "--rejects FILE` lists every such line\n"
        "with what exactly was wrong. Nothing else is disturbed by it.\n",
        number, reason_word(reason), reason_text(reason), reason_word(reason));
    return true;
  }
  return false;
}

}  // namespace

int run_explain(const ExplainOptions& options) {
  const auto number = number_of(options.code);
  if (number) {
    for (const diagnostics::Code code : diagnostics::all_codes()) {
      if (static_cast<int>(code) != *number) continue;
      if (const auto page = diagnostics::page(code)) {
        fmt::print("{}", *page);
        return kFine;
      }
    }
    if (print_reason(*number)) return kFine;
  }
  complain(fmt::format("`{}` is no code of leadc; codes look like L0401", options.code));
  return kWrongUse;
}

}  // namespace lead::cli
