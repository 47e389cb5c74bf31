#include "extract/document.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace whom::extract {
namespace {

struct Result {
  std::vector<graph::Document> documents;
  std::vector<std::string> errors;
};

Result read(const std::string& bytes, Format format = Format::Text, const ReadOptions& options = {}) {
  Result result;
  std::istringstream in(bytes);
  read_documents(in, "news/a", format, options,
                 {[&](graph::Document d) { result.documents.push_back(std::move(d)); },
                  [&](const DocumentError& e) { result.errors.push_back(e.what()); }});
  return result;
}

graph::Document read_one(const std::string& bytes, Format format = Format::Text, const ReadOptions& options = {}) {
  const auto result = read(bytes, format, options);
  EXPECT_TRUE(result.errors.empty()) << result.errors.at(0);
  return result.documents.at(0);
}

TEST(ReadText, TakesAFirstLineForTheAddress) {
  const auto document = read_one("https://www.Coast.example/2022/6/9/captain\r\n\r\nThe captain left.\r\n");
  EXPECT_EQ(document.url, "https://www.Coast.example/2022/6/9/captain");
  EXPECT_EQ(document.key, document.url);
  EXPECT_EQ(document.publisher, "coast.example");
  EXPECT_EQ(document.date, "2022-06-09");
  EXPECT_EQ(document.text, "The captain left.");
  EXPECT_EQ(document.id, graph::document_id(document));
}

TEST(ReadText, UsesThePathAsKeyAndTheGivenDate) {
  const auto document = read_one("The captain left.", Format::Text, {"2024-01-02"});
  EXPECT_EQ(document.key, "news/a");
  EXPECT_EQ(document.date, "2024-01-02");
}

TEST(ReadText, DatesFromTheAddressBeatTheGivenDate) {
  EXPECT_EQ(read_one("https://a.example/2022/06/13/x\nHe left.", Format::Text, {"2024-01-02"}).date, "2022-06-13");
}

TEST(ReadText, NamesWhatIsWrong) {
  EXPECT_EQ(read("").errors, std::vector<std::string>{"news/a: empty file"});
  EXPECT_EQ(read(" \n\r\n").errors, std::vector<std::string>{"news/a: empty file"});
  EXPECT_EQ(read("https://a.example/x\n").errors, std::vector<std::string>{"news/a: no article text"});
  EXPECT_EQ(read("one\ntw\xFF").errors, std::vector<std::string>{"news/a:2:3: invalid UTF-8"});
  EXPECT_EQ(read(std::string("\x7F"
                             "ELF\0\0",
                             6))
                .errors,
            std::vector<std::string>{"news/a:1:5: binary file (NUL byte)"});
}

TEST(ReadText, AcceptsAHugeLine) {
  std::string line;
  while (line.size() < 20'000'000) line += "The captain met the mayor. ";
  const auto document = read_one(line);
  EXPECT_EQ(document.text.size(), line.size() - 1);
}

TEST(ReadMarkdown, UsesFrontMatter) {
  const auto document = read_one(
      "---\ntitle: Captain leaves\ndate: 3 May 2024\nurl: https://a.example/x\npublisher: Coast\n---\n# Captain "
      "leaves\n\nHe "
      "[left](b).\n",
      Format::Markdown);
  EXPECT_EQ(document.title, "Captain leaves");
  EXPECT_EQ(document.date, "2024-05-03");
  EXPECT_EQ(document.url, "https://a.example/x");
  EXPECT_EQ(document.publisher, "Coast");
  EXPECT_EQ(document.text, "He left.");
}

TEST(ReadHtml, CleansThePage) {
  const auto document = read_one(
      "<title>Captain leaves</title><h1>Captain leaves</h1><p>By Ann Lee</p><p>He left &ndash; alone.</p><p>Leave a "
      "Reply</p>"
      "<p>Liar!</p>",
      Format::Html);
  EXPECT_EQ(document.title, "Captain leaves");
  EXPECT_EQ(document.text, "He left – alone.");
}

TEST(ReadJsonLines, ReadsManyAndNamesTheBad) {
  const auto result = read(
      "{\"text\": \"He left.\", \"title\": \"T\", \"date\": \"2024-03-05\", \"url\": \"https://a.example/1\", "
      "\"publisher\": \"A\"}\n"
      "{\"text\": \"He\\nstayed.\"\n"
      "\n"
      "{\"title\": \"no text\"}\n"
      "[1]\n"
      "{\"text\": 7}\n"
      "{\"text\": \"She left.\", \"url\": null}\n",
      Format::JsonLines);
  ASSERT_EQ(result.documents.size(), 2U);
  EXPECT_EQ(result.documents[0].title, "T");
  EXPECT_EQ(result.documents[0].publisher, "A");
  EXPECT_EQ(result.documents[1].key, "news/a#7");
  ASSERT_EQ(result.errors.size(), 4U);
  EXPECT_TRUE(result.errors[0].starts_with("news/a:2:23: ")) << result.errors[0];
  EXPECT_EQ(result.errors[1], "news/a:4:1: no \"text\"");
  EXPECT_EQ(result.errors[2], "news/a:5:1: not a JSON object");
  EXPECT_EQ(result.errors[3], "news/a:6:1: \"text\" is not a string");
}

TEST(ReadJsonLines, SurvivesDeepNesting) {
  const auto result = read("{\"text\": " + std::string(3'000'000, '['), Format::JsonLines);
  EXPECT_EQ(result.errors.size(), 1U);
}

TEST(ReadJsonLines, NamesAnEmptyFile) {
  EXPECT_EQ(read("\n\n", Format::JsonLines).errors, std::vector<std::string>{"news/a: empty file"});
}

TEST(FormatOf, GoesByTheEnding) {
  EXPECT_EQ(format_of("a.HTML"), Format::Html);
  EXPECT_EQ(format_of("a.jsonl"), Format::JsonLines);
  EXPECT_EQ(format_of("a.conllu"), Format::Conllu);
  EXPECT_EQ(format_of("a"), Format::Text);
}

class FindDocuments : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_ / "b" / ".hidden"); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name) { std::ofstream(folder_ / name) << "Text."; }

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                  ("whom_find_" + std::to_string(testing::UnitTest::GetInstance()->random_seed()) +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(FindDocuments, SortsArticlesOfAllFolders) {
  for (const std::string name : {"c.txt", "b/d.md", "a.html", "picture.png", ".e.txt", "b/.hidden/f.txt"}) write(name);
  const auto found = find_documents(folder_);
  EXPECT_EQ(found, (std::vector<std::filesystem::path>{folder_ / "a.html", folder_ / "b" / "d.md", folder_ / "c.txt"}));
  EXPECT_EQ(find_documents(folder_ / "picture.png").size(), 1U);
}

TEST_F(FindDocuments, RefusesWhatHasNone) {
  write("picture.png");
  EXPECT_THROW(find_documents(folder_), DocumentError);
  EXPECT_THROW(find_documents(folder_ / "missing"), DocumentError);
}

TEST(Examples, AllRead) {
  std::size_t count = 0;
  for (const auto& path : find_documents(std::filesystem::path(WHOM_SOURCE_DIR) / "examples" / "haiti-talks")) {
    std::ifstream in(path, std::ios::binary);
    read_documents(
        in, path.string(), format_of(path), {},
        {[&](const graph::Document& d) {
           ++count;
           EXPECT_EQ(d.date.substr(0, 4), "2024") << path;
           EXPECT_TRUE(d.publisher.ends_with(".example")) << path;
           for (const std::string furniture : {"Reply", "Read Also", "newsletter", "rights reserved", "Great read"})
             EXPECT_EQ(d.text.find(furniture), std::string::npos) << path << ": " << furniture;
         },
         [](const DocumentError& e) { ADD_FAILURE() << e.what(); }});
  }
  EXPECT_EQ(count, 12U);
}

}  // namespace
}  // namespace whom::extract
