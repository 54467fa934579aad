// Opcodes of a kernel, and the enumerators of an artefact.
#include "runtime/artefact/opcode.h"
#include "tests/coverage/forms.h"

namespace lead::coverage {
namespace {

using namespace artefact;

class Walk {
 public:
  explicit Walk(Forms& forms) : forms_(forms) {}

  void walk(const ArtefactT& artefact) {
    note("UnknownRule", artefact.unknown_events);
    note("UnknownRule", artefact.unknown_fields);
    for (const auto& attribute : artefact.schema->attributes) field(*attribute);
    for (const auto& event : artefact.schema->events) {
      for (const auto& payload : event->fields) field(*payload);
    }
    for (const auto& ledger : artefact.ledgers) note("DecayKind", ledger->decay.kind());
    for (const auto& mark : artefact.marks) note("MarkValue", mark->value);
    for (const auto& limit : artefact.limits) note("LimitKind", limit->kind);
    for (const auto& schedule : artefact.schedules) note("Every", schedule->every);
    for (const auto& reaction : artefact.reactions) {
      note("EffectKind", reaction->effect);
      note("CauseKind", reaction->cause);
    }
    for (const auto& lookup : artefact.lookups) {
      note("LookupKey", lookup->key);
      note("FieldKind", lookup->type->kind);
    }
    for (const auto& transition : artefact.transitions) note("MoveKind", transition->kind);
    for (const auto& signal : artefact.signals) note("SignalKind", signal->kind);
    for (const auto& step : artefact.steps) note("StepKind", step->kind);
    for (const auto& clock : artefact.clocks) {
      note("Retarget", clock->retarget);
      for (const auto& target : clock->targets) note("TargetKind", target->kind);
    }
    for (const auto& row : artefact.route_rows) {
      note("DestinationKind", row->kind);
      if (row->kind == DestinationKind::Team) note("Algorithm", row->algorithm);
      for (const auto& cap : row->caps) note("CapKind", cap->kind);
    }
    for (const auto& queue : artefact.queues) {
      for (const auto& cap : queue->caps) note("CapKind", cap->kind);
    }
    for (const auto& output : artefact.outputs) note("OutputKind", output->kind);
    for (const auto& explain : artefact.explains) {
      note("ExplainKind", explain->kind);
      note("FieldKind", explain->type->kind);
    }
    for (const auto& grade : artefact.grades) {
      for (const auto& row : grade->rows) note("GradeRowKind", row->kind);
    }
    for (const auto& matrix : artefact.matrices) {
      note("FieldKind", matrix->row->type->kind);
      note("FieldKind", matrix->column->type->kind);
    }
  }

 private:
  template <class Enum>
  void note(const std::string& type, Enum value) {
    forms_.use_enumerator("artefact", type, static_cast<size_t>(value));
  }
  template <class Field>
  void field(const Field& field) {
    note("FieldKind", field.type->kind);
    note("Presence", field.presence);
  }

  Forms& forms_;
};

}  // namespace

void count_kernel(const kernel::Kernel& kernel, Forms& forms) {
  for (const kernel::Expr& expr : kernel.exprs) forms.use("opcode " + std::string(info(expr.op).name));
}

void count_artefact(const ArtefactT& artefact, Forms& forms) {
  Walk(forms).walk(artefact);
}

}  // namespace lead::coverage
