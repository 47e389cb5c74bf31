#include "tests/support/random_readings.hpp"

#include <random>
#include <set>

#include "graph/utf8.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::test {

using graph::EntityIndex;
using graph::EntityType;
using graph::Qualifier;
using graph::Term;

const std::vector<std::string>& nasty_names() {
  static const std::vector<std::string> names = {"node",
                                                 "Trailing \\",
                                                 "Quote \" inside",
                                                 "'n Go & Co <b>",
                                                 "Line\nBreak",
                                                 "Tab\tStop",
                                                 "Emoji 🙂 Corp",
                                                 "🙂",
                                                 "graph",
                                                 "\\N",
                                                 "Comma, Semicolon; Inc",
                                                 "Łódź Café Æther",
                                                 "李强",
                                                 "شركة النور",
                                                 "]]> --> %s {0} $x",
                                                 "Bell\x07",
                                                 "http://x.example/a b?c=<d>",
                                                 "&amp;",
                                                 "...",
                                                 "U+FFFF \xEF\xBF\xBF"};
  return names;
}

namespace {

/// std::mt19937 is the same everywhere, the distributions of the library are not.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return engine_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <class Value>
  const Value& pick(const std::vector<Value>& values) {
    return values[below(values.size())];
  }

 private:
  std::mt19937 engine_;
};

struct Cast {
  std::string name;
  std::vector<std::string> aliases;
  EntityType type;
  bool named;
};

Cast person(Dice& dice) {
  static const std::vector<std::string> first = {"Ada", "Boris", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hugo"};
  static const std::vector<std::string> middle = {"", "", "", " J.", " Maria", " van"};
  static const std::vector<std::string> last = {"Okello",    "Valmont", "Dressler", "Marchetti", "Brandt", "Osei",
                                                "Lindqvist", "Tanaka",  "Moreau",   "al-Sadr",   "O’Neil", "Žižka"};
  const std::string surname = dice.pick(last);
  if (dice.one_in(3)) return {surname, {}, EntityType::Person, true};
  const std::string full = dice.pick(first) + dice.pick(middle) + " " + surname;
  return {full, dice.one_in(2) ? std::vector{surname} : std::vector<std::string>(), EntityType::Person, true};
}

Cast other(Dice& dice) {
  static const std::vector<Cast> others = {
      {"Haiti", {}, EntityType::GeopoliticalEntity, true},
      {"Haiti", {}, EntityType::Place, true},
      {"Union of Coastal States", {"UCS"}, EntityType::Organization, true},
      {"UCS", {}, EntityType::Organization, true},
      {"Lumen Group", {"Lumen"}, EntityType::Organization, true},
      {"Lumen", {}, EntityType::Organization, true},
      {"the mission", {}, EntityType::Concept, false},
      {"the parties to the conflict", {}, EntityType::Group, false},
  };
  if (dice.one_in(5)) return {dice.pick(nasty_names()), {}, EntityType::Product, !dice.one_in(4)};
  return dice.pick(others);
}

Term literal(Dice& dice) {
  static const std::vector<graph::Literal> literals = {
      time("2022-12-05", "5th December 2022"),
      time("2022-12-05", "December 5"),
      time("2021-11", "November 2021"),
      time("2024", "2024"),
      time("2022-02-30", "the 30th"),
      time("XXXX-06", "June"),
      text("“quoted” \\ text"),
      {"Ksh.38.5 billion", "Ksh.38.5 billion", graph::LiteralType::Money}};
  return dice.pick(literals);
}

Term term(Dice& dice, std::size_t entities) {
  if (dice.one_in(6)) return literal(dice);
  return EntityIndex{static_cast<std::uint32_t>(dice.below(entities))};
}

std::vector<Qualifier> qualifiers(Dice& dice, std::size_t entities) {
  static const std::vector<std::string> roles = {"about", "with", "in", "on", "for", "to"};
  std::set<Qualifier> chosen;
  for (std::size_t q = dice.below(4); q > 0; --q) chosen.insert({dice.pick(roles), term(dice, entities)});
  return {chosen.begin(), chosen.end()};
}

Status status(Dice& dice, std::size_t entities) {
  Status made;
  if (dice.one_in(5)) made.polarity = graph::Polarity::Denied;
  if (dice.one_in(3)) made.modality = static_cast<graph::Modality>(dice.below(5));
  for (std::size_t s = dice.below(3); s > 0; --s) {
    made.sources.push_back({static_cast<std::uint32_t>(dice.below(entities))});
  }
  return made;
}

graph::Reading reading(Dice& dice, std::size_t number, std::size_t reports) {
  static const std::vector<std::string> relations = {"meet", "talk with", "be president of", "say “no” to",
                                                     "quit", "a_b c/d",   "thank",           "sign"};
  ReadingBuilder builder("news/" + std::to_string(number) + ".txt",
                         dice.one_in(3) ? "" : "2023-05-1" + std::to_string(number % 10));
  std::set<std::string> seen;
  std::vector<Cast> cast;
  while (cast.size() < 6) {
    Cast next = dice.one_in(2) ? person(dice) : other(dice);
    if (seen.insert(next.name).second) cast.push_back(std::move(next));
  }
  std::string words = "Document " + std::to_string(number) + " — names:";
  for (const Cast& one : cast) words += " " + one.name + ",";
  builder.sentence(words);
  for (const Cast& one : cast) builder.entity(one.name, one.type, one.aliases, one.named);
  for (std::size_t r = 0; r < reports; ++r) {
    builder.sentence("Número " + std::to_string(r) + ": somebody met somebody.");
    std::optional<Term> subject = term(dice, cast.size()), object = term(dice, cast.size());
    if (dice.one_in(10)) subject.reset();
    if (subject && dice.one_in(10)) object.reset();
    builder.report(std::move(subject), dice.pick(relations), std::move(object), "met", qualifiers(dice, cast.size()),
                   status(dice, cast.size()));
  }
  return builder.finish();
}

}  // namespace

std::vector<graph::Reading> random_readings(std::uint32_t seed, std::size_t documents, std::size_t reports_each) {
  Dice dice(seed);
  std::vector<graph::Reading> readings;
  for (std::size_t d = 0; d < documents; ++d) readings.push_back(reading(dice, d, reports_each));
  return readings;
}

}  // namespace whom::test
