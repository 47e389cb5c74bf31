"""Adds to words.tsv which verbs hardly ever stand in the active without an object: `class  VERB  transitive`.

    python3 transitives.py --wordnet /usr/share/wordnet PARSED.conllu... ../weights/words.tsv

PARSED are treebanks, and the newswire as anaphora.py parses it. Verbs that WordNet lets stand alone in one of their first
two senses do not count, however often they have an object there ("Norway lost and blamed the referee"). Where such a verb has no object of its own before a coordinated one that has, the object is of both: "owns and operates
the mine". wordnet.py writes words.tsv anew: this comes after it.
"""

import argparse
import collections
import os

import data

SENSES = 2  # of a verb, the most frequent, that may not stand alone
ALONE = {1, 2, 3}  # frames of WordNet: "Something ----s", "Somebody ----s", "It is ----ing"
SHARE = 0.85  # of a verb's active clauses that have an object
FEWEST = 5  # clauses


def counts(sentences):
    """(clauses, those with an object) of each lemma; coordinated verbs, participles and passives do not count."""
    clauses, with_object = collections.Counter(), collections.Counter()
    for s in sentences:
        below = collections.defaultdict(list)
        for i, head in enumerate(s.heads):
            below[head - 1].append(i)
        for i, tag in enumerate(s.upos):
            relations = {s.deprels[k] for k in below[i]}
            shared = any(s.deprels[k] == "conj" and s.upos[k] == "VERB" for k in below[i])
            passive = relations & {"nsubj:pass", "aux:pass"} or s.xpos[i] == "VBN" and "aux" not in relations
            if tag != "VERB" or shared or passive or s.deprels[i] in ("amod", "compound", "acl", "acl:relcl", "conj"):
                continue
            clauses[s.lemmas[i].lower()] += 1
            with_object[s.lemmas[i].lower()] += "obj" in relations
    return clauses, with_object


def may_stand_alone(folder):
    """Verbs with one of the frames in their first senses."""
    frames = {}  # of a synset: (number of the word, 0 = all; frame)
    words = {}
    with open(os.path.join(folder, "data.verb"), encoding="utf8") as file:
        for line in file:
            if line.startswith(" "):
                continue
            f = line.split(" | ")[0].split()
            count = int(f[3], 16)
            words[f[0]] = [f[4 + 2 * k].lower() for k in range(count)]
            at = 4 + 2 * count  # number of pointers, the pointers, number of frames, the frames: + frame word
            at += 1 + 4 * int(f[at])
            frames[f[0]] = [(int(f[k + 2], 16), int(f[k + 1])) for k in range(at + 1, len(f) - 2, 3)]
    out = set()
    with open(os.path.join(folder, "index.verb"), encoding="utf8") as file:
        for line in file:
            if line.startswith(" "):
                continue
            f = line.split()
            for synset in f[-int(f[2]):][:SENSES]:
                own = words[synset].index(f[0]) + 1
                if any(frame in ALONE and word in (0, own) for word, frame in frames[synset]):
                    out.add(f[0])
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", required=True)
    parser.add_argument("parsed", nargs="+")
    parser.add_argument("table")
    options = parser.parse_args()
    clauses, with_object = counts(s for path in options.parsed for s in data.read_conllu(path))
    alone = may_stand_alone(options.wordnet)
    lines = [f"class\t{verb}\ttransitive\n" for verb, n in clauses.items()
             if n >= FEWEST and with_object[verb] >= SHARE * n and verb.isalpha() and verb not in alone]
    with open(options.table, encoding="utf8") as table:
        rest = [line for line in table if not line.endswith("\ttransitive\n")]
    with open(options.table, "w", encoding="utf8") as table:
        table.writelines(sorted(rest + lines))
    print(len(lines), "verbs")


if __name__ == "__main__":
    main()
