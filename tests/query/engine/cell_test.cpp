#include "tests/support/cell.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace whom::test {
namespace {

std::string again(std::string_view written, ListOrder lists = ListOrder::Counts) {
  return text(read_cell(written), lists);
}

TEST(Cell, OneFormForTheSameValue) {
  EXPECT_EQ(again("(:B:A {q: 'x', p: [1,2.0]})"), "(:A:B {p: [1, 2.0], q: 'x'})");
  EXPECT_EQ(again("[:T {a: null}]"), "[:T {a: null}]");
  EXPECT_EQ(again("[[:T], (), ({n: true})]"), "[[:T], (), ({n: true})]");
  EXPECT_EQ(again("{}"), "{}");
  EXPECT_EQ(again("1e3"), again("1000.0"));
  EXPECT_NE(again("1"), again("1.0"));
  EXPECT_EQ(again(R"('it\'s \\ so')"), R"('it\'s \\ so')");
}

TEST(Cell, DirectionsOfPathsMatter) {
  const std::string_view path = "<(:A)<-[:T {w: 1}]-()-[:U]->(:B)>";
  EXPECT_EQ(again(path), path);
  EXPECT_NE(again("<()-[:T]->()>"), again("<()<-[:T]-()>"));
}

TEST(Cell, OrderOfListsMayBeIgnored) {
  EXPECT_EQ(again("[[2, 1], [3]]", ListOrder::Ignored), again("[[3], [1, 2]]", ListOrder::Ignored));
  EXPECT_NE(again("[1, 1, 2]", ListOrder::Ignored), again("[1, 2, 2]", ListOrder::Ignored));
}

TEST(Cell, SaysWhatIsNoValue) {
  for (const std::string_view wrong : {"", "[1", "{a 1}", "'open", "(:A", "1 2", "1x", "<()-[:T]-()>"})
    EXPECT_THROW(read_cell(wrong), std::runtime_error) << wrong;
}

TEST(Cell, ValueOfLiterals) {
  const property::Value value = value_of(read_cell("{b: [1, 'x'], a: null}"));
  EXPECT_EQ(property::print(value), "{a: null, b: [1, 'x']}");
  EXPECT_THROW(value_of(read_cell("[()]")), std::runtime_error);
}

TEST(Cell, OfAGraph) {
  property::Graph graph;
  const property::Label labels[] = {graph.add_label("B"), graph.add_label("A")};
  const property::Node a = graph.create_node(labels), b = graph.create_node({});
  graph.set(a, graph.add_key("q"), property::Value("x"));
  graph.set(a, graph.add_key("p"), property::Value(std::int64_t{1}));
  const property::Relationship edge = graph.create_relationship(a, graph.add_type("T"), b);
  EXPECT_EQ(text(cell_of(graph, property::Value(property::Path{{b, a}, {edge}}))), "<()<-[:T]-(:A:B {p: 1, q: 'x'})>");
}

}  // namespace
}  // namespace whom::test
