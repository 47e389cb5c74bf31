// A query is put together from templates. "@n" in a template is some node in scope, "@c" a small number, and so on (see
// Scope::filled); a template that asks for what the scope does not have is passed over.
#include "tests/query/engine/naive/random_query.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace whom::test {
namespace {

using Templates = std::vector<std::string_view>;

const Templates conditions = {
    "@n.v = @c",
    "@n.v = @c",
    "@n.id = @d",
    "@n.id = $one",
    "@n.v < @c",
    "@c <= @n.v < @c",
    "@c <> @n.v",
    "@n.v IN [@c, @c]",
    "@n.v IS NULL",
    "@n.s IS NOT NULL",
    "@n.s = '@w'",
    "@n.s = $name",
    "@n.s STARTS WITH '@w'",
    "@n.s ENDS WITH 'a'",
    "@n.s CONTAINS 'n'",
    "@n.s >= '@w'",
    "@n.m = @c",
    "@n.m > @c",
    "@n.m IN [1, 'ann', true, null]",
    "@n.v = @n.v",
    "@n.id < @n.id",
    "@n.m = @n.v",
    "@n = @n",
    "@n <> @n",
    "@n:@A",
    "@n:@A:@A",
    "NOT @n:@A",
    "@r.w = @c",
    "@r.w > @c",
    "@r.w = @n.v",
    "0 IN @r.on",
    "type(@r) = '@T'",
    "@r <> @r",
    "startNode(@r) = @n",
    "size(@l) > 1",
    "all(x IN @l WHERE x.w > @c)",
    "none(x IN @l WHERE x.w = @c)",
    "length(@p) = @c",
    "length(@q) < 3",
    "any(x IN nodes(@p) WHERE x.v = @c)",
    "single(x IN nodes(@p) WHERE x:@A)",
    "@n IN nodes(@p)",
    "@c IN @n.t",
    "'x' IN @n.t",
    "@n.id IN @n.t",
    "'x' IN @r.on",
    "@n.id IN [0, 2, 4, null]",
    "@n.id = @d OR @n.id = @d",
    "@n:@A OR @n:@A",
    "@n.id > @c AND @n.id <= @d",
    "@n.s STARTS WITH @n.s",
    "@n = $one",
    "EXISTS { (@n)-[*]->(@n) }",
    "NOT EXISTS { (@n)-->(e) WHERE NOT (e)-->() }",
    "EXISTS { MATCH (@n)--(e) WITH e, count(*) AS f WHERE f > 1 RETURN e }",
    "COUNT { (@n)-[*1..2]-(:@A) } = @c",
    "all(x IN nodes(@p) WHERE x.v IS NOT NULL)",
    "@v = @c",
    "@v IS NOT NULL",
    "@v <> @v",
    "(@P AND @P)",
    "(@P AND @P)",
    "(@P OR @P)",
    "(@P XOR @P)",
    "NOT (@P)",
    "(@n)-[:@T]->()",
    "NOT (@n)-->(@n)",
    "(@n)--(:@A)",
    "(@n)-[:@T*1..2]->(@n)",
    "EXISTS { (@n)-[:@T]->(e) WHERE e.v = @n.v }",
    "EXISTS { MATCH (@n)-->(e)-->(f) WHERE e <> f RETURN e }",
    "COUNT { (@n)--() } > @c",
    "size([(@n)-->(e) | e.v]) = @c",
    "size([(@n)<-[:@T]-(e:@A) WHERE e.v > @c | e]) > 0",
};

const Templates values = {
    "@n",
    "@n",
    "@n.v",
    "@n.v",
    "@n.id",
    "@n.id",
    "@n.s",
    "@n.m",
    "@r",
    "@r.w",
    "type(@r)",
    "@l",
    "size(@l)",
    "@p",
    "length(@p)",
    "length(@q)",
    "@v",
    "@n.v + @c",
    "coalesce(@n.v, -1)",
    "CASE WHEN @P THEN 1 ELSE @n.v END",
    "CASE @n.v WHEN 0 THEN 'none' WHEN @c THEN 'some' END",
    "[x IN @l | x.w]",
    "[x IN nodes(@p) WHERE x.v > @c | x.id]",
    "nodes(@p)",
    "relationships(@p)",
    "labels(@n)",
    "@n:@A",
    "@n.v IS NULL",
    "startNode(@r)",
    "endNode(@r).id",
    "head(@l)",
    "COUNT { (@n)-->() }",
    "COUNT { (@n)-[:@T]-(e) WHERE e.v = @c }",
    "EXISTS { (@n)-->(:@A) }",
    "@n.s STARTS WITH '@w'",
    "properties(@n)",
};

const Templates aggregates = {
    "count(*)",
    "count(*)",
    "count(*)",
    "count(@n)",
    "count(@r)",
    "count(DISTINCT @n)",
    "count(DISTINCT @n)",
    "count(@n.v)",
    "count(DISTINCT @n.m)",
    "sum(@n.v)",
    "sum(@r.w)",
    "sum(size(@l))",
    "avg(@n.v)",
    "min(@n.m)",
    "max(@n.s)",
    "min(length(@p))",
    "max(length(@q))",
    "size(collect(@n))",
    "size(collect(DISTINCT @n.v))",
    "count(*) + 1",
    "count(@n) * count(DISTINCT @n.v)",
    "max(@n.v) - min(@n.v)",
    "count(@v)",
    "count(DISTINCT @v)",
    "sum(COUNT { (@n)-->() })",
};

/// Lists whose order nothing decides.
const Templates bags = {
    "collect(@n.id)", "collect(DISTINCT @n)", "collect(DISTINCT @n.v)", "collect(@r.w)", "collect(@v)",
};
const Templates comprehensions = {
    "[(@n)-->(e) | e.id]",
    "[(@n)-[e:@T]-() WHERE e.w > @c | e]",
    "[p = (@n)-[:@T*1..2]->(:@A) | length(p)]",
};

const Templates lists = {"@n.t", "[1, 2, 3]", "[@c, null, @c]", "range(0, @c)", "@l", "nodes(@p)", "[@n.v, @n.id]",
                         "[]",   "null"};
const Templates node_properties = {"{v: @c}",          "{v: @c}", "{id: @d}", "{s: '@w'}",
                                   "{v: @c, s: '@w'}", "{m: @c}", "{v: $one}"};
const Templates lengths = {"*", "*1..2", "*1..2", "*2", "*0..1", "*..3", "*2..3", "*0..", "*0..2", "*2.."};
const Templates short_lengths = {"*1..2", "*1..2", "*2", "*0..1", "*..3", "*0..2"};

/// Ends of queries whose rows nobody needs to list.
const Templates endings = {
    "RETURN count(*) AS c0",
    "RETURN count(*) AS c0",
    "RETURN DISTINCT @n AS c0",
    "RETURN DISTINCT @n AS c0, @n AS c1",
    "RETURN count(DISTINCT @n) AS c0, count(*) AS c1",
    "RETURN @n AS c0, count(*) AS c1",
    "RETURN @n AS c0, count(*) AS c1 ORDER BY c1 DESC, c0 LIMIT 3",
    "RETURN @n.v AS c0, count(DISTINCT @n) AS c1",
    "WITH @n AS x LIMIT 3 RETURN count(*) AS c0",
    "WITH DISTINCT @n AS x, @n AS y RETURN y AS c0, count(*) AS c1",
    "WITH @n AS x, count(*) AS y RETURN y AS c0, count(*) AS c1",
    "WITH @n.id AS x, @n.v AS y ORDER BY y DESC, x RETURN collect(x) AS c0, collect(DISTINCT y) AS c1",
    "RETURN EXISTS { (@n)-->(@n) } AS c0, count(*) AS c1",
    "WITH * RETURN count(*) AS c0",
};

/// What a variable may be used for. Whole: a path of which the answer knows everything; Length: one of which only the
/// length is determined.
enum class Kind { Node, Relationship, Segment, Whole, Length, Scalar };

struct Variable {
  std::string name;
  Kind kind;
};

class Scope {
 public:
  explicit Scope(Random& random) : random_(random) {}

  std::vector<Variable> variables;

  std::string fresh(Kind kind) {
    std::string name = std::string(1, "nrlpqx"[static_cast<int>(kind)]) + std::to_string(++made_);
    variables.push_back({name, kind});
    return name;
  }

  std::optional<std::string> some(Kind kind) {
    std::vector<std::string> fitting;
    for (const Variable& variable : variables)
      if (variable.kind == kind) fitting.push_back(variable.name);
    if (fitting.empty()) return std::nullopt;
    return random_.pick(fitting);
  }

  /// A template of the list with its places filled, else `otherwise`.
  std::string from(const Templates& templates, const std::string& otherwise, int depth = 0) {
    for (int attempt = 0; attempt < 8; ++attempt)
      if (auto text = filled(random_.pick(templates), depth)) return *text;
    return otherwise;
  }

  std::string condition(int depth = 0) { return from(conditions, "true", depth); }

 private:
  std::optional<std::string> filled(std::string_view pattern, int depth) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] != '@') {
        text += pattern[i];
        continue;
      }
      const auto part = place(pattern[++i], depth);
      if (!part) return std::nullopt;
      text += *part;
    }
    return text;
  }

  std::optional<std::string> place(char letter, int depth) {
    static const char* const words[] = {"an", "ann", "anna", "b", "Ann", ""};
    switch (letter) {
      case 'n':
        return some(Kind::Node);
      case 'r':
        return some(Kind::Relationship);
      case 'l':
        return some(Kind::Segment);
      case 'p':
        return some(Kind::Whole);
      case 'q':
        return some(Kind::Length);
      case 'v':
        return some(Kind::Scalar);
      case 'c':
        return std::to_string(random_.below(4));
      case 'd':
        return std::to_string(random_.below(8));
      case 'w':
        return random_.pick(words);
      case 'A':
        return std::string(1, random_.pick(std::string_view("ABC")));
      case 'T':
        return std::string(1, random_.pick(std::string_view("RST")));
      default:
        return depth > 2 ? std::nullopt : std::optional(condition(depth + 1));
    }
  }

  Random& random_;
  int made_ = 0;
};

class Writer {
 public:
  explicit Writer(Random& random) : random_(random), scope_(random) {}

  std::string query() {
    std::string text = reading();
    if (random_.chance(20)) return text + scope_.from(endings, "RETURN count(*) AS c0");
    if (!random_.chance(8)) return text + result(true);
    columns_ = random_.between(1, 2);
    text += result(false);
    const std::string_view joint = random_.chance(50) ? " UNION " : " UNION ALL ";
    scope_.variables.clear();
    text += std::string(joint) + reading();
    return text + result(false);
  }

 private:
  std::string reading() {
    std::string text = random_.chance(92) ? match(false) : unwind();
    if (random_.chance(1)) text = "UNWIND range(1, 1100) AS many " + text;
    for (std::size_t more = random_.pick(clause_counts); more > 0; --more) text += clause();
    return text;
  }

  std::string clause() {
    const std::size_t kind = random_.below(100);
    if (kind < 35) return match(false);
    if (kind < 60) return match(true);
    if (kind < 68) return unwind();
    return with();
  }

  std::string unwind() {
    const std::string list = scope_.from(lists, "[0, 1, 1]");
    return "UNWIND " + list + " AS " + scope_.fresh(Kind::Scalar) + " ";
  }

  // Patterns.

  std::string match(bool optional) {
    const std::string keyword = optional ? "OPTIONAL MATCH " : "MATCH ";
    known_ = scope_.variables;
    if (random_.chance(15)) return keyword + (random_.chance(60) ? selected_path() : selected_chain()) + " ";
    std::string text = keyword + (random_.chance(10) ? cycle() : path(random_.pick(hop_counts)));
    if (random_.chance(25)) text += ", " + path(random_.between(0, 1));
    if (random_.chance(8)) text += ", " + path(1);
    return text + where(35) + " ";
  }

  std::string where(std::size_t percent) { return random_.chance(percent) ? " WHERE " + scope_.condition() : ""; }

  struct Form {
    std::string_view before, after;
    Kind known;
  };

  /// "p = shortestPath((a)-[*]->(b))" and its kin. What is between the ends stays without a name.
  std::string selected_path() {
    static const std::vector<Form> forms = {
        {"shortestPath(", ")", Kind::Length}, {"allShortestPaths(", ")", Kind::Whole},
        {"ALL SHORTEST ", "", Kind::Whole},   {"ANY SHORTEST ", "", Kind::Length},
        {"SHORTEST 2 ", "", Kind::Length},    {"SHORTEST 2 GROUPS ", "", Kind::Whole},
    };
    const Form& form = random_.pick(forms);
    const bool function = form.after == ")";
    const std::string first = node(true), last = node(true);
    const bool either = random_.chance(40);
    const std::string_view length =
        function ? random_.pick(Templates{"*", "*..3", "*0..", "*1.."}) : random_.pick(lengths);
    const std::string inside = "[" + types() + std::string(either && length.ends_with("*") ? "*..4" : length) + "]";
    const std::string text = std::string(form.before) + first + arrow(inside, either) + last + std::string(form.after);
    const std::string condition = where(35);  // not on the path itself: dialects differ in when such a one is asked
    return scope_.fresh(form.known) + " = " + text + condition;
  }

  /// "p = ALL SHORTEST (a)-->(m)-[*]->(b), (m)-->(c)". What is between the ends has names where the answer knows it.
  std::string selected_chain() {
    static const std::vector<Form> forms = {
        {"ALL SHORTEST ", "", Kind::Whole},      {"ANY SHORTEST ", "", Kind::Length},
        {"SHORTEST 1 GROUPS ", "", Kind::Whole}, {"SHORTEST 2 ", "", Kind::Length},
        {"SHORTEST 2 GROUPS ", "", Kind::Whole}, {"ANY 2 ", "", Kind::Length}};
    const Form& form = random_.pick(forms);
    const bool whole = form.known == Kind::Whole;
    std::string text = std::string(form.before) + node(true);
    const std::size_t hops = random_.between(2, 3);
    for (std::size_t i = 1; i <= hops; ++i) {
      text += whole && random_.chance(60) ? relationship() : hidden_relationship();
      text += i == hops ? node(true) : whole ? node(false) : scope_.from({"()", "()", "(:@A)"}, "");
    }
    if (whole && random_.chance(30)) text += ", " + path(random_.between(0, 1));
    const std::string condition = where(35);
    return scope_.fresh(form.known) + " = " + text + condition;
  }

  std::string hidden_relationship() {
    const bool either = random_.chance(25);
    const std::string length = random_.chance(50) ? std::string(random_.pick(either ? short_lengths : lengths)) : "";
    return arrow("[" + types() + length + "]", either);
  }

  /// Three or four nodes, each tied to the next by a path of its own.
  std::string cycle() {
    const std::size_t count = random_.between(3, 4);
    std::vector<std::string> corners;
    for (std::size_t i = 0; i < count; ++i) corners.push_back(scope_.fresh(Kind::Node));
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string tie = relationship();
      text += (i == 0 ? "(" : ", (") + corners[i] + ")" + tie + "(" + corners[(i + 1) % count] + ")";
    }
    return text;
  }

  std::string path(std::size_t hops) {
    const bool named = random_.chance(15), closed = hops > 1 && random_.chance(25);
    const std::string start = node(closed);
    std::string text = start;
    for (std::size_t i = 1; i <= hops; ++i) {
      const std::string between = relationship();
      text += between + (closed && i == hops ? again(start) : node(false));
    }
    return named ? scope_.fresh(Kind::Whole) + " = " + text : text;
  }

  /// "(n1:A {v: 1})" once more: "(n1)".
  static std::string again(const std::string& node) { return node.substr(0, node.find_first_of(": {)")) + ")"; }

  std::string node(bool named) {
    std::string text = "(";
    const auto known = scope_.some(Kind::Node);
    if (known && random_.chance(25)) {
      text += *known;
    } else if (named || random_.chance(60)) {
      text += scope_.fresh(Kind::Node);
    }
    if (random_.chance(15)) text += scope_.from({":@A", ":@A", ":@A", ":@A", ":@A:@A"}, "");
    if (random_.chance(6)) text += " " + Scope(random_).from(node_properties, "");
    return text + ")";
  }

  std::string types() { return random_.chance(45) ? "" : scope_.from({":R", ":@T", ":@T|@T"}, ""); }

  std::string arrow(const std::string& inside, bool either) {
    if (either) return "-" + inside + "-";
    return random_.chance(75) ? "-" + inside + "->" : "<-" + inside + "-";
  }

  std::string relationship() {
    const bool many = random_.chance(15), named = random_.chance(30), either = random_.chance(25);
    const std::string length = many ? std::string(random_.pick(either ? short_lengths : lengths)) : "";
    const std::string properties = random_.chance(4) ? " " + scope_.from({"{w: @c}"}, "") : "";
    const std::string type = types();
    const Kind kind = many ? Kind::Segment : Kind::Relationship;
    std::string name = named ? matched_before(kind) : "";
    if (named && name.empty()) name = scope_.fresh(kind);
    return arrow("[" + name + type + length + properties + "]", either);
  }

  /// Now and then a variable of an earlier clause, which one pattern may name once; else nothing.
  std::string matched_before(Kind kind) {
    if (!random_.chance(10)) return "";
    const auto found =
        std::find_if(known_.begin(), known_.end(), [&](const Variable& one) { return one.kind == kind; });
    if (found == known_.end()) return "";
    std::string name = found->name;
    known_.erase(found);
    return name;
  }

  // Projections.

  std::string with() {
    const bool grouped = random_.chance(40), distinct = !grouped && random_.chance(30);
    const std::string item = grouped ? scope_.from(aggregates, "count(*)") : scope_.from(values, "1");
    std::erase_if(scope_.variables,
                  [&](const Variable& variable) { return variable.kind == Kind::Length || random_.chance(45); });
    std::string text = distinct ? "WITH DISTINCT " : "WITH ";
    for (const Variable& variable : scope_.variables) text += variable.name + ", ";
    if (grouped || scope_.variables.empty() || random_.chance(40)) {
      text += item + " AS " + scope_.fresh(Kind::Scalar);
    } else {
      text.resize(text.size() - 2);
    }
    if (random_.chance(15)) text += first_few();
    return text + where(30) + " ";
  }

  /// LIMIT after ORDER BY everything, so that what is left is determined.
  std::string first_few() {
    std::string text;
    for (const Variable& variable : scope_.variables)
      text += (text.empty() ? " ORDER BY " : ", ") + variable.name + (random_.chance(30) ? " DESC" : "");
    return text + " LIMIT " + std::to_string(random_.between(1, 4));
  }

  std::string result(bool last) {
    const bool distinct = random_.chance(25), grouped = random_.chance(35);
    std::string text = distinct ? "RETURN DISTINCT " : "RETURN ";
    std::vector<std::string> names;
    const std::size_t count = columns_ > 0 ? columns_ : random_.between(1, 3);
    bool bag = false;
    for (std::size_t i = 0; i < count; ++i) {
      const bool aggregate = grouped && (i + 1 == count || random_.chance(20));
      const bool unordered = last && (aggregate || !(distinct || grouped)) && random_.chance(8);
      std::string item = unordered ? scope_.from(aggregate ? bags : comprehensions, "") : "";
      const std::string name = (item.empty() ? "c" : "bag") + std::to_string(i);
      if (item.empty()) item = aggregate ? scope_.from(aggregates, "count(*)") : scope_.from(values, "1");
      bag = bag || name[0] == 'b';
      text += (i == 0 ? "" : ", ") + item + " AS " + name;
      if (name[0] == 'c') names.push_back(name);
    }
    return last && !names.empty() ? text + order(names, bag) : text;
  }

  std::string order(std::vector<std::string> names, bool bag) {
    if (random_.chance(60)) return "";
    const bool cut = !bag && random_.chance(60);
    if (!cut) names.resize(random_.between(1, names.size()));
    std::string text;
    for (const std::string& name : names)
      text += (text.empty() ? " ORDER BY " : ", ") + name + (random_.chance(40) ? " DESC" : "");
    if (cut && random_.chance(40)) text += " SKIP " + std::to_string(random_.below(4));
    if (cut) text += " LIMIT " + std::to_string(random_.between(0, 6));
    return text;
  }

  static constexpr std::size_t clause_counts[] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 3};
  static constexpr std::size_t hop_counts[] = {0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4};
  Random& random_;
  Scope scope_;
  std::vector<Variable> known_;  ///< before the clause; those not yet named by it
  std::size_t columns_ = 0;      ///< of the parts of a UNION, else 0
};

}  // namespace

std::string random_query(Random& random) { return Writer(random).query(); }

const engine::Parameters& random_query_parameters() {
  static const engine::Parameters parameters = {{"one", property::Value(std::int64_t{1})},
                                                {"name", property::Value("ann")}};
  return parameters;
}

}  // namespace whom::test
