// Method: sieves, most certain first (Raghunathan et al. 2010). Names are clustered over the whole document: equal
// names, names whose words another contains, acronyms. Appositions join a description to a name. Then the rest is
// resolved in reading order, so that each pronoun or definite noun sees what stands before it: nouns of role by the
// titles a name bears, "the nation" and "the company" by kind, other nouns by their head, pronouns by salience
// (recency, subjecthood, names) among what agrees in number, gender and type. Where the analyser gives probabilities of
// antecedents, their logarithm counts beside salience, and they speak for nouns no other sieve knows. A pronoun that
// stands before the subject of its clause mostly means that subject. "They" and "the two" may mean the members of a
// coordination or the participants of a meeting. First persons in a quotation are its speaker.
#include "extract/coreference.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "graph/names.hpp"

namespace whom::extract {
namespace {

using graph::EntityType;

constexpr int kReach = 4;            // sentences a pronoun looks back
constexpr double kConvincing = 0.5;  // probability at which an antecedent is taken without other signs
constexpr double kTrust = 0.8;       // of the analyser's log odds beside salience
constexpr double kUnlikely = 0.01;   // least probability of one that agrees with the pronoun
constexpr double kOtherType = 1.0;   // of salience, lost by what is no person where the pronoun means some

const std::unordered_set<std::string> kOrganizationSuffixes{
    "inc",           "corp",     "corporation", "co",         "company", "ltd", "limited",   "plc", "llc",
    "group",         "holdings", "bhd",         "sdn",        "ag",      "sa",  "gmbh",      "nv",  "bank",
    "international", "party",    "the",         "university", "club",    "fc",  "industries"};

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Name words that count: initials, honorifics and joining particles left out.
std::vector<std::string> name_words(const std::string& name, bool person) {
  std::vector<std::string> out;
  for (auto& word : graph::words(name)) {
    if (person && (word.size() == 1 || word == "el" || word == "al" || word == "jr" || word == "sr")) continue;
    out.push_back(std::move(word));
  }
  return out;
}

bool subset(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::all_of(a.begin(), a.end(), [&](const auto& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

bool persons_match(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return false;
  if (a == b) return true;
  const auto& few = a.size() <= b.size() ? a : b;
  const auto& many = a.size() <= b.size() ? b : a;
  if (!subset(few, many)) return false;
  return few.size() > 1 || few[0] == many.back() || few[0] == many.front() || many.size() > 2;
}

std::string initials(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) {
    if (word != "of" && word != "and" && word != "the" && word != "for") out += word[0];
  }
  return out;
}

bool prefix_with_suffixes(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return few.size() < many.size() && std::equal(few.begin(), few.end(), many.begin()) &&
         std::all_of(many.begin() + static_cast<std::ptrdiff_t>(few.size()), many.end(),
                     [](const auto& x) { return kOrganizationSuffixes.count(x) > 0; });
}

bool organizations_match(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return false;
  if (a == b || prefix_with_suffixes(a, b) || prefix_with_suffixes(b, a)) return true;
  if (a.size() == 1 && b.size() > 1 && a[0].size() > 1 && a[0] == initials(b)) return true;
  return b.size() == 1 && a.size() > 1 && b[0].size() > 1 && b[0] == initials(a);
}

bool same_kind(EntityType a, EntityType b) {
  const auto place = [](EntityType x) { return x == EntityType::Place || x == EntityType::GeopoliticalEntity; };
  return a == b || (place(a) && place(b));
}

/// What a pronoun and what it refers to may be.
bool alike(EntityType a, EntityType b) {
  const auto person = [](EntityType x) { return x == EntityType::Person || x == EntityType::Group; };
  return same_kind(a, b) || (person(a) && person(b));
}

bool first_person(const std::string& w) {
  return w == "i" || w == "me" || w == "my" || w == "mine" || w == "myself" || w == "we" || w == "us" || w == "our" ||
         w == "ours";
}
bool first_plural(const std::string& w) { return w == "we" || w == "us" || w == "our" || w == "ours"; }
bool third_plural(const std::string& w) {
  return w == "they" || w == "them" || w == "their" || w == "theirs" || w == "themselves";
}
bool neuter(const std::string& w) { return w == "it" || w == "its" || w == "itself"; }

/// "the Korean group Hansaeng", "the captain, Callum Price,": a name directly after a noun is what the noun means, even
/// where the types the tagger and the dictionary give them differ. A person is no thing, and nobody is a happening.
bool named_beside(const Tree& t, const Mention& noun, const Mention& name) {
  if (noun.kind != Mention::Kind::Nominal || name.kind != Mention::Kind::Name || noun.number == Number::Plural)
    return false;
  const bool thing = noun.type == EntityType::Concept && name.type == EntityType::Person;
  const int head = noun.place.token, first = name.words.front(), next = name.words.back() + 1;
  const bool enclosed = first == head + 2 && t[head + 1].form == "," && next < t.size() && t.upos(next, {"PUNCT"});
  return noun.type != EntityType::Event && !thing && name.typed && (first == head + 1 || enclosed);
}

/// "the two men *who wrote it*": the clause tells which are meant.
bool restricted(const Tree& t, int noun) {
  const int clause = t.child(noun, {"acl"});
  return clause > noun && t.subtree(clause).front() > noun && !t.after_comma(clause);
}

}  // namespace

Coreference::Coreference(const DocumentView& document, const Words& words) : document_(document), w(words) {
  for (std::size_t s = 0; s < document.trees.size(); ++s)
    mentions_.push_back(
        find_mentions(document.trees[s], static_cast<int>(s), words, document.quotations, document.text));
  for (const Tree& t : document.trees) {
    for (int i = 0; i < t.size(); ++i) tells_antecedents_ = tells_antecedents_ || !t[i].antecedents.empty();
  }
  names();
  countries();
  appositions();
  resolve_rest();
}

const Mention* Coreference::mention(Place p) const {
  const auto& sentence = mentions_[index(p.sentence)];
  const int m = sentence.of_token[index(p.token)];
  return m < 0 ? nullptr : &sentence.mentions[index(m)];
}

const Mention& Coreference::at(Place p) const { return *mention(p); }

int Coreference::cluster_of(Place p) const {
  auto found = cluster_of_.find(p);
  return found == cluster_of_.end() ? -1 : found->second;
}

int Coreference::open(Place p) {
  clusters_.emplace_back();
  const int c = static_cast<int>(clusters_.size()) - 1;
  join(p, c);
  return c;
}

void Coreference::join(Place p, int c) {
  auto& cluster = clusters_[index(c)];
  const auto& m = at(p);
  cluster.mentions.insert(std::upper_bound(cluster.mentions.begin(), cluster.mentions.end(), p), p);
  cluster_of_[p] = c;
  if (m.kind == Mention::Kind::Name) {
    if (!cluster.named || (m.typed && !cluster.typed)) cluster.type = m.type;
    cluster.named = true;
  } else if (!cluster.typed && !cluster.named) {
    cluster.type = m.type;
  }
  cluster.typed = cluster.typed || m.typed;
  if (cluster.gender == Gender::Unknown) cluster.gender = m.gender;
  if (cluster.number == Number::Unknown) cluster.number = m.number;
  describe(c, m);
}

void Coreference::describe(int c, const Mention& m) {
  const auto& t = document_.trees[index(m.place.sentence)];
  auto& cluster = clusters_[index(c)];
  const bool person = cluster.type == EntityType::Person;
  Indices described = m.title;
  if (m.kind == Mention::Kind::Nominal && person) described = merged(described, m.words);
  for (int i : described) {
    const auto& word = t.lower(i);
    if (const auto* place = w.place_of(word)) cluster.places.insert(*place);
    if (const auto* country = w.country(word)) cluster.places.insert(*country);
    if (t.upos(i, {"NOUN", "PROPN", "ADJ"}) && !w.place_of(word))
      cluster.roles.insert(t.upos(i, {"NOUN"}) ? fold(t.lemma(i)) : word);
  }
  if (m.kind == Mention::Kind::Name) {
    auto words = name_words(m.text, person);
    if (std::find(cluster.names.begin(), cluster.names.end(), words) == cluster.names.end())
      cluster.names.push_back(std::move(words));
  }
}

void Coreference::merge(int into, int from) {
  if (into == from) return;
  const auto places = clusters_[index(from)].mentions;
  clusters_[index(from)] = {};
  for (const auto& p : places) join(p, into);
}

int Coreference::matching_name(const Mention& m, const std::vector<std::string>& words) const {
  int best = -1;
  bool best_known = false;
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    const auto& cluster = clusters_[c];
    if (cluster.typed && m.typed && !same_kind(cluster.type, m.type)) continue;
    const bool person = m.type == EntityType::Person;
    const auto matches = [&](const auto& name) {
      return person ? persons_match(words, name) : organizations_match(words, name);
    };
    const auto fullest = std::max_element(cluster.names.begin(), cluster.names.end(),
                                          [](const auto& a, const auto& b) { return a.size() < b.size(); });
    const bool match = person ? fullest != cluster.names.end() && matches(*fullest)
                              : std::any_of(cluster.names.begin(), cluster.names.end(), matches);
    if (match && person && cluster.gender != Gender::Unknown && m.gender != Gender::Unknown &&
        cluster.gender != m.gender)
      continue;
    if (!match) continue;
    const bool known = std::find(cluster.names.begin(), cluster.names.end(), words) != cluster.names.end();
    const bool later = best < 0 || clusters_[index(best)].mentions.back() < cluster.mentions.back();
    if (best < 0 || known > best_known || (known == best_known && later)) {
      best = static_cast<int>(c);
      best_known = known;
    }
  }
  return best;
}

/// A lone surname is a person where the document names that person in full, whatever the tagger took it for.
void Coreference::type_surnames() {
  std::set<std::string> surnames;
  for (const auto& sentence : mentions_) {
    for (const auto& m : sentence.mentions) {
      const auto words = m.type == EntityType::Person ? name_words(m.text, true) : std::vector<std::string>{};
      if (m.kind == Mention::Kind::Name && words.size() > 1) surnames.insert(words.back());
    }
  }
  for (auto& sentence : mentions_) {
    for (auto& m : sentence.mentions) {
      if (m.kind != Mention::Kind::Name || m.words.size() != 1 || w.country(m.text)) continue;
      if (surnames.count(graph::name_key(m.text))) m.type = EntityType::Person;
    }
  }
}

void Coreference::names() {
  type_surnames();
  for (const auto& sentence : mentions_) {
    for (const auto& m : sentence.mentions) {
      if (m.kind != Mention::Kind::Name) continue;
      const auto words = name_words(m.text, m.type == EntityType::Person);
      const int found = matching_name(m, words);
      if (found >= 0) {
        join(m.place, found);
      } else {
        open(m.place);
      }
    }
  }
}

/// "U.S." and "United States" are one, whatever stands between them.
void Coreference::countries() {
  std::map<std::string, int> seen;
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    if (clusters_[c].mentions.empty() || !clusters_[c].named) continue;
    const auto* name = w.country(at(clusters_[c].mentions.front()).text);
    if (!name) continue;
    const auto [first, fresh] = seen.emplace(*name, static_cast<int>(c));
    if (!fresh) merge(first->second, static_cast<int>(c));
  }
}

/// "its operator, Harbour Lines": an agent noun may describe an organisation.
bool Coreference::runs(const Mention& noun, const Mention& name) const {
  const auto* agent = w.noun(document_.trees[index(noun.place.sentence)].lemma(noun.place.token));
  return agent && agent->kind == Noun::Kind::Agent && name.kind == Mention::Kind::Name &&
         name.type == EntityType::Organization;
}

void Coreference::appositions() {
  for (std::size_t s = 0; s < mentions_.size(); ++s) {
    const auto& t = document_.trees[s];
    for (int i = 0; i < t.size(); ++i) {
      if (!t.is(i, {"appos"}) || conjuncts(t, i).size() > 1) continue;
      const Place a{static_cast<int>(s), t.head(i)}, b{static_cast<int>(s), i};
      const auto *x = mention(a), *y = mention(b);
      if (!x || !y || x == y) continue;
      const int cx = cluster_of(x->place), cy = cluster_of(y->place);
      if (cx >= 0 && cy >= 0) {
        const bool acronym =
            i > 0 && t[i - 1].form == "(" && initials(graph::words(x->text)) == graph::name_key(y->text);
        if (acronym && same_kind(clusters_[index(cx)].type, clusters_[index(cy)].type)) merge(cx, cy);
        continue;
      }
      const bool agrees =
          x->type == y->type || !x->typed || !y->typed || runs(*x, *y) || runs(*y, *x) || named_beside(t, *x, *y);
      if (cx >= 0 && agrees && y->kind == Mention::Kind::Nominal) join(y->place, cx);
      if (cy >= 0 && agrees && x->kind == Mention::Kind::Nominal) join(x->place, cy);
    }
  }
}

int Coreference::cluster_at(int sentence, int head) const {
  const auto* m = mention({sentence, head});
  return m ? cluster_of(m->place) : -1;
}

/// Keeps a group of two or more that can act.
void Coreference::add_pair(Place place, std::vector<int> clusters) {
  std::sort(clusters.begin(), clusters.end());
  clusters.erase(std::unique(clusters.begin(), clusters.end()), clusters.end());
  const auto acts = [&](int c) {
    const auto type = c < 0 ? EntityType::Concept : clusters_[index(c)].type;
    return type == EntityType::Person || type == EntityType::Organization || type == EntityType::GeopoliticalEntity ||
           type == EntityType::Group || type == EntityType::Place;
  };
  std::erase_if(clusters, [&](int c) { return !acts(c); });
  if (clusters.size() > 1) pairs_.push_back({place, std::move(clusters)});
}

/// Groups that "they" may mean: coordinated names, and those who meet or talk.
void Coreference::pairs_of_sentence(int s) {
  const auto& t = document_.trees[index(s)];
  for (int i = 0; i < t.size(); ++i) {
    if (t.is(i, {"conj"})) continue;
    const auto heads = conjuncts(t, i);
    std::vector<int> members;
    for (int h : heads) members.push_back(cluster_at(s, h));
    if (heads.size() > 1) add_pair({s, heads.back()}, std::move(members));
  }
  for (const auto& c : document_.clauses[index(s)]) {
    auto members = partners(s, c);
    if (members.empty()) continue;
    for (const auto& x : c.subjects) {
      for (int r : referents({s, x.head})) members.push_back(r);
    }
    add_pair({s, c.predicate}, std::move(members));
  }
}

/// With whom the subject of a clause meets or talks: "met *X*", "spoke with *X*", "had a conversation with *X*".
std::vector<int> Coreference::partners(int s, const Clause& c) const {
  const auto& t = document_.trees[index(s)];
  const auto with = [&](const Indices& marker) { return !marker.empty() && t.lower(marker.front()) == "with"; };
  const bool mutual = w.in("mutual", t.lemma(c.predicate));
  std::vector<int> out;
  for (const auto& a : c.arguments) {
    if (a.slot != Argument::Slot::Object && a.slot != Argument::Slot::Oblique) continue;
    for (const auto& m : a.members) {
      if (mutual && (a.slot == Argument::Slot::Object || with(m.marker))) out.push_back(cluster_at(s, m.head));
      const auto* noun = w.noun(t.lemma(m.head));
      if (a.slot != Argument::Slot::Object || !noun || !w.in("mutual", noun->verb) || !w.light(t.lemma(c.predicate)))
        continue;
      for (int n : t.children(m.head, {"nmod"})) {
        if (with(preposition(t, n))) out.push_back(cluster_at(s, n));
      }
    }
  }
  return out;
}

bool Coreference::speaks(Place p) const {
  return at(p).kind == Mention::Kind::Pronoun && first_person(document_.trees[index(p.sentence)].lower(p.token));
}

/// In reading order, but first persons after the other mentions of their sentence: the speaker may follow ("…," she
/// said). Those whose speaker comes in a later sentence are left to the end.
void Coreference::resolve_rest() {
  std::vector<Place> speaking;
  for (std::size_t s = 0; s < mentions_.size(); ++s) {
    std::vector<Place> places;
    for (const auto& m : mentions_[s].mentions) places.push_back(m.place);
    std::sort(places.begin(), places.end());
    const auto others = std::stable_partition(places.begin(), places.end(), [&](const auto& p) { return !speaks(p); });
    pairs_of_sentence(static_cast<int>(s));  // of names, for "they" in the same sentence
    for (const auto& p : places) resolve(p);
    pairs_of_sentence(static_cast<int>(s));  // of the rest
    std::copy_if(others, places.end(), std::back_inserter(speaking),
                 [&](const auto& p) { return referents(p).empty(); });
  }
  for (const auto& p : speaking) {
    resolve(p);
    pairs_of_sentence(p.sentence);
  }
  std::stable_sort(pairs_.begin(), pairs_.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
}

void Coreference::resolve(Place p) {
  const auto& m = at(p);
  const auto& t = document_.trees[index(p.sentence)];
  if (cluster_of(p) >= 0 || m.kind == Mention::Kind::Relative) return;
  if (m.kind == Mention::Kind::Nominal) {
    const bool two =
        m.definite && (t.lower(p.token) == "two" ||
                       (m.number == Number::Plural &&
                        std::any_of(m.words.begin(), m.words.end(), [&](int i) { return t.lower(i) == "two"; })));
    if (two && !restricted(t, p.token)) {
      const bool persons = t.lower(p.token) == "two" || m.type == EntityType::Group || m.type == EntityType::Person;
      if (const auto* pair = recent_pair(m, EntityType::Person, !persons, kReach); pair && pair->clusters.size() == 2) {
        plural_[p] = pair->clusters;
        return;
      }
    }
    const int ordinal = former_or_latter(m);
    const int antecedent = ordinal >= 0 ? ordinal : nominal_antecedent(m);
    if (antecedent >= 0) {
      join(p, antecedent);
    } else {
      open(p);
    }
    return;
  }
  const auto found = pronoun_antecedent(m);
  if (found.size() == 1) {
    join(p, found[0]);
    const int above = t.head(p.token);  // "his Irish counterpart X": X holds the same office
    const auto* possessed = above >= 0 ? mention({p.sentence, above}) : nullptr;
    if (possessed && t.is(p.token, {"nmod:poss"}) && cluster_of(possessed->place) >= 0 &&
        std::any_of(possessed->title.begin(), possessed->title.end(),
                    [&](int i) { return t.lower(i) == "counterpart"; })) {
      auto& other = clusters_[index(cluster_of(possessed->place))];
      const auto& own = clusters_[index(found[0])].roles;
      other.roles.insert(own.begin(), own.end());
    }
  } else if (!found.empty()) {
    plural_[p] = found;
  }
}

/// "the former", "the latter": the first or last name of the sentence before, or of this one so far.
int Coreference::former_or_latter(const Mention& m) const {
  const auto& word = document_.trees[index(m.place.sentence)].lower(m.place.token);
  if (!m.definite || (word != "former" && word != "latter")) return -1;
  for (int s = m.place.sentence; s >= 0 && s >= m.place.sentence - 1; --s) {
    std::vector<Place> names;
    for (const auto& other : mentions_[index(s)].mentions) {
      if (other.kind == Mention::Kind::Name && other.place < m.place) names.push_back(other.place);
    }
    std::sort(names.begin(), names.end());
    if (!names.empty()) return cluster_of(word == "former" ? names.front() : names.back());
  }
  return -1;
}

std::set<std::string> Coreference::content_words(const Mention& m) const {
  const auto& t = document_.trees[index(m.place.sentence)];
  std::set<std::string> out;
  for (int i : m.words) {
    if (!t.upos(i, {"NOUN", "PROPN", "ADJ", "NUM", "VERB"})) continue;
    auto word = t.upos(i, {"NOUN"}) ? fold(t.lemma(i)) : t.lower(i);
    if (word.starts_with("ex-")) word = word.substr(3);  // holders past and present are one person in one story
    if (word != "ex" && word != "former") out.insert(std::move(word));
  }
  return out;
}

/// Probability of each cluster to be what the mention means, by the analyser.
std::map<int, double> Coreference::learned(const Mention& m) const {
  std::map<int, double> out;
  for (const Antecedent& a : document_.trees[index(m.place.sentence)][m.place.token].antecedents) {
    const Place place{m.place.sentence - a.sentences_back, a.token};
    if (place.sentence < 0) continue;
    for (const int c : referents(place)) out[c] += a.probability;
  }
  return out;
}

/// Nouns of other heads, and of one sentence, hardly ever mean the same without more that says so (an apposition, a
/// copula), which the sieves see; nor does a person who is known by another office hold this one. The network, where a
/// short text has nothing better, makes such pairs.
bool Coreference::unlike(const Cluster& cluster, const Mention& m) const {
  const auto head = [&](Place p) { return document_.trees[index(p.sentence)].lemma(p.token); };
  const auto own = head(m.place);
  if (cluster.named)
    return cluster.type == EntityType::Person && m.gender == Gender::Unknown && !cluster.roles.empty() &&
           cluster.roles.count(fold(own)) == 0;
  const auto same = [&](Place p) { return p < m.place && head(p) == own; };
  return cluster.mentions.back().sentence == m.place.sentence ||
         std::none_of(cluster.mentions.begin(), cluster.mentions.end(), same);
}

int Coreference::learned_antecedent(const Mention& m) const {
  for (const auto& [cluster, probability] : learned(m)) {
    const auto& c = clusters_[index(cluster)];
    const bool agrees = !c.typed || !m.typed || same_kind(c.type, m.type);
    if (probability > kConvincing && agrees && !unlike(c, m)) return cluster;
  }
  return -1;
}

int Coreference::nominal_antecedent(const Mention& m) const {
  if (!m.definite) return learned_antecedent(m);
  if (m.type == EntityType::Person && m.number != Number::Plural) {
    const int role = by_role(m);
    if (role >= 0) return role;
  }
  if (const int head = by_head(m); head >= 0) return head;
  if (const int cluster = learned_antecedent(m); cluster >= 0) return cluster;
  return by_kind(m);
}

/// The titles of the cluster have all these words, or those of another name of the same office.
bool Coreference::bears(const Cluster& cluster, const std::set<std::string>& words) const {
  const auto all = [&](const auto& some) {
    return std::all_of(some.begin(), some.end(), [&](const auto& x) { return cluster.roles.count(x) > 0; });
  };
  if (all(words)) return true;
  if (words.size() != 1) return false;
  const auto& names = w.same_role(*words.begin());
  return std::any_of(names.begin(), names.end(), [&](const auto& name) { return all(graph::words(name)); });
}

/// "Finmark's chairman" after "Kelvar fired its chairman, Ron Ilk": the office is another's.
bool Coreference::of_another(const Cluster& cluster, const Mention& m) const {
  const auto owner = [&](Place p) {
    const int possessor = document_.trees[index(p.sentence)].child(p.token, {"nmod:poss"});
    return possessor < 0 ? std::vector<int>{} : referents({p.sentence, possessor});
  };
  const auto own = owner(m.place);
  if (own.empty()) return false;
  bool other = false;
  for (const Place p : cluster.mentions) {
    const auto theirs = p < m.place ? owner(p) : std::vector<int>{};
    if (theirs == own) return false;
    other = other || !theirs.empty();
  }
  return other;
}

int Coreference::by_role(const Mention& m) const {
  const auto& t = document_.trees[index(m.place.sentence)];
  std::set<std::string> places;
  auto words = content_words(m);
  for (auto it = words.begin(); it != words.end();) {
    const auto* place = w.place_of(*it);
    if (!place) place = w.country(*it);
    if (place) places.insert(*place);
    it = place ? words.erase(it) : std::next(it);
  }
  std::set<std::string> of_whom;  // "the governor of the Bank of Norland" governs no other bank
  for (int d : t.children(m.place.token, {"nmod:poss", "nmod"})) {
    if (const auto* country = w.country(t[d].form)) places.insert(*country);
    const auto* whose = mention({m.place.sentence, d});
    const auto marker = preposition(t, d);
    const bool of = marker.empty() || t.lower(marker.front()) == "of";
    if (whose && of && whose->kind == Mention::Kind::Name && whose->type == EntityType::Organization)
      for (int i : whose->words) of_whom.insert(t.lower(i));
    for (int i : t.subtree(d)) words.erase(t.upos(i, {"NOUN"}) ? fold(t.lemma(i)) : t.lower(i));
  }
  int best = -1;
  double best_score = -1e9;
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    const auto& cluster = clusters_[c];
    if (!cluster.named || cluster.type != EntityType::Person || words.empty()) continue;
    if (!bears(cluster, words)) continue;
    const bool known =
        std::all_of(of_whom.begin(), of_whom.end(), [&](const auto& x) { return cluster.roles.count(x) > 0; });
    if (!known || of_another(cluster, m)) continue;
    const bool shared =
        std::any_of(places.begin(), places.end(), [&](const auto& p) { return cluster.places.count(p); });
    if (!places.empty() && !cluster.places.empty() && !shared) continue;
    const double score = salience(cluster, m) + (shared ? 10 : 0);
    if (score > best_score) {
      best_score = score;
      best = static_cast<int>(c);
    }
  }
  return best;
}

int Coreference::by_kind(const Mention& m) const {
  const auto& t = document_.trees[index(m.place.sentence)];
  const auto kind = w.kind(t.lemma(m.place.token));
  if (kind.empty() || m.number == Number::Plural || t.child(m.place.token, {"nmod", "acl"}) >= 0) return -1;
  int best = -1;
  double best_score = -1.0 * kReach - 1;
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    const auto& cluster = clusters_[c];
    if (!cluster.named) continue;
    const bool fits = kind == "country"   ? cluster.type == EntityType::GeopoliticalEntity
                      : kind == "company" ? cluster.type == EntityType::Organization
                                          : cluster.type == EntityType::Place;
    if (!fits) continue;
    const double score = salience(cluster, m);
    if (score > best_score) {
      best_score = score;
      best = static_cast<int>(c);
    }
  }
  return best;
}

int Coreference::by_head(const Mention& m) const {
  const auto& t = document_.trees[index(m.place.sentence)];
  const auto words = content_words(m);
  const auto& head = t.lemma(m.place.token);
  const bool possessed = t.child(m.place.token, {"nmod:poss"}) >= 0;
  int best = -1;
  Place latest{-1, -1};
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    for (const auto& p : clusters_[c].mentions) {
      if (!(p < m.place) || p < latest || m.place.sentence - p.sentence > 10) continue;
      const auto& other = at(p);
      const auto& u = document_.trees[index(p.sentence)];
      if (other.kind == Mention::Kind::Pronoun || other.number != m.number || (possessed && !other.definite)) continue;
      const auto there = content_words(other);
      const bool same =
          other.kind == Mention::Kind::Name
              ? !other.words.empty() && u.lower(other.words.back()) == head && words.size() == 1 &&
                    other.type != EntityType::Person
              : u.lemma(p.token) == head && std::includes(there.begin(), there.end(), words.begin(), words.end());
      if (same) {
        latest = p;
        best = static_cast<int>(c);
      }
    }
  }
  return best;
}

bool Coreference::compatible(const Cluster& cluster, const Mention& m) const {
  const auto& t = document_.trees[index(m.place.sentence)];
  const auto& word = t.lower(m.place.token);
  if (cluster.mentions.empty()) return false;
  if (third_plural(word))
    return cluster.number == Number::Plural || cluster.type == EntityType::Group ||
           cluster.type == EntityType::Organization;
  if (neuter(word))
    return cluster.type != EntityType::Person && cluster.number != Number::Plural && cluster.type != EntityType::Group;
  if (m.gender == Gender::Unknown) return false;
  if (cluster.type != EntityType::Person && (cluster.typed || !cluster.named)) return false;
  return cluster.number != Number::Plural && (cluster.gender == Gender::Unknown || cluster.gender == m.gender);
}

double Coreference::salience(Place candidate, const Mention& m) const {
  const auto& t = document_.trees[index(candidate.sentence)];
  const auto& c = at(candidate);
  double score = -1.0 * (m.place.sentence - candidate.sentence);
  if (t.is(candidate.token, {"nsubj"})) score += 1.2;
  if (t.is(candidate.token, {"obj", "iobj"})) score += 0.4;
  if (t.is(candidate.token, {"nmod", "compound"})) score -= 0.4;
  if (c.kind == Mention::Kind::Name) score += 0.4;
  if (c.quotation != m.quotation) score -= m.quotation < 0 ? 1.5 : 0.3;
  if (candidate.sentence == m.place.sentence) score += 0.1 - 0.005 * (m.place.token - candidate.token);
  return score;
}

double Coreference::salience(const Cluster& cluster, const Mention& m) const {
  const auto& t = document_.trees[index(m.place.sentence)];
  double best = -1e9;
  int earlier = 0;
  for (const auto& p : cluster.mentions) {
    if (!(p < m.place)) break;
    ++earlier;
    const bool same_clause = p.sentence == m.place.sentence && t.head(p.token) == t.head(m.place.token) &&
                             t.head(p.token) >= 0 && !t.is(m.place.token, {"nmod"});
    if (same_clause && t.is(m.place.token, {"obj", "iobj", "obl", "nsubj"})) continue;
    best = std::max(best, salience(p, m));
  }
  const bool other = m.typed && cluster.typed && !alike(cluster.type, m.type);
  return best + 0.15 * std::log(1.0 + earlier) - (other ? kOtherType : 0);
}

const Coreference::Pair* Coreference::recent_pair(const Mention& m, EntityType type, bool any_type, int reach) const {
  for (auto it = pairs_.rbegin(); it != pairs_.rend(); ++it) {
    if (m.place.sentence - it->place.sentence > reach) break;
    const bool fits = any_type || std::all_of(it->clusters.begin(), it->clusters.end(),
                                              [&](int c) { return clusters_[index(c)].type == type; });
    if (fits && it->place < m.place) return &*it;
  }
  return nullptr;
}

/// "he", "they", "it" and their forms.
bool Coreference::personal(const Mention& m) const {
  const auto& word = document_.trees[index(m.place.sentence)].lower(m.place.token);
  return m.gender != Gender::Unknown || third_plural(word) || neuter(word);
}

/// "In her first year, *Ada Obi* visited Oslo": the named subject of the clause that a pronoun stands before, in a
/// phrase of it.
int Coreference::subject_behind(const Mention& m) const {
  const auto& t = document_.trees[index(m.place.sentence)];
  for (int i = m.place.token, above = t.head(i); above >= 0; i = above, above = t.head(i)) {
    const int subject = t.child(above, {"nsubj"});
    if (subject < 0 || subject == i) continue;
    const bool fronted = i < above && subject > m.place.token && t.is(i, {"obl", "advcl"});
    const auto* name = fronted ? mention({m.place.sentence, subject}) : nullptr;
    if (!name || name->kind != Mention::Kind::Name) return -1;
    const int cluster = cluster_of(name->place);
    return cluster >= 0 && compatible(clusters_[index(cluster)], m) ? cluster : -1;
  }
  return -1;
}

std::vector<int> Coreference::pronoun_antecedent(const Mention& m) const {
  const auto& t = document_.trees[index(m.place.sentence)];
  const auto& word = t.lower(m.place.token);
  if (first_person(word)) return m.quotation >= 0 ? speakers(m.quotation) : std::vector<int>{};
  if (t.is(m.place.token, {"expl"})) return {};
  if (word.ends_with("self") || word.ends_with("selves")) {  // bound by the subject of its clause
    int verb = t.head(m.place.token);
    while (verb >= 0 && t.child(verb, {"nsubj"}) < 0) verb = t.head(verb);
    return verb < 0 ? std::vector<int>{} : referents({m.place.sentence, t.child(verb, {"nsubj"})});
  }
  const int above = t.head(m.place.token);
  const bool reported = above >= 0 && w.reports(t.lemma(above)), passive = t.is(m.place.token, {"nsubj:pass"});
  const bool content = above >= 0 && t.child(above, {"ccomp", "csubj"}) >= 0;
  if (neuter(word) && t.is(m.place.token, {"nsubj"}) && (passive || !reported) && (content || reported))
    return {};  // "it was reported that", "it seems that", but not "it said that"
  if (!personal(m)) return {};
  const auto speaker = m.quotation >= 0 ? speakers(m.quotation) : std::vector<int>{};
  const auto probability = learned(m);
  if (const int subject = subject_behind(m); subject >= 0) {
    const bool doubted = std::any_of(probability.begin(), probability.end(), [&](const auto& p) {
      return p.first != subject && p.second > kConvincing && compatible(clusters_[index(p.first)], m);
    });
    if (!doubted) return {subject};
  }
  if (tells_antecedents_ && neuter(word) && probability.empty()) return {};
  int best = -1;
  double best_score = -1.0 * kReach + (tells_antecedents_ ? kTrust * std::log(kUnlikely) : 0);
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    const auto& cluster = clusters_[c];
    const int id = static_cast<int>(c);
    if (!compatible(cluster, m) || std::find(speaker.begin(), speaker.end(), id) != speaker.end()) continue;
    const double score = salience(cluster, m) + told(probability, id);
    if (score > best_score) {
      best_score = score;
      best = id;
    }
  }
  if (third_plural(word)) {
    const auto* pair = recent_pair(m, EntityType::Person, false, 2);
    if (!pair) pair = recent_pair(m, EntityType::GeopoliticalEntity, false, 1);
    if (best >= 0 && clusters_[index(best)].type == EntityType::Organization && clusters_[index(best)].named)
      best_score -= 1;
    if (pair) {
      double score = kTrust * std::log(kUnlikely);
      for (const int c : pair->clusters) score = std::max(score, told(probability, c));
      score += 0.9 - 1.0 * (m.place.sentence - pair->place.sentence);
      if (score >= best_score) return pair->clusters;
    }
  }
  return best >= 0 ? std::vector<int>{best} : std::vector<int>{};
}

std::vector<int> Coreference::referents(Place p) const {
  const auto* m = mention(p);
  if (!m) return {};
  if (m->kind == Mention::Kind::Relative) {
    const auto& t = document_.trees[index(p.sentence)];
    for (int i = p.token; i >= 0; i = t.head(i)) {
      if (t.is(i, {"acl:relcl"}) && t.head(i) >= 0) return referents({p.sentence, t.head(i)});
    }
    return {};
  }
  if (auto found = plural_.find(m->place); found != plural_.end()) return found->second;
  const int c = cluster_of(m->place);
  return c < 0 ? std::vector<int>{} : std::vector<int>{c};
}

std::vector<int> Coreference::companions(Place p) const {
  const auto* m = mention(p);
  if (!m || m->quotation < 0 || !first_plural(document_.trees[index(p.sentence)].lower(p.token))) return {};
  const auto speaker = speakers(m->quotation);
  if (speaker.size() != 1) return {};
  for (auto it = pairs_.rbegin(); it != pairs_.rend(); ++it) {
    if (!(it->place < m->place)) continue;
    if (m->place.sentence - it->place.sentence > kReach + 2) break;
    if (document_.quotations.at(it->place) < 0 || it->clusters.size() != 2) continue;
    if (it->clusters[0] == speaker[0]) return {it->clusters[1]};
    if (it->clusters[1] == speaker[0]) return {it->clusters[0]};
  }
  return {};
}

std::vector<int> Coreference::speakers(int quotation) const {
  const auto& speaker = document_.quotations.all()[index(quotation)].speaker;
  return speaker ? referents(*speaker) : std::vector<int>{};
}

std::optional<graph::CoreferenceLink> Coreference::link(Place p) const {
  const auto* m = mention(p);
  if (!m || m->kind == Mention::Kind::Name) return std::nullopt;
  const auto means = referents(p);
  if (means.size() != 1) return std::nullopt;
  const auto& cluster = clusters_[index(means[0])];
  const Mention* target = nullptr;
  for (const auto& q : cluster.mentions) {
    const auto& other = at(q);
    if (other.place == m->place || other.kind == Mention::Kind::Pronoun) continue;
    if (cluster.named && other.kind != Mention::Kind::Name) continue;
    if (!target || q < m->place) target = &other;
  }
  if (!target) return std::nullopt;
  return graph::CoreferenceLink{span_of(document_.trees[index(p.sentence)], m->words),
                                span_of(document_.trees[index(target->place.sentence)], target->words)};
}

std::vector<EntityMention> Coreference::mentions() const {
  std::vector<EntityMention> out;
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    for (const auto& p : clusters_[c].mentions) {
      const auto& t = document_.trees[index(p.sentence)];
      const auto& m = at(p);
      if (t.is(p.token, {"appos"}) && cluster_at(p.sentence, t.head(p.token)) == static_cast<int>(c)) continue;
      const bool bare = m.kind == Mention::Kind::Pronoun && personal(m);
      const auto words = bare ? m.words : merged(words_of(t, {p.token, {}, -1}, Extent::Mention), m.words);
      out.push_back({p.sentence, words.front(), words.back() + 1, static_cast<int>(c),
                     std::string(graph::name(clusters_[c].type))});
    }
  }
  add_pronoun_chains(out);
  add_names_in_names(out);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.sentence, a.begin, -a.end, a.entity) < std::tuple(b.sentence, b.begin, -b.end, b.entity);
  });
  return out;
}

/// What the analyser's probability adds to the salience of an antecedent: its logarithm, in part.
double Coreference::told(const std::map<int, double>& probability, int cluster) const {
  if (!tells_antecedents_) return 0;
  const auto found = probability.find(cluster);
  return kTrust * std::log(found == probability.end() ? kUnlikely : std::max(kUnlikely, found->second));
}

/// The likeliest antecedent, where having none is not likelier.
std::optional<Place> Coreference::likeliest(const Mention& m) const {
  const Token& token = document_.trees[index(m.place.sentence)][m.place.token];
  const auto& all = token.antecedents;
  const auto best = std::max_element(all.begin(), all.end(),
                                     [](const auto& a, const auto& b) { return a.probability < b.probability; });
  if (best == all.end() || best->probability < token.no_antecedent) return std::nullopt;
  if (best->sentences_back > m.place.sentence) return std::nullopt;
  return Place{m.place.sentence - best->sentences_back, best->token};
}

/// Pronouns of nobody the document names are chained by their antecedents: the "I" and "you" of a conversation.
void Coreference::add_pronoun_chains(std::vector<EntityMention>& out) const {
  std::map<Place, int> chains;
  int next = static_cast<int>(clusters_.size());
  for (const auto& sentence : mentions_) {
    for (const auto& m : sentence.mentions) {
      if (m.kind != Mention::Kind::Pronoun || !referents(m.place).empty()) continue;
      int chain = -1;
      if (const auto antecedent = likeliest(m)) {
        const auto found = chains.find(*antecedent);
        chain = found != chains.end() ? found->second : cluster_of(*antecedent);
      }
      if (chain < 0) chain = next++;
      chains[m.place] = chain;
      out.push_back({m.place.sentence, m.words.front(), m.words.back() + 1, chain, std::string(graph::name(m.type))});
    }
  }
}

/// The "Ghana" of "Bank of Ghana" is what other names of Ghana are.
void Coreference::add_names_in_names(std::vector<EntityMention>& out) const {
  std::map<std::vector<std::string>, int> entities;
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    for (const auto& name : clusters_[c].names) entities.emplace(name, static_cast<int>(c));
  }
  int next = 0;
  for (const auto& mention : out) next = std::max(next, mention.entity + 1);
  for (const auto& sentence : mentions_) {
    for (const auto& m : sentence.mentions) {
      const auto& t = document_.trees[index(m.place.sentence)];
      const auto inside = [&](int i) { return std::find(m.words.begin(), m.words.end(), i) != m.words.end(); };
      if (m.kind != Mention::Kind::Name || m.type == EntityType::Person) continue;
      for (int i : m.words) {
        if (t[i].upos != "PROPN" || !t.is(i, {"nmod"}) || !inside(t.head(i)) || preposition(t, i).empty()) continue;
        const auto words = merged(words_of(t, {i, {}, -1}, Extent::Mention), {i});
        const auto name = name_words(surface(t, proper_run(t, i), document_.text), false);
        if (name.empty()) continue;
        const auto [entity, fresh] = entities.emplace(name, next);
        next += fresh;
        const bool known = index(entity->second) < clusters_.size();
        out.push_back({m.place.sentence, words.front(), words.back() + 1, entity->second,
                       std::string(graph::name(known ? type(entity->second) : EntityType::Concept))});
      }
    }
  }
}

graph::EntityType Coreference::type(int cluster) const { return clusters_[index(cluster)].type; }
bool Coreference::named(int cluster) const { return clusters_[index(cluster)].named; }

int Coreference::find_named(const std::string& name) const {
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    for (const auto& p : clusters_[c].mentions) {
      const auto& m = at(p);
      if (m.kind != Mention::Kind::Name) break;
      const auto* country = w.country(m.text);
      if (m.text == name || (country && *country == name)) return static_cast<int>(c);
    }
  }
  return -1;
}

graph::LocalEntity Coreference::entity(int c) const {
  const auto& cluster = clusters_[index(c)];
  graph::LocalEntity out;
  out.type = cluster.type;
  out.named = cluster.named;
  std::set<std::string> names;
  std::size_t most = 0;
  for (const auto& p : cluster.mentions) {
    const auto& m = at(p);
    if (m.kind == Mention::Kind::Pronoun || (cluster.named && m.kind != Mention::Kind::Name)) continue;
    names.insert(m.text);
    const bool fuller = cluster.named ? m.words.size() > most : most == 0;
    if (fuller) {
      most = m.words.size();
      out.name = m.text;
    }
    if (const auto* country = cluster.named ? w.country(m.text) : nullptr) names.insert(*country);
  }
  const auto& first = at(cluster.mentions.front());
  out.mention = span_of(document_.trees[index(first.place.sentence)], first.words);
  names.erase(out.name);
  out.aliases.assign(names.begin(), names.end());
  return out;
}

}  // namespace whom::extract
