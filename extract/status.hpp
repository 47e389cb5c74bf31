// What a clause claims: polarity, modality, and who says so.
#ifndef WHOM_EXTRACT_STATUS_HPP
#define WHOM_EXTRACT_STATUS_HPP

#include <vector>

#include "extract/coreference.hpp"
#include "graph/statement.hpp"

namespace whom::extract {

struct Status {
  graph::Polarity polarity = graph::Polarity::Affirmed;
  graph::Modality modality = graph::Modality::Actual;
  std::vector<int> sources;  ///< clusters of the speakers, outermost first
};

/// The status of a clause in its sentence.
Status status_of(const DocumentView&, const Coreference&, const Words&, int sentence, const Clause&);

/// Who says what stands at this word, and in what mood: the same, seen from a noun or an infinitive.
Status status_at(const DocumentView&, const Coreference&, const Words&, int sentence, int token);

/// The status of the happening that a noun names: "a planned visit", "did not rule out a meeting".
Status status_of_event(const DocumentView&, const Coreference&, const Words&, int sentence, int noun);

/// Who says what stands at this word, as its quotation has it, whatever its mood.
Status status_in_quotation(const DocumentView&, const Coreference&, int sentence, int token);

/// "No one", "nobody", "no official": a participant that is none.
bool nobody(const Tree&, int head);

/// That, or "neither A nor B": a participant that denies its clause.
bool denies(const Tree&, int head);

}  // namespace whom::extract

#endif
