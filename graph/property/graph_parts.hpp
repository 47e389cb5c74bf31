// What graph.hpp keeps to itself.
#ifndef WHOM_GRAPH_PROPERTY_GRAPH_PARTS_HPP
#define WHOM_GRAPH_PROPERTY_GRAPH_PARTS_HPP

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "graph/array.hpp"
#include "graph/property/adjacency.hpp"
#include "graph/property/elements.hpp"
#include "graph/property/graph.hpp"
#include "graph/property/members.hpp"
#include "graph/property/words.hpp"

namespace whom::property {

/// Sets of labels, numbered; 0 is the empty one.
class LabelSets {
 public:
  std::uint32_t add(std::vector<Label> labels) {  ///< sorts them
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    const auto [known, is_new] = codes_.try_emplace(std::move(labels), static_cast<std::uint32_t>(sets_.size()));
    if (is_new) sets_.push_back(known->first);
    return known->second;
  }
  const std::vector<Label>& operator[](std::uint32_t code) const { return sets_[code]; }
  bool holds(std::uint32_t code, Label label) const {
    return std::find(sets_[code].begin(), sets_[code].end(), label) != sets_[code].end();
  }
  std::size_t size() const { return sets_.size(); }

 private:
  std::vector<std::vector<Label>> sets_{{}};
  std::map<std::vector<Label>, std::uint32_t> codes_{{{}, 0}};
};

/// One write, and what undoes it.
struct Undo {
  enum class What : std::uint8_t {
    CreateNode,
    CreateRelationship,
    RemoveNode,
    RemoveRelationship,
    SetNode,          ///< word: key
    SetRelationship,  ///< word: key
    SetLabels,        ///< word: the set before
  } what;
  std::uint32_t element;
  std::uint32_t word = 0;
  Value before = {};
};

struct Graph::Parts {
  std::shared_ptr<const void> mapping;  ///< where lent arrays lie
  Words labels, types, keys;
  Elements nodes, relationships;
  LabelSets label_sets;
  Array<std::uint32_t> label_codes;  ///< by node
  std::deque<Members> labelled;      ///< by label
  Ends ends;
  std::deque<Members> written;         ///< by type: live relationships after the base
  std::vector<std::uint32_t> removed;  ///< by type: dead relationships of the base
  Adjacency outgoing, incoming;
  bool has_loops = false;
  bool in_transaction = false;
  std::vector<Undo> journal;
  Changes changes;

  bool is_base() const { return nodes.is_base() && relationships.is_base(); }
  void note(Undo undo) {
    if (in_transaction) journal.push_back(std::move(undo));
  }
  void list_labels();  ///< makes `labelled` of `label_codes`
  void make_room();    ///< for what is written of each type
  void undo(Undo&);
  void link(std::uint32_t relationship);    ///< enters it in the lists of its ends and of its type
  void unlink(std::uint32_t relationship);  ///< and takes it out of them
  void set_labels(std::uint32_t node, std::uint32_t code);
};

}  // namespace whom::property

#endif
