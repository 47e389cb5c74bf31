// The syntax tree of openCypher (grammar: openCypher 9 with GQL's path selectors): plain structs with positions.
// Positions do not take part in equality, so that text printed from a tree parses to an equal one.
#ifndef WHOM_QUERY_CYPHER_AST_HPP
#define WHOM_QUERY_CYPHER_AST_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace whom::cypher::ast {

/// Where a node stands in the text, in bytes.
struct Position {
  std::size_t begin = 0, end = 0;
  bool operator==(const Position&) const { return true; }
};

struct Pattern;
struct Query;

/// An operator or a leaf. What `text` and `operands` hold is said beside each kind.
struct Expression : Position {
  enum class Kind : std::uint8_t {
    // Leaves.
    Null,
    True,
    False,
    Integer,    ///< text: digits as written, 0x and 0o included; a minus sign before it is Negate
    Float,      ///< text: as written
    String,     ///< text: unescaped
    Parameter,  ///< text: name
    Variable,   ///< text: name
    CountStar,  ///< count(*)
    // Containers and access.
    List,       ///< operands: elements
    Map,        ///< names: keys, operands: values
    Property,   ///< text: key; operands: the owner
    Index,      ///< operands: container, index
    Slice,      ///< operands: list, from, to; those left out are Null with `names` {"from"} / {"to"} naming those given
    HasLabels,  ///< names: labels (of a relationship: types); operands: the element
    // Operators; operands in the order written.
    Or,
    Xor,
    And,
    Not,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Comparisons,  ///< a chain, a < b <= c: text: the operators, separated by spaces; operands: one more than those
    In,
    StartsWith,
    EndsWith,
    Contains,
    Matches,  ///< =~
    IsNull,
    IsNotNull,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Plus,    ///< unary
    Negate,  ///< unary
    // Calls and control.
    Function,           ///< text: name as written, with its namespace ("date.truncate"); distinct; operands: arguments
    Case,               ///< with_else, with_subject; operands: [subject,] when, then, when, then, ... [, else]
    ListComprehension,  ///< text: variable; operands: list; where and projection as flagged
    All,                ///< quantifiers: text: variable; operands: list, predicate
    Any,
    None,
    Single,
    Reduce,                ///< names: accumulator, variable; operands: start, list, step
    PatternComprehension,  ///< pattern (one part, which may be named); operands: [where,] projection
    PatternPredicate,      ///< (a)-->(b) as a condition: pattern
    Exists,                ///< EXISTS { ... }: pattern and operands [where], or query
    CountSubquery,         ///< COUNT { ... }: likewise
  };

  Kind kind = Kind::Null;
  bool distinct = false;         ///< of Function
  bool with_where = false;       ///< of comprehensions, Exists and CountSubquery: the operand is there
  bool with_projection = false;  ///< of ListComprehension: the operand is there
  bool with_subject = false;     ///< of Case
  bool with_else = false;        ///< of Case
  std::string text;
  std::vector<std::string> names;
  std::vector<Expression> operands;
  std::vector<Pattern> pattern;  ///< at most one
  std::vector<Query> query;      ///< at most one

  bool operator==(const Expression&) const;
};

/// (n:Person:Minister {name: 'Ann'}); an empty name is an anonymous node.
struct NodePattern : Position {
  std::string variable;
  std::vector<std::string> labels;
  std::vector<Expression> properties;  ///< at most one: a Map or a Parameter
  bool operator==(const NodePattern&) const = default;
};

/// -[r:MET|VISITED*1..3 {on: 1}]->
struct RelationshipPattern : Position {
  enum class Direction : std::uint8_t { Right, Left, Either } direction = Direction::Either;
  std::string variable;
  std::vector<std::string> types;  ///< any of them; empty: any at all
  bool variable_length = false;
  std::optional<std::uint64_t> least, most;  ///< of a variable length; what was not written is not there
  std::vector<Expression> properties;        ///< at most one: a Map or a Parameter
  bool operator==(const RelationshipPattern&) const = default;
};

/// p = ALL SHORTEST (a)-[*]-(b). Nodes are one more than relationships.
struct PathPattern : Position {
  enum class Selector : std::uint8_t {
    None,
    Shortest,        ///< shortestPath(...)
    AllShortest,     ///< allShortestPaths(...)
    AnyK,            ///< ANY k
    ShortestK,       ///< SHORTEST k, ANY SHORTEST (k = 1)
    AllShortestGql,  ///< ALL SHORTEST
    ShortestGroups,  ///< SHORTEST k GROUPS
  } selector = Selector::None;
  std::uint64_t k = 1;
  std::string variable;  ///< of the path, or empty
  std::vector<NodePattern> nodes;
  std::vector<RelationshipPattern> relationships;
  bool operator==(const PathPattern&) const = default;
};

/// A statement by who stands where in it, whatever it joins: an extension, for graphs that were read from texts.
/// m = STATEMENT meet(subject: a, object: b, in|at: 'Paris') | `sit down with`(subject: a, object: b, at: $where);
/// STATEMENT (with: a, about: ~'Haiti')
struct StatementPattern : Position {
  struct Slot : Position {
    enum class Kind : std::uint8_t {
      Variable,  ///< text: name
      Name,      ///< text: what bears this name
      Mention,   ///< text: what bears the name or speaks of what does
    } kind = Kind::Variable;
    bool parameter = false;           ///< Name and Mention: text is that of the parameter which is the name
    std::vector<std::string> places;  ///< any of them: "subject", "object", "time", "place" or the role of a qualifier
    std::string text;
    bool operator==(const Slot&) const = default;
  };
  /// Its slots take different places of the statement.
  struct Frame : Position {
    std::string relation;  ///< empty: any
    std::vector<Slot> slots;
    bool operator==(const Frame&) const = default;
  };

  std::string variable;
  std::vector<Frame> frames;  ///< any of them, at least one
  bool operator==(const StatementPattern&) const = default;
};

struct Pattern : Position {
  std::vector<PathPattern> paths;
  std::vector<StatementPattern> statements = {};  ///< of MATCH
  bool operator==(const Pattern&) const = default;
};

struct Match : Position {
  bool optional = false;
  Pattern pattern;
  std::vector<Expression> where;  ///< at most one
  bool operator==(const Match&) const = default;
};

struct Unwind : Position {
  Expression list;
  std::string variable;
  bool operator==(const Unwind&) const = default;
};

struct ProjectionItem : Position {
  Expression expression;
  std::string alias;  ///< empty: none was written
  std::string text;   ///< the expression as written, the name of its column where there is no alias
  bool operator==(const ProjectionItem& other) const { return expression == other.expression && alias == other.alias; }
};

struct SortItem : Position {
  Expression expression;
  bool descending = false;
  bool operator==(const SortItem&) const = default;
};

/// WITH and RETURN.
struct Projection : Position {
  bool is_return = false;
  bool distinct = false;
  bool star = false;  ///< everything in scope comes before the items
  std::vector<ProjectionItem> items;
  std::vector<SortItem> order;
  std::vector<Expression> skip, limit, where;  ///< each at most one; `where` of WITH only
  bool operator==(const Projection&) const = default;
};

struct Create : Position {
  Pattern pattern;
  bool operator==(const Create&) const = default;
};

/// One assignment of SET, or of ON CREATE SET and ON MATCH SET.
struct SetItem : Position {
  enum class Kind : std::uint8_t {
    Property,  ///< target.key = value; target is a Property
    Replace,   ///< target = value
    Merge,     ///< target += value
    Labels,    ///< target:A:B
  } kind = Kind::Property;
  Expression target;
  std::vector<Expression> value;  ///< none for Labels
  std::vector<std::string> labels;
  bool operator==(const SetItem&) const = default;
};

struct Set : Position {
  std::vector<SetItem> items;
  bool operator==(const Set&) const = default;
};

struct Merge : Position {
  PathPattern path;
  std::vector<SetItem> on_create, on_match;
  bool operator==(const Merge&) const = default;
};

/// Items are of Kind Property (without a value) or Labels.
struct Remove : Position {
  std::vector<SetItem> items;
  bool operator==(const Remove&) const = default;
};

struct Delete : Position {
  bool detach = false;
  std::vector<Expression> targets;
  bool operator==(const Delete&) const = default;
};

using Clause = std::variant<Match, Unwind, Projection, Create, Set, Merge, Remove, Delete>;

struct SingleQuery : Position {
  std::vector<Clause> clauses;
  bool operator==(const SingleQuery&) const = default;
};

/// Parts joined by UNION; all[i] says that part i + 1 follows UNION ALL.
struct Query : Position {
  std::vector<SingleQuery> parts;
  std::vector<bool> all;
  bool operator==(const Query&) const = default;
};

inline bool Expression::operator==(const Expression& other) const {
  return kind == other.kind && distinct == other.distinct && with_where == other.with_where &&
         with_projection == other.with_projection && with_subject == other.with_subject &&
         with_else == other.with_else && text == other.text && names == other.names && operands == other.operands &&
         pattern == other.pattern && query == other.query;
}

}  // namespace whom::cypher::ast

#endif
