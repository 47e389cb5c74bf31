"""Adds to words.tsv which verbs hardly ever stand in the active without an object: `class  VERB  transitive`.

    python3 transitives.py --wordnet /usr/share/wordnet PARSED.conllu... ../weights/words.tsv

PARSED are treebanks, and the newswire as anaphora.py parses it. Verbs that WordNet lets stand alone in one of their first
two senses do not count, however often they have an object there ("Norway lost and blamed the referee"). Where such a verb has no object of its own before a coordinated one that has, the object is of both: "owns and operates
the mine". wordnet.py writes words.tsv anew: this comes after it.
"""

import argparse
import collections

import data
import wordnet

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
    synsets, index = wordnet.read(folder)

    def alone(verb, synset):
        own = [w.lower() for w in synset.words].index(verb) + 1
        return any(frame in ALONE and word in (0, own) for word, frame in synset.frames)
    return {verb for (part, verb), senses in index.items()
            if part == "v" and any(alone(verb, synsets[part, sense]) for sense in senses[:SENSES])}


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
    data.replace_lines(options.table, lambda line: line.endswith("\ttransitive\n"), lines)
    print(len(lines), "verbs")


if __name__ == "__main__":
    main()
