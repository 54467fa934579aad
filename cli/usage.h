// A command line that leadc cannot follow, and what to say about it.
//
//   WrongUse wrong{.command = "check", .strangers = {"--fromat"}, .options = {"--format", "--fix"}};
//   words_of(wrong) -> "there is no option `--fromat`; did you mean `--format`?"
//
// One mistake is told, the one to repair first, in one line; `help_for` names where to read on. Plain data:
// arguments.cpp fills it from CLI11 and is the only file that knows that library. Never fails.
#pragma once
#include <string>
#include <vector>

namespace lead::cli {

struct WrongUse {
  std::string command;                 // "check"; empty where none was recognised
  std::vector<std::string> commands;   // all there are
  std::vector<std::string> options;    // of the command, with dashes: "--format"
  std::vector<std::string> operands;   // of the command, in order: "policy", "events"
  std::vector<std::string> strangers;  // typed, and belonging nowhere; in the order typed
  // Required and not there: "events", with what the help says about it.
  std::string missing, about_missing;
  // An option whose value does not fit, or that has none: then `value` is empty.
  std::string option, value;
  std::vector<std::string> values;  // all that `option` takes; empty where it takes any text
  bool no_value = false;            // `option` stands alone, and a value was given
  // Two options that depend on each other or exclude each other.
  std::string needs, needed;
  bool exclude = false;
  std::string otherwise;  // what the library says, for what is not told above
};

[[nodiscard]] std::string words_of(const WrongUse& wrong);
[[nodiscard]] std::string help_for(const WrongUse& wrong);

}  // namespace lead::cli
