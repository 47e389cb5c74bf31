// The network (extract/training/segmenter.py) reads a character as a row of a table. The embedding is multiplied into
// the first convolution, so that layer only adds five rows; residual convolutions of width three follow, whose dilation
// doubles. A decision depends on `reach` characters to either side and no more: the text is read in windows that
// overlap by that much, and the cuts are those of the whole text, bit for bit. Before and after the text the network
// sees line ends. Tokens and sentences are put together as the windows go by.
#include "extract/segment.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "extract/document_text.hpp"
#include "extract/model/kernels.hpp"
#include "extract/model/tensor_file.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t width = 5;  ///< of the first convolution
constexpr std::size_t size = 64;  ///< of a character's vector after it
constexpr std::size_t panels = size / kPanel;
constexpr std::array<std::size_t, 4> dilations = {2, 4, 8, 16};
constexpr std::size_t padding = 16;                            ///< rows of zeros around a window: the widest dilation
constexpr std::size_t reach = width / 2 + 2 + 4 + 8 + 16 + 1;  ///< the last: hyphens look at their neighbours
constexpr std::size_t window_size = 2048;

// Rows of the table: unused, white space, line end, seven classes, then single characters.
constexpr std::uint16_t space_row = 1, newline_row = 2, first_class_row = 3, first_character_row = 10;

bool is_space(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }

/// Upper case, lower case, other letter or mark, digit, punctuation, symbol, other.
std::uint16_t character_class(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return 0;
    case UTF8PROC_CATEGORY_LL:
      return 1;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return 2;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return 3;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
      return 4;
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
      return 5;
    default:
      return 6;
  }
}

/// Characters to rows of the table.
class Alphabet {
 public:
  explicit Alphabet(std::string_view characters) {
    auto row = first_character_row;
    for (std::size_t i = 0; i < characters.size();) own_.emplace(next_code_point(characters, i), row++);
    for (char32_t c = 0; c < common_.size(); ++c) common_[c] = find(c);
  }

  std::size_t rows() const { return first_character_row + own_.size(); }
  std::uint16_t row(char32_t c) const { return c < common_.size() ? common_[c] : find(c); }

 private:
  std::uint16_t find(char32_t c) const {
    if (c == '\n') return newline_row;
    if (is_space(c)) return space_row;
    const auto found = own_.find(c);
    return found != own_.end() ? found->second : static_cast<std::uint16_t>(first_class_row + character_class(c));
  }

  std::unordered_map<char32_t, std::uint16_t> own_;
  std::array<std::uint16_t, 0x250> common_{};
};

struct Convolution {
  std::array<std::vector<float>, 3> weights;  ///< packed, of the character before, itself, the character after
  std::vector<float> bias;
};

std::vector<float> pack(const float* matrix) {
  std::vector<float> packed(size * size);
  for (std::size_t in = 0; in < size; ++in)
    for (std::size_t out = 0; out < size; ++out)
      packed[((out / kPanel) * size + in) * kPanel + out % kPanel] = matrix[in * size + out];
  return packed;
}

/// Above zero where a token, a sentence ends.
struct Score {
  float token = 0;
  float sentence = 0;
};

struct Network {
  explicit Network(const TensorFile& file)
      : alphabet(file.string("characters")),
        table(file.floats("first.table", {width, alphabet.rows(), size})),
        bias(file.floats("first.bias", {size})),
        output(file.floats("output.weight", {2, size})),
        output_bias(file.floats("output.bias", {2})) {
    for (std::size_t i = 0; i < dilations.size(); ++i) {
      const std::string name = "layer" + std::to_string(i);
      const auto weights = file.floats(name + ".weight", {3, size, size});
      layers[i].bias = file.floats(name + ".bias", {size});
      for (std::size_t k = 0; k < 3; ++k) layers[i].weights[k] = pack(weights.data() + k * size * size);
    }
  }

  Alphabet alphabet;
  std::vector<float> table;
  std::vector<float> bias;
  std::array<Convolution, dilations.size()> layers;
  std::vector<float> output;
  std::vector<float> output_bias;
};

/// Runs the network over one window; keeps its buffers for the next.
class Runner {
 public:
  explicit Runner(const Network& network) : network_(network) {}

  /// Scores of all characters but the first and last width / 2, which serve as their neighbours.
  void run(const std::vector<std::uint16_t>& rows, std::vector<Score>& scores) {
    count_ = rows.size() - (width - 1);
    state_.assign((count_ + 2 * padding) * size, 0.0F);
    change_.resize(count_ * size);
    first_layer(rows);
    for (std::size_t i = 0; i < dilations.size(); ++i) layer(network_.layers[i], dilations[i]);
    scores.clear();
    for (std::size_t i = 0; i < count_; ++i) scores.push_back(score(vector(i)));
  }

 private:
  float* vector(std::size_t i) { return state_.data() + (padding + i) * size; }

  void first_layer(const std::vector<std::uint16_t>& rows) {
    const std::size_t plane = network_.alphabet.rows() * size;
    for (std::size_t i = 0; i < count_; ++i) {
      float* x = vector(i);
      std::copy(network_.bias.begin(), network_.bias.end(), x);
      for (std::size_t k = 0; k < width; ++k) {
        const float* row = network_.table.data() + k * plane + rows[i + k] * size;
        for (std::size_t j = 0; j < size; ++j) x[j] += row[j];
      }
      for (std::size_t j = 0; j < size; ++j) x[j] = std::max(x[j], 0.0F);
    }
  }

  void layer(const Convolution& layer, std::size_t dilation) {
    const float* start = layer.bias.data();
    for (std::size_t k = 0; k < 3; ++k) {
      const float* a = vector(0) + k * dilation * size - dilation * size;
      kernels().multiply(a, size, count_, layer.weights[k].data(), size, panels, start, k == 0 ? 0 : size,
                         change_.data(), size);
      start = change_.data();
    }
    float* x = vector(0);
    for (std::size_t i = 0; i < count_ * size; ++i) x[i] += std::max(change_[i], 0.0F);
  }

  Score score(const float* x) const {
    const auto output = [&](std::size_t k) {
      return std::inner_product(x, x + size, network_.output.data() + k * size, network_.output_bias[k]);
    };
    return {output(0), output(1)};
  }

  const Network& network_;
  std::size_t count_ = 0;
  std::vector<float> state_;
  std::vector<float> change_;
};

/// Puts characters together to tokens and sentences.
class Cutter {
 public:
  explicit Cutter(const std::function<void(Sentence)>& sink) : sink_(sink) {}

  /// The next character, as bytes and as code point, and what may end behind it.
  void add(std::string_view bytes, char32_t c, bool token_ends, bool sentence_ends) {
    const auto position = position_++;
    if (is_space(c)) {
      if (c == '\n' && line_is_blank_) end_paragraph();
      line_is_blank_ = c == '\n' || (line_is_blank_ && (c == ' ' || c == '\t' || c == '\r'));
      return;
    }
    line_is_blank_ = false;
    if (token_.form.empty()) token_.span.begin = position;
    token_.form += bytes;
    if (!token_ends) return;
    token_.span.end = position + 1;
    sentence_.tokens.push_back(std::exchange(token_, {}));
    if (sentence_ends) end_sentence();
  }

  void end_sentence() {
    if (sentence_.tokens.empty()) return;
    sentence_.span = {sentence_.tokens.front().span.begin, sentence_.tokens.back().span.end};
    sentence_.paragraph_start = std::exchange(paragraph_start_, false);
    sink_(std::exchange(sentence_, {}));
  }

 private:
  void end_paragraph() {
    end_sentence();
    paragraph_start_ = true;
  }

  const std::function<void(Sentence)>& sink_;
  Sentence sentence_;
  Token token_;
  std::uint32_t position_ = 0;
  bool paragraph_start_ = true;
  bool line_is_blank_ = false;
};

/// Leads windows over the text: each is scored together with `reach` characters before and after it.
class Reader {
 public:
  Reader(const Network& network, std::string_view text, const std::function<void(Sentence)>& sink)
      : network_(network), text_(text), runner_(network), cutter_(sink) {}

  void run() {
    fill(reach + window_size);
    while (first_ < characters_.size()) {
      fill(first_ + window_size + reach);
      const std::size_t last = std::min(first_ + window_size, characters_.size());
      score();
      cut(last);
      const std::size_t past = last > reach ? last - reach : 0;
      characters_.erase(characters_.begin(), characters_.begin() + static_cast<std::ptrdiff_t>(past));
      at_beginning_ = at_beginning_ && past == 0;
      first_ = last - past;
    }
    cutter_.end_sentence();
  }

 private:
  struct Character {
    char32_t code_point;
    std::size_t begin, end;  ///< its bytes
  };

  /// Decodes until the window holds `count` characters or the text ends.
  void fill(std::size_t count) {
    while (characters_.size() < count && read_ < text_.size()) {
      const std::size_t begin = read_;
      const char32_t c = next_code_point(text_, read_);
      characters_.push_back({c, begin, read_});
    }
  }

  /// Scores the window; its outermost characters serve the first layer only.
  void score() {
    constexpr std::size_t border = width / 2;
    const bool cut_after = read_ < text_.size();
    rows_.assign(at_beginning_ ? reach : 0, newline_row);
    for (const auto& c : characters_) rows_.push_back(network_.alphabet.row(c.code_point));
    if (!cut_after) rows_.insert(rows_.end(), reach, newline_row);
    runner_.run(rows_, scores_);
    if (at_beginning_) scores_.erase(scores_.begin(), scores_.begin() + static_cast<std::ptrdiff_t>(reach - border));
    if (!at_beginning_) scores_.insert(scores_.begin(), border, Score{});
  }

  bool is_border(std::size_t i) const {
    return i >= characters_.size() || is_space(characters_[i].code_point) || is_hyphen(characters_[i].code_point);
  }

  bool is_inner_hyphen(std::size_t i) const {
    return i > 0 && i < characters_.size() && is_hyphen(characters_[i].code_point) && !is_border(i - 1) &&
           !is_border(i + 1);
  }

  /// A hyphen inside a word stands alone or not at all: the places before and after it are decided together.
  bool ends_token(std::size_t i) const {
    if (i + 1 == characters_.size() || is_space(characters_[i + 1].code_point)) return true;
    if (is_inner_hyphen(i)) return scores_[i - 1].token + scores_[i].token > 0;
    if (is_inner_hyphen(i + 1)) return scores_[i].token + scores_[i + 1].token > 0;
    return scores_[i].token > 0;
  }

  void cut(std::size_t last) {
    for (std::size_t i = first_; i < last; ++i) {
      const auto& c = characters_[i];
      cutter_.add(text_.substr(c.begin, c.end - c.begin), c.code_point, ends_token(i), scores_[i].sentence > 0);
    }
  }

  const Network& network_;
  std::string_view text_;
  Runner runner_;
  Cutter cutter_;
  std::vector<Character> characters_;  ///< the window with what was kept before it
  std::size_t first_ = 0;              ///< of the characters not yet cut
  std::size_t read_ = 0;               ///< bytes decoded
  bool at_beginning_ = true;           ///< the window begins where the text does
  std::vector<std::uint16_t> rows_;
  std::vector<Score> scores_;  ///< of characters_
};

}  // namespace

struct Segmenter::Parts {
  Network network;
};

Segmenter::Segmenter(const std::filesystem::path& weights)
    : parts_(std::make_unique<Parts>(Parts{Network(TensorFile(weights / "segmenter.bin"))})) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

std::vector<Sentence> Segmenter::segment(std::string_view text) const {
  std::vector<Sentence> sentences;
  segment(text, [&](Sentence sentence) { sentences.push_back(std::move(sentence)); });
  return sentences;
}

void Segmenter::segment(std::string_view text, const std::function<void(Sentence)>& sink) const {
  Reader(parts_->network, text, sink).run();
}

}  // namespace whom::extract
