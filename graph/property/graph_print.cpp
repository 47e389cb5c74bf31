#include "graph/property/graph.hpp"

namespace whom::property {
namespace {

/// Words that need no backquotes.
bool is_plain(std::string_view word) {
  const auto letter = [](unsigned char c) { return c == '_' || c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); };
  const auto digit = [](unsigned char c) { return c >= '0' && c <= '9'; };
  if (word.empty() || digit(static_cast<unsigned char>(word[0]))) return false;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (!letter(byte) && !digit(byte)) return false;
  }
  return true;
}

std::string word(std::string_view name) {
  if (is_plain(name)) return std::string(name);
  std::string quoted = "`";
  for (const char c : name) quoted.append(c == '`' ? 2 : 1, c);
  return quoted + "`";
}

class Printer {
 public:
  explicit Printer(const Graph& graph, bool with_properties = true)
      : graph_(graph), with_properties_(with_properties) {}

  std::string text(const Value& value) const {
    switch (value.kind()) {
      case Kind::Node:
        return text(value.node());
      case Kind::Relationship:
        return text(value.relationship());
      case Kind::Path:
        return text(value.path());
      case Kind::List:
        return joined(value.list(), "[", "]", [&](const Value& element) { return text(element); });
      case Kind::Map:
        return joined(value.map(), "{", "}",
                      [&](const auto& entry) { return word(entry.first) + ": " + text(entry.second); });
      default:
        return print(value);
    }
  }

 private:
  template <typename Parts, typename Text>
  static std::string joined(const Parts& parts, std::string_view open, std::string_view close, const Text& text_of) {
    std::string all(open);
    for (const auto& part : parts) {
      if (all.size() > open.size()) all += ", ";
      all += text_of(part);
    }
    return all.append(close);
  }

  /// A property may be a node and lead back to this one: of such a node the labels and the name are shown.
  template <typename Element>
  std::string properties(Element element) const {
    auto all = graph_.properties(element);
    if (!with_properties_)
      std::erase_if(all, [&](const auto& property) {
        return graph_.name(property.first) != "name" || !property.second.is(Kind::String);
      });
    if (all.empty()) return {};
    return joined(all, "{", "}", [&, brief = Printer(graph_, false)](const auto& property) {
      return word(graph_.name(property.first)) + ": " + brief.text(property.second);
    });
  }

  /// Deleted nodes have no labels any more, but their properties are still known.
  std::string text(Node node) const {
    std::string head;
    for (const Label label : graph_.labels(node)) head += ":" + word(graph_.name(label));
    return "(" + spaced(head, properties(node)) + ")";
  }

  std::string text(Relationship relationship) const {
    return "[" + spaced(":" + word(graph_.name(graph_.type(relationship))), properties(relationship)) + "]";
  }

  std::string text(const Path& path) const {
    std::string all = "<" + text(path.nodes[0]);
    for (std::size_t i = 0; i < path.relationships.size(); ++i) {
      const Relationship relationship = path.relationships[i];
      const bool forward = graph_.source(relationship) == path.nodes[i];
      all += (forward ? "-" : "<-") + text(relationship) + (forward ? "->" : "-") + text(path.nodes[i + 1]);
    }
    return all + ">";
  }

  static std::string spaced(const std::string& head, const std::string& rest) {
    return head.empty() || rest.empty() ? head + rest : head + " " + rest;
  }

  const Graph& graph_;
  bool with_properties_;
};

}  // namespace

std::string print(const Graph& graph, const Value& value) { return Printer(graph).text(value); }

}  // namespace whom::property
