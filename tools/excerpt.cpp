#include "tools/excerpt.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "graph/correction.hpp"
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

/// Bytes of a blank or control character at the beginning; 0: there is none.
std::size_t blank_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0xFFu; };
  if (byte(0) <= 0x20 || byte(0) == 0x7F) return 1;
  return byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) < 0xA0 ? 2 : 0;
}

bool has_comments(std::string_view pattern) { return pattern.find("//") != pattern.npos; }

std::string with_line_breaks_shown(std::string_view pattern) {
  std::string text;
  for (const char c : pattern) text += c == '\n' ? " ⏎ " : std::string(1, c);
  return text;
}

std::string decorated(std::string_view words, const Mark& mark, const Palette& palette, Marks marks) {
  const std::string text = one_line(words);
  if (palette.colored()) return std::string(mark.style) + text + std::string(palette.off);
  if (marks == Marks::Brackets) return "[" + text + (mark.role.empty() ? "" : "|" + std::string(mark.role)) + "]";
  return text;
}

/// one_line() of a piece, with the blanks at its ends kept as one.
std::string one_line_piece(std::string_view piece) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  std::string line = one_line(piece);
  if (piece.empty()) return line;
  if (line.empty()) return " ";
  if (is_blank(piece.front())) line.insert(line.begin(), ' ');
  if (is_blank(piece.back())) line += ' ';
  return line;
}

}  // namespace

std::string_view cut(std::string_view text, graph::Span span) { return graph::CodePointMap(text).substring(span); }

std::string one_line(std::string_view text) {
  std::string line;
  bool gap = false;
  while (!text.empty()) {
    if (const std::size_t length = blank_length(text); length > 0) {
      gap = !line.empty();
      text.remove_prefix(length);
      continue;
    }
    if (gap) line += ' ';
    gap = false;
    line += text.front();
    text.remove_prefix(1);
  }
  return line;
}

std::string pattern_line(std::string_view pattern) {
  return one_line(has_comments(pattern) ? with_line_breaks_shown(pattern) : std::string(pattern));
}

std::string without_controls(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::size_t blank = blank_length(text);
    plain += blank > 0 ? ' ' : text.front();
    text.remove_prefix(std::max<std::size_t>(blank, 1));
  }
  return plain;
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
  const bool breaks_count = graph::curator_of(document) && has_comments(document.text);
  const auto piece = [&](graph::Span span) {
    const std::string_view words = text.substring(span);
    return one_line_piece(breaks_count ? with_line_breaks_shown(words) : std::string(words));
  };
  std::string line;
  std::uint32_t at = evidence.sentence.begin;
  for (const Mark& mark : marks_of(evidence, palette)) {
    line += piece({at, mark.span.begin});
    line += decorated(text.substring(mark.span), mark, palette, marks);
    at = mark.span.end;
  }
  line += piece({at, evidence.sentence.end});
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
