"""Derives extract/weights/words.tsv from the WordNet 3.0 database files (Debian package wordnet-base).

    python3 wordnet.py /usr/share/wordnet vectors.npz OUT/words.tsv

Lines, tab-separated, sorted:
    noun    LEMMA  CLASS  [event|agent  VERB]   class of its commonest sense; the verb it is the event or the agent of
    verb    LEMMA  CLASS                        such as communication, motion, social, change
    alias   NAME  NAME                          other names of a country, lower case: "u.s." -> "United States"
    place   ADJECTIVE  NAME                     "canadian" -> "Canada"
    role    LEMMA  NAME                         another name of the same office: "premier" -> "prime minister"
    kind    LEMMA  country|city|company         nouns that stand for one in "the Caribbean nation"
    class   LEMMA  officeholder                 persons who serve the country that an adjective names ("Canadian minister")
Classes are WordNet's lexicographer files. Only words among the frequent words of the vector table are kept.
"""

import collections
import os
import sys

import numpy as np

FILES = {3: "thing", 4: "act", 5: "animal", 6: "artifact", 7: "attribute", 8: "body", 9: "cognition", 10: "communication",
         11: "event", 12: "feeling", 13: "food", 14: "group", 15: "location", 16: "motive", 17: "object", 18: "person",
         19: "phenomenon", 20: "plant", 21: "possession", 22: "process", 23: "quantity", 24: "relation", 25: "shape",
         26: "state", 27: "substance", 28: "time", 29: "body", 30: "change", 31: "cognition", 32: "communication",
         33: "competition", 34: "consumption", 35: "contact", 36: "creation", 37: "emotion", 38: "motion",
         39: "perception", 40: "possession", 41: "social", 42: "stative", 43: "weather"}
HAPPENING = {"act", "event", "communication", "process", "group"}
KINDS = {"country": ["country"], "city": ["city", "town"], "company": ["company", "business", "institution"]}

OFFICEHOLDERS = ("leader", "official", "negotiator", "spokesperson", "ruler", "serviceman", "citizen", "national")

SINCE = {"Soviet Union": "Russia", "Great Britain": "United Kingdom", "Burma": "Myanmar", "Zaire": "Congo"}  # 2006 was long ago


class Synset:
    def __init__(self, line):
        fields = line.split(" | ")[0].split()
        self.file, self.part = FILES.get(int(fields[1])), fields[2]
        count = int(fields[3], 16)
        self.words = [fields[4 + 2 * i].split("(")[0].replace("_", " ") for i in range(count)]
        at = 4 + 2 * count
        self.pointers = []
        for i in range(int(fields[at])):
            symbol, offset, part, ends = fields[at + 1 + 4 * i: at + 5 + 4 * i]
            self.pointers.append((symbol, part, int(offset), int(ends[:2], 16), int(ends[2:], 16)))
        at += 1 + 4 * len(self.pointers)
        verbal = fields[at + 1:] if self.part == "v" else []  # after their number: + frame word
        self.frames = [(int(verbal[k + 2], 16), int(verbal[k + 1])) for k in range(0, len(verbal), 3)]  # word 0 = all


def read(folder):
    synsets, index = {}, {}
    for part, name in (("n", "noun"), ("v", "verb"), ("a", "adj")):
        with open(os.path.join(folder, "data." + name), encoding="utf8") as file:
            for line in file:
                if line[0] != " ":
                    synsets[part, int(line[:8])] = Synset(line)
        with open(os.path.join(folder, "index." + name), encoding="utf8") as file:
            for line in file:
                if line[0] != " ":
                    fields = line.split()
                    index[part, fields[0].replace("_", " ")] = [int(x) for x in fields[-int(fields[2]):]]
    return synsets, index


def frequencies(folder):
    """How often a lemma has a lexicographer file in the sense-tagged corpus: (lemma, part) -> {file: count}."""
    counts = collections.defaultdict(collections.Counter)
    with open(os.path.join(folder, "cntlist.rev"), encoding="utf8") as file:
        for line in file:
            key, _, count = line.split()
            lemma, rest = key.split("%")
            kind, number = rest.split(":")[:2]
            part = {"1": "n", "2": "v"}.get(kind)
            if part:
                counts[lemma.replace("_", " "), part][FILES.get(int(number))] += int(count)
    return counts


def related_verb(synsets, index, lemma, files):
    """The verb the noun derives from in one of its first four senses of these files; the most similar spelling wins."""
    best = None
    for rank, offset in enumerate(index["n", lemma][:4]):
        synset = synsets["n", offset]
        if synset.file not in files:
            continue
        position = [w.lower() for w in synset.words].index(lemma) + 1
        for symbol, part, target, source_word, target_word in synset.pointers:
            if symbol == "+" and part == "v" and source_word == position:
                verb = synsets["v", target].words[target_word - 1].lower()
                shared = len(os.path.commonprefix([verb, lemma]))
                if shared >= 3 and " " not in verb:
                    key = (shared - abs(len(verb) - shared), -rank)
                    if best is None or key > best[0]:
                        best = (key, verb)
    return best[1] if best else None


def descendants(synsets, root):
    seen, stack = set(), [root]
    while stack:
        offset = stack.pop()
        if offset not in seen:
            seen.add(offset)
            stack += [t for s, p, t, *_ in synsets["n", offset].pointers if s == "~" and p == "n"]
    return seen


def main():
    folder, vectors, target = sys.argv[1:4]
    frequent = set(str(w) for w in np.load(vectors)["words"])
    synsets, index = read(folder)
    counts = frequencies(folder)
    lines = []
    for (part, lemma), senses in sorted(index.items()):
        if lemma not in frequent or not lemma.isalpha():
            continue
        if part in "nv":
            first = synsets[part, senses[0]].file
            common = counts[lemma, part]
            label = max(common, key=lambda f: (common[f], f == first)) if common else first
            if part == "v":
                lines.append(("verb", lemma, label))
            else:
                row = ["noun", lemma, label]
                doer = label == "person" or lemma.endswith(("er", "or"))
                agent = related_verb(synsets, index, lemma, {"person"}) if doer else None
                event = related_verb(synsets, index, lemma, HAPPENING) if not agent and label != "person" else None
                if agent:
                    row[2] = "person"
                lines.append(tuple(row + (["agent", agent] if agent else ["event", event] if event else [])))
        else:
            for offset in senses[:2]:
                synset = synsets[part, offset]
                position = [w.lower() for w in synset.words].index(lemma) + 1
                places = [synsets["n", t].words[0] for s, p, t, source, _ in synset.pointers
                          if s == "\\" and p == "n" and source == position and synsets["n", t].file == "location"
                          and synsets["n", t].words[0][0].isupper()]
                if places:
                    lines.append(("place", lemma, SINCE.get(places[0], places[0])))
                    break
    states = {"country", "state", "nation", "republic", "kingdom"}
    for (part, _), synset in synsets.items():
        parents = {w for s, p, t, *_ in synset.pointers if s == "@i" for w in synsets["n", t].words}
        if part == "n" and synset.file == "location" and any(w.split()[-1] in states for w in parents):
            name = SINCE.get(synset.words[0], synset.words[0])
            lines += [("alias", w.lower(), name) for w in synset.words if w != name and w[0].isupper() and w not in SINCE]
            lines.append(("alias", name.lower(), name))
    for (part, _), synset in synsets.items():
        if part == "n" and synset.file == "person" and all(w.islower() for w in synset.words):
            singles = [w for w in synset.words if w.isalpha() and w in frequent]
            lines += [("role", s, w) for s in singles for w in synset.words if w != s and all(x in frequent for x in w.split())]
    for root in OFFICEHOLDERS:
        below = {w for o in descendants(synsets, index["n", root][0]) for w in synsets["n", o].words}
        lines += [("class", w, "officeholder") for w in below if w in frequent and w.islower() and w.isalpha()]
    for kind, heads in KINDS.items():
        members = set()
        for head in heads:
            for offset in index["n", head][:3 if kind == "country" else 1]:
                below = [offset] + [t for s, p, t, *_ in synsets["n", offset].pointers if s == "~"]
                members |= {w.lower() for o in below for w in synsets["n", o].words if w.islower()}
        lines += [("kind", m, kind) for m in members if m in frequent and m.isalpha()]
    with open(target, "w", encoding="utf8") as file:
        for line in sorted(set(lines)):
            file.write("\t".join(line) + "\n")
    print(collections.Counter(line[0] for line in lines))


if __name__ == "__main__":
    main()
