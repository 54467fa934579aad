#include "cli/usage.h"

#include <fmt/format.h>

#include "compiler/diagnostics/diagnostic.h"

namespace lead::cli {
namespace {

// "`a`, `b` or `c`".
std::string listed(const std::vector<std::string>& names, std::string_view last) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? fmt::format(" {} ", last) : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  return text;
}

std::string either(const std::vector<std::string>& names) {
  return listed(names, "or");
}

// "; did you mean `check`?", or all there are.
std::string meant(const std::string& typed, const std::vector<std::string>& names) {
  const std::vector<std::string> close = diagnostics::suggest(typed, names);
  if (!close.empty()) return fmt::format("; did you mean {}?", either(close));
  return names.empty() ? std::string() : fmt::format("; there are {}", listed(names, "and"));
}

bool is_option(const std::string& typed) {
  return typed.size() > 1 && typed.front() == '-';
}

std::string about_stranger(const WrongUse& wrong) {
  // An option that nobody knows explains the words behind it, too.
  std::string typed = wrong.strangers.front();
  for (const std::string& stranger : wrong.strangers) {
    if (!is_option(stranger)) continue;
    typed = stranger;
    break;
  }
  if (is_option(typed)) {
    const std::string name = typed.substr(0, typed.find('='));
    if (wrong.command.empty())
      return fmt::format("`{}` stands before any command; options stand behind it", name);
    return fmt::format("there is no option `{}`{}", name, meant(name, wrong.options));
  }
  if (!wrong.command.empty()) {
    return fmt::format("`{}` is one too many: `leadc {}` takes {}", typed, wrong.command,
                       listed(wrong.operands, "and"));
  }
  if (typed.ends_with(".lead"))
    return fmt::format("`{}` is a policy, and a command stands before it, as in `leadc check {}`", typed,
                       typed);
  if (typed == "help") return "help is asked for with `--help`, as in `leadc check --help`";
  return fmt::format("there is no command `{}`{}", typed, meant(typed, wrong.commands));
}

}  // namespace

std::string words_of(const WrongUse& wrong) {
  if (!wrong.strangers.empty()) return about_stranger(wrong);
  if (wrong.command.empty()) return fmt::format("a command is missing: {}", either(wrong.commands));
  if (!wrong.missing.empty()) {
    return wrong.about_missing.empty()
               ? fmt::format("`{}` is missing", wrong.missing)
               : fmt::format("`{}` is missing: {}", wrong.missing, wrong.about_missing);
  }
  if (!wrong.needs.empty()) {
    return wrong.exclude ? fmt::format("`{}` and `{}` cannot stand together", wrong.needs, wrong.needed)
                         : fmt::format("`{}` goes with `{}` only", wrong.needs, wrong.needed);
  }
  if (wrong.option.empty()) return wrong.otherwise;
  if (wrong.no_value) return fmt::format("`{}` stands alone and takes no value", wrong.option);
  if (wrong.value.empty()) {
    return wrong.values.empty()
               ? fmt::format("`{}` wants a value behind it", wrong.option)
               : fmt::format("`{}` wants a value behind it: {}", wrong.option, either(wrong.values));
  }
  const std::vector<std::string> close = diagnostics::suggest(wrong.value, wrong.values);
  if (wrong.values.empty()) return fmt::format("`{}` does not take `{}`", wrong.option, wrong.value);
  return close.empty() ? fmt::format("`{}` does not take `{}`; it takes {}", wrong.option, wrong.value,
                                     either(wrong.values))
                       : fmt::format("`{}` does not take `{}`; did you mean {}?", wrong.option, wrong.value,
                                     either(close));
}

std::string help_for(const WrongUse& wrong) {
  return wrong.command.empty()
             ? "`leadc --help` tells what each command does"
             : fmt::format("`leadc {} --help` shows its options and examples", wrong.command);
}

}  // namespace lead::cli
