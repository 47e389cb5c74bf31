// From words to states: what the kinds of network differ in.
#ifndef WHOM_EXTRACT_MODEL_ENCODER_HPP
#define WHOM_EXTRACT_MODEL_ENCODER_HPP

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/model/linear.hpp"
#include "extract/model/lstm.hpp"

namespace whom::extract {

/// Sentences as lists of forms.
using Forms = std::vector<std::vector<std::string_view>>;

/// Of the words of some sentences, a row each.
struct States {
  ByteMatrix words;
  ByteMatrix vectors;                  ///< pre-trained, of the words apart from their sentence
  std::optional<ByteMatrix> entities;  ///< where entities are told from states of their own
};

class Encoder {
 public:
  virtual ~Encoder() = default;

  /// Columns of the states, and of those that entities are told from.
  virtual std::size_t width() const = 0;
  virtual std::size_t entity_width() const = 0;

  /// It is best given so many words, in whole sentences.
  virtual std::size_t window() const = 0;

  /// Of neighbouring sentences of a document, none empty; rows tell which words belong to which. Every instruction set
  /// gives the same result to the last bit. Thread-safe.
  virtual States encode(const Forms&, const std::vector<SentenceRows>& rows) const = 0;
};

}  // namespace whom::extract

#endif
