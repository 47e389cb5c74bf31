#include "extract/model/wordpiece.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>
#include <sstream>

#include "extract/model/features.hpp"

namespace whom::extract {
namespace {

/// What the training code makes of a form.
struct Expected {
  std::string form, ids;
  int shape;
};

class WordPieceTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream in(WHOM_SOURCE_DIR "/tests/extract/data/wordpiece.tsv");
    std::string line;
    std::getline(in, line);
    std::getline(in, line);
    std::istringstream words(line);
    for (std::string word; words >> word;) subwords_.push_back(word);
    for (; std::getline(in, line);) {
      const auto tab = line.find('\t'), last = line.rfind('\t');
      expected_.push_back(
          {line.substr(0, tab), line.substr(tab + 1, last - tab - 1), std::stoi(line.substr(last + 1))});
    }
    wordpiece_.emplace(std::vector<std::string_view>(subwords_.begin(), subwords_.end()));
  }

  std::string ids(std::string_view form) const {
    std::string out;
    for (const auto id : wordpiece_->word(form)) out += (out.empty() ? "" : " ") + std::to_string(id);
    return out;
  }

  std::vector<std::string> subwords_;
  std::vector<Expected> expected_;
  std::optional<WordPiece> wordpiece_;
};

TEST_F(WordPieceTest, AgreesWithTheTrainer) {
  ASSERT_GT(expected_.size(), 80U);
  for (const auto& e : expected_) {
    EXPECT_EQ(ids(e.form), e.ids) << e.form;
    EXPECT_EQ(static_cast<int>(shape(normalise(e.form))), e.shape) << e.form;
  }
}

TEST_F(WordPieceTest, BytesThatAreNoUtf8AreUnknown) { EXPECT_EQ(ids("\xff\xfe"), "1"); }

TEST_F(WordPieceTest, MarksStandAroundSentences) {
  const auto window = wordpiece_->window({{"The", "metric"}, {"a"}});
  std::vector<std::uint32_t> words;
  for (const auto& subword : window) words.push_back(subword.word);
  constexpr auto mark = Subword::kMark;
  EXPECT_EQ(words, (std::vector<std::uint32_t>{mark, 0, 1, 1, mark, 2, mark}));
  EXPECT_EQ(window[0].id, 2U);
  EXPECT_EQ(window[4].id, 3U);
  EXPECT_EQ(window[1].shape, Shape::Capitalised);
  EXPECT_EQ(window[4].shape, Shape::Mark);
}

TEST_F(WordPieceTest, ALongWindowKeepsTheFirstSubwordOfEachWord) {
  EXPECT_EQ(wordpiece_->window({std::vector<std::string_view>(255, "metric")}).size(), 512U);
  const auto window = wordpiece_->window({std::vector<std::string_view>(256, "metric"), {"metric"}});
  EXPECT_EQ(window.size(), 1U + 256U + 1U + 1U + 1U);
}

TEST(WordPiece, NeedsItsMarks) { EXPECT_THROW(WordPiece({"a", "[CLS]", "[SEP]"}), std::runtime_error); }

}  // namespace
}  // namespace whom::extract
