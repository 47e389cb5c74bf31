#include "tools/graph_file.hpp"

#include <array>
#include <fstream>
#include <string_view>

#include "graph/property/statement_graph.hpp"
#include "graph/store.hpp"
#include "tools/interpreter.hpp"

namespace whom::tools {

bool is_image(const std::filesystem::path& path) {
  constexpr std::string_view begin = "whomgrph";
  std::array<char, begin.size()> bytes{};
  std::ifstream file(path, std::ios::binary);
  return file.read(bytes.data(), bytes.size()) && std::string_view(bytes.data(), bytes.size()) == begin;
}

GraphFile::GraphFile(std::filesystem::path path) : path_(std::move(path)) {
  if (is_image(path_))
    graph_ = property::GraphImage::open(path_);
  else
    knowledge_ = graph::Store(path_, graph::Store::Mode::Read).graph();
}

GraphFile::GraphFile(graph::KnowledgeGraph knowledge, std::unique_ptr<const query::Lexicon> lexicon)
    : knowledge_(std::move(knowledge)), lexicon_(std::move(lexicon)) {}

const query::Lexicon& GraphFile::lexicon() {
  if (!lexicon_) lexicon_ = load_lexicon();
  return *lexicon_;
}

property::Graph& GraphFile::graph() {
  if (!graph_) graph_ = property::statement_graph(*knowledge_);
  return *graph_;
}

void GraphFile::save() const { property::GraphImage::write(*graph_, path_); }

}  // namespace whom::tools
