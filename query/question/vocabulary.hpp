// The relations a question can name: those of the graph and those of the relation table.
#ifndef WHOM_QUERY_QUESTION_VOCABULARY_HPP
#define WHOM_QUERY_QUESTION_VOCABULARY_HPP

#include <string>
#include <string_view>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/relation_table.hpp"
#include "query/lexicon.hpp"

namespace whom::query {

class Vocabulary {
 public:
  Vocabulary(const graph::KnowledgeGraph&, const graph::RelationTable&, const Lexicon&);

  /// Relations, as words, whose first word is this form or its base form ("met": meet, meet with); sorted.
  std::vector<std::vector<std::string>> starting_with(std::string_view form) const;

  /// Some statement has this relation.
  bool in_graph(std::string_view relation) const;

  const graph::RelationTable& table() const { return table_; }
  const Lexicon& lexicon() const { return lexicon_; }

  /// A word or phrase that names a relation of the graph and is spelt nearly so; empty when none is.
  std::string suggestion(std::string_view phrase) const;
  /// Likewise for "president of" among the relations that begin with "be".
  std::string role_suggestion(std::string_view phrase) const;

 private:
  const graph::KnowledgeGraph& graph_;
  const graph::RelationTable& table_;
  const Lexicon& lexicon_;
  std::vector<std::string> table_relations_;
};

}  // namespace whom::query

#endif
