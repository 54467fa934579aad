#include "compiler/diagnostics/problems.h"

#include <fmt/format.h>

#include "runtime/base/limits.h"

namespace lead::diagnostics {

namespace {

Diagnostic not_utf8(const source::LoadError& error) {
  Diagnostic d = make(
      Code::NotUtf8, {},
      fmt::format(
          "`{}` is not UTF-8 text: line {} has a byte that belongs to no character (byte {} of the file)",
          error.path, error.line, uint64_t{error.byte} + 1));
  const bool from_the_start = error.line == 1 && error.byte == 0;
  d.notes.emplace_back(from_the_start
                           ? "save the file as UTF-8 in your editor; what some editors call Unicode is "
                             "UTF-16, and a compiled policy (.leadpack) is no text at all"
                           : "save the file as UTF-8 in your editor; a file written as Latin-1 or "
                             "Windows-1252 breaks at its first accented letter");
  return d;
}

Diagnostic too_large(const source::LoadError& error) {
  Diagnostic d = make(Code::FileTooLarge, {},
                      fmt::format("`{}` is larger than {} MiB, the most one policy file may have", error.path,
                                  limits::kMaxSourceBytes >> 20));
  d.notes.emplace_back("a policy is a few pages of text; is this the right file?");
  return d;
}

}  // namespace

Diagnostic policy_too_large(Span policy, std::string_view what) {
  Diagnostic d =
      make(Code::PolicyTooLarge, policy, fmt::format("this policy is too large to be run: {}", what));
  d.notes.emplace_back("docs/limits.md lists what one policy may have; two policies can share a stream");
  return d;
}

Diagnostic load_problem(const source::LoadError& error) {
  using Kind = source::LoadError::Kind;
  switch (error.kind) {
    case Kind::NotFound:
      return make(Code::FileUnreadable, {}, fmt::format("there is no file `{}`", error.path));
    case Kind::NotAFile:
      return make(Code::FileUnreadable, {}, fmt::format("`{}` is a folder, a policy is a file", error.path));
    case Kind::Unreadable:
      return make(Code::FileUnreadable, {}, fmt::format("the file `{}` cannot be read", error.path));
    case Kind::TooLarge:
      return too_large(error);
    case Kind::NotUtf8:
      return not_utf8(error);
  }
  return make(Code::FileUnreadable, {}, fmt::format("the file `{}` cannot be read", error.path));
}

}  // namespace lead::diagnostics
