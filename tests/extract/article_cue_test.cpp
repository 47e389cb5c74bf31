#include "extract/article_cue.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace whom::extract {
namespace {

struct Case {
  std::string line;
  Cue cue;
};

TEST(CueOf, KnowsFurniture) {
  const std::vector<Case> cases = {{"Read Also:", Cue::Related},
                                   {"RELATED STORIES", Cue::Related},
                                   {"You May Also Like", Cue::Related},
                                   {"More from Harbour News", Cue::Related},
                                   {"ALSO READ | Ferry Returns After Storm", Cue::RelatedLine},
                                   {"Watch: Divers Raise the Anchor", Cue::RelatedLine},
                                   {"Leave a Reply", Cue::Comments},
                                   {"Post a comment »", Cue::Comments},
                                   {"12 Comments", Cue::CommentCount},
                                   {"Comments (3)", Cue::CommentCount},
                                   {"Share this article on Facebook", Cue::Share},
                                   {"Facebook Twitter WhatsApp", Cue::Share},
                                   {"Follow us on Instagram", Cue::Share},
                                   {"Sign up for our newsletter and never miss a story.", Cue::Subscription},
                                   {"This website uses cookies to remember you.", Cue::Subscription},
                                   {"ADVERTISEMENT", Cue::Subscription},
                                   {"By Carla Jimeno", Cue::Byline},
                                   {"BY CARLA JIMENO AND PETER OKO | Coast Wire", Cue::Byline},
                                   {"Written by: Zoë de la Cruz", Cue::Byline},
                                   {"Reporting by Ann Lee; editing by Bo Li", Cue::Byline},
                                   {"Published: June 3, 2023", Cue::DateLine},
                                   {"Monday, 4 March 2024", Cue::DateLine},
                                   {"3 min read", Cue::DateLine},
                                   {"Photo: Ann Lee", Cue::Credit},
                                   {"(Photo: Coast Wire)", Cue::Credit},
                                   {"File photo", Cue::Credit},
                                   {"© 2024 Coast Wire. All rights reserved.", Cue::Copyright},
                                   {"Tags: harbour, ferry", Cue::Navigation},
                                   {"Home > World > Islands", Cue::Navigation},
                                   {"Skip to content", Cue::Navigation},
                                   {"In a hurry? Here’s a quick summary…", Cue::Summary},
                                   {"Key points:", Cue::Summary}};
  for (const auto& c : cases) EXPECT_EQ(static_cast<int>(cue_of(c.line)), static_cast<int>(c.cue)) << c.line;
}

TEST(CueOf, LeavesSentencesAlone) {
  for (const std::string line :
       {"By contrast, dock workers distrust both sides.", "By Monday the ferry had returned.",
        "Related to this, the minister said nothing.", "Read the treaty before you sign it, she said.",
        "Comments by the minister angered the crew.", "Share prices fell on Monday.",
        "Photographs showed the minister leaving.", "Watch him, the captain said: he is tired.", "Print shops closed.",
        "Published reports name no source.", "She will subscribe to the treaty.", "Home Minister Ada Obi resigned.",
        "On 5 March 2024 the two signed the treaty.", "Summary executions were reported.",
        "He left a reply on her desk.", "Date palms were planted on the island in 2019 by monks",
        "Haven beat Genoa 2-1 January 2017"})
    EXPECT_EQ(static_cast<int>(cue_of(line)), static_cast<int>(Cue::None)) << line;
}

TEST(Captions, KeepTheSentence) {
  EXPECT_EQ(without_caption_label("Photo: Ada Obi greets the captain in the harbour."),
            "Ada Obi greets the captain in the harbour.");
  EXPECT_EQ(without_caption_label("Photo: Ada Obi"), "Photo: Ada Obi");
  EXPECT_EQ(without_caption_label("Warning: the harbour is closed to all ships."),
            "Warning: the harbour is closed to all ships.");
}

TEST(Shapes, EndOfSentence) {
  for (const std::string line : {"It ends.", "“It ends.”", "Does it?", "It said:", "He left (at last.)", "And so…"})
    EXPECT_TRUE(ends_sentence(line)) << line;
  for (const std::string line : {"", "It goes on", "Ends, with a comma,", "”"})
    EXPECT_FALSE(ends_sentence(line)) << line;
}

TEST(Shapes, Headlines) {
  EXPECT_TRUE(is_headline("Storm Closes Three Schools on the Eastern Shore"));
  EXPECT_TRUE(is_headline("Storm closes three schools"));
  EXPECT_TRUE(is_headline("Who Closed the Schools?"));
  EXPECT_FALSE(is_headline("The storm closed three schools."));
  EXPECT_FALSE(is_headline("“We closed them”"));
  EXPECT_FALSE(is_headline("and closed them"));
  EXPECT_FALSE(is_headline("What did he say?"));
}

}  // namespace
}  // namespace whom::extract
