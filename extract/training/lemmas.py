"""Learns the table of the lemmatiser from treebanks and WordNet; extract/model/lemmatizer.cpp applies it.

    python3 lemmas.py --ud UD_DIR --wordnet /usr/share/wordnet --vectors vectors.npz OUT/lemmas.tsv

UD_DIR holds ewt/ and gum/. Lines, tab-separated:
    r  XPOS  SHAPE  SUFFIX  SCRIPT   forms of this shape (l, c, u: see `shape`) with this suffix; the longest suffix counts
    e  FORM  XPOS  LEMMA             what the rules get wrong; looked up as written first, then in lower case
    v  LEMMA, n  LEMMA               known verbs and nouns
A script is the letter k (keep case) or l (lower case), the number of characters to cut, and the ending to append.
Where the rules give an inflected verb or noun no known lemma, the regular ways of inflecting are tried (`regular` in
lemmatizer.cpp); right lemmas are known, so exceptions need not take account of that.
"""

import argparse
import collections
import glob
import os

import numpy as np

import data
from forms import lower, normalise

LONGEST = 6
LONGEST_WORD = 30  # beyond: addresses and the like
VERBS, NOUNS = ("VB", "VBD", "VBN", "VBZ", "VBG", "VBP"), ("NN", "NNS")


def shape(form):
    """l: begins in lower case or has no letters; u: all capitals, more than one; c: other capitalised forms."""
    letters = [c for c in form if c.isalpha()]
    if not letters or letters[0] == lower(letters[0]):
        return "l"
    return "u" if len(letters) > 1 and all(c != lower(c) for c in letters) else "c"


def scripts(form, lemma):
    """The scripts that turn the form into the lemma with the least change; two if case does not matter."""
    found = []
    for mode, base in (("l", lower(form)), ("k", form)):
        common = len(os.path.commonprefix([base, lemma]))
        ending = lemma[common:]
        if (common or not base) and not ending[:1].isdigit():
            found.append((len(base) - common + len(ending), f"{mode}{len(base) - common}{ending}"))
    return [rule for cost, rule in found if cost == min(found)[0]]


def apply(rule, form):
    base = form if rule[0] == "k" else lower(form)
    digits = len(rule) - len(rule[1:].lstrip("0123456789"))
    cut = int(rule[1:digits])
    return base[: len(base) - cut] + rule[digits:] if cut <= len(base) else base


class Rules:
    def __init__(self):
        self.table = {}

    def lemma(self, form, xpos):
        low, kind = lower(form), shape(form)
        for length in range(min(LONGEST, len(low)), -1, -1):
            rule = self.table.get((xpos, kind, low[len(low) - length:]))
            if rule:
                return apply(rule, form)
        return low

    def learn(self, types):
        """types: {(form, xpos): lemma}. A longer suffix gets a rule where its majority differs from the shorter one's."""
        votes, seen = collections.defaultdict(collections.Counter), collections.Counter()
        for (form, xpos), lemma in types.items():
            low = lower(form)
            for length in range(min(LONGEST, len(low)) + 1):
                key = xpos, shape(form), low[len(low) - length:]
                votes[key].update(scripts(form, lemma))
                seen[key] += 1
        for key in sorted((k for k in votes if votes[k]), key=lambda k: (len(k[2]), k)):
            xpos, kind, suffix = key
            rule, support = max(votes[key].items(), key=lambda item: (item[1], item[0][0] == "k", item[0]))
            shorter = next((self.table[xpos, kind, suffix[i:]] for i in range(1, len(suffix) + 1)
                            if (xpos, kind, suffix[i:]) in self.table), None)
            better = support > votes[key][shorter] and support > 1 and 2 * support > seen[key]
            if better or shorter is None:
                self.table[key] = rule


def majority(counter):
    return max(counter.items(), key=lambda item: (item[1], item[0]))[0]


def find_exceptions(rules, counts):
    """Where a form's lemma is not that of the rules: an exception for its lower case or for the very form, whichever
    takes fewer lines."""
    groups = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    for (form, xpos), lemmas in counts.items():
        groups[lower(form), xpos][form].update(lemmas)
    out = {}
    for (low, xpos), forms in groups.items():
        right = {form: majority(lemmas) for form, lemmas in forms.items()}
        single = {(form, xpos): lemma for form, lemma in right.items() if rules.lemma(form, xpos) != lemma}
        common = right.get(low) or majority(sum(forms.values(), collections.Counter()))
        shared = {(low, xpos): common, **{(form, xpos): lemma for form, lemma in right.items() if lemma != common}}
        out.update(min(shared, single, key=len))
    return out


ENDINGS = {"VBD": ("ed", "d"), "VBN": ("ed", "d"), "VBG": ("ing",), "VBZ": ("es", "s"), "NNS": ("es", "s")}


def has_base(form, xpos, known):
    """A known word with a regular ending."""
    stems = [form[:-len(e)] for e in ENDINGS.get(xpos, ()) if form.endswith(e)]
    return any(word in known for stem in stems for word in (stem, stem + "e"))


def misspelt(counts, verbs):
    """Unknown lemmas of one form that has a known verb as its base ("freed": "fre")."""
    forms = collections.defaultdict(list)
    for (form, xpos), lemmas in counts.items():
        for lemma in lemmas if xpos in VERBS else ():
            forms[lemma].append((lower(form), xpos))
    return {l for l, own in forms.items() if l not in verbs and len(own) == 1 and has_base(*own[0], verbs)}


def drop_slips(exceptions, counts, known):
    """What a treebank corrects once ("insured" that should have been "ensured") is no lemma of the form."""
    for (form, xpos), lemma in list(exceptions.items()):
        if has_base(form, xpos, known) and form[0] != lemma[:1].lower() and sum(counts[form, xpos].values()) < 3:
            del exceptions[form, xpos]


def wordnet_words(folder, part, frequent):
    with open(os.path.join(folder, "index." + part), encoding="utf8") as file:
        words = {line.split(" ", 1)[0] for line in file if not line.startswith(" ")}
    return {w for w in words if w.isalpha() and w in frequent}


def irregular(folder, part, frequent):
    with open(os.path.join(folder, part + ".exc"), encoding="utf8") as file:
        for line in file:
            form, lemma = line.split()[:2]
            if form in frequent and lemma in frequent and form.isalpha():
                yield form, lemma


def add_wordnet(rules, exceptions, counts, folder, frequent):
    """Irregular forms that the treebanks do not show."""
    for form, lemma in irregular(folder, "noun", frequent):
        if (form, "NNS") not in counts and rules.lemma(form, "NNS") != lemma:
            exceptions.setdefault((form, "NNS"), lemma)
    verbs = wordnet_words(folder, "verb", frequent)
    for form, lemma in irregular(folder, "verb", frequent):
        for tag in ("VBD", "VBN"):  # a slip of the treebank: the lemma is no verb, the irregular form's is
            if exceptions.get((form, tag), lemma) not in verbs and lemma in verbs:
                exceptions[form, tag] = lemma
        tags = ["VBG"] if form.endswith("ing") else ["VBZ"] if form.endswith("s") else ["VBD", "VBN"]
        for tag in tags:
            if (form, tag) not in counts and rules.lemma(form, tag) != lemma:
                exceptions.setdefault((form, tag), lemma)


def read(folder, part):
    for bank in ("ewt", "gum"):
        yield from data.read_conllu(glob.glob(os.path.join(folder, bank, f"*-{part}*.conllu"))[0])


def count(sentences):
    counts = collections.defaultdict(collections.Counter)
    for s in sentences:
        for form, lemma, xpos in zip(s.forms, s.lemmas, s.xpos):
            if (lemma != "_" or form == "_") and len(form) <= LONGEST_WORD and not set(form) & set("/@"):
                counts[normalise(form), xpos][lemma] += 1
    return counts


def plurals(nouns, rules, exceptions, attested):
    """WordNet lists plurals too ("men", "allies"); they would pass for base forms."""
    def singular(word):
        return exceptions.get((word, "NNS")) or rules.lemma(word, "NNS")
    return {w for w in nouns if w not in attested and singular(w) != w and singular(w) in nouns}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    for name in ("ud", "wordnet", "vectors"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    frequent = {str(w) for w in np.load(options.vectors)["words"]}

    counts = count(read(options.ud, "train"))
    rules = Rules()
    rules.learn({key: majority(lemmas) for key, lemmas in counts.items()})
    exceptions = find_exceptions(rules, counts)
    add_wordnet(rules, exceptions, counts, options.wordnet, frequent)
    known = {"v": wordnet_words(options.wordnet, "verb", frequent), "n": wordnet_words(options.wordnet, "noun", frequent)}
    slips = misspelt(counts, known["v"])
    for (_, xpos), lemmas in counts.items():
        for kind, tags in (("v", VERBS), ("n", NOUNS)):
            if xpos in tags:
                known[kind].update(l for l, n in lemmas.items() if l.isalpha() and l == lower(l))
    known["v"] -= slips

    for kind, tags in (("v", VERBS), ("n", NOUNS)):
        slips = {k: v for k, v in exceptions.items() if k[1] in tags}
        drop_slips(slips, counts, known[kind])
        exceptions = {k: v for k, v in exceptions.items() if k[1] not in tags or k in slips}

    attested = {lemma for (_, xpos), lemmas in counts.items() if xpos == "NN" for lemma in lemmas}
    known["n"] -= plurals(known["n"], rules, exceptions, attested)

    with open(options.target, "w", encoding="utf8") as file:
        for key, rule in sorted(rules.table.items()):
            print("r", *key, rule, sep="\t", file=file)
        for (form, xpos), lemma in sorted(exceptions.items()):
            print("e", form, xpos, lemma, sep="\t", file=file)
        for kind, words in known.items():
            for word in sorted(words):
                print(kind, word, sep="\t", file=file)

    right = total = 0
    for s in read(options.ud, "dev"):
        for form, lemma, xpos in zip(s.forms, s.lemmas, s.xpos):
            form = normalise(form)
            found = exceptions.get((form, xpos)) or exceptions.get((lower(form), xpos)) or rules.lemma(form, xpos)
            total, right = total + 1, right + (found == lemma)
    print(f"{len(rules.table)} rules, {len(exceptions)} exceptions; dev, gold tags, without regular inflection: "
          f"{100 * right / total:.2f} %")


if __name__ == "__main__":
    main()
