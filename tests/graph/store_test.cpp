#include "graph/store.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "graph/check.hpp"
#include "graph/csv.hpp"
#include "graph/ledger.hpp"
#include "graph/nquads.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

std::string everything(const KnowledgeGraph& graph) {
  std::ostringstream out;
  write_nquads(out, graph);
  write_csv(out, graph);
  for (const Document& document : graph.documents()) out << document.key << document.text << '\n';
  return out.str();
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// What `action` throws, without the path in front.
template <class Action>
std::string failure(const fs::path& path, const Action& action) {
  try {
    action();
  } catch (const StoreError& error) {
    const std::string message = error.what();
    EXPECT_EQ(message.find('\n'), std::string::npos);
    EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
    return message.substr(std::min(message.size(), path.string().size() + 2));
  }
  return "";
}

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::temp_directory_path() / ("whom-store-" + std::to_string(getpid()) + "-" + info->name());
    fs::create_directories(folder);
    path = folder / "news.whom";
  }
  ~StoreTest() override { fs::remove_all(folder); }

  void build(const std::vector<Reading>& readings) const {
    Store store(path, Store::Mode::Write);
    for (const Reading& reading : readings) {
      if (!store.contains(reading.document)) store.put(reading);
    }
    store.finish();
  }

  KnowledgeGraph graph() const { return Store(path, Store::Mode::Read).graph(); }

  Strings files() const {
    Strings names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string read_failure() const {
    return failure(path, [&] { Store(path, Store::Mode::Read).graph(); });
  }
  std::string write_failure() const {
    return failure(path, [&] { Store(path, Store::Mode::Write); });
  }

  /// First column of the first row, as any program would get it.
  std::string sql(const std::string& query) const {
    sqlite3* connection = nullptr;
    EXPECT_EQ(sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    std::string result;
    const auto take = [](void* out, int, char** values, char**) {
      if (values[0] != nullptr) *static_cast<std::string*>(out) = values[0];
      return 1;
    };
    sqlite3_exec(connection, query.c_str(), take, &result, nullptr);
    sqlite3_close(connection);
    return result;
  }

  /// Leaves the file and its journal as a program does that dies just before its transaction is done.
  void die_writing(const std::string& statements) const {
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &connection), SQLITE_OK);
    const auto run = [&](const std::string& sql) {
      ASSERT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
          << sqlite3_errmsg(connection);
    };
    run("PRAGMA synchronous = OFF; BEGIN IMMEDIATE;" + statements);  // OFF: the journal is whole at every moment
    const std::string journal = bytes_of(path.string() + "-journal");
    run("COMMIT");
    sqlite3_close(connection);
    ASSERT_NE(journal, "");
    write_bytes(path.string() + "-journal", journal);
  }

  fs::path folder, path;
};

Reading document(const std::string& key, const std::string& words) {
  test::ReadingBuilder builder(key);
  builder.sentence(words);
  const auto ada = builder.entity("Ada Brandt", EntityType::Person);
  builder.report(ada, "quit", std::nullopt, "quit");
  return builder.finish();
}

TEST_F(StoreTest, GivesBackWhatWasPut) {
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    const auto readings = test::random_readings(seed, 8, 8);
    fs::remove(path);
    build(readings);
    const KnowledgeGraph stored = graph();
    EXPECT_EQ(problems(stored), Strings());
    EXPECT_EQ(everything(stored), everything(KnowledgeGraph::merge(readings, Ledger())));
    EXPECT_EQ(Store(path, Store::Mode::Read).problems(), Strings());
  }
}

TEST_F(StoreTest, LeavesOneFile) {
  build(test::sample_readings());
  EXPECT_EQ(files(), (Strings{"news.whom"}));
  graph();
  EXPECT_EQ(files(), (Strings{"news.whom"}));
}

TEST_F(StoreTest, BuildingTheSameAgainChangesNothing) {
  build(test::sample_readings());
  const std::string before = bytes_of(path);
  build(test::sample_readings());
  EXPECT_EQ(bytes_of(path), before);
}

TEST_F(StoreTest, AnUnfinishedBuildIsReadable) {
  const auto readings = test::sample_readings();
  Store store(path, Store::Mode::Write);
  store.put(readings[0]);
  EXPECT_EQ(graph().documents().size(), 1u);
  EXPECT_EQ(Store(path, Store::Mode::Read).problems().size(), 1u);
  store.put(readings[1]);
  EXPECT_EQ(graph().documents().size(), 2u);
  store.finish();
  EXPECT_EQ(Store(path, Store::Mode::Read).problems(), Strings());
}

TEST_F(StoreTest, ANewVersionReplacesTheOldOne) {
  build({document("a.txt", "Ada Brandt quit in May."), document("b.txt", "Ada Brandt quit.")});
  build({document("a.txt", "Ada Brandt quit in June.")});
  const KnowledgeGraph merged = graph();
  ASSERT_EQ(merged.documents().size(), 2u);
  const auto has = [&](const char* words) {
    return std::ranges::any_of(merged.documents(), [&](const Document& d) { return d.text == words; });
  };
  EXPECT_TRUE(has("Ada Brandt quit in June."));
  EXPECT_FALSE(has("Ada Brandt quit in May."));
}

TEST_F(StoreTest, CopiesOfOneTextAreOneDocument) {
  const Reading first = document("a.txt", "Ada Brandt quit."), second = document("b.txt", "Ada Brandt quit.");
  ASSERT_EQ(first.document.id, second.document.id);
  for (const auto& order : {std::vector{first, second}, std::vector{second, first}}) {
    fs::remove(path);
    build(order);
    EXPECT_EQ(graph().documents().size(), 1u);
    EXPECT_EQ(graph().documents()[0].key, "a.txt");
    const Store store(path, Store::Mode::Read);
    EXPECT_TRUE(store.contains(first.document));
    EXPECT_TRUE(store.contains(second.document));
  }
  build({document("a.txt", "Ada Brandt quit again.")});
  EXPECT_EQ(graph().documents().size(), 2u) << "the copy still says so";
  build({document("b.txt", "Ada Brandt quit again.")});
  EXPECT_EQ(graph().documents().size(), 1u);
}

TEST_F(StoreTest, RemovesByIdPrefixKeyAndUrl) {
  const auto readings = test::sample_readings();
  const Strings names = {readings[0].document.id, readings[0].document.id.substr(0, 9), readings[0].document.url,
                         readings[2].document.key};
  for (const std::string& name : names) {
    fs::remove(path);
    build(readings);
    Store store(path, Store::Mode::Write);
    EXPECT_TRUE(store.remove(name));
    EXPECT_FALSE(store.remove(name));
    store.finish();
    const KnowledgeGraph merged = store.graph();
    EXPECT_EQ(merged.documents().size(), 2u);
    EXPECT_EQ(problems(merged), Strings());
  }
  Store store(path, Store::Mode::Write);
  EXPECT_FALSE(store.remove("no such thing"));
  EXPECT_FALSE(store.remove(""));
}

TEST_F(StoreTest, AnAmbiguousPrefixIsRefused) {
  const auto readings = test::random_readings(3, 40, 0);
  build(readings);
  std::map<char, int> first;
  for (const Reading& reading : readings) ++first[reading.document.id[0]];
  const auto common = std::ranges::find_if(first, [](const auto& f) { return f.second > 1; });
  const std::string prefix(1, common->first);
  EXPECT_EQ(failure(path, [&] { Store(path, Store::Mode::Write).remove(prefix); }),
            "the ids of several documents begin with '" + prefix + "'");
}

TEST_F(StoreTest, ListsDocuments) {
  build(test::sample_readings());
  const auto summaries = Store(path, Store::Mode::Read).documents();
  ASSERT_EQ(summaries.size(), 3u);
  EXPECT_EQ(summaries[0].document.key, "https://cestria-post.example/call");
  EXPECT_EQ(summaries[0].document.text, "");
  EXPECT_EQ(summaries[0].sentences, 4u);
  EXPECT_EQ(summaries[0].statements, 7u);
}

TEST_F(StoreTest, RefusesAReadingThatIsNotSound) {
  Reading reading = test::sample_readings()[0];
  reading.reports[0].evidence.relation.end = 100000;
  Store store(path, Store::Mode::Write);
  EXPECT_THROW(store.put(reading), std::invalid_argument);
  EXPECT_TRUE(store.documents().empty());
}

TEST_F(StoreTest, AppliesTheLedgerBesideIt) {
  build(test::sample_readings());
  std::ofstream(Ledger::beside(path)) << "rename tomas-okello \"T. O.\"\n";
  EXPECT_TRUE(graph().find_entity("to").has_value());
  EXPECT_EQ(Store(path, Store::Mode::Read).problems().size(), 1u) << "the merged tables are stale";
  build({});
  EXPECT_EQ(Store(path, Store::Mode::Read).problems(), Strings());
  EXPECT_EQ(sql("SELECT name FROM entity WHERE id = 'to'"), "T. O.");
  EXPECT_EQ(sql("SELECT entity FROM redirect WHERE id = 'tomas-okello'"), "to");
  std::ofstream(Ledger::beside(path)) << "nonsense\n";
  EXPECT_THROW(graph(), LedgerError);
}

TEST_F(StoreTest, AnyoneCanReadIt) {
  build(test::sample_readings());
  EXPECT_EQ(sql("SELECT object FROM triple WHERE subject = 'Lumen Holdings'"), "Corvid Telecom");
  EXPECT_EQ(sql("SELECT count(*) FROM triple WHERE relation = 'visit'"), "0");
  EXPECT_EQ(sql("SELECT modality FROM statement WHERE relation = 'visit'"), "planned");
  EXPECT_EQ(sql("SELECT count(*) FROM sentence_search WHERE sentence_search MATCH 'satellite haiti'"), "1");
  EXPECT_EQ(sql("SELECT entity FROM name_search WHERE name_search MATCH 'valmont'"), "ingrid-j-valmont");
  EXPECT_EQ(sql("SELECT sources FROM evidence e JOIN statement s ON s.id = e.statement WHERE s.relation = 'visit'"),
            "tomas-okello");
  EXPECT_EQ(sql("SELECT name FROM local_entity e JOIN document d ON d.number = e.document JOIN entity_link l"
                " ON l.document = d.id AND l.number = e.number WHERE l.entity = 'port-selby' LIMIT 1"),
            "Port Selby");
  EXPECT_EQ(sql("SELECT count(*) FROM entity_link WHERE confidence <= 0 OR confidence > 1"), "0");
  EXPECT_EQ(sql("PRAGMA user_version"), "4");
}

TEST_F(StoreTest, HoldsFiftyMegabytes) {
  std::string words = "Ada Brandt quit. ";
  while (words.size() < 50'000'000) words += words;
  build({document("big.txt", words)});
  EXPECT_EQ(graph().documents()[0].text.size(), words.size());
}

// ---- what goes wrong

TEST_F(StoreTest, SaysWhatIsWrongWithAPath) {
  EXPECT_EQ(read_failure(), "no such file");
  fs::create_directory(path);
  EXPECT_EQ(read_failure(), "is a directory");
  EXPECT_EQ(write_failure(), "is a directory");
  fs::remove(path);
  write_bytes(path, "");
  EXPECT_EQ(read_failure(), "is not a whom store");
  EXPECT_EQ(write_failure(), "") << "an empty file is a fresh one";
  path = folder / "none" / "x.whom";
  EXPECT_EQ(write_failure(), "cannot be made: there is no folder " + (folder / "none").string());
}

TEST_F(StoreTest, RefusesWhatIsNoStore) {
  for (const std::string& bytes : {std::string("hello"), std::string(5000, 'x'), std::string(100, '\0')}) {
    write_bytes(path, bytes);
    EXPECT_EQ(read_failure(), "is not a whom store");
    EXPECT_EQ(write_failure(), "is not a whom store");
    EXPECT_EQ(bytes_of(path), bytes) << "left as it was";
  }
  fs::remove(path);
  sqlite3* connection = nullptr;
  sqlite3_open(path.c_str(), &connection);
  sqlite3_exec(connection, "CREATE TABLE t(x)", nullptr, nullptr, nullptr);
  sqlite3_close(connection);
  EXPECT_EQ(read_failure(), "is not a whom store");
  EXPECT_EQ(write_failure(), "is not a whom store");
}

TEST_F(StoreTest, RefusesANewerVersion) {
  build(test::sample_readings());
  sql("PRAGMA user_version = 99");
  EXPECT_EQ(read_failure(), "was written by a newer version of whom");
  EXPECT_EQ(write_failure(), "was written by a newer version of whom");
}

TEST_F(StoreTest, BringsTheFirstVersionUpToDate) {
  build(test::sample_readings());
  const std::string links = sql("SELECT count(*) FROM entity_link");
  sql("DROP TABLE entity_link; DROP TABLE revision; DROP TABLE correction");
  sql("PRAGMA user_version = 1");
  EXPECT_EQ(Store(path, Store::Mode::Read).state(), std::nullopt);
  EXPECT_EQ(graph().documents().size(), 3u) << "it can be asked as it is";
  EXPECT_EQ(sql("PRAGMA user_version"), "1");
  build({});
  EXPECT_EQ(sql("PRAGMA user_version"), "4");
  EXPECT_EQ(sql("SELECT count(*) FROM entity_link"), links);
}

/// Somebody visited somewhere, both of which nobody names.
Correction visit(const std::string& name) {
  Correction correction{"", "2024-05-06T07:08:09Z", "Ann", "CREATE ()-[:visit]->()", {}, {}, {}};
  correction.participants.push_back({{"x", name, {}, EntityType::Person, true}, true, {}, {}});
  correction.added.push_back({EntityIndex{0}, "visit", EntityIndex{0}, {}, Polarity::Affirmed, Modality::Actual});
  return correction;
}

TEST_F(StoreTest, BringsTheThirdVersionUpToDate) {
  build(test::sample_readings());
  sql("ALTER TABLE correction RENAME COLUMN time TO date");
  sql("PRAGMA user_version = 3");
  EXPECT_EQ(Store(path, Store::Mode::Read).corrections().size(), 0u);
  EXPECT_EQ(graph().documents().size(), 3u);
  Store(path, Store::Mode::Write).put(visit("Xanthe"));
  EXPECT_EQ(Store(path, Store::Mode::Read).corrections().size(), 1u);
}

TEST_F(StoreTest, KeepsCorrectionsOverBuilds) {
  build(test::sample_readings());
  const std::size_t statements = graph().statements().size();
  std::string first, second;
  {
    Store store(path, Store::Mode::Write);
    first = store.put(visit("Ada"));
    second = store.put(visit("Ada"));
    EXPECT_NE(first, second);
    store.finish();
  }
  EXPECT_EQ(files(), Strings{"news.whom"});
  EXPECT_EQ(Store(path, Store::Mode::Read).problems(), Strings());
  EXPECT_EQ(graph().statements().size(), statements + 1);
  EXPECT_EQ(sql("SELECT count(*) FROM statement"), std::to_string(statements + 1));
  build({document("a", "Ada Brandt quit."), document("b", "Ada Brandt quit, they say.")});
  EXPECT_EQ(graph().statements().size(), statements + 2);
  const auto corrections = Store(path, Store::Mode::Read).corrections();
  ASSERT_EQ(corrections.size(), 2u);
  EXPECT_EQ(corrections[0].id, first);
  EXPECT_EQ(corrections[1].curator, "Ann");
  EXPECT_EQ(corrections[1].added, visit("").added);
}

TEST_F(StoreTest, RemovesCorrections) {
  build(test::sample_readings());
  const std::string before = everything(graph());
  Store store(path, Store::Mode::Write);
  const std::string id = store.put(visit("Ada"));
  EXPECT_EQ(files(), Strings{"news.whom"});
  EXPECT_EQ(store.problems().size(), 1u) << "the merged tables lag behind";
  EXPECT_NE(everything(graph()), before);
  EXPECT_FALSE(store.remove_correction("x"));
  EXPECT_FALSE(store.remove_correction(""));
  EXPECT_TRUE(store.remove_correction(id.substr(0, 6)));
  EXPECT_EQ(everything(graph()), before);
  for (int i = 0; i < 17; ++i) store.put(visit("Ada"));  // two of them begin alike
  std::set<char> digits;
  std::string prefix;
  for (const Correction& correction : store.corrections())
    if (!digits.insert(correction.id[0]).second) prefix = correction.id.substr(0, 1);
  EXPECT_EQ(failure(path, [&] { store.remove_correction(prefix); }),
            "the ids of several corrections begin with '" + prefix + "'");
}

TEST_F(StoreTest, RefusesCorrectionsThatMakeNoSense) {
  build(test::sample_readings());
  Store(path, Store::Mode::Write).put(visit("Ada"));
  sql("UPDATE correction SET changes = '{}'");
  EXPECT_EQ(read_failure(), "is damaged: a correction makes no sense");
}

TEST_F(StoreTest, NoticesTruncation) {
  build(test::sample_readings());
  const std::string whole = bytes_of(path);
  for (const std::size_t size : {whole.size() - 1, whole.size() / 2, std::size_t{4096}, std::size_t{1000}}) {
    write_bytes(path, whole.substr(0, size));
    EXPECT_EQ(read_failure(), "is damaged: the file is truncated") << size;
  }
}

TEST_F(StoreTest, SurvivesFlippedBytes) {
  build(test::random_readings(1, 3, 4));
  const std::string whole = bytes_of(path);
  std::mt19937 engine(1);
  int noticed = 0;
  for (int round = 0; round < 150; ++round) {
    std::string damaged = whole;
    for (int flip = 0; flip < 20; ++flip) damaged[engine() % damaged.size()] = static_cast<char>(engine());
    write_bytes(path, damaged);
    try {
      Store store(path, Store::Mode::Read);
      const KnowledgeGraph merged = store.graph();
      EXPECT_EQ(problems(merged), Strings());
      noticed += store.problems().empty() ? 0 : 1;
    } catch (const StoreError&) {
      ++noticed;
    }
  }
  EXPECT_GT(noticed, 75);
}

TEST_F(StoreTest, RefusesRowsThatDoNotFit) {
  const Strings damages = {"UPDATE local_report SET subject = 99 WHERE number = 0",
                           "UPDATE local_report SET relation_ends = 100000",
                           "UPDATE local_report SET relation_begins = -1",
                           "UPDATE local_report SET polarity = 'maybe'",
                           "UPDATE local_report SET object_type = 'x', object = NULL, object_value = 'v'",
                           "DELETE FROM local_report WHERE number = 0",
                           "DELETE FROM local_entity WHERE number = 1",
                           "UPDATE local_entity SET type = 'Human'",
                           "UPDATE local_qualifier SET number = number + 10",
                           "UPDATE local_qualifier SET entity = NULL, value = NULL",
                           "UPDATE document SET text = 'short'",
                           "UPDATE document SET text = CAST(x'ff' AS TEXT)",
                           "UPDATE sentence SET begins = 5, ends = 2",
                           "DROP TABLE local_link"};
  for (const std::string& damage : damages) {
    fs::remove(path);
    build(test::sample_readings());
    sql("PRAGMA foreign_keys = OFF; " + damage);
    EXPECT_TRUE(read_failure().starts_with("is damaged: ")) << damage << " -> " << read_failure();
  }
}

TEST_F(StoreTest, WaitsForAnotherWriterThenGivesUp) {
  build(test::sample_readings());
  sqlite3* connection = nullptr;
  sqlite3_open(path.c_str(), &connection);
  sqlite3_exec(connection, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr);
  EXPECT_EQ(write_failure(), "is locked by another program");
  sqlite3_close(connection);
  EXPECT_EQ(write_failure(), "");
}

TEST_F(StoreTest, WhatIsCommittedIsDoneThoughTheLogCannotGo) {
  const auto readings = test::sample_readings();
  {
    Store writer(path, Store::Mode::Write);
    writer.put(readings[0]);
    const Store reader(path, Store::Mode::Read);
    EXPECT_TRUE(writer.finish());
    EXPECT_GT(files().size(), 1u);
    Store::settle_what_is_left(path);
    EXPECT_FALSE(reader.state());
  }
  Store::settle_what_is_left(path);
  EXPECT_EQ(files(), Strings{"news.whom"});
  EXPECT_TRUE(Store(path, Store::Mode::Read).state());
  EXPECT_EQ(graph().documents().size(), 1u);
}

TEST_F(StoreTest, UpdatesOnlyWhatIsThere) {
  EXPECT_EQ(failure(path, [&] { Store(path, Store::Mode::Update); }), "no such file");
  EXPECT_EQ(files(), Strings());
  build(test::sample_readings());
  Store(path, Store::Mode::Update).put(visit("Ada"));
  EXPECT_EQ(Store(path, Store::Mode::Read).corrections().size(), 1u);
}

TEST_F(StoreTest, ReadersAndAWriterGetAlong) {
  const auto readings = test::random_readings(5, 6, 4);
  Store writer(path, Store::Mode::Write);
  writer.put(readings[0]);
  const Store reader(path, Store::Mode::Read);
  for (std::size_t r = 1; r < readings.size(); ++r) {
    writer.put(readings[r]);
    EXPECT_EQ(reader.graph().documents().size(), r + 1);
  }
}

TEST_F(StoreTest, ReadsWhereItCannotWrite) {
  if (geteuid() == 0) GTEST_SKIP() << "nothing is read-only for root";
  build(test::sample_readings());
  fs::permissions(path, fs::perms::owner_read);
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(read_failure(), "");
  EXPECT_EQ(write_failure(), "cannot be written: the folder is read-only");
  fs::permissions(folder, fs::perms::owner_all);
  EXPECT_EQ(write_failure(), "cannot be written: it is read-only");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  die_writing("UPDATE document SET title = 'half'");
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(read_failure(), "was left half written and cannot be repaired here: it is read-only");
  fs::permissions(folder, fs::perms::owner_all);
}

TEST_F(StoreTest, ReadsWhatADyingWriterLeft) {
  const auto readings = test::random_readings(5, 8, 8);
  build(readings);
  const std::string before = everything(graph());
  const auto size = fs::file_size(path);
  for (const bool grown : {true, false}) {
    die_writing("UPDATE document SET text = zeroblob(100000)");
    ASSERT_GT(fs::file_size(path), size);
    if (!grown) fs::resize_file(path, size);
    EXPECT_EQ(everything(graph()), before);
    EXPECT_EQ(Store(path, Store::Mode::Read).problems(), Strings());
    EXPECT_EQ(files(), Strings{"news.whom"});
  }
}

const char* const interrupted_beginning = "is empty: the build that began it was interrupted";

TEST_F(StoreTest, AnInterruptedBeginningIsSaidAndBuiltAnew) {
  const auto readings = test::random_readings(5, 2, 2);
  build(readings);
  const std::string before = everything(graph());
  const std::string begin = "PRAGMA application_id = " + sql("PRAGMA application_id") + "; CREATE TABLE begun(number)";
  fs::remove(path);
  die_writing(begin);
  EXPECT_EQ(read_failure(), interrupted_beginning);
  die_writing(begin);
  build(readings);
  EXPECT_EQ(everything(graph()), before);
}

/// A build that is killed at any moment leaves the documents it had finished.
TEST_F(StoreTest, SurvivesBeingKilled) {
  const auto readings = test::random_readings(9, 30, 10);
  std::mt19937 engine(9);
  std::size_t documents = 0;
  for (int round = 0; round < 6; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      Store store(path, Store::Mode::Write);
      for (const Reading& reading : readings) {
        if (!store.contains(reading.document)) store.put(reading);
      }
      store.finish();
      _exit(0);
    }
    usleep(static_cast<useconds_t>(5000 + engine() % 60000));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    if (!fs::exists(path) || fs::file_size(path) == 0 || read_failure() == interrupted_beginning) continue;
    const KnowledgeGraph merged = graph();
    EXPECT_EQ(problems(merged), Strings());
    EXPECT_GE(merged.documents().size(), documents);
    documents = merged.documents().size();
  }
  build(readings);
  EXPECT_EQ(everything(graph()), everything(KnowledgeGraph::merge(readings, Ledger())));
  EXPECT_EQ(Store(path, Store::Mode::Read).problems(), Strings());
}

// ---- a disk that fills up: SQLite's own file layer, except that writing beyond a budget fails

struct FullDisk {
  static inline sqlite3_vfs vfs = {};
  static inline sqlite3_vfs* real = nullptr;
  static inline std::int64_t budget = 0;
  /// SQLite has a table of methods per kind of file; each is copied once, with another way to write.
  struct Methods {
    sqlite3_io_methods limited;
    const sqlite3_io_methods* original;
  };
  static inline std::map<const sqlite3_io_methods*, Methods> methods;

  static int limited_write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    if ((budget -= count) < 0) return SQLITE_FULL;
    return reinterpret_cast<const Methods*>(file->pMethods)->original->xWrite(file, bytes, count, offset);
  }

  static int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    const int code = real->xOpen(real, name, file, flags, out);
    if (code != SQLITE_OK || file->pMethods == nullptr) return code;
    const auto entry = methods.try_emplace(file->pMethods, Methods{*file->pMethods, file->pMethods}).first;
    entry->second.limited.xWrite = limited_write;
    file->pMethods = &entry->second.limited;
    return code;
  }

  FullDisk() {
    real = sqlite3_vfs_find(nullptr);
    vfs = *real;
    vfs.zName = "full-disk";
    vfs.xOpen = open;
    sqlite3_vfs_register(&vfs, 1);
  }
  ~FullDisk() {
    sqlite3_vfs_unregister(&vfs);
    sqlite3_vfs_register(real, 1);
  }
};

TEST_F(StoreTest, AFullDiskLosesNothingThatWasStored) {
  const auto readings = test::random_readings(4, 12, 10);
  build({readings[0]});
  const std::string before = everything(graph());
  for (const std::int64_t budget : {0, 4096, 20000, 60000, 150000}) {
    FullDisk disk;
    FullDisk::budget = budget;
    std::size_t stored = 0;
    const std::string message = failure(path, [&] {
      Store store(path, Store::Mode::Write);
      for (const Reading& reading : readings) store.put(reading), ++stored;
      store.finish();
    });
    EXPECT_EQ(message, "cannot be written: the disk is full") << budget;
    FullDisk::budget = 1 << 30;
    EXPECT_GE(Store(path, Store::Mode::Read).documents().size(), std::max<std::size_t>(stored, 1));
    EXPECT_EQ(problems(Store(path, Store::Mode::Read).graph()), Strings());
  }
  build(readings);
  EXPECT_EQ(everything(graph()), everything(KnowledgeGraph::merge(readings, Ledger())));
}

}  // namespace
}  // namespace whom::graph
