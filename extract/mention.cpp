// Method. A name found by the entity tagger is one mention; nouns of role that stand before it ("U.S. Secretary of
// State Antony Blinken") are its title. Every other noun, name or pronoun that heads a phrase is a mention by its
// phrase, so mentions lie within each other. What names are the tagger tells; of all else the analyser's type of the
// head does, or WordNet where there is none.
#include "extract/mention.hpp"

#include <algorithm>
#include <unordered_map>

#include "extract/clause.hpp"
#include "extract/title.hpp"

namespace whom::extract {
namespace {

using graph::EntityType;

EntityType type_of(const std::string& label, const std::string& name, const Words& words) {
  static const std::unordered_map<std::string, EntityType> kTypes{{"Person", EntityType::Person},
                                                                  {"Organization", EntityType::Organization},
                                                                  {"NORP", EntityType::Group},
                                                                  {"Facility", EntityType::Facility},
                                                                  {"Product", EntityType::Product}};
  if (label == "Location") return words.country(name) ? EntityType::GeopoliticalEntity : EntityType::Place;
  auto at = kTypes.find(label);
  return at == kTypes.end() ? EntityType::Concept : at->second;
}

/// What the head of a mention stands for: a type as GUM has them or, where the analyser tells none, the category that
/// WordNet has of the noun.
EntityType type_of_head(const Token& head, const std::string& lemma, bool plural, const Words& words) {
  if (const auto kind = words.kind(lemma); !kind.empty())
    return kind == "company" ? EntityType::Organization : EntityType::GeopoliticalEntity;
  static const std::unordered_map<std::string_view, EntityType> kTypes{{"organization", EntityType::Organization},
                                                                       {"group", EntityType::Organization},
                                                                       {"place", EntityType::Place},
                                                                       {"location", EntityType::Place},
                                                                       {"event", EntityType::Event},
                                                                       {"act", EntityType::Event}};
  const auto* noun = words.noun(lemma);
  const std::string_view category = noun ? std::string_view(noun->category) : std::string_view();
  const std::string_view means = head.type == "_" ? category : std::string_view(head.type);
  if (means == "person") return plural || category == "group" ? EntityType::Group : EntityType::Person;
  const auto at = kTypes.find(means);
  return at == kTypes.end() ? EntityType::Concept : at->second;
}

bool type_is_known(const Token& head, const std::string& lemma, const Words& words) {
  return head.type != "_" || words.noun(lemma);
}

Number number_of(const Tree& t, int i) {
  const auto& feats = t[i].feats;
  if (feats.find("Number=Plur") != std::string::npos) return Number::Plural;
  if (feats.find("Number=Sing") != std::string::npos) return Number::Singular;
  return Number::Unknown;
}

const std::unordered_map<std::string, Gender>& gendered() {
  static const std::unordered_map<std::string, Gender> table{
      {"he", Gender::Male},          {"him", Gender::Male},
      {"his", Gender::Male},         {"himself", Gender::Male},
      {"she", Gender::Female},       {"her", Gender::Female},
      {"hers", Gender::Female},      {"herself", Gender::Female},
      {"mr", Gender::Male},          {"mr.", Gender::Male},
      {"mrs", Gender::Female},       {"mrs.", Gender::Female},
      {"ms", Gender::Female},        {"ms.", Gender::Female},
      {"miss", Gender::Female},      {"sir", Gender::Male},
      {"lord", Gender::Male},        {"lady", Gender::Female},
      {"king", Gender::Male},        {"queen", Gender::Female},
      {"prince", Gender::Male},      {"princess", Gender::Female},
      {"wife", Gender::Female},      {"husband", Gender::Male},
      {"mother", Gender::Female},    {"father", Gender::Male},
      {"sister", Gender::Female},    {"brother", Gender::Male},
      {"daughter", Gender::Female},  {"son", Gender::Male},
      {"woman", Gender::Female},     {"man", Gender::Male},
      {"businessman", Gender::Male}, {"businesswoman", Gender::Female},
      {"spokesman", Gender::Male},   {"spokeswoman", Gender::Female},
      {"chairman", Gender::Male},    {"chairwoman", Gender::Female},
      {"sheikh", Gender::Male},      {"actress", Gender::Female},
      {"widow", Gender::Female},     {"girl", Gender::Female},
      {"boy", Gender::Male}};
  return table;
}

Gender gender_of(const Tree& t, const Indices& words) {
  for (int i : words) {
    auto at = gendered().find(t.lower(i));
    if (at != gendered().end()) return at->second;
  }
  return Gender::Unknown;
}

bool is_definite(const Tree& t, int head) {
  for (int d : t.children(head, {"det", "nmod:poss"})) {
    const auto& w = t.lower(d);
    if (w != "a" && w != "an" && w != "some" && w != "any" && w != "no" && w != "every" && w != "each" &&
        w != "another")
      return true;
  }
  return false;
}

class Finder {
 public:
  Finder(const Tree& tree, int sentence, const Words& words, const Quotations& quotations,
         const graph::CodePointMap& text)
      : t(tree), s_(sentence), w(words), q_(quotations), text_(text) {
    out_.of_token.assign(static_cast<std::size_t>(t.size()), -1);
  }

  SentenceMentions find() {
    for (const auto& span : name_spans(t)) {
      if (span.label != "Date" && span.label != "Money") name(span);
    }
    for (int i = 0; i < t.size(); ++i) {
      if (out_.of_token[static_cast<std::size_t>(i)] < 0) other(i);
    }
    return std::move(out_);
  }

 private:
  void add(Mention m, const Indices& tokens) {
    if (m.words.empty()) return;  // a mark that was taken for a name
    m.text = surface(t, m.words, text_);
    m.quotation = q_.at(m.place);
    for (int i : tokens) out_.of_token[static_cast<std::size_t>(i)] = static_cast<int>(out_.mentions.size());
    out_.mentions.push_back(std::move(m));
  }

  Gender gender_of_name(const std::string& given) const {
    const auto gender = w.gender(given);
    return gender == "female" ? Gender::Female : gender == "male" ? Gender::Male : Gender::Unknown;
  }

  void name(const NameSpan& span) {
    Mention m;
    m.kind = Mention::Kind::Name;
    m.words = span.words();
    while (m.words.size() > 1 && (t[m.words.front()].upos == "DET" || t[m.words.front()].upos == "PUNCT"))
      m.words.erase(m.words.begin());
    while (m.words.size() > 1 && (t[m.words.back()].upos == "PUNCT" || t[m.words.back()].upos == "PART"))
      m.words.pop_back();
    m.gender = gender_of(t, m.words);
    const bool person = span.label == "Person" || (span.label != "Facility" && m.gender != Gender::Unknown &&
                                                   w.honorific(t.lower(m.words.front())));
    while (m.words.size() > 1 && person && w.honorific(t.lower(m.words.front()))) m.words.erase(m.words.begin());
    if (person && m.gender == Gender::Unknown && m.words.size() > 1)
      m.gender = gender_of_name(t.lower(m.words.front()));
    const int head = head_of(t, span);
    if (t.upos(head, {"ADJ"}) && span.label == "NORP")
      return;  // "Canadian" modifies; the noun it modifies is the mention
    if (span.label == "Person") m.title = title_run(t, span, w);
    m.place = {s_, head};
    if (person && m.words.size() == 1 && w.honorific(t.lower(m.words.front()))) return;
    const auto written = surface(t, m.words, text_);
    m.type = person ? EntityType::Person : type_of(span.label, written, w);
    if (span.label == "Misc" && t[head].type == "event") m.type = EntityType::Event;
    m.typed = m.type != EntityType::Concept;
    m.number = m.type == EntityType::Group ? Number::Plural : Number::Singular;
    if (m.gender == Gender::Unknown) m.gender = gender_of(t, m.title);
    m.definite = true;
    const auto tokens = merged(m.words, {head});
    add(std::move(m), tokens);
  }

  void other(int i) {
    if (t[i].upos == "PRON") {
      pronoun(i);
    } else if (t[i].upos == "PROPN" && !t.is(i, {"flat", "compound"})) {
      proper(i);
    } else if (t.upos(i, {"NOUN", "NUM", "X", "SYM"}) || (t.upos(i, {"ADJ", "DET", "VERB"}) && is_argument(i))) {
      if (!t.is(i, {"flat", "compound", "nummod", "fixed"})) nominal(i);
    }
  }

  bool is_argument(int i) const { return t.is(i, {"nsubj", "obj", "iobj", "obl", "nmod"}) && !is_predicate(t, i); }

  void pronoun(int i) {
    Mention m;
    m.place = {s_, i};
    m.words = {i};
    m.kind = is_relative_pronoun(t, i) ? Mention::Kind::Relative : Mention::Kind::Pronoun;
    auto at = gendered().find(t.lower(i));
    if (at != gendered().end()) {
      m.gender = at->second;
      m.type = EntityType::Person;
      m.typed = true;
    }
    m.number = number_of(t, i);
    if (!m.typed && t[i].type != "_") {
      m.type = type_of_head(t[i], t.lower(i), m.number == Number::Plural, w);
      m.typed = t[i].type == "person";  // what "it" is hangs on what it refers to
    }
    add(std::move(m), {i});
  }

  void proper(int i) {
    Mention m;
    m.kind = Mention::Kind::Name;
    m.place = {s_, i};
    m.words = proper_run(t, i);
    m.number = Number::Singular;
    m.definite = true;
    const auto written = surface(t, m.words, text_);
    const bool country = w.country(written) != nullptr;
    m.type = country ? EntityType::GeopoliticalEntity : type_of_head(t[i], t.lower(i), false, w);
    m.typed = country || m.type == EntityType::Person;
    if (const auto* noun = w.noun(t.lower(i)); noun && !country) {  // "the Crown Prince", "the University"
      m.typed = true;
      m.kind = Mention::Kind::Nominal;
      m.definite = is_definite(t, i);
      m.words = naming_words(i);
      if (noun->category != "person" && m.words.size() > 1 && !m.definite) m.kind = Mention::Kind::Name;
    }
    m.gender = gender_of(t, m.words);
    add(std::move(m), {i});
  }

  /// "cocaine *hidden in crates*", "the accord, *to be signed in May*", "met the bishop *to talk*", but not "the
  /// decision to sign".
  bool tells_more(int clause) const {
    const bool participle = t[clause].xpos == "VBG" || t[clause].xpos == "VBN";
    if (participle && t.child(clause, {"mark", "case"}) < 0) return true;
    const auto* noun = w.noun(t.lemma(t.head(clause)));
    return t[clause].upos == "VERB" && (after_comma(clause) || (noun && noun->category == "person"));
  }

  /// "four ships, *each with two masts*".
  bool after_comma(int i) const {
    const int first = t.subtree(i).front();
    return t[first].form == "," || (first > 0 && t[first - 1].form == ",");
  }

  /// A thing is named by its noun phrase without the participles that tell more of it.
  Indices naming_words(int i) const {
    auto words = words_of(t, {i, {}, -1}, Extent::Tight);
    for (int c : t.children(i)) {
      if (c > i && !t.is(c, {"conj", "punct"}) && after_comma(c)) words = minus(words, t.subtree(c));
    }
    for (int k : Indices(words)) {
      for (int c : t.children(k, {"acl"})) {
        if (tells_more(c)) words = minus(words, t.subtree(c));
      }
    }
    if (!words.empty() && t.lower(words.front()) == "whose") words.erase(words.begin());
    words = trimmed(t, minus(words, t.children(i, {"case"})));  // "the ship's" is named "the ship"
    return words.empty() ? Indices{i} : words;
  }

  void nominal(int i) {
    Mention m;
    m.kind = Mention::Kind::Nominal;
    m.place = {s_, i};
    m.words = naming_words(i);
    m.number = number_of(t, i);
    m.type = type_of_head(t[i], t.lemma(i), m.number == Number::Plural, w);
    m.typed = type_is_known(t[i], t.lemma(i), w);
    m.gender = gender_of(t, {i});
    m.definite = is_definite(t, i);
    add(std::move(m), {i});
  }

  const Tree& t;
  const int s_;
  const Words& w;
  const Quotations& q_;
  const graph::CodePointMap& text_;
  SentenceMentions out_;
};

}  // namespace

Indices proper_run(const Tree& t, int head) {
  Indices out{head};
  for (int c : t.children(head, {"flat", "compound"})) {
    if (t[c].upos == "PROPN") out = merged(out, t.subtree(c));
  }
  return trimmed(t, out);
}

std::string surface(const Tree& t, const Indices& words, const graph::CodePointMap& text) {
  std::string out;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const auto& token = t[words[k]];
    if (k > 0) {
      const auto& before = t[words[k - 1]];
      const bool adjoin = words[k] == words[k - 1] + 1 && before.span.end == token.span.begin;
      if (!adjoin) out += ' ';
    }
    out += text.substring(token.span);
  }
  return out;
}

graph::Span span_of(const Tree& t, const Indices& words) {
  return {t[words.front()].span.begin, t[words.back()].span.end};
}

SentenceMentions find_mentions(const Tree& tree, int sentence, const Words& words, const Quotations& quotations,
                               const graph::CodePointMap& text) {
  return Finder(tree, sentence, words, quotations, text).find();
}

}  // namespace whom::extract
