#include <optional>

#include "extract/model/model.hpp"
#include "extract/words.hpp"
#include "tools/interpreter.hpp"

namespace whom::tools {
namespace {

std::string lower(std::string_view word) {
  std::string text(word);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

class ModelLexicon : public query::Lexicon {
 public:
  std::string verb(std::string_view form) const override { return lemmatizer_.verb(form).value_or(lower(form)); }
  std::string noun(std::string_view form) const override { return lemmatizer_.noun(form).value_or(lower(form)); }

  query::Embedding embedding(std::string_view base) const override {
    switch (words().embedding(base)) {
      case extract::Embedding::Fact:
        return query::Embedding::Fact;
      case extract::Embedding::Denial:
        return query::Embedding::Denial;
      case extract::Embedding::Plan:
        return query::Embedding::Plan;
      case extract::Embedding::Request:
        return query::Embedding::Request;
      case extract::Embedding::Attempt:
        return query::Embedding::Attempt;
      case extract::Embedding::None:
        break;
    }
    return words().reports(base) ? query::Embedding::Report : query::Embedding::None;
  }

 private:
  /// Few questions need them: read when first asked for.
  const extract::Words& words() const {
    if (!words_) words_.emplace(extract::weights_folder() / "words.tsv");
    return *words_;
  }

  extract::Lemmatizer lemmatizer_ = extract::load_lemmatizer(extract::weights_folder());
  mutable std::optional<extract::Words> words_;
};

}  // namespace

std::unique_ptr<query::Lexicon> load_lexicon() { return std::make_unique<ModelLexicon>(); }

}  // namespace whom::tools
