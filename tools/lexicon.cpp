#include "extract/model/model.hpp"
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

 private:
  extract::Lemmatizer lemmatizer_ = extract::load_lemmatizer(extract::weights_folder());
};

}  // namespace

std::unique_ptr<query::Lexicon> load_lexicon() { return std::make_unique<ModelLexicon>(); }

}  // namespace whom::tools
