#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "extract/model/model.hpp"

namespace whom::extract {
namespace {

const Lemmatizer& lemmatizer() {
  static const Lemmatizer out = load_lemmatizer(weights_folder());
  return out;
}

struct Case {
  const char* form;
  const char* xpos;
  const char* lemma;
};

TEST(Lemmatizer, Lemmas) {
  const Case cases[] = {
      {"met", "VBD", "meet"},
      {"telephoned", "VBD", "telephone"},
      {"fined", "VBD", "fine"},
      {"freed", "VBN", "free"},
      {"insured", "VBD", "insure"},
      {"stopped", "VBD", "stop"},
      {"opened", "VBD", "open"},
      {"Leading", "VBG", "lead"},
      {"is", "VBZ", "be"},
      {"n’t", "RB", "not"},
      {"countries", "NNS", "country"},
      {"men", "NNS", "man"},
      {"Talks", "NNS", "talk"},
      {"Kenya", "NNP", "Kenya"},
      {"Kenyans", "NNPS", "Kenyan"},
      {"I", "PRP", "I"},
      {"Him", "PRP", "he"},
      {"better", "JJR", "good"},
      {"The", "DT", "the"},
      {"US", "NNP", "US"},
      {"rebranded", "VBN", "rebrand"},
      {"unfriended", "VBD", "unfriend"},
      {"quit", "VBD", "quit"},
      {"Zamoyski", "NNP", "Zamoyski"},
      {"“", "``", "\""},
      {"2023", "CD", "2023"},
      {"co", "VBD", "co"},
      {"", "NN", ""},
  };
  for (const auto& [form, xpos, lemma] : cases) EXPECT_EQ(lemmatizer().lemma(form, xpos), lemma) << form << " " << xpos;
}

TEST(Lemmatizer, VerbsWithoutContext) {
  const std::pair<const char*, const char*> cases[] = {
      {"met", "meet"},   {"Meets", "meet"},        {"meeting", "meet"}, {"meet", "meet"},
      {"found", "find"}, {"saw", "see"},           {"left", "leave"},   {"need", "need"},
      {"seed", "seed"},  {"thanked", "thank"},     {"quit", "quit"},    {"was", "be"},
      {"are", "be"},     {"led", "lead"},          {"planned", "plan"}, {"signs", "sign"},
      {"said", "say"},   {"discussed", "discuss"}, {"denies", "deny"},  {"bought", "buy"},
      {"wants", "want"}, {"hopes", "hope"},        {"seeks", "seek"},   {"books", "book"},
      {"begs", "beg"},   {"charms", "charm"},      {"has", "have"},     {"does", "do"},
      {"flies", "fly"},  {"reaches", "reach"},     {"focus", "focus"},  {"discusses", "discuss"},
  };
  for (const auto& [form, lemma] : cases) EXPECT_EQ(lemmatizer().verb(form), lemma) << form;
  EXPECT_EQ(lemmatizer().verb("Nairobi"), std::nullopt);
  EXPECT_EQ(lemmatizer().verb("the"), std::nullopt);
  EXPECT_EQ(lemmatizer().verb("likely"), std::nullopt);
  EXPECT_EQ(lemmatizer().verb(""), std::nullopt);
}

TEST(Lemmatizer, NounsWithoutContext) {
  const std::pair<const char*, const char*> cases[] = {
      {"allies", "ally"},         {"meeting", "meeting"}, {"news", "news"}, {"Men", "man"},
      {"president", "president"}, {"bosses", "boss"},     {"boss", "boss"}};
  for (const auto& [form, lemma] : cases) EXPECT_EQ(lemmatizer().noun(form), lemma) << form;
  EXPECT_EQ(lemmatizer().noun("qqzzxx"), std::nullopt);
}

TEST(Lemmatizer, NamesFileAndLineOfABadTable) {
  const auto path = std::filesystem::temp_directory_path() / ("whom_lemmas_" + std::to_string(::getpid()));
  const auto message = [&](const std::string& content) -> std::string {
    std::ofstream(path) << content;
    try {
      const Lemmatizer broken(path);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_EQ(message("v\tgo\nr\tNN\tl\t\tl0\n"), "no error");
  for (const char* bad : {"x\tgo\n", "v\n", "r\tNN\tl\t\tq0\n", "r\tNN\tl\t\tlx\n", "e\ta\tb\n", "\n"})
    EXPECT_EQ(message(std::string("n\tman\n") + bad), path.string() + ":2: not a line of a table of lemmas") << bad;
  std::filesystem::remove(path);
  EXPECT_THROW(Lemmatizer{path}, std::runtime_error);
}

}  // namespace
}  // namespace whom::extract
