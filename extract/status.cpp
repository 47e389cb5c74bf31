// Method. A clause starts affirmed and actual. Its own verb group may deny it or make it a plan or a possibility, and
// so may each verb of its chain ("failed to", "plans to": the signatures of words.table). Then the way up to the root
// is walked: a clause that completes a verb of saying gets its subject as source, below other verbs it takes their
// signature; infinitives of purpose and of nouns are plans; "if" makes a condition. Noun modifiers are presupposed:
// they keep the sources above them but not the moods. Quotation marks add their speaker.
#include "extract/status.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace whom::extract {
namespace {

using graph::Modality;
using graph::Polarity;

const std::unordered_set<std::string> kNobody{"nobody", "none", "no-one", "nothing", "neither"};
const std::unordered_set<std::string> kWill{"will", "'ll", "wo", "shall"};
const std::unordered_set<std::string> kMay{"may",  "might",  "can",   "ca",    "could",
                                           "must", "should", "ought", "would", "'d"};
const std::unordered_set<std::string> kConditions{"if", "unless", "whether", "lest", "provided"};

/// The first mood that is not actual stays.
void weaken(Status& s, Modality m) {
  if (s.modality == Modality::Actual) s.modality = m;
}

/// "It is unlikely that he will": what is left open is no plan either.
void leave_open(Status& s, Modality m) {
  if (s.modality != Modality::Possible && s.modality != Modality::Asked) s.modality = m;
}

/// "put-off", as classes of words have it.
std::string with_particle(const Tree& t, int verb) {
  const int particle = t.child(verb, {"compound:prt"});
  return t.lemma(verb) + (particle < 0 ? "" : "-" + t.lower(particle));
}

class Walker {
 public:
  Walker(const DocumentView& document, const Coreference& coreference, const Words& words, int sentence)
      : document_(document),
        coreference_(coreference),
        w(words),
        s_(sentence),
        t(document.trees[static_cast<std::size_t>(sentence)]) {}

  Status clause(const Clause& c) {
    own_mood(c);
    // "neither the ministry, which …, nor": what tells of the ministry is not denied with the rest
    const auto by_nobody = [&](const auto& x) { return x.without < 0 ? denies(t, x.head) : nobody(t, x.head); };
    if (std::any_of(c.subjects.begin(), c.subjects.end(), by_nobody)) out_.polarity = opposite(out_.polarity);
    for (const auto& a : c.arguments) {
      if (names_nobody(c, a)) out_.polarity = opposite(out_.polarity);
    }
    for (int x : t.children(c.chain.front(), {"advcl"})) {
      if (condition(x) && !(c.chain.size() == 1 && pledged(c.predicate, x))) weaken(out_, Modality::Conditional);
    }
    if (inverted(c.chain.front())) weaken(out_, Modality::Conditional);
    climb(c.chain.front(), false);
    if (converb_ && out_.polarity != *converb_) {  // denied with the rest, perhaps
      out_.polarity = *converb_;
      weaken(out_, Modality::Possible);
    }
    if (intended_) weaken(out_, Modality::Planned);
    quotation(c.predicate);
    const bool settled = out_.modality == Modality::Actual || out_.modality == Modality::Planned;
    if (left_open(c) && out_.polarity == Polarity::Affirmed && settled) out_.modality = Modality::Possible;
    return out_;
  }

  Status token(int i) {
    climb(i, true);
    quotation(i);
    return out_;
  }

 private:
  bool followed_by(int i, std::string_view word) const { return i + 1 < t.size() && t.lower(i + 1) == word; }

  /// "met nobody", "was visited by neither plague nor flood", "spoke to no one"; not "left for no reason".
  bool names_nobody(const Clause& c, const Argument& a) const {
    const int head = a.members[0].head;
    if (a.slot == Argument::Slot::Object) return denies(t, head);
    if (a.slot != Argument::Slot::Oblique) return false;
    const bool agent = c.passive && !a.members[0].marker.empty() && t.lower(a.members[0].marker.front()) == "by";
    return agent ? denies(t, head) : nobody(t, head) && !t.upos(head, {"NOUN"});
  }

  /// "Ada or Ben": which of the two is left open. "Eswatini, or Swaziland" is one.
  bool alternatives(const std::vector<Phrase>& members) const {
    return std::any_of(members.begin(), members.end(), [&](const auto& p) {
      const int cc = t.upos(p.head, {"NOUN", "PROPN"}) ? t.child(p.head, {"cc"}) : -1;
      if (cc < 1 || !t.is(p.head, {"conj"}) || t.lower(cc) != "or") return false;
      const int next = t.subtree(p.head).back() + 1;
      const bool other_name =
          t[cc - 1].form == "," && (members.size() == 2 || (next < t.size() && t[next].form == ","));
      return !other_name;
    });
  }

  bool left_open(const Clause& c) const {
    return alternatives(c.subjects) || std::any_of(c.arguments.begin(), c.arguments.end(), [&](const auto& a) {
             return a.slot == Argument::Slot::Object && alternatives(a.members);
           });
  }

  void embed(const std::string& lemma) {
    switch (w.embedding(lemma)) {
      case Embedding::Denial:
        out_.polarity = opposite(out_.polarity);
        break;
      case Embedding::Plan:
        weaken(out_, Modality::Planned);
        break;
      case Embedding::Request:
        weaken(out_, Modality::Asked);
        break;
      case Embedding::Attempt:
        weaken(out_, Modality::Possible);
        break;
      case Embedding::None:
      case Embedding::Fact:
        break;
    }
  }

  /// "promised new laws unless the court *objects*": what is promised depends on it, the promise is made.
  bool pledged(int verb, int condition) const {
    return w.embedding(t.lemma(verb)) == Embedding::Plan && past(verb) && !past(condition) &&
           t.child(verb, {"obj"}) >= 0;
  }

  /// "was not allowed to": who is not does not.
  bool forbidden(int verb) const { return w.in("permission", t.lemma(verb)) && denied_of(verb); }

  /// By its own adverb or by its subject: "nothing shows that".
  bool denied_of(int verb) const {
    const int subject = t.child(verb, {"nsubj"});
    return denied(verb) || (subject >= 0 && denies(t, subject));
  }

  /// "Accept it": a bare form without subject or auxiliary claims nothing.
  bool bare(const Clause& c) const {
    const int verb = c.chain.front();
    if (t[verb].xpos != "VB" || infinitive(verb) || t.child(verb, {"aux", "nsubj"}) >= 0 || c.relation.front() != verb)
      return false;
    if (!t.is(verb, {"conj"})) return c.subjects.empty();
    int first = t.head(verb);
    while (t.is(first, {"conj"}) && t[first].xpos == "VB") first = t.head(first);
    const auto& tag = t[first].xpos;  // not VBP: "they cut nets and sell fish" coordinates two forms alike
    return (tag == "VBD" || tag == "VBZ" || tag == "VBG") && t.child(first, {"aux"}) < 0;
  }

  void own_mood(const Clause& c) {
    if (!c.relation.empty() && bare(c)) weaken(out_, Modality::Possible);
    for (std::size_t k = 0; k + 1 < c.chain.size(); ++k) {
      const int matrix = c.chain[k];
      const auto verb = with_particle(t, matrix);
      if (t.upos(matrix, {"ADJ", "ADV"}) && w.embedding(t.lemma(matrix)) == Embedding::None) {
        if (has_adverb(matrix, "too"))  // "too weak to win"
          out_.polarity = opposite(out_.polarity);
        else
          weaken(out_, Modality::Possible);  // "is able to", "is likely to"
      } else if (passive(matrix) && infinitive(c.chain[k + 1]) && w.in("rumoured", t.lemma(matrix))) {
        weaken(out_, Modality::Possible);  // "is said to have met"
      } else if (c.controllers.empty() && gerund(c.chain[k + 1]) && w.embedding(verb) == Embedding::None) {
        content_of(matrix, false);  // "denied meeting"
      } else if (!forbidden(matrix)) {
        embed(verb);
      }
    }
    for (int i : c.relation) {
      if (negates(t, i)) out_.polarity = opposite(out_.polarity);
    }
    if (c.chain.size() > 1 && has_adverb(c.chain.front(), "yet") && !denied(c.chain.front()))  // "has yet to be signed"
      out_.polarity = opposite(out_.polarity);
    if (neither(c.chain.front())) out_.polarity = opposite(out_.polarity);
    if (to_come(c.chain.front()) && !inverted(c.chain.front())) weaken(out_, Modality::Planned);
    mood_of_group(c.chain.front(), c.relation);
    if (not_quite(c.chain.front())) out_.polarity = opposite(out_.polarity);
  }

  bool has_adverb(int i, std::string_view adverb) const {
    const auto adverbs = t.children(i, {"advmod"});
    return std::any_of(adverbs.begin(), adverbs.end(), [&](int a) { return t.lower(a) == adverb; });
  }

  /// "meeting", "having met".
  bool gerund(int verb) const {
    const int aux = t.child(verb, {"aux"});
    return t[verb].xpos == "VBG" || (aux >= 0 && t[aux].xpos == "VBG");
  }

  /// "ruled out *meeting*".
  bool next_gerund(int verb, int i) const {
    const int particle = t.child(verb, {"compound:prt"});
    return gerund(i) && i == std::max(verb, particle) + 1;
  }

  /// "is to meet", "is due to meet".
  bool to_come(int verb) const {
    const int mark = t.child(verb, {"mark"});
    if (mark < 0 || (t.lower(mark) != "to" && t.lower(mark) != "due")) return false;
    const auto auxiliaries = t.children(verb, {"aux"});
    return std::any_of(auxiliaries.begin(), auxiliaries.end(), [&](int i) { return i < mark && t.lemma(i) == "be"; });
  }

  /// "neither confirmed nor denied": each of the two is denied by the word before it.
  bool neither(int verb) const {
    const auto words = t.children(verb, {"cc", "advmod", "det"});
    return std::any_of(words.begin(), words.end(),
                       [&](int i) { return t.lower(i) == "neither" || t.lower(i) == "nor"; });
  }

  bool would(int auxiliary) const { return t.lower(auxiliary) == "would" || t.lower(auxiliary) == "'d"; }

  void mood_of_group(int verb, const Indices& group) {
    for (int i : group) {
      if (!t.is(i, {"aux"})) continue;
      if (kWill.count(t.lower(i))) weaken(out_, Modality::Planned);
      if (would(i) && withholds(verb)) continue;
      if (kMay.count(t.lower(i))) weaken(out_, would(i) ? future_in_past(verb) : Modality::Possible);
    }
    for (int i : t.children(verb, {"advmod"})) {
      if (w.in("hearsay", t.lower(i))) weaken(out_, Modality::Possible);
      if (w.in("scant", t.lower(i))) weaken(out_, Modality::Possible);
    }
  }

  /// "almost resigned", "no longer works": of the clause itself, not of what stands beside it.
  bool not_quite(int verb) const {
    const auto adverbs = t.children(verb, {"advmod"});
    return std::any_of(adverbs.begin(), adverbs.end(),
                       [&](int i) { return w.in("approximate", t.lower(i)) || no_longer(i); });
  }

  bool no_longer(int adverb) const {
    const int no = t.child(adverb, {"advmod", "det"});
    return t.lower(adverb) == "longer" && no >= 0 && t.lower(no) == "no";
  }

  /// "would not confirm", "would neither confirm nor deny": refused to, unless somebody says so or something depends on
  /// it.
  bool withholds(int verb) const {
    int first = verb;
    while (t.is(first, {"conj"})) first = t.head(first);
    const auto beside = t.children(verb, {"advcl"});
    return w.in("disclosing", t.lemma(verb)) && (denied(verb) || neither(verb)) && !t.is(first, {"ccomp"}) &&
           t.children(verb, {"aux", "aux:pass"}).size() < 2 &&
           std::none_of(beside.begin(), beside.end(), [&](int i) { return condition(i); });
  }

  /// "would" below a report is a plan seen from the past; alone, or with a condition that is no part of a promise, it
  /// is conditional.
  Modality future_in_past(int verb) const {
    const auto beside = t.children(verb, {"advcl"});
    const bool depends = std::any_of(beside.begin(), beside.end(), [&](int i) { return condition(i); });
    for (int i = verb; i >= 0; i = t.head(i)) {
      if (!t.is(i, {"ccomp"})) continue;
      const bool promised = t.head(i) >= 0 && w.embedding(t.lemma(t.head(i))) == Embedding::Plan;
      return depends && !promised ? Modality::Conditional : Modality::Planned;
    }
    return Modality::Conditional;
  }

  bool marked(int i, const std::unordered_set<std::string>& words) const {
    const auto marks = t.children(i, {"mark", "advmod"});
    return std::any_of(marks.begin(), marks.end(), [&](int m) { return words.count(t.lower(m)) > 0; });
  }

  bool infinitive(int i) const { return marked(i, {"to"}); }

  bool condition(int i) const { return marked(i, kConditions) || inverted(i); }  // "if she resigns"

  /// "as if she had won": no condition of the clause above.
  bool as_if(int i) const {
    const int mark = t.child(i, {"mark"});
    return mark >= 0 && t.lower(mark) == "as" && (followed_by(mark, "if") || followed_by(mark, "though"));
  }

  /// "…, provided that she resigns".
  bool proviso(int verb) const {
    static const std::unordered_set<std::string> kProvisos{"provided", "providing", "assuming", "supposing"};
    return kProvisos.count(t.lower(verb)) && t.is(verb, {"advcl", "parataxis"}) && t.child(verb, {"nsubj"}) < 0;
  }

  /// "Had Canada paid": the auxiliary leads its clause, and nothing is asked.
  bool inverted(int i) const {
    const int aux = t.child(i, {"aux"}), subject = t.child(i, {"nsubj"});
    if (aux < 0 || subject < aux || t.subtree(i).front() != aux || question()) return false;
    return w.in("inverting", t.lower(aux));
  }

  /// @param presupposed moods no longer reach down, only sources do
  void climb(int from, bool presupposed) {
    int below = -1;
    bool said = false;
    for (int i = from; i >= 0; below = i, i = t.head(i)) {
      beside(i, below);
      aside_ = aside_ || aside(i);
      const int above = t.head(i);
      if (!presupposed && above >= 0 && t.is(i, {"ccomp", "csubj"}) && marked(i, {"whether", "if"})) wonder(above);
      const bool conditional = t.is(i, {"advcl", "ccomp", "csubj"}) ? condition(i) || as_if(i) : marked(i, kConditions);
      if (conditional && !presupposed) weaken(out_, Modality::Conditional);
      if (excluded(i)) out_.polarity = opposite(out_.polarity);
      if (above < 0) {
        if (!presupposed && question()) ask(i == from);
        return;
      }
      if (t.is(i, {"ccomp", "csubj"})) {
        if (content_of(above, presupposed)) {
          said = true;
          continue;
        }
      } else if (t.is(i, {"xcomp"}) && !presupposed) {
        open_content(above, said);
      } else if (t.is(i, {"advcl"}) && w.in("exonerate", t.lemma(above)) && marked(i, {"of", "from"})) {
        exoneration(above);
      } else if (t.is(i, {"advcl"}) && w.in("quoting", t.lemma(above)) && marked(i, {"as"})) {
        add_sources(speakers_of(above));
      } else if (t.is(i, {"advcl"}) && w.in("accuse", t.lemma(above)) && marked(i, {"of", "with", "for"})) {
        accusation(above);
      } else if (t.is(i, {"advcl"}) && t.upos(above, {"ADJ"}) && marked(i, {"of"}) && !presupposed) {
        embed(t.lemma(above));  // "capable of leaving"
      } else if (t.is(i, {"advcl"}) && !presupposed && marked(i, {"against"})) {
        out_.polarity = opposite(out_.polarity);  // "voted against selling"
        weaken(out_, w.embedding(t.lemma(above)) == Embedding::Request ? Modality::Asked : Modality::Planned);
      } else if (t.is(i, {"advcl"}) && !presupposed && w.embedding(with_particle(t, above)) == Embedding::Denial &&
                 (marked(i, {"from"}) || next_gerund(above, i))) {
        out_.polarity = opposite(out_.polarity);
      } else if (t.is(i, {"acl:relcl"})) {
        if (imagined(above)) weaken(out_, Modality::Possible);
        aside_ = aside_ || disputed(i);
        presupposed = presupposed || !cleft(above);
        if (!presupposed && denied(above) && !question()) out_.polarity = opposite(out_.polarity);
      } else if (t.is(i, {"acl"}) && infinitive(i) && !presupposed) {
        intention(above);
      } else if (t.is(i, {"advcl"}) && infinitive(i) && !presupposed) {
        const bool done = w.in("causative", t.lemma(above)) && passive(above);  // "was forced by Ada to leave"
        if (!done) weaken(out_, Modality::Planned);
      } else if (!presupposed && converb(i, above)) {
        if (!converb_) converb_ = out_.polarity;
      } else if (t.is(i, {"acl", "advcl", "nmod", "appos", "obl", "obj", "nsubj", "iobj"})) {
        if (!presupposed) beside_mood(i, above, said);
        presupposed = presupposed || i != intention_;
      }
      if (!presupposed && !t.is(i, {"conj", "parataxis"})) mood_above(above);
    }
  }

  /// "a plan to leave", "a refusal to leave", "an attempt to leave".
  void intention(int noun) {
    const auto* known = w.noun(t.lemma(noun));
    const auto& verb = known && !known->verb.empty() ? known->verb : t.lemma(noun);
    if (w.in("refusal", t.lemma(noun)) || w.embedding(verb) == Embedding::Attempt)
      embed(verb);
    else
      intended_ = true;  // unless what is above is in doubt
    const int above = t.head(noun);
    if (above >= 0 && t.is(noun, {"obj"}) && w.in("intending", t.lemma(above))) intention_ = noun;
  }

  bool passive(int verb) const {
    if (t.child(verb, {"aux:pass", "nsubj:pass"}) >= 0) return true;
    const auto& clauses = document_.clauses[static_cast<std::size_t>(s_)];
    const auto own = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& c) { return c.predicate == verb; });
    return own != clauses.end() && own->passive;
  }

  /// "will shut the mine, *cutting* 300 jobs", "will win by *cutting* taxes": as much a plan as the clause above;
  /// "adding that" is none.
  bool converb(int i, int above) const {
    const int mark = t.child(i, {"mark", "case"});
    return t.is(i, {"advcl"}) && t[i].xpos == "VBG" && i > above && t.child(i, {"nsubj"}) < 0 &&
           (mark < 0 || t.lower(mark) == "by") && !w.reports(t.lemma(i)) && !w.in("quoting", t.lemma(i));
  }

  /// The clause follows what says it: "residents said that …".
  bool said_before(int i) const { return t.is(i, {"ccomp"}) && t.head(i) < i; }

  /// "…, residents said, although the army *says* otherwise".
  bool aside(int i) const {
    static const std::unordered_set<std::string> kAdversative{"although", "though", "while", "whereas"};
    return t.is(i, {"advcl"}) && i > t.head(i) && !said_before(t.head(i)) && t.child(i, {"nsubj"}) >= 0 &&
           marked(i, kAdversative) && w.reports(t.lemma(i));
  }

  /// "…, which the ministry *disputes*": told by the narrator, whoever told the rest.
  bool disputed(int i) const { return w.rejects(t.lemma(i)) && t.after_comma(i); }

  /// "imagines a city in which …".
  bool imagined(int noun) const { return t.head(noun) >= 0 && w.in("imagine", t.lemma(t.head(noun))); }

  /// "It was Ada who left": the clause below is what is said.
  bool cleft(int noun) const {
    const int subject = t.child(noun, {"nsubj", "expl"});
    return t.child(noun, {"cop"}) >= 0 && subject >= 0 && t.lower(subject) == "it";
  }

  bool denied(int word) const {
    const auto adverbs = t.children(word, {"advmod"});
    return std::any_of(adverbs.begin(), adverbs.end(), [&](int i) { return negates(t, i); });
  }

  /// "will he return?" asks, it does not plan.
  void ask(bool itself) {
    if (itself && out_.modality == Modality::Planned) out_.modality = Modality::Actual;
    weaken(out_, Modality::Asked);
  }

  /// Who refuses to say something, or denies having said it, leaves open whether it is so.
  void open_content(int above, bool said) {
    const auto& lemma = t.lemma(above);
    if (said && (w.embedding(lemma) == Embedding::Denial || w.rejects(lemma))) {
      weaken(out_, Modality::Possible);
    } else if (!forbidden(above)) {
      embed(lemma);
    }
  }

  /// "did not say whether he would resign", "it is unclear whether he did".
  void wonder(int above) {
    const bool asks = t.upos(above, {"VERB"}) && w.reports(t.lemma(above));
    leave_open(out_, asks ? Modality::Asked : Modality::Possible);
  }

  /// "without meeting", "instead of meeting", "short of meeting", "rather than meet", "would rather leave than meet".
  bool excluded(int i) const {
    const int mark = t.is(i, {"advcl", "acl"}) ? t.child(i, {"mark"}) : -1;
    if (mark >= 0 && t.lower(mark) == "without") return true;
    if (mark > 0 && w.in("excluding", t.lower(mark - 1) + "-" + t.lower(mark))) return true;
    if (preferred_to(t, i)) return true;
    const int above = t.head(i);
    return above >= 0 && t.is(i, {"advcl"}) && t[i].xpos == "VB" && marked(i, {"than"}) && !infinitive(i);
  }

  /// "will strike after talks *collapsed*": what is told as past has happened, whatever is planned for after it, unless
  /// the plan itself is told from the past ("would strike", "said it might strike").
  bool settled(int clause, int above) const {
    const auto from_past = [&](int i) {
      return would(i) || (t.is(above, {"ccomp"}) && (t.lower(i) == "might" || t.lower(i) == "could"));
    };
    const auto auxiliaries = t.children(above, {"aux"});
    return past(clause) && std::none_of(auxiliaries.begin(), auxiliaries.end(), from_past);
  }

  bool past(int verb) const {
    const auto forms = t.children(verb, {"aux", "cop"});
    return t[verb].xpos == "VBD" || std::any_of(forms.begin(), forms.end(), [&](int i) { return t[i].xpos == "VBD"; });
  }

  /// What is said in passing keeps the mood of its own form only: "reports that …", "the possibility of …ing", and what
  /// comes before or after something that has not happened.
  void beside_mood(int i, int above, bool said) {
    const bool process = t.is(i, {"acl"}) && t[i].xpos == "VBG" && t.child(i, {"mark"}) >= 0;
    if (t.is(i, {"acl"}) && marked(i, {"that"})) content_of_noun(above, said);
    if (process) weaken(out_, Modality::Possible);
    timed_ = t.is(i, {"advcl"}) && marked(i, {"after", "before", "when", "once", "until"});
    if (timed_ && !settled(i, above)) mood_above(above);
  }

  /// What a noun tells may be so; who rejects it, or the noun itself, says that it is not: "denied reports that",
  /// "rumours that … are false", "the myth that".
  void content_of_noun(int noun, bool said) {
    if (t.lemma(noun) == "fact") return;
    const int above = t.head(noun);
    const bool open = nobody(t, noun) || denied(noun);
    const bool told = above >= 0 && t.is(noun, {"nsubj"}) && untrue(above) && !denied(above);
    const bool refused = above >= 0 && !open && rejected(noun, above);
    if (refused) add_sources(speakers_of(above));
    if (refused) mood_above(above);
    const bool refuted = !open && (told || refused || w.in("falsehood", t.lemma(noun)));
    if (refuted && said) {  // who denies that something was said leaves open whether it is so
      leave_open(out_, Modality::Possible);
    } else if (refuted) {
      out_.polarity = opposite(out_.polarity);
    } else {
      weaken(out_, Modality::Possible);
    }
  }

  bool untrue(int predicate) const {
    return w.in(t.upos(predicate, {"ADJ"}) ? "untrue" : "falsehood", t.lemma(predicate));
  }

  /// "denied reports", "cleared of allegations"; not "refused to deny reports".
  bool rejected(int noun, int verb) const {
    const auto& lemma = t.lemma(verb);
    const bool undergoes = t.is(noun, {"obj", "nsubj:pass"}) && (w.rejects(lemma) || w.in("dismissing", lemma));
    const bool cleared = t.is(noun, {"obl"}) && w.in("exonerate", lemma);
    const bool done = !t.is(verb, {"xcomp"}) || w.embedding(t.lemma(t.head(verb))) != Embedding::Denial;
    return t.upos(verb, {"VERB"}) && (undergoes || cleared) && done && !denied(verb);
  }

  void mood_above(int above) {
    if (t.upos(above, {"VERB", "AUX"})) mood_of_group(above, t.children(above, {"aux"}));
  }

  bool question() const { return t.size() > 1 && t[t.size() - 1].form == "?"; }

  /// The clause i completes the verb above; true when that is a verb of saying.
  bool content_of(int above, bool presupposed) {
    const auto& lemma = t.lemma(above);
    if (t.upos(above, {"ADJ"})) doubt(above);
    if (proviso(above)) weaken(out_, Modality::Conditional);
    if (t.upos(above, {"NOUN"}) && w.in("content", lemma)) {
      if (!presupposed) content_of_noun(above, false);
      return false;
    }
    if (denied_of(above) && !presupposed && t.upos(above, {"VERB"})) weaken(out_, Modality::Possible);
    if (!w.reports(lemma)) {
      if (!presupposed) embed(lemma);
      return false;
    }
    add_sources(speakers_of(above));
    if (w.rejects(lemma) && !timed_ && !denied(above)) reject(presupposed);
    const bool rumour = w.embedding(lemma) == Embedding::Attempt && passive(above) && out_.sources.empty();
    if (rumour && !presupposed) weaken(out_, Modality::Possible);  // "it was claimed that"
    if (w.in("doubtful", lemma)) leave_open(out_, Modality::Possible);
    if (w.supposes(lemma)) weaken(out_, Modality::Possible);
    return true;
  }

  /// Who denies having met the man "who sold the house" need not deny that he sold it.
  void reject(bool presupposed) {
    if (presupposed) {
      weaken(out_, Modality::Possible);
    } else {
      out_.polarity = opposite(out_.polarity);
    }
  }

  /// "It is not true that", "it is unlikely that".
  void doubt(int adjective) {
    const auto& lemma = t.lemma(adjective);
    if (denied(adjective) ? lemma == "true" : untrue(adjective)) out_.polarity = opposite(out_.polarity);
    if (w.in("doubtful", lemma)) leave_open(out_, Modality::Possible);
  }

  /// What an accusation says was done: "accused them of stealing".
  void accusation(int above) {
    add_sources(speakers_of(above));
    weaken(out_, Modality::Possible);
  }

  /// "acquitted him of bribing the judge": he did not, says who clears him.
  void exoneration(int above) {
    add_sources(speakers_of(above));
    if (passive(above) || denied(above)) weaken(out_, Modality::Possible);
    if (!denied(above)) out_.polarity = opposite(out_.polarity);
  }

  /// Who says what a verb tells; of "the court was told by Ada that", not the court.
  std::vector<int> speakers_of(int verb) const {
    if (!passive(verb)) return subjects_of(verb);
    std::vector<int> out;
    for (int agent : t.children(verb, {"obl"})) {
      const auto marker = preposition(t, agent);
      if (marker.empty() || t.lower(marker.front()) != "by") continue;
      for (int c : conjuncts(t, agent)) {
        for (int r : coreference_.referents({s_, c})) out.push_back(r);
      }
    }
    return out;
  }

  std::vector<int> subjects_of(int verb) const {
    std::vector<int> out;
    for (const auto& c : document_.clauses[static_cast<std::size_t>(s_)]) {
      if (!contains(c.chain, verb)) continue;
      for (const auto& x : c.subjects) {
        for (int r : coreference_.referents({s_, x.head})) out.push_back(r);
      }
    }
    return out;
  }

  /// Clauses of saying beside the clause ("…, officials said"), and "according to".
  void beside(int i, int below) {
    for (int c : t.children(i, {"parataxis", "advcl", "ccomp"})) {
      if (c == below || !w.reports(t.lemma(c)) || t.child(c, {"nsubj"}) < 0) continue;
      if (t.child(c, {"obj", "ccomp", "xcomp"}) >= 0 || t.child(c, {"mark"}) >= 0 || inverted(c)) continue;
      const bool after_content = c > i && t.is(c, {"ccomp"}) && t.child(i, {"ccomp"}) < c;  // "A said that B, C said"
      const bool content = t.is(c, {"parataxis"}) || t[i].upos != "VERB" || !w.reports(t.lemma(i)) || after_content;
      if (content) {
        add_sources(subjects_of(c));
        if (w.supposes(t.lemma(c))) weaken(out_, Modality::Possible);
      }
    }
    for (int c : t.children(i, {"obl", "nmod"})) {
      const auto marker = preposition(t, c);
      if (!marker.empty() && t.lower(marker.front()) == "according" && c != below)
        add_sources(coreference_.referents({s_, c}));
    }
  }

  /// Speakers found on the way up stand further out than those before.
  void add_sources(const std::vector<int>& clusters) {
    if (aside_) return;
    for (int c : clusters) {
      if (std::find(out_.sources.begin(), out_.sources.end(), c) == out_.sources.end())
        out_.sources.insert(out_.sources.begin(), c);
    }
  }

  void quotation(int i) {
    const int q = document_.quotations.at({s_, i});
    if (q >= 0) add_sources(coreference_.speakers(q));
  }

  const DocumentView& document_;
  const Coreference& coreference_;
  const Words& w;
  const int s_;
  const Tree& t;
  Status out_;
  bool intended_ = false;            ///< an infinitive below a noun of planning
  int intention_ = -1;               ///< that noun, where who plans is who has, makes or tells the plan
  std::optional<Polarity> converb_;  ///< of a participle, whatever is denied above it
  bool aside_ = false;               ///< what follows above is not told by who tells the rest
  bool timed_ = false;               ///< in a clause of time, which who denies the clause above takes for granted
};

/// The clause that the word stands in: the nearest above whose subject is known.
const Clause* governing_clause(const DocumentView& document, int sentence, int token) {
  const auto& t = document.trees[static_cast<std::size_t>(sentence)];
  for (int a = t.head(token); a >= 0; a = t.head(a)) {
    for (const auto& c : document.clauses[static_cast<std::size_t>(sentence)]) {
      if (contains(c.chain, a) && !c.subjects.empty()) return &c;
    }
  }
  return nullptr;
}

/// The noun tells of the subject of the clause: of who wishes something, not of what.
bool below_subject(const Tree& t, const Clause& clause, int noun) {
  int i = t.head(noun);
  if (i < 0 || contains(clause.chain, i)) return false;
  while (t.head(i) >= 0 && !contains(clause.chain, t.head(i))) i = t.head(i);
  return t.is(i, {"nsubj"}) && !clause.passive;
}

/// What the noun's own words say of its mood: "a planned visit", "ahead of the visit".
Modality mood_of_noun(const Tree& t, const Words& w, int noun, Modality otherwise) {
  for (int a : t.children(noun, {"amod"})) {
    if (w.in("prospective", t.lower(a))) return Modality::Planned;
  }
  const auto marker = preposition(t, noun);
  const auto role = marker.empty() ? std::string() : t.lower(marker.front());
  const bool known =
      t.child(noun, {"nmod:poss"}) >= 0 && (role == "for" || role == "to" || role == "towards" || role == "toward");
  return w.in("beforehand", role) && !known ? Modality::Planned : otherwise;
}

}  // namespace

Status status_of_event(const DocumentView& document, const Coreference& coreference, const Words& w, int sentence,
                       int noun) {
  const auto& t = document.trees[static_cast<std::size_t>(sentence)];
  Status out = status_at(document, coreference, w, sentence, noun);
  out.modality = mood_of_noun(t, w, noun, out.modality);
  const auto* above = governing_clause(document, sentence, noun);
  if (!preposition(t, noun).empty() || !above) return out;
  const auto clause = status_of(document, coreference, w, sentence, *above);
  const auto& verb = t.lemma(above->predicate);
  if (out.modality == Modality::Actual) out.modality = clause.modality;
  out.polarity = clause.polarity;
  if (clause.polarity == Polarity::Denied && !w.light(verb)) {  // "did not rule out a meeting"
    out.polarity = Polarity::Affirmed;
    out.modality = Modality::Possible;
  }
  const auto embedding = w.embedding(verb);
  const bool wished =
      !below_subject(t, *above, noun) &&
      (embedding == Embedding::Plan || embedding == Embedding::Request || embedding == Embedding::Attempt);
  const bool undergoes = t.is(noun, {"obj", "nsubj:pass"});
  const auto done = with_particle(t, above->predicate);
  const bool cancelled = undergoes && w.in("cancelling", done), delayed = undergoes && w.in("delaying", done);
  const bool doubtful = undergoes && (embedding == Embedding::Denial || w.rejects(verb) || w.supposes(verb));
  if (cancelled && clause.polarity == Polarity::Affirmed && clause.modality == Modality::Actual) {
    out.polarity = Polarity::Denied;
    out.modality = Modality::Planned;
  }
  if (out.modality != Modality::Actual) return out;
  if (wished || delayed) out.modality = Modality::Planned;
  if (doubtful && !wished) out.modality = Modality::Possible;
  return out;
}

Status status_in_quotation(const DocumentView& document, const Coreference& coreference, int sentence, int token) {
  Status out;
  const int q = document.quotations.at({sentence, token});
  if (q >= 0) out.sources = coreference.speakers(q);
  return out;
}

bool nobody(const Tree& t, int head) {
  if (kNobody.count(t.lower(head))) return true;
  if (t.lower(head) == "one" && head > 0 && t.lower(head - 1) == "no") return true;
  const auto determiners = t.children(head, {"det"});
  return std::any_of(determiners.begin(), determiners.end(),
                     [&](int d) { return t.lower(d) == "no" || t.lower(d) == "neither"; });
}

bool denies(const Tree& t, int head) {
  if (nobody(t, head)) return true;
  const auto words = t.children(head, {"cc", "advmod"});
  return std::any_of(words.begin(), words.end(), [&](int i) { return t.lower(i) == "neither"; });
}

Status status_of(const DocumentView& document, const Coreference& coreference, const Words& words, int sentence,
                 const Clause& c) {
  return Walker(document, coreference, words, sentence).clause(c);
}

Status status_at(const DocumentView& document, const Coreference& coreference, const Words& words, int sentence,
                 int token) {
  return Walker(document, coreference, words, sentence).token(token);
}

}  // namespace whom::extract
