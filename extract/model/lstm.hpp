// A long short-term memory (Hochreiter & Schmidhuber 1997) that reads sentences in both directions.
#ifndef WHOM_EXTRACT_MODEL_LSTM_HPP
#define WHOM_EXTRACT_MODEL_LSTM_HPP

#include <string>
#include <vector>

#include "extract/model/linear.hpp"

namespace whom::extract {

/// Rows of the words of one sentence.
struct SentenceRows {
  std::size_t sentence;  ///< its place among the predictions
  std::size_t begin, length;
};

class BiLstmLayer {
 public:
  /// Reads tensors input_l0, recurrent_l0 and, for the way back, with _reverse after them; l1 for layer 1.
  BiLstmLayer(const TensorFile&, std::size_t layer, std::size_t depth, std::size_t hidden);

  /// States [words, 2 hidden], those of the way back behind the others, of sentences whose words are rows of x, one
  /// after the other.
  Matrix operator()(const Kernels&, const Matrix& x, const std::vector<SentenceRows>&) const;

 private:
  struct Steps;
  struct Direction {
    Direction(const TensorFile&, const std::string& name, std::size_t depth, std::size_t hidden);
    void run(const Kernels&, const ByteMatrix& x, const Steps&, bool backward, Matrix& out, std::size_t at) const;

    std::size_t hidden;
    ByteLinear input, recurrent;
  };

  std::size_t hidden_;
  Direction forward_, backward_;
};

}  // namespace whom::extract

#endif
