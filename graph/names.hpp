// Names compared the way readers compare them.
#ifndef WHOM_GRAPH_NAMES_HPP
#define WHOM_GRAPH_NAMES_HPP

#include <string>
#include <string_view>
#include <vector>

namespace whom::graph {

/// What two spellings of one name share: no case, no diacritics, no leading article; words separated by one space,
/// without apostrophes; hyphens and other punctuation part words, "&" is "and"; adjoining initials are one word
/// ("U.S." and "US": "us"; "J. K. Rowling": "jk rowling"). Empty only when nothing but punctuation is there.
/// Bytes that are no UTF-8 count as U+FFFD.
std::string name_key(std::string_view name);

/// The words of the name key.
std::vector<std::string> words(std::string_view name);

/// The words of running text: like those of a name, but an article at the beginning stays, and letters are joined only
/// where both have their dots ("a U.S. envoy": "a us envoy").
std::vector<std::string> text_words(std::string_view text);

/// The name key as part of an id: letters and digits of any script, words joined by '-', cut at a word to at most 80
/// bytes; "entity" when nothing is left.
std::string slug(std::string_view name);

/// A single word of two to ten capital letters, dots aside: "NATO", "U.S.".
bool is_acronym(std::string_view name);

}  // namespace whom::graph

#endif
