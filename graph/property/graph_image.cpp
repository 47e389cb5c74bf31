// Arrays are written as they are and lie in the mapped file when it is opened; only words, sets of labels and lists of
// sections are read one by one. A graph that has been written to is built anew first.
#include <numeric>

#include "graph/image_file.hpp"
#include "graph/property/graph_parts.hpp"
#include "graph/texts.hpp"

namespace whom::property {
namespace {

using graph::Texts;
using Numbers = std::vector<std::uint32_t>;

constexpr std::uint32_t gone = std::numeric_limits<std::uint32_t>::max();

/// Copies what is alive under new numbers.
class Rebuilder {
 public:
  explicit Rebuilder(const Graph& graph) : graph_(graph), nodes_(graph.node_bound(), gone) {}

  Graph run() {
    for (std::uint32_t i = 0; i < graph_.label_count(); ++i) builder_.label(graph_.name(Label{i}));
    for (std::uint32_t i = 0; i < graph_.type_count(); ++i) builder_.type(graph_.name(Type{i}));
    for (std::uint32_t i = 0; i < graph_.key_count(); ++i) builder_.key(graph_.name(Key{i}));
    for (std::uint32_t i = 0; i < graph_.node_bound(); ++i) {
      if (graph_.exists(Node{i})) nodes_[i] = builder_.node(graph_.labels(Node{i})).index;
    }
    for (std::uint32_t i = 0; i < graph_.node_bound(); ++i) {
      if (nodes_[i] != gone) copy_properties(Node{i});
    }
    for (std::uint32_t i = 0; i < graph_.relationship_bound(); ++i) {
      if (graph_.exists(Relationship{i})) copy(Relationship{i});
    }
    return builder_.finish();
  }

 private:
  void copy_properties(Node node) {
    for (const auto& [key, value] : graph_.properties(node)) builder_.set({nodes_[node.index]}, key, renumbered(value));
  }

  void copy(Relationship relationship) {
    const Node source{nodes_[graph_.source(relationship).index]}, target{nodes_[graph_.target(relationship).index]};
    const std::uint32_t call = builder_.relationship(source, graph_.type(relationship), target);
    for (const auto& [key, value] : graph_.properties(relationship)) {
      builder_.set_relationship(call, key, renumbered(value));
    }
  }

  /// Nodes that are gone become null.
  Value renumbered(const Value& value) const {
    if (value.is(Kind::Node)) {
      const std::uint32_t node = nodes_[value.node().index];
      return node == gone ? Value() : Value(Node{node});
    }
    if (!value.is(Kind::List)) return value;
    List list;
    for (const Value& element : value.list()) list.push_back(renumbered(element));
    return Value(std::move(list));
  }

  const Graph& graph_;
  Numbers nodes_;  ///< by number so far
  GraphBuilder builder_;
};

void write_words(const Words& words, ImageWriter& image) {
  Numbers offsets{0};
  std::vector<char> characters;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const std::string_view name = words.name(i);
    characters.insert(characters.end(), name.begin(), name.end());
    offsets.push_back(static_cast<std::uint32_t>(characters.size()));
  }
  image.keep(std::move(offsets));
  image.keep(std::move(characters));
}

Words read_words(ImageReader& image) {
  const Texts texts = Texts::read(image);
  Words words;
  for (std::size_t i = 0; i < texts.size(); ++i) words.add(texts[i]);
  return words;
}

void write_label_sets(const LabelSets& sets, ImageWriter& image) {
  Numbers offsets{0}, labels;
  for (std::uint32_t code = 0; code < sets.size(); ++code) {
    for (const Label label : sets[code]) labels.push_back(label.index);
    offsets.push_back(static_cast<std::uint32_t>(labels.size()));
  }
  image.keep(std::move(offsets));
  image.keep(std::move(labels));
}

LabelSets read_label_sets(ImageReader& image) {
  const auto offsets = image.next<std::uint32_t>();
  const auto labels = image.next<std::uint32_t>();
  LabelSets sets;
  for (std::size_t code = 0; code + 1 < offsets.size(); ++code) {
    std::vector<Label> set;
    for (std::uint32_t i = offsets[code]; i < offsets[code + 1]; ++i) set.push_back({labels[i]});
    sets.add(std::move(set));
  }
  return sets;
}

void write(const Adjacency& adjacency, ImageWriter& image) {
  image.lend(adjacency.offsets().view());
  image.lend(adjacency.nodes().view());
  image.lend(adjacency.relationships().view());
}

/// Places in `count` elements, the first and the last of which must be the ends.
Array<std::uint32_t> read_offsets(ImageReader& image, std::size_t count) {
  auto offsets = image.next<std::uint32_t>();
  if (offsets.empty() || offsets[0] != 0 || offsets[offsets.size() - 1] != count) image.fail();
  return offsets;
}

Adjacency read_adjacency(ImageReader& image, std::size_t nodes, std::size_t relationships) {
  auto offsets = read_offsets(image, relationships);
  if (offsets.size() != nodes + 1) image.fail();
  auto neighbours = image.next<std::uint32_t>(relationships);
  return {std::move(offsets), std::move(neighbours), image.next<std::uint32_t>(relationships)};
}

void write(const Elements& elements, std::size_t keys, ImageWriter& image) {
  for (std::size_t key = 0; key < keys; ++key) {
    write_column(key < elements.columns().size() ? elements.columns()[key].get() : nullptr, image);
  }
}

Elements read_elements(ImageReader& image, std::size_t keys, std::uint32_t size) {
  Columns columns;
  for (std::size_t key = 0; key < keys; ++key) columns.push_back(read_column(image, size));
  return {size, std::move(columns)};
}

constexpr graph::ImageFormat format = {{'w', 'h', 'o', 'm', 'g', 'r', 'p', 'h'}, 1};

/// The numbers at the beginning.
enum Count { NodeCount, RelationshipCount, HasLoops, Counts };

}  // namespace

void GraphImage::write(const Graph& graph, const std::filesystem::path& path) {
  const Graph::Parts& parts = *graph.parts_;
  if (!parts.nodes.is_untouched() || !parts.relationships.is_untouched()) return write(Rebuilder(graph).run(), path);
  ImageWriter image;
  append(graph, image);
  image.write(path, format, ImageWriter::Lasting::Yes);
}

void GraphImage::append(const Graph& graph, ImageWriter& image) {
  const Graph::Parts& parts = *graph.parts_;
  image.keep(Numbers{parts.nodes.base(), parts.relationships.base(), parts.has_loops});
  for (const Words* words : {&parts.labels, &parts.types, &parts.keys}) write_words(*words, image);
  write_label_sets(parts.label_sets, image);
  image.lend(parts.label_codes.view());
  for (const Members& members : parts.labelled) image.lend(members.view());
  image.lend(parts.ends.type_offsets().view());
  image.lend(parts.ends.sources().view());
  image.lend(parts.ends.targets().view());
  property::write(parts.outgoing, image);
  property::write(parts.incoming, image);
  property::write(parts.nodes, parts.keys.size(), image);
  property::write(parts.relationships, parts.keys.size(), image);
}

Graph GraphImage::open(const std::filesystem::path& path) {
  ImageReader image(path, format);
  return read(image);
}

Graph GraphImage::read(ImageReader& image) {
  auto parts = std::make_unique<Graph::Parts>();
  const auto counts = image.next<std::uint32_t>(Counts);
  const std::uint32_t nodes = counts[NodeCount], relationships = counts[RelationshipCount];
  parts->has_loops = counts[HasLoops] != 0;
  for (Words* words : {&parts->labels, &parts->types, &parts->keys}) *words = read_words(image);
  parts->label_sets = read_label_sets(image);
  parts->label_codes = image.next<std::uint32_t>(nodes);
  for (std::size_t i = 0; i < parts->labels.size(); ++i) parts->labelled.emplace_back(image.next<std::uint32_t>());
  auto type_offsets = read_offsets(image, relationships);
  auto sources = image.next<std::uint32_t>(relationships);
  parts->ends = Ends(std::move(type_offsets), std::move(sources), image.next<std::uint32_t>(relationships));
  parts->outgoing = read_adjacency(image, nodes, relationships);
  parts->incoming = read_adjacency(image, nodes, relationships);
  parts->nodes = read_elements(image, parts->keys.size(), nodes);
  parts->relationships = read_elements(image, parts->keys.size(), relationships);
  parts->make_room();
  parts->mapping = image.mapping();
  return Graph(std::move(parts));
}

}  // namespace whom::property
