#include "tools/value_text.hpp"

#include "query/cypher/lexer.hpp"
#include "tools/excerpt.hpp"
#include "tools/statement_text.hpp"

namespace whom::tools {
namespace {

using property::Kind;
using property::Value;

class Text {
 public:
  explicit Text(const ResultGraph& shown) : shown_(shown) {}

  std::string of(const Value& value) const {
    switch (value.kind()) {
      case Kind::List:
        return of(value.list());
      case Kind::Map:
        return of(value.map());
      case Kind::Node:
      case Kind::Relationship:
      case Kind::Statement:
      case Kind::Path:
        return shown_.knowledge == nullptr ? property::print(shown_.graph, value) : of_element(value);
      default:
        return property::print(value);
    }
  }

 private:
  std::string of(const property::List& list) const {
    std::string text;
    for (const Value& element : list) text += (text.empty() ? "" : ", ") + of(element);
    return "[" + text + "]";
  }

  std::string of(const property::Map& map) const {
    std::string text;
    for (const auto& [key, value] : map)
      text += (text.empty() ? "" : ", ") + cypher::quote_word(key) + ": " + of(value);
    return "{" + text + "}";
  }

  std::string of_element(const Value& value) const {
    if (value.is(Kind::Node)) return caption(shown_, value.node());
    if (value.is(Kind::Statement)) return text_of(*shown_.knowledge, graph::StatementIndex{value.statement().index});
    return value.is(Kind::Path) ? of(value.path()) : of(value.relationship());
  }

  std::string of(property::Relationship relationship) const {
    if (const auto statement = statement_of(shown_, relationship)) return text_of(*shown_.knowledge, *statement);
    return caption(shown_, shown_.graph.source(relationship)) + " – " + caption(shown_, relationship) + " – " +
           caption(shown_, shown_.graph.target(relationship));
  }

  /// "Ada Okafor – meet → Ben Musa ← thank – Kenya"
  std::string of(const property::Path& path) const {
    std::string text = caption(shown_, path.nodes[0]);
    for (std::size_t i = 0; i < path.relationships.size(); ++i) {
      const bool forward = shown_.graph.source(path.relationships[i]) == path.nodes[i];
      text += (forward ? " – " : " ← ") + caption(shown_, path.relationships[i]) + (forward ? " → " : " – ") +
              caption(shown_, path.nodes[i + 1]);
    }
    return text;
  }

  const ResultGraph& shown_;
};

}  // namespace

std::string iso_text(const Value& value) {
  const std::string quoted = property::print(value);
  return quoted.substr(1, quoted.size() - 2);
}

std::string text_of(const ResultGraph& shown, const Value& value) {
  if (value.is_temporal()) return iso_text(value);
  return without_controls(value.is(Kind::String) ? std::string(value.string()) : Text(shown).of(value));
}

}  // namespace whom::tools
