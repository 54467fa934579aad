// Who must be known before whom: Program::order, and the circles that have no such order.
#include <algorithm>

#include "compiler/semantics/problems.h"
#include "compiler/semantics/steps.h"

namespace lead::semantics {
namespace {

using Derived = Program::Derived;

struct Edge {
  uint32_t target;
  Span span;
};

// Every derived thing as one number, in the order of the text.
struct Graph {
  std::vector<Derived> nodes;
  std::map<std::pair<SymbolKind, uint32_t>, uint32_t> number;
  std::vector<std::vector<Edge>> edges;
};

template <class T>
void add_nodes(std::vector<std::pair<uint32_t, Derived>>& nodes, SymbolKind kind,
               const std::vector<T>& items) {
  for (uint32_t i = 0; i < items.size(); ++i) nodes.push_back({items[i].decl, {kind, i}});
}

Graph make_graph(const Context& context) {
  const Program& program = context.program;
  std::vector<std::pair<uint32_t, Derived>> nodes;
  add_nodes(nodes, SymbolKind::Definition, program.definitions);
  add_nodes(nodes, SymbolKind::Bucket, program.buckets);
  add_nodes(nodes, SymbolKind::Score, program.scores);
  add_nodes(nodes, SymbolKind::Grade, program.grades);
  add_nodes(nodes, SymbolKind::Matrix, program.matrices);
  if (program.accounts.match >= 0)
    nodes.push_back({static_cast<uint32_t>(program.accounts.match), {SymbolKind::Account, 0}});
  std::sort(nodes.begin(), nodes.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Graph graph;
  for (const auto& [decl, derived] : nodes) {
    graph.number[{derived.kind, derived.index}] = static_cast<uint32_t>(graph.nodes.size());
    graph.nodes.push_back(derived);
  }
  graph.edges.resize(graph.nodes.size());
  for (const Read& read : context.reads) {
    const uint32_t reader = graph.number.at({read.reader.kind, read.reader.index});
    graph.edges[reader].push_back({graph.number.at({read.target.kind, read.target.index}), read.span});
  }
  return graph;
}

const std::string& name_of(const Program& program, const Derived& derived) {
  static const std::string kAccount = "account";
  switch (derived.kind) {
    case SymbolKind::Bucket:
      return program.buckets[derived.index].name;
    case SymbolKind::Score:
      return program.scores[derived.index].name;
    case SymbolKind::Grade:
      return program.grades[derived.index].name;
    case SymbolKind::Matrix:
      return program.matrices[derived.index].name;
    case SymbolKind::Account:
      return kAccount;
    case SymbolKind::Definition:
    case SymbolKind::None:
    case SymbolKind::Attribute:
    case SymbolKind::PayloadField:
    case SymbolKind::Lifecycle:
    case SymbolKind::Sla:
    case SymbolKind::Constant:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::Now:
    case SymbolKind::EventSet:
      break;
  }
  return program.definitions[derived.index].name;
}

struct Visit {
  uint32_t node;
  size_t next = 0;  // edges followed
};

// The steps from the top of the stack back to `target`, which the last edge leads to.
void report_cycle(Context& context, const Graph& graph, const std::vector<Visit>& stack, uint32_t target) {
  const auto begin =
      std::find_if(stack.begin(), stack.end(), [&](const Visit& visit) { return visit.node == target; });
  std::vector<problems::Step> steps;
  for (auto visit = begin; visit != stack.end(); ++visit) {
    const Edge& edge = graph.edges[visit->node][visit->next - 1];
    steps.push_back({name_of(context.program, graph.nodes[visit->node]), edge.span,
                     name_of(context.program, graph.nodes[edge.target])});
  }
  context.sink.add(problems::cycle(steps));
}

}  // namespace

void order_derived(Context& context) {
  const Graph graph = make_graph(context);
  std::vector<Progress> progress(graph.nodes.size(), Progress::NotStarted);
  for (uint32_t root = 0; root < graph.nodes.size(); ++root) {
    if (progress[root] != Progress::NotStarted) continue;
    std::vector<Visit> stack{{root}};
    progress[root] = Progress::Started;
    while (!stack.empty()) {
      Visit& top = stack.back();
      if (top.next == graph.edges[top.node].size()) {
        progress[top.node] = Progress::Done;
        context.program.order.push_back(graph.nodes[top.node]);
        stack.pop_back();
        continue;
      }
      const uint32_t target = graph.edges[top.node][top.next++].target;
      if (progress[target] == Progress::Started) report_cycle(context, graph, stack, target);
      if (progress[target] != Progress::NotStarted) continue;
      progress[target] = Progress::Started;
      stack.push_back({target});
    }
  }
}

}  // namespace lead::semantics
