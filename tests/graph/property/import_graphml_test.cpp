#include "graph/property/import_graphml.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "tests/support/print_graph.hpp"

namespace whom::property {
namespace {

namespace fs = std::filesystem;
using test::printed;

class ImportGraphml : public testing::Test {
 protected:
  void TearDown() override { fs::remove(path_); }

  Graph graph(const std::string& text) const {
    std::ofstream(path_, std::ios::binary) << text;
    return import_graphml(path_);
  }

  std::string error(const std::string& text) const {
    try {
      graph(text);
    } catch (const std::runtime_error& problem) {
      const std::string message = problem.what();
      EXPECT_TRUE(message.starts_with(path_.string())) << message;
      return message.substr(path_.string().size());
    }
    return "";
  }

  fs::path path_ = fs::temp_directory_path() / ("whom_" + std::to_string(std::random_device{}()) + ".graphml");
};

TEST_F(ImportGraphml, ReadsNodesEdgesAndTheirData) {
  EXPECT_EQ(printed(graph(R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key id="d0" for="node" attr.name="name" attr.type="string"/>
  <key id="d1" for="node" attr.name="age" attr.type="int"><default>40</default></key>
  <key id="d2" for="edge" attr.name="weight" attr.type="double"/>
  <key id="d3" for="all" attr.name="sure" attr.type="boolean"/>
  <key id="d4" for="node" yfiles.type="nodegraphics"/>
  <key id="l" for="edge" attr.name="label" attr.type="string"/>
  <graph edgedefault="directed">
    <data key="d0">of the graph</data>
    <edge source="n1" target="n0"><data key="d2"> 0.5 </data><data key="l">MET</data></edge>
    <node id="n0" labels=":Person:Minister"><data key="d0">Ann &amp; Bo</data><data key="d1">53</data></node>
    <node id="n1"><data key="d3">true</data><data key="d4"><y:ShapeNode>x</y:ShapeNode></data>
      <graph><node id="n1::0"/></graph>
    </node>
    <edge id="e1" source="n0" target="n0" label="IS"/>
    <edge source="n0" target="n1::0"/>
  </graph>
</graphml>
)")),
            "({id: 'n1', age: 40, sure: true})\n"
            "(:Person:Minister {id: 'n0', name: 'Ann & Bo', age: 53})\n"
            "({id: 'n1::0', age: 40})\n"
            "0[:MET {weight: 0.5}]1\n"
            "1[:IS {id: 'e1'}]1\n"
            "1[:EDGE]2\n");
}

TEST_F(ImportGraphml, SaysWhereSomethingIsWrong) {
  const std::string head = "<graphml>\n<key id=\"a\" for=\"node\" attr.name=\"a\" attr.type=\"int\"/>\n<graph>\n";
  const std::string tail = "</graph></graphml>\n";
  EXPECT_EQ(error("<graphml>\n<graph></graphml>"), ":2:10: mismatched tag");
  EXPECT_EQ(error(""), ":1:1: no element found");
  EXPECT_EQ(error("<html/>"), ": not GraphML");
  EXPECT_EQ(error(head + "<node id=\"1\"><data key=\"b\"/></node>" + tail), ":4:14: no key has the id 'b'");
  EXPECT_EQ(error(head + "<node id=\"1\"><data key=\"a\">x</data></node>" + tail),
            ":4:36: 'x' is not what the key 'a' declares");
  EXPECT_EQ(error(head + "<node id=\"1\"/><node id=\"1\"/>" + tail), ":4:15: another node has the id '1'");
  EXPECT_EQ(error(head + "<edge source=\"1\" target=\"2\"/>" + tail), ": edges lead to nodes that are not there");
  EXPECT_EQ(error(head + "<hyperedge/>" + tail), ":4:1: hyperedges have no place in the graph");
}

}  // namespace
}  // namespace whom::property
