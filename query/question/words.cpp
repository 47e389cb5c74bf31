#include "query/question/words.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace whom::query::words {
namespace {

using Kind = AuxiliaryMeaning::Kind;
using graph::Modality;

const std::unordered_map<std::string_view, AuxiliaryMeaning>& auxiliaries() {
  static const std::unordered_map<std::string_view, AuxiliaryMeaning> table = [] {
    std::unordered_map<std::string_view, AuxiliaryMeaning> all;
    const auto add = [&all](Kind kind, std::optional<Modality> modality, bool denied,
                            std::initializer_list<std::string_view> forms) {
      for (const std::string_view form : forms) all[form] = {kind, denied, modality};
    };
    add(Kind::Do, {}, false, {"do", "does", "did"});
    add(Kind::Do, {}, true, {"don't", "doesn't", "didn't"});
    add(Kind::Be, {}, false, {"is", "are", "was", "were", "be", "been", "being"});
    add(Kind::Be, {}, true, {"isn't", "aren't", "wasn't", "weren't"});
    add(Kind::Have, {}, false, {"has", "have", "had"});
    add(Kind::Have, {}, true, {"hasn't", "haven't", "hadn't"});
    add(Kind::Modal, Modality::Planned, false, {"will", "shall"});
    add(Kind::Modal, Modality::Planned, true, {"won't"});
    add(Kind::Modal, Modality::Conditional, false, {"would"});
    add(Kind::Modal, Modality::Conditional, true, {"wouldn't"});
    add(Kind::Modal, Modality::Possible, false, {"can", "could", "may", "might", "must", "should"});
    add(Kind::Modal, Modality::Possible, true, {"can't", "cannot", "couldn't", "mustn't", "shouldn't"});
    add(Kind::Negation, {}, true, {"not", "never"});
    return all;
  }();
  return table;
}

bool contains(const std::unordered_set<std::string_view>& set, std::string_view word) { return set.contains(word); }

}  // namespace

const std::vector<std::string>& opening_auxiliaries() {
  static const std::vector<std::string> forms = [] {
    std::vector<std::string> all;
    for (const auto& [form, meaning] : auxiliaries())
      if (form != "be" && form != "been" && form != "being") all.emplace_back(form);
    std::sort(all.begin(), all.end());
    return all;
  }();
  return forms;
}

const std::vector<std::string>& following_auxiliaries() {
  static const std::vector<std::string> forms{"not", "never", "be", "been", "being", "have"};
  return forms;
}

const std::vector<std::string>& indefinite_pronouns() {
  static const std::vector<std::string> list{"someone", "somebody", "something", "anyone",
                                             "anybody", "anything", "people",    "those"};
  return list;
}

const std::vector<std::string>& plain_nouns() {
  static const std::vector<std::string> list{"person",  "man",          "woman",        "thing", "country",
                                             "company", "organization", "organisation", "group", "place"};
  return list;
}

AuxiliaryMeaning auxiliary(std::string_view form) { return auxiliaries().at(form); }

const std::array<std::string, 12>& months() {
  static const std::array<std::string, 12> names{"January", "February", "March",     "April",   "May",      "June",
                                                 "July",    "August",   "September", "October", "November", "December"};
  return names;
}

const std::vector<std::pair<std::string_view, ast::StatusFilter::Status>>& statuses() {
  using S = ast::StatusFilter::Status;
  static const std::vector<std::pair<std::string_view, S>> table{
      {"asserted", S::Asserted}, {"affirmed", S::Affirmed}, {"denied", S::Denied},           {"actual", S::Actual},
      {"planned", S::Planned},   {"possible", S::Possible}, {"conditional", S::Conditional}, {"asked", S::Asked}};
  return table;
}

const std::vector<std::pair<std::string_view, ast::ConfidenceFilter::Comparison>>& comparisons() {
  using C = ast::ConfidenceFilter::Comparison;
  static const std::vector<std::pair<std::string_view, C>> table{
      {"<", C::Less}, {"<=", C::LessEqual}, {"=", C::Equal}, {">=", C::GreaterEqual}, {">", C::Greater}};
  return table;
}

bool determiner(std::string_view word) {
  static const std::unordered_set<std::string_view> set{"the", "a",   "an",   "his",  "her",   "its",  "their",
                                                        "my",  "our", "this", "that", "these", "those"};
  return contains(set, word);
}

const std::vector<std::string>& prepositions() {
  static const std::vector<std::string> list{
      "about", "above",     "across",     "after",  "against", "along",      "among", "amid",    "around",  "as",
      "at",    "before",    "behind",     "beside", "between", "beyond",     "by",    "despite", "during",  "for",
      "from",  "in",        "inside",     "into",   "near",    "of",         "off",   "on",      "onto",    "outside",
      "over",  "regarding", "concerning", "since",  "through", "throughout", "to",    "toward",  "towards", "under",
      "until", "upon",      "via",        "with",   "within",  "without"};
  return list;
}

bool preposition(std::string_view word) {
  static const std::unordered_set<std::string_view> set(prepositions().begin(), prepositions().end());
  return contains(set, word);
}

bool particle(std::string_view word) {
  static const std::unordered_set<std::string_view> set{"up",    "out",   "off",     "down",     "away",  "back",
                                                        "over",  "on",    "in",      "along",    "apart", "around",
                                                        "aside", "forth", "through", "together", "ahead", "forward"};
  return contains(set, word);
}

bool optional_preposition(std::string_view word) {
  static const std::unordered_set<std::string_view> set{"in",     "at",   "outside", "near", "inside", "around",
                                                        "across", "with", "to",      "from", "against"};
  return contains(set, word);
}

bool time_preposition(std::string_view word) {
  static const std::unordered_set<std::string_view> set{"before", "after", "since", "until", "during"};
  return contains(set, word);
}

bool topic_preposition(std::string_view word) {
  static const std::unordered_set<std::string_view> set{"about", "on", "over", "regarding", "concerning"};
  return contains(set, word);
}

const std::vector<std::string>& question_words() {
  static const std::vector<std::string> list = [] {
    std::vector<std::string> all{"who", "whom", "what", "when", "where", "how"};
    all.insert(all.end(), opening_auxiliaries().begin(), opening_auxiliaries().end());
    return all;
  }();
  return list;
}

std::string lower(std::string_view text) {
  static constexpr std::string_view apostrophe = "\xE2\x80\x99";
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, apostrophe.size()) == apostrophe) {
      result += '\'';
      at += apostrophe.size() - 1;
    } else {
      const char c = text[at];
      result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return result;
}

}  // namespace whom::query::words
