#include "extract/model/model.hpp"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <stdexcept>

#include "extract/model/name_agreement.hpp"
#include "extract/model/network.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kLongest = 300;   // tokens of a piece
constexpr std::size_t kLookBack = 100;  // how far before its end a piece is cut after punctuation

/// Names of the rows of the output layers.
struct Labels {
  explicit Labels(const TensorFile& file)
      : upos(file.strings("vocabulary/upos")),
        xpos(file.strings("vocabulary/xpos")),
        feats(file.strings("vocabulary/feats")),
        deprels(file.strings("vocabulary/deprels")),
        entities(file.strings("vocabulary/entities")),
        types(file.strings("vocabulary/types")) {}
  std::vector<std::string_view> upos, xpos, feats, deprels, entities, types;
};

/// Tokens [begin, end) of a sentence.
struct Piece {
  Sentence* sentence;
  std::size_t begin, end;
};

bool separates(const Token& token) {
  return token.form == "," || token.form == ";" || token.form == "." || token.form == ":";
}

/// End of the piece that begins here.
std::size_t piece_end(const std::vector<Token>& tokens, std::size_t begin) {
  if (tokens.size() - begin <= kLongest) return tokens.size();
  const std::size_t last = begin + kLongest;
  for (std::size_t end = last; end > last - kLookBack; --end)
    if (separates(tokens[end - 1])) return end;
  return last;
}

void add_pieces(Sentence& sentence, std::vector<Piece>& out) {
  for (std::size_t begin = 0; begin < sentence.tokens.size();) {
    const std::size_t end = piece_end(sentence.tokens, begin);
    out.push_back({&sentence, begin, end});
    begin = end;
  }
}

class NetworkAnalyzer : public Analyzer {
 public:
  NetworkAnalyzer(const std::filesystem::path& weights, Model model)
      : fast_(weights / "fast.bin"),
        accurate_(model == Model::Accurate ? std::optional<TensorFile>(weights / "accurate.bin") : std::nullopt),
        labels_(fast_),
        network_(accurate_ ? load_network(*accurate_, fast_) : load_network(fast_)),
        lemmatizer_(load_lemmatizer(weights)) {}

  void analyze(std::vector<Sentence>& sentences) const override {
    for (auto begin = sentences.begin(); begin != sentences.end();) {
      const auto end = std::find_if(begin + 1, sentences.end(), [](const Sentence& s) { return s.document_start; });
      analyze_document({begin, end});
      begin = end;
    }
  }

 private:
  void analyze_document(std::span<Sentence> sentences) const {
    std::vector<Piece> document;
    for (Sentence& sentence : sentences) add_pieces(sentence, document);
    std::vector<std::vector<std::string_view>> forms(document.size());
    for (std::size_t i = 0; i < document.size(); ++i)
      for (std::size_t t = document[i].begin; t < document[i].end; ++t)
        forms[i].push_back(document[i].sentence->tokens[t].form);
    const auto predictions = network_->predict(forms);
    for (std::size_t i = 0; i < document.size(); ++i) fill(document[i], predictions[i]);
    for (std::size_t i = 0; i < document.size(); ++i) fill_antecedents(document, i, predictions[i]);
    agree_on_names(sentences);
  }

  static void fill_antecedents(const std::vector<Piece>& document, std::size_t at, const Prediction& prediction) {
    for (std::size_t i = 0; i < prediction.antecedents.size(); ++i) {
      Token& token = document[at].sentence->tokens[document[at].begin + i];
      token.no_antecedent = prediction.no_antecedent[i];
      for (const auto& a : prediction.antecedents[i]) {
        const Piece& piece = document[a.sentence];
        token.antecedents.push_back({static_cast<int>(document[at].sentence - piece.sentence),
                                     static_cast<int>(piece.begin + a.token), a.probability});
      }
    }
  }

  void fill(const Piece& piece, const Prediction& prediction) const {
    auto& tokens = piece.sentence->tokens;
    for (std::size_t i = 0; i < prediction.heads.size(); ++i) {
      Token& token = tokens[piece.begin + i];
      token.upos = label(labels_.upos, prediction.upos[i]);
      token.xpos = label(labels_.xpos, prediction.xpos[i]);
      token.feats = label(labels_.feats, prediction.feats[i]);
      token.deprel = label(labels_.deprels, prediction.deprels[i]);
      token.entity = label(labels_.entities, prediction.entities[i]);
      token.type = label(labels_.types, prediction.types[i]);
      token.confidence = prediction.confidence[i];
      token.antecedents.clear();
      token.lemma = lemmatizer_.lemma(token.form, token.xpos);
      token.head = prediction.heads[i] == 0 ? -1 : static_cast<int>(piece.begin) + prediction.heads[i] - 1;
      if (token.head < 0) attach_root(piece, token);
    }
  }

  /// The root of a later piece hangs on that of the first, which has been filled before it.
  static void attach_root(const Piece& piece, Token& token) {
    token.deprel = piece.begin == 0 ? "root" : "parataxis";
    if (piece.begin == 0) return;
    const auto& tokens = piece.sentence->tokens;
    const auto root = std::find_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.head < 0; });
    token.head = static_cast<int>(root - tokens.begin());
  }

  static std::string label(const std::vector<std::string_view>& names, int row) {
    return std::string(names[static_cast<std::size_t>(row)]);
  }

  TensorFile fast_;
  std::optional<TensorFile> accurate_;
  Labels labels_;
  std::unique_ptr<Network> network_;
  Lemmatizer lemmatizer_;
};

bool is_weights_folder(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::exists(folder / "lemmas.tsv", error);
}

}  // namespace

std::filesystem::path weights_folder() {
  std::vector<std::filesystem::path> places;
  if (const char* given = std::getenv("WHOM_DATA"); given && *given) {
    places.emplace_back(given);
  } else {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) places.push_back((program.parent_path() / "../share/whom").lexically_normal());
    places.emplace_back(WHOM_SOURCE_WEIGHTS);
  }
  std::string looked;
  for (const auto& place : places) {
    if (is_weights_folder(place)) return place;
    looked += (looked.empty() ? "" : ", ") + place.string();
  }
  throw std::runtime_error("no weights found (looked in " + looked + "); set WHOM_DATA to their folder");
}

Lemmatizer load_lemmatizer(const std::filesystem::path& weights) { return Lemmatizer(weights / "lemmas.tsv"); }

std::unique_ptr<Analyzer> load_analyzer(const std::filesystem::path& weights, Model model) {
  return std::make_unique<NetworkAnalyzer>(weights, model);
}

}  // namespace whom::extract
