#include "graph/store.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "graph/check.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

namespace fs = std::filesystem;

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::temp_directory_path() / (std::string("whom-store-") + info->name());
    fs::remove_all(folder);
    fs::create_directories(folder);
    path = folder / "news.whom";
  }
  ~StoreTest() override { fs::remove_all(folder); }
  fs::path folder, path;
};

TEST_F(StoreTest, GivesBackWhatWasPut) {
  Store store(path, Store::Mode::Write);
  for (const Reading& reading : test::sample_readings()) store.put(reading);
  store.finish();
  const KnowledgeGraph graph = Store(path, Store::Mode::Read).graph();
  EXPECT_EQ(problems(graph), std::vector<std::string>());
  const KnowledgeGraph direct = test::sample_graph();
  EXPECT_TRUE(std::ranges::equal(graph.statements(), direct.statements()));
}

}  // namespace
}  // namespace whom::graph
