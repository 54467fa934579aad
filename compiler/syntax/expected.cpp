// Sets of expected tokens in the words of the policy.
#include <array>
#include <utility>

#include <fmt/format.h>

#include "compiler/syntax/recovery.h"
#include "grammar/LeadLexer.h"
#include "grammar/LeadParser.h"

namespace lead::syntax {
namespace {

using P = grammar::LeadParser;
using antlr4::misc::IntervalSet;

// Of the blocks in which leads move and clocks run.
const char* name_in_journey(size_t rule) {
  switch (rule) {
    case P::RuleLifecycleBlock:
    case P::RuleLifecycleItem:
    case P::RuleOrigin:
      return "the name of a stage";
    case P::RuleCalendarBlock:
    case P::RuleCalendarRow:
    case P::RuleWeekdays:
      return "a weekday";
    case P::RuleSlaBlock:
    case P::RuleSlaRow:
      return "a row of the promise";
    case P::RulePeopleBlock:
    case P::RulePersonRow:
      return "the name of a person";
    case P::RuleQueueClause:
      return "a part of the queue";
    case P::RuleRouteBlock:
    case P::RuleRouteItem:
      return "a row of the route";
    case P::RuleAccountsBlock:
    case P::RuleAccountRow:
      return "the name of an account";
    case P::RuleMatchBlock:
    case P::RuleMatchItem:
      return "a rule of the match";
    case P::RuleHoursRow:
    case P::RuleWithinRow:
      return "a value of the list";
    default:
      return "a name";
  }
}

const char* name_in(size_t rule) {
  switch (rule) {
    case P::RuleSettingBlock:
    case P::RuleSettingKey:
    case P::RuleSetting:
      return "a setting";
    case P::RuleFieldBlock:
    case P::RuleField:
    case P::RuleFillsIn:
    case P::RuleGivenBlock:
    case P::RuleGivenRow:
      return "the name of an attribute";
    case P::RuleCaseHeader:
      return "an attribute or what is expected";
    case P::RuleCaseRow:
      return "the name of a case";
    case P::RuleTypeName:
      return "a type";
    case P::RuleTableContent:
      return "the name of a column";
    case P::RuleChoiceItems:
      return "a value of the choice";
    case P::RuleScoreBlock:
    case P::RuleScoreItem:
      return "the name of a rule";
    case P::RuleBandBlock:
    case P::RuleBandRow:
    case P::RuleBucketBlock:
    case P::RuleBucketRow:
    case P::RuleMatrixBlock:
    case P::RuleMatrixRow:
      return "the name of a band";
    case P::RuleGradeBlock:
    case P::RuleGradeRow:
    case P::RuleMatrixHeader:
      return "a grade";
    case P::RuleMatrixCell:
      return "a cell";
    case P::RuleTrigger:
    case P::RuleCause:
    case P::RulePast:
    case P::RuleHappening:
      return "the name of an event";
    default:
      return name_in_journey(rule);
  }
}

// Takes tokens off a set of expected ones while naming them.
class Wording {
 public:
  Wording(const IntervalSet& expected, const antlr4::atn::ATN& atn) : rest_(expected), atn_(atn) {}
  [[nodiscard]] bool has(size_t type) const { return rest_.contains(type); }
  void drop(size_t type) { rest_ = rest_.subtract(IntervalSet::of(static_cast<ssize_t>(type))); }
  void drop_first_of(size_t rule) { rest_ = rest_.subtract(atn_.nextTokens(atn_.ruleToStartState[rule])); }
  void say(std::string thing) { things_.push_back(std::move(thing)); }
  void say_token(size_t type, const char* thing) {
    if (!has(type)) return;
    say(thing);
    drop(type);
  }
  [[nodiscard]] const IntervalSet& rest() const { return rest_; }
  [[nodiscard]] std::string phrase() const;

 private:
  IntervalSet rest_;
  const antlr4::atn::ATN& atn_;
  std::vector<std::string> things_;
};

std::string Wording::phrase() const {
  constexpr size_t kMost = 4;
  if (things_.empty() || things_.size() > kMost + 2) return {};
  std::string phrase;
  for (size_t i = 0; i < things_.size(); ++i) {
    if (i > 0) phrase += i + 1 == things_.size() ? " or " : ", ";
    phrase += things_[i];
  }
  return phrase;
}

void say_values(Wording& wording, size_t rule) {
  const bool comparison = wording.has(P::K_IS) && wording.has(P::EQUAL) && wording.has(P::LESS_SIGN);
  if (comparison) {
    wording.say("a comparison");
    wording.drop_first_of(P::RuleTest);
  }
  if (wording.has(P::K_AND) ||
      wording.has(P::STAR)) {  // behind a complete value: arithmetic is never the point
    for (const size_t sign : {P::PLUS, P::MINUS, P::STAR, P::SLASH}) wording.drop(sign);
    if (!wording.has(P::TEXT)) wording.drop(P::LPAREN);
  }
  if (wording.has(P::COLON)) wording.drop(P::TEXT);  // the title before it may be left out
  if (wording.has(P::LPAREN) && wording.has(P::TEXT) && wording.has(P::INTEGER)) {
    wording.say(wording.has(P::K_NOT) ? "a condition" : "a value");
    wording.drop_first_of(P::RuleCondition);
  } else if (wording.has(P::TEXT) && wording.has(P::INTEGER) && wording.has(P::K_YES)) {
    wording.say("a value");
    wording.drop_first_of(P::RuleConstant);
    wording.drop(P::K_SET);
  } else if (wording.has(P::BACKTICKED)) {
    // Names also begin the next row: behind a complete value that is no news.
    if (!comparison && !wording.has(P::K_AND)) wording.say(name_in(rule));
    if (rule == P::RuleTypeName) wording.drop(P::K_YES);  // `yes or no` is a type too
    wording.drop_first_of(P::RuleName);
  }
}

}  // namespace

std::string describe_expected(const antlr4::Parser& parser, const IntervalSet& expected, size_t rule) {
  Wording wording(expected, parser.getATN());
  say_values(wording, rule);
  if (wording.has(P::K_DAY) && wording.has(P::K_HOURS)) {
    wording.say("a unit of time such as `days`");
    wording.drop_first_of(P::RuleUnit);
    wording.drop(P::K_BUSINESS);
  }
  if (wording.has(P::SHORT_DURATION) && wording.has(P::INTEGER)) {
    wording.say("a duration such as `14 days`");
    wording.drop_first_of(P::RuleQuantity);
  }
  if (wording.has(P::PLUS) && wording.has(P::INTEGER)) {
    wording.drop(P::PLUS);
    wording.drop(P::MINUS);
  }
  if (wording.has(P::INTEGER) || wording.has(P::DECIMAL)) {
    wording.say("a number");
    wording.drop_first_of(P::RuleNumber);
  }
  wording.say_token(P::PERCENT, "a percentage");
  wording.say_token(P::DATE, "a date");
  wording.say_token(P::CLOCK, "a time such as `08:00`");
  wording.say_token(P::CURRENCY, "a currency");
  wording.say_token(P::TEXT, "a text in quotes");
  const antlr4::dfa::Vocabulary& vocabulary = parser.getVocabulary();
  for (const ssize_t type : wording.rest().toList()) {
    if (type < 0) continue;
    const std::string literal = vocabulary.getLiteralName(static_cast<size_t>(type));
    if (literal.size() > 2) wording.say(fmt::format("`{}`", literal.substr(1, literal.size() - 2)));
  }
  if (wording.has(antlr4::Token::EOF)) wording.say("the end of the declaration");
  return wording.phrase();
}

std::vector<std::string> expected_words(const antlr4::Parser& parser, const IntervalSet& expected) {
  std::vector<std::string> words;
  for (const ssize_t type : expected.toList()) {
    if (type < 0) continue;
    const std::string literal = parser.getVocabulary().getLiteralName(static_cast<size_t>(type));
    if (literal.size() > 2 && literal[1] >= 'a' && literal[1] <= 'z')
      words.push_back(literal.substr(1, literal.size() - 2));
  }
  return words;
}

}  // namespace lead::syntax
