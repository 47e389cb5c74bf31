// Persons' names, taken apart and compared.
#ifndef WHOM_GRAPH_PERSON_NAME_HPP
#define WHOM_GRAPH_PERSON_NAME_HPP

#include <string>
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

/// Orders keys, fuller names first: more words, fewer of them initials.
bool fuller(const std::string& a, const std::string& b);

}  // namespace whom::graph

#endif
