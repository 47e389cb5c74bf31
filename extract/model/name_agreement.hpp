// One class for each name of a document.
#ifndef WHOM_EXTRACT_MODEL_NAME_AGREEMENT_HPP
#define WHOM_EXTRACT_MODEL_NAME_AGREEMENT_HPP

#include <span>

#include "extract/analysis.hpp"

namespace whom::extract {

/// Changes the entity tags of a document so that a name has the class that it has most often there, and where it was
/// tagged twice (once, if it has several words) is tagged everywhere. Names that write words alike are one; a person's
/// full name speaks for the last word alone. After "one sense per discourse" (Gale, Church & Yarowsky 1992).
void agree_on_names(std::span<Sentence> document);

}  // namespace whom::extract

#endif
