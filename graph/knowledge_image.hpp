// A KnowledgeGraph as part of a file of arrays.
#ifndef WHOM_GRAPH_KNOWLEDGE_IMAGE_HPP
#define WHOM_GRAPH_KNOWLEDGE_IMAGE_HPP

#include "graph/image_file.hpp"
#include "graph/knowledge_graph.hpp"

namespace whom::graph {

class KnowledgeImage {
 public:
  /// The graph must stay until the file is written. Throws std::runtime_error when it has more than four gigabytes of
  /// texts.
  static void append(const KnowledgeGraph&, ImageWriter&);

  /// Equal to what was appended. Arrays stay in the file; tables with strings are read at their first use.
  static KnowledgeGraph read(ImageReader&);
};

}  // namespace whom::graph

#endif
