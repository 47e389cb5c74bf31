#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <limits>
#include <sstream>

#include "tools/counts.hpp"
#include "tools/picture.hpp"
#include "tools/value_json.hpp"
#include "tools/value_text.hpp"

namespace whom::tools {
namespace {

using property::List;
using property::Map;
using property::Value;

/// (a:Person {name: 'Ann', friend: b})-[r:MET]->(b:Person {name: 'Ben', friend: a}), (c)
class Shown : public testing::Test {
 protected:
  Shown() {
    const property::Label person[] = {graph_.add_label("Person")};
    a_ = graph_.create_node(person);
    b_ = graph_.create_node(person);
    c_ = graph_.create_node({});
    r_ = graph_.create_relationship(a_, graph_.add_type("MET"), b_);
    const property::Key name = graph_.add_key("name"), other = graph_.add_key("friend");
    graph_.set(a_, name, Value("Ann"));
    graph_.set(b_, name, Value("Ben"));
    graph_.set(a_, other, Value(List{Value(b_)}));
    graph_.set(b_, other, Value(a_));
  }

  std::string json(const Value& value) const {
    std::ostringstream out;
    rapidjson::OStreamWrapper stream(out);
    JsonWriter writer(stream);
    write(writer, {graph_}, value);
    return out.str();
  }
  std::string text(const Value& value) const { return text_of({graph_}, value); }

  property::Graph graph_;
  property::Node a_, b_, c_;
  property::Relationship r_;
};

TEST_F(Shown, NodesAmongPropertiesDoNotLeadBack) {
  EXPECT_EQ(json(Value(b_)),
            R"({"id":1,"labels":["Person"],"properties":{"name":"Ben","friend":{"id":0,"labels":["Person"]}}})");
  EXPECT_EQ(json(Value(a_)),
            R"({"id":0,"labels":["Person"],"properties":{"name":"Ann","friend":[{"id":1,"labels":["Person"]}]}})");
  EXPECT_FALSE(text(Value(a_)).empty());
}

TEST_F(Shown, PathsAsNodesAndRelationships) {
  rapidjson::Document path;
  path.Parse(json(Value(property::Path{{b_, a_}, {r_}})).c_str());
  ASSERT_FALSE(path.HasParseError());
  EXPECT_EQ(path["nodes"].Size(), 2u);
  EXPECT_EQ(path["relationships"][0]["start"].GetInt(), 0);
  EXPECT_EQ(path["relationships"][0]["end"].GetInt(), 1);
  EXPECT_STREQ(path["relationships"][0]["type"].GetString(), "MET");
}

TEST_F(Shown, NumbersThatJsonLacksAreStrings) {
  EXPECT_EQ(json(Value(std::numeric_limits<double>::quiet_NaN())), "\"NaN\"");
  EXPECT_EQ(json(Value(-std::numeric_limits<double>::infinity())), "\"-Infinity\"");
  EXPECT_EQ(json(Value(1.0)), "1.0");
  EXPECT_EQ(json(Value(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
}

TEST_F(Shown, StringsAreBareAndOneLine) {
  EXPECT_EQ(text(Value("two\nlines\x1b[1m")), "two lines [1m");
  EXPECT_EQ(text(Value(List{Value("x"), Value()})), "['x', null]");
  EXPECT_EQ(text(Value(Map{{"a b", Value(true)}})), "{`a b`: true}");
  EXPECT_EQ(text(Value(property::Date{0})), "1970-01-01");
}

TEST_F(Shown, CaptionsAreNeverEmpty) {
  EXPECT_EQ(caption({graph_}, a_), "Ann");
  EXPECT_EQ(caption({graph_}, c_), "() 2");
}

TEST_F(Shown, ElementsAreFoundInContainers) {
  const Elements found = elements_of(
      Value(List{Value(c_), Value(Map{{"p", Value(property::Path{{b_, a_}, {r_}})}}), Value(c_), Value("x")}));
  EXPECT_EQ(found.nodes, (std::vector<property::Node>{a_, b_, c_}));
  EXPECT_EQ(found.relationships, std::vector<property::Relationship>{r_});
}

TEST_F(Shown, CountsLeaveOutWhatIsGone) {
  graph_.remove(r_);
  graph_.remove(c_);
  const Counts counts = count(graph_);
  EXPECT_EQ(counts.totals, (std::vector<Counts::Count>{{"nodes", 2}, {"relationships", 0}}));
  EXPECT_EQ(counts.groups[0].second, (std::vector<Counts::Count>{{"Person", 2}}));
  EXPECT_TRUE(counts.groups[1].second.empty());
}

TEST(Drawing, OfLoopsAndLonelyNodes) {
  std::ostringstream out;
  draw({{"a", "b", "c"}, {{0, 0, "LIKES"}, {0, 1, "OWNS"}}}, {}, out);
  EXPECT_EQ(out.str(), "a\n├─ LIKES → a\n└─ OWNS → b\nc\n");
}

}  // namespace
}  // namespace whom::tools
