#include "tests/support/sample_graph.hpp"

#include <algorithm>

#include "graph/ledger.hpp"
#include "graph/utf8.hpp"

namespace whom::test {

using graph::EntityIndex;
using graph::EntityType;
using graph::Literal;
using graph::LiteralType;
using graph::Modality;
using graph::Polarity;
using graph::Qualifier;
using graph::Reading;
using graph::Span;
using graph::Term;

ReadingBuilder::ReadingBuilder(std::string key, std::string date, std::string publisher) {
  reading_.document.key = key;
  reading_.document.title = key;
  reading_.document.date = std::move(date);
  reading_.document.publisher = std::move(publisher);
  if (key.starts_with("http")) reading_.document.url = std::move(key);
}

ReadingBuilder& ReadingBuilder::sentence(std::string_view words) {
  std::string& text = reading_.document.text;
  if (!text.empty()) text += ' ';
  const auto begin = static_cast<std::uint32_t>(graph::count_code_points(text));
  text += words;
  reading_.sentences.push_back({begin, static_cast<std::uint32_t>(graph::count_code_points(text))});
  return *this;
}

/// An empty span at the start of `within` when the words are not there.
Span ReadingBuilder::find(std::string_view words, Span within) const {
  const graph::CodePointMap map(reading_.document.text);
  const std::size_t at = map.substring(within).find(words);
  if (words.empty() || at == std::string_view::npos) return {within.begin, within.begin};
  const std::size_t byte = map.byte(within.begin) + at;
  return {map.code_point(byte), map.code_point(byte + words.size())};
}

std::optional<Span> ReadingBuilder::find(const Term& term) const {
  std::vector<std::string> forms;
  if (const auto* literal = std::get_if<Literal>(&term)) {
    forms = {literal->text};
  } else {
    const auto& entity = reading_.entities.at(std::get<EntityIndex>(term).value);
    forms = entity.aliases;
    forms.insert(forms.begin(), entity.name);
  }
  for (const std::string& form : forms) {
    const Span span = find(form, reading_.sentences.back());
    if (span.begin < span.end) return span;
  }
  return std::nullopt;
}

EntityIndex ReadingBuilder::entity(std::string name, EntityType type, std::vector<std::string> aliases, bool named) {
  const Span whole{0, static_cast<std::uint32_t>(graph::count_code_points(reading_.document.text))};
  Span mention = whole;
  std::vector<std::string> forms = aliases;
  forms.push_back(name);
  for (const std::string& form : forms) {
    const Span span = find(form, whole);
    if (span.begin < span.end) mention = span;
  }
  std::sort(aliases.begin(), aliases.end());
  reading_.entities.push_back({std::move(name), std::move(aliases), type, named, mention});
  return {static_cast<std::uint32_t>(reading_.entities.size() - 1)};
}

ReadingBuilder& ReadingBuilder::report(std::optional<Term> subject, std::string relation, std::optional<Term> object,
                                       std::string_view phrase, std::vector<Qualifier> qualifiers, Status status) {
  graph::Report report;
  std::sort(qualifiers.begin(), qualifiers.end());
  report.evidence.sentence = reading_.sentences.back();
  if (subject) report.evidence.subject = find(*subject);
  if (object) report.evidence.object = find(*object);
  for (const Qualifier& qualifier : qualifiers) report.evidence.qualifiers.push_back(find(qualifier.value));
  report.evidence.relation = find(phrase, reading_.sentences.back());
  report.evidence.phrase = phrase;
  report.evidence.rule = "by hand";
  report.evidence.sources = std::move(status.sources);
  report.statement = {std::move(subject),    std::move(relation), std::move(object),
                      std::move(qualifiers), status.polarity,     status.modality};
  reading_.reports.push_back(std::move(report));
  return *this;
}

Reading ReadingBuilder::finish() {
  reading_.document.id = graph::document_id(reading_.document);
  return std::move(reading_);
}

Literal time(std::string value, std::string text) { return {std::move(value), std::move(text), LiteralType::Time}; }

Literal text(std::string value) { return {value, value, LiteralType::Text}; }

namespace {

Reading talks() {
  ReadingBuilder b("https://marovia-times.example/2023/talks", "2023-09-22", "marovia-times.example");
  b.sentence(
      "Marovia’s President Tomas Okello met Cestrian Foreign Minister Ingrid J. Valmont in Port Selby on Thursday, "
      "where they discussed the mission in Haiti.");
  const auto okello = b.entity("Tomas Okello", EntityType::Person, {"Okello", "President Tomas Okello"});
  const auto valmont = b.entity("Ingrid J. Valmont", EntityType::Person, {"Valmont"});
  const auto marovia = b.entity("Marovia", EntityType::GeopoliticalEntity);
  const auto cestria = b.entity("Cestria", EntityType::GeopoliticalEntity, {"Cestrian"});
  const auto selby = b.entity("Port Selby", EntityType::Place);
  const auto mission = b.entity("the mission in Haiti", EntityType::Concept, {}, false);
  const auto haiti = b.entity("Haiti", EntityType::GeopoliticalEntity);
  const Literal thursday = time("2023-09-21", "Thursday");
  b.report(okello, "meet", valmont, "met", {{"about", mission}, {"in", selby}, {"on", thursday}});
  b.report(okello, "discuss", mission, "discussed", {{"with", valmont}});
  b.report(okello, "be president of", marovia, "President");
  b.report(valmont, "be foreign minister of", cestria, "Foreign Minister");

  b.sentence("Valmont thanked Marovia for offering troops to Haiti.");
  const auto offering = b.entity("offering troops to Haiti", EntityType::Concept, {}, false);
  b.report(valmont, "thank", marovia, "thanked", {{"for", offering}});

  b.sentence("Okello said he would visit Haiti in March.");
  b.report(okello, "visit", haiti, "would visit", {{"in", time("2024-03", "March")}},
           {Polarity::Affirmed, Modality::Planned, {okello}});

  b.sentence("Okello has not signed the Selby Accord, Valmont said.");
  const auto accord = b.entity("Selby Accord", EntityType::Event);
  b.report(okello, "sign", accord, "has not signed", {}, {Polarity::Denied, Modality::Actual, {valmont}});

  b.sentence("The Selby Accord was signed by the parties to the conflict on 5th December 2022.");
  const auto parties = b.entity("the parties to the conflict", EntityType::Group, {}, false);
  b.report(parties, "sign", accord, "was signed", {{"on", time("2022-12-05", "5th December 2022")}});
  return b.finish();
}

Reading call() {
  ReadingBuilder b("https://cestria-post.example/call", "2023-10-02", "cestria-post.example");
  b.sentence("President Okello spoke by telephone with Pavel Dressler about Haiti on Monday.");
  const auto okello = b.entity("Okello", EntityType::Person, {"President Okello"});
  const auto dressler = b.entity("Pavel Dressler", EntityType::Person, {"Dressler"});
  const auto haiti = b.entity("Haiti", EntityType::Place);
  b.report(okello, "talk with", dressler, "spoke by telephone with",
           {{"about", haiti}, {"on", time("2023-10-02", "Monday")}});

  b.sentence("Dressler, the president-elect of Norrland, met Ingrid Valmont and Lena Marchetti.");
  const auto norrland = b.entity("Norrland", EntityType::GeopoliticalEntity);
  const auto valmont = b.entity("Ingrid Valmont", EntityType::Person, {"Valmont"});
  const auto marchetti = b.entity("Lena Marchetti", EntityType::Person, {"Marchetti"});
  b.report(dressler, "be president-elect of", norrland, "president-elect");
  b.report(dressler, "meet", valmont, "met");
  b.report(dressler, "meet", marchetti, "met");

  b.sentence("Okello met Valmont in Port Selby on September 21, 2023, Dressler said.");
  const auto selby = b.entity("Port Selby", EntityType::GeopoliticalEntity);
  b.report(okello, "meet", valmont, "met", {{"in", selby}, {"on", time("2023-09-21", "September 21, 2023")}},
           {Polarity::Affirmed, Modality::Actual, {dressler}});

  b.sentence("Marchetti, the former president of Norrland, quit.");
  b.report(marchetti, "be former president of", norrland, "former president");
  b.report(marchetti, "quit", std::nullopt, "quit");
  return b.finish();
}

Reading company() {
  ReadingBuilder b("notes/company.txt", "2022-05-01");
  b.sentence(
      "Lumen Holdings is the parent company of Corvid Telecom, whose chief executive officer is Lena Marchetti.");
  const auto lumen = b.entity("Lumen Holdings", EntityType::Organization, {"Lumen"});
  const auto corvid = b.entity("Corvid Telecom", EntityType::Organization, {"Corvid"});
  const auto marchetti = b.entity("Lena Marchetti", EntityType::Person, {"Marchetti"});
  b.report(lumen, "be parent company of", corvid, "is the parent company of");
  b.report(marchetti, "be chief executive officer of", corvid, "chief executive officer");

  b.sentence("Corvid was fined 3 million marks, and Lumen may sell it to Ostara Bank before 2024.");
  const auto ostara = b.entity("Ostara Bank", EntityType::Organization);
  b.report(std::nullopt, "fine", corvid, "was fined",
           {{"by", Literal{"3 million marks", "3 million marks", LiteralType::Money}}});
  b.report(lumen, "sell", corvid, "may sell", {{"before", time("2024", "2024")}, {"to", ostara}},
           {Polarity::Affirmed, Modality::Possible, {}});

  b.sentence("Marchetti briefed Tomas Okello on satellite links for Haiti.");
  const auto okello = b.entity("Tomas Okello", EntityType::Person);
  const auto haiti = b.entity("Haiti", EntityType::GeopoliticalEntity);
  const auto links = b.entity("satellite links for Haiti", EntityType::Concept, {}, false);
  b.report(marchetti, "brief", okello, "briefed", {{"about", links}, {"for", haiti}});
  return b.finish();
}

}  // namespace

std::vector<Reading> sample_readings() {
  std::vector<Reading> readings;
  readings.push_back(talks());
  readings.push_back(call());
  readings.push_back(company());
  return readings;
}

graph::KnowledgeGraph sample_graph() { return graph::KnowledgeGraph::merge(sample_readings(), graph::Ledger()); }

}  // namespace whom::test
