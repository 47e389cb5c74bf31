#include "tests/extract/support_statement.hpp"

#include <algorithm>
#include <set>

namespace whom::test {
namespace {

const std::set<std::string> kStatus{"denied", "planned", "possible", "conditional", "asked", "any"};

std::string without_article(const std::string& name) {
  for (const char* article : {"the ", "a ", "an ", "The ", "A ", "An "}) {
    if (name.starts_with(article)) return name.substr(std::string_view(article).size());
  }
  return name;
}

std::string shown(const graph::Reading& reading, const graph::Term& term) {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term))
    return without_article(reading.entities[entity->value].name);
  const auto& literal = std::get<graph::Literal>(term);
  if (literal.type == graph::LiteralType::Time) return "@" + literal.value;
  return '"' + without_article(literal.value) + '"';
}

std::string shown(const graph::Reading& reading, const std::optional<graph::Term>& term) {
  return term ? shown(reading, *term) : "-";
}

std::string line_of(const graph::Reading& reading, const graph::Report& r) {
  const auto& s = r.statement;
  std::string out = shown(reading, s.subject) + " | " + s.relation + " | " + shown(reading, s.object);
  for (const auto& q : s.qualifiers) out += " | " + q.role + "=" + shown(reading, q.value);
  if (s.polarity == graph::Polarity::Denied) out += " | denied";
  if (s.modality != graph::Modality::Actual) out += " | " + std::string(graph::name(s.modality));
  std::string speakers;
  for (const auto& e : r.evidence.sources) speakers += (speakers.empty() ? "" : " > ") + shown(reading, graph::Term(e));
  return speakers.empty() ? out : out + " | <" + speakers + ">";
}

std::string trimmed(std::string_view s) {
  const auto begin = s.find_first_not_of(' ');
  if (begin == std::string_view::npos) return "";
  return std::string(s.substr(begin, s.find_last_not_of(' ') - begin + 1));
}

struct Parts {
  std::vector<std::string> core, qualifiers;  ///< subject, relation, object; "role=value"
  std::set<std::string> status;
  std::string speakers;
};

Parts parts_of(std::string_view line) {
  Parts out;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find(" | ", begin), line.size());
    const auto part = trimmed(line.substr(begin, end - begin));
    if (out.core.size() < 3) {
      out.core.push_back(without_article(part));
    } else if (kStatus.count(part)) {
      out.status.insert(part);
    } else if (part.starts_with('<')) {
      out.speakers = part;
    } else {
      out.qualifiers.push_back(part);
    }
    begin = end + 3;
  }
  return out;
}

bool has_qualifier(const Parts& line, const std::string& wanted) {
  return std::any_of(line.qualifiers.begin(), line.qualifiers.end(), [&](const auto& q) {
    return q == wanted || (wanted.ends_with("=*") && q.starts_with(wanted.substr(0, wanted.size() - 1)));
  });
}

}  // namespace

std::vector<std::string> lines_of(const graph::Reading& reading) {
  std::vector<std::string> out;
  for (const auto& r : reading.reports) out.push_back(line_of(reading, r));
  return out;
}

bool says(std::string_view line, std::string_view expected) {
  const auto is = parts_of(line), wanted = parts_of(expected);
  if (is.core.size() != 3 || wanted.core.size() != 3) return false;
  for (std::size_t k = 0; k < 3; ++k) {
    if (wanted.core[k] != "*" && wanted.core[k] != is.core[k]) return false;
  }
  if (!wanted.status.count("any") && wanted.status != is.status) return false;
  if (wanted.speakers != "<*>" && wanted.speakers != is.speakers) return false;
  return std::all_of(wanted.qualifiers.begin(), wanted.qualifiers.end(),
                     [&](const auto& q) { return has_qualifier(is, q); });
}

bool any_says(const std::vector<std::string>& lines, std::string_view expected) {
  return std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return says(line, expected); });
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += "\n  " + line;
  return out;
}

}  // namespace whom::test
