// The functions of the language as the checker and the desugaring see them: stdlib/builtins.def as an array.
//
// `TypedExpr::index` of a call is the place of its function here. `is_free_mail(x)` stands for
// `domain_of(x) in free_mail_domains`, a definition that `use std.email` brings in.
#pragma once
#include <cstdint>
#include <string_view>

namespace lead::semantics {

enum class Builtin : uint32_t {
#define LEAD_BUILTIN(name, module, parameters, result, missing, doc) name,
#include "stdlib/builtins.def"
#undef LEAD_BUILTIN
};

enum class Parameters : uint8_t { Words, Instant, Set, TwoMoments, TwoAmounts, TwoNames };
enum class Result : uint8_t { Text, YesNo, Date, Number, Same };
enum class Missing : uint8_t { Never, WithArgument, WithoutDomain };

struct BuiltinInfo {
  std::string_view name;
  std::string_view module;  // empty: always there
  Parameters parameters;
  Result result;
  Missing missing;
  std::string_view doc;
};

inline constexpr BuiltinInfo kBuiltins[] = {
#define LEAD_BUILTIN(name, module, parameters, result, missing, doc) \
  {#name, module, Parameters::parameters, Result::result, Missing::missing, doc},
#include "stdlib/builtins.def"
#undef LEAD_BUILTIN
};

}  // namespace lead::semantics
