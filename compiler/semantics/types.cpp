#include "compiler/semantics/types.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/program.h"

namespace lead::semantics {
namespace {

// Of several grades with the same names none is the one that is meant.
std::string describe_grade(const Program& program, uint32_t ladder) {
  const Grade& grade = program.grades[ladder];
  const auto shares = [&](const Grade& other) { return other.ladder == ladder; };
  const bool is_shared = std::count_if(program.grades.begin(), program.grades.end(), shares) > 1;
  if (!is_shared || grade.names.empty()) return fmt::format("grade of `{}`", grade.name);
  return fmt::format("grade from `{}` to `{}`", grade.names.front(), grade.names.back());
}

std::string describe_one(const Type& type, const Program& program) {
  switch (type.kind) {
    case TypeKind::Error:
      return "something unclear";
    case TypeKind::YesNo:
      return "yes or no";
    case TypeKind::Number:
      return "number";
    case TypeKind::Decimal:
      return "decimal";
    case TypeKind::Percent:
      return "percent";
    case TypeKind::Points:
      return "points";
    case TypeKind::Money:
      return fmt::format("money in {}", type.currency);
    case TypeKind::Date:
      return "date";
    case TypeKind::Instant:
      return "instant";
    case TypeKind::Duration:
      return "duration";
    case TypeKind::Text:
      return "text";
    case TypeKind::Email:
      return "email";
    case TypeKind::Country:
      return "country";
    case TypeKind::Person:
      return "person";
    case TypeKind::Account:
      return "account";
    case TypeKind::Choice:
      return fmt::format("choice `{}`", program.schema.choices[type.ref]->name);
    case TypeKind::Set:
      return fmt::format("set of `{}`", program.schema.choices[type.ref]->name);
    case TypeKind::Band:
      return fmt::format("band of `{}`", program.scores[type.ref].name);
    case TypeKind::Grade:
      return describe_grade(program, type.ref);
    case TypeKind::Cell:
      return fmt::format("cell of `{}`", program.matrices[type.ref].name);
    case TypeKind::Bucket:
      return fmt::format("band of `{}`", program.buckets[type.ref].name);
    case TypeKind::Stage:
      return fmt::format("stage of `{}`", program.lifecycles[type.ref].name);
    case TypeKind::Clock:
      return fmt::format("state of `{}`", program.slas[type.ref].name);
    case TypeKind::Label:
      return fmt::format("value of `{}`", program.definitions[type.ref].name);
    case TypeKind::Events:
      return "events";
  }
  return {};
}

}  // namespace

std::string describe(const Type& type, const Program& program) {
  return type.is_list ? fmt::format("list of {}", describe_one(type, program)) : describe_one(type, program);
}

}  // namespace lead::semantics
