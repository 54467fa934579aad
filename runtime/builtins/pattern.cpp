// The one door to RE2.
#include <re2/re2.h>

#include "runtime/base/limits.h"
#include "runtime/builtins/text_match.h"

namespace lead::builtins {

struct Pattern::Compiled {
  Compiled(std::string_view text, const RE2::Options& options)
      : expression(re2::StringPiece(text.data(), text.size()), options) {}
  RE2 expression;
};

Pattern::Pattern(std::string_view expression) {
  if (expression.size() > limits::kMaxPatternBytes) {
    error_ = "the expression is longer than " + std::to_string(limits::kMaxPatternBytes) + " bytes";
    return;
  }
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(static_cast<int64_t>(kPatternMemory));
  auto compiled = std::make_unique<Compiled>(expression, options);
  if (!compiled->expression.ok()) {
    error_ = compiled->expression.error();
    return;
  }
  compiled_ = std::move(compiled);
}

Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

bool Pattern::matches(std::string_view text) const {
  return compiled_ != nullptr &&
         RE2::FullMatch(re2::StringPiece(text.data(), text.size()), compiled_->expression);
}

}  // namespace lead::builtins
