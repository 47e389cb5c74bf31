// The language model and the extractor, each loaded when it is first needed.
#ifndef WHOM_TOOLS_INTERPRETER_HPP
#define WHOM_TOOLS_INTERPRETER_HPP

#include <memory>

#include "extract/extractor.hpp"
#include "extract/model/model.hpp"
#include "query/lexicon.hpp"
#include "tools/reader.hpp"

namespace whom::tools {

/// Thread-safe. Throws std::runtime_error when the weights are missing or damaged.
class Interpreter {
 public:
  /// Throws UsageError when the rules that are chosen make no sense.
  explicit Interpreter(extract::RuleChoice = {}, extract::Model = extract::Model::Fast);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  graph::Reading read(Input) const;

  /// The given analysis, or that of the model.
  std::vector<extract::Sentence> analyze(const Input&) const;

  /// The model's tags and heads for tokens that are given.
  void analyze(std::vector<extract::Sentence>&) const;

  const extract::Extractor& extractor() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The words of the language of questions, by the lemmatiser alone.
std::unique_ptr<query::Lexicon> load_lexicon();

}  // namespace whom::tools

#endif
