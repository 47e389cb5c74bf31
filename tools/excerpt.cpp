#include "tools/excerpt.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "graph/utf8.hpp"

namespace whom::tools {
namespace {

struct Mark {
  graph::Span span;
  std::string_view role;
  std::string_view style;
};

void add_mark(std::vector<Mark>& marks, const std::optional<graph::Span>& span, std::string_view role,
              std::string_view style) {
  if (span && span->begin < span->end) marks.push_back({*span, role, style});
}

/// The marks within the sentence by position, each one that overlaps an earlier one left out.
std::vector<Mark> marks_of(const graph::Evidence& evidence, const Palette& palette) {
  std::vector<Mark> wanted;
  add_mark(wanted, evidence.relation, "relation", palette.relation);
  add_mark(wanted, evidence.subject, "subject", palette.subject);
  add_mark(wanted, evidence.object, "object", palette.object);
  for (const auto& qualifier : evidence.qualifiers) add_mark(wanted, qualifier, "", palette.qualifier);
  std::vector<Mark> kept;
  for (const Mark& mark : wanted) {
    const bool inside = mark.span.begin >= evidence.sentence.begin && mark.span.end <= evidence.sentence.end;
    const bool free = std::none_of(kept.begin(), kept.end(), [&](const Mark& other) {
      return mark.span.begin < other.span.end && other.span.begin < mark.span.end;
    });
    if (inside && free) kept.push_back(mark);
  }
  std::sort(kept.begin(), kept.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  return kept;
}

std::string decorated(std::string_view words, const Mark& mark, const Palette& palette, Marks marks) {
  const std::string text = one_line(words);
  if (palette.colored()) return std::string(mark.style) + text + std::string(palette.off);
  if (marks == Marks::Brackets) return "[" + text + (mark.role.empty() ? "" : "|" + std::string(mark.role)) + "]";
  return text;
}

/// one_line() of a piece, with the blanks at its ends kept as one.
std::string one_line_piece(std::string_view piece) {
  const std::string_view white = " \t\r\n";
  std::string line = one_line(piece);
  if (piece.empty()) return line;
  if (line.empty()) return " ";
  if (white.find(piece.front()) != std::string_view::npos) line.insert(line.begin(), ' ');
  if (white.find(piece.back()) != std::string_view::npos) line += ' ';
  return line;
}

}  // namespace

std::string_view cut(std::string_view text, graph::Span span) { return graph::CodePointMap(text).substring(span); }

std::string one_line(std::string_view text) {
  std::string line;
  bool gap = false;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      gap = !line.empty();
      continue;
    }
    if (gap) line += ' ';
    gap = false;
    line += c;
  }
  return line;
}

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t length = utf8proc_iterate(at, left, &point);
    const utf8proc_ssize_t step = std::max<utf8proc_ssize_t>(length, 1);
    width += length > 0 ? static_cast<std::size_t>(utf8proc_charwidth(point)) : 1;
    at += step;
    left -= step;
  }
  return width;
}

std::string excerpt(const graph::Document& document, const graph::Evidence& evidence, const Palette& palette,
                    Marks marks) {
  const graph::CodePointMap text(document.text);
  std::string line;
  std::uint32_t at = evidence.sentence.begin;
  for (const Mark& mark : marks_of(evidence, palette)) {
    line += one_line_piece(text.substring({at, mark.span.begin}));
    line += decorated(text.substring(mark.span), mark, palette, marks);
    at = mark.span.end;
  }
  line += one_line_piece(text.substring({at, evidence.sentence.end}));
  return line;
}

std::string citation(const graph::Document& document) {
  std::string text;
  for (const std::string* part : {&document.title, &document.date, &document.publisher})
    if (!part->empty()) text += (text.empty() ? "" : ", ") + one_line(*part);
  return text.empty() ? document.key : text;
}

std::vector<Witness> witnesses(const graph::KnowledgeGraph& graph,
                               const std::vector<graph::StatementIndex>& statements) {
  std::vector<Witness> found;
  for (const graph::StatementIndex statement : statements)
    for (const graph::Evidence& evidence : graph.evidence(statement)) found.push_back({statement, &evidence});
  std::stable_sort(found.begin(), found.end(), [](const Witness& a, const Witness& b) {
    return std::tuple(!a.evidence->sources.empty(), -a.evidence->confidence) <
           std::tuple(!b.evidence->sources.empty(), -b.evidence->confidence);
  });
  std::set<std::pair<std::uint32_t, graph::Span>> seen;
  std::erase_if(found, [&](const Witness& witness) {
    return !seen.insert({witness.evidence->document, witness.evidence->sentence}).second;
  });
  return found;
}

}  // namespace whom::tools
