#include "tools/graph_file.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/sample_graph.hpp"
#include "tests/tools/process.hpp"
#include "tools/asking.hpp"
#include "tools/command.hpp"

namespace whom::tools {
namespace {

std::string answer(GraphFile& file, const std::string& query) {
  AskOptions options;
  options.print.format = "csv";
  std::ostringstream out, err;
  ask(query, file, options, out, err);
  return out.str() + err.str();
}

TEST(GraphFile, KeepsWhatIsWrittenToAnImage) {
  const test::Scratch scratch;
  property::GraphImage::write(property::Graph(), scratch / "a.graph");
  EXPECT_TRUE(is_image(scratch / "a.graph"));
  GraphFile file(scratch / "a.graph");
  EXPECT_EQ(file.knowledge(), nullptr);
  EXPECT_EQ(answer(file, "CREATE (n {x: 1})"), "made 1 node, set 1 property\n");
  EXPECT_EQ(answer(file, "CREATE (n {x: 2})"), "made 1 node, set 1 property\n");
  GraphFile again(scratch / "a.graph");
  EXPECT_EQ(answer(again, "MATCH (n) RETURN n.x AS x"), "x\n1\n2\n");
}

TEST(GraphFile, DoesNotUndoWhatAnotherProgramWrote) {
  const test::Scratch scratch;
  property::GraphImage::write(property::Graph(), scratch / "a.graph");
  GraphFile first(scratch / "a.graph"), second(scratch / "a.graph");
  answer(first, "CREATE (n {x: 1})");
  EXPECT_THROW(answer(second, "CREATE (n {x: 2})"), std::runtime_error);
  EXPECT_EQ(answer(second, "MATCH (n) RETURN count(*) AS n"), "n\n0\n");
}

void make_store(const std::string& path) {
  graph::Store store(path, graph::Store::Mode::Write);
  for (const graph::Reading& reading : test::sample_readings()) store.put(reading);
  store.finish();
}

TEST(GraphFile, WritesToWhatAnotherProgramLeft) {
  const test::Scratch scratch;
  make_store(scratch / "a.whom");
  GraphFile first(scratch / "a.whom"), second(scratch / "a.whom");
  const std::string made = answer(first, "MERGE (:Person {name: 'Ada Zinc'})");
  EXPECT_NE(made.find("made 1 entity"), std::string::npos) << made;
  EXPECT_EQ(answer(second, "MERGE (:Person {name: 'Ada Zinc'})"), "nothing changed\n");
  EXPECT_EQ(answer(first, "MATCH (a {name: 'Ada Zinc'}) RETURN a.id AS id"), "id\nada-zinc\n");
}

TEST(GraphFile, MakesNoStoreForACorrection) {
  const test::Scratch scratch;
  make_store(scratch / "a.whom");
  GraphFile file(scratch / "a.whom");
  std::filesystem::remove(scratch / "a.whom");
  EXPECT_THROW(answer(file, "CREATE (:Person {name: 'Ada Zinc'})"), graph::StoreError);
  EXPECT_FALSE(std::filesystem::exists(scratch / "a.whom"));
  EXPECT_EQ(answer(file, "MATCH (a {name: 'Ada Zinc'}) RETURN count(*) AS n"), "n\n0\n");
}

TEST(GraphFile, MakesAGraphOfStatements) {
  GraphFile file(test::sample_graph(), nullptr);
  EXPECT_GT(file.graph().relationship_count(), 0u);
  EXPECT_EQ(answer(file, "MATCH ()-[b:brief]->(c) RETURN c"), "c\nTomas Okello\n");
}

}  // namespace
}  // namespace whom::tools
