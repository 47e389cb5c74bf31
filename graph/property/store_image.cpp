#include "graph/property/store_image.hpp"

#include <unistd.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "graph/image_file.hpp"
#include "graph/knowledge_image.hpp"
#include "graph/program_id.hpp"
#include "graph/property/statement_graph.hpp"

namespace whom::property {
namespace {

namespace fs = std::filesystem;
using graph::KnowledgeImage;
using graph::Store;
using graph::StoreState;

constexpr graph::ImageFormat format = {{'w', 'h', 'o', 'm', 's', 't', 'o', 'r'}, 1};

fs::path image_of(const fs::path& store) { return store.string() + "-image"; }

/// Programs merge differently, so the program is part of it.
std::string key_of(const StoreState& state) { return state.contents + " " + state.file + " " + graph::program_id(); }

std::optional<StoreGraphs> read_image(const fs::path& store, const StoreState& state) try {
  ImageReader image(image_of(store), format);
  const auto key = image.next<char>();
  if (std::string_view(key.view().data(), key.size()) != key_of(state)) return {};
  StoreGraphs graphs{KnowledgeImage::read(image), {}, state.contents};
  graphs.graph = GraphImage::read(image);
  return graphs;
} catch (const std::runtime_error&) {
  return {};
}

void write_image(const fs::path& store, const StoreState& state, const graph::KnowledgeGraph& knowledge,
                 const Graph& graph) try {
  const std::string key = key_of(state);
  ImageWriter image;
  image.lend(std::string_view(key));
  KnowledgeImage::append(knowledge, image);
  GraphImage::append(graph, image);
  image.write(image_of(store), format, ImageWriter::Lasting::No);
} catch (const std::runtime_error&) {
  return;  // the store suffices
}

bool can_be_written(const fs::path& path) {
  return access(path.has_parent_path() ? path.parent_path().c_str() : ".", W_OK) == 0;
}

/// As it is now, if that is how it was merged and an image of it can be kept.
std::optional<StoreState> state_to_keep(const fs::path& path, const std::string& contents) try {
  if (!can_be_written(path)) return {};
  std::optional<StoreState> state = Store(path, Store::Mode::Read).state();
  if (!state || state->contents != contents) return {};
  return state;
} catch (const std::runtime_error&) {
  return {};  // another program is writing
}

}  // namespace

StoreGraphs open_store(const fs::path& path) {
  Store::settle_what_is_left(path);  // else it has no state, and no image
  const Store store(path, Store::Mode::Read);
  if (const auto state = store.state()) {
    if (auto graphs = read_image(path, *state)) return *std::move(graphs);
  }
  graph::MergedStore merged = store.merged();
  if (state_to_keep(path, merged.contents)) return keep_image(path, std::move(merged));
  return {std::move(merged.graph), {}, std::move(merged.contents)};
}

StoreGraphs keep_image(const fs::path& path, graph::MergedStore merged) {
  StoreGraphs graphs{std::move(merged.graph), {}, std::move(merged.contents)};
  graphs.graph = statement_graph(graphs.knowledge);
  const auto state = state_to_keep(path, graphs.contents);
  if (state) write_image(path, *state, graphs.knowledge, *graphs.graph);
  return graphs;
}

}  // namespace whom::property
