// "who is economy minister of Spain": roles of the question matched with relations such as "be minister of economy of".
#ifndef WHOM_QUERY_QUESTION_ROLE_HPP
#define WHOM_QUERY_QUESTION_ROLE_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "query/question/pattern.hpp"
#include "query/question/vocabulary.hpp"

namespace whom::query {

struct RoleReading {
  std::string relation;       ///< of the graph or the relation table
  std::size_t holder_of = 0;  ///< index of the word where what the role is held in begins; the count of words: none
  std::vector<Location> locations;  ///< where that stands in the statement
};

/// The relations that begin with "be", read when first needed.
class Roles {
 public:
  /// The vocabulary outlives it.
  explicit Roles(const Vocabulary&);

  /// All relations that say this role. The words of both are equal but for determiners, numerals ("47th") and words
  /// such as "current"; a few spellings of one office are one (see role.cpp). Where `past`, a "former" holder answers
  /// as well. An empty last word stands for whatever the role is held in.
  std::vector<RoleReading> read(const std::vector<std::string>& phrase, bool past) const;

 private:
  /// "be ... of" without "be" and without the preposition.
  struct Role {
    std::string relation;
    std::vector<std::string> words;
    bool tied = false;
  };
  const std::vector<Role>& stored() const;

  const Vocabulary& vocabulary_;
  mutable std::vector<Role> stored_;
};

}  // namespace whom::query

#endif
