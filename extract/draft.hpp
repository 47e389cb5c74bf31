// Statements in the making: what a pattern found, before coordinated participants are multiplied out.
#ifndef WHOM_EXTRACT_DRAFT_HPP
#define WHOM_EXTRACT_DRAFT_HPP

#include <string>
#include <string_view>
#include <vector>

#include "extract/participants.hpp"
#include "extract/status.hpp"

namespace whom::extract {

struct RoleValue {
  std::string role;
  Participant value;
};

/// Adds these participants under the role.
void add(std::vector<RoleValue>&, const std::string& role, std::vector<Participant>);

struct Draft {
  std::string_view rule;
  std::string relation;
  Indices phrase;  ///< words of the relation
  std::vector<Participant> subjects, objects;
  std::vector<RoleValue> qualifiers;
  Status status;
  double confidence = 1.0;  ///< of the rule itself
  bool mutual = false;      ///< each subject also does it with the others
  bool respective = false;  ///< the first subject goes with the first object, the second with the second
};

/// Makes reports of drafts.
class Reporter {
 public:
  Reporter(const SentenceContext&, Entities&, graph::Reading&);

  /// A report for each subject with each object, or with its own where they are respective; none without either.
  void report(const Draft&) const;

 private:
  using Filler = std::optional<Participant>;

  void report_mutual(const Draft&) const;
  void report_respective(Draft) const;
  void report(const Draft&, const Filler& subject, const Filler& object, std::vector<RoleValue> qualifiers) const;
  bool still_to_come(const Participant&) const;

  const SentenceContext& c_;
  Entities& entities_;
  graph::Reading& reading_;
};

}  // namespace whom::extract

#endif
