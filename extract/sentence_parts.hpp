// What the readers of one sentence share.
#ifndef WHOM_EXTRACT_SENTENCE_PARTS_HPP
#define WHOM_EXTRACT_SENTENCE_PARTS_HPP

#include "extract/draft.hpp"
#include "extract/participants.hpp"
#include "extract/qualifiers.hpp"
#include "extract/roles.hpp"

namespace whom::extract {

struct SentenceParts {
  SentenceParts(const SentenceContext& c, Entities& entities, graph::Reading& reading)
      : context(c),
        participants(context, entities),
        qualifiers(context, participants),
        roles(context, participants, qualifiers),
        reporter(context, entities, reading) {}
  SentenceParts(const SentenceParts&) = delete;
  SentenceParts& operator=(const SentenceParts&) = delete;

  const SentenceContext context;
  Participants participants;
  Qualifiers qualifiers;
  Roles roles;
  const Reporter reporter;
};

}  // namespace whom::extract

#endif
