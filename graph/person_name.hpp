// Persons' names, taken apart and compared.
#ifndef WHOM_GRAPH_PERSON_NAME_HPP
#define WHOM_GRAPH_PERSON_NAME_HPP

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace whom::graph {

/// The words of a name key (name_key in names.hpp).
std::vector<std::string> split_key(const std::string& key);

/// A person's name. "ruto jr" keeps its generation: a son is not his father.
struct PersonName {
  std::vector<std::string> words;  ///< the surname last
  std::string generation;
};

PersonName person_name(const std::string& key);

/// A single Latin letter.
bool is_initial(const std::string& word);

/// `general` is what follows "bin" in `specific`: the Salman of "Mohammed bin Salman" is another man.
bool names_father(const PersonName& general, const PersonName& specific);

/// `general` could be a shorter way to write `specific`.
bool shortens(const PersonName& general, const PersonName& specific);

/// How much of a name a key gives, to be compared: the words, then those that are no mere initials.
std::pair<std::size_t, std::ptrdiff_t> fullness(const std::string& key);

/// Orders keys, fuller names first.
bool fuller(const std::string& a, const std::string& b);

}  // namespace whom::graph

#endif
