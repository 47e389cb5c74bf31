// The variables a clause or an expression may name.
#ifndef WHOM_QUERY_CYPHER_SCOPE_HPP
#define WHOM_QUERY_CYPHER_SCOPE_HPP

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/cypher/type.hpp"

namespace whom::cypher {

/// Lies over another one, which must outlive it, as the scope of a subquery or of a comprehension does.
class Scope {
 public:
  explicit Scope(const Scope* outer = nullptr) : outer_(outer) {}

  /// Null when there is no such variable.
  const Type* find(std::string_view name) const {
    for (const Scope* scope = this; scope; scope = scope->outer_)
      if (const auto found = scope->variables_.find(name); found != scope->variables_.end()) return &found->second;
    return nullptr;
  }

  /// All that can be named, those of outer scopes among them.
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const Scope* scope = this; scope; scope = scope->outer_)
      for (const auto& [name, type] : scope->variables_) result.push_back(name);
    return result;
  }

  /// Hides what had the name before.
  void bind(std::string_view name, Type type) { variables_.insert_or_assign(std::string(name), std::move(type)); }

  const Scope* outer() const { return outer_; }
  const std::map<std::string, Type, std::less<>>& variables() const { return variables_; }

 private:
  const Scope* outer_;
  std::map<std::string, Type, std::less<>> variables_;
};

}  // namespace whom::cypher

#endif
