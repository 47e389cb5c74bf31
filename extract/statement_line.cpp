#include "extract/statement_line.hpp"

#include <algorithm>
#include <cstddef>
#include <set>

namespace whom::extract {
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
  std::vector<std::string> status;            ///< "denied" first
  std::vector<std::string> speakers;
};

bool is_status(const std::string& part) { return kStatus.count(part.substr(0, part.find('/'))) > 0; }

/// "<A > B>": A, B.
std::vector<std::string> speakers_of(std::string part) {
  part = part.substr(1, part.size() - 2) + " > ";
  std::vector<std::string> out;
  for (std::size_t begin = 0, end = 0; (end = part.find(" > ", begin)) != std::string::npos; begin = end + 3)
    out.push_back(part.substr(begin, end - begin));
  return out;
}

Parts parts_of(std::string_view line) {
  Parts out;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find(" | ", begin), line.size());
    const auto part = trimmed(line.substr(begin, end - begin));
    if (out.core.size() < 3) {
      out.core.push_back(without_article(part));
    } else if (is_status(part)) {
      out.status.push_back(part);
    } else if (part.starts_with('<')) {
      out.speakers = speakers_of(part);
    } else {
      out.qualifiers.push_back(part);
    }
    begin = end + 3;
  }
  std::partition(out.status.begin(), out.status.end(), [](const auto& s) { return s == "denied"; });
  return out;
}

/// "*", or the name itself, where a "*" at either end stands for any words there.
bool fits(std::string_view name, std::string_view pattern) {
  const bool before = pattern.starts_with('*'), after = pattern.size() > 1 && pattern.ends_with('*');
  pattern.remove_prefix(before);
  pattern.remove_suffix(after);
  if (before && after) return name.find(pattern) != std::string_view::npos;
  return before ? name.ends_with(pattern) : after ? name.starts_with(pattern) : name == pattern;
}

/// Some of the alternatives, which slashes part, fits.
bool fits_any(std::string_view name, std::string_view patterns) {
  for (auto slash = patterns.find('/'); slash != std::string_view::npos; slash = patterns.find('/')) {
    if (fits(name, patterns.substr(0, slash))) return true;
    patterns.remove_prefix(slash + 1);
  }
  return fits(name, patterns);
}

/// As many names as patterns, each fits its own.
bool fit(const std::vector<std::string>& names, const std::vector<std::string>& patterns) {
  return std::equal(names.begin(), names.end(), patterns.begin(), patterns.end(), fits_any);
}

/// @param wanted role=value, or alternatives of both: in/at=Oslo
bool has_qualifier(const Parts& line, std::string_view wanted) {
  const auto at = wanted.find('=');
  return std::any_of(line.qualifiers.begin(), line.qualifiers.end(), [&](std::string_view q) {
    const auto end = q.find('=');
    return fits_any(q.substr(0, end), wanted.substr(0, at)) && fits_any(q.substr(end + 1), wanted.substr(at + 1));
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
  if (wanted.core.size() != 3 || !fit(is.core, wanted.core)) return false;
  const bool any_status = std::count(wanted.status.begin(), wanted.status.end(), "any") > 0;
  if (!any_status && !fit(is.status, wanted.status)) return false;
  if (wanted.speakers != std::vector<std::string>{"*"} && !fit(is.speakers, wanted.speakers)) return false;
  return std::all_of(wanted.qualifiers.begin(), wanted.qualifiers.end(),
                     [&](const auto& q) { return has_qualifier(is, q); });
}

bool any_says(const std::vector<std::string>& lines, std::string_view expected) {
  return count_saying(lines, expected) > 0;
}

std::ptrdiff_t count_saying(const std::vector<std::string>& lines, std::string_view expected) {
  return std::count_if(lines.begin(), lines.end(), [&](const auto& line) { return says(line, expected); });
}

}  // namespace whom::extract
