#include "graph/drawing.hpp"

#include <map>

namespace whom::graph {
namespace {

std::string join(const std::vector<std::string>& parts, const char* separator) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : separator) + part;
  return joined;
}

class Drawer {
 public:
  Drawer(const KnowledgeGraph& graph, const ExportOptions& options) : graph_(graph) {
    for (const EntityIndex index : selected_entities(graph, options)) {
      const Entity& entity = graph.entity(index);
      drawing_.nodes.push_back({DrawnNode::Kind::Entity, entity.id, entity.name, std::string(name(entity.type)),
                                join(entity.aliases, " | ")});
    }
    const auto statements = selected_statements(graph, options);
    for (const StatementIndex index : statements) collect_literals(graph.statement(index));
    for (auto& [literal, id] : literals_) {
      id = "literal." + std::to_string(++count_);
      drawing_.nodes.push_back({DrawnNode::Kind::Literal, id, literal.text, std::string(name(literal.type)), ""});
    }
    for (const StatementIndex index : statements) edge(index);
  }

  Drawing take() { return std::move(drawing_); }

 private:
  void collect_literals(const Statement& statement) {
    for (const auto* place : {&statement.subject, &statement.object}) {
      if (!*place) continue;
      if (const auto* literal = std::get_if<Literal>(&**place)) literals_.emplace(*literal, "");
    }
  }

  std::string node(const std::optional<Term>& term, StatementIndex index, const char* place) {
    if (!term) {
      drawing_.nodes.push_back({DrawnNode::Kind::Nothing, "nothing." + graph_.statement_id(index) + place, "", "", ""});
      return drawing_.nodes.back().id;
    }
    if (const auto* entity = std::get_if<EntityIndex>(&*term)) return graph_.entity(*entity).id;
    return literals_.at(std::get<Literal>(*term));
  }

  void edge(StatementIndex index) {
    const Statement& statement = graph_.statement(index);
    std::string source = node(statement.subject, index, ".subject");
    std::string target = node(statement.object, index, ".object");
    drawing_.edges.push_back({index, std::move(source), std::move(target), qualifier_text(graph_, statement)});
  }

  const KnowledgeGraph& graph_;
  Drawing drawing_;
  std::map<Literal, std::string> literals_;
  std::size_t count_ = 0;
};

}  // namespace

Drawing draw(const KnowledgeGraph& graph, const ExportOptions& options) { return Drawer(graph, options).take(); }

std::string qualifier_text(const KnowledgeGraph& graph, const Statement& statement) {
  std::vector<std::string> parts;
  for (const Qualifier& qualifier : statement.qualifiers) {
    const auto* literal = std::get_if<Literal>(&qualifier.value);
    parts.push_back(qualifier.role + "=" + (literal != nullptr ? literal->value : label(graph, qualifier.value)));
  }
  return join(parts, "; ");
}

}  // namespace whom::graph
