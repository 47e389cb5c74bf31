// Who is who across documents. The result depends on the set of readings and the ledger only, not on any order.
//
// Named entities are the same when they are both persons or both no persons, and
// - their names have the same name key; or
// - one is a person's shorter name (without middle names, with initials, or the last words alone: "Oduya", "al-Sadr"
//   of "Hassan al-Sadr") and everybody whose fuller name fits is one and the same. A surname that several fuller names
//   bear stays apart in each document, unless the company in which it is named (context.hpp) makes one of them clearly
//   the likeliest (link_model.hpp); or
// - one is an acronym, or a name without its legal form ("Lumen" of "Lumen Ltd"), and some document calls the other
//   one so, and no document calls a third one so.
// Nameless entities never are the same. The ledger's decisions come after, in their order.
#ifndef WHOM_GRAPH_IDENTITY_HPP
#define WHOM_GRAPH_IDENTITY_HPP

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/ledger.hpp"
#include "graph/reading.hpp"

namespace whom::graph {

struct Identities {
  /// Sorted by id. The name is the most frequent of the full forms (then the longest, then the first by bytes), the
  /// type the most frequent. The id is the name's slug; entities that share a slug get a suffix from the hash of their
  /// first mention, except a sole named one among nameless ones.
  std::vector<Entity> entities;

  /// Per reading, per local entity: the entity it became.
  std::vector<std::vector<EntityIndex>> of;

  /// Per reading, per local entity: the probability that it is that entity, in (0, 1]. 1 where nothing was linked: a
  /// document's own entities, and the only document that gives the entity's fullest name.
  std::vector<std::vector<double>> confidences;

  /// Per reading, per local entity: its entity's id before the ledger spoke. Empty without decisions.
  std::vector<std::vector<std::string>> automatic_ids;

  /// Ids that decisions took away, and what they lead to.
  std::map<std::string, EntityIndex, std::less<>> redirects;

  /// Decisions that could not be carried out, as "file:line: why".
  std::vector<std::string> warnings;
};

/// `readings` sorted by document id.
Identities identify(const std::vector<Reading>& readings, const Ledger& ledger);

/// The slug if it is free, else with as many digits of the hash as it takes.
std::string free_id(const std::string& slug, const std::string& hash,
                    const std::function<bool(const std::string&)>& taken);

}  // namespace whom::graph

#endif
