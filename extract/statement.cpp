// Method. Named patterns each turn one construction into a Draft (relation, participants, status, spans): clauses,
// light verbs with event nouns, copulas, titles before names, appositions, event nouns with their participants
// ("meetings with A and B"), and participles before nouns ("Kenya-led"). A draft is multiplied out over coordinated and
// plural participants into statements. Relations are lemmas with the particle or preposition that selects the object;
// what else stands by the verb becomes a qualifier by its preposition, a time where it names one, a topic where the
// relation is one of talking.
#include "extract/statement.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "extract/clause.hpp"
#include "extract/status.hpp"
#include "extract/time.hpp"

namespace whom::extract {
namespace {

using graph::EntityIndex;
using graph::EntityType;
using graph::Literal;
using graph::LiteralType;
using graph::Modality;
using graph::Polarity;
using graph::Term;
using Slot = Argument::Slot;

struct Participant {
  Term term;
  graph::Span span;
  std::optional<graph::CoreferenceLink> link;
  double confidence = 1.0;
};

struct RoleValue {
  std::string role;
  Participant value;
};

/// A statement before its participants are multiplied out.
struct Draft {
  std::string_view rule;
  std::string relation;
  Indices phrase;  ///< words of the relation
  std::vector<Participant> subjects, objects;
  std::vector<RoleValue> qualifiers;
  Status status;
  double confidence = 1.0;
  bool mutual = false;  ///< each subject also does it with the others
};

constexpr double kCoreferenceConfidence = 0.85;

/// Entities of the document by cluster, made when first used.
class Entities {
 public:
  Entities(const Coreference& coreference, graph::Reading& reading) : coreference_(coreference), reading_(reading) {}

  EntityIndex of(int cluster) {
    const auto [at, fresh] = of_cluster_.emplace(cluster, EntityIndex{});
    if (fresh) at->second = add(coreference_.entity(cluster));
    return at->second;
  }

  /// A place that only an adjective names: "Canadian".
  EntityIndex place(const std::string& name, graph::Span mention) {
    const int cluster = coreference_.find_named(name);
    if (cluster >= 0) return of(cluster);
    const auto [at, fresh] = of_name_.emplace(name, EntityIndex{});
    if (fresh) at->second = add({name, {}, EntityType::GeopoliticalEntity, true, mention});
    return at->second;
  }

 private:
  EntityIndex add(graph::LocalEntity entity) {
    reading_.entities.push_back(std::move(entity));
    return {static_cast<std::uint32_t>(reading_.entities.size() - 1)};
  }

  const Coreference& coreference_;
  graph::Reading& reading_;
  std::map<int, EntityIndex> of_cluster_;
  std::map<std::string, EntityIndex> of_name_;
};

class SentenceReader {
 public:
  SentenceReader(const DocumentView& document, const Coreference& coreference, const Words& words,
                 std::string_view date, int sentence, Entities& entities, graph::Reading& reading)
      : document_(document),
        coreference_(coreference),
        w(words),
        date_(date),
        s_(sentence),
        t(document.trees[static_cast<std::size_t>(sentence)]),
        clauses_(document.clauses[static_cast<std::size_t>(sentence)]),
        entities_(entities),
        reading_(reading) {}

  void read() {
    for (const auto& c : clauses_) {
      if (c.copular) {
        copula(c);
      } else if (c.rule != "infinitive") {
        verb(c);
      }
    }
    for (int i = 0; i < t.size(); ++i) {
      title(i);
      description(i);
      apposition(i);
      event_noun(i);
      participle_compound(i);
    }
  }

 private:
  // --- participants --------------------------------------------------------------------------------------------

  std::vector<std::string> folded(const Indices& words) const {
    std::vector<std::string> out;
    for (int i : words) out.push_back(t.lower(i));
    return out;
  }

  std::string text(const Indices& words) const { return surface(t, words, document_.text); }

  Participant literal(const Indices& words, LiteralType type) const {
    const auto written = text(words);
    return {Literal{written, written, type}, span_of(t, words), std::nullopt, 1.0};
  }

  bool amount(int head) const {
    return t[head].entity.ends_with("-Money") || t.upos(head, {"SYM"}) ||
           (t.upos(head, {"NUM"}) && !coreference_.mention({s_, head}));
  }

  bool clausal(int head) const { return t.upos(head, {"VERB"}) && is_predicate(t, head); }

  /// What a phrase refers to: one or several; none when that is not known.
  std::vector<Participant> participants(const Phrase& p) {
    if (nobody(t, p.head) || t[p.head].entity.ends_with("-Date")) return {};
    if (clausal(p.head)) return {literal(words_of(t, p, Extent::Whole), LiteralType::Text)};
    auto words = words_of(t, p, Extent::Tight);
    if (words.empty()) words = {p.head};
    if (amount(p.head))
      return {literal(words, t[p.head].entity.ends_with("-Money") ? LiteralType::Money : LiteralType::Quantity)};
    std::vector<Participant> out;
    const auto* m = coreference_.mention({s_, p.head});
    const bool itself = m && (m->kind == Mention::Kind::Name || m->kind == Mention::Kind::Nominal);
    for (int c : coreference_.referents({s_, p.head})) {
      Participant one{entities_.of(c), span_of(t, m && itself ? m->words : words), coreference_.link({s_, p.head}),
                      1.0};
      if (one.link) one.confidence = kCoreferenceConfidence;
      out.push_back(std::move(one));
    }
    if (out.empty() && !m && t.upos(p.head, {"ADJ", "ADV", "NUM", "X", "DET"}))
      out.push_back(literal(words, LiteralType::Text));
    return out;
  }

  std::vector<Participant> participants(const std::vector<Phrase>& phrases) {
    std::vector<Participant> out;
    for (const auto& p : phrases) {
      for (auto& one : participants(p)) out.push_back(std::move(one));
    }
    return out;
  }

  // --- times and qualifiers ------------------------------------------------------------------------------------

  bool is_time(int head, const Indices& words) const {
    if (t[head].entity.ends_with("-Date")) return true;
    const auto* m = coreference_.mention({s_, head});
    if (m && m->kind == Mention::Kind::Name) return false;
    const auto* noun = w.noun(t.lemma(head));
    if (noun && noun->category == "time") return names_time(folded(words)) || t.is(head, {"obl:unmarked", "obl:tmod"});
    return names_time(folded({head}));
  }

  Participant time(const Indices& words, const Status& status) const {
    const bool ahead = status.modality == Modality::Planned || status.modality == Modality::Asked;
    auto out = literal(words, LiteralType::Time);
    if (auto value = time_value(folded(words), date_, ahead ? Direction::Future : Direction::Past))
      std::get<Literal>(out.term).value = *value;
    return out;
  }

  std::string role_of(const Indices& marker) const {
    std::string out;
    for (int i : marker) out += (out.empty() ? "" : " ") + t.lower(i);
    return out;
  }

  bool idiom(const std::string& role, const Indices& words) const {
    return !words.empty() && w.in("idiom", role + "-" + t.lower(words.front()));
  }

  /// "on" and "over" tell the topic after words of communication.
  bool topical(const std::string& role, int topic_head, const std::string& relation_verb, int object_head) const {
    if (!w.in("topic", role)) return false;
    if (role != "on" && role != "over") return true;
    if (w.in("medium", t.lower(topic_head))) return false;
    if (w.conversational(relation_verb) || w.verb_category(relation_verb) == "communication") return true;
    const auto* noun = object_head >= 0 ? w.noun(t.lemma(object_head)) : nullptr;
    return noun && (noun->category == "communication" || noun->category == "feeling" || noun->category == "cognition");
  }

  void add_qualifier(Draft& d, const Phrase& p, const Indices& marker, const std::string& verb, int object_head) {
    auto words = words_of(t, p, Extent::Tight);
    if (words.empty()) return;
    auto role = role_of(marker);
    if (idiom(role, words)) {
      lift_times(d, p.head);
      return;
    }
    if (is_time(p.head, words)) {
      if (t.lemma(p.head) == "time" && t.child(p.head, {"nmod"}) < 0) return;  // "for the first time"
      d.qualifiers.push_back({role.empty() || role == "at" || role == "during" ? "on" : role, time(words, d.status)});
      return;
    }
    if (role.empty()) return;
    lift_times(d, p.head);
    if (topical(role, p.head, verb, object_head)) role = "about";
    for (auto& value : participants(p)) d.qualifiers.push_back({role, std::move(value)});
  }

  /// "for example, on Monday": a time the parser hung on a noun that is no happening belongs to the clause.
  void lift_times(Draft& d, int head) {
    const auto* noun = w.noun(t.lemma(head));
    if (noun && noun->kind == Noun::Kind::Event) return;
    for (int n : t.children(head, {"nmod", "obl"})) {
      const auto marker = preposition(t, n);
      const auto words = words_of(t, {n, {}, -1}, Extent::Tight);
      if (!words.empty() && t[n].entity.ends_with("-Date"))
        d.qualifiers.push_back({marker.empty() ? "on" : role_of(marker), time(words, d.status)});
    }
  }

  void add_qualifier(Draft& d, const Argument& a, const std::string& verb, int object_head) {
    for (const auto& p : a.members) add_qualifier(d, p, p.marker, verb, object_head);
  }

  /// Prepositional phrases the parser hung on a name belong to the clause: names seldom have modifiers.
  void add_modifiers_of_names(Draft& d, const Phrase& object, const std::string& verb) {
    const auto* m = coreference_.mention({s_, object.head});
    if (!m || m->kind != Mention::Kind::Name) return;
    for (int n : t.children(object.head, {"nmod"})) {
      const auto marker = preposition(t, n);
      if (marker.empty() || t.lower(marker.front()) == "of" || n < object.head) continue;
      for (int h : conjuncts(t, n)) add_qualifier(d, {h, {}, -1}, marker, verb, object.head);
    }
  }

  /// "for considering leadership": a gerund with a preposition qualifies as a text.
  void add_gerunds(Draft& d, const Clause& c) {
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Adverbial || a.members[0].marker.empty() || t[a.members[0].head].xpos != "VBG") continue;
      const auto role = role_of(a.members[0].marker);
      if (role != "for" && role != "of" && role != "from" && role != "about" && role != "against") continue;
      Indices heads{a.members[0].head};
      for (std::size_t k = 0; k < heads.size(); ++k) {
        for (int x : t.children(heads[k], {"conj"})) heads.push_back(x);
      }
      for (int h : heads) {
        Indices without = a.members[0].marker;
        for (int x : t.children(h, {"conj", "cc"})) without = merged(without, t.subtree(x));
        const auto words = trimmed(t, minus(t.subtree(h), without));
        if (!words.empty()) d.qualifiers.push_back({role, literal(words, LiteralType::Text)});
      }
    }
  }

  /// The verb below stands beside the predicate, or below one that does: "thanked X and *called* for Y".
  bool coordinated_with(int predicate, int below) const {
    while (t.head(below) != predicate) below = t.head(below);
    return t.is(below, {"conj"});
  }

  /// A conversation is about what those who hold it discuss in a clause below: "met X, where they discussed …".
  void add_topics(Draft& d, int predicate) {
    for (const auto& c : clauses_) {
      const int below = c.predicate;
      if (below == predicate || !t.dominates(predicate, below) || !w.conversational(t.lemma(below)) || c.copular)
        continue;
      if (t.is(c.chain.front(), {"ccomp"}) || coordinated_with(predicate, below)) continue;
      const bool names_topics =
          t.lemma(below) == "discuss" || t.lemma(below) == "debate" || t.lemma(below) == "negotiate";
      for (const auto& a : c.arguments) {
        if (a.slot == Slot::Object && names_topics) {
          for (auto& value : participants(a.members)) d.qualifiers.push_back({"about", std::move(value)});
        } else if (a.slot == Slot::Oblique) {
          for (const auto& p : a.members) {
            if (w.in("topic", role_of(p.marker)) && !is_time(p.head, words_of(t, p, Extent::Tight)))
              add_qualifier(d, p, p.marker, t.lemma(below), -1);
          }
        }
      }
    }
  }

  // --- clauses -------------------------------------------------------------------------------------------------

  std::string verb_name(int predicate) const {
    std::string out = t.lemma(predicate);
    for (int c : t.children(predicate, {"compound:prt"})) out += " " + t.lower(c);
    return out;
  }

  double confidence(const Clause& c) const {
    double out = t[c.predicate].confidence;
    if (!c.subjects.empty()) out *= t[c.subjects[0].head].confidence;
    for (const auto& a : c.arguments) {
      if (a.slot == Slot::Object) out *= t[a.members[0].head].confidence;
    }
    return out;
  }

  /// The object of a light verb that says what happened, with the verb it stands for: "had a *conversation*".
  std::optional<std::pair<int, std::string>> event_object(const Clause& c) const {
    if (!w.light(t.lemma(c.predicate)) || c.passive) return std::nullopt;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Object) continue;
      const int head = a.members[0].head;
      const auto* noun = w.noun(t.lemma(head));
      const bool talks = w.in("talks", t.lower(head));
      if (!talks && (!noun || noun->kind != Noun::Kind::Event)) continue;
      const std::string verb = talks ? "talk" : noun->verb;
      if (w.in("mutual", verb) || w.in("goal", verb)) return std::pair(head, verb);
    }
    return std::nullopt;
  }

  static std::string mutual_relation(const std::string& verb) {
    if (verb == "meet" || verb == "marry") return verb;
    return (verb == "converse" ? "talk" : verb) + " with";
  }

  void verb(const Clause& c) {
    Draft d;
    d.rule = c.rule;
    d.phrase = c.relation;
    d.status = status_of(document_, coreference_, w, s_, c);
    d.confidence = confidence(c);
    const auto subjects = c.controllers.empty() || c.rule == "able-to" ? c.subjects : c.controllers;
    if (!c.controllers.empty()) matrix(c);
    if (auto event = event_object(c)) {
      light(c, std::move(d), event->first, event->second);
      return;
    }
    const auto verb = t.lemma(c.predicate);
    d.relation = verb_name(c.predicate);
    d.subjects = participants(subjects);
    const bool unknown_subject = subjects.empty() ? !c.passive : d.subjects.empty() && !denied(subjects);
    if (unknown_subject) return;  // nobody is said to do it
    companions(d, subjects);
    int object_head = -1;
    const Argument* selected = nullptr;
    if (c.passive) {
      d.objects = std::move(d.subjects);
      d.subjects.clear();
    } else {
      object_head = direct_object(c, d);
      if (object_head < 0) selected = selected_oblique(c, d);
    }
    if (object_head == kUnknown) return;
    arguments(c, d, verb, object_head, selected);
    temporal_adverbs(c, d);
    add_gerunds(d, c);
    including(c, d);
    if (w.conversational(verb)) add_topics(d, c.predicate);
    office(c, d);
    d.mutual = w.in("mutual", verb);
    contents(c, d);
    emit(std::move(d));
  }

  static constexpr int kUnknown = -2;

  bool denied(const std::vector<Phrase>& phrases) const {
    return std::any_of(phrases.begin(), phrases.end(), [&](const auto& p) { return nobody(t, p.head); });
  }

  void companions(Draft& d, const std::vector<Phrase>& subjects) {
    if (subjects.empty()) return;
    for (int c : coreference_.companions({s_, subjects[0].head})) {
      const auto clause_verb = w.in("mutual", d.relation);
      if (clause_verb)
        d.qualifiers.push_back(
            {"with", {entities_.of(c), span_of(t, {subjects[0].head}), std::nullopt, kCoreferenceConfidence}});
    }
  }

  /// Fills the objects; head of the first, -1 without one, kUnknown when it cannot be told what it refers to.
  int direct_object(const Clause& c, Draft& d) {
    int head = -1;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Object && !(a.slot == Slot::Attribute && !c.copular)) continue;
      for (const auto& p : a.members) {
        auto found = participants(p);
        if (found.empty() && !nobody(t, p.head)) return kUnknown;
        for (auto& one : found) d.objects.push_back(std::move(one));
        add_modifiers_of_names(d, p, t.lemma(c.predicate));
        lift_times(d, p.head);
      }
      if (head < 0) head = a.members[0].head;
    }
    if (head >= 0) return head;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::IndirectObject) continue;
      d.objects = participants(a.members);
      return d.objects.empty() ? kUnknown : a.members[0].head;
    }
    return -1;
  }

  /// The prepositional phrase an intransitive verb selects as its object: "called *for talks*".
  const Argument* selected_oblique(const Clause& c, Draft& d) {
    const bool mutual = w.conversational(t.lemma(c.predicate));
    bool adjoins = true;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Oblique && a.slot != Slot::Time) continue;
      const auto& first = a.members[0];
      if (first.head < c.predicate) continue;
      const bool may =
          (adjoins || (mutual && role_of(first.marker) == "with")) && a.slot == Slot::Oblique && selects(c, first);
      adjoins = false;
      if (!may) continue;
      auto found = participants(a.members);
      if (found.empty()) continue;
      d.objects = std::move(found);
      const auto role = role_of(first.marker);
      const auto& verb = t.lemma(c.predicate);
      d.phrase = merged(d.phrase, first.marker);
      if (!(verb == "meet" && role == "with")) d.relation += " " + role;
      for (const auto& p : a.members) add_modifiers_of_names(d, p, verb);
      return &a;
    }
    if (mutual) partner_below(c, d);
    return nullptr;
  }

  /// "spoke over the phone with X": the parser hung the partner on the phrase between.
  void partner_below(const Clause& c, Draft& d) {
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Oblique) continue;
      for (int n : t.children(a.members[0].head, {"nmod"})) {
        const auto marker = preposition(t, n);
        if (role_of(marker) != "with" || !d.objects.empty()) continue;
        d.objects = participants(with_conjuncts(n));
        if (d.objects.empty()) continue;
        d.relation = mutual_relation(t.lemma(c.predicate));
        d.phrase = merged(d.phrase, marker);
      }
    }
  }

  bool selects(const Clause& c, const Phrase& p) const {
    const auto role = role_of(p.marker);
    static const std::set<std::string> kSelecting{"to",   "for",   "with",   "from",   "against", "into",
                                                  "of",   "about", "on",     "upon",   "as",      "in",
                                                  "over", "at",    "behind", "toward", "towards", "around"};
    if (!kSelecting.count(role)) return false;
    const auto words = words_of(t, p, Extent::Tight);
    if (words.empty() || idiom(role, words) || is_time(p.head, words)) return false;
    const auto& verb = t.lemma(c.predicate);
    if (w.conversational(verb) && w.in("topic", role)) return false;
    if (w.reports(verb) && !w.conversational(verb) && role == "in") return false;  // "said in a statement"
    if (!w.in("locative", role)) return true;
    return !tells_place(p);
  }

  bool tells_place(const Phrase& p) const {
    const auto* m = coreference_.mention({s_, p.head});
    if (!m) return false;
    const auto refers = coreference_.referents({s_, p.head});
    const auto type = refers.empty() ? m->type : coreference_.type(refers[0]);
    if (type == EntityType::Place || type == EntityType::GeopoliticalEntity || type == EntityType::Facility)
      return true;
    const auto* noun = w.noun(t.lemma(p.head));
    return noun && (noun->category == "location" || noun->category == "artifact");
  }

  void arguments(const Clause& c, Draft& d, const std::string& verb, int object_head, const Argument* selected) {
    for (const auto& a : c.arguments) {
      if (&a == selected) continue;
      if (a.slot == Slot::Oblique || a.slot == Slot::Time) {
        const auto role = role_of(a.members[0].marker);
        const bool agent =
            c.passive && role == "by" && !is_time(a.members[0].head, words_of(t, a.members[0], Extent::Tight));
        if (agent && d.subjects.empty()) {
          d.subjects = participants(a.members);
        } else {
          add_qualifier(d, a, verb, object_head);
        }
      } else if (a.slot == Slot::Attribute && c.passive) {
        for (auto& p : participants(a.members)) d.qualifiers.push_back({"as", std::move(p)});
      } else if (a.slot == Slot::Object && c.passive) {
        for (auto& p : participants(a.members)) d.qualifiers.push_back({"as", std::move(p)});
      } else if (a.slot == Slot::IndirectObject && object_head >= 0 && !contains({object_head}, a.members[0].head)) {
        for (auto& p : participants(a.members)) d.qualifiers.push_back({"to", std::move(p)});
      }
    }
  }

  /// "yesterday", "earlier today" as adverbs.
  void temporal_adverbs(const Clause& c, Draft& d) {
    for (int a : t.children(c.predicate, {"advmod", "obl:unmarked", "nmod:unmarked"})) {
      const auto words = trimmed(t, t.subtree(a));
      const bool argument =
          std::any_of(c.arguments.begin(), c.arguments.end(), [&](const auto& x) { return x.members[0].head == a; });
      if (!argument && !words.empty() && t[a].entity.ends_with("-Date"))
        d.qualifiers.push_back({"on", time(words, d.status)});
    }
  }

  /// The clause above an open complement whose subject is its object: "urged Moscow", apart from "to withdraw".
  void matrix(const Clause& c) {
    Draft d;
    d.rule = "control";
    Clause above = c;
    above.chain = {c.chain.front()};
    d.phrase = {};
    for (int i : c.relation) {
      if (i <= c.chain.front()) d.phrase.push_back(i);
    }
    above.relation = d.phrase;
    above.arguments.clear();
    d.status = status_of(document_, coreference_, w, s_, above);
    d.relation = verb_name(c.chain.front());
    d.subjects = participants(c.subjects);
    d.objects = participants(c.controllers);
    d.confidence = confidence(c);
    if (d.subjects.empty() || d.objects.empty()) return;
    emit(std::move(d));
  }

  void contents(const Clause& c, Draft& d) {
    if (!d.objects.empty()) return;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Content) continue;
      const auto words = unquoted(words_of(t, a.members[0], Extent::Whole));
      if (!words.empty()) d.objects.push_back(literal(words, LiteralType::Text));
    }
  }

  /// Without the quotation marks and commas around it.
  Indices unquoted(Indices words) const {
    while (!words.empty() && t[words.back()].upos == "PUNCT") words.pop_back();
    while (!words.empty() && t[words.front()].upos == "PUNCT") words.erase(words.begin());
    return words;
  }

  void light(const Clause& c, Draft d, int noun, const std::string& verb) {
    d.rule = "light-verb";
    d.subjects = participants(c.subjects);
    if (d.subjects.empty() && !denied(c.subjects)) return;
    d.phrase = merged(d.phrase, {noun});
    const bool mutual = w.in("mutual", verb);
    d.relation = mutual ? mutual_relation(verb) : verb;
    const std::string selecting = mutual ? "with" : verb == "attack" ? "on" : "to";
    const auto take = [&](int h, const Indices& marker) {
      const Phrase p{h, {}, -1};
      if (role_of(marker) == selecting && !is_time(h, words_of(t, p, Extent::Tight))) {
        for (auto& one : participants(p)) d.objects.push_back(std::move(one));
      } else {
        add_qualifier(d, p, marker, verb, noun);
      }
    };
    for (int n : t.children(noun, {"nmod"})) {
      for (int h : conjuncts(t, n)) take(h, preposition(t, n));
    }
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Oblique && a.slot != Slot::Time) continue;
      for (const auto& p : a.members) take(p.head, p.marker);
    }
    add_topics(d, c.predicate);
    d.mutual = mutual;
    if (mutual && d.objects.empty() && d.subjects.size() < 2) return;
    emit(std::move(d));
  }

  /// "joined the faculty as Senior Fellow in …": an office held by the subject, or by the object of a passive.
  void office(const Clause& c, const Draft& d) {
    const bool becomes = std::any_of(c.chain.begin(), c.chain.end(), [&](int i) { return t.child(i, {"cop"}) >= 0; });
    if (t.lemma(c.predicate) == "include") members(c, d);
    if (!becomes && !w.in("office", t.lemma(c.predicate))) return;
    for (const auto& a : c.arguments) {
      const bool as = a.slot == Slot::Oblique && role_of(a.members[0].marker) == "as";
      if (!as && !(a.slot == Slot::Attribute)) continue;
      for (const auto& p : a.members) {
        const auto& holders = c.passive ? d.objects : d.subjects;
        if (person_noun(p.head)) roles("office", holders, p.head, d.status, d.confidence);
      }
    }
  }

  /// "shareholders of X include A and B": each is one.
  void members(const Clause& c, const Draft& d) {
    if (c.subjects.empty() || !person_noun(c.subjects[0].head)) return;
    roles("include", d.objects, c.subjects[0].head, d.status, d.confidence);
  }

  /// "discussed areas of interest, including trade and security": what holds of the whole list holds of its parts.
  void including(const Clause& c, Draft& d) {
    if (c.passive || d.objects.empty() || d.status.polarity == Polarity::Denied) return;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Object) continue;
      for (int i : t.subtree(a.members[0].head)) {
        const auto marker = preposition(t, i);
        const bool list = !marker.empty() && (role_of(marker) == "including" || role_of(marker) == "such as");
        if (!list || marker.front() == 0 || t[marker.front() - 1].form != ",") continue;
        for (auto& p : participants(with_conjuncts(i))) d.objects.push_back(std::move(p));
      }
    }
  }

  bool person_noun(int head) const {
    const auto* noun = w.noun(t.lemma(head));
    if (!noun) noun = w.noun(t.lower(head));
    return noun && (noun->category == "person" || noun->kind == Noun::Kind::Agent);
  }

  // --- copulas, roles, titles ----------------------------------------------------------------------------------

  void copula(const Clause& c) {
    Draft d;
    d.rule = "copula";
    d.phrase = c.relation;
    d.status = status_of(document_, coreference_, w, s_, c);
    d.confidence = confidence(c);
    d.subjects = participants(c.subjects);
    if (d.subjects.empty() && !denied(c.subjects)) return;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Attribute) continue;
      for (const auto& p : a.members) attribute(c, d, p);
    }
  }

  void attribute(const Clause& c, const Draft& shared, const Phrase& p) {
    const auto marker = p.head == c.predicate ? preposition(t, p.head) : p.marker;
    Draft d = shared;
    if (!marker.empty()) {
      d.relation = "be " + role_of(marker);
      d.phrase = merged(d.phrase, marker);
      d.objects = participants(Phrase{p.head, marker, -1});
      if (!d.objects.empty()) emit(std::move(d));
      return;
    }
    if (t.upos(p.head, {"NOUN", "PROPN"})) {
      nominal_attribute(c, std::move(d), p.head);
      return;
    }
    if (!t.upos(p.head, {"ADJ"})) return;
    d.relation = "be " + t.lemma(p.head);
    d.phrase = merged(d.phrase, {p.head});
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Oblique || a.members[0].marker.empty()) continue;
      if (d.objects.empty() && selects(c, a.members[0])) {
        d.objects = participants(a.members);
        if (!d.objects.empty()) d.relation += " " + role_of(a.members[0].marker);
      } else {
        add_qualifier(d, a, "be", p.head);
      }
    }
    emit(std::move(d));
  }

  /// "Kishida was prime minister until 2024"; "the winner was Ada Obi" names who holds the role of the subject.
  void nominal_attribute(const Clause& c, Draft d, int head) {
    for (const auto& a : c.arguments) {
      if (a.slot == Slot::Oblique || a.slot == Slot::Time) add_qualifier(d, a, "be", head);
    }
    const auto* m = coreference_.mention({s_, head});
    if (!m || m->kind != Mention::Kind::Name) {
      roles(d, head);
      return;
    }
    const bool described = !c.subjects.empty() && person_noun(c.subjects[0].head);
    d.subjects = participants(Phrase{head, {}, -1});
    if (described && m->type == EntityType::Person) roles(d, c.subjects[0].head);
  }

  bool part_of_name(int i) const {
    const auto& tag = t[i].entity;
    return tag != "O" && !tag.ends_with("-Person") && !tag.ends_with("-Date") && !tag.ends_with("-Misc");
  }

  struct Role {
    std::string words;                                    ///< "former prime minister"
    std::vector<std::pair<std::string, Participant>> of;  ///< preposition and what the role is of
    Indices phrase;
  };

  /// The role a noun phrase names, and of what: "Spain's economy minister", "dean of the school".
  Role role_phrase(int head) {
    Role out;
    Indices words;
    for (int c : t.children(head)) {
      if (c > head && !(t.is(c, {"compound", "flat"}) || t[c].form == "-")) continue;
      if (t.is(c, {"amod", "compound", "flat", "nmod:desc"}) || (t.is(c, {"punct"}) && t[c].form == "-")) {
        if (const auto* place = w.place_of(t.lower(c))) {
          out.of.push_back({"of", {entities_.place(*place, t[c].span), t[c].span, std::nullopt, 1.0}});
        } else if (part_of_name(c)) {
          for (auto& p : participants(Phrase{c, {}, -1})) out.of.push_back({"of", std::move(p)});
        } else if (t[c].upos != "NUM" && !w.in("unessential", t.lower(c))) {
          words = merged(words, t.subtree(c));
        }
      }
      if (t.is(c, {"nmod:poss"}) && t.lower(c) != "my" && t.lower(c) != "our") {
        for (auto& p : participants(Phrase{c, {}, -1})) out.of.push_back({"of", std::move(p)});
      }
    }
    if (head > 0 && t.is(head - 1, {"case"}) && t[head - 1].form != t.lower(head - 1))
      words = merged(words, {head - 1});  // "Under Secretary"
    words = merged(words, {head});
    for (int c : t.children(head, {"nmod"})) {
      const auto marker = preposition(t, c);
      if (c > head && !marker.empty()) add_role_complement(out, head, c, marker);
    }
    out.phrase = words;
    for (int i : words) {
      if (i == head) {
        out.words += (out.words.empty() ? "" : " ") + fold(t.upos(i, {"NOUN"}) ? t.lemma(i) : t[i].form);
      } else if (t[i].upos != "PUNCT") {
        out.words += (out.words.empty() ? "" : " ") + t.lower(i);
      }
    }
    return out;
  }

  /// A capitalised coordination is one office: "Minister of Trade and Industry".
  void add_role_complement(Role& out, int head, int c, const Indices& marker) {
    const auto role = role_of(marker);
    const auto words = words_of(t, {c, marker, -1}, Extent::Tight);
    if (words.empty() || is_time(c, words)) return;
    if (conjuncts(t, c).size() > 1 && t[head].form != t.lower(head)) {
      const auto whole = words_of(t, {c, marker, -1}, Extent::Whole);
      out.of.push_back({role, literal(whole, LiteralType::Text)});
      return;
    }
    for (int h : conjuncts(t, c)) {
      for (auto& p : participants(Phrase{h, {}, -1})) out.of.push_back({role, std::move(p)});
    }
  }

  void roles(std::string_view rule, const std::vector<Participant>& holders, int head, const Status& status,
             double confidence) {
    Draft d;
    d.rule = rule;
    d.status = status;
    d.confidence = confidence;
    d.subjects = holders;
    roles(d, head);
  }

  /// The subjects of the draft hold the role that the phrase names.
  void roles(Draft d, int head) {
    if (d.subjects.empty()) return;
    const auto role = role_phrase(head);
    d.phrase = role.phrase;
    emit_role(d, role);
  }

  void emit_role(const Draft& shared, const Role& role) {
    if (role.words.empty()) return;
    if (role.of.empty()) {
      Draft d = shared;
      d.relation = "be " + role.words;
      emit(std::move(d));
    }
    for (const auto& [preposition_word, object] : role.of) {
      Draft d = shared;
      d.relation = "be " + role.words + " " + preposition_word;
      d.objects = {object};
      emit(std::move(d));
    }
  }

  /// "U.S. Secretary of State Antony Blinken": names of places and organisations lead, then the words of the role.
  void title(int i) {
    const auto* m = coreference_.mention({s_, i});
    if (!m || m->place.token != i || m->kind != Mention::Kind::Name || m->title.empty() ||
        m->type != EntityType::Person)
      return;
    Role role;
    Indices words;
    bool person = false;
    for (int k : m->title) {
      const auto* noun = w.noun(t.upos(k, {"NOUN"}) ? t.lemma(k) : t.lower(k));
      const bool is_person = (noun && noun->category == "person") || w.in("role", t.lower(k));
      const bool joined_on = k > 0 && t[k - 1].form == "-" && !words.empty();
      if (person && !is_person && !words.empty() && !joined_on && t.upos(k, {"NOUN", "PROPN"}) && !after_of(k, words))
        break;
      if (add_title_owner(role, k)) {
        std::erase_if(words, [&](int x) { return !t.upos(x, {"ADJ", "VERB"}); });  // "former" stays
        continue;
      }
      if (t.lower(k) == "'s" || w.in("honorific", bare(t.lower(k))) || (t[k].upos == "PUNCT" && t[k].form != "-") ||
          t[k].upos == "PART")
        continue;
      words.push_back(k);
      person = person || is_person;
    }
    if (!person) return;
    role.phrase = words;
    for (int k : words) {
      const bool joined = t[k].form == "-" || (!role.words.empty() && role.words.back() == '-');
      role.words += (role.words.empty() || joined ? "" : " ") + fold(t.upos(k, {"NOUN"}) ? t.lemma(k) : t[k].form);
    }
    Draft d;
    d.rule = "title";
    d.phrase = words;
    d.status = quoted(i);
    d.confidence = t[i].confidence;
    d.subjects = participants(Phrase{i, {}, -1});
    emit_role(d, role);
  }

  /// "The Irish prime minister" of a person named elsewhere: the office that the description gives.
  void description(int i) {
    const auto* m = coreference_.mention({s_, i});
    if (!m || m->place.token != i || m->kind != Mention::Kind::Nominal || !m->definite || !person_noun(i)) return;
    const auto means = coreference_.referents({s_, i});
    if (m->number == Number::Plural || means.size() != 1 || !coreference_.named(means[0])) return;
    if (coreference_.type(means[0]) != EntityType::Person || t.is(i, {"appos"}) || t.child(i, {"appos"}) >= 0) return;
    const auto role = role_phrase(i);
    Draft d;
    d.rule = "description";
    d.phrase = role.phrase;
    d.status = quoted(i);
    d.confidence = t[i].confidence;
    d.subjects = participants(Phrase{i, {}, -1});
    if (!role.of.empty()) emit_role(d, role);
  }

  static std::string bare(const std::string& word) {
    return !word.empty() && word.back() == '.' ? word.substr(0, word.size() - 1) : word;
  }

  bool after_of(int k, const Indices& words) const { return k == words.back() + 1 && t.lower(words.back()) == "of"; }

  /// The place or organisation a title is of; true when the word is one (or part of one).
  bool add_title_owner(Role& role, int k) {
    if (const auto* place = w.place_of(t.lower(k))) {
      role.of = {{"of", {entities_.place(*place, t[k].span), t[k].span, std::nullopt, 1.0}}};
      return true;
    }
    const auto* m = coreference_.mention({s_, k});
    const bool owner = m && contains(m->words, k) && (m->kind == Mention::Kind::Name || t.is(k, {"nmod:poss"})) &&
                       (part_of_name(k) || t.is(k, {"nmod:poss"}));
    if (!owner) return false;
    if (m->words.back() == k || m->place.token == k) {
      role.of.clear();
      for (auto& p : participants(Phrase{m->place.token, {}, -1})) role.of.push_back({"of", std::move(p)});
    }
    return true;
  }

  Status quoted(int i) const {
    Status out;
    const int q = document_.quotations.at({s_, i});
    if (q >= 0) out.sources = coreference_.speakers(q);
    return out;
  }

  /// "Rachel Kyte, dean of the school" and "his wife, Claudia Dobles".
  void apposition(int i) {
    if (!t.is(i, {"appos"})) return;
    const int above = t.head(i);
    const auto *x = coreference_.mention({s_, above}), *y = coreference_.mention({s_, i});
    if (!x || !y || x == y) return;
    const bool name_first = x->kind == Mention::Kind::Name && y->kind != Mention::Kind::Name;
    const bool name_last = y->kind == Mention::Kind::Name && x->kind != Mention::Kind::Name;
    if (name_first) {
      for (int h : conjuncts(t, i)) {
        if (describes(h, *x)) roles("apposition", participants(Phrase{above, {}, -1}), h, quoted(i), t[i].confidence);
      }
    } else if (name_last && describes(above, *y)) {
      roles("apposition", participants(Phrase{i, {}, -1}), above, quoted(i), t[i].confidence);
    }
  }

  /// A noun of role describes a person; a group or place needs a noun that says what it is of.
  bool describes(int head, const Mention& named) const {
    if (!t.upos(head, {"NOUN", "PROPN"})) return false;
    if (named.type == EntityType::Person) return person_noun(head);
    const auto* noun = w.noun(t.lemma(head));
    const bool thing = noun && (noun->category == "group" || noun->category == "location" ||
                                noun->category == "person" || noun->category == "artifact");
    return thing && t.child(head, {"nmod"}) >= 0;
  }

  // --- event nouns and participles -----------------------------------------------------------------------------

  const Clause* governing_clause(int i) const {
    for (int a = t.head(i); a >= 0; a = t.head(a)) {
      for (const auto& c : clauses_) {
        if (contains(c.chain, a) && !c.subjects.empty()) return &c;
      }
    }
    return nullptr;
  }

  /// "following meetings with Henry and Blinken, Ruto …", "Russia's invasion of Ukraine".
  void event_noun(int i) {
    if (!t.upos(i, {"NOUN"}) || t.is(i, {"compound"})) return;
    const auto* noun = w.noun(t.lemma(i));
    const bool talks = w.in("talks", t.lower(i));
    if (!talks && (!noun || noun->kind != Noun::Kind::Event)) return;
    const std::string verb = talks ? "talk" : noun->verb;
    const auto* above = governing_clause(i);
    if (above && event_object(*above) && event_object(*above)->first == i) return;
    Draft d;
    d.rule = "event-noun";
    d.phrase = {i};
    d.confidence = 0.9 * t[i].confidence;
    d.status = event_status(i, above);
    for (int p : t.children(i, {"nmod:poss"})) d.subjects = participants(with_conjuncts(p));
    if (w.in("mutual", verb)) {
      mutual_event(i, verb, above, std::move(d));
    } else {
      acted_event(i, verb, above, std::move(d));
    }
  }

  std::vector<Phrase> with_conjuncts(int head) const {
    std::vector<Phrase> out;
    for (int h : conjuncts(t, head)) out.push_back({h, {}, -1});
    return out;
  }

  Status event_status(int i, const Clause* above) const {
    Status out = status_at(document_, coreference_, w, s_, i);
    for (int a : t.children(i, {"amod"})) {
      if (w.in("prospective", t.lower(a))) out.modality = Modality::Planned;
    }
    const auto marker = preposition(t, i);
    const auto role = marker.empty() ? std::string() : t.lower(marker.front());
    const bool known =
        t.child(i, {"nmod:poss"}) >= 0 && (role == "for" || role == "to" || role == "towards" || role == "toward");
    if (w.in("beforehand", role) && !known) out.modality = Modality::Planned;
    if (!role.empty() || !above) return out;
    const auto clause = status_of(document_, coreference_, w, s_, *above);
    out.modality = out.modality == Modality::Actual ? clause.modality : out.modality;
    out.polarity = clause.polarity;
    const auto embedding = w.embedding(t.lemma(above->predicate));
    if (clause.polarity == Polarity::Denied && !w.light(t.lemma(above->predicate))) {  // "did not rule out a meeting"
      out.polarity = Polarity::Affirmed;
      out.modality = Modality::Possible;
    }
    const bool wished =
        embedding == Embedding::Plan || embedding == Embedding::Request || embedding == Embedding::Attempt;
    if ((wished || t.lemma(above->predicate) == "cancel") && out.modality == Modality::Actual)
      out.modality = Modality::Planned;
    return out;
  }

  void mutual_event(int i, const std::string& verb, const Clause* above, Draft d) {
    if (verb == "discuss" || verb == "agree" || verb == "negotiate") return;
    d.relation = mutual_relation(verb);
    d.mutual = true;
    for (int n : t.children(i, {"nmod"})) {
      const auto marker = preposition(t, n);
      const auto role = role_of(marker);
      if (role == "with") {
        d.objects = participants(with_conjuncts(n));
      } else if (role == "between" || role == "of") {
        if (d.subjects.empty()) d.subjects = participants(with_conjuncts(n));
      } else {
        for (const auto& p : with_conjuncts(n)) add_qualifier(d, p, marker, verb, i);
      }
    }
    if (d.subjects.empty() && above && !t.is(i, {"nsubj"})) {
      d.subjects = participants(above->subjects);
      if (above->passive) d.subjects.clear();
    }
    if (d.subjects.empty() || (d.objects.empty() && d.subjects.size() < 2)) return;
    add_topics(d, i);
    emit(std::move(d));
  }

  /// Doer by possessor or "by", patient by "of" (or "to" of a visit); both must be there.
  void acted_event(int i, const std::string& verb, const Clause* above, Draft d) {
    d.relation = verb;
    for (int n : t.children(i, {"nmod"})) {
      const auto marker = preposition(t, n);
      const auto role = role_of(marker);
      const bool patient = role == "of" || (role == "to" && w.in("goal", verb)) || (role == "on" && verb == "attack");
      if (role == "by") {
        d.subjects = participants(with_conjuncts(n));
      } else if (patient) {
        d.objects = participants(with_conjuncts(n));
      } else if (!marker.empty()) {
        for (const auto& p : with_conjuncts(n)) add_qualifier(d, p, marker, verb, i);
      }
    }
    const auto marker = preposition(t, i);
    const bool instrument = !marker.empty() && (t.lower(marker.front()) == "with" || t.lower(marker.front()) == "in");
    if (d.subjects.empty() && instrument && above && !above->passive && t.is(i, {"obl"}))
      d.subjects = participants(above->subjects);
    if (d.objects.empty() && verb == "invite" && above && !above->passive) d.objects = participants(above->subjects);
    if (d.subjects.empty() || d.objects.empty()) return;
    emit(std::move(d));
  }

  /// "the Kenya-led mission": a name, a hyphen, a participle, a noun.
  void participle_compound(int i) {
    if (!t.is(i, {"amod"}) || t[i].xpos != "VBN" || t.head(i) < i) return;
    const int doer = t.child(i, {"compound", "obl", "nsubj", "obl:agent", "nmod"});
    if (doer < 0 || doer > i || !coreference_.mention({s_, doer})) return;
    Draft d;
    d.rule = "participle-compound";
    d.relation = t.lemma(i);
    d.phrase = {i};
    d.confidence = 0.9 * t[i].confidence;
    d.status = quoted(i);
    d.subjects = participants(Phrase{doer, {}, -1});
    d.objects = participants(Phrase{t.head(i), {}, -1});
    if (!d.subjects.empty() && !d.objects.empty()) emit(std::move(d));
  }

  // --- statements ----------------------------------------------------------------------------------------------

  void emit(Draft d) {
    if (d.subjects.empty() && d.objects.empty()) return;
    if (d.mutual && d.subjects.size() > 1) {
      emit_mutual(d);
      return;
    }
    const auto subjects = optional(d.subjects), objects = optional(d.objects);
    for (const auto& s : subjects) {
      for (const auto& o : objects) emit(d, s, o, d.qualifiers);
    }
  }

  /// Several subjects of "meet" meet each other; of "discuss" they discuss the object with each other.
  void emit_mutual(const Draft& d) {
    for (const auto& s : d.subjects) {
      if (d.objects.empty()) {
        for (const auto& o : d.subjects) {
          if (s.term < o.term) emit(d, s, o, d.qualifiers);
        }
        continue;
      }
      auto qualifiers = d.qualifiers;
      if (d.relation == "discuss" || d.relation == "negotiate" || d.relation == "debate") {
        for (const auto& other : d.subjects) {
          if (other.term != s.term) qualifiers.push_back({"with", other});
        }
      }
      for (const auto& o : d.objects) emit(d, s, o, qualifiers);
    }
  }

  static std::vector<std::optional<Participant>> optional(const std::vector<Participant>& all) {
    if (all.empty()) return {std::nullopt};
    return {all.begin(), all.end()};
  }

  void emit(const Draft& d, const std::optional<Participant>& subject, const std::optional<Participant>& object,
            std::vector<RoleValue> qualifiers) {
    if (subject && object && subject->term == object->term) return;
    const bool ahead =
        std::any_of(qualifiers.begin(), qualifiers.end(), [&](const auto& q) { return still_to_come(q.value); });
    graph::Report r;
    r.statement.relation = d.relation;
    r.statement.polarity = d.status.polarity;
    r.statement.modality = ahead && d.status.modality == Modality::Actual ? Modality::Planned : d.status.modality;
    auto& e = r.evidence;
    e.rule = d.rule;
    e.sentence = t.sentence().span;
    e.relation = d.phrase.empty() ? t.sentence().span : span_of(t, d.phrase);
    e.phrase = text(d.phrase);
    e.confidence = d.confidence;
    if (subject) place(*subject, r.statement.subject, e.subject, e);
    if (object) place(*object, r.statement.object, e.object, e);
    add_qualifiers(std::move(qualifiers), r);
    for (int c : d.status.sources) e.sources.push_back(entities_.of(c));
    std::sort(e.links.begin(), e.links.end());
    e.links.erase(std::unique(e.links.begin(), e.links.end()), e.links.end());
    reading_.reports.push_back(std::move(r));
  }

  /// A time after the document's date: "is visiting Kenya next month".
  bool still_to_come(const Participant& p) const {
    const auto* literal = std::get_if<Literal>(&p.term);
    if (literal && literal->type == LiteralType::Time && literal->text.starts_with("next ")) return true;
    if (!literal || literal->type != LiteralType::Time || date_.empty() || literal->value.empty() ||
        literal->value[0] == 'X')
      return false;
    return literal->value != literal->text &&
           literal->value.substr(0, date_.size()) > date_.substr(0, literal->value.size());
  }

  static void place(const Participant& p, std::optional<Term>& term, std::optional<graph::Span>& span,
                    graph::Evidence& e) {
    term = p.term;
    span = p.span;
    e.confidence *= p.confidence;
    if (p.link) e.links.push_back(*p.link);
  }

  static void add_qualifiers(std::vector<RoleValue> values, graph::Report& r) {
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
      return std::tie(a.role, a.value.term) < std::tie(b.role, b.value.term);
    });
    for (auto& v : values) {
      const graph::Qualifier q{v.role, v.value.term};
      if (!r.statement.qualifiers.empty() && r.statement.qualifiers.back() == q) continue;
      r.statement.qualifiers.push_back(q);
      r.evidence.qualifiers.emplace_back(v.value.span);
      if (v.value.link) r.evidence.links.push_back(*v.value.link);
    }
  }

  const DocumentView& document_;
  const Coreference& coreference_;
  const Words& w;
  const std::string_view date_;
  const int s_;
  const Tree& t;
  const std::vector<Clause>& clauses_;
  Entities& entities_;
  graph::Reading& reading_;
};

}  // namespace

void read_statements(const DocumentView& document, const Coreference& coreference, const Words& words,
                     std::string_view document_date, graph::Reading& reading) {
  Entities entities(coreference, reading);
  for (std::size_t s = 0; s < document.trees.size(); ++s) {
    SentenceReader(document, coreference, words, document_date, static_cast<int>(s), entities, reading).read();
  }
}

}  // namespace whom::extract
