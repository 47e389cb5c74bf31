#include "tools/printer.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <sstream>

#include "tests/support/sample_graph.hpp"

namespace whom::tools {
namespace {

using graph::StatementIndex;

class Printers : public testing::Test {
 protected:
  graph::EntityIndex entity(const std::string& name) const {
    const auto found = graph_.named(name);
    if (found.empty()) throw std::runtime_error("no " + name);
    return found.front();
  }

  /// Rows of subject and object for the statements of a relation that have both.
  std::vector<query::Row> rows_of(const std::string& relation) const {
    std::vector<query::Row> rows;
    for (const StatementIndex index : graph_.with_relation(relation)) {
      const graph::Statement& statement = graph_.statement(index);
      if (statement.subject && statement.object) rows.push_back({{*statement.subject, *statement.object}, {index}});
    }
    return rows;
  }

  std::string printed(const std::string& format, const std::vector<std::string>& columns,
                      const std::vector<query::Row>& rows, bool all_evidence = false) const {
    std::ostringstream out;
    PrintOptions options;
    options.format = format;
    options.all_evidence = all_evidence;
    const auto printer = make_printer(options, graph_, columns, out);
    for (const query::Row& row : rows) printer->row(row);
    printer->end();
    return out.str();
  }

  rapidjson::Document parsed(const std::string& json) const {
    rapidjson::Document document;
    document.Parse(json.c_str());
    EXPECT_FALSE(document.HasParseError()) << json;
    return document;
  }

  const graph::KnowledgeGraph graph_ = test::sample_graph();
  const std::vector<std::string> who_whom_ = {"who", "whom"};
};

TEST_F(Printers, TableHasASentenceUnderEachRow) {
  const std::string table = printed("table", {"who", "whom"}, rows_of("brief"));
  EXPECT_EQ(table,
            "who             whom\n"
            "Lena Marchetti  Tomas Okello\n"
            "    Marchetti briefed Tomas Okello on satellite links for Haiti.\n"
            "    — notes/company.txt, 2022-05-01\n");
}

TEST_F(Printers, TableOfAnAnswerHasNoHeader) {
  EXPECT_EQ(printed("table", {"answer"}, {{{true}, {}}}), "yes\n");
  EXPECT_EQ(printed("table", {"answer"}, {{{std::int64_t{12}}, {}}}), "12\n");
}

TEST_F(Printers, TableOfNothingIsEmpty) { EXPECT_EQ(printed("table", {"who"}, {}), ""); }

TEST_F(Printers, TableStaysWholeBeyondWhatIsHeldBack) {
  std::vector<query::Row> rows(1000, rows_of("brief").front());
  const std::string table = printed("table", {"who", "whom"}, rows);
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 3001);
}

TEST_F(Printers, EvidenceShowsEverySentence) {
  query::Row row = rows_of("meet").back();
  for (const query::Row& other : rows_of("meet")) row.statements.push_back(other.statements[0]);
  const std::string one = printed("table", who_whom_, {row});
  const std::string all = printed("table", who_whom_, {row}, true);
  EXPECT_EQ(std::count(one.begin(), one.end(), '\n'), 4) << one;
  EXPECT_NE(one.find("(and 2 more)"), std::string::npos) << one;
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 8) << all;
}

TEST_F(Printers, EachStepOfAPathHasItsSentence) {
  const StatementIndex brief = rows_of("brief")[0].statements[0], met = rows_of("meet")[0].statements[0];
  const query::Path path{{entity("Tomas Okello"), entity("Lena Marchetti"), entity("Pavel Dressler")}, {brief, met}};
  const std::string table = printed("table", {"answer"}, {{{path}, {brief, met}}});
  EXPECT_TRUE(table.starts_with("Tomas Okello – briefed – Lena Marchetti – met – Pavel Dressler\n")) << table;
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 5) << table;
}

TEST_F(Printers, JsonLinesKeepTheContract) {
  const auto rows = rows_of("brief");
  ASSERT_EQ(rows.size(), 1u);
  const auto row = parsed(printed("jsonl", who_whom_, rows));
  EXPECT_STREQ(row["who"]["name"].GetString(), "Lena Marchetti");
  EXPECT_STREQ(row["who"]["id"].GetString(), "lena-marchetti");
  EXPECT_STREQ(row["who"]["type"].GetString(), "Person");
  ASSERT_TRUE(row["who"]["aliases"].IsArray());
  EXPECT_STREQ(row["who"]["aliases"][0].GetString(), "Marchetti");
  EXPECT_EQ(row["statements"][0].GetString(), graph_.statement_id(rows[0].statements[0]));
  EXPECT_STREQ(row["polarity"].GetString(), "affirmed");
  EXPECT_STREQ(row["modality"].GetString(), "actual");
  EXPECT_TRUE(row["sources"][0].IsArray());
  EXPECT_TRUE(row["sources"][0].Empty());
}

TEST_F(Printers, JsonTellsStatusAndSpeakers) {
  const auto row = parsed(printed("jsonl", who_whom_, rows_of("visit")));
  EXPECT_STREQ(row["modality"].GetString(), "planned");
  EXPECT_STREQ(row["sources"][0][0]["name"].GetString(), "Tomas Okello");
}

TEST_F(Printers, JsonOfLiteralsAnswersAndPaths) {
  const graph::Literal when = test::time("2022-12-05", "5th December 2022");
  const auto time_row = parsed(printed("jsonl", {"when"}, {{{graph::Term(when)}, {}}}));
  EXPECT_STREQ(time_row["when"]["value"].GetString(), "2022-12-05");
  EXPECT_STREQ(time_row["when"]["text"].GetString(), "5th December 2022");
  EXPECT_EQ(printed("jsonl", {"answer"}, {{{false}, {}}}), "{\"answer\":\"no\",\"statements\":[]}\n");
  EXPECT_EQ(printed("jsonl", {"answer"}, {{{std::int64_t{3}}, {}}}), "{\"answer\":3,\"statements\":[]}\n");

  const StatementIndex brief = rows_of("brief")[0].statements[0];
  const query::Path path{{entity("Lena Marchetti"), entity("Tomas Okello")}, {brief}};
  const auto path_row = parsed(printed("jsonl", {"answer"}, {{{path}, {brief}}}));
  EXPECT_STREQ(path_row["answer"].GetString(), "Lena Marchetti – briefed – Tomas Okello");
  ASSERT_EQ(path_row["path"].Size(), 3u);
  EXPECT_STREQ(path_row["path"][1]["relation"].GetString(), "brief");
  EXPECT_STREQ(path_row["path"][2]["id"].GetString(), "tomas-okello");
}

TEST_F(Printers, JsonIsOneArray) {
  EXPECT_EQ(parsed(printed("json", who_whom_, rows_of("meet"))).Size(), rows_of("meet").size());
  EXPECT_EQ(printed("json", who_whom_, {}), "[]\n");
}

TEST_F(Printers, CsvQuotesWhatItMust) {
  const graph::Literal odd{"", "say \"no\", twice", graph::LiteralType::Text};
  EXPECT_EQ(printed("csv", {"what"}, {{{graph::Term(odd)}, {}}}), "what,statements\n\"say \"\"no\"\", twice\",\n");
}

TEST_F(Printers, UnknownFormatsAreRefused) { EXPECT_THROW(printed("xml", who_whom_, {}), UsageError); }

TEST_F(Printers, ColourMarksTheSpans) {
  std::ostringstream out;
  PrintOptions options;
  options.palette = {"<b>", "<d>", "<s>", "<r>", "<o>", "<q>", "</>"};
  const auto printer = make_printer(options, graph_, who_whom_, out);
  printer->row(rows_of("brief").front());
  printer->end();
  EXPECT_NE(out.str().find("<s>Marchetti</> <r>briefed</> <o>Tomas Okello</> on <q>satellite links for Haiti</>"),
            std::string::npos)
      << out.str();
}

}  // namespace
}  // namespace whom::tools
