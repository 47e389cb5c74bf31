// Random expressions over random rows: a batch must give what its rows give one by one, with every column that the
// graph can read as an array and without.
#include <gtest/gtest.h>

#include <random>

#include "query/cypher/parse.hpp"
#include "query/engine/expression.hpp"

namespace whom::engine {
namespace {

using property::Value;

constexpr std::size_t rows = 20;

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  template <typename T, std::size_t n>
  const T& pick(const T (&choices)[n]) {
    return choices[below(n)];
  }

 private:
  std::mt19937 engine_;
};

/// Text of the language; '?' in a template is a smaller expression. Locals are used where they are bound only.
std::string expression(Random& random, std::size_t depth, bool inside) {
  static constexpr const char* leaves[] = {"n",   "n.age", "n.name", "v",    "v.age", "r.since", "m.name", "1",
                                           "2.5", "'ab'",  "null",   "true", "[]",    "$list",   "n.gone", "{age: 3}"};
  static constexpr const char* templates[] = {"? + ?",
                                              "? - ?",
                                              "? * ?",
                                              "? / ?",
                                              "? % ?",
                                              "? < ?",
                                              "? = ?",
                                              "? <> ?",
                                              "? AND ?",
                                              "? OR ?",
                                              "? XOR ?",
                                              "NOT ?",
                                              "? IN ?",
                                              "[?, ?]",
                                              "-?",
                                              "? IS NULL",
                                              "? IS NOT NULL",
                                              "? STARTS WITH ?",
                                              "?[?]",
                                              "?[?..]",
                                              "?.age",
                                              "{age: ?, b: ?}",
                                              "coalesce(?, ?)",
                                              "toString(?)",
                                              "size(?)",
                                              "id(?)",
                                              "keys(?)",
                                              "toIntegerOrNull(?)",
                                              "head(?)",
                                              "? < ? <= ?",
                                              "? IN [1, 2, 3, 4, 5, 6, 7, 8, 'ab', 2.5]",
                                              "CASE WHEN ? THEN ? ELSE ? END",
                                              "CASE ? WHEN ? THEN ? END",
                                              "[x IN ? WHERE ?x | ?x]",
                                              "any(x IN ? WHERE ?x)",
                                              "reduce(x = ?, y IN ? | ?x)"};
  if (depth == 0) return inside && random.below(3) == 0 ? "x" : random.pick(leaves);
  std::string text = "(";
  for (const char* c = random.pick(templates); *c != 0; ++c) {
    const bool binds = c[0] == '?' && c[1] == 'x';
    if (*c == '?')
      text += expression(random, random.below(depth), inside || binds);
    else
      text += *c;
    if (binds) ++c;
  }
  return text + ")";
}

struct Sample {
  property::Graph graph;
  Scope scope;
  Batch batch;
  Parameters parameters{{"list", Value(property::List{Value(std::int64_t{1}), Value("ab"), Value()})}};
};

property::Graph random_graph(Random& random) {
  property::GraphBuilder builder;
  const auto age = builder.key("age"), name = builder.key("name"), since = builder.key("since");
  for (std::int64_t i = 0; i < 8; ++i) {
    const auto node = builder.node({});
    if (random.below(4) > 0) builder.set(node, age, Value(static_cast<std::int64_t>(random.below(3))));
    if (random.below(4) > 0) builder.set(node, name, Value(std::string(random.below(3), 'a')));
    const auto call = builder.relationship(node, builder.type("T"), node);
    if (random.below(4) > 0) builder.set_relationship(call, since, Value(static_cast<double>(random.below(9)) / 2));
  }
  return builder.finish();
}

Vector elements(Random& random, Vector::Form form, bool with_null) {
  Vector column{form, {}, {}};
  for (std::size_t i = 0; i < rows; ++i) {
    const auto element = static_cast<std::uint32_t>(random.below(with_null ? 10 : 8));
    column.elements.push_back(element < 8 ? element : no_element);
  }
  return column;
}

Value random_value(Random& random) {
  switch (random.below(7)) {
    case 0:
      return Value(true);
    case 1:
      return Value(static_cast<std::int64_t>(random.below(4)));
    case 2:
      return Value(0.5 * static_cast<double>(random.below(6)));
    case 3:
      return Value("ab");
    case 4:
      return Value(property::List{Value(std::int64_t{1}), Value()});
    case 5:
      return Value(property::Node{static_cast<std::uint32_t>(random.below(8))});
    default:
      return {};
  }
}

Sample random_sample(Random& random) {
  Sample sample;
  sample.graph = random_graph(random);
  const auto add = [&](const char* name, Vector column) {
    sample.scope.variables.emplace_back(name, Place{false, sample.batch.columns.size(), column.form});
    sample.batch.columns.push_back(std::move(column));
  };
  add("n", elements(random, Vector::Form::Nodes, false));
  add("m", elements(random, Vector::Form::Nodes, true));
  add("r", elements(random, Vector::Form::Relationships, true));
  Vector values;
  for (std::size_t i = 0; i < rows; ++i) values.values.push_back(random_value(random));
  add("v", std::move(values));
  sample.batch.size = rows;
  return sample;
}

/// All rows, or nothing when one of them fails.
std::optional<std::vector<Value>> one_by_one(const Expression& compiled, const Context& context, const Batch& batch) {
  std::vector<Value> results, locals;
  try {
    for (std::size_t i = 0; i < rows; ++i) results.push_back(compiled.evaluate(Row{context, batch, i, locals}));
  } catch (const cypher::Error&) {
    return std::nullopt;
  }
  return results;
}

std::optional<std::vector<Value>> at_once(const Expression& compiled, const Context& context, const Batch& batch) {
  std::vector<Value> results(rows);
  try {
    compiled.evaluate(context, batch, results.data());
  } catch (const cypher::Error&) {
    return std::nullopt;
  }
  return results;
}

std::string print(const std::optional<std::vector<Value>>& values) {
  return values ? property::print(Value(property::List(*values))) : "failed";
}

TEST(ExpressionBatch, GivesWhatItsRowsGive) {
  Random random(1);
  std::size_t failed = 0;
  constexpr std::size_t rounds = 4000;
  for (std::size_t round = 0; round < rounds; ++round) {
    Sample sample = random_sample(random);
    if (round % 2 == 1) {
      sample.graph.set(property::Node{0}, sample.graph.add_key("age"), Value("written"));
      sample.graph.create_node({});
    }
    const std::string text = expression(random, 3, false);
    const auto compiled = compile(cypher::parse_expression(text), sample.scope, nullptr);
    const Context context{sample.graph, sample.parameters, {}};
    const std::string expected = print(one_by_one(*compiled, context, sample.batch));
    ASSERT_EQ(print(at_once(*compiled, context, sample.batch)), expected) << text;
    failed += expected == "failed" ? 1 : 0;
  }
  EXPECT_LT(failed, rounds * 3 / 4);  // else the test says little
}

}  // namespace
}  // namespace whom::engine
