// Accounts: what is known of them, and the rules by which a lead's is found.
//
//   build_account_columns   the columns of `account { … }`
//   check_accounts          the rows of `accounts`, written in the policy or in a file (check_accounts.cpp), and
//                           the rules and preferences of `match account` (check_match.cpp)
//
// Names are declared by `declare_routing` (declare_accounts.cpp). Parts of `check` (steps.h): each reports
// what it finds and fills in Program::accounts.
#pragma once
#include "compiler/semantics/context.h"

namespace lead::semantics {

void build_account_columns(Context& context, const syntax::AccountDecl& decl);  // schema.cpp
void check_accounts(Context& context);
void check_match(Context& context);

// The place of a column in Accounts::columns; nothing, and no report, where there is none.
[[nodiscard]] std::optional<uint32_t> find_account_column(const Program& program, std::string_view name);
[[nodiscard]] std::vector<std::string> account_columns(const Program& program);
// `acme` where an account is wanted. Says whether it was one.
bool infer_account(Context& context, syntax::ExprId id, const std::string& name);
// `account.owner`
void infer_account_column(Context& context, syntax::ExprId id, const Scope& scope);

}  // namespace lead::semantics
