// Method. A statement changes with every word that is attached elsewhere: the words of its relation, what else depends
// on them (which might belong to the object instead), and the words of its participants. The product of their
// probabilities takes the errors for independent and each for fatal, which they are not, so a line maps it to the share
// of statements that turn out right (tests/eval/calibration.py fits it, docs/evaluation.md shows the curve).
#include "extract/confidence.hpp"

#include <algorithm>

namespace whom::extract {
namespace {

constexpr double kFloor = 0.35, kSlope = 0.60;

bool within(graph::Span inner, graph::Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

/// A clause quoted as it stands: only where it hangs matters, not how it is built.
bool is_text(const Participant& p) {
  const auto* literal = std::get_if<graph::Literal>(&p.term);
  return literal != nullptr && literal->type == graph::LiteralType::Text;
}

Indices words_of(const Tree& t, const Participant& p) {
  Indices out;
  for (int i = 0; i < t.size(); ++i) {
    if (!within(t[i].span, p.span)) continue;
    const bool top = t.head(i) < 0 || !within(t[t.head(i)].span, p.span);
    if (top || (!is_text(p) && !t.is(i, {"punct"}))) out.push_back(i);
  }
  return out;
}

}  // namespace

double confidence_of(const Tree& t, const Indices& relation, const Participant* subject, const Participant* object) {
  Indices words = relation;
  for (int i = 0; i < t.size(); ++i) {
    if (t.head(i) >= 0 && contains(relation, t.head(i)) && !t.is(i, {"punct"})) words = merged(words, {i});
  }
  for (const auto* p : {subject, object}) {
    if (p != nullptr) words = merged(words, words_of(t, *p));
  }
  double product = 1;
  for (const int i : words) product *= t[i].confidence;
  return kFloor + kSlope * product;
}

}  // namespace whom::extract
