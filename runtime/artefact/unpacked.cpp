#include "runtime/artefact/unpacked.h"

namespace lead::artefact {

namespace {

template <class T>
using ListOf = flatbuffers::Vector<flatbuffers::Offset<T>>;

class Budget {
 public:
  explicit Budget(size_t limit) : left_(limit) {}
  [[nodiscard]] bool is_kept() const { return !broken_; }

  void text(const flatbuffers::String* text) {
    if (text != nullptr) take(text->size());
  }
  template <class T>
  void values(const flatbuffers::Vector<T>* list) {
    if (list != nullptr) take_array(list->Data(), list->size(), sizeof(T), alignof(T));
  }
  template <class T>
  void structs(const flatbuffers::Vector<const T*>* list) {
    if (list != nullptr) take_array(list->Data(), list->size(), sizeof(T), alignof(T));
  }
  void texts(const ListOf<flatbuffers::String>* list) {
    each(list, [this](const flatbuffers::String& item) { text(&item); });
  }
  template <class T, class Visit>
  void each(const ListOf<T>* list, const Visit& visit) {
    if (list == nullptr) return;
    take(size_t{list->size()} * sizeof(flatbuffers::uoffset_t));
    for (flatbuffers::uoffset_t i = 0; i < list->size() && !broken_; ++i) {
      take(sizeof(flatbuffers::soffset_t));
      visit(*list->Get(i));
    }
  }

 private:
  // FlatBuffers' verifier looks at the alignment of a list's length, not of its elements.
  void take_array(const uint8_t* data, size_t count, size_t width, size_t alignment) {
    broken_ = broken_ || (count != 0 && reinterpret_cast<uintptr_t>(data) % alignment != 0);
    take(count * width);
  }
  void take(size_t bytes) {
    broken_ = broken_ || bytes > left_;
    if (!broken_) left_ -= bytes;
  }
  size_t left_;
  bool broken_ = false;
};

void weigh(Budget& budget, const FieldType* type) {
  if (type != nullptr) budget.text(type->currency());
}

void weigh(Budget& budget, const Code* code) {
  if (code != nullptr) budget.structs(code->instructions());
}

void weigh(Budget& budget, const Zone* zone) {
  if (zone == nullptr) return;
  budget.text(zone->name());
  budget.text(zone->version());
  budget.values(zone->transitions_ms());
  budget.values(zone->offsets_ms());
}

void weigh(Budget& budget, const Schema* schema) {
  if (schema == nullptr) return;
  budget.each(schema->choices(), [&](const Choice& choice) {
    budget.text(choice.name());
    budget.texts(choice.items());
  });
  budget.each(schema->attributes(), [&](const Attribute& attribute) {
    budget.text(attribute.name());
    weigh(budget, attribute.type());
    budget.text(attribute.fallback_text());
  });
  budget.each(schema->events(), [&](const EventType& event) {
    budget.text(event.name());
    budget.text(event.title());
    budget.text(event.actor());
    budget.each(event.fields(), [&](const Field& field) {
      budget.text(field.name());
      weigh(budget, field.type());
      budget.text(field.fallback_text());
    });
  });
  budget.each(schema->name_lists(), [&](const NameList& list) { budget.texts(list.names()); });
}

void weigh_slots(Budget& budget, const Artefact& artefact) {
  const auto plain = [](const auto&) {};
  budget.each(artefact.ledgers(), plain);
  budget.each(artefact.balances(), plain);
  budget.each(artefact.windows(), plain);
  budget.each(artefact.marks(), plain);
  budget.each(artefact.limits(), plain);
  budget.each(artefact.quiets(), plain);
  budget.each(artefact.latches(), [&](const Latch& latch) {
    budget.values(latch.from());
    budget.values(latch.until());
  });
  budget.texts(artefact.text_constants());
  budget.texts(artefact.patterns());
  budget.each(artefact.int_sets(), [&](const IntSet& set) { budget.values(set.values()); });
  budget.each(artefact.text_lists(), [&](const TextList& list) { budget.texts(list.items()); });
  budget.each(artefact.lookups(), [&](const Lookup& lookup) {
    budget.text(lookup.name());
    weigh(budget, lookup.type());
    budget.texts(lookup.keys());
    budget.values(lookup.words());
    budget.texts(lookup.texts());
    budget.values(lookup.numbers());
  });
  weigh(budget, artefact.derived());
  budget.each(artefact.reactions(), [&](const Reaction& reaction) { weigh(budget, reaction.code()); });
}

void weigh_causes(Budget& budget, const Artefact& artefact) {
  budget.each(artefact.edges(), [&](const Edge& edge) { budget.text(edge.text()); });
  budget.each(artefact.schedules(), [&](const Schedule& schedule) { budget.text(schedule.text()); });
  budget.each(artefact.resets(), [&](const Reset& reset) {
    for (const auto* slots :
         {reset.ledgers(), reset.windows(), reset.marks(), reset.limits(), reset.quiets()})
      budget.values(slots);
  });
  budget.each(artefact.ignores(), [&](const Ignore& ignore) {
    weigh(budget, ignore.code());
    budget.text(ignore.title());
    budget.text(ignore.text());
  });
}

void weigh_lifecycles(Budget& budget, const Artefact& artefact) {
  budget.each(artefact.lifecycles(), [&](const Lifecycle& lifecycle) {
    budget.text(lifecycle.name());
    budget.text(lifecycle.title());
    budget.each(lifecycle.stages(), [&](const Stage& stage) {
      budget.text(stage.title());
      budget.text(stage.owner());
    });
  });
  budget.each(artefact.transitions(), [&](const Transition& transition) {
    weigh(budget, transition.code());
    budget.text(transition.title());
    budget.text(transition.text());
  });
  budget.each(artefact.doors(), [](const Door&) {});
  budget.each(artefact.tells(), [&](const Tell& tell) {
    budget.text(tell.whom());
    budget.text(tell.text());
    budget.text(tell.person());
  });
}

void weigh_clocks(Budget& budget, const Artefact& artefact) {
  budget.each(artefact.clocks(), [&](const Clock& clock) {
    budget.text(clock.name());
    budget.text(clock.title());
    budget.text(clock.owed_by());
    budget.values(clock.calendars());
    budget.each(clock.targets(), [](const Target&) {});
  });
  budget.each(artefact.signals(), [&](const Signal& signal) { weigh(budget, signal.code()); });
  budget.each(artefact.steps(), [&](const Step& step) { budget.text(step.text()); });
}

void weigh_calendars(Budget& budget, const Artefact& artefact) {
  budget.each(artefact.calendars(), [&](const Calendar& calendar) {
    budget.text(calendar.name());
    budget.text(calendar.title());
    weigh(budget, calendar.zone());
    for (const auto* hours : {calendar.weekly(), calendar.dated(), calendar.breaks()}) budget.structs(hours);
    budget.values(calendar.holidays());
    budget.values(calendar.both());
  });
}

void weigh_score(Budget& budget, const Score& score) {
  budget.text(score.name());
  budget.text(score.title());
  budget.each(score.parts(), [&](const Part& part) { budget.values(part.conditions()); });
  budget.each(score.groups(), [&](const Group& group) {
    budget.values(group.parts());
    budget.text(group.text());
  });
}

void weigh_words(Budget& budget, const Artefact& artefact) {
  budget.each(artefact.outputs(), [&](const Output& output) {
    budget.text(output.block());
    budget.text(output.title());
  });
  budget.each(artefact.rules(), [&](const Rule& rule) {
    budget.text(rule.name());
    budget.text(rule.title());
    budget.text(rule.text());
  });
  budget.each(artefact.scores(), [&](const Score& score) { weigh_score(budget, score); });
  budget.each(artefact.grades(), [&](const Grade& grade) {
    budget.text(grade.name());
    budget.text(grade.title());
    budget.each(grade.rows(), [&](const GradeRow& row) { budget.text(row.text()); });
  });
  budget.each(artefact.matrices(), [&](const Matrix& matrix) {
    budget.text(matrix.name());
    budget.text(matrix.title());
    for (const MatrixSide* side : {matrix.row(), matrix.column()}) {
      if (side == nullptr) continue;
      budget.text(side->block());
      weigh(budget, side->type());
    }
    budget.values(matrix.cells());
  });
  budget.each(artefact.definitions(), [&](const Definition& definition) {
    budget.text(definition.name());
    budget.text(definition.title());
    budget.text(definition.owner());
    budget.text(definition.because());
  });
  budget.each(artefact.explains(), [&](const Explain& explain) {
    budget.text(explain.text());
    weigh(budget, explain.type());
    budget.values(explain.children());
  });
}

}  // namespace

bool unpacks_within(const Artefact& artefact, size_t limit) {
  Budget budget(limit);
  for (const auto* text : {artefact.compiler(), artefact.policy(), artefact.title(), artefact.version()})
    budget.text(text);
  for (const auto* hash : {artefact.meaning_hash(), artefact.data_hash(), artefact.source_hash()})
    budget.values(hash);
  weigh(budget, artefact.zone());
  weigh(budget, artefact.schema());
  weigh_slots(budget, artefact);
  weigh_causes(budget, artefact);
  weigh_lifecycles(budget, artefact);
  weigh_clocks(budget, artefact);
  weigh_calendars(budget, artefact);
  weigh_words(budget, artefact);
  return budget.is_kept();
}

}  // namespace lead::artefact
