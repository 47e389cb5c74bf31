// Operands and operators, as they come, to a tree.
#ifndef WHOM_QUERY_CYPHER_FOLD_HPP
#define WHOM_QUERY_CYPHER_FOLD_HPP

#include <cstddef>
#include <vector>

#include "query/cypher/ast.hpp"
#include "query/cypher/operators.hpp"

namespace whom::cypher {

/// Expressions within brackets of the one being folded are begun and finished in between.
class Fold {
 public:
  Fold();
  void begin(const ast::Position&);
  void prefix(const Operator&, const ast::Position&);
  void operand(ast::Expression&&);
  void infix(const Operator&);
  void postfix(const Operator&, const ast::Position&);
  ast::Expression finish();

  /// An operand follows; `deepen` says that it was wrapped once more, as by `.key`.
  void begin_operand();
  void deepen(const ast::Position&);

  /// Where expressions are given up half way.
  struct Mark {
    std::size_t expressions, operands, pending;
  };
  Mark mark() const { return {open_.size(), operands_.size(), pending_.size()}; }
  void reset(const Mark&);

 private:
  struct Operand {
    ast::Expression expression;
    std::size_t height;
  };
  struct Pending {
    const Operator* op;
    ast::Position position;  ///< of a prefix
  };
  struct Open {
    std::size_t operands, pending;  ///< how many there were before it
    std::size_t inner = 0;          ///< height of the highest expression within the operand on its way
  };

  void reduce();
  void reduce_comparisons();
  bool is_pending(Level loosest) const;
  void push(ast::Expression&&, std::size_t height);
  void wrap(const Operator&, const ast::Position&);

  std::vector<Operand> operands_;
  std::vector<Pending> pending_;
  std::vector<Open> open_;
};

}  // namespace whom::cypher

#endif
