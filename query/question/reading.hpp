// What the readings of a clause come to: participants become names and variables in their places, relations are
// widened, and lists of names ("A and B", "A or B") become what has to hold together or instead.
#ifndef WHOM_QUERY_QUESTION_READING_HPP
#define WHOM_QUERY_QUESTION_READING_HPP

#include <optional>
#include <string>
#include <vector>

#include "query/diagnostic.hpp"
#include "query/question/list.hpp"
#include "query/question/names.hpp"
#include "query/question/pattern.hpp"
#include "query/question/token.hpp"
#include "query/question/vocabulary.hpp"

namespace whom::query {

/// A participant as written: a variable or words.
struct Phrase {
  std::optional<std::size_t> variable;
  std::string text;
  ast::Position place;
  std::vector<Token> tokens;  ///< of the words
};

Phrase phrase_of(const std::vector<Token>&, std::size_t begin, std::size_t end);

/// A participant and the places it may take.
struct PendingSlot {
  Phrase phrase;
  std::vector<Location> locations;
  bool topic = false;
};

/// A clause that has been read. Lists in it with "and" make it several conjuncts, one for each member: in each of them
/// a statement must fit one of the alternatives. Lists with "or" make it several options; see Alternative::options.
struct ClauseReading {
  std::vector<std::vector<Alternative>> conjuncts;  ///< each sorted, those of the relation asked for first
  std::size_t options = 1;
  std::vector<Diagnostic> problems;  ///< where there is no conjunct; empty where no relation is known
};

/// Gathers the readings of one clause; short-lived.
class Readings {
 public:
  /// All outlive it. Names are added to `matches`. A reading without one of the `variables` is none.
  Readings(const Vocabulary&, NameResolver&, std::vector<NameMatch>& matches, std::vector<std::size_t> variables);

  /// `left_out`: the preposition of the relation that the question does not name, so that its object is not asked for.
  void add(const std::vector<std::string>& relation, std::vector<PendingSlot>, const std::string& left_out);

  /// A reading that cannot be meant, because of `problem`.
  void fail(const std::vector<std::string>& relation, Diagnostic problem);

  bool empty() const { return drafts_.empty(); }

  /// How many readings failed; those after the first `count` are forgotten.
  std::size_t failures() const { return failures_.size(); }
  void keep_failures(std::size_t count) { failures_.resize(count); }

  /// What was found; the problems of the reading that failed least where nothing was.
  ClauseReading finish();

 private:
  /// The member of a list that an alternative speaks of.
  struct Choice {
    std::size_t list = 0;  ///< where the list begins in the text
    ast::Connective::Kind kind = ast::Connective::Kind::And;
    std::size_t member = 0, members = 1;
  };
  class Axes;
  struct Draft {
    Alternative alternative;
    std::vector<Choice> choices;
    bool speaks_of(const Axes&, std::size_t index, ast::Connective::Kind) const;
  };
  /// A reading with names that are unknown, or with other problems.
  struct Failure {
    std::size_t relation_words = 0;
    std::vector<Part> unknown;
    std::vector<Diagnostic> problems;
    std::size_t count() const { return unknown.size() + problems.size(); }
    std::size_t length() const;
  };
  /// A relation with the participants that were placed so far.
  struct Clause {
    std::string relation, asked;
    bool widen = true;
    std::vector<Slot> slots;
    std::vector<Choice> choices;
  };

  void place(const Clause&, const std::vector<PendingSlot>&, std::size_t next);
  void place_list(const Clause&, const std::vector<PendingSlot>&, std::size_t next, const NameList&);
  bool place_mutual(const Clause&, const std::vector<PendingSlot>&, std::size_t next, const NameList&);
  std::optional<Location> partner(const Clause&, const std::vector<PendingSlot>&, std::size_t next) const;
  void keep(const Clause&);
  void keep(Alternative, const std::vector<Choice>&);

  std::optional<Participant> resolve(const std::string& text, bool topic);
  std::optional<NameList> list_of(const PendingSlot&);
  void check(const PendingSlot&, Failure&);
  std::optional<Diagnostic> dangling(const Phrase&) const;
  void check_parts(const PendingSlot&, Failure&);
  bool begins_clause(const std::string& text) const;
  bool known(const std::string& relation) const;
  std::vector<Diagnostic> problems() const;

  const Vocabulary& vocabulary_;
  NameResolver& names_;
  std::vector<NameMatch>& matches_;
  std::vector<std::size_t> variables_;
  std::vector<Draft> drafts_;
  std::vector<Failure> failures_;
};

}  // namespace whom::query

#endif
