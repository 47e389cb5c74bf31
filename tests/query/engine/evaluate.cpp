#include "tests/query/engine/evaluate.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "query/cypher/parse.hpp"

namespace whom::engine::test {
namespace {

using property::Label;
using property::Node;
using property::Relationship;
using property::Value;

constexpr std::size_t rows = 3;

Vector elements(Vector::Form form, std::uint32_t element) {
  return {form, std::vector<std::uint32_t>(rows, element), {}};
}

Vector values(const Value& value) { return {Vector::Form::Values, {}, std::vector<Value>(rows, value)}; }

template <typename Evaluate>
std::string result_of(const Evaluate& evaluate) {
  try {
    return evaluate();
  } catch (const cypher::Error& error) {
    return error.type + ": " + error.detail;
  }
}

std::string trim(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

}  // namespace

Sample::Sample() {
  const Label person = graph.add_label("Person"), minister = graph.add_label("Minister");
  const property::Key name = graph.add_key("name"), born = graph.add_key("born"), in = graph.add_key("in");
  const Node a = graph.create_node(std::vector{person, minister}), b = graph.create_node(std::vector{person});
  graph.set(a, name, Value("Ann"));
  graph.set(a, born, Value(std::int64_t{1950}));
  graph.set(b, name, Value("Bob"));
  const Relationship r = graph.create_relationship(a, graph.add_type("MET"), b);
  graph.set(r, in, Value(std::int64_t{1990}));
  const Node ghost = graph.create_node({});
  const Relationship lost = graph.create_relationship(ghost, graph.add_type("LOST"), ghost);
  graph.remove(lost);
  graph.remove(ghost);

  add("a", elements(Vector::Form::Nodes, a.index));
  add("b", elements(Vector::Form::Nodes, b.index));
  add("ghost", elements(Vector::Form::Nodes, ghost.index));
  add("nobody", elements(Vector::Form::Nodes, no_element));
  add("r", elements(Vector::Form::Relationships, r.index));
  add("lost", elements(Vector::Form::Relationships, lost.index));
  add("nothing", elements(Vector::Form::Relationships, no_element));
  add("path", values(Value(property::Path{{a, b}, {r}})));
  add("list", values(Value(property::List{Value(std::int64_t{1}), Value(a), Value("x"), Value()})));
  batch.size = rows;
  parameters = {{"one", Value(std::int64_t{1})},
                {"names", Value(property::List{Value("Ann"), Value("Eve")})},
                {"none", Value()},
                {"map", Value(property::Map{{"key", Value("value")}})}};
}

void Sample::add(std::string name, Vector column) {
  scope.variables.emplace_back(std::move(name), Place{false, batch.columns.size(), column.form});
  batch.columns.push_back(std::move(column));
}

std::string Sample::evaluate(std::string_view text) const {
  const Context context{graph, parameters, property::DateTime{1'000'000'000, 5'000'000, 0, {}}};
  const auto one_by_one = [&] {
    std::vector<Value> locals;
    const auto expression = compile(cypher::parse_expression(text), scope, nullptr);
    return print(graph, expression->evaluate(Row{context, batch, rows - 1, locals}));
  };
  const auto at_once = [&] {
    std::vector<Value> results(rows);
    compile(cypher::parse_expression(text), scope, nullptr)->evaluate(context, batch, results.data());
    return print(graph, results.back());
  };
  const std::string result = result_of(one_by_one);
  EXPECT_EQ(result, result_of(at_once)) << text << ", row by row and at once";
  return result;
}

void expect_all(std::string_view lines) {
  const Sample sample;
  std::istringstream in{std::string(lines)};
  for (std::string line; std::getline(in, line);) {
    const std::size_t arrow = line.rfind("=>");
    if (arrow == std::string::npos) continue;
    EXPECT_EQ(sample.evaluate(trim(line.substr(0, arrow))), trim(line.substr(arrow + 2))) << line;
  }
}

}  // namespace whom::engine::test
