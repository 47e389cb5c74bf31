#include "tests/support/cell.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace whom::test {
namespace {

using property::Graph;
using property::Kind;
using property::Value;

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text), whole_(text) {}

  Cell run() {
    Cell cell = value();
    if (skip(), !rest_.empty()) fail();
    return cell;
  }

 private:
  [[noreturn]] void fail() const {
    throw std::runtime_error("not a value: " + std::string(whole_) + " (at '" + std::string(rest_) + "')");
  }

  void skip() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }

  bool take(std::string_view token) {
    skip();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  void expect(std::string_view token) {
    if (!take(token)) fail();
  }

  Cell value() {
    skip();
    if (rest_.starts_with('\'')) return {Cell::Kind::Atom, Value(string()), {}, {}};
    if (rest_.starts_with('{')) return map();
    if (rest_.starts_with('(')) return node();
    if (rest_.starts_with("[:")) return relationship();
    if (take("[")) return list();
    if (take("<")) return path();
    return {Cell::Kind::Atom, scalar(word()), {}, {}};
  }

  std::string string() {
    std::string result;
    for (rest_.remove_prefix(1); !rest_.starts_with('\''); rest_.remove_prefix(1)) {
      if (rest_.starts_with("\\'") || rest_.starts_with("\\\\")) rest_.remove_prefix(1);
      if (rest_.empty()) fail();
      result += rest_[0];
    }
    rest_.remove_prefix(1);
    return result;
  }

  std::string word() {
    skip();
    const std::string found(rest_.substr(0, rest_.find_first_of(" ,:{}[]()<>")));
    if (found.empty()) fail();
    rest_.remove_prefix(found.size());
    return found;
  }

  Value scalar(const std::string& written) const {
    if (written == "null") return {};
    if (written == "true" || written == "false") return Value(written == "true");
    std::size_t used = 0;
    try {
      const bool whole = written.find_first_not_of("-0123456789") == std::string::npos;
      const Value number =
          whole ? Value(static_cast<std::int64_t>(std::stoll(written, &used))) : Value(std::stod(written, &used));
      if (used == written.size()) return number;
    } catch (const std::logic_error&) {  // no number, or none that fits
    }
    fail();
  }

  Cell list() {
    Cell cell{Cell::Kind::List, {}, {}, {}};
    if (take("]")) return cell;
    do cell.parts.push_back(value());
    while (take(","));
    expect("]");
    return cell;
  }

  Cell map() {
    Cell cell{Cell::Kind::Map, {}, {}, {}};
    if (!take("{") || take("}")) return cell;
    do {
      cell.names.push_back(word());
      expect(":");
      cell.parts.push_back(value());
    } while (take(","));
    expect("}");
    return cell;
  }

  Cell element(Cell::Kind kind, std::string_view open, std::string_view close) {
    expect(open);
    Cell cell{kind, {}, {}, {}};
    while (take(":")) cell.names.push_back(word());
    cell.parts.push_back(map());
    expect(close);
    return cell;
  }

  Cell node() { return element(Cell::Kind::Node, "(", ")"); }
  Cell relationship() { return element(Cell::Kind::Relationship, "[", "]"); }

  Cell path() {
    Cell cell{Cell::Kind::Path, {}, {}, {node()}};
    while (!take(">")) {
      const bool backwards = take("<");
      expect("-");
      cell.parts.push_back(relationship());
      expect(backwards ? "-" : "->");
      cell.names.emplace_back(backwards ? "<" : ">");
      cell.parts.push_back(node());
    }
    return cell;
  }

  std::string_view rest_, whole_;
};

template <typename Properties>
Cell properties_cell(const Graph& graph, const Properties& properties) {
  Cell cell{Cell::Kind::Map, {}, {}, {}};
  for (const auto& [key, value] : properties) {
    cell.names.emplace_back(graph.name(key));
    cell.parts.push_back(cell_of(graph, value));
  }
  return cell;
}

Cell node_cell(const Graph& graph, property::Node node) {
  Cell cell{Cell::Kind::Node, {}, {}, {}};
  for (const property::Label label : graph.labels(node)) cell.names.emplace_back(graph.name(label));
  cell.parts.push_back(properties_cell(graph, graph.properties(node)));
  return cell;
}

Cell relationship_cell(const Graph& graph, property::Relationship relationship) {
  return {Cell::Kind::Relationship,
          {},
          {std::string(graph.name(graph.type(relationship)))},
          {properties_cell(graph, graph.properties(relationship))}};
}

Cell path_cell(const Graph& graph, const property::Path& path) {
  Cell cell{Cell::Kind::Path, {}, {}, {node_cell(graph, path.nodes[0])}};
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const bool forwards = graph.source(path.relationships[i]) == path.nodes[i];
    cell.names.emplace_back(forwards ? ">" : "<");
    cell.parts.push_back(relationship_cell(graph, path.relationships[i]));
    cell.parts.push_back(node_cell(graph, path.nodes[i + 1]));
  }
  return cell;
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string result;
  for (const std::string& one : texts) result += (result.empty() ? "" : std::string(separator)) + one;
  return result;
}

std::vector<std::string> texts(const std::vector<Cell>& parts, ListOrder order) {
  std::vector<std::string> result;
  for (const Cell& part : parts) result.push_back(text(part, order));
  return result;
}

std::string list_text(const Cell& cell, ListOrder order) {
  auto parts = texts(cell.parts, order);
  if (order == ListOrder::Ignored) std::sort(parts.begin(), parts.end());
  return "[" + joined(parts, ", ") + "]";
}

std::string map_text(const Cell& cell, ListOrder order) {
  std::vector<std::string> entries;
  for (std::size_t i = 0; i < cell.names.size(); ++i)
    entries.push_back(cell.names[i] + ": " + text(cell.parts[i], order));
  std::sort(entries.begin(), entries.end());
  return "{" + joined(entries, ", ") + "}";
}

std::string element_text(const Cell& cell, ListOrder order) {
  auto names = cell.names;
  std::sort(names.begin(), names.end());
  std::string result;
  for (const std::string& name : names) result += ":" + name;
  if (cell.parts[0].names.empty()) return result;
  return result + (result.empty() ? "" : " ") + text(cell.parts[0], order);
}

std::string path_text(const Cell& cell, ListOrder order) {
  std::string result = text(cell.parts[0], order);
  for (std::size_t i = 0; i < cell.names.size(); ++i) {
    const bool forwards = cell.names[i] == ">";
    result += (forwards ? "-" : "<-") + text(cell.parts[2 * i + 1], order) + (forwards ? "->" : "-") +
              text(cell.parts[2 * i + 2], order);
  }
  return "<" + result + ">";
}

}  // namespace

Cell read_cell(std::string_view text) { return Reader(text).run(); }

Cell cell_of(const Graph& graph, const Value& value) {
  switch (value.kind()) {
    case Kind::Node:
      return node_cell(graph, value.node());
    case Kind::Relationship:
      return relationship_cell(graph, value.relationship());
    case Kind::Path:
      return path_cell(graph, value.path());
    case Kind::List: {
      Cell cell{Cell::Kind::List, {}, {}, {}};
      for (const Value& element : value.list()) cell.parts.push_back(cell_of(graph, element));
      return cell;
    }
    case Kind::Map: {
      Cell cell{Cell::Kind::Map, {}, {}, {}};
      for (const auto& [key, held] : value.map()) {
        cell.names.push_back(key);
        cell.parts.push_back(cell_of(graph, held));
      }
      return cell;
    }
    default:
      return {Cell::Kind::Atom, value, {}, {}};
  }
}

std::string text(const Cell& cell, ListOrder order) {
  switch (cell.kind) {
    case Cell::Kind::List:
      return list_text(cell, order);
    case Cell::Kind::Map:
      return map_text(cell, order);
    case Cell::Kind::Node:
      return "(" + element_text(cell, order) + ")";
    case Cell::Kind::Relationship:
      return "[" + element_text(cell, order) + "]";
    case Cell::Kind::Path:
      return path_text(cell, order);
    case Cell::Kind::Atom:
      break;
  }
  const bool zero = cell.atom.is(Kind::Float) && cell.atom.number() == 0;  // -0.0 is equal to 0.0
  return property::print(zero ? Value(0.0) : cell.atom);
}

Value value_of(const Cell& cell) {
  if (cell.kind == Cell::Kind::Atom) return cell.atom;
  if (cell.kind != Cell::Kind::List && cell.kind != Cell::Kind::Map)
    throw std::runtime_error("neither a literal nor a list or map of them: " + text(cell));
  property::List values;
  for (const Cell& part : cell.parts) values.push_back(value_of(part));
  if (cell.kind == Cell::Kind::List) return Value(std::move(values));
  property::Map map;
  for (std::size_t i = 0; i < values.size(); ++i) map.emplace_back(cell.names[i], values[i]);
  return Value(std::move(map));
}

}  // namespace whom::test
