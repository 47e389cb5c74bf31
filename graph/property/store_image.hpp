// What a store holds, merged and ready to be asked, in a file beside it: FILE-image. Opening it takes no merging. The
// store remains the record: an image that is missing, damaged, of another state of the store or of another program is
// passed over and, where the folder can be written to, made anew.
#ifndef WHOM_GRAPH_PROPERTY_STORE_IMAGE_HPP
#define WHOM_GRAPH_PROPERTY_STORE_IMAGE_HPP

#include <filesystem>
#include <optional>
#include <string>

#include "graph/knowledge_graph.hpp"
#include "graph/property/graph.hpp"
#include "graph/store.hpp"

namespace whom::property {

struct StoreGraphs {
  graph::KnowledgeGraph knowledge;
  std::optional<Graph> graph;  ///< statement_graph(knowledge), unless it is not made yet
  std::string contents;        ///< of the store that it is of, as Store::contents() tells
};

/// Throws what Store and graph() of it throw; nothing on account of an image.
StoreGraphs open_store(const std::filesystem::path& store);

/// The same of what was merged just now; throws nothing. Kept as the image if the store is still in that state.
StoreGraphs keep_image(const std::filesystem::path& store, graph::MergedStore);

}  // namespace whom::property

#endif
