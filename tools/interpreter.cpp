#include "tools/interpreter.hpp"

#include <mutex>

#include "extract/model/model.hpp"
#include "extract/segment.hpp"

namespace whom::tools {
namespace {

/// A value made when it is first asked for.
template <typename Value>
class Lazy {
 public:
  template <typename Make>
  const Value& get(const Make& make) const {
    std::call_once(once_, [&] { value_ = make(); });
    return *value_;
  }

 private:
  mutable std::once_flag once_;
  mutable std::unique_ptr<Value> value_;
};

}  // namespace

struct Interpreter::Parts {
  extract::Model model = extract::Model::Fast;
  extract::RuleChoice rules;
  Lazy<extract::Segmenter> segmenter;
  Lazy<extract::Analyzer> analyzer;
  Lazy<extract::Extractor> extractor;
};

Interpreter::Interpreter(extract::RuleChoice rules, extract::Model model) : parts_(std::make_unique<Parts>()) {
  parts_->model = model;
  parts_->rules = std::move(rules);
  if (parts_->rules.files.empty() && parts_->rules.without.empty()) return;
  try {
    extractor();
  } catch (const extract::RuleError& error) {
    throw UsageError(error.what());
  }
}

Interpreter::~Interpreter() = default;

graph::Reading Interpreter::read(Input input) const {
  const std::vector<extract::Sentence> sentences = analyze(input);
  return extractor().read(std::move(input.document), sentences);
}

std::vector<extract::Sentence> Interpreter::analyze(const Input& input) const {
  if (input.sentences) return *input.sentences;
  const auto& segmenter =
      parts_->segmenter.get([] { return std::make_unique<extract::Segmenter>(extract::weights_folder()); });
  std::vector<extract::Sentence> sentences = segmenter.segment(input.document.text);
  analyze(sentences);
  return sentences;
}

void Interpreter::analyze(std::vector<extract::Sentence>& sentences) const {
  const auto load = [this] { return extract::load_analyzer(extract::weights_folder(), parts_->model); };
  parts_->analyzer.get(load).analyze(sentences);
}

const extract::Extractor& Interpreter::extractor() const {
  return parts_->extractor.get(
      [this] { return std::make_unique<extract::Extractor>(extract::weights_folder(), std::move(parts_->rules)); });
}

}  // namespace whom::tools
