// Exceptions first, then the rule of the longest suffix, then, for inflected verbs and nouns whose lemma by rule is not
// a known word, the regular ways of inflecting. extract/training/lemmas.py writes the table and documents it.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "extract/model/features.hpp"
#include "extract/model/model.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kLongestSuffix = 6;

struct Script {
  bool keep_case = false;
  std::size_t cut = 0;
  std::u32string ending;
};

bool is_upper(char32_t c) { return lower({c}).front() != c; }

bool is_letter(char32_t c) { return is_upper(c) || c >= 0x80 || (c >= U'a' && c <= U'z'); }

/// l: begins in lower case or has no letters; u: all capitals, more than one; c: other capitalised forms.
char shape(std::u32string_view form) {
  const auto first = std::find_if(form.begin(), form.end(), is_letter);
  if (first == form.end() || !is_upper(*first)) return 'l';
  const bool capitals = std::all_of(first, form.end(), [](char32_t c) { return !is_letter(c) || is_upper(c); });
  return capitals && std::count_if(first, form.end(), is_letter) > 1 ? 'u' : 'c';
}

std::optional<Script> read_script(std::string_view text) {
  Script out;
  if (text.empty() || (text[0] != 'k' && text[0] != 'l')) return std::nullopt;
  out.keep_case = text[0] == 'k';
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), out.cut);
  if (error != std::errc{}) return std::nullopt;
  out.ending = code_points({end, text.data() + text.size()});
  return out;
}

std::string apply(const Script& script, std::u32string_view form, std::u32string_view low) {
  const std::u32string_view base = script.keep_case ? form : low;
  if (script.cut > base.size()) return utf8(base);
  return utf8(std::u32string(base.substr(0, base.size() - script.cut)) + script.ending);
}

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    out.push_back(line.substr(begin, tab - begin));
    if (tab == line.npos) return out;
    begin = tab + 1;
  }
}

std::string key(std::string_view form, std::string_view xpos) { return std::string(form).append(1, '\t').append(xpos); }

std::string rule_key(std::string_view xpos, char shape, std::string_view suffix) {
  return std::string(xpos).append(1, '\t').append(1, shape).append(1, '\t').append(suffix);
}

/// What a regular form with this ending may come from: the stem with each of the replacements, or undoubled.
struct Inflection {
  std::string_view xpos, ending;
  std::vector<std::string_view> replacements;
  bool doubles;
};

const std::vector<Inflection> kInflections = {
    {"VBD", "ied", {"y"}, false},    {"VBD", "ed", {"", "e"}, true},  {"VBN", "ied", {"y"}, false},
    {"VBN", "ed", {"", "e"}, true},  {"VBG", "ing", {"", "e"}, true}, {"VBZ", "ies", {"y"}, false},
    {"VBZ", "es", {"e", ""}, false}, {"VBZ", "s", {""}, false},       {"NNS", "ies", {"y"}, false},
    {"NNS", "es", {"e", ""}, false}, {"NNS", "s", {""}, false},
};

using Known = std::unordered_set<std::string>;

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

/// Verbs of one syllable that end in a vowel and a consonant double it before -ed and -ing: "fined" is not from "fin".
bool doubles_its_end(std::string_view verb) {
  const std::size_t n = verb.size();
  if (n < 3 || is_vowel(verb[n - 1]) || !is_vowel(verb[n - 2]) || is_vowel(verb[n - 3])) return false;
  if (std::string_view("wxy").find(verb[n - 1]) != std::string_view::npos) return false;
  return std::none_of(verb.begin(), verb.end() - 2, [](char c) { return is_vowel(c) || c == 'y'; });
}

/// The form is the verb with an ending before which it would have doubled its consonant.
bool lacks_doubling(std::string_view verb, std::string_view form) {
  return (form == std::string(verb) + "ed" || form == std::string(verb) + "ing") && doubles_its_end(verb);
}

/// The known word of which this is a regular inflection.
std::optional<std::string> regular(std::string_view form, std::string_view xpos, const Known& known) {
  for (const auto& [tag, ending, replacements, doubles] : kInflections) {
    if (tag != xpos || form.size() <= ending.size() || !form.ends_with(ending)) continue;
    const std::string stem(form.substr(0, form.size() - ending.size()));
    if (doubles && stem.size() > 2 && stem.back() == stem[stem.size() - 2])
      if (std::string single = stem.substr(0, stem.size() - 1); known.contains(single) && !known.contains(stem))
        return single;
    for (const auto replacement : replacements)
      if (std::string word = stem + std::string(replacement); known.contains(word) && !lacks_doubling(word, form))
        return word;
  }
  return std::nullopt;
}

}  // namespace

struct Lemmatizer::Parts {
  explicit Parts(const std::filesystem::path& table) {
    std::ifstream file(table);
    if (!file) throw std::runtime_error(table.string() + ": cannot be read");
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number)
      if (!add(split(line)))
        throw std::runtime_error(table.string() + ":" + std::to_string(number) + ": not a line of a table of lemmas");
  }

  bool add(const std::vector<std::string_view>& fields) {
    const auto is = [&](std::string_view kind, std::size_t count) {
      return fields[0] == kind && fields.size() == count;
    };
    if (is("v", 2)) return verbs.emplace(fields[1]).second;
    if (is("n", 2)) return nouns.emplace(fields[1]).second;
    if (is("e", 4)) return exceptions.emplace(key(fields[1], fields[2]), fields[3]).second;
    if (!is("r", 5) || fields[2].size() != 1) return false;
    const auto script = read_script(fields[4]);
    return script && rules.emplace(rule_key(fields[1], fields[2][0], fields[3]), *script).second;
  }

  const std::string* exception(std::string_view form, std::string_view xpos) const {
    const auto found = exceptions.find(key(form, xpos));
    return found == exceptions.end() ? nullptr : &found->second;
  }

  std::string by_rule(std::u32string_view form, std::u32string_view low, std::string_view xpos) const {
    const char kind = shape(form);
    for (std::size_t length = std::min(kLongestSuffix, low.size()) + 1; length-- > 0;) {
      const auto rule = rules.find(rule_key(xpos, kind, utf8(low.substr(low.size() - length))));
      if (rule == rules.end()) continue;
      std::string lemma = apply(rule->second, form, low);
      if (!lemma.empty()) return lemma;  // a rule may take away all of a short word
    }
    return utf8(low);
  }

  const Known* known(std::string_view xpos) const {
    if (xpos == "NNS") return &nouns;
    return xpos == "VBD" || xpos == "VBN" || xpos == "VBZ" || xpos == "VBG" ? &verbs : nullptr;
  }

  std::string lemma(std::string_view form, std::string_view xpos) const {
    const std::u32string plain = normalise(form), low = lower(plain);
    const std::string low_form = utf8(low);
    if (const auto* found = exception(utf8(plain), xpos)) return *found;
    if (const auto* found = exception(low_form, xpos)) return *found;
    std::string out = by_rule(plain, low, xpos);
    if (const Known* words = known(xpos); words && (!words->contains(out) || lacks_doubling(out, low_form)))
      if (auto better = regular(low_form, xpos, *words)) return *std::move(better);
    return out;
  }

  std::unordered_map<std::string, std::string> exceptions;
  std::unordered_map<std::string, Script> rules;
  Known verbs, nouns;
};

Lemmatizer::Lemmatizer(const std::filesystem::path& table) : parts_(std::make_unique<Parts>(table)) {}
Lemmatizer::Lemmatizer(Lemmatizer&&) noexcept = default;
Lemmatizer::~Lemmatizer() = default;

std::string Lemmatizer::lemma(std::string_view form, std::string_view xpos) const { return parts_->lemma(form, xpos); }

/// Irregular pasts come before base forms ("found", "saw"), and these before regular inflections ("need", "seed"). A
/// form in "-s", "-ing" or "-ly" is no past that a rule could know: by the rules of pasts "wants" would come from "wan"
/// and "likely" from "like".
std::optional<std::string> Lemmatizer::verb(std::string_view form) const {
  const std::string low = utf8(lower(normalise(form)));
  const bool third_person = low.ends_with("s");
  const bool no_past = third_person || low.ends_with("ing") || low.ends_with("ly");
  const auto inflected = [&](std::string_view xpos) -> std::optional<std::string> {
    const bool past = xpos == "VBD" || xpos == "VBN";
    if (past && no_past && !parts_->exception(low, xpos)) return std::nullopt;
    std::string out = lemma(low, xpos);
    if (out == low || !parts_->verbs.contains(out)) return std::nullopt;
    return out;
  };
  if (!low.ends_with("ed"))
    for (const std::string_view xpos : {"VBD", "VBN"})
      if (auto out = inflected(xpos)) return out;
  if (const auto* found = parts_->exception(low, "VBP")) return *found;
  if (parts_->verbs.contains(low)) return low;
  if (third_person)
    if (auto out = regular(low, "VBZ", parts_->verbs); out && !parts_->exception(low, "VBZ")) return out;
  for (const std::string_view xpos : {"VBD", "VBN", "VBZ", "VBG"})
    if (auto out = inflected(xpos)) return out;
  return std::nullopt;
}

std::optional<std::string> Lemmatizer::noun(std::string_view form) const {
  const std::string low = utf8(lower(normalise(form)));
  std::string single = lemma(low, "NNS");
  if (parts_->exception(low, "NNS") && parts_->nouns.contains(single)) return single;
  if (parts_->nouns.contains(low)) return low;
  if (parts_->nouns.contains(single)) return single;
  return std::nullopt;
}

}  // namespace whom::extract
