#include "runtime/vm/snapshot.h"

#include "runtime/artefact/opcode.h"
#include "runtime/vm/bounds.h"

namespace lead::vm {
namespace {

using artefact::Opcode;

// A LeadTable as a ColumnSource: its columns lie as the evaluator wants them.
class TableSource : public ColumnSource {
 public:
  explicit TableSource(const value::LeadTable& table) : table_(table) {}

  void load(const artefact::Instruction& leaf, size_t first, size_t, WordColumn& column) const override {
    column.words = table_.words(leaf.ref()) + first * value::lane_bytes(column.lane);
    column.known = table_.known(leaf.ref()) + first / 64;
  }
  void load(const artefact::Instruction& leaf, size_t first, size_t, TextColumn& column) const override {
    column.texts = table_.texts(leaf.ref()) + first;
    column.known = table_.known(leaf.ref()) + first / 64;
  }
  [[nodiscard]] uint64_t latch_state(uint32_t, size_t) const override { return 0; }

 private:
  const value::LeadTable& table_;
};

// The only leaves of a snapshot that are not the same for every lead are attributes. A required attribute and
// one with a default are always there.
ColumnLeaves leaves_of(const artefact::ArtefactT& artefact, int64_t at_ms) {
  ColumnLeaves leaves;
  leaves.are_new = true;
  leaves.range = [&artefact, at_ms](const artefact::Instruction& leaf) -> Interval {
    switch (static_cast<Opcode>(leaf.op())) {
      case Opcode::Attribute: {
        const artefact::AttributeT& attribute = *artefact.schema->attributes[leaf.ref()];
        const value::WordRange range = value::range_of(attribute);
        return {range.low, range.high, true, attribute.presence == artefact::Presence::Optional};
      }
      case Opcode::Stage:
        return exactly({artefact.lifecycles[leaf.ref()]->first, true});
      case Opcode::Clock:
        return exactly({0, true});
      case Opcode::Now:
      case Opcode::BornAt:
      case Opcode::StageSince:
        return exactly({at_ms, true});
      case Opcode::MarkInstant:
      case Opcode::MarkValue:
      case Opcode::WindowLeast:
      case Opcode::WindowGreatest:
        return exactly({});
      default:
        return exactly({0, true});
    }
  };
  return leaves;
}

}  // namespace

Snapshot::Snapshot(const artefact::ArtefactT& artefact, const Tables& tables, int64_t at_ms,
                   std::span<const uint32_t> registers)
    : plan_(*artefact.derived, tables, leaves_of(artefact, at_ms), registers), columns_(plan_, tables) {}

void Snapshot::evaluate(const value::LeadTable& table, size_t first) {
  const size_t count = std::min(table.rows() - first, value::kChunkRows);
  columns_.run(TableSource(table), first, count);
}

bool reads_the_clock(const artefact::ArtefactT& artefact, std::span<const uint32_t> registers) {
  const artefact::CodeT& code = *artefact.derived;
  std::vector<uint8_t> words(code.words, 0), texts(code.texts, 0);
  for (const uint32_t reg : registers) words[reg] = 1;
  for (size_t n = code.instructions.size(); n-- > 0;) {
    const artefact::Instruction& i = code.instructions[n];
    const auto op = static_cast<Opcode>(i.op());
    const artefact::OpcodeInfo& info = artefact::info(op);
    if ((info.result == artefact::Bank::Word ? words : texts)[i.dst()] == 0) continue;
    if (op == Opcode::Now || op == Opcode::BornAt || op == Opcode::StageSince) return true;
    const uint32_t fields[] = {i.a(), i.b(), i.c()};
    for (uint32_t k = 0; k < info.text_operands; ++k) texts[fields[k]] = 1;
    for (uint32_t k = 0; k < info.word_operands; ++k) words[info.text_operands > 0 ? i.c() : fields[k]] = 1;
  }
  return false;
}

}  // namespace lead::vm
