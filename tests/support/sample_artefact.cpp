#include "tests/support/sample_artefact.h"

#include <climits>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/opcode.h"
#include "runtime/base/limits.h"

namespace lead::testing {

namespace {

using namespace artefact;

constexpr int64_t kHour = 3'600'000, kDay = 24 * kHour;
constexpr int32_t kHourMs = 3'600'000;

template <class T>
T& add(std::vector<std::unique_ptr<T>>& list) {
  list.push_back(std::make_unique<T>());
  return *list.back();
}

std::unique_ptr<FieldTypeT> type_of(FieldKind kind, uint32_t names = 0) {
  auto type = std::make_unique<FieldTypeT>();
  type->kind = kind;
  type->names = names;
  type->low = -1'000'000'000'000;
  type->high = 1'000'000'000'000;
  if (kind == FieldKind::Money) type->currency = "EUR", type->exponent = 2;
  return type;
}

std::unique_ptr<ZoneT> sample_zone() {
  auto zone = std::make_unique<ZoneT>();
  zone->name = "Test/Jumping";
  zone->offsets_ms = {static_cast<int32_t>(kHour)};
  int64_t at = 1'600'000'000'000;
  for (int i = 0; i < 60; ++i) {
    at += 150 * kDay + (i % 7) * kHour;
    const int64_t before = zone->offsets_ms.back();
    if (i % 10 == 9)
      at -= (at + before) % kDay;  // at local midnight, so that the date goes back an hour later
    zone->transitions_ms.push_back(at);
    zone->offsets_ms.push_back(static_cast<int32_t>(i % 2 == 0    ? 2 * kHour
                                                    : i % 10 == 9 ? kHour
                                                                  : kHour + kHour / 2));
  }
  return zone;
}

void add_schema(ArtefactT& a) {
  a.schema = std::make_unique<SchemaT>();
  ChoiceT& choice = add(a.schema->choices);
  choice.name = "Seniority";
  choice.items = {"intern", "manager", "director"};
  choice.ordered = true;
  add(a.schema->name_lists).names = {"cold", "warm", "hot"};
  const std::pair<const char*, FieldKind> attributes[] = {
      {"email", FieldKind::Email},      {"company", FieldKind::Text},   {"employees", FieldKind::Number},
      {"seniority", FieldKind::Choice}, {"signed_up", FieldKind::Date}, {"is_customer", FieldKind::YesNo},
      {"budget", FieldKind::Money},     {"seen", FieldKind::Instant},
  };
  for (const auto& [name, kind] : attributes) {
    AttributeT& attribute = add(a.schema->attributes);
    attribute.name = name;
    attribute.type = type_of(kind);
    attribute.presence = Presence::Optional;
  }
  a.schema->attributes[5]->presence = Presence::Default;
  for (const char* name : {"page_view", "call"}) {
    EventTypeT& event = add(a.schema->events);
    event.name = name;
    FieldT& path = add(event.fields);
    path.name = "path";
    path.type = type_of(FieldKind::Text);
    FieldT& seconds = add(event.fields);
    seconds.name = "seconds";
    seconds.type = type_of(FieldKind::Number);
    seconds.presence = Presence::Optional;
    FieldT& filled = add(event.fields);
    filled.name = "employees";
    filled.type = type_of(FieldKind::Number);
    filled.presence = Presence::Optional;
    filled.fills = 2;
  }
}

void add_slots(ArtefactT& a) {
  add(a.ledgers).decay = Decay(DecayKind::Half, 14 * kDay, 0);
  add(a.ledgers).minus = true;
  add(a.ledgers).decay = Decay(DecayKind::Evenly, 30 * kDay, 500'000);
  add(a.ledgers).decay = Decay(DecayKind::None, 0, 0);
  add(a.balances).high = 100'000'000;
  add(a.windows).unbounded = true;
  add(a.windows).keep = Period(7 * kDay, 0);
  add(a.windows).keep = Period(0, 3);
  add(a.marks);
  add(a.marks).first = true;
  add(a.windows).keep = Period(2 * kDay, 0);
  a.windows.back()->values = true;
  add(a.marks).value = MarkValue::Word;
  add(a.marks).value = MarkValue::Text;
  LimitT& rolling = add(a.limits);
  rolling.count = 3;
  rolling.kind = LimitKind::Rolling;
  rolling.period = Period(kDay, 0);
  LimitT& keyed = add(a.limits);
  keyed.count = 1;
  keyed.keyed = keyed.key_is_text = true;
  LatchT& latch = add(a.latches);
  latch.from = {0, 20'000'000, 50'000'000};
  latch.until = {0, 20'000'000, 40'000'000};
  QuietT& quiet = add(a.quiets);
  quiet.period = Period(0, 1);
  quiet.reaction = 3;
}

// A night shift, an evening of its own, a break, two holidays; an office elsewhere; and the hours of both.
void add_calendars(ArtefactT& a) {
  CalendarT& desk = add(a.calendars);
  desk.name = "desk";
  desk.title = "Night desk";
  desk.zone = sample_zone();
  desk.weekly = {DayHours(0, 9 * kHourMs, 17 * kHourMs), DayHours(4, 22 * kHourMs, 30 * kHourMs)};
  desk.dated = {DayHours(20'000, 18 * kHourMs, 24 * kHourMs)};
  desk.breaks = {DayHours(20'001, 12 * kHourMs, 13 * kHourMs)};
  desk.holidays = {20'100, 20'466};
  CalendarT& office = add(a.calendars);
  office.name = "office";
  office.zone = sample_zone();
  office.zone->transitions_ms.clear();
  office.zone->offsets_ms.resize(1);
  for (int32_t weekday = 0; weekday < 7; ++weekday)
    office.weekly.push_back(DayHours(weekday, 0, 24 * kHourMs));
  CalendarT& both = add(a.calendars);
  both.name = "both";
  both.zone = sample_zone();
  both.both = {0, 1};
}

void add_tables(ArtefactT& a) {
  a.text_constants = {"/pricing", "", "firm.example"};
  add(a.int_sets).values = {-1, 0, 1, 2, 5, 6, 7, 1'000'000};
  add(a.int_sets);
  add(a.text_lists).items = {"vice president", "cto", "a"};
  add(a.text_lists).items = {"a@b", "/pricing"};
  LookupT& numbers = add(a.lookups);
  numbers.name = "worth_of";
  numbers.type = type_of(FieldKind::Number);
  numbers.keys = {"/pricing", "a", "acme"};
  numbers.words = {-5, 0, 1'000'000};
  LookupT& texts = add(a.lookups);
  texts.name = "owner_of";
  texts.key = LookupKey::Domain;
  texts.type = type_of(FieldKind::Text);
  texts.keys = {"b", "firm.example"};
  texts.texts = {"", "Anna"};
  LookupT& words = add(a.lookups);
  words.name = "rank_of";
  words.key = LookupKey::Words;
  words.type = type_of(FieldKind::Number);
  words.keys = {"vice president", "a", "president"};
  words.words = {3, 1, 4};
  LookupT& places = add(a.lookups);
  places.name = "place_of";
  places.key = LookupKey::Prefix;
  places.type = type_of(FieldKind::Number);
  places.keys = {"/", "/pricing", "a"};
  places.words = {1, 2, 3};
  LookupT& firms = add(a.lookups);
  firms.name = "firm_of";
  firms.key = LookupKey::Name;
  firms.type = type_of(FieldKind::Number);
  firms.keys = {"a", "acme", "pricing"};
  firms.words = {7, 0, -7};
  LookupT& counted = add(a.lookups);
  counted.name = "counted";
  counted.key = LookupKey::Number;
  counted.type = type_of(FieldKind::Number);
  counted.numbers = {-1, 0, 1, 2, 1'000'000};
  counted.words = {5, 4, 3, 2, 1};
  LookupT& called = add(a.lookups);
  called.name = "called";
  called.key = LookupKey::Number;
  called.type = type_of(FieldKind::Text);
  called.numbers = {0, 1, 5};
  called.texts = {"Anna", "", "/pricing"};
  a.patterns = {"a+b?@.*", "("};
}

ReactionT& add_reaction(ArtefactT& a, int32_t event, EffectKind effect, int32_t target) {
  ReactionT& reaction = add(a.reactions);
  reaction.cause = event < 0 ? CauseKind::Quiet : CauseKind::Event;
  reaction.source = event < 0 ? 0 : static_cast<uint32_t>(event);
  reaction.effect = effect;
  reaction.target = target;
  reaction.code = std::make_unique<CodeT>();
  return reaction;
}

void constant(CodeT& code, int64_t value) {
  code.instructions.emplace_back(static_cast<uint16_t>(Opcode::Constant), code.words++, 0, 0, 0, 0, value);
}

void add_reactions(ArtefactT& a) {
  add_reaction(a, 0, EffectKind::Push, 1);
  add_reaction(a, 0, EffectKind::Touch, 0);
  ReactionT& booking = add_reaction(a, 0, EffectKind::Ledger, 0);
  constant(*booking.code, 5'000'000);
  constant(*booking.code, 1);
  booking.code->instructions.emplace_back(static_cast<uint16_t>(Opcode::PayloadText), 0, 0, 0, 0, 0, 0);
  booking.code->texts = 1;
  booking.amount = 0;
  booking.guard = 1;
  booking.target_minus = 1;
  booking.limit = 1;
  booking.key = 0;
  booking.rule = 0;
  ReactionT& quiet = add_reaction(a, -1, EffectKind::Balance, 0);
  constant(*quiet.code, -5'000'000);
  quiet.amount = 0;
  quiet.limit = 0;
  quiet.rule = 0;
}

void add_derived(ArtefactT& a) {
  a.derived = std::make_unique<CodeT>();
  CodeT& code = *a.derived;
  const auto emit = [&](Opcode op, uint32_t x, uint32_t y, uint32_t z, uint32_t ref, int64_t k) {
    code.instructions.emplace_back(static_cast<uint16_t>(op), code.words++, x, y, z, ref, k);
  };
  emit(Opcode::Ledger, 0, 0, 0, 0, 0);     // w0
  emit(Opcode::Band, 0, 0, 0, 0, 0);       // w1
  emit(Opcode::Constant, 0, 0, 0, 0, 2);   // w2
  emit(Opcode::Absent, 0, 0, 0, 0, 0);     // w3
  emit(Opcode::Attribute, 0, 0, 0, 5, 0);  // w4
  emit(Opcode::Select, 4, 2, 3, 0, 0);     // w5
  emit(Opcode::Attribute, 0, 0, 0, 3, 0);  // w6
}

void add_words(ArtefactT& a) {
  RuleT& rule = add(a.rules);
  rule.name = "pricing";
  rule.text = "+5 each page_view";
  ScoreT& score = add(a.scores);
  score.name = "interest";
  score.high = 100'000'000;
  score.latch = 0;
  PartT& part = add(score.parts);
  part.plus = 0;
  part.minus = 1;
  part.group = 0;
  GroupT& group = add(score.groups);
  group.parts = {0};
  ExplainT& value = add(a.explains);
  value.text = "seniority";
  value.kind = ExplainKind::Value;
  value.register_ = 6;
  value.type = type_of(FieldKind::Choice);
  ExplainT& condition = add(a.explains);
  condition.register_ = 4;
  condition.type = type_of(FieldKind::YesNo);
  condition.children = {0};
  GradeT& grade = add(a.grades);
  grade.name = "fit";
  grade.register_ = 5;
  add(grade.rows).condition = 1;
  MatrixT& matrix = add(a.matrices);
  matrix.name = "treatment";
  matrix.register_ = 5;
  matrix.row = std::make_unique<MatrixSideT>();
  matrix.row->block = "seniority";
  matrix.row->register_ = 6;
  matrix.row->type = type_of(FieldKind::Choice);
  matrix.column = std::make_unique<MatrixSideT>(*matrix.row);
  matrix.cells = {0, 1, 2, 0};
  DefinitionT& definition = add(a.definitions);
  definition.name = "boss";
  definition.explain = 1;
  OutputT& band = add(a.outputs);
  band.block = "interest";
  band.register_ = 1;
  band.value = 0;
  band.latch = 0;
  OutputT& graded = add(a.outputs);
  graded.kind = OutputKind::Grade;
  graded.block = "fit";
  graded.register_ = 5;
}

}  // namespace

std::unique_ptr<ArtefactT> sample_artefact() {
  auto a = std::make_unique<ArtefactT>();
  a->format = kFormat;
  a->compiler = "by hand";
  a->policy = "sample";
  a->version = "1";
  a->meaning_hash.assign(32, 1);
  a->data_hash.assign(32, 2);
  a->source_hash.assign(32, 3);
  a->dedupe_ms = 30 * kDay;
  a->zone = sample_zone();
  add_schema(*a);
  add_slots(*a);
  add_tables(*a);
  add_calendars(*a);
  add_reactions(*a);
  add_derived(*a);
  add_words(*a);
  return a;
}

int64_t random_word(Random& random) {
  switch (random.below(8)) {
    case 0:
      return random.between(0, 1);
    case 1:
      return random.between(-3, 3);
    case 2:
      return random.between(-200, 200) * 1'000'000;
    case 3:
      return random.between(-100'000'000, 100'000'000);
    case 4:
      return random.between(1'600'000'000'000, 2'300'000'000'000);
    case 5:
      return random.between(15'000, 25'000);
    case 6:
      return static_cast<int64_t>(random.next());
    default:
      return random.chance(50) ? INT64_MAX - random.below(3) : INT64_MIN + random.below(3);
  }
}

std::string random_text(Random& random) {
  static const std::vector<std::string> kPieces = {"a",   "b",        "@", "Vice", " President",
                                                   "CTO", "/pricing", "é", ".",    "firm.example"};
  std::string text;
  for (int64_t pieces = random.below(4); pieces > 0; --pieces) text += random.pick(kPieces);
  return text;
}

namespace {

class CodeMaker {
 public:
  CodeMaker(Random& random, const ArtefactT& artefact, int32_t event)
      : random_(random), artefact_(artefact), event_(event) {}

  CodeT make(size_t length) {
    while (code_.instructions.size() < length)
      one(static_cast<Opcode>(random_.below(static_cast<int64_t>(Opcode::kCount))));
    return std::move(code_);
  }

 private:
  template <class T>
  uint32_t any(const std::vector<T>& list) {
    return static_cast<uint32_t>(random_.below(static_cast<int64_t>(list.size())));
  }
  // Of what the sample may have none.
  template <class T>
  bool refer_to(const std::vector<T>& list, uint32_t& ref) {
    if (list.empty()) return false;
    ref = any(list);
    return true;
  }
  template <class T>
  bool with_bank(const std::vector<std::unique_ptr<T>>& list, bool text, uint32_t& ref) {
    ref = any(list);
    const FieldKind kind = list[ref]->type->kind;
    return (kind == FieldKind::Text || kind == FieldKind::Email) == text;
  }

  // Fills in what the operation refers to; false where this try does not fit.
  bool refer(Opcode op, uint32_t& ref, int64_t& k, uint32_t& months) {
    switch (op) {
      case Opcode::Attribute:
      case Opcode::AttributeText:
        return with_bank(artefact_.schema->attributes, op == Opcode::AttributeText, ref);
      case Opcode::Payload:
      case Opcode::PayloadText:
        return event_ >= 0 && with_bank(artefact_.schema->events[static_cast<size_t>(event_)]->fields,
                                        op == Opcode::PayloadText, ref);
      case Opcode::TextConstant:
        ref = any(artefact_.text_constants);
        return true;
      case Opcode::Ledger:
        ref = any(artefact_.ledgers);
        return true;
      case Opcode::Balance:
        ref = any(artefact_.balances);
        return true;
      case Opcode::MarkInstant:
        ref = any(artefact_.marks);
        return true;
      case Opcode::MarkValue:
      case Opcode::MarkText:
        ref = any(artefact_.marks);
        return artefact_.marks[ref]->value == (op == Opcode::MarkText ? MarkValue::Text : MarkValue::Word);
      case Opcode::WindowSum:
      case Opcode::WindowLeast:
      case Opcode::WindowGreatest:
      case Opcode::WindowDistinct:
        ref = any(artefact_.windows);
        if (!artefact_.windows[ref]->values) return false;
        k = random_.between(1, artefact_.windows[ref]->keep.ms());
        return true;
      case Opcode::Band:
        ref = any(artefact_.latches);
        return true;
      case Opcode::Stage:
      case Opcode::StageSince:
        return refer_to(artefact_.lifecycles, ref);
      case Opcode::Clock:
        return refer_to(artefact_.clocks, ref);
      case Opcode::InSet:
        ref = any(artefact_.int_sets);
        return true;
      case Opcode::TextMatches:
        ref = any(artefact_.patterns);
        return true;
      case Opcode::TextHasAnyWord:
      case Opcode::TextInList:
        ref = any(artefact_.text_lists);
        return true;
      case Opcode::Lookup:
      case Opcode::LookupText:
        ref = any(artefact_.lookups);
        return artefact_.lookups[ref]->key != LookupKey::Number &&
               (artefact_.lookups[ref]->type->kind == FieldKind::Text) == (op == Opcode::LookupText);
      case Opcode::Find:
      case Opcode::FindText:
        ref = any(artefact_.lookups);
        return artefact_.lookups[ref]->key == LookupKey::Number &&
               (artefact_.lookups[ref]->type->kind == FieldKind::Text) == (op == Opcode::FindText);
      case Opcode::WindowCount:
        ref = any(artefact_.windows);
        k = artefact_.windows[ref]->keep.ms() == 0 ? 0
                                                   : random_.between(1, artefact_.windows[ref]->keep.ms());
        months = static_cast<uint32_t>(artefact_.windows[ref]->keep.months());
        return true;
      case Opcode::Constant:
      case Opcode::HasAny:
      case Opcode::HasAll:
      case Opcode::Scale:
        k = random_word(random_);
        return true;
      case Opcode::Multiply:
      case Opcode::Divide:
      case Opcode::Round:
        k = random_.chance(50) ? 1'000'000 : random_.between(1, 1000);
        return true;
      case Opcode::AddMonths:
        k = random_.between(-14, 14);
        return true;
      default:
        return true;  // registers alone
    }
  }

  void one(Opcode op) {
    const OpcodeInfo& described = info(op);
    if (described.text_operands > 0 && code_.texts == 0) return;
    if (described.word_operands > 0 && code_.words == 0) return;
    std::array<uint32_t, 3> fields{};
    const auto reg = [&](uint32_t count) { return static_cast<uint32_t>(random_.below(count)); };
    for (uint32_t n = 0; n < described.text_operands; ++n) fields[n] = reg(code_.texts);
    for (uint32_t n = 0; described.text_operands == 0 && n < described.word_operands; ++n)
      fields[n] = reg(code_.words);
    if (described.text_operands > 0 && described.word_operands > 0) fields[2] = reg(code_.words);
    uint32_t ref = 0;
    int64_t k = 0;
    if (!refer(op, ref, k, fields[2])) return;
    const uint32_t dst = described.result == Bank::Word ? code_.words++ : code_.texts++;
    code_.instructions.emplace_back(static_cast<uint16_t>(op), dst, fields[0], fields[1], fields[2], ref, k);
  }

  Random& random_;
  const ArtefactT& artefact_;
  int32_t event_;
  CodeT code_;
};

}  // namespace

CodeT random_code(Random& random, const ArtefactT& artefact, int32_t event, size_t length) {
  return CodeMaker(random, artefact, event).make(length);
}

}  // namespace lead::testing
