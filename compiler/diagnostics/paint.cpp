#include "compiler/diagnostics/paint.h"

namespace lead::diagnostics {

namespace {

std::string_view sequence_of(Role role) {
  switch (role) {
    case Role::Plain:
      return "";
    case Role::Strong:
      return "\x1b[1m";
    case Role::Error:
      return "\x1b[1;31m";
    case Role::Warning:
      return "\x1b[1;33m";
    case Role::Note:
      return "\x1b[1;36m";
    case Role::Secondary:
      return "\x1b[34m";
    case Role::Frame:
      return "\x1b[34m";
    case Role::Help:
      return "\x1b[36m";
    case Role::Removed:
      return "\x1b[31m";
    case Role::Added:
      return "\x1b[32m";
  }
  return "";
}

}  // namespace

std::string Paint::operator()(Role role, std::string_view text) const {
  const std::string_view sequence = sequence_of(role);
  if (!is_on_ || sequence.empty() || text.empty()) return std::string(text);
  std::string result(sequence);
  result += text;
  result += "\x1b[0m";
  return result;
}

Role role_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return Role::Error;
    case Severity::Warning:
      return Role::Warning;
    case Severity::Note:
      return Role::Note;
  }
  return Role::Plain;
}

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return "";
}

}  // namespace lead::diagnostics
