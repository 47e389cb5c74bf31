#include "graph/knowledge_graph.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

TEST(KnowledgeGraph, MergesPeopleAcrossDocuments) {
  const KnowledgeGraph graph = test::sample_graph();
  std::vector<std::string> ids;
  for (const Entity& e : graph.entities()) ids.push_back(e.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"cestria", "corvid-telecom", "haiti", "ingrid-j-valmont", "lena-marchetti",
                                        "lumen-holdings", "marovia", "mission-in-haiti", "norrland",
                                        "offering-troops-to-haiti", "ostara-bank", "parties-to-the-conflict",
                                        "pavel-dressler", "port-selby", "satellite-links-for-haiti", "selby-accord",
                                        "tomas-okello"}));
}

}  // namespace
}  // namespace whom::graph
