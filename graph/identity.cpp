// Names are grouped before appearances are: each distinct name key is a node, persons and others apart, and appearances
// of one key share its node. Short forms are then attached to fuller ones. A short form asks which classes of fuller
// names fit; one class means they are the same. Fuller names come first, so that a class is complete when it is asked.
// Single-word person names that fit several classes get one node per document instead of one for all; once all names
// are placed, those nodes are compared in context with the classes as they then stand, all before any is attached.
#include "graph/identity.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "graph/appearance.hpp"
#include "graph/context.hpp"
#include "graph/hash.hpp"
#include "graph/link_model.hpp"
#include "graph/names.hpp"
#include "graph/person_name.hpp"
#include "graph/union_find.hpp"

namespace whom::graph {
namespace {

using Node = std::uint32_t;
using Members = std::vector<std::uint32_t>;  ///< positions of appearances, ascending
using Partition = std::vector<std::uint32_t>;

/// A bare surname of one document that several people of others bear.
struct Ambiguity {
  Node node = 0;
  Members members;
  std::set<Node> candidates;
};

std::vector<Appearance> appearances_in(const std::vector<Reading>& readings) {
  std::vector<Appearance> appearances;
  for (std::uint32_t r = 0; r < readings.size(); ++r) {
    const auto& entities = readings[r].entities;
    for (std::uint32_t l = 0; l < entities.size(); ++l) {
      std::string key = entities[l].named ? name_key(entities[l].name) : "";
      if (key.empty()) key = entities[l].name;
      appearances.push_back({r, l, &entities[l], &readings[r].document.id, std::move(key)});
    }
  }
  return appearances;
}

// ---- persons -------------------------------------------------------------------------------------------------------

class Persons {
 public:
  Persons(UnionFind& sets, const std::vector<Appearance>& appearances) : sets_(sets), appearances_(appearances) {}

  /// Sets the node of every person. What is left open is returned, in order.
  std::vector<Ambiguity> group(std::vector<Node>& nodes) {
    collect();
    std::vector<std::string> keys;
    for (const auto& [key, members] : members_) keys.push_back(key);
    std::sort(keys.begin(), keys.end(), fuller);
    for (const std::string& key : keys) place(key, nodes);
    return std::move(ambiguities_);
  }

 private:
  void collect() {
    for (std::uint32_t a = 0; a < appearances_.size(); ++a) {
      const Appearance& appearance = appearances_[a];
      if (!appearance.is_person()) continue;
      members_[appearance.key].push_back(a);
      for (const std::string& alias : appearance.entity->aliases) {
        const std::string key = name_key(alias);
        if (key.find(' ') == std::string::npos) called_[key].insert(appearance.key);
      }
    }
  }

  /// Representatives of the names already placed that `key` could be short for.
  std::set<Node> fuller_classes(const std::string& key, const PersonName& name) {
    std::set<Node> classes;
    for (const auto& [other, node] : by_last_word_[name.words.back()]) {
      if (shortens(name, other)) classes.insert(sets_.find(node));
    }
    const auto called = called_.find(key);
    if (called == called_.end()) return classes;
    for (const std::string& full : called->second) {
      const auto node = node_of_.find(full);
      if (node != node_of_.end() && !names_father(name, person_name(full))) classes.insert(sets_.find(node->second));
    }
    return classes;
  }

  void place(const std::string& key, std::vector<Node>& nodes) {
    const PersonName name = person_name(key);
    const std::set<Node> classes = name.words.empty() ? std::set<Node>() : fuller_classes(key, name);
    if (classes.size() > 1 && name.words.size() == 1) return place_per_document(members_[key], classes, nodes);
    const Node node = sets_.add();
    for (const std::uint32_t member : members_[key]) nodes[member] = node;
    if (classes.size() == 1) sets_.unite(node, *classes.begin());
    node_of_[key] = node;
    if (!name.words.empty()) by_last_word_[name.words.back()].emplace_back(name, node);
  }

  void place_per_document(const Members& members, const std::set<Node>& candidates, std::vector<Node>& nodes) {
    std::map<std::uint32_t, Ambiguity> of_reading;
    for (const std::uint32_t member : members) {
      const auto [entry, added] = of_reading.try_emplace(appearances_[member].reading);
      Ambiguity& ambiguity = entry->second;
      if (added) ambiguity = {sets_.add(), {}, candidates};
      ambiguity.members.push_back(member);
      nodes[member] = ambiguity.node;
    }
    for (auto& [reading, ambiguity] : of_reading) ambiguities_.push_back(std::move(ambiguity));
  }

  UnionFind& sets_;
  const std::vector<Appearance>& appearances_;
  std::map<std::string, Members> members_;
  std::vector<Ambiguity> ambiguities_;
  std::map<std::string, std::set<std::string>> called_;  ///< one-word alias -> names of those who are called so
  std::unordered_map<std::string, Node> node_of_;
  std::unordered_map<std::string, std::vector<std::pair<PersonName, Node>>> by_last_word_;
};

// ---- all others ----------------------------------------------------------------------------------------------------

bool is_legal_form(const std::string& word) {
  static const std::set<std::string> forms = {
      "inc", "incorporated", "ltd", "limited", "corp", "corporation", "company", "co",      "plc", "llc",
      "llp", "sa",           "ag",  "gmbh",    "nv",   "bv",          "sdn",     "bhd",     "pte", "pty",
      "ab",  "oy",           "as",  "spa",     "kk",   "group",       "holding", "holdings"};
  return forms.count(word) > 0;
}

bool begins_with(const std::vector<std::string>& name, const std::vector<std::string>& front) {
  return front.size() < name.size() && std::equal(front.begin(), front.end(), name.begin());
}

bool without_legal_form(const std::string& alias_key, const std::string& full_key) {
  const auto full = split_key(full_key);
  const auto alias = split_key(alias_key);
  return !alias.empty() && begins_with(full, alias) &&
         std::all_of(full.begin() + static_cast<std::ptrdiff_t>(alias.size()), full.end(), is_legal_form);
}

/// The acronym is a word of the name it would stand for: "UN" of "UN Security Council" is no abbreviation.
bool is_word_of(const std::string& key, const std::string& full_key) {
  const auto full = split_key(full_key);
  return std::find(full.begin(), full.end(), key) != full.end();
}

class Others {
 public:
  Others(UnionFind& sets, const std::vector<Appearance>& appearances) : sets_(sets), appearances_(appearances) {}

  void group(std::vector<Node>& nodes) {
    for (std::uint32_t a = 0; a < appearances_.size(); ++a) {
      const LocalEntity& entity = *appearances_[a].entity;
      if (!entity.named || entity.type == EntityType::Person) continue;
      nodes[a] = node(appearances_[a].key);
      collect_short_names(appearances_[a]);
    }
    for (const auto& [short_key, full_keys] : short_names_) attach(short_key, full_keys);
  }

 private:
  Node node(const std::string& key) {
    const auto [entry, added] = node_of_.try_emplace(key, 0);
    if (added) entry->second = sets_.add();
    return entry->second;
  }

  /// The name itself may be the acronym and the full form an alias.
  void collect_short_names(const Appearance& appearance) {
    const LocalEntity& entity = *appearance.entity;
    if (!is_acronym(entity.name)) {
      for (const std::string& alias : entity.aliases) collect(alias, appearance.key);
      return;
    }
    const auto longest = std::max_element(entity.aliases.begin(), entity.aliases.end(),
                                          [](const auto& a, const auto& b) { return a.size() < b.size(); });
    if (longest != entity.aliases.end() && !is_acronym(*longest)) collect(entity.name, name_key(*longest));
  }

  void collect(const std::string& alias, const std::string& full_key) {
    const std::string key = name_key(alias);
    const bool acronym = is_acronym(alias) && !is_word_of(key, full_key);
    if (acronym || without_legal_form(key, full_key)) short_names_[key].insert(full_key);
  }

  /// One full form, or one that all the others only make longer ("United States", "United States of America").
  void attach(const std::string& short_key, const std::set<std::string>& full_keys) {
    const auto shortest = std::min_element(full_keys.begin(), full_keys.end(), [](const auto& a, const auto& b) {
      return std::pair(a.size(), a) < std::pair(b.size(), b);
    });
    const auto front = split_key(*shortest);
    const bool clear = std::all_of(full_keys.begin(), full_keys.end(), [&](const std::string& full) {
      return full == *shortest || begins_with(split_key(full), front);
    });
    if (clear && *shortest != short_key) sets_.unite(node(short_key), node(*shortest));
  }

  UnionFind& sets_;
  const std::vector<Appearance>& appearances_;
  std::unordered_map<std::string, Node> node_of_;
  std::map<std::string, std::set<std::string>> short_names_;  ///< short name -> full names of what is called so
};

// ---- context -------------------------------------------------------------------------------------------------------

/// What decides in context, of corpora of several documents.
struct Surroundings {
  Surroundings(const std::vector<Reading>& readings, const std::vector<Appearance>& appearances)
      : contexts(readings, appearances), model(appearances) {}

  Contexts contexts;
  LinkModel model;
};

/// The contexts of a class, one per document. `members` ascend.
std::vector<Context> contexts_of(const Members& members, const std::vector<Appearance>& appearances,
                                 const Contexts& contexts) {
  std::vector<Context> found;
  for (auto begin = members.begin(); begin != members.end();) {
    const auto end = std::find_if(begin, members.end(), [&](std::uint32_t member) {
      return appearances[member].reading != appearances[*begin].reading;
    });
    found.push_back(contexts.of(std::span(begin, end)));
    begin = end;
  }
  return found;
}

/// Links bare surnames to those whom context makes clearly the likeliest.
class Disambiguation {
 public:
  Disambiguation(UnionFind& sets, const std::vector<Node>& nodes, const std::vector<Appearance>& appearances,
                 const Surroundings& surroundings)
      : sets_(sets), nodes_(nodes), appearances_(appearances), surroundings_(surroundings) {}

  /// Sets the posterior of those that were linked.
  void settle(const std::vector<Ambiguity>& ambiguities, std::vector<double>& confidences) {
    make_profiles(ambiguities);
    std::vector<std::pair<Node, Node>> links;
    for (const Ambiguity& ambiguity : ambiguities) {
      const auto [candidate, posterior] = likeliest(ambiguity);
      if (posterior <= kClearlyLikeliest) continue;
      links.emplace_back(ambiguity.node, candidate);
      for (const std::uint32_t member : ambiguity.members) confidences[member] = posterior;
    }
    for (const auto& [node, candidate] : links) sets_.unite(node, candidate);
  }

 private:
  void make_profiles(const std::vector<Ambiguity>& ambiguities) {
    std::map<Node, Members> members;
    for (const Ambiguity& ambiguity : ambiguities) {
      for (const Node candidate : ambiguity.candidates) members[sets_.find(candidate)];
    }
    for (std::uint32_t a = 0; a < nodes_.size(); ++a) {
      const auto found = members.find(sets_.find(nodes_[a]));
      if (found != members.end()) found->second.push_back(a);
    }
    for (const auto& [node, list] : members) {
      profiles_.try_emplace(node, surroundings_.contexts, contexts_of(list, appearances_, surroundings_.contexts));
    }
  }

  /// Nobody who is named beside the surname is meant by it, and nobody for being well known alone.
  std::pair<Node, double> likeliest(const Ambiguity& ambiguity) const {
    const Appearance& first = appearances_[ambiguity.members.front()];
    const Context context = surroundings_.contexts.of(ambiguity.members);
    std::vector<Node> candidates;
    std::vector<double> scores, in_context;
    for (const Node candidate : ambiguity.candidates) {
      const Profile& profile = profiles_.at(sets_.find(candidate));
      if (profile.holds(first.reading)) continue;
      const Similarity similarity = profile.compare(context);
      candidates.push_back(candidate);
      scores.push_back(surroundings_.model.surname_score(first, similarity, profile.documents()));
      in_context.push_back(LinkModel::context_score(first, similarity));
    }
    if (candidates.empty()) return {};
    const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
    const auto nearest = std::max_element(in_context.begin(), in_context.end()) - in_context.begin();
    if (best != nearest || in_context[static_cast<std::size_t>(best)] <= 0) return {};
    return {candidates[static_cast<std::size_t>(best)], probabilities(scores)[static_cast<std::size_t>(best)]};
  }

  UnionFind& sets_;
  const std::vector<Node>& nodes_;
  const std::vector<Appearance>& appearances_;
  const Surroundings& surroundings_;
  std::map<Node, Profile> profiles_;
};

/// How much of a name is given: an entity is what its fullest name says.
std::pair<std::size_t, std::ptrdiff_t> given(const Appearance& appearance) {
  if (appearance.is_person()) return fullness(appearance.key);
  return {is_acronym(appearance.entity->name) ? 0 : split_key(appearance.key).size(), 0};
}

/// The only document that gives the fullest name; none when several do.
std::optional<std::uint32_t> only_fullest(const Members& members, const std::vector<Appearance>& appearances) {
  std::map<std::pair<std::size_t, std::ptrdiff_t>, std::set<std::uint32_t>> readings;
  for (const std::uint32_t member : members) {
    readings[given(appearances[member])].insert(appearances[member].reading);
  }
  const auto& fullest = readings.rbegin()->second;
  return fullest.size() == 1 ? std::optional(*fullest.begin()) : std::nullopt;
}

/// Sets the confidence of the members of one class, where none is set.
void rate_class(const Members& members, const std::vector<Appearance>& appearances, const Surroundings& surroundings,
                std::vector<double>& confidences) {
  if (appearances[members.front()].reading == appearances[members.back()].reading) return;
  const auto contexts = contexts_of(members, appearances, surroundings.contexts);
  const Profile profile(surroundings.contexts, contexts);
  const auto anchor = only_fullest(members, appearances);
  auto context = contexts.begin();
  Similarity similarity = profile.compare(*context);
  for (const std::uint32_t member : members) {
    const Appearance& appearance = appearances[member];
    if (appearance.reading != context->reading) similarity = profile.compare(*++context);
    if (appearance.reading == anchor || confidences[member] < 1) continue;
    const double score = surroundings.model.name_score(appearance, similarity, profile.documents() - 1);
    confidences[member] = probabilities(std::array{score}).front();
  }
}

void rate_links(const Partition& class_of, const std::vector<Appearance>& appearances, const Surroundings& surroundings,
                std::vector<double>& confidences) {
  std::map<std::uint32_t, Members> classes;
  for (std::uint32_t a = 0; a < class_of.size(); ++a) {
    if (appearances[a].entity->named) classes[class_of[a]].push_back(a);
  }
  for (const auto& [number, members] : classes) rate_class(members, appearances, surroundings, confidences);
}

/// Class of each appearance; sets the confidence that it belongs there.
Partition partition(const std::vector<Reading>& readings, const std::vector<Appearance>& appearances,
                    std::vector<double>& confidences) {
  UnionFind sets;
  std::vector<Node> nodes(appearances.size());
  for (std::uint32_t a = 0; a < appearances.size(); ++a) {
    if (!appearances[a].entity->named) nodes[a] = sets.add();
  }
  const std::vector<Ambiguity> ambiguities = Persons(sets, appearances).group(nodes);
  Others(sets, appearances).group(nodes);
  confidences.assign(appearances.size(), 1);
  if (readings.size() < 2) {
    for (Node& node : nodes) node = sets.find(node);
    return nodes;
  }
  const Surroundings surroundings(readings, appearances);
  Disambiguation(sets, nodes, appearances, surroundings).settle(ambiguities, confidences);
  for (Node& node : nodes) node = sets.find(node);
  rate_links(nodes, appearances, surroundings, confidences);
  return nodes;
}

// ---- classes to entities -------------------------------------------------------------------------------------------

struct Class {
  Members members;
  Entity entity;
  std::string suffix;  ///< hash of the first mention
};

/// A name that says who it is without its document: no bare surname, no acronym.
bool is_full_form(const Appearance& appearance) {
  const LocalEntity& entity = *appearance.entity;
  if (entity.type == EntityType::Person) return appearance.key.find(' ') != std::string::npos;
  return !is_acronym(entity.name);
}

std::string preferred_name(const Members& members, const std::vector<Appearance>& appearances) {
  std::map<std::string, std::pair<bool, std::size_t>> forms;  // full, count
  for (const std::uint32_t member : members) {
    auto& [full, count] = forms[appearances[member].entity->name];
    full = full || is_full_form(appearances[member]);
    ++count;
  }
  const auto rank = [](const auto& form) { return std::tuple(form.second, form.first.size()); };
  const auto best = std::max_element(forms.begin(), forms.end(), [&](const auto& a, const auto& b) {
    return rank(a) < rank(b);  // of equals the first: forms are sorted
  });
  return best->first;
}

EntityType preferred_type(const Members& members, const std::vector<Appearance>& appearances) {
  std::map<EntityType, std::size_t> counts;
  for (const std::uint32_t member : members) ++counts[appearances[member].entity->type];
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

void set_name(Entity& entity, std::string name) {
  std::set<std::string> names(entity.aliases.begin(), entity.aliases.end());
  if (!entity.name.empty()) names.insert(entity.name);
  names.erase(name);
  entity.aliases.assign(names.begin(), names.end());
  entity.name = std::move(name);
}

std::string suffix_of(const Appearance& appearance) {
  const Span mention = appearance.entity->mention;
  return Hash().add(*appearance.document).add(mention.begin).add(mention.end).hex();
}

/// A class of one is that local entity as it stands.
Class make_class(const Appearance& appearance, Members members) {
  const LocalEntity& local = *appearance.entity;
  return {std::move(members), {"", local.name, local.aliases, local.type, local.named}, suffix_of(appearance)};
}

Class make_class(Members members, const std::vector<Appearance>& appearances) {
  if (members.size() == 1) {
    const Appearance& only = appearances[members[0]];
    return make_class(only, std::move(members));
  }
  Class made;
  std::set<std::string> names;
  for (const std::uint32_t member : members) {
    const LocalEntity& local = *appearances[member].entity;
    names.insert(local.name);
    names.insert(local.aliases.begin(), local.aliases.end());
    made.entity.named = made.entity.named || local.named;
  }
  made.entity.aliases.assign(names.begin(), names.end());
  set_name(made.entity, preferred_name(members, appearances));
  made.entity.type = preferred_type(members, appearances);
  const auto first = std::min_element(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
    return appearances[a].first_mention() < appearances[b].first_mention();
  });
  made.suffix = suffix_of(appearances[*first]);
  made.members = std::move(members);
  return made;
}

std::vector<Class> make_classes(const Partition& class_of, const std::vector<Appearance>& appearances) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;  // class, appearance
  for (std::uint32_t a = 0; a < class_of.size(); ++a) order.emplace_back(class_of[a], a);
  std::sort(order.begin(), order.end());
  std::vector<Class> classes;
  for (auto begin = order.begin(); begin != order.end();) {
    const auto end = std::find_if(begin, order.end(), [&](const auto& pair) { return pair.first != begin->first; });
    Members members;
    for (; begin != end; ++begin) members.push_back(begin->second);
    classes.push_back(make_class(std::move(members), appearances));
  }
  return classes;
}

/// The plain slug for whoever does not share it, or is the only named one to have it; a suffix for the rest.
void assign_ids(std::vector<Class>& classes) {
  std::unordered_set<std::string> taken;
  for (Class& c : classes) taken.insert(c.entity.id = slug(c.entity.name));
  std::sort(classes.begin(), classes.end(), [](const Class& a, const Class& b) {
    return std::tie(a.entity.id, a.suffix, a.entity.name, a.entity.type) <
           std::tie(b.entity.id, b.suffix, b.entity.name, b.entity.type);
  });
  const auto is_named = [](const Class& c) { return c.entity.named; };
  for (auto begin = classes.begin(); begin != classes.end();) {
    const std::string shared = begin->entity.id;
    const auto end = std::find_if(begin, classes.end(), [&](const Class& c) { return c.entity.id != shared; });
    const bool sole = end - begin == 1, sole_named = std::count_if(begin, end, is_named) == 1;
    for (; begin != end; ++begin) {
      if (sole || (sole_named && is_named(*begin))) continue;
      begin->entity.id = free_id(shared, begin->suffix, [&](const std::string& id) { return taken.contains(id); });
      taken.insert(begin->entity.id);
    }
  }
}

// ---- the ledger ----------------------------------------------------------------------------------------------------

/// Replays the decisions on a partition whose automatic ids are known.
class Replay {
 public:
  Replay(const Ledger& ledger, const std::vector<Appearance>& appearances, const std::vector<std::string>& automatic,
         Partition& class_of)
      : ledger_(ledger), appearances_(appearances), class_of_(class_of) {
    for (std::uint32_t a = 0; a < appearances.size(); ++a) {
      by_id_[automatic[a]].push_back(a);
      by_slug_[slug(appearances[a].entity->name)].push_back(a);
      next_class_ = std::max(next_class_, class_of[a] + 1);
    }
  }

  void partition() {
    for (const Decision& decision : ledger_.decisions()) {
      if (decision.kind == Decision::Kind::Same) same(decision);
      if (decision.kind == Decision::Kind::Different) different(decision);
    }
  }

  /// Names and types, once the classes are made.
  void describe(std::vector<Class>& classes) {
    std::vector<Class*> of(appearances_.size());
    for (Class& c : classes) {
      for (const std::uint32_t member : c.members) of[member] = &c;
    }
    for (const Decision& decision : ledger_.decisions()) {
      if (decision.kind != Decision::Kind::Rename && decision.kind != Decision::Kind::Type) continue;
      std::set<Class*> meant;
      for (const std::uint32_t member : resolve(decision, decision.first)) meant.insert(of[member]);
      if (meant.size() > 1) warn(decision, "'" + decision.first + "' names several entities; give the id of one");
      if (meant.size() == 1) describe(**meant.begin(), decision);
    }
  }

  std::vector<std::string> warnings;

 private:
  void warn(const Decision& decision, const std::string& message) { warnings.push_back(ledger_.at(decision, message)); }

  static void describe(Class& c, const Decision& decision) {
    if (decision.kind == Decision::Kind::Type) {
      c.entity.type = *entity_type(decision.second);
    } else {
      set_name(c.entity, decision.second);
      c.entity.named = true;
    }
  }

  /// Appearances that a reference means: of the entity with that id, else those whose own name has that slug.
  Members resolve(const Decision& decision, const std::string& reference) {
    const std::size_t at = reference.find('@');
    const std::string what = reference.substr(0, at);
    const std::string document = at == std::string::npos ? "" : reference.substr(at + 1);
    const auto& table = by_id_.count(what) > 0 ? by_id_ : by_slug_;
    const auto found = table.find(what);
    if (found == table.end()) {
      warn(decision, "no entity '" + what + "'");
      return {};
    }
    Members members;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(members),
                 [&](std::uint32_t a) { return appearances_[a].document->starts_with(document); });
    if (members.empty()) warn(decision, "no entity '" + what + "' in a document '" + document + "'");
    return members;
  }

  void same(const Decision& decision) {
    const Members first = resolve(decision, decision.first);
    const Members second = resolve(decision, decision.second);
    if (first.empty() || second.empty()) return;
    std::set<std::uint32_t> joined;
    for (const Members* members : {&first, &second}) {
      for (const std::uint32_t member : *members) joined.insert(class_of_[member]);
    }
    for (std::uint32_t& c : class_of_) {
      if (joined.count(c) > 0) c = *joined.begin();
    }
  }

  /// What the first names, without what the second names more closely, leaves the classes of the second.
  void different(const Decision& decision) {
    Members first = resolve(decision, decision.first);
    Members second = resolve(decision, decision.second);
    if (first.empty() || second.empty()) return;
    if (first.size() > second.size()) std::swap(first, second);
    Members rest;
    std::set_difference(second.begin(), second.end(), first.begin(), first.end(), std::back_inserter(rest));
    if (rest.empty()) return warn(decision, "both mean the same mentions; add @DOCUMENT to part them");
    std::set<std::uint32_t> left;
    for (const std::uint32_t member : rest) left.insert(class_of_[member]);
    std::map<std::uint32_t, std::uint32_t> moved;
    for (const std::uint32_t member : first) {
      if (left.count(class_of_[member]) == 0) continue;
      const auto [entry, added] = moved.try_emplace(class_of_[member], next_class_);
      if (added) ++next_class_;
      class_of_[member] = entry->second;
    }
  }

  const Ledger& ledger_;
  const std::vector<Appearance>& appearances_;
  Partition& class_of_;
  std::uint32_t next_class_ = 0;
  std::map<std::string, Members> by_id_;
  std::map<std::string, Members> by_slug_;
};

std::vector<std::string> ids_of_appearances(const std::vector<Class>& classes, std::size_t count) {
  std::vector<std::string> ids(count);
  for (const Class& c : classes) {
    for (const std::uint32_t member : c.members) ids[member] = c.entity.id;
  }
  return ids;
}

/// A decision may leave an entity one document: then nothing is linked.
void trust_what_stands_alone(const std::vector<Class>& classes, const std::vector<Appearance>& appearances,
                             std::vector<double>& confidences) {
  for (const Class& c : classes) {
    const std::uint32_t first = appearances[c.members.front()].reading;
    const bool alone = std::all_of(c.members.begin(), c.members.end(),
                                   [&](std::uint32_t member) { return appearances[member].reading == first; });
    if (!alone) continue;
    for (const std::uint32_t member : c.members) confidences[member] = 1;
  }
}

template <class Value>
std::vector<std::vector<Value>> per_reading(const std::vector<Reading>& readings, const std::vector<Value>& values) {
  std::vector<std::vector<Value>> parted;
  auto at = values.begin();
  for (const Reading& reading : readings) {
    const auto end = at + static_cast<std::ptrdiff_t>(reading.entities.size());
    parted.emplace_back(at, end);
    at = end;
  }
  return parted;
}

/// Sorts the classes by id and says which entity each appearance became.
std::vector<EntityIndex> take_entities(std::vector<Class>& classes, std::size_t count, Identities& identities) {
  std::sort(classes.begin(), classes.end(), [](const Class& a, const Class& b) { return a.entity.id < b.entity.id; });
  std::vector<EntityIndex> of(count);
  for (Class& c : classes) {
    const EntityIndex index{static_cast<std::uint32_t>(identities.entities.size())};
    for (const std::uint32_t member : c.members) of[member] = index;
    identities.entities.push_back(std::move(c.entity));
  }
  return of;
}

}  // namespace

std::string free_id(const std::string& slug, const std::string& hash,
                    const std::function<bool(const std::string&)>& taken) {
  std::string id = slug;
  for (std::size_t digits = 4; taken(id); ++digits)
    id = slug + "-" + hash.substr(0, digits) + std::string(digits > 16 ? digits - 16 : 0, 'x');
  return id;
}

Identities identify(const std::vector<Reading>& readings, const Ledger& ledger) {
  const std::vector<Appearance> appearances = appearances_in(readings);
  std::vector<double> confidences;
  Partition class_of = partition(readings, appearances, confidences);
  std::vector<Class> classes = make_classes(class_of, appearances);
  assign_ids(classes);
  Identities identities;
  if (ledger.decisions().empty()) {
    identities.of = per_reading(readings, take_entities(classes, appearances.size(), identities));
    identities.confidences = per_reading(readings, confidences);
    return identities;
  }
  const std::vector<std::string> automatic = ids_of_appearances(classes, appearances.size());
  Replay replay(ledger, appearances, automatic, class_of);
  replay.partition();
  classes = make_classes(class_of, appearances);
  replay.describe(classes);
  assign_ids(classes);
  trust_what_stands_alone(classes, appearances, confidences);
  const std::vector<EntityIndex> of = take_entities(classes, appearances.size(), identities);
  std::set<std::string> ids;
  for (const Entity& entity : identities.entities) ids.insert(entity.id);
  for (std::size_t a = 0; a < appearances.size(); ++a) {
    if (ids.count(automatic[a]) == 0) identities.redirects.try_emplace(automatic[a], of[a]);
  }
  identities.of = per_reading(readings, of);
  identities.confidences = per_reading(readings, confidences);
  identities.automatic_ids = per_reading(readings, automatic);
  identities.warnings = std::move(replay.warnings);
  return identities;
}

}  // namespace whom::graph
