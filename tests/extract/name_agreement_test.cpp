#include "extract/model/name_agreement.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace whom::extract {
namespace {

/// Words with their tags: "Ada/B-Person Obi/E-Person left".
Sentence sentence(const std::string& text) {
  Sentence out;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    Token token;
    const auto slash = word.find('/');
    token.form = word.substr(0, slash);
    if (slash != std::string::npos) token.entity = word.substr(slash + 1);
    out.tokens.push_back(token);
  }
  return out;
}

std::vector<std::string> agreed(const std::vector<std::string>& texts) {
  std::vector<Sentence> document;
  for (const auto& text : texts) document.push_back(sentence(text));
  agree_on_names(document);
  std::vector<std::string> out;
  for (const auto& s : document) {
    std::string line;
    for (const auto& token : s.tokens)
      line += (line.empty() ? "" : " ") + token.form + (token.entity == "O" ? "" : "/" + token.entity);
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(NameAgreement, ANameHasTheClassItMostlyHas) {
  EXPECT_EQ(agreed({"Tallin/S-Person fell", "in Tallin/S-Location", "near Tallin/S-Location"}),
            (Lines{"Tallin/S-Location fell", "in Tallin/S-Location", "near Tallin/S-Location"}));
}

TEST(NameAgreement, OfTwoClassesTheFirstMetStays) {
  EXPECT_EQ(agreed({"Orbis/S-Organization rose", "Orbis/S-Product sold"}),
            (Lines{"Orbis/S-Organization rose", "Orbis/S-Organization sold"}));
}

TEST(NameAgreement, AFullNameSpeaksForItsSurname) {
  EXPECT_EQ(agreed({"Ada/B-Person Brook/E-Person left", "Ada/B-Person Brook/E-Person wept", "Brook/S-Location sat"})[2],
            "Brook/S-Person sat");
}

TEST(NameAgreement, ANameThatIsKnownIsTaggedEverywhere) {
  EXPECT_EQ(agreed({"the Lake/B-Organization Bank/E-Organization lent", "and Lake Bank paid"})[1],
            "and Lake/B-Organization Bank/E-Organization paid");
  EXPECT_EQ(agreed({"to Orbis/S-Organization", "by Orbis/S-Organization", "at Orbis now"})[2],
            "at Orbis/S-Organization now");
}

TEST(NameAgreement, AWordTaggedOnceOrBeginningASentenceIsLeft) {
  EXPECT_EQ(agreed({"by Hope/S-Organization", "with Hope now"})[1], "with Hope now");
  EXPECT_EQ(agreed({"by Hope/S-Organization", "at Hope/S-Organization", "Hope fades"})[2], "Hope fades");
}

TEST(NameAgreement, TheLongestNameWinsAndTakesNoWordOfAnother) {
  EXPECT_EQ(agreed({"in New/B-Location Avon/E-Location", "in New/B-Location Avon/I-Location Bay/E-Location",
                    "to New Avon Bay", "to New Avon/B-Person Hill/E-Person"}),
            (Lines{"in New/B-Location Avon/E-Location", "in New/B-Location Avon/I-Location Bay/E-Location",
                   "to New/B-Location Avon/I-Location Bay/E-Location", "to New Avon/B-Person Hill/E-Person"}));
}

TEST(NameAgreement, NothingHappensWithoutNames) { EXPECT_EQ(agreed({"", "nobody came"}), (Lines{"", "nobody came"})); }

}  // namespace
}  // namespace whom::extract
