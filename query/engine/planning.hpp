// What the parts of the planner share: slots, names, and expressions made ready.
#ifndef WHOM_QUERY_ENGINE_PLANNING_HPP
#define WHOM_QUERY_ENGINE_PLANNING_HPP

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/cypher/ast.hpp"
#include "query/engine/compiled.hpp"
#include "query/engine/operator.hpp"

namespace whom::engine {

namespace ast = cypher::ast;

/// Variables in scope, in the order in which they came; names are distinct.
class Names {
 public:
  std::optional<Slot> find(std::string_view name) const;
  void set(const std::string& name, Slot slot);
  const std::vector<std::pair<std::string, Slot>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, Slot>> all_;
};

/// The plan of one query while it is made. Hidden variables have names that begin with a space.
class Planning {
 public:
  Planning(const property::Graph& of, std::string_view text, Texts from) : graph(of), source(text), texts(from) {}

  Slot new_slot(Vector::Form form) {
    forms.push_back(form);
    return forms.size() - 1;
  }
  std::string new_name() { return ' ' + std::to_string(hidden_++); }
  std::size_t new_argument() { return arguments++; }

  Compiled compile(const ast::Expression&, const Names&);

  /// The expression's words in the query, or as printed where it was not written so.
  std::string text_of(const ast::Expression&) const;

  const property::Graph& graph;
  std::string_view source;
  Texts texts;
  std::vector<Vector::Form> forms;
  std::size_t arguments = 0;
  bool writes = false;

 private:
  std::size_t hidden_ = 0;
};

/// Names of all variables that an expression or pattern speaks of, those of patterns and queries within it among them.
void mentioned(const ast::Expression&, std::vector<std::string>&);
void mentioned(const ast::Pattern&, std::vector<std::string>&);

/// Slots of those names that are in scope, each once.
std::vector<Slot> slots_of(const std::vector<std::string>& mentioned, const Names&);

/// Whether an aggregate is called in it, outside of queries of its own.
bool has_aggregate(const ast::Expression&);

/// `a AND b AND c` in its parts.
void split_conjunction(const ast::Expression&, std::vector<const ast::Expression*>&);

ast::Expression variable(const std::string& name);
ast::Expression equal_variables(const std::string&, const std::string&);

/// Whether count(v) stands in the projection for one of those variables v, which are never null; and the projection
/// with count(*) in their places.
using NeverNull = std::function<bool(std::string_view name)>;
bool counts_variable(const ast::Projection&, const NeverNull&);
ast::Projection count_rows_instead(ast::Projection, const NeverNull&);

}  // namespace whom::engine

#endif
