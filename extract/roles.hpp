// The roles that noun phrases and titles name: "Spain's economy minister", "U.S. Secretary of State".
#ifndef WHOM_EXTRACT_ROLES_HPP
#define WHOM_EXTRACT_ROLES_HPP

#include <string>
#include <vector>

#include "extract/qualifiers.hpp"

namespace whom::extract {

struct Role {
  std::string words;          ///< "former prime minister"
  std::vector<RoleValue> of;  ///< preposition and what the role is of
  Indices phrase;
};

class Roles {
 public:
  Roles(const SentenceContext&, Participants&, const Qualifiers&);

  /// The role that a noun names with what stands by it.
  Role phrase(int head);

  /// The role that the words before a name say; empty where they say none. Names of places and organisations lead, then
  /// the words of the role.
  Role title(const Mention&);

 private:
  void add_modifier(Role&, Indices& words, int child);
  void add_complement(Role&, int head, int child, const Indices& marker);
  void add_possessors(Role&, int head);
  void add_seat(Role&, const Indices& phrase, int last);
  bool add_owner(Role&, const Mention& titled, int token);
  bool part_of_name(int token) const;
  bool held(int noun) const;
  bool bygone(int token) const;
  bool after_of(int token, const Indices& words) const;

  const SentenceContext& c_;
  const Words& w;
  const Tree& t;
  Participants& participants_;
  const Qualifiers& qualifiers_;
};

/// The subjects of the draft hold the role: a report without object, or one for each thing the role is of. Nothing is
/// reported of a role without words.
void report_role(const Reporter&, Draft, const Role&);

}  // namespace whom::extract

#endif
