// Mentions: the phrases of a document that refer to something.
#ifndef WHOM_EXTRACT_MENTION_HPP
#define WHOM_EXTRACT_MENTION_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/quotation.hpp"
#include "extract/tree.hpp"
#include "extract/words.hpp"
#include "graph/utf8.hpp"
#include "graph/value.hpp"

namespace whom::extract {

enum class Number : std::uint8_t { Unknown, Singular, Plural };
enum class Gender : std::uint8_t { Unknown, Male, Female };

struct Mention {
  enum class Kind : std::uint8_t { Name, Nominal, Pronoun, Relative } kind = Kind::Nominal;
  Place place;       ///< the head of the whole noun phrase, titles included
  Indices words;     ///< the name alone; the noun phrase; the pronoun
  Indices title;     ///< words of role before a name: "U.S. Secretary of State"
  std::string text;  ///< the words as written
  graph::EntityType type = graph::EntityType::Concept;
  bool typed = false;  ///< the type is known, not a default
  Number number = Number::Unknown;
  Gender gender = Gender::Unknown;
  bool definite = false;  ///< "the", "this", a possessor
  int quotation = -1;     ///< the quotation it stands in
};

/// Mentions of one sentence, by head; and for each token the mention it is head or part of a name of, else -1.
struct SentenceMentions {
  std::vector<Mention> mentions;
  std::vector<int> of_token;
};

SentenceMentions find_mentions(const Tree&, int sentence, const Words&, const Quotations&,
                               const graph::CodePointMap& text);

/// A name that no tagger marked: proper nouns that hang together on this one.
Indices proper_run(const Tree&, int head);

/// The words as the text has them; a gap between words that do not adjoin is one space.
std::string surface(const Tree&, const Indices& words, const graph::CodePointMap& text);

/// From the first word to the last.
graph::Span span_of(const Tree&, const Indices& words);

}  // namespace whom::extract

#endif
