#include "extract/repair.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_set>

#include "extract/clause.hpp"
#include "extract/title.hpp"

namespace whom::extract {
namespace {

bool subject(const Token& t) { return t.deprel == "nsubj" || t.deprel == "nsubj:pass"; }
bool person(const Token& t) { return t.entity.ends_with("-Person"); }

void hang(std::vector<Token>& tokens, int i, int head, std::string_view deprel) {
  auto& moved = tokens[static_cast<std::size_t>(i)];
  moved.head = head;
  moved.deprel = deprel;
}

/// "X remain appalled, they said", "X, they said, will end": the first of two subjects before a verb belongs to what is
/// said, unless that has a subject.
void give_to_content(std::vector<Token>& tokens, int subject_index, int verb) {
  const auto has_subject = [&](int i) {
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& t) { return t.head == i && subject(t); });
  };
  for (int i = subject_index + 1; i < static_cast<int>(tokens.size()); ++i) {
    const auto& t = tokens[static_cast<std::size_t>(i)];
    if (t.head != verb || t.deprel != "ccomp" || has_subject(i)) continue;
    hang(tokens, subject_index, i, "nsubj");
    return;
  }
}

bool finite(const Token& t) { return t.xpos == "VBD" || t.xpos == "VBZ" || t.xpos == "VBP" || t.xpos == "MD"; }

/// Who reports, also where the parser took it for an apposition to the noun that the report hangs on; -1 without one,
/// and in a relative clause with its pronoun.
int reporter(const Tree& t, int report) {
  const auto clause = t.subtree(report);
  if (std::any_of(clause.begin(), clause.end(), [&](int k) { return k < report && t[k].xpos.starts_with('W'); }))
    return -1;
  if (!finite(t[report]) && t.child(report, {"aux"}) < 0) return -1;
  if (const int subject = t.child(report, {"nsubj"}); subject >= 0) return subject;
  for (const int other : t.children(t.head(report), {"appos"}))
    if (t.subtree(other).back() == report - 1) return other;
  return -1;
}

/// "The flood, the minister *conceded* in May, was no accident": a relative clause without its pronoun is never set off
/// by commas, so what stands between a subject and its verb is who says it.
void free_parentheses(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.is(i, {"acl", "parataxis"}) || !words.reports(tree.lemma(i))) continue;
    const int noun = tree.head(i), who = reporter(tree, i);
    const int verb = tree.is(noun, {"nsubj"}) ? tree.head(noun) : -1;
    if (who <= noun || who > i) continue;
    const int first = trimmed(tree, tree.subtree(who)).front(), after = trimmed(tree, tree.subtree(i)).back() + 1;
    if (first <= noun || after >= verb || tree[first - 1].form != "," || tree[after].form != ",") continue;
    auto& tokens = sentence.tokens;
    hang(tokens, i, verb, "parataxis");
    hang(tokens, who, i, "nsubj");
  }
}

/// "Ada and Tom *each* gave": told of the subject before it.
bool distributes(const Token& t) {
  return t.upos != "NOUN" && (t.lemma == "each" || t.lemma == "both" || t.lemma == "all");
}

/// "The players *each* received": not part of their name.
void separate_distributives(std::vector<Token>& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    auto& t = tokens[i];
    if (!distributes(t) || t.head != static_cast<int>(i) - 1 || t.deprel == "fixed") continue;
    const auto& noun = tokens[i - 1];
    if (!subject(noun) || noun.head < static_cast<int>(i)) continue;
    t.head = noun.head;
    t.deprel = "advmod";
  }
}

/// Of two subjects the one before the verb stays, else the nearest; one after the verb is its object if it has none.
void keep_one_subject(std::vector<Token>& tokens) {
  std::vector<int> kept(tokens.size(), -1);
  std::vector<bool> has_object(tokens.size(), false);
  for (const auto& t : tokens) {
    if (t.head >= 0 && t.deprel == "obj") has_object[static_cast<std::size_t>(t.head)] = true;
  }
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    const auto& t = tokens[static_cast<std::size_t>(i)];
    if (!subject(t) || t.head < 0) continue;
    const auto verb = static_cast<std::size_t>(t.head);
    const int before = kept[verb];
    kept[verb] = i;
    if (before < 0) continue;
    if (i < t.head && distributes(t)) {
      tokens[static_cast<std::size_t>(i)].deprel = "advmod";
      kept[verb] = before;
      continue;
    }
    const bool later_wins = i < t.head;
    auto& dropped = tokens[static_cast<std::size_t>(later_wins ? before : i)];
    const bool object =
        !later_wins && before < t.head && !has_object[verb] && tokens[verb].upos == "VERB" && t.deprel == "nsubj";
    dropped.deprel = object ? "obj" : "dep";
    if (later_wins) give_to_content(tokens, before, t.head);
    has_object[verb] = has_object[verb] || object;
    if (!later_wins) kept[verb] = before;
  }
}

/// "not only Ada but also Tom": words of the coordination, not of the two. A verb hung on the first noun is of both.
void join_not_only(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  const auto token = [&](int k) -> Token& { return tokens[static_cast<std::size_t>(k)]; };
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.upos(i, {"NOUN", "PROPN", "PRON"}) || tree.child(i, {"cop", "nsubj"}) >= 0) continue;
    const auto adverbs = tree.children(i, {"advmod", "cc:preconj"});
    if (adverbs.size() < 2 || tree.lower(adverbs[0]) != "not" || tree.lower(adverbs[1]) != "only") continue;
    token(adverbs[0]).deprel = token(adverbs[1]).deprel = "cc:preconj";
    const auto others = tree.children(i, {"conj"});
    const auto is_verb = [&](int k) { return tree[k].upos == "VERB"; };
    const auto found = std::find_if(others.begin(), others.end(), is_verb);
    const auto noun = std::find_if_not(others.begin(), others.end(), is_verb);
    const int verb = found == others.end() ? -1 : *found;
    int second = verb < 0 ? -1 : tree.child(verb, {"nsubj", "nsubj:pass"});
    if (second < 0 && noun != others.end()) second = *noun;
    if (second < i) continue;
    for (int k = i + 1; k < second; ++k)  // "but", "also"
      if ((token(k).head == verb || token(k).head == second) && (tree.is(k, {"cc"}) || tree.lower(k) == "also")) {
        token(k).head = second;
        token(k).deprel = "cc";
      }
    if (verb < second) continue;
    token(verb).head = token(i).head;
    token(verb).deprel = token(i).deprel;
    token(i).head = verb;
    token(i).deprel = tree.child(verb, {"aux:pass"}) < 0 ? "nsubj" : "nsubj:pass";
    token(second).head = i;
    token(second).deprel = "conj";
    for (int k = verb + 1; k < tree.size(); ++k)
      if (token(k).head == i) token(k).head = verb;
    return;  // the tree is another now
  }
}

/// "Ada and Tom bought Acme and Corvid": a conjunct of the subject does not stand behind the object.
void keep_conjuncts_before_verb(Sentence& sentence) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.is(i, {"conj"}) || !tree.upos(i, {"NOUN", "PROPN"})) continue;
    int first = tree.head(i);
    while (tree.is(first, {"conj"})) first = tree.head(first);
    const int verb = tree.is(first, {"nsubj", "nsubj:pass"}) ? tree.head(first) : -1, cc = tree.child(i, {"cc"});
    const int object = verb < 0 ? -1 : tree.child(verb, {"obj"});
    if (object < verb || verb < first || cc < 1 || cc < object || cc > i) continue;
    if (cc - 1 == object || tree.dominates(object, cc - 1)) sentence.tokens[static_cast<std::size_t>(i)].head = object;
  }
}

/// "Kenya's president met X": what somebody has stands right after, not behind a verb.
void give_to_next_phrase(Sentence& sentence) {
  const Tree tree(sentence);
  auto& tokens = sentence.tokens;
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    auto& possessor = tokens[static_cast<std::size_t>(i)];
    const int above = possessor.head;
    if (possessor.deprel != "nmod:poss" || above < i) continue;
    int begin = i + 1;
    while (begin < above && tokens[static_cast<std::size_t>(begin)].head == i) ++begin;
    const auto verb = std::find_if(tokens.begin() + begin, tokens.begin() + above, finite);
    if (begin == i + 1 || verb == tokens.begin() + above) continue;
    const int end = static_cast<int>(verb - tokens.begin());
    for (int k = begin; k < end; ++k) {
      const auto& t = tokens[static_cast<std::size_t>(k)];
      const bool nominal = t.upos == "NOUN" || t.upos == "PROPN";
      if (!nominal || (t.head >= begin && t.head < end) || tree.dominates(i, k)) continue;
      possessor.head = k;
      break;
    }
  }
}

/// Same name: no token between the two lies outside a person's name.
bool one_name(const std::vector<Token>& tokens, int a, int b) {
  for (int i = a; i <= b; ++i) {
    if (!person(tokens[static_cast<std::size_t>(i)])) return false;
  }
  return true;
}

void separate_persons(std::vector<Token>& tokens) {
  for (int i = 1; i < static_cast<int>(tokens.size()); ++i) {
    auto& t = tokens[static_cast<std::size_t>(i)];
    if (t.deprel != "appos" || !person(t) || t.head < 0 || t.head > i) continue;
    if (person(tokens[static_cast<std::size_t>(t.head)])) {
      if (!one_name(tokens, t.head, i)) t.deprel = "conj";
      continue;
    }
    for (int k = t.head + 1; k < i; ++k) {
      const auto& sister = tokens[static_cast<std::size_t>(k)];
      if (sister.head == t.head && sister.deprel == "nmod" && person(sister)) {
        t.deprel = "conj";
        t.head = k;
        break;
      }
    }
  }
}

/// "Ada, not Ben": two, of whom one is left out.
void separate_contrasts(Sentence& sentence) {
  const Tree tree(sentence);
  for (int i = 1; i < tree.size(); ++i) {
    const int adverb = tree.child(i, {"advmod"});
    if (tree.is(i, {"appos"}) && adverb >= 0 && adverb < i && tree.lower(adverb) == "not")
      sentence.tokens[static_cast<std::size_t>(i)].deprel = "conj";
  }
}

/// "Had Ada come, Tom would have left": the auxiliary before a clause and its subject is that clause's own.
void return_auxiliaries(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i + 1 < tree.size(); ++i) {
    if (!tree.is(i, {"aux"}) || !words.in("inverting", tree.lower(i))) continue;
    for (int clause : tree.children(tree.head(i), {"advcl"})) {
      const int subject = tree.child(clause, {"nsubj"});
      const bool leads = tree.subtree(clause).front() == i + 1 && clause < tree.head(i) && tree[clause].xpos == "VBN";
      if (leads && subject > i && subject < clause && tree.child(clause, {"aux", "mark"}) < 0)
        sentence.tokens[static_cast<std::size_t>(i)].head = clause;
    }
  }
}

bool object_follows(const Tree& t, int verb) {
  const auto objects = t.children(verb, {"obj"});
  return !objects.empty() && objects.back() > verb;
}

/// The noun of telling that a clause below the word may be the content of: "claims *by rivals* that"; else -1.
int noun_of_telling(const Tree& t, const Words& words, int i) {
  while (i >= 0 && !words.in("content", t.lemma(i))) i = t.is(i, {"nmod"}) ? t.head(i) : -1;
  return i;
}

/// "the myth that Ada sold the house", where the verb has an object besides "that": the clause tells the content.
void content_of_nouns(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const int noun = tree.is(i, {"acl:relcl"}) ? noun_of_telling(tree, words, tree.head(i)) : -1;
    if (noun < 0) continue;
    const auto marks = tree.children(i, {"mark", "obj", "obl"});
    if (marks.empty() || tree.lower(marks[0]) != "that" || tree.child(i, {"nsubj"}) < 0) continue;
    if (!tree.is(marks[0], {"mark"}) && !object_follows(tree, i)) continue;
    auto& that = sentence.tokens[static_cast<std::size_t>(marks[0])];
    that.deprel = "mark";
    that.upos = "SCONJ";
    that.xpos = "IN";
    hang(sentence.tokens, i, noun, "acl");
  }
}

/// "told the inquiry that the exits were locked": the content of what is told, unless it is that of the noun ("told the
/// story that").
void content_of_telling(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const int hearer = tree.is(i, {"acl"}) && !tree.is(i, {"acl:relcl"}) ? tree.head(i) : -1;
    const int mark = tree.child(i, {"mark"});
    if (hearer < 0 || !tree.is(hearer, {"obj", "iobj"}) || mark < 0 || tree.lower(mark) != "that") continue;
    const int verb = tree.head(hearer);
    if (!words.in("telling", tree.lemma(verb)) || noun_of_telling(tree, words, hearer) >= 0) continue;
    hang(sentence.tokens, i, verb, "ccomp");
  }
}

/// "denied meeting Bob", "denied ever having met Bob": a gerund with an object of its own completes the verb.
void complete_gerunds(Sentence& sentence) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const int aux = tree.child(i, {"aux"});
    const bool present = aux < 0 && tree[i].xpos == "VBG", perfect = aux >= 0 && tree.lower(aux) == "having";
    const bool clause = tree.is(i, {"ccomp"}) && (present || perfect);
    const bool noun = tree.is(i, {"obj"}) && tree[i].xpos == "VBG" && object_follows(tree, i);
    if ((!clause && !noun) || tree.child(i, {"nsubj", "mark", "det", "nmod:poss", "amod"}) >= 0) continue;
    if (tree.head(i) > i || !tree.upos(tree.head(i), {"VERB"})) continue;
    auto& gerund = sentence.tokens[static_cast<std::size_t>(i)];
    gerund.deprel = "xcomp";
    gerund.upos = "VERB";
  }
}

bool has_case(const std::vector<Token>& tokens, int i) {
  for (const auto& t : tokens) {
    if (t.head == i && (t.deprel == "case" || t.deprel == "cc")) return true;
  }
  return false;
}

bool role_noun(const Token& t, const Words& words) {
  const auto* noun = words.noun(t.form);
  return noun && noun->category == "person";
}

/// The office whose phrase ends at `last`: "the Deputy Minister of Trade *and Industry*"; -1 where there is none.
int office_ending_at(const Tree& t, int last, const Words& words) {
  int office = -1;
  for (int i = last; i >= 0; i = t.head(i)) {
    int end = i;
    for (int x : t.subtree(i)) {
      if (x <= last + 1) end = std::max(end, x);
    }
    if (role_noun(t[i], words) && !person(t[i]) && end >= last && i <= last) office = i;
    if (t.upos(i, {"VERB"})) break;
  }
  return office;
}

/// "met the President, Dr X", "the president of Portugal, X": a person's name after an office and a comma, with no
/// preposition of its own, tells who holds it. So does the last conjunct without a conjunction.
void appose_names(Sentence& sentence, const Words& words) {
  auto& tokens = sentence.tokens;
  for (const auto& span : name_spans(Tree(sentence))) {
    if (span.label != "Person") continue;
    const Tree tree(sentence);
    const int head = head_of(tree, span);
    const auto title = title_run(tree, span, words);
    const int begin = title.empty() ? span.begin : title.front();
    auto& name = tokens[static_cast<std::size_t>(head)];
    if (begin < 2 || tokens[static_cast<std::size_t>(begin) - 1].form != "," || has_case(tokens, head)) continue;
    const int last = begin - 2;
    const auto& before = tokens[static_cast<std::size_t>(last)];
    const int office = office_ending_at(tree, last, words);
    const bool listed = name.deprel == "conj" && name.head >= 0 &&
                        !tokens[static_cast<std::size_t>(name.head)].entity.ends_with("-Location");
    const bool conjunct =
        listed && before.deprel == "conj" && has_case(tokens, last) && name.head == before.head && !person(before);
    const int holder = conjunct ? last : office;
    if (holder < 0 || (listed && !conjunct) || name.deprel.starts_with("nsubj") || tree.dominates(head, holder))
      continue;
    name.head = holder;
    name.deprel = "appos";
  }
}

/// "for considering X, addressing Y and countering Z": gerunds after a marked one go on its list.
void join_gerunds(std::vector<Token>& tokens) {
  const auto gerund = [&](std::size_t i) { return tokens[i].xpos == "VBG" && tokens[i].deprel == "advcl"; };
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (!gerund(i) || tokens[i - 1].form != ",") continue;
    for (std::size_t k = 0; k + 1 < i; ++k) {
      const bool marked = k > 0 && tokens[k - 1].deprel == "mark" && tokens[k - 1].head == static_cast<int>(k);
      if (!gerund(k) || !marked || tokens[k].head != tokens[i].head) continue;
      tokens[i].head = static_cast<int>(k);
      tokens[i].deprel = "conj";
      break;
    }
  }
}

void join_elect(std::vector<Token>& tokens) {
  for (std::size_t i = 2; i < tokens.size(); ++i) {
    const std::string_view form = tokens[i].form;
    const bool joined = tokens[i - 1].form == "-" && tokens[i - 1].span.end == tokens[i].span.begin;
    if (joined && (form == "elect" || form == "Elect" || form == "ELECT" || form == "designate"))
      tokens[i].upos = "ADJ";
  }
}

/// "as acting president": the conjunction before what was taken for a verb is a preposition before the office after it.
void mark_office(std::vector<Token>& tokens, int acting) {
  for (auto& t : tokens) {
    if (t.head != acting || t.deprel != "mark" || fold(t.form) != "as") continue;
    t.head = acting + 1;
    t.deprel = "case";
    t.upos = "ADP";
    auto& office = tokens[static_cast<std::size_t>(acting) + 1];
    if (office.head >= 0) office.deprel = "obl";
  }
}

/// "Acting President": an adjective, not what somebody does to a president.
void describe_acting(Sentence& sentence, const Words& words) {
  auto& tokens = sentence.tokens;
  for (int i = 0; i + 1 < static_cast<int>(tokens.size()); ++i) {
    auto& acting = tokens[static_cast<std::size_t>(i)];
    auto& office = tokens[static_cast<std::size_t>(i) + 1];
    if (fold(acting.form) != "acting" || acting.upos != "VERB" || !role_noun(office, words)) continue;
    acting.upos = "ADJ";
    acting.xpos = "JJ";
    if (office.head == i) {
      office.head = acting.head;
      office.deprel = acting.deprel;
      mark_office(tokens, i);
    }
    if (Tree(sentence).dominates(i, i + 1)) continue;
    acting.head = i + 1;
    acting.deprel = "amod";
  }
}

/// "the aim *is to meet*", "the mission *is to meet Tom*" tell what an idea is: it does nothing itself, and what
/// happens does nothing to others. Where the analyser tells no types, only people do anything.
bool idea(const Tree& t, const Words& words, int noun) {
  const auto* known = t.upos(noun, {"NOUN"}) ? words.noun(t.lemma(noun)) : nullptr;
  if (!known || known->category == "person" || known->category == "group") return false;
  const auto& type = t[noun].type;
  return type == "_" || type == "abstract" || (type == "event" && t.child(t.head(noun), {"obj"}) >= 0);
}

/// "is to meet", "is due to meet": the form of "be" is an auxiliary.
void plan_with_be(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const int be = tree.child(i, {"cop"}), mark = tree.child(i, {"mark"}), subject = tree.child(i, {"nsubj"});
    const bool infinitive =
        tree.upos(i, {"VERB"}) && mark > be && (tree.lower(mark) == "to" || tree.lower(mark) == "due");
    if (be < 0 || !infinitive || subject < 0) continue;
    if (idea(tree, words, subject) && tree.lower(mark) == "to" && tree.child(i, {"aux:pass"}) < 0) continue;
    sentence.tokens[static_cast<std::size_t>(be)].deprel = "aux";
    if (tree.is(subject, {"nsubj:outer"})) sentence.tokens[static_cast<std::size_t>(subject)].deprel = "nsubj";
  }
}

/// The second phrase follows the first without a mark between them.
bool adjoin(const Tree& t, int first, int second) {
  const int next = t.subtree(second).front();
  return t.subtree(first).back() + 1 == next && !t.upos(next, {"PUNCT"});
}

bool may_receive(const Tree& t, int i) { return !t.upos(i, {"NUM", "SYM"}) && !t[i].entity.ends_with("-Money"); }

/// Two objects side by side after the verb, or none.
Indices two_objects(const Tree& t, int verb, std::initializer_list<std::string_view> relations = {"obj"}) {
  auto objects = t.children(verb, relations);
  const bool beside = objects.size() == 2 && objects[0] > verb && adjoin(t, objects[0], objects[1]);
  return beside ? objects : Indices{};
}

/// "gave the shelter 5,000 euros": of two objects side by side the first is who gets the second.
void separate_receivers(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.upos(i, {"VERB"}) || !words.in("giving", tree.lemma(i))) continue;
    const auto objects = two_objects(tree, i);
    if (!objects.empty() && may_receive(tree, objects[0]))
      sentence.tokens[static_cast<std::size_t>(objects[0])].deprel = "iobj";
  }
}

/// It may tell who made it: "a book by Ada", "a drawing by Tom".
bool has_author(const Words& words, const std::string& lemma) {
  const auto* noun = words.noun(lemma);
  return !noun || noun->category == "communication" || noun->kind != Noun::Kind::Plain;
}

/// "was shown a globe by Ada": who gives, not who made it.
void separate_givers(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const int thing = tree.child(i, {"obj"});
    const bool given = thing > i && tree.child(i, {"aux:pass"}) >= 0 && words.in("giving", tree.lemma(i));
    if (!given || has_author(words, tree.lemma(thing))) continue;
    const auto phrases = tree.children(thing, {"nmod"});
    const int giver = phrases.empty() ? -1 : phrases.back();
    const int by = giver < 0 ? -1 : tree.child(giver, {"case"});
    if (by < 0 || tree.lower(by) != "by" || !(person(tree[giver]) || tree[giver].entity.ends_with("-Organization")))
      continue;
    hang(sentence.tokens, giver, i, "obl:agent");
  }
}

/// "fined Ada 400 euros": of two objects side by side after another verb, an amount is not whom it happens to, even
/// where the parser took the first for a receiver.
void separate_amounts(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.upos(i, {"VERB"}) || words.in("giving", tree.lemma(i))) continue;
    const auto objects = two_objects(tree, i, {"obj", "iobj"});
    if (objects.empty() || !may_receive(tree, objects[0]) || may_receive(tree, objects[1])) continue;
    sentence.tokens[static_cast<std::size_t>(objects[0])].deprel = "obj";
    sentence.tokens[static_cast<std::size_t>(objects[1])].deprel = "obl:unmarked";
  }
}

/// "rose two points": by how much, not what.
void separate_measures(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const bool measure = words.in("share", tree.lemma(i)) || tree[i].entity.ends_with("-Money");
    if (measure && tree.is(i, {"obj"}) && words.in("rising", tree.lemma(tree.head(i))))
      sentence.tokens[static_cast<std::size_t>(i)].deprel = "obl:unmarked";
  }
}

/// The verb of a participle that the parser may have taken for an adjective; empty for what is none.
std::string verb_of(const Token& participle, const Words& words) {
  if (participle.xpos == "VBN" || participle.xpos == "VBD") return participle.lemma;
  const auto form = fold(participle.form);
  if (participle.xpos != "JJ" || !form.ends_with("ed")) return "";
  for (const std::size_t ending : {1, 2})
    if (auto verb = form.substr(0, form.size() - ending); !words.verb_category(verb).empty()) return verb;
  return "";
}

/// The nearest; -1 without one.
int verb_before(const Tree& t, int i) {
  do --i;
  while (i >= 0 && !t.upos(i, {"VERB"}));
  return i;
}

/// "dozens", "12": how many, with nothing that tells of whom.
bool bare_number(const Tree& t, int i) {
  static const std::unordered_set<std::string> kMany{"dozen", "score", "hundred", "thousand", "million"};
  if (t.is(i, {"nummod", "compound"}) || t.child(i, {"nmod", "nummod"}) >= 0) return false;
  return t.upos(i, {"NUM"}) || kMany.count(t.lemma(i)) > 0;
}

/// "killed three people *and injured dozens*", "were killed *and dozens injured*": the participle is what happens to a
/// mere number, no mark of it.
void separate_tolls(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 1; i + 2 < tree.size(); ++i) {
    if (!tree.is(i, {"cc"}) || tree.lower(i) != "and") continue;
    const bool after = bare_number(tree, i + 2);
    const int participle = after ? i + 1 : i + 2, number = after ? i + 2 : i + 1;
    const auto lemma = verb_of(tree[participle], words);
    if (lemma.empty() || !bare_number(tree, number)) continue;
    const int verb = verb_before(tree, i);
    const bool passive = verb >= 0 && tree.child(verb, {"aux:pass"}) >= 0;
    if (verb < 0 || passive == after || (after && tree.child(verb, {"obj"}) < 0)) continue;
    if (tree.dominates(participle, verb) || tree.dominates(number, verb)) continue;
    auto& tokens = sentence.tokens;
    auto& happened = tokens[static_cast<std::size_t>(participle)];
    happened.upos = "VERB";
    happened.xpos = after ? "VBD" : "VBN";
    happened.lemma = lemma;
    hang(tokens, participle, verb, "conj");
    hang(tokens, number, participle, after ? "obj" : "nsubj:pass");
    tokens[static_cast<std::size_t>(i)].head = participle;
  }
}

/// "Norway sent two ships *and Chile three*": of a clause without its verb, name and number are no more objects of the
/// verb before.
void separate_gaps(Sentence& sentence) {
  const Tree tree(sentence);
  for (const auto& name : name_spans(tree)) {
    const int number = name.end;
    if (name.begin < 2 || number >= tree.size() || !tree.is(name.begin - 1, {"cc"}) || !tree.upos(number, {"NUM"}))
      continue;
    const bool may_do = name.label == "Person" || name.label == "Organization" || name.label == "Location";
    const bool alone = number + 1 == tree.size() || !tree.upos(number + 1, {"NOUN", "PROPN", "NUM", "ADJ", "SYM"});
    const int verb = verb_before(tree, name.begin);
    const int object = verb < 0 ? -1 : tree.child(verb, {"obj"}), head = head_of(tree, name);
    if (!may_do || !alone || object < 0 || object < verb || tree.child(object, {"nummod"}) < 0) continue;
    if (tree.dominates(head, verb) || tree.dominates(number, verb)) continue;
    for (const int i : {head, number}) {
      hang(sentence.tokens, i, verb, "dep");
    }
  }
}

/// "paid Mr Obi £400": a name after an honorific is no part of the amount that follows it.
void separate_names_from_amounts(std::vector<Token>& tokens, const Words& words) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    auto& name = tokens[i];
    auto& amount = tokens[i + 1];
    if (name.entity != "B-Money" || name.upos != "PROPN" || !words.honorific(fold(tokens[i - 1].form))) continue;
    name.entity = "S-Person";
    amount.entity = amount.entity.starts_with("E") ? "S-Money" : "B-Money";
  }
}

/// Also one that the parser took for a name.
bool common_noun(const Tree& t, int i) {
  return t.upos(i, {"NOUN"}) || (t.upos(i, {"PROPN"}) && t[i].form == t.lower(i) && t[i].entity == "O");
}

/// "called him a coward", "held the group a nuisance": of two objects side by side the second tells what the first is;
/// so does an open complement to which the parser gave the object as subject.
void separate_predicatives(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.upos(i, {"VERB"}) || !words.in("naming", tree.lemma(i))) continue;
    const auto objects = two_objects(tree, i);
    if (!objects.empty() && common_noun(tree, objects[1]))
      sentence.tokens[static_cast<std::size_t>(objects[1])].deprel = "xcomp";
    const int described = tree.child(i, {"xcomp"}), subject = described < 0 ? -1 : tree.child(described, {"nsubj"});
    if (subject < i || tree.child(i, {"obj"}) >= 0 || !tree.upos(described, {"NOUN"}) ||
        tree.child(described, {"cop"}) >= 0)
      continue;
    hang(sentence.tokens, subject, i, "obj");
  }
}

/// A whole name, as the first word of the phrase that the parser built around an office.
bool named_before(const Tree& t, int name) {
  return person(t[name]) && t.is(name, {"compound", "nmod:desc", "flat"}) && name + 1 < t.size() &&
         person(t[name + 1]) && t.head(name + 1) == name;
}

/// "The board named *her* chairwoman": a possessor that the subject cannot be, of an office that is nobody's ("her
/// successor").
bool she_before(const Tree& t, const Words& words, int pronoun, int office, int verb) {
  const int who = t.child(verb, {"nsubj"});
  const auto* noun = who < 0 ? nullptr : words.noun(t.lemma(who));
  const bool several = noun && (noun->category == "group" || (noun->category == "person" && t[who].xpos == "NNS"));
  return t.lower(pronoun) == "her" && t.is(pronoun, {"nmod:poss"}) && several &&
         !words.in("somebody's", t.lemma(office));
}

/// "elected Ada Obi president", where the parser made the office a description of the name.
void separate_offices(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int office = 0; office < tree.size(); ++office) {
    const int name = tree.head(office), verb = name < 0 ? -1 : tree.head(name);
    const bool described =
        tree.is(office, {"nmod:desc", "flat", "appos"}) && name < office && common_noun(tree, office);
    if (!described || verb < 0 || !tree.is(name, {"obj"}) || !words.in("appointing", tree.lemma(verb))) continue;
    const int before = tree.subtree(office).front() - 1;
    const bool adjoins = before >= 0 && person(tree[before]) && !tree.upos(before + 1, {"PUNCT", "DET"});
    if (!person(tree[name]) || !adjoins || !role_noun(tree[office], words)) continue;
    hang(sentence.tokens, office, verb, "xcomp");
  }
}

/// "elected Ada Obi president", "named her chairwoman": who gets the office is the object, not part of its name.
void separate_appointed(Sentence& sentence, const Words& words) {
  separate_offices(sentence, words);
  const Tree tree(sentence);
  for (int office = 0; office < tree.size(); ++office) {
    const int verb = tree.head(office);
    if (verb < 0 || verb > office || !tree.is(office, {"obj", "xcomp"}) || !tree.upos(office, {"NOUN"})) continue;
    if (!words.in("appointing", tree.lemma(verb)) || !role_noun(tree[office], words)) continue;
    const int name = verb + 1;
    const bool alone = tree.children(verb, {"obj", "xcomp", "iobj"}).size() == 1;
    const bool bare = tree.child(office, {"case", "det", "appos"}) < 0 && tree.head(name) == office;
    if (!alone || !bare || !(named_before(tree, name) || she_before(tree, words, name, office, verb))) continue;
    hang(sentence.tokens, name, verb, "obj");
    sentence.tokens[static_cast<std::size_t>(office)].deprel = "xcomp";
  }
}

bool may_be_asked(const Tree& t, const Words& words, int i) {
  if (t.upos(i, {"PRON"}) || person(t[i]) || t[i].entity.ends_with("-Organization") || words.country(t[i].form))
    return true;
  const auto* noun = words.noun(t.lemma(i));
  return noun && (noun->category == "person" || noun->category == "group");
}

/// The object, else "called *on Ada*", "appealed *to Ada*"; -1 without one.
int whom_asked(const Tree& t, int verb) {
  const int object = t.child(verb, {"obj", "iobj"});
  if (object >= 0 || t.child(verb, {"nsubj:pass", "aux:pass"}) >= 0) return object;
  for (int i : t.children(verb, {"obl"})) {
    const int marker = t.child(i, {"case"});
    if (marker == verb + 1 && (t.lower(marker) == "on" || t.lower(marker) == "upon" || t.lower(marker) == "to" ||
                               t.lower(marker) == "for" || t.lower(marker) == "with"))
      return i;
  }
  return -1;
}

/// "ordered Ada to leave", "was ordered to leave": the infinitive says what somebody is asked or made to do, not
/// what for.
void complete_requests(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const int above = tree.head(i), mark = tree.child(i, {"mark"});
    if (!tree.is(i, {"advcl"}) || tree[i].xpos != "VB" || mark < 0 || tree.lower(mark) != "to" || above > i) continue;
    const auto& verb = tree.lemma(above);
    const int object = whom_asked(tree, above);
    const bool awaited = words.embedding(verb) == Embedding::Plan && object >= 0 && tree.is(object, {"obl"}) &&
                         tree.lower(tree.child(object, {"case"})) == "for";  // "waited for Ada to leave"
    if (words.embedding(verb) != Embedding::Request && !words.in("causative", verb) && !awaited) continue;
    const bool passive = object < 0 && tree.child(above, {"nsubj:pass", "aux:pass"}) >= 0 && mark == above + 1;
    if (passive || (object > above && adjoin(tree, object, i) && may_be_asked(tree, words, object)))
      sentence.tokens[static_cast<std::size_t>(i)].deprel = "xcomp";
  }
}

/// A verb of saying with a subject, behind what is said.
bool reports_after(const Tree& t, const Words& words, int report, int said) {
  return report > said && words.reports(t.lemma(report)) && t.child(report, {"nsubj"}) >= 0;
}

/// "The army had left, Ada said, *accusing* it of theft": what follows the report is told of who reports.
void give_to_reporter(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.is(i, {"advcl"}) || tree[i].xpos != "VBG" || tree.child(i, {"mark", "nsubj"}) >= 0) continue;
    if (!tree.after_comma(i)) continue;
    const int said = tree.head(i);
    Indices reports = tree.children(said, {"parataxis"});
    if (tree.is(said, {"ccomp"})) reports.push_back(tree.head(said));
    for (int report : reports)
      if (report < i && reports_after(tree, words, report, said))
        sentence.tokens[static_cast<std::size_t>(i)].head = report;
  }
}

/// The noun names a thing or happening, which says and does nothing to people.
bool inanimate(const Tree& t, const Words& words, int i) {
  static constexpr std::string_view kThings[] = {"artifact", "act",        "event",     "state",    "object",
                                                 "process",  "possession", "attribute", "quantity", "phenomenon"};
  const auto* noun = t.upos(i, {"NOUN"}) ? words.noun(t.lemma(i)) : nullptr;
  return noun && std::find(std::begin(kThings), std::end(kThings), noun->category) != std::end(kThings);
}

/// "Ada said the bridge was safe and *promised* to mend it": the bridge does not promise.
void give_to_speaker(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const int content = tree.is(i, {"conj"}) ? tree.head(i) : -1;
    if (content < 0 || content > i || !tree.is(content, {"ccomp"}) || !tree[i].xpos.starts_with("VB")) continue;
    if (tree[i].xpos != "VBD" && (tree[i].xpos != "VBN" || tree.child(content, {"cop"}) < 0)) continue;
    const int report = tree.head(content), subject = tree.child(content, {"nsubj", "nsubj:pass"});
    if (tree.child(i, {"nsubj", "nsubj:pass", "aux", "aux:pass"}) >= 0 || subject < 0) continue;
    const auto does = words.verb_category(tree.lemma(i));
    if (tree[report].xpos == "VBD" && report < content && words.reports(tree.lemma(report)) &&
        inanimate(tree, words, subject) && (does == "communication" || does == "social"))
      sentence.tokens[static_cast<std::size_t>(i)].head = report;
  }
}

/// "built by Ada and sold by Tom": coordinated participles beside a noun or clause tell of it each.
void separate_participles(std::vector<Token>& tokens) {
  const auto bare = [&](int i) {
    return tokens[static_cast<std::size_t>(i)].xpos == "VBN" &&
           std::none_of(tokens.begin(), tokens.end(), [&](const Token& t) {
             return t.head == i && (subject(t) || t.deprel.starts_with("aux") || t.deprel == "obj");
           });
  };
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    auto& t = tokens[static_cast<std::size_t>(i)];
    if (t.deprel != "conj" || t.head < 0 || !bare(i) || !bare(t.head)) continue;
    const auto first = tokens[static_cast<std::size_t>(t.head)];
    if (first.deprel != "acl" && first.deprel != "advcl") continue;
    t.head = first.head;
    t.deprel = first.deprel;
  }
}

/// The word hangs, at some distance, on the root without passing a member.
bool reaches_root_outside(const std::vector<Token>& tokens, int i, const Indices& members) {
  for (int a = tokens[static_cast<std::size_t>(i)].head; a >= 0; a = tokens[static_cast<std::size_t>(a)].head) {
    if (contains(members, a)) return false;
  }
  return true;
}

bool loose(const Token& t) {
  return t.deprel == "dep" || t.deprel == "punct" || t.deprel == "compound" || t.deprel == "nmod:desc" ||
         t.deprel == "discourse" || t.deprel == "compound:prt" || t.deprel == "mark" || t.deprel == "det" ||
         t.deprel == "advmod" || t.deprel == "fixed" || t.deprel == "case";
}

/// The member whose attachment to the rest counts for all: the first that is no mere modifier, else the first.
int attachment(const std::vector<Token>& tokens, const Indices& members) {
  int first = -1;
  for (int m : members) {
    const auto& t = tokens[static_cast<std::size_t>(m)];
    if (contains(members, t.head) || !reaches_root_outside(tokens, m, members)) continue;
    if (!loose(t)) return m;
    if (first < 0) first = m;
  }
  return first;
}

/// Makes `head` the head of the members: it takes the place of the one that hangs on the rest, and what hung on others.
void gather(std::vector<Token>& tokens, const Indices& members, int head) {
  const int primary = attachment(tokens, members);
  if (primary < 0) return;
  auto& top = tokens[static_cast<std::size_t>(head)];
  const auto outside = tokens[static_cast<std::size_t>(primary)];
  for (int m : members) {
    auto& t = tokens[static_cast<std::size_t>(m)];
    const bool function = t.head == head && (t.deprel == "case" || t.deprel == "cc");  // of a word of the title
    if (m != head && (!contains(members, t.head) || function)) {
      t.head = head;
      t.deprel = "nmod:desc";
    }
  }
  top.head = outside.head;
  top.deprel = outside.deprel;
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    auto& t = tokens[static_cast<std::size_t>(i)];
    if (!contains(members, i) && contains(members, t.head)) t.head = head;
  }
}

void join_names(Sentence& sentence) {
  const Tree tree(sentence);
  for (const auto& span : name_spans(tree)) {
    if (span.end - span.begin > 1 && span.label != "Date" && span.label != "Money")
      gather(sentence.tokens, span.words(), head_of(tree, span));
  }
}

/// "His Highness the Crown Prince": the office is the head.
void join_honorifics(Sentence& sentence, const Words& words) {
  auto& tokens = sentence.tokens;
  const int size = static_cast<int>(tokens.size());
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  for (int i = 0; i + 2 < size; ++i) {
    if (!words.honorific(fold(at(i).form)) || fold(at(i + 1).form) != "the" || at(i).upos == "VERB") continue;
    Indices members{i, i + 1};
    if (i > 0 && at(i - 1).xpos == "PRP$") members.insert(members.begin(), i - 1);
    for (int k = i + 2; k < size && (at(k).upos == "NOUN" || at(k).upos == "PROPN" || at(k).upos == "ADJ"); ++k) {
      if (person(at(k))) break;
      members.push_back(k);
    }
    if (members.back() > i + 1) gather(tokens, members, members.back());
  }
}

/// What a hyphen without spaces joins to its head modifies it.
void join_hyphens(std::vector<Token>& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    const bool tight = tokens[i].form == "-" && tokens[i - 1].span.end == tokens[i].span.begin &&
                       tokens[i].span.end == tokens[i + 1].span.begin;
    if (tight && tokens[i - 1].head == static_cast<int>(i) + 1) tokens[i - 1].deprel = "compound";
  }
}

void join_titles(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (const auto& span : name_spans(tree)) {
    if (span.label != "Person") continue;
    const auto title = title_run(tree, span, words);
    if (title.empty()) continue;
    const int head = head_of(tree, span);
    gather(sentence.tokens, merged(title, span.words()), head);
  }
}

/// "met Mayor Ada Obi of Oslo": a place directly after a titled name belongs to it.
void join_seats(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (const auto& span : name_spans(tree)) {
    if (span.label != "Location" || span.begin < 2 || tree.lower(span.begin - 1) != "of") continue;
    const int place = head_of(tree, span);
    for (const auto& holder : name_spans(tree)) {
      if (holder.end != span.begin - 1 || holder.label != "Person" || title_run(tree, holder, words).empty()) continue;
      const bool below = holder.holds(tree.head(place)) || tree.dominates(place, head_of(tree, holder));
      if (below || !tree.is(place, {"obl"})) continue;
      hang(sentence.tokens, place, head_of(tree, holder), "nmod");
    }
  }
}

void join_amounts(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].form != "up" || tokens[i + 1].form != "to") continue;
    const bool amount = tokens[i + 2].entity.ends_with("-Money") || tokens[i + 2].upos == "NUM";
    if (!amount) continue;
    Indices members{static_cast<int>(i), static_cast<int>(i) + 1};
    for (std::size_t k = i + 2; k < tokens.size() && (tokens[k].entity.ends_with("-Money") || tokens[k].upos == "NUM");
         ++k)
      members.push_back(static_cast<int>(k));
    gather(tokens, members, static_cast<int>(i) + 2);
    tokens[i].deprel = tokens[i + 1].deprel = "advmod";
    auto& sum = tokens[i + 2];
    if (sum.deprel == "obl" && !has_case(tokens, static_cast<int>(i) + 2)) sum.deprel = "obj";
  }
}

/// "married the singer Ada Obi in May, who said": what "who" tells is of the person before, not of the marrying.
void describe_persons(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (int i = 0; i < tree.size(); ++i) {
    const int who = tree.is(i, {"advcl:relcl"}) ? tree.child(i, {"nsubj"}) : -1;
    if (who < 0 || tree.lower(who) != "who") continue;
    for (int k = who - 1; k >= 0; --k) {
      const Token& t = tree[k];
      const bool named = t.upos == "PROPN" && person(t);
      if (!named && !(t.upos == "NOUN" && role_noun(t, words))) continue;
      int head = k;
      while (tree.is(head, {"flat", "compound"}) && tree.head(head) >= 0) head = tree.head(head);
      if (tree.dominates(i, head)) continue;
      hang(sentence.tokens, i, head, "acl:relcl");
      break;
    }
  }
}

}  // namespace

void repair(Sentence& sentence, const Words& words) {
  give_to_next_phrase(sentence);
  free_parentheses(sentence, words);
  join_elect(sentence.tokens);
  separate_names_from_amounts(sentence.tokens, words);
  describe_acting(sentence, words);
  join_hyphens(sentence.tokens);
  join_names(sentence);
  join_honorifics(sentence, words);
  join_titles(sentence, words);
  join_seats(sentence, words);
  join_amounts(sentence);
  appose_names(sentence, words);
  join_gerunds(sentence.tokens);
  separate_persons(sentence.tokens);
  separate_contrasts(sentence);
  join_not_only(sentence);
  separate_distributives(sentence.tokens);
  keep_one_subject(sentence.tokens);
  keep_conjuncts_before_verb(sentence);
  plan_with_be(sentence, words);
  separate_receivers(sentence, words);
  separate_givers(sentence, words);
  separate_amounts(sentence, words);
  separate_measures(sentence, words);
  separate_tolls(sentence, words);
  separate_gaps(sentence);
  separate_appointed(sentence, words);
  separate_predicatives(sentence, words);
  complete_requests(sentence, words);
  return_auxiliaries(sentence, words);
  complete_gerunds(sentence);
  describe_persons(sentence, words);
  content_of_nouns(sentence, words);
  content_of_telling(sentence, words);
  give_to_reporter(sentence, words);
  give_to_speaker(sentence, words);
  separate_participles(sentence.tokens);
}

}  // namespace whom::extract
