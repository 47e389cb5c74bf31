// Nodes that a file mentions by name before, or without ever, describing them.
#ifndef WHOM_GRAPH_PROPERTY_NAMED_NODES_HPP
#define WHOM_GRAPH_PROPERTY_NAMED_NODES_HPP

#include <string_view>
#include <vector>

#include "graph/property/graph.hpp"
#include "graph/property/words.hpp"

namespace whom::property {

/// For a builder that gets its nodes from here only, once all of them are known.
class NamedNodes {
 public:
  /// Numbered in the order in which they are first mentioned.
  Node node(std::string_view name) {
    const std::uint32_t number = names_.add(name);
    if (number == labels_.size()) labels_.emplace_back();
    return {number};
  }
  void add_label(Node node, Label label) { labels_[node.index].push_back(label); }

  void build(GraphBuilder& builder) const {
    for (const auto& labels : labels_) builder.node(labels);
  }

 private:
  Words names_;
  std::vector<std::vector<Label>> labels_;  ///< by node
};

}  // namespace whom::property

#endif
