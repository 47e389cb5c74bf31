#!/usr/bin/env python3
"""Scores of coreference.

    coreference.py GOLD.conll --conllu > INPUT.conllu     the words of CoNLL-2012 columns, for
                                                          `whom extract --format conllu --reparse`
    coreference.py GOLD.conll SYSTEM.conllu               MUC, B3, CEAFe and their mean, the CoNLL score
    coreference.py GAP.tsv --texts > TEXTS.jsonl          the snippets of GAP, for `whom extract --format conllu`
    coreference.py GAP.tsv SYSTEM.conllu                  F1 of GAP, overall and by gender

The system's mentions are Entity= in MISC, as in CorefUD. OntoGUM: a mention counts if it has exactly the words of a gold
mention; --heads counts it if it contains the last word of a gold mention that begins or ends with it, to tell errors of
boundaries from errors of reference. Entities of one mention are left out, as in OntoNotes. --genre news,bio keeps the
documents whose id begins so behind GUM_. GAP: a name is said to be meant by the pronoun when a mention that overlaps it is
of the pronoun's entity; true positives and errors are counted over all names (Webster et al. 2018).
"""

import argparse
import collections
import csv
import json
import re
import sys


def read_gold(path):
    """{document: (sentences of words, {entity: {(begin, end)}})}; positions count the words of the document."""
    out, words, clusters, begun = {}, [], {}, {}
    with open(path, encoding="utf8") as file:
        for line in file:
            if line.startswith("#begin"):
                words, clusters, begun = [[]], collections.defaultdict(set), {}
                out[line[line.index("(") + 1:line.index(")")]] = words, clusters
            columns = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(columns) < 5:
                if words and words[-1] and not line.strip():
                    words.append([])
                continue
            at = sum(map(len, words))
            for part in columns[-1].split("|") if columns[-1] != "-" else []:
                entity = part.strip("()")
                if part[0] == "(":
                    begun.setdefault(entity, []).append(at)
                if part[-1] == ")":
                    clusters[entity].add((begun[entity].pop(), at + 1))
            words[-1].append(columns[3])
    return {d: ([s for s in words if s], clusters) for d, (words, clusters) in out.items()}


class Document:
    def __init__(self):
        self.words, self.text, self.clusters, self.open = [], [], collections.defaultdict(set), {}

    def add(self, columns):
        if not columns[0].isdigit():
            return
        at = len(self.words)
        self.words.append(columns[1])
        entity = next((x[7:] for x in columns[9].split("|") if x.startswith("Entity=")), "")
        for mark in re.findall(r"\(e\d+-?[^()]*\)?|e\d+\)", entity):
            name = re.search(r"e\d+", mark)[0]
            if mark[0] == "(":
                self.open.setdefault(name, []).append(at)
            if mark[-1] == ")":
                self.clusters[name].add((self.open[name].pop(), at + 1))


def read_system(path):
    out, current = {}, None
    with open(path, encoding="utf8") as file:
        for line in file:
            if line.startswith("# newdoc"):
                current = out[line.partition("=")[2].strip().split("#")[-1]] = Document()
            elif line.strip() and line[0] != "#":
                current.add(line.rstrip("\n").split("\t"))
    return out


# Each metric: (numerator of recall, denominator of recall) of clusters against others; precision is the other way round.

def muc(clusters, owner):
    right = sum(len(c) - len({owner.get(m, m) for m in c}) for c in clusters)
    return right, sum(len(c) - 1 for c in clusters)


def b_cubed(clusters, owner):
    right = 0.0
    for c in clusters:
        for n in collections.Counter(owner[m] for m in c if m in owner).values():
            right += n * n / len(c)
    return right, sum(map(len, clusters))


def assignment(weights):
    """The highest total weight of a matching of rows to columns (Kuhn 1955)."""
    if not weights:
        return 0.0
    flipped = len(weights) > len(weights[0])
    if flipped:
        weights = [list(row) for row in zip(*weights)]
    n, m = len(weights), len(weights[0])
    u, v, match = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j = i, 0
        least, used, way = [float("inf")] * (m + 1), [False] * (m + 1), [0] * (m + 1)
        while match[j]:
            used[j] = True
            row, delta, following = match[j], float("inf"), 0
            for k in range(1, m + 1):
                if used[k]:
                    continue
                cost = -weights[row - 1][k - 1] - u[row] - v[k]
                if cost < least[k]:
                    least[k], way[k] = cost, j
                if least[k] < delta:
                    delta, following = least[k], k
            for k in range(m + 1):
                if used[k]:
                    u[match[k]] += delta
                    v[k] -= delta
                else:
                    least[k] -= delta
            j = following
        while j:
            match[j], j = match[way[j]], way[j]
    return sum(weights[match[k] - 1][k - 1] for k in range(1, m + 1) if match[k])


def ceaf(gold, system):
    return assignment([[2 * len(g & s) / (len(g) + len(s)) for s in system] for g in gold])


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def owners(clusters):
    return {m: i for i, c in enumerate(clusters) for m in c}


def conll(pairs):
    """{metric: (precision, recall, F1)} over (gold clusters, system clusters) of documents."""
    sums = {name: [0.0] * 4 for name in ("mentions", "MUC", "B3", "CEAFe")}

    def add(name, *values):
        sums[name] = [a + b for a, b in zip(sums[name], values)]

    for gold, system in pairs:
        in_gold, in_system = owners(gold), owners(system)
        both = len(in_gold.keys() & in_system.keys())
        add("mentions", both, len(in_gold), both, len(in_system))
        for name, metric in (("MUC", muc), ("B3", b_cubed)):
            add(name, *metric(gold, in_system), *metric(system, in_gold))
        similar = ceaf(gold, system)
        add("CEAFe", similar, len(gold), similar, len(system))
    return {name: (p / pn if pn else 0.0, r / rn if rn else 0.0, f1(p / pn if pn else 0.0, r / rn if rn else 0.0))
            for name, (r, rn, p, pn) in sums.items()}


def several(clusters):
    return [frozenset(c) for c in clusters if len(c) > 1]


def by_heads(gold, system):
    """System mentions renamed to the gold mention they share their begin or their end with, where there is one."""
    spans = {m for c in gold for m in c}
    begins, ends = {m[0]: m for m in sorted(spans)}, {m[1]: m for m in sorted(spans)}
    taken = set(spans & {m for c in system for m in c})

    def rename(m):
        other = begins.get(m[0]) or ends.get(m[1])
        if m in spans or other is None or other in taken:
            return m
        taken.add(other)
        return other
    return [{rename(m) for m in c} for c in system]


def score_ontogum(gold, system, genres, heads):
    pairs = []
    for name, (words, clusters) in gold.items():
        if genres and not name.removeprefix("GUM_").startswith(genres):
            continue
        document = system.get(name)
        if not document or document.words != [w for s in words for w in s]:
            sys.exit(f"coreference: document {name} is missing or has other words")
        found = list(document.clusters.values())
        pairs.append((several(clusters.values()), several(by_heads(clusters.values(), found) if heads else found)))
    scores = conll(pairs)
    for name, (p, r, f) in scores.items():
        print(f"{name:9} P {100 * p:.2f} R {100 * r:.2f} F1 {100 * f:.2f}")
    print(f"CoNLL     F1 {100 * sum(scores[k][2] for k in ('MUC', 'B3', 'CEAFe')) / 3:.2f} ({len(pairs)} documents)")


def offsets(text, words):
    """[(begin, end)] of the words, found in order; a word that is not in the text has no length."""
    out, at = [], 0
    for word in words:
        found = text.find(word, at)
        if 0 <= found < at + 40:
            at = found
            out.append((at, at + len(word)))
            at += len(word)
        else:
            out.append((at, at))
    return out


def meant(document, text, pronoun, name):
    """Whether the name's mention is of the entity of the pronoun; both are (begin, end) in characters."""
    places = offsets(text, document.words)

    def touches(mention, span):
        return places[mention[0]][0] < span[1] and span[0] < places[mention[1] - 1][1]
    mentions = [m for cluster in document.clusters.values() for m in cluster]
    named = [m for m in mentions if touches(m, name) and heads_name(m, places, name)]
    exact = [m for m in named if places[m[0]][0] == name[0] and places[m[1] - 1][1] == name[1]]  # not the title in it
    shortest = min((end - begin for begin, end in exact or named), default=0)
    for cluster in document.clusters.values():
        is_pronoun = any(b + 1 == e and touches((b, e), pronoun) for b, e in cluster)
        if is_pronoun and any(m in named and m[1] - m[0] == shortest for m in cluster):
            return True
    return False


def heads_name(mention, places, name):
    """The name stands first in the mention ("Ada, who …"), or last after a title or a description ("the singer Ada")."""
    begin, end = places[mention[0]][0], places[mention[1] - 1][1]
    return begin >= name[0] or end <= name[1] + 2 and begin >= name[0] - 40


def score_gap(rows, system):
    counts = collections.defaultdict(collections.Counter)
    for number, row in enumerate(rows, 1):
        document = system.get(str(number))  # the line of the snippet in the texts
        if document is None:
            sys.exit(f"coreference: snippet {row['ID']} is missing")
        start = int(row["Pronoun-offset"])
        pronoun = start, start + len(row["Pronoun"])
        gender = "feminine" if row["Pronoun"].lower() in ("she", "her", "hers") else "masculine"
        for which in "AB":
            begin = int(row[which + "-offset"])
            found = meant(document, row["Text"], pronoun, (begin, begin + len(row[which])))
            right = row[which + "-coref"].upper() == "TRUE"
            for group in (gender, "all"):
                counts[group][("tp" if right else "fp") if found else ("fn" if right else "tn")] += 1
    for group in ("masculine", "feminine", "all"):
        c = counts[group]
        p, r = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
        print(f"{group:9} P {100 * p:.2f} R {100 * r:.2f} F1 {100 * f1(p, r):.2f} ({sum(c.values()) // 2} snippets)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("system", nargs="?")
    for name in ("conllu", "texts", "heads"):
        parser.add_argument("--" + name, action="store_true")
    parser.add_argument("--genre", default="")
    options = parser.parse_args()
    genres = tuple(g for g in options.genre.split(",") if g)
    if options.gold.endswith(".tsv"):
        with open(options.gold, encoding="utf8") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        if options.texts:
            for row in rows:
                print(json.dumps({"id": row["ID"], "text": row["Text"]}))
        else:
            score_gap(rows, read_system(options.system))
        return
    gold = read_gold(options.gold)
    if not options.conllu:
        score_ontogum(gold, read_system(options.system), genres, options.heads)
        return
    for name, (words, _) in gold.items():
        if genres and not name.removeprefix("GUM_").startswith(genres):
            continue
        print(f"# newdoc id = {name}")
        for sentence in words:
            for i, word in enumerate(sentence):
                print("\t".join([str(i + 1), word] + ["_"] * 4 + ["0" if i == 0 else "1", "root" if i == 0 else "dep", "_", "_"]))
            print()


if __name__ == "__main__":
    main()
