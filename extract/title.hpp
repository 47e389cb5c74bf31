// Names as the entity tagger marks them, and the titles that stand before persons' names.
#ifndef WHOM_EXTRACT_TITLE_HPP
#define WHOM_EXTRACT_TITLE_HPP

#include <string>
#include <vector>

#include "extract/tree.hpp"
#include "extract/words.hpp"

namespace whom::extract {

/// Tokens [begin, end) with one entity label: "Person", "Location", …
struct NameSpan {
  int begin = 0, end = 0;
  std::string label;
  bool holds(int i) const { return begin <= i && i < end; }
  Indices words() const;
};

std::vector<NameSpan> name_spans(const Tree&);

/// The first word of the name that hangs on a word outside it.
int head_of(const Tree&, const NameSpan&);

/// Words before a person's name that may be a title: an unbroken run of nouns, adjectives, possessors, "of" and hyphens
/// with a noun of role in it, ending at the name; empty without one.
Indices title_run(const Tree&, const NameSpan&, const Words&);

}  // namespace whom::extract

#endif
