// Coreference inside a document: which mentions mean one entity, and who "they" and "I" are.
#ifndef WHOM_EXTRACT_COREFERENCE_HPP
#define WHOM_EXTRACT_COREFERENCE_HPP

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extract/clause.hpp"
#include "extract/mention.hpp"
#include "graph/reading.hpp"

namespace whom::extract {

/// An analysed document as the later stages see it; all parts are parallel over its sentences.
struct DocumentView {
  const std::vector<Tree>& trees;
  const std::vector<std::vector<Clause>>& clauses;
  const Quotations& quotations;
  const graph::CodePointMap& text;
};

class Coreference {
 public:
  Coreference(const DocumentView&, const Words&);

  /// The mention whose phrase this word heads (or whose name it is part of), or null.
  const Mention* mention(Place) const;

  /// Clusters the phrase with this head refers to: one for a name or noun, several for "they" or "the two", none for
  /// what refers to nothing known ("it rains", "who" that asks).
  std::vector<int> referents(Place) const;

  /// The other members of the pair a first person plural speaks for: "We discussed trade" after a call with Trump.
  std::vector<int> companions(Place pronoun) const;

  /// All mentions of all clusters, whole noun phrases, by position, the longer first.
  std::vector<EntityMention> mentions() const;

  /// The clusters of the speaker of a quotation.
  std::vector<int> speakers(int quotation) const;

  /// For a pronoun or noun that means something named elsewhere: that mention.
  std::optional<graph::CoreferenceLink> link(Place) const;

  /// Name, aliases, type and first mention of a cluster.
  graph::LocalEntity entity(int cluster) const;
  graph::EntityType type(int cluster) const;
  bool named(int cluster) const;

  /// The cluster with this name, or -1.
  int find_named(const std::string& name) const;

 private:
  struct Cluster {
    std::vector<Place> mentions;                  ///< heads, in order of the document
    std::vector<std::vector<std::string>> names;  ///< name words, folded
    std::set<std::string> roles, places;          ///< folded words of titles; countries they speak of
    graph::EntityType type = graph::EntityType::Concept;
    bool typed = false, named = false;
    Number number = Number::Unknown;
    Gender gender = Gender::Unknown;
  };
  struct Pair {
    Place place;
    std::vector<int> clusters;
  };

  const Mention& at(Place) const;
  int cluster_of(Place) const;
  void join(Place, int cluster);
  int open(Place);
  void merge(int into, int from);

  void type_surnames();
  void names();
  int matching_name(const Mention&, const std::vector<std::string>& words) const;
  void describe(int cluster, const Mention&);
  void countries();
  bool runs(const Mention& noun, const Mention& name) const;
  int former_or_latter(const Mention&) const;
  void appositions();
  int cluster_at(int sentence, int head) const;
  void add_pair(Place, std::vector<int> clusters);
  std::vector<int> partners(int sentence, const Clause&) const;
  void pairs_of_sentence(int sentence);
  bool speaks(Place) const;
  void resolve_rest();
  void resolve(Place);
  int nominal_antecedent(const Mention&) const;
  bool bears(const Cluster&, const std::set<std::string>& words) const;
  bool of_another(const Cluster&, const Mention&) const;
  int by_role(const Mention&) const;
  int by_kind(const Mention&) const;
  int by_head(const Mention&) const;
  std::vector<int> pronoun_antecedent(const Mention&) const;
  bool personal(const Mention&) const;
  int subject_behind(const Mention& pronoun) const;
  std::map<int, double> learned(const Mention&) const;
  bool unlike(const Cluster&, const Mention&) const;
  int learned_antecedent(const Mention&) const;
  double told(const std::map<int, double>& probability, int cluster) const;
  std::optional<Place> likeliest(const Mention&) const;
  void add_pronoun_chains(std::vector<EntityMention>&) const;
  void add_names_in_names(std::vector<EntityMention>&) const;
  double salience(const Cluster&, const Mention&) const;
  double salience(Place candidate, const Mention&) const;
  bool compatible(const Cluster&, const Mention&) const;
  const Pair* recent_pair(const Mention&, graph::EntityType, bool any_type, int reach) const;
  std::set<std::string> content_words(const Mention&) const;

  const DocumentView document_;
  const Words& w;
  std::vector<SentenceMentions> mentions_;
  std::vector<Cluster> clusters_;
  std::map<Place, int> cluster_of_;
  std::map<Place, std::vector<int>> plural_;  ///< of phrases that refer to several
  std::vector<Pair> pairs_;
  bool tells_antecedents_ = false;  ///< the analyser gave probabilities of antecedents
};

}  // namespace whom::extract

#endif
