// lead_golden: compares what the compiler says about each case with what was expected.
//
//   lead_golden                    run all; exit 1 where one differs
//   lead_golden syntax/ bad_       only cases whose name contains one of the words
//   lead_golden --update [words]   write what is said now into the .expected files; review the change
//   lead_golden --show [words]     print what is said now, and compare nothing
//   lead_golden --list             names of the cases
//
// A plain run never writes. An update writes nothing for a case that breaks a rule (see case.h), and removes
// .expected files that no case owns.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>

#include "tests/golden/runner/case.h"
#include "tests/golden/runner/difference.h"

namespace {

using lead::golden::Case;
using lead::golden::Outcome;

struct Request {
  bool is_update = false;
  bool is_list = false;
  bool is_show = false;
  std::vector<std::string> words;
};

struct Tally {
  size_t run = 0, failed = 0, written = 0;
};

bool is_wanted(const Case& c, const Request& request) {
  return request.words.empty() ||
         std::any_of(request.words.begin(), request.words.end(),
                     [&](const std::string& word) { return c.name.find(word) != std::string::npos; });
}

void print_problem(const Case& c, std::string_view problem) {
  fmt::print("{}: {}\n", c.name, problem);
}

void compare(const Case& c, const Outcome& outcome, Tally& tally) {
  if (!c.expected) {
    print_problem(c, "there is no .expected file yet; write it with `lead_golden --update`");
    ++tally.failed;
  } else if (*c.expected != outcome.actual) {
    print_problem(c, "what is shown differs from what was expected");
    fmt::print("{}\n", lead::golden::difference(*c.expected, outcome.actual));
    ++tally.failed;
  }
}

void update(const Case& c, const Outcome& outcome, Tally& tally) {
  if (c.expected == outcome.actual) return;
  std::filesystem::create_directories(c.expected_path.parent_path());
  std::ofstream(c.expected_path, std::ios::binary) << outcome.actual;
  fmt::print("{}: written\n", c.name);
  ++tally.written;
}

void run(const Case& c, const Request& request, Tally& tally) {
  ++tally.run;
  const Outcome outcome = lead::golden::run_case(c);
  for (const std::string& problem : outcome.problems) print_problem(c, problem);
  if (request.is_show) {
    fmt::print("=== {}\n{}", c.name, outcome.actual);
    return;
  }
  if (!outcome.problems.empty()) {
    ++tally.failed;
    return;
  }
  if (request.is_update) {
    update(c, outcome, tally);
  } else {
    compare(c, outcome, tally);
  }
}

// Expected outputs whose case is gone would otherwise be kept for ever.
void handle_orphans(const std::filesystem::path& root, const std::vector<Case>& cases, bool is_update,
                    Tally& tally) {
  std::set<std::filesystem::path> orphans;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".expected") orphans.insert(entry.path());
  }
  for (const Case& c : cases) orphans.erase(c.expected_path);
  for (const auto& path : orphans) {
    const std::string name = std::filesystem::relative(path, root).generic_string();
    fmt::print("{}: no case has this expectation{}\n", name, is_update ? "; removed" : "");
    if (is_update) std::filesystem::remove(path);
    if (!is_update) ++tally.failed;
  }
}

}  // namespace

int main(int count, char** words) {
  Request request;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--update") {
      request.is_update = true;
    } else if (word == "--show") {
      request.is_show = true;
    } else if (word == "--list") {
      request.is_list = true;
    } else if (word.rfind("-", 0) == 0) {
      fmt::print(stderr, "lead_golden: no option is called {}\n", word);
      return 2;
    } else {
      request.words.push_back(word);
    }
  }
  const std::filesystem::path root = std::filesystem::path(LEAD_SOURCE_DIR) / "tests" / "golden";
  Tally tally;
  const std::vector<Case> cases = lead::golden::find_cases(root);
  for (const Case& c : cases) {
    if (!is_wanted(c, request)) continue;
    if (request.is_list) {
      fmt::print("{}\n", c.name);
    } else {
      run(c, request, tally);
    }
  }
  if (request.is_list) return 0;
  if (request.words.empty() && !request.is_show) handle_orphans(root, cases, request.is_update, tally);
  if (tally.run == 0) fmt::print("no case has such a name\n");
  fmt::print("{} cases, {} failed{}\n", tally.run, tally.failed,
             request.is_update ? fmt::format(", {} written", tally.written) : "");
  return tally.failed == 0 && tally.run > 0 ? 0 : 1;
}
