// Rules over dependency trees, as they are written in rule files (docs/rules.md tells the notation). This is the syntax
// tree alone; rule_set.hpp gives it a meaning.
#ifndef WHOM_EXTRACT_RULE_HPP
#define WHOM_EXTRACT_RULE_HPP

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace whom::extract {

/// A rule file that does not parse or names what there is not: "FILE:LINE:COLUMN: what is wrong", one line.
class RuleError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace rule {

/// A word of a rule file.
struct Name {
  std::string text;
  std::size_t at = 0;  ///< byte of the file
};

/// [feature=value|value]
struct Test {
  enum class Sign : std::uint8_t { Present, Absent, Equal, Unequal };
  Sign sign = Sign::Present;
  Name feature;
  std::vector<Name> values;
};

struct Node {
  Name name;
  std::vector<Test> tests;
};

struct Link {
  enum class Kind : std::uint8_t {
    Child,      ///< A -[obj|obl]-> B, A -> B
    Other,      ///< A -[^punct]-> B: none of these
    Below,      ///< A ->> B, at any depth
    Derived,    ///< A =subject=> B
    Adjoining,  ///< A < B: immediately before
    Before,     ///< A << B
  };
  Kind kind = Kind::Child;
  std::vector<Name> labels;
};

struct LinkedNode {
  Link link;
  Node node;
};

/// A -[obj]-> B [upos=NOUN] << C
struct Item {
  Node first;
  std::vector<LinkedNode> rest;
};

using Block = std::vector<Item>;

/// What fills a place of a statement, or a part of its relation.
struct Expression {
  enum class Kind : std::uint8_t {
    Nothing,  ///< "-"
    Word,     ///< a literal word
    Text,     ///< "in quotation marks"
    Call,     ///< lemma(V)
  };
  Kind kind = Kind::Nothing;
  Name word;              ///< the word, the text, the function, or the node
  Name node;              ///< of a call
  bool may_miss = false;  ///< "?": the statement stands without it
};

/// What follows the object: role=value, modifiers(V), or a word of status.
struct Extra {
  Name role;  ///< empty unless it is a qualifier
  Expression value;
};

/// statement S | lemma(V) with | O | about=T | planned
struct Statement {
  Expression subject;
  std::vector<Expression> relation;
  Expression object;
  std::vector<Extra> extras;
  std::size_t at = 0;
};

/// edge V =subject=> S
struct Edge {
  Name from, label, to;
};

struct Example {
  Name text;
  std::vector<Name> says;    ///< statements that are read from it
  std::vector<Name> silent;  ///< statements that are not
};

struct Rule {
  Name name;
  Name gloss;  ///< what it is for, in a phrase
  std::vector<Example> examples;
  Block pattern;
  std::vector<Block> without, optional;
  std::vector<Statement> statements;
  std::vector<Edge> edges;
  std::vector<Name> replaces;    ///< predicates whose plain reading is left out
  std::vector<Name> confidence;  ///< a number from 0 to 1; the last one counts
};

/// A rule file, read.
struct File {
  std::string name, text;
  std::vector<Rule> rules;
};

/// Throws RuleError.
File parse(std::string_view text, std::string_view file_name);

/// "FILE:LINE:COLUMN: message", of a byte of the file.
RuleError error_at(std::string_view text, std::string_view file_name, std::size_t at, const std::string& message);

}  // namespace rule
}  // namespace whom::extract

#endif
