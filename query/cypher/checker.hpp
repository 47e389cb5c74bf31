// The parts of the checker: expressions, patterns, projections, clauses.
#ifndef WHOM_QUERY_CYPHER_CHECKER_HPP
#define WHOM_QUERY_CYPHER_CHECKER_HPP

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/cypher/ast.hpp"
#include "query/cypher/check.hpp"
#include "query/cypher/scope.hpp"
#include "query/cypher/type.hpp"

namespace whom::cypher {

/// What may stand where an expression stands.
struct Setting {
  enum class Aggregates : std::uint8_t {
    Refused,
    Allowed,
    Within,  ///< the expression stands in one
  } aggregates = Aggregates::Refused;
  bool condition = false;  ///< it decides over something, so that a pattern may stand here
};

class Checker {
 public:
  explicit Checker(const Functions& functions) : functions_(functions) {}

  /// Of a subquery: over the scope of the expression it stands in.
  void query(const ast::Query&, const Scope* outer = nullptr);

 private:
  enum class Use { Match, Create, Merge };

  // check_expression.cpp: they give the type, or throw.
  Type expression(const ast::Expression&, const Scope&, Setting = {});
  Type leaf(const ast::Expression&, const Scope&);
  Type operation(const ast::Expression&, const Scope&, Setting);
  Type container(const ast::Expression&, const Scope&, Setting);
  Type property(const ast::Expression&, const Scope&, Setting);
  Type function(const ast::Expression&, const Scope&, Setting);
  Type aggregate(const ast::Expression&, const Scope&, Setting);
  Type case_expression(const ast::Expression&, const Scope&, Setting);
  Type comprehension(const ast::Expression&, const Scope&, Setting);
  Type reduction(const ast::Expression&, const Scope&, Setting);
  Type pattern_predicate(const ast::Expression&, const Scope&, Setting);
  Type subquery(const ast::Expression&, const Scope&);
  void operands(const ast::Expression&, const Scope&, Setting);
  void condition(const ast::Expression&, const Scope&);
  void conditions(const std::vector<ast::Expression>& at_most_one, const Scope&);
  bool is_aggregate(const ast::Expression&) const;
  bool has_aggregate(const ast::Expression&) const;

  // check_pattern.cpp: they bind the variables of patterns.
  void pattern(const ast::Pattern&, Scope&, Use);
  void match_path(const ast::PathPattern&, Scope&, std::set<std::string>& relationships);
  void match_node(const ast::NodePattern&, Scope&);
  void match_relationship(const ast::RelationshipPattern&, Scope&, std::set<std::string>& relationships);
  void match_statement(const ast::StatementPattern&, Scope&, const std::set<std::string>& statements);
  void create_path(const ast::PathPattern&, Scope&, Use);
  void create_node(const ast::NodePattern&, Scope&, bool alone);
  void create_relationship(const ast::RelationshipPattern&, Scope&, Use);
  void name_path(const ast::PathPattern&, Scope&);
  void selector(const ast::PathPattern&, bool selectors_allowed);
  void properties(const ast::PathPattern&, const Scope&, Use);

  // check_projection.cpp: a projection gives the scope after it.
  struct Columns {
    std::vector<std::string> names;
    Scope scope;
  };
  class Items;
  Columns projection(const ast::Projection&, const Scope& before);
  Columns columns(const ast::Projection&, const Scope& before);
  void grouping(const ast::Projection&, const Scope& before);
  void grouped(const ast::Expression&, const Items&, const Scope& before, const std::vector<std::string>& locals);
  void sorted(const ast::Expression&, const Items&, const Scope& after, const std::vector<std::string>& locals,
              bool aggregates);
  void order(const ast::Projection&, const Scope& before, const Scope& after);
  void count(const ast::Expression&, std::string_view word);
  bool aggregates(const ast::Projection&) const;

  // check.cpp
  std::vector<std::string> single_query(const ast::SingleQuery&, const Scope* outer);
  void composition(const ast::SingleQuery&, bool subquery);
  void clause(const ast::Match&, Scope&);
  void clause(const ast::Unwind&, Scope&);
  void clause(const ast::Projection&, Scope&);
  void clause(const ast::Create&, Scope&);
  void clause(const ast::Set&, Scope&);
  void clause(const ast::Merge&, Scope&);
  void clause(const ast::Remove&, Scope&);
  void clause(const ast::Delete&, Scope&);
  void set_items(const std::vector<ast::SetItem>&, const Scope&);

  const Functions& functions_;
  std::vector<std::string> returned_;  ///< columns of the last RETURN
};

[[noreturn]] void compile_error(std::string_view detail, const std::string& message, const ast::Position&);
[[noreturn]] void undefined(const std::string& name, const Scope&, const ast::Position&);
[[noreturn]] void wrong_type(const std::string& message, const ast::Position&);

}  // namespace whom::cypher

#endif
