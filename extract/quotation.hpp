// Who speaks: quotations of a document and the person each is given to.
#ifndef WHOM_EXTRACT_QUOTATION_HPP
#define WHOM_EXTRACT_QUOTATION_HPP

#include <optional>
#include <vector>

#include "extract/tree.hpp"
#include "extract/words.hpp"

namespace whom::extract {

/// A word of the document.
struct Place {
  int sentence = -1;
  int token = -1;
  auto operator<=>(const Place&) const = default;
};

/// The words between a pair of quotation marks; both ends inclusive, the marks left out.
struct Quotation {
  Place begin, end;
  std::optional<Place> speaker;  ///< head of the noun phrase that says it
};

class Quotations {
 public:
  Quotations(const std::vector<Tree>&, const Words&);

  const std::vector<Quotation>& all() const { return quotations_; }

  /// Index of the quotation a word lies in, or -1.
  int at(Place) const;

 private:
  void find(const std::vector<Tree>&);
  void attribute(const std::vector<Tree>&, const Words&);
  std::optional<Place> person_beside(const std::vector<Tree>&, const Words&, const Quotation&) const;

  std::vector<Quotation> quotations_;
  std::vector<std::vector<int>> index_;  ///< per sentence and token
};

}  // namespace whom::extract

#endif
