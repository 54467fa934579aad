#include "compiler/semantics/types.h"

#include <fmt/format.h>

#include "compiler/semantics/program.h"

namespace lead::semantics {
namespace {

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
    case TypeKind::Choice:
      return fmt::format("choice `{}`", program.schema.choices[type.ref]->name);
    case TypeKind::Band:
      return fmt::format("band of `{}`", program.scores[type.ref].name);
    case TypeKind::Grade:
      return fmt::format("grade of `{}`", program.grades[type.ref].name);
    case TypeKind::Cell:
      return fmt::format("cell of `{}`", program.matrices[type.ref].name);
    case TypeKind::Bucket:
      return fmt::format("band of `{}`", program.buckets[type.ref].name);
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
