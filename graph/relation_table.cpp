// Every line of the table becomes arrows between relations: from the one asked to one that answers, with the places
// renamed on the way. What answers for a relation is whatever the arrows reach from it; renamings are composed.
#include "graph/relation_table.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <tuple>

namespace whom::embedded {
extern const char* const relations_table;
}

namespace whom::graph {
namespace {

struct Failure {
  std::string message;
};

/// Place asked -> place that answers. Places that are not listed stay.
using Renaming = std::map<std::string, std::string>;

struct Arrow {
  std::string to;
  Renaming renaming;
};
using Arrows = std::map<std::string, std::vector<Arrow>>;

const std::array<std::string, 2> fixed_places = {"subject", "object"};
const Renaming exchange = {{"subject", "object"}, {"object", "subject"}};

bool is_fixed(const std::string& place) { return place == "subject" || place == "object"; }

std::string image(const Renaming& renaming, const std::string& place) {
  const auto found = renaming.find(place);
  return found == renaming.end() ? place : found->second;
}

/// A place renamed to itself is not listed, so that equal renamings are equal maps.
Renaming tidy(Renaming renaming) {
  std::erase_if(renaming, [](const auto& pair) { return pair.first == pair.second; });
  return renaming;
}

Renaming compose(const Renaming& first, const Renaming& second) {
  Renaming composed = second;
  for (const auto& [from, to] : first) composed[from] = image(second, to);
  return tidy(std::move(composed));
}

Renaming inverse(const Renaming& renaming) {
  Renaming inverted;
  for (const auto& [from, to] : renaming) inverted[to] = from;
  if (inverted.size() != renaming.size()) throw Failure{"two places are renamed to one, so 'same' cannot go both ways"};
  return inverted;
}

std::string trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin));
}

std::vector<std::string> split(std::string_view text, std::string_view separator, const char* what) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(trim(text.substr(begin, end - begin)));
    if (parts.back().empty()) throw Failure{std::string(what) + " is missing"};
    begin = end + separator.size();
  }
  return parts;
}

void check_relation(const std::string& relation) {
  if (relation.find_first_of("[]=<>,") != std::string::npos) throw Failure{"'" + relation + "' is no relation"};
  if (relation.find("  ") != std::string::npos) throw Failure{"'" + relation + "' has two spaces in a row"};
}

std::vector<std::string> relations_in(std::string_view text, std::string_view separator) {
  auto relations = split(text, separator, "a relation");
  for (const std::string& relation : relations) check_relation(relation);
  return relations;
}

/// "[a=b, c=d]" at the end of a line, taken off it.
Renaming take_renaming(std::string& line) {
  const auto open = line.find('[');
  if (open == std::string::npos) return {};
  if (line.back() != ']') throw Failure{"']' is missing at the end"};
  const std::string inside = line.substr(open + 1, line.size() - open - 2);
  line = trim(std::string_view(line).substr(0, open));
  Renaming renaming;
  for (const std::string& pair : split(inside, ",", "a renaming")) {
    const auto sides = split(pair, "=", "a place");
    if (sides.size() != 2) throw Failure{"'" + pair + "' is not of the form place=place"};
    if (!renaming.try_emplace(sides[0], sides[1]).second) throw Failure{"'" + sides[0] + "' is renamed twice"};
  }
  return renaming;
}

class Reader {
 public:
  void read(std::string line) {
    line = trim(std::string_view(line).substr(0, line.find('#')));
    if (line.empty()) return;
    const std::string verb = line.substr(0, line.find(' '));
    const Renaming renaming = take_renaming(line);
    const std::string rest = trim(std::string_view(line).substr(std::min(verb.size(), line.size())));
    if (verb == "symmetric") return read_symmetric(rest, renaming);
    if (verb == "same") return read_same(rest, renaming);
    if (verb == "answers") return read_answers(rest, renaming);
    throw Failure{"unknown entry '" + verb + "'; known are symmetric, same, answers"};
  }

  Arrows arrows;

 private:
  void add(const std::string& from, const std::string& to, const Renaming& renaming) {
    arrows[from].push_back({to, tidy(renaming)});
    arrows.try_emplace(to);
  }

  void read_symmetric(const std::string& rest, const Renaming& renaming) {
    for (const std::string& relation : relations_in(rest, ",")) {
      add(relation, relation, renaming.empty() ? exchange : renaming);
    }
  }

  void read_same(const std::string& rest, const Renaming& renaming) {
    const auto relations = relations_in(rest, "=");
    if (relations.size() < 2) throw Failure{"'same' needs two relations or more"};
    if (!renaming.empty() && relations.size() > 2) throw Failure{"'same' with a renaming takes exactly two relations"};
    for (std::size_t r = 1; r < relations.size(); ++r) {
      add(relations[0], relations[r], renaming);
      add(relations[r], relations[0], inverse(renaming));
    }
  }

  void read_answers(const std::string& rest, const Renaming& renaming) {
    const auto sides = split(rest, "<-", "a relation");
    if (sides.size() != 2) throw Failure{"'answers' takes the form: asked <- answering, ..."};
    check_relation(sides[0]);
    for (const std::string& relation : relations_in(sides[1], ",")) add(sides[0], relation, renaming);
  }
};

/// An arrow's own subject and object are always there. Where the answering relation has one of them at a role, which it
/// may lack, the arrow holds only for statements with that role; that is so by itself when the subject or object asked
/// for stands there. ("discuss <- meet [object=about]" does not let every meeting answer "talk with".)
bool holds_always(const Renaming& so_far, const Arrow& arrow) {
  const Renaming composed = compose(so_far, arrow.renaming);
  return std::all_of(fixed_places.begin(), fixed_places.end(), [&](const std::string& place) {
    const std::string there = image(arrow.renaming, place);
    return is_fixed(there) || std::any_of(fixed_places.begin(), fixed_places.end(),
                                          [&](const std::string& asked) { return image(composed, asked) == there; });
  });
}

/// Everything the arrows reach from a relation, with the renamings composed along the way.
std::set<std::pair<std::string, Renaming>> reach(const Arrows& arrows, const std::string& start) {
  std::set<std::pair<std::string, Renaming>> reached = {{start, {}}};
  std::vector<std::pair<std::string, Renaming>> open = {{start, {}}};
  while (!open.empty()) {
    const auto [relation, renaming] = std::move(open.back());
    open.pop_back();
    for (const Arrow& arrow : arrows.at(relation)) {
      if (!holds_always(renaming, arrow)) continue;
      std::pair next(arrow.to, compose(renaming, arrow.renaming));
      if (reached.insert(next).second) open.push_back(std::move(next));
    }
  }
  return reached;
}

Widening widening(const std::string& relation, const Renaming& renaming) {
  Widening made{relation, image(renaming, "subject"), image(renaming, "object"), {}};
  for (const auto& [from, to] : renaming) {
    if (!is_fixed(from)) made.roles.emplace_back(from, to);
  }
  return made;
}

}  // namespace

RelationTable RelationTable::parse(std::string_view text, const std::string& name) {
  Reader reader;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) try {
      reader.read(line);
    } catch (const Failure& failure) {
      throw RelationTableError(name + ":" + std::to_string(number) + ": " + failure.message);
    }
  RelationTable table;
  for (const auto& [relation, arrows] : reader.arrows) {
    auto& widenings = table.widenings_[relation];
    for (const auto& [reached, renaming] : reach(reader.arrows, relation)) {
      if (reached == relation && renaming.empty()) continue;
      if (reached == relation && renaming == exchange) {
        table.symmetric_.insert(relation);
      } else {
        widenings.push_back(widening(reached, renaming));
      }
    }
    std::sort(widenings.begin(), widenings.end());
  }
  return table;
}

const RelationTable& RelationTable::built_in() {
  static const RelationTable table = parse(embedded::relations_table, "relations.table");
  return table;
}

bool RelationTable::symmetric(std::string_view relation) const { return symmetric_.find(relation) != symmetric_.end(); }

const std::vector<Widening>& RelationTable::widenings(std::string_view relation) const {
  static const std::vector<Widening> none;
  const auto found = widenings_.find(relation);
  return found == widenings_.end() ? none : found->second;
}

std::vector<std::string> RelationTable::relations() const {
  std::vector<std::string> relations;
  for (const auto& [relation, widenings] : widenings_) relations.push_back(relation);
  return relations;
}

}  // namespace whom::graph
