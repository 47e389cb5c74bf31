// From scores to structures: the best dependency tree and the best legal sequence of entity tags.
// extract/training/decode.py does the same.
#ifndef WHOM_EXTRACT_MODEL_DECODE_HPP
#define WHOM_EXTRACT_MODEL_DECODE_HPP

#include <cstddef>
#include <string_view>
#include <vector>

namespace whom::extract {

/// A view of scores, row-major.
struct ScoreView {
  const float* data = nullptr;
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::size_t stride = 0;  ///< floats from one row to the next

  float operator()(std::size_t row, std::size_t column) const { return data[row * stride + column]; }
};

/// Heads (1-based, 0 = root) of n tokens from scores [n, n + 1] of head 0..n for each token: the spanning tree of
/// highest score with exactly one token below the root.
std::vector<int> best_tree(const ScoreView& scores);

/// Which BIOES tag may follow which.
class TagSequences {
 public:
  explicit TagSequences(const std::vector<std::string_view>& tags);

  /// How many tags there are.
  std::size_t size() const { return predecessors_.size(); }

  /// The legal sequence of highest score; scores [n, tags], n > 0.
  std::vector<int> best(const ScoreView& scores) const;

 private:
  std::vector<std::vector<std::size_t>> predecessors_;  // of each tag
  std::vector<bool> may_start_, may_end_;
};

}  // namespace whom::extract

#endif
