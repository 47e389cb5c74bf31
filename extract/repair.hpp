// Mends analyses that contradict themselves, before anything is read from them.
#ifndef WHOM_EXTRACT_REPAIR_HPP
#define WHOM_EXTRACT_REPAIR_HPP

#include "extract/analysis.hpp"
#include "extract/words.hpp"

namespace whom::extract {

/// - A verb has one subject: of several, the one before it stays, and one after it is its object.
/// - "Each" after a subject tells of it: "Ada and Tom each gave".
/// - "Not only" and "but also" belong to the coordination; a verb after it has both conjuncts as its subject.
/// - A conjunct of the subject does not stand behind the object.
/// - Two persons are never one: the second name of an apposition of two is a conjunct, and so is a person in apposition
///   to a noun that has other persons below a preposition ("meetings with A, B and C").
/// - A person's name after a role and a comma is in apposition to it: "met the President, Dr X".
/// - "President-elect" is no verb.
/// - "Acting" before an office is an adjective.
/// - A title and the name it stands before are one phrase with the name as head, however the parser tore them apart.
/// - A name is one phrase with one head; so are an honorific and the office it honours ("His Highness the Crown
/// Prince").
/// - What a hyphen joins to a participle is its compound, not its subject: "majority-owned".
/// - Gerunds after a marked gerund and a comma go on its list.
/// - "up to" before an amount belongs to the amount, which then is the object where it has no other preposition.
/// - "Be" before "to" or "due to" and a verb is its auxiliary: "is to meet".
/// - Of two objects side by side after a verb of giving, the first is the indirect one.
/// - After a passive of giving, "by" names who gives: "was shown a globe by Ada".
/// - After other verbs, an amount as the second is no object; nor is a name after an honorific part of an amount.
/// - A place directly after a titled name belongs to it: "Mayor Ada Obi of Oslo".
/// - Of two side by side after a verb of naming, the second tells what the first is: "called him a coward".
/// - Who is appointed is the object, not part of the name of the office: "elected Ada Obi president".
/// - An infinitive after whom one asks or makes do something completes the verb: "told Ada to leave", "called on Ada to
///   leave".
/// - An auxiliary before a clause and its subject is of that clause: "had Ada come, Tom would have left".
/// - A gerund with an object of its own completes the verb: "denied meeting Tom".
/// - Of "Ada, not Tom" the second is a conjunct, no other name of the first.
/// - A clause with "that" after a noun of telling is its content, where "that" has no place in it: "the rumour that".
/// - A participle after a report at the end of a sentence tells of who reports: "…, Ada said, accusing Tom".
/// - After what somebody says, a verb of saying whose subject would be a thing is the speaker's: "Ada said the bridge
/// was
///   safe and promised".
/// - Coordinated participles beside a noun hang on it each: "built by Ada and sold by Tom".
void repair(Sentence&, const Words&);

}  // namespace whom::extract

#endif
