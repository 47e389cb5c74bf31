// The question as it was written: plain structs with positions. Internal to query/; made by parse.hpp, read by bind.hpp
// and print.hpp. Positions do not take part in equality, so that text printed from a tree parses to an equal one.
#ifndef WHOM_QUERY_QUESTION_AST_HPP
#define WHOM_QUERY_QUESTION_AST_HPP

#include <boost/spirit/home/x3/support/ast/variant.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace whom::query::ast {

/// Where a node stands in the text, in bytes.
struct Position {
  std::size_t begin = 0, end = 0;
  bool operator==(const Position&) const { return true; }
};

/// A word of a relation or name, or a whole name in quotation marks (`text` is without them).
struct Word : Position {
  std::string text;
  bool quoted = false;
  bool operator==(const Word&) const = default;
};

/// "who", "whom", "what", "when" or "where", in lower case.
struct Variable : Position {
  std::string name;
  bool operator==(const Variable&) const = default;
};

/// "someone", "something", "a person": a variable that is no column; in lower case.
struct Anyone : Position {
  std::string text;
  bool operator==(const Anyone&) const = default;
};

/// "did", "has", "isn't", "not", "never", ...; in lower case, apostrophe straight.
struct Auxiliary : Position {
  std::string text;
  bool operator==(const Auxiliary&) const = default;
};

/// "and", "or": joins two names, or stands in one.
struct Connective : Position {
  enum class Kind { And, Or } kind = Kind::And;
  bool operator==(const Connective&) const = default;
};

/// A year, month or day; 0 is "not given". Without a year it comes every year.
struct Date : Position {
  unsigned year = 0, month = 0, day = 0;
  bool operator==(const Date&) const = default;
};

/// "before 2024", "between 2022 and 2024": a bound on the time of the clause it stands in.
struct TimeFilter : Position {
  enum class Relation { Before, After, Since, Until, In, Between } relation = Relation::In;
  Date date;
  Date last;  ///< of Between
  bool operator==(const TimeFilter&) const = default;
};

/// "where asserted".
struct StatusFilter : Position {
  enum class Status {
    Asserted,
    Affirmed,
    Denied,
    Actual,
    Planned,
    Possible,
    Conditional,
    Asked
  } status = Status::Asserted;
  bool operator==(const StatusFilter&) const = default;
};

/// "where confidence >= 0.9".
struct ConfidenceFilter : Position {
  enum class Comparison { Less, LessEqual, Equal, GreaterEqual, Greater } comparison = Comparison::Greater;
  double value = 0;
  bool operator==(const ConfidenceFilter&) const = default;
};

/// "said by Ruto".
struct SourceFilter : Position {
  std::vector<Word> name;
  bool operator==(const SourceFilter&) const = default;
};

/// "limit 10".
struct Limit : Position {
  std::uint64_t count = 0;
  bool operator==(const Limit&) const = default;
};

struct Item : boost::spirit::x3::variant<Word, Variable, Anyone, Auxiliary, Connective, TimeFilter, StatusFilter,
                                         ConfidenceFilter, SourceFilter, Limit> {
  using base_type::base_type;
  using base_type::operator=;
  bool operator==(const Item& other) const { return get() == other.get(); }
};

/// Words and filters in the order written. Auxiliaries are told apart at its head; "not" and "never" anywhere.
struct Clause {
  std::vector<Item> items;
  bool operator==(const Clause&) const = default;
};

/// "someone who leads Kenya", at the end of the clause before it.
struct Nested : Position {
  Anyone noun;
  std::string pronoun;  ///< who, whom, that, which; in lower case
  Clause clause;
  bool operator==(const Nested&) const = default;
};

/// A clause and, one inside the other, the clauses nested at its end.
struct Chain {
  Clause clause;
  std::vector<Nested> nested;
  bool operator==(const Chain&) const = default;
};

/// "who met whom", "what did Ruto discuss", "when did ...", "where did ...", "with whom did ...".
struct Ask {
  std::vector<Word> preposition;  ///< at most one
  Variable variable;
  Chain chain;
  bool operator==(const Ask&) const = default;
};

/// "how many met Ruto".
struct Count {
  std::string noun;  ///< "people" or another word without meaning of its own, or empty
  Chain chain;
  bool operator==(const Count&) const = default;
};

/// "did Ruto meet Trump".
struct Polar {
  Chain chain;
  bool operator==(const Polar&) const = default;
};

/// "how is Trump connected to Haiti".
struct Connection {
  std::vector<Word> from;
  Clause to;  ///< words, then filters
  bool operator==(const Connection&) const = default;
};

struct Question : boost::spirit::x3::variant<Ask, Count, Polar, Connection> {
  using base_type::base_type;
  using base_type::operator=;
  bool operator==(const Question& other) const { return get() == other.get(); }
};

}  // namespace whom::query::ast

#endif
