#include "tools/graph_file.hpp"

#include <sys/stat.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "graph/property/statement_graph.hpp"
#include "graph/property/store_image.hpp"
#include "query/question/query.hpp"
#include "tools/interpreter.hpp"

namespace whom::tools {
namespace {

std::pair<std::uint64_t, std::filesystem::file_time_type> version_of(const std::filesystem::path& path) {
  struct stat status {};
  ::stat(path.c_str(), &status);
  return {status.st_ino, std::filesystem::last_write_time(path)};
}

}  // namespace

/// Loads the words of the language where a name is asked for: few patterns do.
class GraphFile::FileNames final : public engine::NameSource {
 public:
  explicit FileNames(GraphFile& file) : file_(file) {}
  const engine::NameMatch& find(const std::string& text, bool topic) const override {
    return names().find(text, topic);
  }
  bool has_words(std::string_view literal, const engine::NameMatch& name) const override {
    return names().has_words(literal, name);
  }
  std::string suggestion(std::string_view text) const override { return names().suggestion(text); }

 private:
  const engine::NameSource& names() const {
    if (!names_) names_ = query::make_names(*file_.knowledge(), file_.lexicon());
    return *names_;
  }

  GraphFile& file_;
  mutable std::unique_ptr<const engine::NameSource> names_;
};

bool is_image(const std::filesystem::path& path) {
  constexpr std::string_view begin = "whomgrph";
  std::array<char, begin.size()> bytes{};
  std::ifstream file(path, std::ios::binary);
  return file.read(bytes.data(), bytes.size()) && std::string_view(bytes.data(), bytes.size()) == begin;
}

GraphFile::GraphFile(std::filesystem::path path) : path_(std::move(path)) {
  if (!is_image(path_)) {
    renew();
    return;
  }
  version_ = version_of(path_);
  graph_ = property::GraphImage::open(path_);
}

GraphFile::GraphFile(graph::KnowledgeGraph knowledge, std::unique_ptr<const query::Lexicon> lexicon)
    : knowledge_(std::move(knowledge)), lexicon_(std::move(lexicon)) {}

const query::Lexicon& GraphFile::lexicon() {
  if (!lexicon_) lexicon_ = load_lexicon();
  return *lexicon_;
}

const engine::NameSource* GraphFile::names() {
  if (!names_ && knowledge_) names_ = std::make_unique<FileNames>(*this);
  return names_.get();
}

property::Graph& GraphFile::graph() {
  if (!graph_) graph_ = property::statement_graph(*knowledge_);
  return *graph_;
}

void GraphFile::require_unchanged() const {
  if (version_of(path_) != version_)
    throw std::runtime_error(path_.string() + ": was written to by another program; open it again");
}

void GraphFile::save() {
  property::GraphImage::write(*graph_, path_);
  version_ = version_of(path_);
}

std::string GraphFile::keep(graph::Correction correction) {
  graph::Store store(path_, graph::Store::Mode::Update);
  std::string id = store.put(std::move(correction));
  store.settle();
  return id;
}

void GraphFile::undo() { graph_.reset(); }

bool GraphFile::is_behind() const {
  return !path_.empty() && graph::Store(path_, graph::Store::Mode::Read).contents() != contents_;
}

void GraphFile::renew() {
  auto [knowledge, graph, contents] = property::open_store(path_);
  names_.reset();
  graph_.reset();
  knowledge_ = std::move(knowledge);
  graph_ = std::move(graph);
  contents_ = std::move(contents);
}

}  // namespace whom::tools
