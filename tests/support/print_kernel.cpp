#include "tests/support/print_kernel.h"

#include <fmt/format.h>

namespace lead::testing {
namespace {

using artefact::EffectKind;
using artefact::Opcode;
using kernel::Expr;
using kernel::ExprId;
using kernel::Kernel;

std::string quoted(const std::string& text) {
  return fmt::format("\"{}\"", text);
}

template <class T>
std::string joined(const std::vector<T>& items) {
  std::string all;
  for (const T& item : items) all += fmt::format("{}{}", all.empty() ? "" : ", ", item);
  return all;
}

std::string length(int64_t ms, int32_t months) {
  if (months != 0) return fmt::format("{} months", months);
  return fmt::format("{} ms", ms);
}

std::string rule_name(const Kernel& kernel, int32_t rule) {
  const kernel::Rule& of = kernel.rules[static_cast<size_t>(rule)];
  return fmt::format("{}.{}", kernel.scores[of.score].name, of.name);
}

struct Printer {
  const Kernel& kernel;
  int32_t event;

  [[nodiscard]] std::string of(ExprId id) const {
    if (!id) return "-";
    const std::string name = name_of(id);
    return name.empty() ? print(kernel.exprs[id]) : name;
  }
  [[nodiscard]] std::string whole(ExprId id) const { return id ? print(kernel.exprs[id]) : "-"; }

  // What has a name of its own is not written out again where it is used.
  [[nodiscard]] std::string name_of(ExprId id) const {
    for (const kernel::Score& score : kernel.scores) {
      if (score.value == id && kernel.exprs[id].op != Opcode::Constant) return "score " + score.name;
    }
    for (const kernel::Output& output : kernel.outputs) {
      if (output.expr == id) return (output.kind == artefact::OutputKind::Band ? "band " : "") + output.block;
    }
    return {};
  }

  [[nodiscard]] std::string field(uint32_t ref) const {
    if (event < 0) return fmt::format("payload {}", ref);
    return kernel.schema.events[static_cast<size_t>(event)]->fields[ref]->name;
  }

  [[nodiscard]] std::string leaf(const Expr& e) const {
    switch (e.op) {
      case Opcode::Constant:
        return std::to_string(e.k);
      case Opcode::TextConstant:
        return quoted(kernel.text_constants[e.ref]);
      case Opcode::Attribute:
      case Opcode::AttributeText:
        return kernel.schema.attributes[e.ref]->name;
      case Opcode::Payload:
      case Opcode::PayloadText:
        return "event." + field(e.ref);
      case Opcode::Ledger:
        return fmt::format("ledger {} {}", e.ref,
                           rule_name(kernel, static_cast<int32_t>(kernel.ledgers[e.ref].rule)));
      case Opcode::Balance:
        return fmt::format("balance {}", e.ref);
      case Opcode::WindowCount:
        if (e.k == 0 && e.months == 0) return fmt::format("count(window {})", e.ref);
        return fmt::format("count(window {}, {})", e.ref, length(e.k, e.months));
      case Opcode::WindowSum:
      case Opcode::WindowLeast:
      case Opcode::WindowGreatest:
      case Opcode::WindowDistinct:
        return fmt::format("{}(window {}, {})", artefact::info(e.op).name, e.ref, length(e.k, e.months));
      case Opcode::MarkInstant:
        return fmt::format("mark {}", e.ref);
      case Opcode::MarkValue:
      case Opcode::MarkText:
        return fmt::format("value of mark {}", e.ref);
      default:
        return std::string(artefact::info(e.op).name);
    }
  }

  // What stands between the operands, where that reads well.
  [[nodiscard]] static const char* sign(Opcode op) {
    switch (op) {
      case Opcode::Add:
        return "+";
      case Opcode::Subtract:
        return "-";
      case Opcode::Equal:
      case Opcode::TextEqual:
        return "=";
      case Opcode::NotEqual:
      case Opcode::TextNotEqual:
        return "!=";
      case Opcode::Less:
        return "<";
      case Opcode::LessEqual:
        return "<=";
      case Opcode::And:
        return "and";
      case Opcode::Or:
        return "or";
      case Opcode::OrElse:
      case Opcode::TextOrElse:
        return "or else";
      default:
        return nullptr;
    }
  }

  [[nodiscard]] std::string table(const Expr& e) const {
    switch (e.op) {
      case Opcode::InSet:
        return fmt::format("({} in {{{}}})", of(e.a), joined(kernel.int_sets[e.ref].values));
      case Opcode::TextInList:
        return fmt::format("({} in list [{}])", of(e.a), joined(kernel.text_lists[e.ref].items));
      case Opcode::TextHasAnyWord:
        return fmt::format("({} has word of [{}])", of(e.a), joined(kernel.text_lists[e.ref].items));
      case Opcode::Lookup:
      case Opcode::LookupText:
      case Opcode::Find:
      case Opcode::FindText:
        return fmt::format("{}({})", kernel.lookups[e.ref].name, of(e.a));
      case Opcode::TextMatches:
        return fmt::format("({} matches {})", of(e.a), quoted(kernel.patterns[e.ref]));
      case Opcode::Band:
        return fmt::format("band(latch {}, {})", e.ref, of(e.a));
      default:
        return {};
    }
  }

  [[nodiscard]] std::string print(const Expr& e) const {
    if (!e.a && !e.b && !e.c) return leaf(e);
    if (const char* between = sign(e.op)) return fmt::format("({} {} {})", of(e.a), between, of(e.b));
    if (std::string text = table(e); !text.empty()) return text;
    if (e.op == Opcode::Select) return fmt::format("({} ? {} : {})", of(e.a), of(e.b), of(e.c));
    if (e.op == Opcode::TextSelect) return fmt::format("({} ? {} : {})", of(e.c), of(e.a), of(e.b));
    std::string operands;
    for (const ExprId operand : {e.a, e.b, e.c}) {
      if (operand) operands += (operands.empty() ? "" : ", ") + of(operand);
    }
    if (e.k != 0) operands += fmt::format("; {}", e.k);
    return fmt::format("{}({})", artefact::info(e.op).name, operands);
  }
};

std::string ledger_line(const Kernel& kernel, size_t index) {
  const artefact::LedgerT& ledger = kernel.ledgers[index];
  const artefact::Decay& decay = ledger.decay;
  return fmt::format("ledger {} {} {} {} {} ms {}\n", index, ledger.minus ? "minus" : "plus",
                     rule_name(kernel, static_cast<int32_t>(ledger.rule)),
                     artefact::EnumNameDecayKind(decay.kind()), decay.period_ms(), decay.amount());
}

std::string slots(const Kernel& kernel) {
  std::string text;
  for (size_t i = 0; i < kernel.ledgers.size(); ++i) text += ledger_line(kernel, i);
  for (size_t i = 0; i < kernel.balances.size(); ++i) {
    text += fmt::format("balance {} from {} to {}\n", i, kernel.balances[i].low, kernel.balances[i].high);
  }
  for (size_t i = 0; i < kernel.windows.size(); ++i) {
    const artefact::WindowT& window = kernel.windows[i];
    const std::string keep = length(window.keep.ms(), window.keep.months());
    text += fmt::format("window {} keeps {}{}\n", i, window.unbounded ? "a count" : keep,
                        window.values ? " with values" : "");
  }
  for (size_t i = 0; i < kernel.marks.size(); ++i)
    text += fmt::format("mark {} {}{}\n", i, kernel.marks[i].first ? "first" : "last",
                        kernel.marks[i].value == artefact::MarkValue::None ? "" : " with a value");
  for (size_t i = 0; i < kernel.limits.size(); ++i) {
    const artefact::LimitT& limit = kernel.limits[i];
    text += fmt::format("limit {} {} {}{}{}\n", i, limit.count, artefact::EnumNameLimitKind(limit.kind),
                        limit.kind == artefact::LimitKind::Rolling
                            ? " " + length(limit.period.ms(), limit.period.months())
                            : "",
                        limit.keyed ? limit.key_is_text ? " by text" : " by word" : "");
    if (limit.ever) text.insert(text.size() - 1, " ever");
  }
  for (size_t i = 0; i < kernel.latches.size(); ++i) {
    text += fmt::format("latch {} from [{}] until [{}]\n", i, joined(kernel.latches[i].from),
                        joined(kernel.latches[i].until));
  }
  for (size_t i = 0; i < kernel.quiets.size(); ++i) {
    const artefact::QuietT& quiet = kernel.quiets[i];
    text += fmt::format("quiet {} mark {} every {} reaction {}\n", i, quiet.mark,
                        length(quiet.period.ms(), quiet.period.months()), quiet.reaction);
  }
  return text;
}

std::string cause_words(const Kernel& kernel, const kernel::Reaction& r) {
  switch (r.cause) {
    case artefact::CauseKind::Event:
      return "on " + kernel.schema.events[r.source]->name;
    case artefact::CauseKind::Quiet:
      break;
    case artefact::CauseKind::Edge:
      return fmt::format("on edge {}", r.source);
    case artefact::CauseKind::Schedule:
      return fmt::format("on schedule {}", r.source);
    case artefact::CauseKind::Door:
      return fmt::format("at door {}", r.source);
    case artefact::CauseKind::Step:
      return fmt::format("at step {}", r.source);
    case artefact::CauseKind::Assignment:
      return fmt::format("assignment {}", r.source);
    case artefact::CauseKind::Expiry:
      return fmt::format("expiry {}", r.source);
  }
  return "quiet";
}

std::string causes(const Kernel& kernel) {
  std::string text;
  for (size_t i = 0; i < kernel.edges.size(); ++i)
    text += fmt::format("edge {} {}\n", i, Printer{kernel, -1}.of(kernel.edges[i].condition));
  for (size_t i = 0; i < kernel.schedules.size(); ++i) {
    const kernel::Schedule& schedule = kernel.schedules[i];
    text += fmt::format("schedule {} every {} {} at {} ms{}\n", i, artefact::EnumNameEvery(schedule.every),
                        schedule.day, schedule.at_ms,
                        schedule.armed ? " while " + Printer{kernel, -1}.of(schedule.armed) : "");
  }
  for (size_t i = 0; i < kernel.resets.size(); ++i) {
    const artefact::ResetT& reset = kernel.resets[i];
    text += fmt::format(
        "reset {} ledgers [{}] balance {} to {} windows [{}] marks [{}] limits [{}] quiets [{}]\n", i,
        joined(reset.ledgers), reset.balance, reset.to, joined(reset.windows), joined(reset.marks),
        joined(reset.limits), joined(reset.quiets));
  }
  for (const kernel::Ignore& ignore : kernel.ignores) {
    text += fmt::format(
        "ignore {}{}\n", kernel.schema.events[ignore.event]->name,
        ignore.guard ? " when " + Printer{kernel, static_cast<int32_t>(ignore.event)}.of(ignore.guard) : "");
  }
  return text;
}

std::string reaction_line(const Kernel& kernel, size_t index) {
  const kernel::Reaction& r = kernel.reactions[index];
  const Printer print{kernel, kernel::event_of(r)};
  std::string text = fmt::format("{} {}", index, cause_words(kernel, r));
  if (r.guard) text += fmt::format(" when {}", print.of(r.guard));
  const std::string with = r.amount ? " with " + print.of(r.amount) : "";
  if (r.effect == EffectKind::Push) return text + fmt::format(": push window {}{}\n", r.target, with);
  if (r.effect == EffectKind::Touch) return text + fmt::format(": touch mark {}{}\n", r.target, with);
  if (r.effect == EffectKind::Reset) return text + fmt::format(": reset {}\n", r.target);
  text += fmt::format(": book {} for {}", print.of(r.amount), rule_name(kernel, r.rule));
  if (r.effect == EffectKind::Balance) text += fmt::format(", balance {}", r.target);
  if (r.effect == EffectKind::Ledger && r.target >= 0) text += fmt::format(", plus {}", r.target);
  if (r.effect == EffectKind::Ledger && r.target_minus >= 0)
    text += fmt::format(", minus {}", r.target_minus);
  if (r.limit >= 0) text += fmt::format(", limit {}", r.limit);
  if (r.key) text += fmt::format(" of {}", print.of(r.key));
  return text + "\n";
}

std::string scores(const Kernel& kernel) {
  const Printer print{kernel, -1};
  std::string text;
  for (const kernel::Score& score : kernel.scores) {
    text += fmt::format("score {} = {}\n", score.name, print.whole(score.value));
    for (const kernel::Part& part : score.parts) {
      text += fmt::format("  {}{} = {}\n", kernel.rules[part.rule].name, part.live ? " (live)" : "",
                          print.of(part.shown));
    }
    for (const kernel::Group& group : score.groups)
      text += fmt::format("  group [{}] = {}\n", joined(group.parts), print.of(group.shown));
  }
  return text;
}

std::string outputs(const Kernel& kernel) {
  std::string text;
  for (const kernel::Output& output : kernel.outputs) {
    text += fmt::format("output {} {} of [{}] = {}\n", artefact::EnumNameOutputKind(output.kind),
                        output.block, joined(kernel.schema.name_lists[output.names]->names),
                        Printer{kernel, -1}.whole(output.expr));
  }
  return text;
}

}  // namespace

std::string print_expr(const Kernel& kernel, ExprId id, int32_t event) {
  return Printer{kernel, event}.of(id);
}

std::string print_kernel(const Kernel& kernel) {
  std::string text = slots(kernel) + causes(kernel);
  for (size_t i = 0; i < kernel.reactions.size(); ++i) text += reaction_line(kernel, i);
  return text + scores(kernel) + outputs(kernel);
}

}  // namespace lead::testing
