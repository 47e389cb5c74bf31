#include "graph/ledger.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace whom::graph {
namespace {

Ledger parse(const std::string& text) {
  std::istringstream in(text);
  return Ledger::parse(in, "x.ledger");
}

std::string failure(const std::string& text) {
  try {
    parse(text);
  } catch (const LedgerError& error) {
    return error.what();
  }
  return "";
}

TEST(Ledger, ReadsDecisionsInOrder) {
  const Ledger ledger = parse(
      "# who is who\n"
      "same ruto-3fa9 william-ruto\r\n"
      "\n"
      "different john-smith@ab12 john-smith   # two men\n"
      "rename ruto \"William \\\"Bill\\\" Ruto\"\n"
      "type haiti GeopoliticalEntity\n"
      "reject 0123456789abcdef");
  const auto& d = ledger.decisions();
  ASSERT_EQ(d.size(), 5u);
  EXPECT_EQ(d[0].kind, Decision::Kind::Same);
  EXPECT_EQ(d[0].second, "william-ruto");
  EXPECT_EQ(d[1].first, "john-smith@ab12");
  EXPECT_EQ(d[1].line, 4u);
  EXPECT_EQ(d[2].second, "William \"Bill\" Ruto");
  EXPECT_EQ(d[3].kind, Decision::Kind::Type);
  EXPECT_EQ(d[4].first, "0123456789abcdef");
  EXPECT_EQ(ledger.at(d[4], "no"), "x.ledger:7: no");
}

TEST(Ledger, ErrorsNameFileAndLine) {
  EXPECT_EQ(failure("\nmerge a b"),
            "x.ledger:2: unknown decision 'merge'; known are same, different, rename, type, reject");
  EXPECT_EQ(failure("same a"), "x.ledger:1: the second entity is missing");
  EXPECT_EQ(failure("same a b c"), "x.ledger:1: unexpected 'c' at the end");
  EXPECT_EQ(failure("rename a \"x"), "x.ledger:1: the quotation mark is never closed");
  EXPECT_EQ(failure("rename a \"\""), "x.ledger:1: the new name is missing");
  EXPECT_EQ(failure("type a Human"), "x.ledger:1: unknown type 'Human'");
  EXPECT_EQ(failure("reject"), "x.ledger:1: the statement is missing");
  EXPECT_EQ(failure("rename a \xFF"), "x.ledger:1: not UTF-8");
}

TEST(Ledger, AMissingFileIsNoDecisions) {
  EXPECT_TRUE(Ledger::load("/nonexistent/x.whom.ledger").decisions().empty());
  EXPECT_EQ(Ledger::beside("a/b.whom"), "a/b.whom.ledger");
  EXPECT_THROW(Ledger::load(std::filesystem::temp_directory_path()), LedgerError);
}

}  // namespace
}  // namespace whom::graph
