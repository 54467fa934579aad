// Calls of the functions in stdlib/builtins.def.
#include <algorithm>
#include <iterator>

#include "compiler/semantics/builtins.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_sides.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;

bool is_used(const Context& context, std::string_view module) {
  return std::any_of(context.tree.decls.begin(), context.tree.decls.end(), [&](const syntax::Decl& decl) {
    const auto* use = std::get_if<syntax::UseDecl>(&decl.node);
    return use != nullptr && use->module.text == module;
  });
}

// Where a `use` can be put in: behind the policy block, or before the first declaration.
Span place_for_use(const Context& context) {
  for (const syntax::Decl& decl : context.tree.decls) {
    if (std::holds_alternative<syntax::PolicyDecl>(decl.node))
      return {decl.span.file, decl.span.end_byte, decl.span.end_byte};
  }
  const Span first = context.tree.decls.front().span;
  return {first.file, first.begin_byte, first.begin_byte};
}

const BuiltinInfo* find_builtin(Context& context, const syntax::Name& function) {
  const auto* found = std::find_if(std::begin(kBuiltins), std::end(kBuiltins),
                                   [&](const BuiltinInfo& info) { return info.name == function.text; });
  if (found == std::end(kBuiltins)) {
    const auto close =
        close_names(context, function.text, context.names.tables.size() + std::size(kBuiltins), [&] {
          std::vector<std::string> names = names_in(context.names.tables);
          for (const BuiltinInfo& info : kBuiltins) names.emplace_back(info.name);
          return names;
        });
    context.sink.add(problems::unknown_function(function, close));
    return nullptr;
  }
  if (!found->module.empty() && !is_used(context, found->module)) {
    context.sink.add(problems::module_not_used(function, found->module, place_for_use(context)));
    return nullptr;
  }
  return found;
}

size_t count_of(Parameters parameters) {
  const bool is_pair = parameters == Parameters::TwoMoments || parameters == Parameters::TwoAmounts ||
                       parameters == Parameters::TwoNames;
  return is_pair ? 2 : 1;
}

bool takes(Parameters parameters, const Type& type) {
  switch (parameters) {
    case Parameters::Words:
    case Parameters::TwoNames:
      return is_text(type);
    case Parameters::Set:
      return is_set(type);
    case Parameters::Instant:
      return type == Type{TypeKind::Instant};
    case Parameters::TwoMoments:
      return is_moment(type);
    case Parameters::TwoAmounts:
      return is_amount(type);
  }
  return false;
}

std::string_view wanted(Parameters parameters) {
  switch (parameters) {
    case Parameters::Words:
    case Parameters::TwoNames:
      return "a text or an email";
    case Parameters::Set:
      return "a set";
    case Parameters::Instant:
      return "an instant";
    case Parameters::TwoMoments:
      return "a date or an instant";
    case Parameters::TwoAmounts:
      return "a number or an amount";
  }
  return {};
}

// Infers the arguments and says whether each is of a kind that the function takes.
bool check_arguments(Context& context, const syntax::CallExpr& call, const BuiltinInfo& info,
                     const Scope& scope, const Type* hint) {
  if (call.args.size() == 2) {
    infer_sides(context, call.args[0], call.args[1], scope, hint);
  } else {
    infer(context, call.args[0], scope);
  }
  bool is_right = true;
  for (const ExprId arg : call.args) {
    const Type& type = context.program.exprs[arg.value].type;
    if (is_error(type)) return false;
    if (takes(info.parameters, type)) continue;
    context.sink.add(problems::wrong_type(span_of(context, arg), describe(type, context.program),
                                          wanted(info.parameters), problems::ArgumentOf{call.function.text}));
    is_right = false;
  }
  return is_right;
}

Type result_type(Result result, const Type& arguments) {
  switch (result) {
    case Result::Text:
      return {TypeKind::Text};
    case Result::YesNo:
      return {TypeKind::YesNo};
    case Result::Date:
      return {TypeKind::Date};
    case Result::Number:
      return {TypeKind::Number};
    case Result::Same:
      return arguments;
  }
  return {};
}

// An email always has a domain: ingest lets no other address in.
bool may_be_missing(Missing missing, const Type& type, bool argument_may_be) {
  switch (missing) {
    case Missing::Never:
      return false;
    case Missing::WithArgument:
      return argument_may_be;
    case Missing::WithoutDomain:
      return argument_may_be || type.kind != TypeKind::Email;
  }
  return true;
}

// `industry_of(raw_industry)`: nothing is there where the table has no such key, or where the text is
// missing.
void infer_lookup(Context& context, ExprId id, const syntax::CallExpr& call, uint32_t index,
                  const Scope& scope) {
  if (call.args.size() != 1) {
    context.sink.add(
        problems::wrong_argument_count(span_of(context, id), call.function.text, call.args.size(), 1));
    return;
  }
  const TypedExpr& argument = infer(context, call.args[0], scope);
  if (is_error(argument.type)) return;
  if (!is_text(argument.type)) {
    context.sink.add(problems::wrong_type(span_of(context, call.args[0]),
                                          describe(argument.type, context.program), "a text or an email",
                                          problems::ArgumentOf{call.function.text}));
    return;
  }
  TypedExpr& out = context.program.exprs[id.value];
  const Table& table = context.program.tables[index];
  if (table.entries.empty()) return;  // reported where it is declared
  out.symbol = SymbolKind::Table;
  out.index = index;
  out.type = type_of(table.type);
  out.may_be_missing = true;
}

}  // namespace

void infer_call(Context& context, ExprId id, const Scope& scope, const Type* hint) {
  const auto& call = std::get<syntax::CallExpr>(context.tree.exprs[id].node);
  const auto table = context.names.tables.find(call.function.text);
  if (table != context.names.tables.end()) return infer_lookup(context, id, call, table->second.index, scope);
  const BuiltinInfo* info = find_builtin(context, call.function);
  if (info == nullptr) return;
  if (call.args.size() != count_of(info->parameters)) {
    context.sink.add(problems::wrong_argument_count(span_of(context, id), call.function.text,
                                                    call.args.size(), count_of(info->parameters)));
    return;
  }
  if (!check_arguments(context, call, *info, scope, hint)) return;
  Type arguments = context.program.exprs[call.args[0].value].type;
  bool argument_may_be_missing = false;
  for (const ExprId arg : call.args) {
    const TypedExpr& argument = context.program.exprs[arg.value];
    argument_may_be_missing |= argument.may_be_missing;
    if (!agree(argument.type, arguments)) {
      return report_sides(context, "compared", call.function.span, call.args[0], call.args[1]);
    }
    arguments = wider(argument.type, arguments);
  }
  TypedExpr& out = context.program.exprs[id.value];
  out.symbol = SymbolKind::Function;
  out.index = static_cast<uint32_t>(info - std::begin(kBuiltins));
  out.type = result_type(info->result, arguments);
  out.may_be_missing = may_be_missing(info->missing, arguments, argument_may_be_missing);
}

}  // namespace lead::semantics
