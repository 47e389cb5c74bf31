#include "graph/identity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "tests/support/random_readings.hpp"

namespace whom::graph {
namespace {

LocalEntity person(std::string name, std::vector<std::string> aliases = {}) {
  return {std::move(name), std::move(aliases), EntityType::Person, true, {0, 1}};
}

LocalEntity organization(std::string name, std::vector<std::string> aliases = {}) {
  return {std::move(name), std::move(aliases), EntityType::Organization, true, {0, 1}};
}

LocalEntity nameless(std::string name) { return {std::move(name), {}, EntityType::Group, false, {0, 1}}; }

/// One document per list of entities; their ids are "doc0", "doc1", ...
std::vector<Reading> documents(std::vector<std::vector<LocalEntity>> entities) {
  std::vector<Reading> readings;
  for (std::size_t d = 0; d < entities.size(); ++d) {
    Reading reading;
    reading.document.id = "doc" + std::to_string(d);
    for (std::uint32_t e = 0; e < entities[d].size(); ++e) entities[d][e].mention = {10 * e, 10 * e + 5};
    reading.entities = std::move(entities[d]);
    readings.push_back(std::move(reading));
  }
  return readings;
}

Ledger ledger(const std::string& text) {
  std::istringstream in(text);
  return Ledger::parse(in, "x.ledger");
}

Identities identify(std::vector<std::vector<LocalEntity>> entities, const std::string& decisions = "") {
  return identify(documents(std::move(entities)), ledger(decisions));
}

std::vector<std::string> names(const Identities& identities) {
  std::vector<std::string> found;
  for (const Entity& entity : identities.entities) found.push_back(entity.name);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> ids(const Identities& identities) {
  std::vector<std::string> found;
  for (const Entity& entity : identities.entities) found.push_back(entity.id);
  return found;
}

using Strings = std::vector<std::string>;

TEST(Identity, SpellingsOfOneNameAreOne) {
  EXPECT_EQ(names(identify({{organization("the Élysée Palace")}, {organization("Elysee Palace")}})).size(), 1u);
  EXPECT_EQ(names(identify({{person("Mario Abdo Benítez")}, {person("Mario Abdo Benitez")}})).size(), 1u);
}

TEST(Identity, ASurnameBelongsToTheOnlyFullName) {
  EXPECT_EQ(names(identify({{person("Tomas Okello")}, {person("Okello")}})), (Strings{"Tomas Okello"}));
  EXPECT_EQ(names(identify({{person("Abdel Fattah El-Sisi")}, {person("El-Sisi")}, {person("Sisi")}})),
            (Strings{"Abdel Fattah El-Sisi"}));
}

TEST(Identity, ASurnameOfTwoPeopleBelongsToNeither) {
  const auto result =
      identify({{person("Tomas Okello")}, {person("Ruth Okello")}, {person("Okello")}, {person("Okello")}});
  EXPECT_EQ(names(result), (Strings{"Okello", "Okello", "Ruth Okello", "Tomas Okello"}));
}

TEST(Identity, AnUnknownSurnameIsOnePerson) {
  EXPECT_EQ(names(identify({{person("Okello")}, {person("Okello")}})), (Strings{"Okello"}));
}

TEST(Identity, AFirstNameAloneIsNotEnough) {
  EXPECT_EQ(names(identify({{person("Tomas Okello")}, {person("Tomas")}})).size(), 2u);
  EXPECT_EQ(names(identify({{person("Li Mei", {"Li"})}, {person("Li")}})), (Strings{"Li Mei"}));
}

TEST(Identity, AFatherIsNotHisSon) {
  EXPECT_EQ(names(identify({{person("Karim bin Salim", {"Salim"})}, {person("Salim")}, {person("bin Salim")}})),
            (Strings{"Karim bin Salim", "Salim"}));
}

TEST(Identity, InitialsAndMiddleNamesAreOptional) {
  EXPECT_EQ(names(identify({{person("Antony J. Brand")}, {person("Antony Brand")}})).size(), 1u);
  EXPECT_EQ(
      names(identify({{person("Antony John Brand")}, {person("Antony J. Brand")}, {person("A. J. Brand")}})).size(),
      2u);
  EXPECT_EQ(names(identify({{person("Antony Brand")}, {person("A. Brand")}})).size(), 1u);
  EXPECT_EQ(names(identify({{person("Antony Brand")}, {person("Alice Brand")}, {person("A. Brand")}})).size(), 3u);
  EXPECT_EQ(names(identify({{person("John A. Brand")}, {person("John B. Brand")}, {person("John Brand")}})).size(), 3u);
}

TEST(Identity, SonsAreNotFathers) {
  EXPECT_EQ(names(identify({{person("Martin Brand Jr.")}, {person("Martin Brand Sr.")}})).size(), 2u);
  EXPECT_EQ(names(identify({{person("Martin Brand Jr.")}, {person("Brand")}})), (Strings{"Martin Brand Jr."}));
}

TEST(Identity, PeopleAndPlacesStayApart) {
  EXPECT_EQ(names(identify({{person("Jordan")}, {{"Jordan", {}, EntityType::Place, true, {}}}})).size(), 2u);
  const auto place = identify({{{"Haiti", {}, EntityType::Place, true, {}}},
                               {{"Haiti", {}, EntityType::GeopoliticalEntity, true, {}}},
                               {{"Haiti", {}, EntityType::GeopoliticalEntity, true, {}}}});
  ASSERT_EQ(place.entities.size(), 1u);
  EXPECT_EQ(place.entities[0].type, EntityType::GeopoliticalEntity);
}

TEST(Identity, AcronymsFollowTheDocumentThatExplainsThem) {
  EXPECT_EQ(names(identify({{organization("Union of Coastal States", {"UCS"})}, {organization("UCS")}})),
            (Strings{"Union of Coastal States"}));
  EXPECT_EQ(
      names(identify({{organization("UCS", {"Union of Coastal States"})}, {organization("Union of Coastal States")}})),
      (Strings{"Union of Coastal States"}));
  EXPECT_EQ(names(identify({{organization("Union of Coastal States")}, {organization("UCS")}})).size(), 2u);
}

TEST(Identity, AnAcronymOfTwoThingsBelongsToNeither) {
  const auto result = identify({{organization("Union of Coastal States", {"UCS"})},
                                {organization("Upland Credit Society", {"UCS"})},
                                {organization("UCS")},
                                {organization("UCS")}});
  EXPECT_EQ(names(result), (Strings{"UCS", "Union of Coastal States", "Upland Credit Society"}));
}

TEST(Identity, AWordOfANameIsNoAcronymOfIt) {
  EXPECT_EQ(names(identify({{organization("UCS Security Council", {"UCS"})}, {organization("UCS")}})).size(), 2u);
}

TEST(Identity, ALongerFormDoesNotTakeTheAcronymAway) {
  const auto result = identify({{organization("United Shires", {"US"})},
                                {organization("United Shires of Northland", {"US"})},
                                {organization("U.S.")}});
  EXPECT_EQ(names(result), (Strings{"United Shires", "United Shires of Northland"}));
}

TEST(Identity, LegalFormsMayBeLeftOutWhereADocumentDoes) {
  EXPECT_EQ(names(identify({{organization("Lumen Group Ltd", {"Lumen"})}, {organization("Lumen")}})).size(), 1u);
  EXPECT_EQ(names(identify({{organization("Lumen Bank", {"Lumen"})}, {organization("Lumen")}})).size(), 2u);
  EXPECT_EQ(names(identify({{organization("National Assembly", {"Assembly"})}, {organization("Assembly")}})).size(),
            2u);
}

TEST(Identity, NamelessThingsStayInTheirDocument) {
  const auto result = identify({{nameless("the parties")}, {nameless("the parties")}});
  ASSERT_EQ(result.entities.size(), 2u);
  for (const Entity& entity : result.entities) EXPECT_TRUE(entity.id.starts_with("parties-")) << entity.id;
}

TEST(Identity, TheMostFrequentFullFormIsPreferred) {
  const auto result = identify({{person("Antony J. Brand")},
                                {person("Antony Brand")},
                                {person("Antony Brand", {"Tony"})},
                                {person("Brand")},
                                {person("Brand")},
                                {person("Brand")}});
  ASSERT_EQ(result.entities.size(), 1u);
  EXPECT_EQ(result.entities[0].name, "Antony Brand");
  EXPECT_EQ(result.entities[0].aliases, (Strings{"Antony J. Brand", "Brand", "Tony"}));
  EXPECT_EQ(result.entities[0].id, "antony-brand");
}

TEST(Identity, OnlyWhoSharesASlugGetsASuffix) {
  const auto result = identify({{person("Jordan Hill"), nameless("Jordan, Hill"), organization("Jordan Hill Ltd")}});
  EXPECT_EQ(ids(result).size(), 3u);
  EXPECT_EQ(ids(result)[0], "jordan-hill");
  EXPECT_TRUE(result.entities[0].named);
  EXPECT_EQ(ids(result)[1].size(), std::string("jordan-hill-0000").size());
  EXPECT_EQ(ids(result)[2], "jordan-hill-ltd");
}

// ---- the ledger

TEST(IdentityLedger, SameJoinsAndRedirects) {
  const auto result = identify({{person("Tomas Okello")}, {person("T. Hardy")}}, "same t-hardy tomas-okello");
  ASSERT_EQ(result.entities.size(), 1u);
  EXPECT_EQ(result.entities[0].id, "tomas-okello");
  EXPECT_EQ(result.entities[0].aliases, (Strings{"T. Hardy"}));
  ASSERT_EQ(result.redirects.count("t-hardy"), 1u);
  EXPECT_EQ(result.redirects.at("t-hardy"), EntityIndex{0});
  EXPECT_EQ(result.warnings, Strings());
}

TEST(IdentityLedger, DifferentPartsAShortFromAFullName) {
  const auto result = identify({{person("Tomas Okello")}, {person("Okello")}}, "different okello tomas-okello");
  EXPECT_EQ(ids(result), (Strings{"okello", "tomas-okello"}));
}

TEST(IdentityLedger, DifferentPartsDocumentsOfOneName) {
  const auto result = identify({{person("John Brand")}, {person("John Brand")}, {person("John Brand")}},
                               "different john-brand@doc1 john-brand");
  ASSERT_EQ(result.entities.size(), 2u);
  EXPECT_EQ(result.of[0][0], result.of[2][0]);
  EXPECT_NE(result.of[0][0], result.of[1][0]);
}

TEST(IdentityLedger, LaterDecisionsSeeEarlierOnes) {
  const auto result = identify({{person("Al One")}, {person("B Two")}, {person("C Three")}},
                               "same al-one b-two\nsame b-two c-three\ndifferent c-three al-one");
  ASSERT_EQ(result.entities.size(), 2u);
  EXPECT_EQ(result.of[0][0], result.of[1][0]);
}

TEST(IdentityLedger, RenameAndType) {
  const auto result = identify({{organization("Corvid")}}, "rename corvid \"Corvid Telecom\"\ntype corvid Product");
  ASSERT_EQ(result.entities.size(), 1u);
  EXPECT_EQ(result.entities[0].id, "corvid-telecom");
  EXPECT_EQ(result.entities[0].aliases, (Strings{"Corvid"}));
  EXPECT_EQ(result.entities[0].type, EntityType::Product);
  EXPECT_EQ(result.redirects.count("corvid"), 1u);
}

TEST(IdentityLedger, WhatCannotBeDoneIsSaid) {
  const auto result = identify({{person("Tomas Okello")}, {nameless("the parties")}, {nameless("the parties")}},
                               "same nobody tomas-okello\n"
                               "different tomas-okello tomas-okello\n"
                               "rename parties \"The Parties\"\n"
                               "type tomas-okello@doc9 Group");
  EXPECT_EQ(result.warnings, (Strings{"x.ledger:1: no entity 'nobody'",
                                      "x.ledger:2: both mean the same mentions; add @DOCUMENT to part them",
                                      "x.ledger:3: 'parties' names several entities; give the id of one",
                                      "x.ledger:4: no entity 'tomas-okello' in a document 'doc9'"}));
}

// ---- company

LocalEntity place(std::string name) { return {std::move(name), {}, EntityType::Place, true, {}}; }

/// A document of one sentence that holds the names of all entities.
struct Article {
  std::string text;
  std::vector<LocalEntity> entities;
};

std::vector<Reading> articles(const std::vector<Article>& articles) {
  std::vector<Reading> readings;
  for (const Article& article : articles) {
    Reading reading;
    reading.document.id = "doc" + std::to_string(readings.size());
    reading.document.text = article.text;
    reading.sentences = {{0, static_cast<std::uint32_t>(article.text.size())}};
    reading.entities = article.entities;
    for (LocalEntity& entity : reading.entities) {
      const auto begin = static_cast<std::uint32_t>(article.text.find(entity.name));
      entity.mention = {begin, begin + static_cast<std::uint32_t>(entity.name.size())};
    }
    readings.push_back(std::move(reading));
  }
  return readings;
}

Identities identify_articles(const std::vector<Article>& list, const std::string& decisions = "") {
  return graph::identify(articles(list), ledger(decisions));
}

const Article kEngineer = {"Tomas Okello opened the dredged harbour in Selby with the engineers of Lumen Dredging.",
                           {person("Tomas Okello"), place("Selby"), organization("Lumen Dredging")}};
const Article kRunner = {"Ruth Okello won the marathon of Northam in record time for the Harriers.",
                         {person("Ruth Okello"), place("Northam"), organization("Harriers")}};

TEST(IdentityInCompany, ASurnameOfTwoPeopleGoesWithItsCompany) {
  const Article harbour = {"Okello inspected the dredged harbour in Selby with the engineers of Lumen Dredging.",
                           {person("Okello"), place("Selby"), organization("Lumen Dredging")}};
  const Article marathon = {"Okello won the marathon of Northam for the Harriers again.",
                            {person("Okello"), place("Northam"), organization("Harriers")}};
  const auto result = identify_articles({kEngineer, kRunner, harbour, marathon});
  EXPECT_NE(result.of[0][0], result.of[1][0]);
  EXPECT_EQ(result.of[2][0], result.of[0][0]);
  EXPECT_EQ(result.of[3][0], result.of[1][0]);
  EXPECT_GT(result.confidences[2][0], .9);
  EXPECT_LT(result.confidences[2][0], 1);
}

TEST(IdentityInCompany, TooLittleCompanyLeavesItApart) {
  const Article arrival = {"Okello arrived in Selby late on a wet Monday evening.", {person("Okello"), place("Selby")}};
  const Article elsewhere = {"Okello sang.", {person("Okello")}};
  const auto result = identify_articles({kEngineer, kRunner, arrival, elsewhere});
  EXPECT_EQ(names(result), (Strings{"Harriers", "Lumen Dredging", "Northam", "Okello", "Okello", "Ruth Okello", "Selby",
                                    "Tomas Okello"}));
  EXPECT_EQ(result.confidences[2][0], 1) << "nothing was linked";
}

TEST(IdentityInCompany, CompanyOfBothLeavesItApart) {
  const Article both = {
      "Okello took the engineers of Lumen Dredging from the harbour in Selby to the marathon of Northam "
      "in record time for the Harriers.",
      {person("Okello"), organization("Lumen Dredging"), place("Selby"), place("Northam"), organization("Harriers")}};
  const auto result = identify_articles({kEngineer, kRunner, both});
  EXPECT_NE(result.of[2][0], result.of[0][0]);
  EXPECT_NE(result.of[2][0], result.of[1][0]);
}

TEST(IdentityInCompany, WhoIsNamedBesideTheSurnameIsNotMeantByIt) {
  const Article together = {"Okello and Tomas Okello inspected the dredged harbour in Selby with Lumen Dredging.",
                            {person("Okello"), person("Tomas Okello"), place("Selby"), organization("Lumen Dredging")}};
  const auto result = identify_articles({kEngineer, kRunner, together});
  EXPECT_NE(result.of[2][0], result.of[0][0]);
  EXPECT_EQ(result.of[2][1], result.of[0][0]);
}

TEST(IdentityInCompany, LikeCompanyRaisesConfidence) {
  const Article like = {"Tomas Okello left the harbour in Selby to Lumen Dredging.",
                        {person("Tomas Okello"), place("Selby"), organization("Lumen Dredging")}};
  const Article unlike = {"A chess club thanked Tomas Okello.", {person("Tomas Okello")}};
  const double close = identify_articles({kEngineer, like}).confidences[1][0];
  const double far = identify_articles({kEngineer, unlike}).confidences[1][0];
  EXPECT_GT(close, far);
  EXPECT_GT(far, .5);
  EXPECT_LT(close, 1);
}

TEST(IdentityConfidence, WhatIsNotLinkedIsCertain) {
  const auto alone = identify({{person("Tomas Okello"), person("Okello"), nameless("the parties")}});
  EXPECT_EQ(alone.confidences, (std::vector<std::vector<double>>{{1, 1, 1}}));
  const auto two = identify({{person("Tomas Okello"), nameless("the parties")}, {organization("Lumen")}});
  EXPECT_EQ(two.confidences, (std::vector<std::vector<double>>{{1, 1}, {1}}));
}

TEST(IdentityConfidence, TheFullestNameIsTheEntity) {
  const auto result = identify({{person("Tomas Okello")}, {person("Okello")}, {person("T. Okello")}});
  EXPECT_EQ(result.confidences[0][0], 1);
  EXPECT_LT(result.confidences[1][0], result.confidences[2][0]) << "an initial tells something";
  EXPECT_LT(result.confidences[2][0], 1);
}

TEST(IdentityConfidence, FullNamesAreSurerThanSurnames) {
  const auto full = identify({{person("Tomas Okello")}, {person("Tomas Okello")}});
  const auto bare = identify({{person("Tomas Okello")}, {person("Okello")}});
  EXPECT_GT(full.confidences[1][0], bare.confidences[1][0]);
  EXPECT_EQ(full.confidences[0][0], full.confidences[1][0]);
}

TEST(IdentityConfidence, CommonNamesAreLessSure) {
  std::vector<std::vector<LocalEntity>> entities = {
      {person("Maria Brand")}, {person("Maria Brand")}, {person("Zelda Quill")}, {person("Zelda Quill")}};
  for (const char* other : {"Maria Osei", "Maria Tanaka", "Maria Moreau", "John Brand", "Ann Brand", "Ida Brand"}) {
    entities.push_back({person(other)});
  }
  const auto result = identify(entities);
  EXPECT_LT(result.confidences[0][0], result.confidences[2][0]);
}

TEST(IdentityConfidence, AnAcronymIsLessSureThanItsFullForm) {
  const auto result = identify({{organization("Union of Coastal States", {"UCS"})},
                                {organization("Union of Coastal States")},
                                {organization("UCS")}});
  EXPECT_LT(result.confidences[2][0], result.confidences[1][0]);
  EXPECT_GT(result.confidences[2][0], .5);
}

TEST(IdentityConfidence, WhatADecisionPartsIsCertain) {
  const auto result =
      identify({{person("John Brand")}, {person("John Brand")}}, "different john-brand@doc1 john-brand");
  EXPECT_EQ(result.confidences, (std::vector<std::vector<double>>{{1}, {1}}));
}

TEST(IdentityConfidence, IsAProbability) {
  for (std::uint32_t seed = 0; seed < 30; ++seed) {
    auto readings = test::random_readings(seed, 12, 6);
    std::ranges::sort(readings, {}, [](const Reading& r) { return r.document.id; });
    const Identities identities = identify(readings, Ledger());
    for (std::size_t r = 0; r < readings.size(); ++r) {
      ASSERT_EQ(identities.confidences[r].size(), readings[r].entities.size());
      for (const double confidence : identities.confidences[r]) {
        EXPECT_GT(confidence, 0);
        EXPECT_LE(confidence, 1);
      }
    }
  }
}

// ---- order

/// Which local entities are one, what that one is called and how sure that is, in terms that no order changes.
std::vector<std::string> picture(const std::vector<Reading>& readings, const Identities& identities) {
  std::vector<std::string> lines;
  for (std::size_t r = 0; r < readings.size(); ++r) {
    for (std::size_t e = 0; e < readings[r].entities.size(); ++e) {
      const Entity& entity = identities.entities[identities.of[r][e].value];
      lines.push_back(readings[r].document.id + " " + readings[r].entities[e].name + " -> " + entity.id + " " +
                      entity.name + " " + std::string(name(entity.type)) + " " +
                      std::to_string(identities.confidences[r][e]));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST(Identity, OrderOfEntitiesInADocumentDoesNotShow) {
  for (std::uint32_t seed = 0; seed < 30; ++seed) {
    auto readings = test::random_readings(seed, 12, 0);
    std::ranges::sort(readings, {}, [](const Reading& r) { return r.document.id; });
    const auto expected = picture(readings, identify(readings, Ledger()));
    std::mt19937 engine(seed);
    for (Reading& reading : readings) std::shuffle(reading.entities.begin(), reading.entities.end(), engine);
    EXPECT_EQ(picture(readings, identify(readings, Ledger())), expected);
  }
}

TEST(Identity, TwoFullNamesNeverMergeThroughASurname) {
  for (std::uint32_t seed = 0; seed < 30; ++seed) {
    auto readings = test::random_readings(seed, 12, 0);
    std::ranges::sort(readings, {}, [](const Reading& r) { return r.document.id; });
    const Identities identities = identify(readings, Ledger());
    std::map<std::uint32_t, std::set<std::string>> first_names;
    for (std::size_t r = 0; r < readings.size(); ++r) {
      for (std::size_t e = 0; e < readings[r].entities.size(); ++e) {
        const LocalEntity& local = readings[r].entities[e];
        const auto space = local.name.find(' ');
        if (local.type == EntityType::Person && space != std::string::npos) {
          first_names[identities.of[r][e].value].insert(local.name.substr(0, space));
        }
      }
    }
    for (const auto& [entity, names] : first_names) EXPECT_EQ(names.size(), 1u) << identities.entities[entity].name;
  }
}

}  // namespace
}  // namespace whom::graph
