// What knowledge_graph.hpp keeps to itself.
#ifndef WHOM_GRAPH_KNOWLEDGE_PARTS_HPP
#define WHOM_GRAPH_KNOWLEDGE_PARTS_HPP

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/lazy.hpp"
#include "graph/name_index.hpp"
#include "graph/rows.hpp"
#include "graph/sentence_index.hpp"
#include "graph/utf8.hpp"

namespace whom::graph {

/// Hash of all that makes a statement what it is, its entities by their ids.
std::string hash_of(const Statement&, const std::function<const std::string&(EntityIndex)>& id);

/// What holds strings is decoded at the first use when it comes from an image; all else lies in the image as it is.
struct KnowledgeGraph::Parts {
  using Redirects = std::vector<std::pair<std::string, EntityIndex>>;
  using LiteralIndex = std::map<Literal, std::vector<Participation>>;

  std::shared_ptr<const void> image;  ///< where lent arrays lie
  Lazy<std::vector<Document>> documents;
  Rows<Span> sentences;
  std::vector<Lazy<CodePointMap>> maps;  ///< of the documents' texts
  Lazy<Rows<EntityLink>> links;
  Lazy<std::vector<Entity>> entities;
  Lazy<Redirects> redirects;
  Lazy<std::vector<std::string>> warnings;
  Lazy<std::vector<Statement>> statements;
  Lazy<std::vector<std::string>> ids;
  Array<StatementIndex> by_id;
  Lazy<Rows<Evidence>> evidence;
  Rows<Participation> participations;
  Lazy<std::vector<std::string>> relations;
  Rows<StatementIndex> by_relation;
  Array<std::uint32_t> prominence;  ///< pieces of evidence an entity takes part in
  NameIndex by_name, by_word;
  Lazy<LiteralIndex> by_literal;
  Lazy<SentenceIndex> sentence_index;

  void take(std::vector<Reading> readings);  ///< documents and sentences
  void index();                              ///< all that follows from entities, statements and evidence
  void index_later();                        ///< what is made at its first use in any case

  bool better_known(EntityIndex a, EntityIndex b) const;
  bool has_name_with(const Entity&, const std::vector<std::string>& wanted) const;
  std::vector<EntityIndex> with_words(const std::vector<std::string>& wanted) const;

 private:
  void number_statements();
  void index_participations();
  void index_relations();
  void index_names();
  LiteralIndex index_literals() const;
};

}  // namespace whom::graph

#endif
