#include "query/engine/unknown.hpp"

#include <algorithm>
#include <set>

#include "graph/nearest.hpp"
#include "graph/property/statement_graph.hpp"
#include "query/cypher/walk.hpp"

namespace whom::engine {
namespace {

using cypher::ast::Expression;
using cypher::ast::NodePattern;
using cypher::ast::PathPattern;
using cypher::ast::RelationshipPattern;
using cypher::ast::SetItem;
using cypher::ast::StatementPattern;
using Kind = Expression::Kind;
using Words = std::vector<std::string>;

/// Labels, types or keys.
template <typename Word>
Words words_of(const property::Graph& graph, std::size_t count) {
  Words words;
  for (std::uint32_t i = 0; i < count; ++i) words.emplace_back(graph.name(Word{i}));
  return words;
}

/// Of words that are equally near, the one that is borne most is likeliest meant.
template <typename CountOf>
Words by_count(Words words, const CountOf& count_of) {
  std::stable_sort(words.begin(), words.end(),
                   [&](const std::string& a, const std::string& b) { return count_of(a) > count_of(b); });
  return words;
}

/// What the query writes, and the variables that are elements.
class Own : public cypher::Visitor {
 public:
  void matched(const PathPattern& path) override { add_elements(path); }
  void written(const PathPattern& path) override {
    add_elements(path);
    for (const NodePattern& node : path.nodes) {
      words.insert(node.labels.begin(), node.labels.end());
      add_keys(node.properties);
    }
    for (const RelationshipPattern& relationship : path.relationships) {
      words.insert(relationship.types.begin(), relationship.types.end());
      add_keys(relationship.properties);
    }
  }
  void statement(const StatementPattern& statement) override { elements.insert(statement.variable); }
  void assignment(const SetItem& item) override {
    if (item.value.empty() && item.labels.empty()) return;  // of REMOVE
    if (item.kind == SetItem::Kind::Property) words.insert(item.target.text);
    words.insert(item.labels.begin(), item.labels.end());
    add_keys(item.value);
  }

  std::set<std::string> words, elements;

 private:
  void add_elements(const PathPattern& path) {
    for (const NodePattern& node : path.nodes) elements.insert(node.variable);
    for (const RelationshipPattern& relationship : path.relationships) elements.insert(relationship.variable);
  }
  void add_keys(const std::vector<Expression>& maps) {
    for (const Expression& map : maps)
      if (map.kind == Kind::Map) words.insert(map.names.begin(), map.names.end());
  }
};

class Unknown : public cypher::Visitor {
 public:
  Unknown(const Own& own, const property::Graph& graph, const Texts& texts) : own_(own), graph_(graph), texts_(texts) {}

  void matched(const PathPattern& path) override {
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      for (const std::string& label : path.nodes[i].labels) require_label(label);
      require_keys(path.nodes[i].properties);
      if (i == path.relationships.size()) break;
      for (const std::string& type : path.relationships[i].types) require_type(type);
      require_keys(path.relationships[i].properties);
    }
  }

  void statement(const StatementPattern& statement) override {
    if (texts_.knowledge == nullptr) return;
    for (const StatementPattern::Frame& frame : statement.frames) {
      require_relation(frame.relation);
      for (const StatementPattern::Slot& slot : frame.slots) {
        for (const std::string& place : slot.places) require_role(place);
        if (slot.kind != StatementPattern::Slot::Kind::Variable && !slot.parameter) require_name(slot);
      }
    }
  }

  void expression(const Expression& e) override {
    if (e.kind == Kind::HasLabels)
      for (const std::string& label : e.names) require_label_or_type(label);
    const bool is_of_element = e.kind == Kind::Property && e.operands.front().kind == Kind::Variable &&
                               own_.elements.contains(e.operands.front().text);
    if (is_of_element) require_key(e.text);
  }

  Words lines;

 private:
  void note(const std::string& text, std::string_view word, const Words& candidates) {
    const std::string line = text + " '" + std::string(word) + '\'' + graph::did_you_mean(word, candidates);
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
  }

  void require_label(const std::string& label) {
    if (!own_.words.contains(label) && !graph_.find_label(label)) note("nothing has the label", label, labels());
  }

  void require_label_or_type(const std::string& word) {
    if (!graph_.find_type(word)) require_label(word);
  }

  void require_type(const std::string& type) {
    if (own_.words.contains(type) || graph_.find_type(type)) return;
    const auto count = [this](const std::string& name) { return graph_.count(*graph_.find_type(name)); };
    note("no relationship has the type", type, by_count(words_of<property::Type>(graph_, graph_.type_count()), count));
  }

  void require_keys(const std::vector<Expression>& maps) {
    for (const Expression& map : maps)
      if (map.kind == Kind::Map)
        std::for_each(map.names.begin(), map.names.end(), [this](auto& key) { require_key(key); });
  }

  void require_key(const std::string& key) {
    const bool of_statements = texts_.knowledge != nullptr && property::is_part_of_statements(key);
    if (!own_.words.contains(key) && !of_statements && !graph_.find_key(key))
      note("nothing has the property", key, keys());
  }

  void require_relation(const std::string& relation) {
    const graph::KnowledgeGraph& knowledge = *texts_.knowledge;
    if (relation.empty() || !knowledge.with_relation(relation).empty()) return;
    const auto all = knowledge.relations();
    note("no statement has the relation", relation, by_count({all.begin(), all.end()}, [&](const std::string& name) {
           return knowledge.with_relation(name).size();
         }));
  }

  void require_role(const std::string& place) {
    if (statement_place(place).kind != StatementPlace::Kind::Role || graph_.find_key(place)) return;
    Words places = keys();
    for (const std::string_view named : places_beside_roles()) places.emplace_back(named);
    note("no statement has the role", place, places);
  }

  void require_name(const StatementPattern::Slot& slot) {
    const NameMatch& found = texts_.names->find(slot.text, slot.kind == StatementPattern::Slot::Kind::Mention);
    if (found.entities.empty() && found.stems.empty())
      note("nothing has the name", slot.text, {texts_.names->suggestion(slot.text)});
  }

  Words labels() const { return words_of<property::Label>(graph_, graph_.label_count()); }
  Words keys() const { return words_of<property::Key>(graph_, graph_.key_count()); }

  const Own& own_;
  const property::Graph& graph_;
  const Texts& texts_;
};

}  // namespace

std::vector<std::string> unknown_words(const cypher::ast::Query& query, const property::Graph& graph,
                                       const Texts& texts) {
  Own own;
  cypher::walk(query, own);
  Unknown unknown(own, graph, texts);
  cypher::walk(query, unknown);
  return std::move(unknown.lines);
}

}  // namespace whom::engine
