// Further participants of a statement by role: times, topics, and what else prepositions bring.
#ifndef WHOM_EXTRACT_QUALIFIERS_HPP
#define WHOM_EXTRACT_QUALIFIERS_HPP

#include <string>

#include "extract/draft.hpp"

namespace whom::extract {

/// The phrase tells a time.
/// @param mention what the head refers to, or null
bool is_time(const Tree&, const Words&, const Mention* mention, int head, const Indices& words);

class Qualifiers {
 public:
  Qualifiers(const SentenceContext&, Participants&);

  /// The phrase tells a time.
  bool is_time(int head, const Indices& words) const;
  Participant time(const Indices& words, const std::string& role, const Draft&) const;

  /// The preposition and its noun are an adverb: "in fact".
  bool idiom(const std::string& role, const Indices& words) const;

  /// A phrase as a qualifier by its marker: a time, a topic of the verb or its object, or what it refers to.
  void add(Draft&, const Phrase&, const Indices& marker, const std::string& verb, int object_head);
  void add(Draft&, const Argument&, const std::string& verb, int object_head);

  /// "as her interpreter in May": a time the parser hung on a noun that is no happening belongs to the clause; so does
  /// that of a happening at the same time: "handed it to him at a dinner on Monday".
  void lift_times(Draft&, int head, bool same_time = false);

  /// Prepositional phrases the parser hung on a name belong to the clause: names seldom have modifiers.
  void add_modifiers_of_name(Draft&, const Phrase& object, const std::string& verb);

  /// "for considering leadership": a gerund with a preposition qualifies as a text.
  void add_gerunds(Draft&, const Clause&);

  /// A conversation is about what those who hold it discuss in a clause below: "met X, where they discussed …".
  void add_topics(Draft&, int predicate);

  /// "yesterday", "earlier today" as adverbs.
  void add_temporal_adverbs(Draft&, const Clause&);

  /// "rose *3 percent*", "fell *two points*": by how much something changed, where no preposition says so.
  void add_measure(Draft&, const Clause&);

 private:
  bool topical(const std::string& role, int topic_head, const std::string& verb, int object_head) const;
  bool reciprocal(int head) const;
  Indices with_date(const Indices& words) const;
  Indices add_end(Draft&, int beginning);
  bool coordinated_with(int predicate, int below) const;

  const SentenceContext& c_;
  const Words& w;
  const Tree& t;
  Participants& participants_;
};

}  // namespace whom::extract

#endif
