// What a name in a question may stand for in this graph.
#ifndef WHOM_QUERY_QUESTION_NAMES_HPP
#define WHOM_QUERY_QUESTION_NAMES_HPP

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "query/lexicon.hpp"
#include "query/question/pattern.hpp"
#include "query/question/role.hpp"
#include "query/question/vocabulary.hpp"

namespace whom::query {

/// Looks names up, each once. An exact proper name stands for its bearers alone. Any other phrase ("the owners",
/// "the Prime Minister of Spain") stands for entities so named, holders of the role it names, entities whose names
/// contain all its words in any form, and literals that do. What is not known with its possessor ("Haiti's Foreign
/// Ministry") is looked for without.
class NameResolver {
 public:
  /// All outlive it.
  NameResolver(const graph::KnowledgeGraph&, const Lexicon&, const Roles&);

  /// Nothing when the graph knows nothing by this name.
  std::optional<NameMatch> name(const std::string& text);

  /// What `text` may be the topic of: everything that bears or mentions the name.
  std::optional<NameMatch> topic(const std::string& text);

  /// One whose bearers have a proper name that is exactly this.
  bool proper(const std::string& text) const;

  /// A name of the graph that is spelt nearly so; empty when none is.
  std::string suggestion(std::string_view text) const;

 private:
  using Stems = std::vector<std::string>;

  NameMatch find(const std::string& text);
  NameMatch find_topic(const std::string& text) const;
  std::optional<NameMatch> unless_empty(NameMatch) const;
  std::optional<NameMatch> without_possessor(const std::string& text);
  std::vector<graph::EntityIndex> holders(const std::string& role);
  bool held_in(const graph::Statement&, const RoleReading&, const NameMatch&) const;
  std::vector<graph::EntityIndex> with_forms_of(const std::string& text) const;
  bool some_literal_with(const Stems&) const;

  const graph::KnowledgeGraph& graph_;
  const Lexicon& lexicon_;
  const Roles& roles_;
  std::map<std::pair<bool, std::string>, std::optional<NameMatch>> found_;
};

/// Finds the words of names in texts as questions do.
class QuestionNames : public engine::NameSource {
 public:
  explicit QuestionNames(const Lexicon& lexicon) : lexicon_(lexicon) {}
  bool has_words(std::string_view literal, const NameMatch&) const final;

 private:
  const Lexicon& lexicon_;
};

/// The names of a graph, understood as questions do.
class GraphNames final : public QuestionNames {
 public:
  /// Both outlive it.
  GraphNames(const graph::KnowledgeGraph&, const Lexicon&);
  const NameMatch& find(const std::string& text, bool topic) const override;
  std::string suggestion(std::string_view text) const override { return resolver_.suggestion(text); }

 private:
  Vocabulary vocabulary_;
  Roles roles_;
  mutable NameResolver resolver_;
  mutable std::map<std::pair<bool, std::string>, NameMatch> found_;
};

}  // namespace whom::query

#endif
