#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>

#include "graph/property/graph.hpp"

namespace whom::property {
namespace {

namespace fs = std::filesystem;

class GraphImageTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void write(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

  static std::string error(const fs::path& path) {
    try {
      GraphImage::open(path);
    } catch (const std::runtime_error& problem) {
      return problem.what();
    }
    return "";
  }

  fs::path folder_ = fs::temp_directory_path() / ("whom_image_" + std::to_string(std::random_device{}()));
  fs::path path_ = folder_ / "graph.image";
};

/// All that can be seen of it.
std::string printed(const Graph& graph) {
  std::string all = std::to_string(graph.label_count()) + std::to_string(graph.has_loops()) + "\n";
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i) {
    if (!graph.exists(Node{i})) continue;
    all += print(graph, Value(Node{i})) + ":";
    for (const std::uint32_t r : graph.outgoing(Node{i}).relationships) {
      all += " " + print(graph, Value(Path{{Node{i}, graph.target(Relationship{r})}, {Relationship{r}}}));
    }
    all += " from";
    for (const std::uint32_t n : graph.incoming(Node{i}).nodes) all += " " + print(graph, Value(Node{n}));
    all += "\n";
  }
  for (std::uint32_t i = 0; i < graph.label_count(); ++i) {
    all += std::string(graph.name(Label{i})) + std::to_string(graph.count(Label{i})) + "\n";
  }
  for (std::uint32_t i = 0; i < graph.type_count(); ++i) {
    all += std::string(graph.name(Type{i})) + std::to_string(graph.count(Type{i})) + "\n";
  }
  return all;
}

const std::vector<Value>& values() {
  static const std::vector<Value> all = {Value(std::int64_t{-3}),
                                         Value(1e100),
                                         Value(true),
                                         Value("text"),
                                         Value(""),
                                         Value(Date{10}),
                                         Value(LocalTime{5}),
                                         Value(Time{7, 3600}),
                                         Value(LocalDateTime{9, 1}),
                                         Value(DateTime{11, 2, 3600, "Europe/Paris"}),
                                         Value(Duration{1, 2, 3, 4}),
                                         Value(List{Value("a"), Value(), Value(List{})}),
                                         Value(Node{0}),
                                         Value(Map{{"k", Value(std::int64_t{1})}}),
                                         Value()};
  return all;
}

/// Every encoding of columns occurs.
Graph sample(std::uint32_t nodes) {
  std::mt19937 random(5);
  GraphBuilder builder;
  const std::vector<Label> labels = {builder.label("A"), builder.label("B")};
  const Type types[] = {builder.type("R"), builder.type("S"), builder.type("never")};
  for (std::uint32_t i = 0; i < nodes; ++i) {
    const Node node = builder.node(std::span(labels).first(random() % 3));
    builder.set(node, builder.key("name"), Value("name " + std::to_string(i)));
    if (i % 3 != 0) builder.set(node, builder.key("nick"), Value("nick " + std::to_string(i)));
    builder.set(node, builder.key("text"), Value(i % 2 == 0 ? "x" : "y"));
    builder.set(node, builder.key("any"), values()[i % values().size()]);
    builder.set(node, builder.key("number"), Value(std::exp(static_cast<double>(i))));
    builder.set(node, builder.key("few"), Value(static_cast<double>(i % 5) / 4));
  }
  for (std::uint32_t i = 0; i < 3 * nodes; ++i) {
    const auto call = builder.relationship({static_cast<std::uint32_t>(random() % nodes)}, types[random() % 2],
                                           {static_cast<std::uint32_t>(random() % nodes)});
    builder.set_relationship(call, builder.key("id"), Value(std::int64_t{i} * 1000));
    builder.set_relationship(call, builder.key("about"), Value(Node{i % nodes}));
    if (i % 4 == 0) builder.set_relationship(call, builder.key("day"), Value(Date{i % 400}));
  }
  return builder.finish();
}

TEST_F(GraphImageTest, OpensAsWhatWasWritten) {
  for (const std::uint32_t nodes : {0U, 1U, 50U, 2500U}) {
    const Graph graph = sample(nodes);
    GraphImage::write(graph, path_);
    EXPECT_EQ(printed(GraphImage::open(path_)), printed(graph));
  }
  GraphImage::write(Graph(), path_);
  EXPECT_EQ(printed(GraphImage::open(path_)), printed(Graph()));
}

TEST_F(GraphImageTest, HoldsWhatWasWrittenSince) {
  Graph graph = sample(20);
  const Node added = graph.create_node({});
  graph.set(added, graph.add_key("new"), Value(List{Value(Node{1}), Value(Node{19})}));
  graph.set(graph.create_relationship(added, graph.add_type("T"), Node{3}), Key{0}, Value(1.5));
  for (const std::uint32_t r :
       std::vector(graph.outgoing(Node{1}).relationships.begin(), graph.outgoing(Node{1}).relationships.end())) {
    graph.remove(Relationship{r});
  }
  for (const std::uint32_t r :
       std::vector(graph.incoming(Node{1}).relationships.begin(), graph.incoming(Node{1}).relationships.end())) {
    graph.remove(Relationship{r});
  }
  GraphImage::write(graph, path_);
  EXPECT_EQ(printed(GraphImage::open(path_)), printed(graph));
  graph.remove(Node{1});
  GraphImage::write(graph, path_);
  const Graph opened = GraphImage::open(path_);
  EXPECT_EQ(opened.node_count(), 20U);
  EXPECT_FALSE(opened.has_deleted());
  EXPECT_EQ(print(opened, opened.property(Node{19}, *opened.find_key("new"))).substr(0, 7), "[null, ");
}

TEST_F(GraphImageTest, CanBeWrittenToAfterItIsOpened) {
  GraphImage::write(sample(30), path_);
  Graph graph = GraphImage::open(path_), same = sample(30);
  for (Graph* each : {&graph, &same}) {
    each->begin();
    const Label label = each->add_label("C");
    each->set_label(Node{2}, label, true);
    each->set(Node{2}, *each->find_key("name"), Value("other"));
    each->set(each->create_relationship(Node{2}, Type{0}, Node{2}), *each->find_key("day"), Value(Date{1}));
  }
  EXPECT_EQ(printed(graph), printed(same));
  EXPECT_EQ(graph.nodes_with(*graph.find_key("name"), Value("other")), std::vector<std::uint32_t>{2});
  EXPECT_EQ(graph.nodes_with(*graph.find_key("name"), Value("name 3")), std::vector<std::uint32_t>{3});
  graph.rollback();
  EXPECT_EQ(graph.nodes_with(*graph.find_key("name"), Value("name 2")), std::vector<std::uint32_t>{2});
  GraphImage::write(graph, path_);  // over the file in which it lies
  EXPECT_EQ(GraphImage::open(path_).node_count(), 30U);
}

TEST_F(GraphImageTest, RefusesWhatIsDamagedOrCutShort) {
  GraphImage::write(sample(10), path_);
  const std::string good = read(path_);
  const std::string whole = printed(GraphImage::open(path_));
  std::mt19937 random(6);
  std::size_t refused = 0;
  for (int round = 0; round < 400; ++round) {
    std::string bad = good;
    bad[random() % bad.size()] ^= static_cast<char>(1 + random() % 255);
    write(path_, bad);
    const std::string message = error(path_);
    if (message.empty()) {
      EXPECT_EQ(printed(GraphImage::open(path_)), whole);  // what fills up before a section
    } else {
      ++refused;
      EXPECT_TRUE(message.starts_with(path_.string() + ": ")) << message;
      EXPECT_EQ(message.find('\n'), message.npos);
    }
  }
  EXPECT_GT(refused, 200U);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, std::size_t{39}, std::size_t{300}, good.size() / 2, good.size() - 1}) {
    write(path_, good.substr(0, size));
    EXPECT_NE(error(path_), "") << size;
  }
  write(path_, good + "x");
  EXPECT_NE(error(path_), "");
}

TEST_F(GraphImageTest, SaysWhatAFileIsNot) {
  write(path_, "something else");
  EXPECT_EQ(error(path_), path_.string() + ": no image of a graph");
  GraphImage::write(Graph(), path_);
  std::string bytes = read(path_);
  bytes[8] = 99;
  write(path_, bytes);
  EXPECT_TRUE(error(path_).starts_with(path_.string() + ": an image of version 99; this program reads version "));
  EXPECT_NE(error(folder_ / "none").find("none: No such file"), std::string::npos);
  EXPECT_NE(error(folder_).find("not a regular file"), std::string::npos);
  EXPECT_THROW(GraphImage::write(Graph(), folder_ / "no" / "folder"), std::runtime_error);
}

}  // namespace
}  // namespace whom::property
