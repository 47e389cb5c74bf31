"""Adds to words.tsv which verbs hardly ever stand in the active without an object: `class  VERB  transitive`.

    python3 transitives.py PARSED.conllu... ../weights/words.tsv        treebanks, and the newswire as anaphora.py parses it

Where such a verb has no object of its own before a coordinated one that has, the object is of both: "owns and operates
the mine".
"""

import argparse
import collections

import data

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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parsed", nargs="+")
    parser.add_argument("table")
    options = parser.parse_args()
    clauses, with_object = counts(s for path in options.parsed for s in data.read_conllu(path))
    lines = [f"class\t{verb}\ttransitive\n" for verb, n in clauses.items()
             if n >= FEWEST and with_object[verb] >= SHARE * n and verb.isalpha()]
    with open(options.table, encoding="utf8") as table:
        rest = [line for line in table if not line.endswith("\ttransitive\n")]
    with open(options.table, "w", encoding="utf8") as table:
        table.writelines(sorted(rest + lines))
    print(len(lines), "verbs")


if __name__ == "__main__":
    main()
