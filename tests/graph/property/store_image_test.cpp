#include "graph/property/store_image.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>

#include "graph/image_file.hpp"
#include "graph/ledger.hpp"
#include "graph/nquads.hpp"
#include "graph/property/statement_graph.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::property {
namespace {

namespace fs = std::filesystem;
using graph::Store;

std::string text_of(const graph::KnowledgeGraph& graph) {
  std::ostringstream out;
  write_nquads(out, graph);
  return out.str();
}

std::string text_of(const Graph& graph) {
  std::string all;
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i) {
    all += print(graph, Value(Node{i})) + "\n";
    for (const std::uint32_t r : graph.outgoing(Node{i}).relationships)
      all += print(graph, Value(Path{{Node{i}, graph.target(Relationship{r})}, {Relationship{r}}})) + "\n";
  }
  return all;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

class StoreImageTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    build(test::sample_readings());
  }
  void TearDown() override { fs::remove_all(folder_); }

  void build(const std::vector<graph::Reading>& readings) const {
    Store store(path_, Store::Mode::Write);
    for (const graph::Reading& reading : readings) store.put(reading);
    if (auto merged = store.finish()) keep_image(path_, *std::move(merged));
  }

  void sql(const std::string& statement) const {
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &connection), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(connection, statement.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(connection);
  }

  ino_t image_inode() const {
    struct stat status {};
    return ::stat(image_.c_str(), &status) == 0 ? status.st_ino : 0;
  }

  /// What is opened is what merging gives, with or without the image.
  void expect_right_answers() const {
    StoreGraphs opened = open_store(path_);
    const graph::KnowledgeGraph merged = Store(path_, Store::Mode::Read).graph();
    EXPECT_EQ(text_of(opened.knowledge), text_of(merged));
    if (!opened.graph) opened.graph = statement_graph(opened.knowledge);
    EXPECT_EQ(text_of(*opened.graph), text_of(statement_graph(merged)));
  }

  void expect_image_is_used() const {
    const ino_t before = image_inode();
    EXPECT_NE(before, 0u);
    expect_right_answers();
    EXPECT_EQ(image_inode(), before);
  }

  void expect_image_is_renewed() const {
    fs::create_hard_link(image_, image_.string() + "-old");  // keeps its inode from being used again
    expect_right_answers();
    EXPECT_NE(image_inode(), 0u);
    EXPECT_FALSE(fs::equivalent(image_, image_.string() + "-old"));
    fs::remove(image_.string() + "-old");
    expect_image_is_used();
  }

  fs::path folder_ = fs::temp_directory_path() / ("whom_store_image_" + std::to_string(getpid()));
  fs::path path_ = folder_ / "news.whom", image_ = folder_ / "news.whom-image";
};

TEST_F(StoreImageTest, IsMadeByABuild) { expect_image_is_used(); }

TEST_F(StoreImageTest, IsMadeByTheFirstOpeningOtherwise) {
  fs::remove(image_);
  expect_right_answers();
  expect_image_is_used();
}

TEST_F(StoreImageTest, FollowsTheDocuments) {
  for (std::uint32_t seed = 1; seed < 4; ++seed) {
    build(test::random_readings(seed, 3, 6));
    expect_image_is_used();
  }
  Store(path_, Store::Mode::Write).remove("company");
  expect_right_answers();
}

TEST_F(StoreImageTest, FollowsCorrections) {
  graph::Correction correction{"", "2024-05-06T07:08:09Z", "Ann", "CREATE ()-[:visit]->()", {}, {}, {}};
  correction.participants.push_back({{"x", "Xenia", {}, graph::EntityType::Person, true}, true, {}, {}});
  correction.added.push_back({graph::EntityIndex{0}, "visit", graph::EntityIndex{0}, {}, {}, {}});
  std::string id;
  {
    Store store(path_, Store::Mode::Write);
    id = store.put(correction);
    store.finish();
  }
  expect_image_is_renewed();
  EXPECT_TRUE(open_store(path_).knowledge.find_entity("x"));
  {
    Store store(path_, Store::Mode::Write);
    store.remove_correction(id);
    store.finish();
  }
  expect_image_is_renewed();
  EXPECT_FALSE(open_store(path_).knowledge.find_entity("x"));
}

TEST_F(StoreImageTest, FollowsAnUnfinishedBuild) {
  Store store(path_, Store::Mode::Write);
  for (const graph::Reading& reading : test::random_readings(7, 3, 6)) {
    store.put(reading);
    expect_right_answers();
  }
}

TEST_F(StoreImageTest, FollowsTheLedger) {
  write_bytes(graph::Ledger::beside(path_), "rename tomas-okello \"Thomas Okello\"\n");
  expect_image_is_renewed();
  EXPECT_TRUE(open_store(path_).knowledge.find_entity("thomas-okello"));
  write_bytes(graph::Ledger::beside(path_), "rename tomas-okello \"Thomas Okelli\"\n");  // as long as before
  expect_image_is_renewed();
  EXPECT_TRUE(open_store(path_).knowledge.find_entity("thomas-okelli"));
  fs::remove(graph::Ledger::beside(path_));
  expect_image_is_renewed();
  write_bytes(graph::Ledger::beside(path_), "nonsense\n");
  EXPECT_THROW(open_store(path_), graph::LedgerError);
}

TEST_F(StoreImageTest, FollowsAStoreMadeAnew) {
  const std::string image = bytes_of(image_);
  fs::remove(path_);
  auto readings = test::sample_readings();
  readings[0].entities[0].name = "Somebody Else";
  build(readings);
  write_bytes(image_, image);
  expect_image_is_renewed();
  EXPECT_FALSE(open_store(path_).knowledge.named("Somebody Else").empty());
}

TEST_F(StoreImageTest, FollowsOtherPrograms) {
  sql("UPDATE local_entity SET name = 'Renamed' WHERE number = 0");
  expect_image_is_renewed();
  EXPECT_FALSE(open_store(path_).knowledge.named("Renamed").empty());
}

TEST_F(StoreImageTest, MovesWithTheStore) {
  const fs::path other = folder_ / "moved.whom";
  fs::rename(path_, other);
  fs::rename(image_, other.string() + "-image");
  path_ = other;
  image_ = other.string() + "-image";
  expect_image_is_used();
}

TEST_F(StoreImageTest, IsNotMadeOfAnOlderStore) {
  sql("DROP TABLE revision; DROP TABLE correction; PRAGMA user_version = 2");
  fs::remove(image_);
  expect_right_answers();
  EXPECT_FALSE(fs::exists(image_));
  build({});
  expect_image_is_used();
}

TEST_F(StoreImageTest, DamageIsPassedOver) {
  const std::string good = bytes_of(image_);
  std::uint32_t sections = 0;
  std::memcpy(&sections, good.data() + 12, sizeof sections);
  std::vector<std::size_t> lengths = {0, 1, 8, 39, good.size() - 1};
  for (std::uint32_t i = 0; i < sections; ++i) {
    graph::ImageSection section{};
    std::memcpy(&section, good.data() + 40 + i * sizeof section, sizeof section);
    lengths.push_back(section.offset);
    lengths.push_back(section.offset + section.size / 2);
  }
  for (const std::size_t length : lengths) {
    write_bytes(image_, good.substr(0, length));
    expect_right_answers();
    EXPECT_EQ(bytes_of(image_), good) << length;
  }
  for (std::size_t at = 0; at < good.size(); at += at < 64 ? 1 : 997) {
    std::string bad = good;
    bad[at] ^= 0x10;
    write_bytes(image_, bad);
    expect_right_answers();
  }
  write_bytes(image_, "something else");
  expect_right_answers();
  EXPECT_EQ(bytes_of(image_), good);
}

TEST_F(StoreImageTest, AFolderInItsPlaceIsPassedOver) {
  fs::remove(image_);
  fs::create_directory(image_);
  expect_right_answers();
  build(test::random_readings(2, 2, 2));
  expect_right_answers();
}

TEST_F(StoreImageTest, ReadsWhereItCannotWrite) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  expect_image_is_used();
  fs::permissions(folder_, fs::perms::owner_all);
  fs::remove(image_);
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  expect_right_answers();
  fs::permissions(folder_, fs::perms::owner_all);
  EXPECT_FALSE(fs::exists(image_));
}

TEST_F(StoreImageTest, LeavesNothingElseBehind) {
  expect_right_answers();
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  EXPECT_EQ(names, (std::vector<std::string>{"news.whom", "news.whom-image"}));
}

TEST_F(StoreImageTest, KeepsNothingOfAStateThatIsGone) {
  Store store(path_, Store::Mode::Write);
  graph::MergedStore before = store.merged();
  store.put(test::random_readings(9, 1, 5).front());
  store.finish();
  fs::remove(image_);
  keep_image(path_, std::move(before));
  EXPECT_FALSE(fs::exists(image_));
}

}  // namespace
}  // namespace whom::property
