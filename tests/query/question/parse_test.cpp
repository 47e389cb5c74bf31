#include "query/question/parse.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>

#include "query/question/print.hpp"

namespace whom::query {
namespace {

ast::Question parsed(const std::string& text) {
  auto result = parse(text);
  if (const auto* problem = std::get_if<Diagnostic>(&result)) ADD_FAILURE() << render(*problem, text);
  return std::holds_alternative<ast::Question>(result) ? std::get<ast::Question>(result) : ast::Question();
}

Diagnostic problem(const std::string& text) {
  auto result = parse(text);
  if (auto* found = std::get_if<Diagnostic>(&result)) return *found;
  ADD_FAILURE() << "parsed: " << text;
  return {};
}

template <typename Form>
const Form& as(const ast::Question& question) {
  return boost::get<Form>(question.get());
}

template <typename Node>
const Node& item(const ast::Clause& clause, std::size_t index) {
  return boost::get<Node>(clause.items.at(index).get());
}

TEST(Parse, TellsVariablesAuxiliariesAndWordsApart) {
  const auto question = parsed("Who has not met WHOM about Haiti?");
  const auto& ask = as<ast::Ask>(question);
  EXPECT_EQ(ask.variable.name, "who");
  const auto& clause = ask.chain.clause;
  ASSERT_EQ(clause.items.size(), 6U);
  EXPECT_EQ(item<ast::Auxiliary>(clause, 0).text, "has");
  EXPECT_EQ(item<ast::Auxiliary>(clause, 1).text, "not");
  EXPECT_EQ(item<ast::Word>(clause, 2).text, "met");
  EXPECT_EQ(item<ast::Variable>(clause, 3).name, "whom");
  EXPECT_EQ(item<ast::Word>(clause, 5).text, "Haiti");
}

TEST(Parse, KeepsPositionsInBytes) {
  const auto question = parsed("who met  “Zoë”  since 2021");
  const auto& clause = as<ast::Ask>(question).chain.clause;
  EXPECT_EQ(item<ast::Word>(clause, 0).begin, 4U);
  EXPECT_EQ(item<ast::Word>(clause, 0).end, 7U);
  EXPECT_EQ(item<ast::Word>(clause, 1).begin, 9U);
  EXPECT_EQ(item<ast::Word>(clause, 1).end, 19U);
  EXPECT_EQ(item<ast::TimeFilter>(clause, 2).begin, 21U);
  EXPECT_EQ(item<ast::TimeFilter>(clause, 2).end, 31U);
}

TEST(Parse, LeavesApostrophesAndDotsToNames) {
  const auto question = parsed("did Touch 'n Go Ltd. thank the U.S. parties' envoy O’Brien");
  const auto& clause = as<ast::Polar>(question).chain.clause;
  EXPECT_EQ(item<ast::Word>(clause, 2).text, "'n");
  EXPECT_EQ(item<ast::Word>(clause, 4).text, "Ltd.");
  EXPECT_EQ(item<ast::Word>(clause, 7).text, "U.S.");
  EXPECT_EQ(item<ast::Word>(clause, 8).text, "parties'");
  EXPECT_EQ(item<ast::Word>(clause, 10).text, "O’Brien");
}

TEST(Parse, TakesQuotedNamesWhole) {
  for (const std::string text : {"who met 'since 2021'", "who met \"since 2021\"", "who met “since 2021”"}) {
    const auto question = parsed(text);
    const auto& word = item<ast::Word>(as<ast::Ask>(question).chain.clause, 1);
    EXPECT_EQ(word.text, "since 2021") << text;
    EXPECT_TRUE(word.quoted) << text;
  }
  const auto escaped = parsed(R"(who met "the \"Big\" one")");
  EXPECT_EQ(item<ast::Word>(as<ast::Ask>(escaped).chain.clause, 1).text, "the \"Big\" one");
}

TEST(Parse, ReadsDatesInEveryOrder) {
  for (const std::string date : {"2022-12-05", "5 December 2022", "December 5, 2022", "Dec 5 2022", "05 dec 2022"}) {
    const auto question = parsed("who quit on " + date);
    EXPECT_EQ(item<ast::TimeFilter>(as<ast::Ask>(question).chain.clause, 1).date, (ast::Date{{}, 2022, 12, 5})) << date;
  }
  const auto month = parsed("who quit in May 2022");
  EXPECT_EQ(item<ast::TimeFilter>(as<ast::Ask>(month).chain.clause, 1).date, (ast::Date{{}, 2022, 5, 0}));
  for (const std::string date : {"5 December", "December 5", "5th Dec", "December 5th"}) {
    const auto question = parsed("who quit on " + date);
    EXPECT_EQ(item<ast::TimeFilter>(as<ast::Ask>(question).chain.clause, 1).date, (ast::Date{{}, 0, 12, 5})) << date;
  }
}

TEST(Parse, ReadsTwoDates) {
  for (const std::string dates : {"between 2021-05 and 9 June 2022", "from May 2021 to 9 June 2022"}) {
    const auto question = parsed("who quit " + dates);
    const auto& filter = item<ast::TimeFilter>(as<ast::Ask>(question).chain.clause, 1);
    EXPECT_EQ(filter.relation, ast::TimeFilter::Relation::Between);
    EXPECT_EQ(filter.date, (ast::Date{{}, 2021, 5, 0}));
    EXPECT_EQ(filter.last, (ast::Date{{}, 2022, 6, 9}));
    EXPECT_EQ(print(question), "who quit between 2021-05 and 2022-06-09");
  }
}

TEST(Parse, LeavesPrepositionsWithoutDateToTheClause) {
  const auto question = parsed("who met whom in Paris on Friday before noon");
  for (const ast::Item& one : as<ast::Ask>(question).chain.clause.items)
    EXPECT_EQ(boost::get<ast::TimeFilter>(&one.get()), nullptr);
}

TEST(Parse, NestsClauses) {
  const auto question = parsed("who met someone who leads a country that invaded Haiti");
  const auto& chain = as<ast::Ask>(question).chain;
  ASSERT_EQ(chain.nested.size(), 2U);
  EXPECT_EQ(chain.nested[0].noun.text, "someone");
  EXPECT_EQ(chain.nested[1].noun.text, "country");
  EXPECT_EQ(chain.nested[1].pronoun, "that");
}

TEST(Parse, RefusesWhatNobodyMeans) {
  std::string nested = "who met";
  for (int i = 0; i < 1000; ++i) nested += " someone who met";
  EXPECT_NE(problem(nested).message.find("nested 1000 deep"), std::string::npos);
  std::string deeper = "who met";
  for (int i = 0; i < 10000; ++i) deeper += " someone who met";
  EXPECT_FALSE(problem(deeper).message.empty());
  std::string words = "who";
  for (int i = 0; i < 5000; ++i) words += " met";
  EXPECT_NE(problem(words).message.find("5000 words"), std::string::npos);
}

TEST(Parse, AnswersALongTextQuickly) {
  const std::clock_t begin = std::clock();
  EXPECT_FALSE(problem("who met " + std::string(1 << 20, 'x')).message.empty());
  EXPECT_FALSE(problem(std::string(1 << 20, '"')).message.empty());
  EXPECT_FALSE(problem(std::string(longest_query, '\'')).message.empty());
  std::string nested = "who";
  while (nested.size() < longest_query - 30) nested += " a person who met";
  EXPECT_FALSE(problem(nested).message.empty());
  EXPECT_LT(std::clock() - begin, 2 * CLOCKS_PER_SEC);
}

TEST(Parse, PointsAtTheProblem) {
  EXPECT_EQ(problem("who met \"Ruto").begin, 8U);
  EXPECT_EQ(problem("who met 'Ruto").begin, 8U);
  EXPECT_EQ(problem("who quit where assertd").suggestion, "asserted");
  EXPECT_EQ(problem("whoo met Ruto").suggestion, "who");
  EXPECT_EQ(problem("who quit limit -3").begin, 15U);
  EXPECT_EQ(problem("who quit limit 99999999999999999999").kind, Diagnostic::Kind::Syntax);
  EXPECT_EQ(problem("who quit before 2021-13").begin, 16U);
  EXPECT_EQ(problem("who quit? now").begin, 8U);
  EXPECT_EQ(problem("").message,
            "expected a question word: who, whom, what, when, where, how or an auxiliary such as did, but the question "
            "ends here");
}

/// Words and punctuation thrown together; what parses must survive printing.
TEST(Parse, ReadsBackWhatIsPrinted) {
  static const std::vector<std::string> pieces{
      "who",        "whom",       "what",    "when",      "where",     "how",        "many",  "is",
      "did",        "didn't",     "not",     "never",     "met",       "Ruto",       "'n",    "\"a b\"",
      "'c d'",      "“e”",        "someone", "that",      "a person",  "who",        "where", "asserted",
      "confidence", ">=",         "0.25",    "said by",   "limit",     "10",         "in",    "2021",
      "2021-05",    "5 May 2022", "about",   "Haiti,",    "connected", "to",         "and",   "?",
      "since",      "been",       "people",  "a",         "O’Brien",   "\\",         "x\"y",  "where planned",
      "has",        "Haiti's",    "or",      "between",   "2022",      "2023-02-28", "from",  "until",
      "in May",     "on 3 June",  "about",   "with whom", "when and",  "both,",      "A,"};
  std::mt19937 random(7);
  std::size_t read = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = i % 2 == 0 ? "who" : "how is Ruto connected to";
    for (std::size_t n = random() % 9; n > 0; --n) text += ' ' + pieces[random() % pieces.size()];
    const auto first = parse(text);
    if (!std::holds_alternative<ast::Question>(first)) continue;
    ++read;
    const std::string again = print(std::get<ast::Question>(first));
    const auto second = parse(again);
    ASSERT_TRUE(std::holds_alternative<ast::Question>(second)) << text << " -> " << again;
    ASSERT_TRUE(std::get<ast::Question>(second) == std::get<ast::Question>(first)) << text << " -> " << again;
    ASSERT_EQ(print(std::get<ast::Question>(second)), again);
  }
  EXPECT_GT(read, 4000U);
}

}  // namespace
}  // namespace whom::query
