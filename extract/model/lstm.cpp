// The words are laid out by time step, longest sentence first, so that the words of one step are neighbours and a
// sentence that has ended simply drops off the end (the packed sequences of PyTorch): the recurrent product of a step
// is one matrix product for all sentences.
#include "extract/model/lstm.hpp"

#include <algorithm>

namespace whom::extract {

struct BiLstmLayer::Steps {
  explicit Steps(std::vector<SentenceRows> longest_first) : rows(std::move(longest_first)) {
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.length > b.length; });
    std::size_t active = rows.size(), offset = 0;
    for (std::size_t t = 0; !rows.empty() && t < rows.front().length; ++t) {
      while (rows[active - 1].length <= t) --active;
      first.push_back(offset);
      sentences.push_back(active);
      offset += active;
    }
  }

  /// Calls visit(row of the word in natural order, its row by step).
  template <typename Visit>
  void for_each_word(Visit visit) const {
    for (std::size_t s = 0; s < rows.size(); ++s)
      for (std::size_t t = 0; t < rows[s].length; ++t) visit(rows[s].begin + t, first[t] + s);
  }

  std::vector<SentenceRows> rows;
  std::vector<std::size_t> first;      // row of the first sentence's word, for each step
  std::vector<std::size_t> sentences;  // still going on at each step
};

BiLstmLayer::Direction::Direction(const TensorFile& file, const std::string& name, std::size_t depth,
                                  std::size_t hidden_)
    : hidden(hidden_),
      input(file, "input_" + name, depth, 4 * hidden),
      recurrent(file, "recurrent_" + name, hidden, 4 * hidden) {}

/// Writes the states into columns [at, at + hidden) of out.
void BiLstmLayer::Direction::run(const Kernels& kernel, const ByteMatrix& x, const Steps& steps, bool backward,
                                 Matrix& out, std::size_t at) const {
  Matrix gates = input(kernel, x);
  Matrix cells(steps.rows.size(), hidden);
  ByteMatrix states(cells.rows, hidden);  // of the step before
  const std::size_t count = steps.first.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t t = backward ? count - 1 - i : i;
    if (i > 0) {
      const std::size_t before = backward ? t + 1 : t - 1;
      const std::size_t rows = std::min(steps.sentences[t], steps.sentences[before]);
      recurrent.add(kernel, states, rows, gates.row(steps.first[t]), gates.stride);
    }
    for (std::size_t s = 0; s < steps.sentences[t]; ++s) {
      float* state = out.row(steps.first[t] + s) + at;
      kernel.lstm_cell(gates.row(steps.first[t] + s), cells.row(s), state, hidden);
      states.assign(kernel, s, state);
    }
  }
}

BiLstmLayer::BiLstmLayer(const TensorFile& file, std::size_t layer, std::size_t depth, std::size_t hidden)
    : hidden_(hidden),
      forward_(file, std::string("l").append(std::to_string(layer)), depth, hidden),
      backward_(file, std::string("l").append(std::to_string(layer)).append("_reverse"), depth, hidden) {}

Matrix BiLstmLayer::operator()(const Kernels& kernel, const Matrix& x,
                               const std::vector<SentenceRows>& sentences) const {
  const Steps steps(sentences);
  ByteMatrix bytes(x.rows, x.stride);
  steps.for_each_word([&](std::size_t natural, std::size_t step) { bytes.assign(kernel, step, x.row(natural)); });
  Matrix states(x.rows, 2 * hidden_), out(x.rows, 2 * hidden_);
  forward_.run(kernel, bytes, steps, false, states, 0);
  backward_.run(kernel, bytes, steps, true, states, hidden_);
  steps.for_each_word(
      [&](std::size_t natural, std::size_t step) { std::copy_n(states.row(step), states.stride, out.row(natural)); });
  return out;
}

}  // namespace whom::extract
