#include "extract/words.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "extract/tree.hpp"

namespace whom::embedded {
extern const char* const words_table;
}

namespace whom::extract {
namespace {

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> out;
  for (std::size_t begin = 0, end = 0; end != line.npos; begin = end + 1) {
    end = line.find(separator, begin);
    out.emplace_back(line.substr(begin, end == line.npos ? end : end - begin));
  }
  return out;
}

template <class Map>
const typename Map::mapped_type* find(const Map& map, std::string_view key) {
  auto at = map.find(std::string(key));
  return at == map.end() ? nullptr : &at->second;
}

std::unordered_map<std::string, std::unordered_set<std::string>> read_classes(std::istream& in) {
  std::unordered_map<std::string, std::unordered_set<std::string>> out;
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(':');
    if (line.empty() || line[0] == '#' || colon == std::string::npos) continue;
    std::istringstream words(line.substr(colon + 1));
    auto& members = out[line.substr(0, colon)];
    for (std::string word; words >> word;) members.insert(word);
  }
  return out;
}

}  // namespace

Words::Words(const std::filesystem::path& table) {
  std::istringstream embedded(embedded::words_table);
  classes_ = read_classes(embedded);
  std::ifstream in(table);
  if (!in) throw std::runtime_error(table.string() + ": cannot be read");
  for (std::string line; std::getline(in, line);) {
    const auto f = split(line, '\t');
    if (f.size() < 3) throw std::runtime_error(table.string() + ": not a word table");
    if (f[0] == "verb") {
      verbs_[f[1]] = f[2];
    } else if (f[0] == "place") {
      places_[f[1]] = f[2];
    } else if (f[0] == "alias") {
      countries_[f[1]] = f[2];
    } else if (f[0] == "role") {
      roles_[f[1]].push_back(f[2]);
    } else if (f[0] == "given") {
      given_names_[f[1]] = f[2];
    } else if (f[0] == "kind") {
      kinds_[f[1]] = f[2];
    } else if (f[0] == "class") {
      classes_[f[2]].insert(f[1]);
    } else {
      Noun noun{f[2], Noun::Kind::Plain, ""};
      if (f.size() == 5) {
        noun.kind = f[3] == "event" ? Noun::Kind::Event : Noun::Kind::Agent;
        noun.verb = f[4];
      }
      nouns_[f[1]] = std::move(noun);
    }
  }
}

const Noun* Words::noun(std::string_view lemma) const { return find(nouns_, fold(lemma)); }

std::string_view Words::verb_category(std::string_view lemma) const {
  const auto* found = find(verbs_, lemma);
  return found ? std::string_view(*found) : std::string_view();
}

const std::string* Words::place_of(std::string_view adjective) const { return find(places_, adjective); }

const std::string* Words::country(std::string_view name) const { return find(countries_, fold(name)); }

const std::vector<std::string>& Words::same_role(std::string_view lemma) const {
  static const std::vector<std::string> kNone;
  const auto* found = find(roles_, fold(lemma));
  return found ? *found : kNone;
}

std::string_view Words::kind(std::string_view lemma) const {
  const auto* found = find(kinds_, fold(lemma));
  return found ? std::string_view(*found) : std::string_view();
}

std::string_view Words::gender(std::string_view given_name) const {
  const auto* found = find(given_names_, given_name);
  return found ? std::string_view(*found) : std::string_view();
}

bool Words::honorific(std::string_view word) const {
  if (word.ends_with('.')) word.remove_suffix(1);
  return in("honorific", word);
}

bool Words::in(std::string_view category, std::string_view word) const {
  const auto* members = find(classes_, category);
  return members && members->count(std::string(word)) > 0;
}

std::vector<std::string> Words::classes() const {
  std::vector<std::string> out;
  for (const auto& [name, members] : classes_) out.push_back(name);
  std::sort(out.begin(), out.end());
  return out;
}

Embedding Words::embedding(std::string_view verb) const {
  if (in("denial", verb)) return Embedding::Denial;
  if (in("fact", verb)) return Embedding::Fact;
  if (in("plan", verb)) return Embedding::Plan;
  if (in("request", verb)) return Embedding::Request;
  if (in("attempt", verb)) return Embedding::Attempt;
  return Embedding::None;
}

bool Words::reports(std::string_view verb) const { return in("report", verb); }
bool Words::rejects(std::string_view verb) const { return in("reject", verb); }
bool Words::supposes(std::string_view verb) const { return in("suppose", verb); }
bool Words::conversational(std::string_view verb) const { return in("converse", verb); }
bool Words::light(std::string_view verb) const { return in("light", verb); }

}  // namespace whom::extract
