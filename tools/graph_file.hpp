// A file that is asked: the store of what was read from text, or the image of an imported graph.
#ifndef WHOM_TOOLS_GRAPH_FILE_HPP
#define WHOM_TOOLS_GRAPH_FILE_HPP

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "graph/knowledge_graph.hpp"
#include "graph/property/graph.hpp"
#include "graph/store.hpp"
#include "query/engine/texts.hpp"
#include "query/lexicon.hpp"

namespace whom::tools {

/// By its first bytes.
bool is_image(const std::filesystem::path&);

class GraphFile {
 public:
  /// Throws what Store and GraphImage throw.
  explicit GraphFile(std::filesystem::path);
  /// What was read, without a file.
  GraphFile(graph::KnowledgeGraph, std::unique_ptr<const query::Lexicon>);

  /// What was read from text; null for an image.
  const graph::KnowledgeGraph* knowledge() const { return knowledge_ ? &*knowledge_ : nullptr; }

  /// Of questions; loaded at the first use.
  const query::Lexicon& lexicon();

  /// How patterns understand names; null for an image. The file stays where it is from then on.
  const engine::NameSource* names();

  /// What is asked, by questions too; made at the first use.
  property::Graph& graph();

  /// Throws std::runtime_error when the file is not as it was opened: another program has written to it since.
  void require_unchanged() const;

  /// Keeps what was written to the graph of an image. Throws std::runtime_error; the file is then as it was.
  void save();

  /// Keeps a correction, which is what was written to a graph that was read from text, and returns its id. Throws
  /// StoreError; nothing is kept then. Makes no file.
  std::string keep(graph::Correction);

  /// Takes back what was written to such a graph.
  void undo();

  /// Whether the store says something else than what was read from it: after a correction, or when another program has
  /// written to it. Throws StoreError.
  bool is_behind() const;

  /// Reads the store again. Whatever belongs to the old graph is gone. Throws what Store throws; then the old one
  /// stays.
  void renew();

 private:
  class FileNames;

  std::filesystem::path path_;
  /// Inode and time of the file that was read or written: a new file may bear the same time.
  std::pair<std::uint64_t, std::filesystem::file_time_type> version_;
  std::optional<graph::KnowledgeGraph> knowledge_;
  std::unique_ptr<const query::Lexicon> lexicon_;
  std::unique_ptr<const engine::NameSource> names_;
  std::optional<property::Graph> graph_;
  std::string contents_;  ///< of the store that was read
};

}  // namespace whom::tools

#endif
