#include "extract/rule_feature.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "extract/clause.hpp"
#include "extract/coreference.hpp"
#include "extract/qualifiers.hpp"
#include "extract/status.hpp"
#include "graph/nearest.hpp"

namespace whom::extract {
namespace {

using Sign = rule::Test::Sign;

const std::map<std::string, Feature, std::less<>> kFeatures{
    {"upos", Feature::Upos},           {"xpos", Feature::Xpos},         {"entity", Feature::Entity},
    {"lemma", Feature::Lemma},         {"form", Feature::Form},         {"case", Feature::Case},
    {"predicate", Feature::Predicate}, {"relative", Feature::Relative}, {"time", Feature::Time},
    {"nobody", Feature::Nobody},       {"class", Feature::Class},       {"noun", Feature::Noun},
    {"category", Feature::Category},   {"verb", Feature::Verb},         {"verb.class", Feature::VerbClass},
    {"person", Feature::Person},       {"mention", Feature::Mention},   {"definite", Feature::Definite},
    {"singular", Feature::Singular},   {"titled", Feature::Titled},     {"type", Feature::Type},
    {"named", Feature::Named}};

constexpr std::array kRelations{
    "acl",      "advcl",     "advmod", "amod",       "appos", "aux",      "case",      "cc",         "ccomp", "clf",
    "compound", "conj",      "cop",    "csubj",      "dep",   "det",      "discourse", "dislocated", "expl",  "fixed",
    "flat",     "goeswith",  "iobj",   "list",       "mark",  "nmod",     "nsubj",     "nummod",     "obj",   "obl",
    "orphan",   "parataxis", "punct",  "reparandum", "root",  "vocative", "xcomp"};

using Names = std::vector<std::string>;

const Names kUpos{"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                  "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
const Names kMentions{"name", "nominal", "pronoun", "relative"};
const Names kNouns{"plain", "event", "agent"};
const Names kEntities{"Person", "Organization", "Location", "Date", "NORP", "Misc", "Facility", "Money", "Product"};
const Names kTypes{"Person", "Organization", "Place",  "GeopoliticalEntity", "Group", "Facility",
                   "Event",  "Product",      "Concept"};
const Names kCategories{"act",           "animal",   "artifact",    "attribute",   "body",    "cognition",
                        "communication", "event",    "feeling",     "food",        "group",   "location",
                        "motive",        "object",   "person",      "phenomenon",  "plant",   "possession",
                        "process",       "quantity", "relation",    "shape",       "state",   "substance",
                        "time",          "change",   "competition", "consumption", "contact", "creation",
                        "emotion",       "motion",   "perception",  "social",      "stative", "weather"};

bool flag(Feature f) {
  return f == Feature::Predicate || f == Feature::Relative || f == Feature::Time || f == Feature::Nobody ||
         f == Feature::Person || f == Feature::Definite || f == Feature::Singular || f == Feature::Titled ||
         f == Feature::Named;
}

/// The values a feature may have; null where they are open.
const Names* values_of(Feature f, const Words& words, Names& room) {
  switch (f) {
    case Feature::Upos:
      return &kUpos;
    case Feature::Mention:
      return &kMentions;
    case Feature::Noun:
      return &kNouns;
    case Feature::Entity:
      return &kEntities;
    case Feature::Type:
      return &kTypes;
    case Feature::Category:
      return &kCategories;
    case Feature::Class:
    case Feature::VerbClass:
      room = words.classes();
      return &room;
    default:
      return nullptr;
  }
}

bool is_universal(std::string_view name) { return name[0] >= 'A' && name[0] <= 'Z'; }

Feature feature_of(const rule::Name& name, Names others) {
  if (is_universal(name.text)) return Feature::Feats;
  const auto found = kFeatures.find(name.text);
  if (found != kFeatures.end()) return found->second;
  for (const auto& [known, feature] : kFeatures) others.push_back(known);
  throw RuleProblem{name.at, "there is no feature '" + name.text + "'" + did_you_mean(name.text, others)};
}

void check(const rule::Name& value, const rule::Name& feature, const Names& known) {
  if (std::find(known.begin(), known.end(), value.text) != known.end()) return;
  throw RuleProblem{value.at, "'" + value.text + "' is no value of " + feature.text + did_you_mean(value.text, known)};
}

bool any(const Names& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

std::string_view entity_label(const Token& token) {
  return token.entity.size() > 2 ? std::string_view(token.entity).substr(2) : std::string_view();
}

/// The value of "Number" in "Case=Nom|Number=Sing".
std::string_view universal_feature(std::string_view feats, std::string_view key) {
  for (std::size_t begin = 0; begin < feats.size();) {
    const auto end = std::min(feats.find('|', begin), feats.size());
    const auto pair = feats.substr(begin, end - begin);
    if (pair.size() > key.size() && pair.starts_with(key) && pair[key.size()] == '=')
      return pair.substr(key.size() + 1);
    begin = end + 1;
  }
  return {};
}

std::string_view kind_name(const Noun* n) {
  if (!n) return {};
  return n->kind == Noun::Kind::Event ? "event" : n->kind == Noun::Kind::Agent ? "agent" : "plain";
}

std::string_view category(const Facts& facts, int i) {
  if (facts.tree[i].upos == "VERB") return facts.words.verb_category(facts.tree.lemma(i));
  const auto* n = facts.noun(i);
  return n ? std::string_view(n->category) : std::string_view();
}

bool in_class(const NodeTest& test, const Facts& facts, std::string_view word) {
  return std::any_of(test.values.begin(), test.values.end(), [&](const auto& c) { return facts.words.in(c, word); });
}

std::string_view mention_name(Mention::Kind kind) { return kMentions[static_cast<std::size_t>(kind)]; }

graph::EntityType type_of(const Facts& facts, const Mention& m, int i) {
  const auto refers = facts.coreference->referents({facts.sentence, i});
  return refers.empty() ? m.type : facts.coreference->type(refers[0]);
}

bool of_mention(const NodeTest& test, const Facts& facts, int i) {
  const auto* m = facts.coreference ? facts.coreference->mention({facts.sentence, i}) : nullptr;
  if (!m) return false;
  switch (test.feature) {
    case Feature::Mention:
      return test.values.empty() || any(test.values, mention_name(m->kind));
    case Feature::Definite:
      return m->definite;
    case Feature::Singular:
      return m->number != Number::Plural;
    case Feature::Titled:
      return m->place.token == i && !m->title.empty();
    case Feature::Type:
      return test.values.empty() || any(test.values, graph::name(type_of(facts, *m, i)));
    default: {
      const auto refers = facts.coreference->referents({facts.sentence, i});
      return refers.size() == 1 && facts.coreference->named(refers[0]);
    }
  }
}

bool tells_time(const Facts& facts, int i) {
  const auto* m = facts.coreference ? facts.coreference->mention({facts.sentence, i}) : nullptr;
  return is_time(facts.tree, facts.words, m, i, words_of(facts.tree, {i, {}, -1}, Extent::Tight));
}

bool text_value(const NodeTest& test, std::string_view value) {
  return test.values.empty() ? !value.empty() : any(test.values, value);
}

bool has(const NodeTest& test, const Facts& facts, int i) {
  const Tree& t = facts.tree;
  switch (test.feature) {
    case Feature::Upos:
      return text_value(test, t[i].upos);
    case Feature::Xpos:
      return text_value(test, t[i].xpos);
    case Feature::Entity:
      return text_value(test, entity_label(t[i]));
    case Feature::Lemma:
      return text_value(test, t.lemma(i));
    case Feature::Form:
      return text_value(test, t.lower(i));
    case Feature::Feats:
      return text_value(test, universal_feature(t[i].feats, test.key));
    case Feature::Case:
      return text_value(test, case_of(t, i));
    case Feature::Predicate:
      return facts.predicate(i);
    case Feature::Relative:
      return is_relative_pronoun(t, i);
    case Feature::Nobody:
      return nobody(t, i);
    case Feature::Class:
      return in_class(test, facts, t.lemma(i)) || in_class(test, facts, t.lower(i));
    case Feature::Noun:
      return text_value(test, kind_name(facts.noun(i)));
    case Feature::Category:
      return text_value(test, category(facts, i));
    case Feature::Verb:
      return text_value(test, facts.verb(i));
    case Feature::VerbClass:
      return in_class(test, facts, facts.verb(i));
    case Feature::Time:
      return tells_time(facts, i);
    case Feature::Person:
      return person_noun(t, facts.words, i);
    default:
      return of_mention(test, facts, i);
  }
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  return word.size() > 1 ? graph::did_you_mean(word, candidates) : "";  // single letters are all near
}

bool is_feature(std::string_view name) { return is_universal(name) || kFeatures.find(name) != kFeatures.end(); }

NodeTest compile(const rule::Test& test, const Words& words, const std::vector<std::string>& edges) {
  NodeTest out{feature_of(test.feature, edges), test.sign, test.feature.text, {}};
  if (!test.values.empty() && flag(out.feature))
    throw RuleProblem{test.values[0].at, "'" + test.feature.text + "' has no values; write [" + test.feature.text +
                                             "] or [!" + test.feature.text + "]"};
  const bool bare_class = out.feature == Feature::Class || out.feature == Feature::VerbClass;
  if (test.values.empty() && bare_class)
    throw RuleProblem{test.feature.at,
                      "'" + test.feature.text + "' wants a class of words, as in [" + test.feature.text + "=converse]"};
  Names room;
  const Names* known = values_of(out.feature, words, room);
  for (const auto& v : test.values) {
    if (known) check(v, test.feature, *known);
    out.values.push_back(v.text);
  }
  return out;
}

bool needs_mentions(Feature f) {
  return (f >= Feature::Mention && f <= Feature::Titled) || f == Feature::Type || f == Feature::Named ||
         f == Feature::Time;
}

bool holds(const NodeTest& test, const Facts& facts, int token) {
  const bool negative = test.sign == Sign::Absent || test.sign == Sign::Unequal;
  return has(test, facts, token) != negative;
}

std::uint64_t LabelSet::bit(std::string_view deprel) {
  static const auto kBits = [] {
    std::unordered_map<std::string_view, std::uint64_t> out;
    for (std::size_t i = 0; i < kRelations.size(); ++i) out[kRelations[i]] = std::uint64_t{1} << i;
    return out;
  }();
  const auto found = kBits.find(deprel.substr(0, deprel.find(':')));
  return found == kBits.end() ? 0 : found->second;
}

void LabelSet::add(const rule::Name& name) {
  const auto own = bit(name.text);
  if (own == 0)
    throw RuleProblem{name.at, "there is no relation '" + name.text + "'" +
                                   did_you_mean(name.text, {kRelations.begin(), kRelations.end()})};
  if (name.text.find(':') == std::string::npos) {
    whole_ |= own;
  } else {
    partly_ |= own;
    subtypes_.push_back(name.text);
  }
}

bool LabelSet::is_subtype(const std::string& deprel) const { return any(subtypes_, deprel); }

const Noun* Facts::noun(int token) const {
  if (nouns_.empty()) nouns_.resize(static_cast<std::size_t>(tree.size()));
  auto& out = nouns_[static_cast<std::size_t>(token)];
  if (out) return *out;
  out = nullptr;
  if (tree.upos(token, {"NOUN", "PROPN", "ADJ"})) out = words.noun(tree.lemma(token));
  if (tree.upos(token, {"NOUN", "PROPN", "ADJ"}) && !*out) out = words.noun(tree.lower(token));
  return *out;
}

const std::string& Facts::verb(int token) const {
  if (verbs_.empty()) verbs_.resize(static_cast<std::size_t>(tree.size()));
  auto& out = verbs_[static_cast<std::size_t>(token)];
  if (out) return *out;
  out = "";
  if (tree[token].upos == "VERB") {
    out = tree.lemma(token);
  } else if (words.in("talks", tree.lower(token))) {
    out = "talk";
  } else if (tree[token].upos == "NOUN") {
    const auto* n = words.noun(tree.lemma(token));
    if (n && n->kind == Noun::Kind::Event) out = n->verb;
  }
  return *out;
}

bool Facts::predicate(int token) const {
  if (predicates_.empty()) predicates_.resize(static_cast<std::size_t>(tree.size()));
  auto& out = predicates_[static_cast<std::size_t>(token)];
  if (!out) out = is_predicate(tree, token);
  return *out;
}

bool person_noun(const Tree& t, const Words& words, int token) {
  const auto* n = words.noun(t.lemma(token));
  if (!n) n = words.noun(t.lower(token));
  return n && (n->category == "person" || n->kind == Noun::Kind::Agent);
}

std::string case_of(const Tree& t, int token) { return role_of(t, preposition(t, token)); }

}  // namespace whom::extract
