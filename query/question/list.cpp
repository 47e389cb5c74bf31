#include "query/question/list.hpp"

#include <algorithm>
#include <optional>

namespace whom::query {
namespace {

using Kind = ast::Connective::Kind;

/// Tokens [begin, end) part two names; none for a comma, which is written at the end of a word.
struct Separator {
  std::size_t begin = 0, end = 0;
  std::optional<Kind> kind;
};

bool ends_in_comma(const Token& token) { return !token.quoted && !token.variable && token.text.ends_with(','); }

std::vector<Separator> separators(const std::vector<Token>& tokens) {
  std::vector<Separator> found;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].connective) {
      found.push_back({i, i + 1, tokens[i].connective});
    } else if (ends_in_comma(tokens[i]) && !tokens[i + 1].connective) {
      found.push_back({i + 1, i + 1, {}});
    }
  }
  return found;
}

/// Nothing where a part is empty, "and" and "or" are mixed, or the last cut is at a comma.
std::optional<NameList> cut(const std::vector<Token>& tokens, const std::vector<Separator>& chosen) {
  NameList list;
  if (!chosen.back().kind) return {};
  list.kind = *chosen.back().kind;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    if (end > begin) list.parts.push_back(part_of(tokens, begin, end));
    return end > begin;
  };
  for (const Separator& separator : chosen) {
    if ((separator.kind && *separator.kind != list.kind) || !add(separator.begin)) return {};
    begin = separator.end;
  }
  if (!add(tokens.size())) return {};
  return list;
}

}  // namespace

Part part_of(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  Part part;
  part.place = {tokens[begin].place.begin, tokens[end - 1].place.end};
  for (std::size_t i = begin; i < end; ++i) part.text += (i == begin ? "" : " ") + tokens[i].text;
  if (ends_in_comma(tokens[end - 1])) {
    part.text.pop_back();
    --part.place.end;
  }
  return part;
}

std::vector<NameList> lists(const std::vector<Token>& tokens) {
  constexpr std::size_t most = 4;
  const std::vector<Separator> all = separators(tokens);
  if (std::none_of(all.begin(), all.end(), [](const Separator& separator) { return separator.kind.has_value(); }))
    return {};
  std::vector<NameList> found;
  const auto keep = [&](const std::vector<Separator>& chosen) {
    if (auto list = cut(tokens, chosen)) found.push_back(*std::move(list));
  };
  if (all.size() > most) {
    keep(all);
    return found;
  }
  for (std::size_t mask = 1; mask < (std::size_t{1} << all.size()); ++mask) {
    std::vector<Separator> chosen;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (mask >> i & 1) chosen.push_back(all[i]);
    keep(chosen);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const NameList& a, const NameList& b) { return a.parts.size() < b.parts.size(); });
  return found;
}

std::vector<Part> smallest_parts(const std::vector<Token>& tokens) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (const Separator& separator : separators(tokens)) {
    if (separator.begin > begin) parts.push_back(part_of(tokens, begin, separator.begin));
    begin = separator.end;
  }
  const bool dangling = tokens.back().connective.has_value();
  const std::size_t end = tokens.size() - (dangling ? 1 : 0);
  if (end > begin) parts.push_back(part_of(tokens, begin, end));
  return parts;
}

bool mixed(const std::vector<Token>& tokens) {
  const auto has = [&tokens](Kind kind) {
    return std::any_of(tokens.begin(), tokens.end(), [kind](const Token& token) { return token.connective == kind; });
  };
  return has(Kind::And) && has(Kind::Or);
}

}  // namespace whom::query
