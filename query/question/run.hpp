// Rows of a question, by way of the pattern that answers it.
#ifndef WHOM_QUERY_QUESTION_RUN_HPP
#define WHOM_QUERY_QUESTION_RUN_HPP

#include <string>
#include <vector>

#include "query/engine/engine.hpp"
#include "query/question/names.hpp"
#include "query/question/pattern.hpp"
#include "query/question/query.hpp"

namespace whom::query {

/// The names of a question as it was understood.
class PatternNames final : public QuestionNames {
 public:
  /// Both outlive it.
  PatternNames(const Pattern& pattern, const Lexicon& lexicon) : QuestionNames(lexicon), pattern_(pattern) {}
  const NameMatch& find(const std::string& text, bool topic) const override;
  std::string suggestion(std::string_view) const override { return {}; }  // all of its names were found

 private:
  const Pattern& pattern_;
};

/// What a text of rewrite.hpp finds.
engine::Result find(const std::string& text, const Pattern&, const Asked&, const std::atomic<bool>* stop);

/// All rows of the question. `first` is the result of rewritten(pattern).
std::vector<Row> rows_of(const engine::Result& first, const Pattern&, const Asked&, const std::atomic<bool>* stop);

/// The patterns that are asked where the first finds nothing: what denies the members of the main clause, one after the
/// other, or what connects that which speaks of the ends.
std::vector<std::string> asked_next(const Pattern&);

/// With this member alone of the main clause: "who met A" of "who met A and B".
Pattern alone(const Pattern&, std::size_t member);

}  // namespace whom::query

#endif
