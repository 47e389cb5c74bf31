// Method. Quotation marks toggle within a paragraph, whichever of their many shapes they have; a paragraph that opens
// with one while the quotation before was never closed continues it. A quotation belongs to the subject of a verb of
// saying outside the marks in a sentence it touches: the one closest to it. Without such a verb it belongs to the
// speaker of the quotation that it continues, or that stands directly before it.
#include "extract/quotation.hpp"

#include <algorithm>
#include <cstdlib>

namespace whom::extract {
namespace {

bool is_mark(const std::string& form) {
  return form == "\"" || form == "“" || form == "”" || form == "``" || form == "''" || form == "„" || form == "«" ||
         form == "»";
}

/// Words between two places, counted over sentences.
int distance(const std::vector<Tree>& trees, Place a, Place b) {
  if (b < a) std::swap(a, b);
  int out = b.token - a.token;
  for (int s = a.sentence; s < b.sentence; ++s) out += trees[static_cast<std::size_t>(s)].size();
  return out;
}

}  // namespace

Quotations::Quotations(const std::vector<Tree>& trees, const Words& words) {
  find(trees);
  attribute(trees, words);
}

int Quotations::at(Place p) const {
  return index_[static_cast<std::size_t>(p.sentence)][static_cast<std::size_t>(p.token)];
}

void Quotations::find(const std::vector<Tree>& trees) {
  bool open = false;
  for (const auto& t : trees) {
    const int s = static_cast<int>(index_.size());
    index_.emplace_back(static_cast<std::size_t>(t.size()), -1);
    if (t.sentence().paragraph_start) open = false;
    for (int i = 0; i < t.size(); ++i) {
      if (is_mark(t[i].form)) {
        open = !open;
        if (open) quotations_.push_back({{s, i + 1}, {s, i}, std::nullopt});
      } else if (open) {
        quotations_.back().end = {s, i};
        index_.back()[static_cast<std::size_t>(i)] = static_cast<int>(quotations_.size()) - 1;
      }
    }
  }
}

/// Where the parser finds no subject: the person named outside the marks in a sentence with a verb of saying.
std::optional<Place> Quotations::person_beside(const std::vector<Tree>& trees, const Words& words,
                                               const Quotation& quotation) const {
  for (int s : {quotation.end.sentence, quotation.begin.sentence}) {
    const auto& t = trees[static_cast<std::size_t>(s)];
    std::optional<Place> person;
    bool says = false;
    for (int i = 0; i < t.size(); ++i) {
      if (at({s, i}) >= 0) continue;
      says = says || (t.upos(i, {"VERB"}) && words.reports(t.lemma(i)));
      if (t[i].entity.ends_with("-Person")) person = Place{s, i};
    }
    if (says && person) return person;
  }
  return std::nullopt;
}

void Quotations::attribute(const std::vector<Tree>& trees, const Words& words) {
  for (std::size_t q = 0; q < quotations_.size(); ++q) {
    auto& quotation = quotations_[q];
    int best = 1 << 20;
    for (int s : {quotation.begin.sentence, quotation.end.sentence}) {
      const auto& t = trees[static_cast<std::size_t>(s)];
      for (int i = 0; i < t.size(); ++i) {
        if (at({s, i}) >= 0 || !words.reports(t.lemma(i)) || !t.upos(i, {"VERB"})) continue;
        const int subject = t.child(i, {"nsubj"});
        if (subject < 0 || at({s, subject}) >= 0 || is_mark(t[subject].form)) continue;
        const int away = std::min(distance(trees, {s, i}, quotation.begin), distance(trees, {s, i}, quotation.end));
        if (away < best) {
          best = away;
          quotation.speaker = Place{s, subject};
        }
      }
    }
    if (!quotation.speaker) quotation.speaker = person_beside(trees, words, quotation);
    if (!quotation.speaker && q > 0 && quotation.begin.sentence - quotations_[q - 1].end.sentence <= 1)
      quotation.speaker = quotations_[q - 1].speaker;
  }
  // A quotation before its attribution: "…" one paragraph, "…," she said the next.
  for (std::size_t q = quotations_.size(); q-- > 1;) {
    auto& before = quotations_[q - 1];
    if (!before.speaker && quotations_[q].begin.sentence - before.end.sentence <= 1)
      before.speaker = quotations_[q].speaker;
  }
}

}  // namespace whom::extract
