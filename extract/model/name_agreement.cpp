#include "extract/model/name_agreement.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whom::extract {
namespace {

using Name = std::vector<std::string_view>;  // words as written

struct Place {
  std::vector<Token>& tokens;
  std::size_t begin, end;

  Name name() const {
    Name out;
    for (std::size_t i = begin; i < end; ++i) out.push_back(tokens[i].form);
    return out;
  }
};

bool begins(const Token& token) { return token.entity[0] == 'B' || token.entity[0] == 'S'; }
bool ends(const Token& token) { return token.entity[0] == 'E' || token.entity[0] == 'S'; }
bool capital(const Token& token) { return token.form[0] >= 'A' && token.form[0] <= 'Z'; }

std::vector<Place> tagged(std::vector<Token>& tokens) {
  std::vector<Place> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (begins(tokens[i])) begin = i;
    if (ends(tokens[i])) out.push_back({tokens, begin, i + 1});
  }
  return out;
}

void tag(const Place& place, const std::string& label) {
  for (std::size_t i = place.begin; i < place.end; ++i) place.tokens[i].entity = "I-" + label;
  place.tokens[place.begin].entity[0] = 'B';
  place.tokens[place.end - 1].entity[0] = place.end - place.begin == 1 ? 'S' : 'E';
}

class Votes {
 public:
  void add(const Place& place) {
    const std::string label = place.tokens[place.begin].entity.substr(2);
    const Name name = place.name();
    ++times_[name];
    vote(name, label);
    if (label == "Person" && name.size() > 1) vote({name.back()}, label);
    longest_ = std::max(longest_, name.size());
  }

  /// The class with most votes, of equals the one first met; null for no name.
  const std::string* label(const Name& name) const {
    const auto found = votes_.find(name);
    if (found == votes_.end()) return nullptr;
    const auto best = std::max_element(found->second.begin(), found->second.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return &best->first;
  }

  /// Often enough tagged to be a name everywhere.
  bool sure(const Name& name) const {
    const auto found = times_.find(name);
    return found != times_.end() && found->second > (name.size() > 1 ? 0 : 1);
  }

  std::size_t longest() const { return longest_; }

 private:
  void vote(const Name& name, const std::string& label) {
    auto& votes = votes_[name];
    const auto found = std::find_if(votes.begin(), votes.end(), [&](const auto& v) { return v.first == label; });
    if (found == votes.end()) {
      votes.emplace_back(label, 1);
    } else {
      ++found->second;
    }
  }

  std::map<Name, std::vector<std::pair<std::string, int>>> votes_;
  std::map<Name, int> times_;
  std::size_t longest_ = 0;
};

/// The longest known name that begins here among words without a tag, of length 0 if none does.
Place untagged_name(const Votes& votes, std::vector<Token>& tokens, std::size_t begin) {
  std::size_t end = begin;
  while (end < tokens.size() && end - begin < votes.longest() && tokens[end].entity == "O") ++end;
  for (; end > begin && capital(tokens[begin]); --end) {
    const Place place{tokens, begin, end};
    const bool alone = end - begin == 1;
    if (!(alone && begin == 0) && votes.sure(place.name())) return place;
  }
  return {tokens, begin, begin};
}

}  // namespace

void agree_on_names(std::span<Sentence> document) {
  Votes votes;
  for (Sentence& s : document) {
    for (const Place& place : tagged(s.tokens)) votes.add(place);
  }
  for (Sentence& s : document) {
    for (const Place& place : tagged(s.tokens)) tag(place, *votes.label(place.name()));
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
      const Place place = untagged_name(votes, s.tokens, i);
      if (place.end == place.begin) continue;
      tag(place, *votes.label(place.name()));
      i = place.end - 1;
    }
  }
}

}  // namespace whom::extract
