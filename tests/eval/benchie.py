#!/usr/bin/env python3
"""Scores extracted triples against BenchIE's fact clusters (Gashteovski et al. 2022). Standard library only.

    benchie.py GOLD.txt SYSTEM.tsv [--errors N]

GOLD.txt: `sent_id:N<tab>sentence`, then clusters headed `N--> Cluster K:` of triples `subject --> relation --> object`,
words in [brackets] optional. SYSTEM.tsv: sentence or its number, subject, relation, object (`whom extract --format
benchie`), separated by tabs.

A triple is right when it equals a triple of a cluster slot by slot; optional words may stand or be missing.
Recall = clusters hit / clusters; precision = clusters hit / (clusters hit + wrong triples).
"""

import argparse
import collections
import re
import sys

HEAD = re.compile(r"sent_id:(\S+)\t(.*)")
CLUSTER = re.compile(r"\S+-->\s*Cluster \d+:$")
PIECE = re.compile(r"\[([^\]]*)\]|([^\[\s]+)")
SHOWN = 3  # forms of a missed cluster

Cluster = collections.namedtuple("Cluster", "lines patterns")
Sentence = collections.namedtuple("Sentence", "number line clusters")
Judged = collections.namedtuple("Judged", "sentence right wrong missed")  # triples, triples, clusters


def slot_pattern(slot):
    """A regular expression over words that are each preceded by one space."""
    out = ""
    for optional, word in PIECE.findall(slot):
        words = "".join(" " + re.escape(w) for w in (optional or word).split())
        out += f"(?:{words})?" if optional else words
    return out


def triple_pattern(line):
    slots = line.split(" --> ")
    if len(slots) != 3:
        raise ValueError("not a triple: " + line)
    return re.compile("\t".join(slot_pattern(slot) for slot in slots))


def spaced(triple):
    return "\t".join("".join(" " + w for w in slot.split()) for slot in triple)


def read_gold(path):
    sentences = []
    with open(path, encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            line = line.strip()
            head = HEAD.match(line)
            try:
                if head:
                    sentences.append(Sentence(head[1], head[2], []))
                elif CLUSTER.match(line):
                    sentences[-1].clusters.append(Cluster([], []))
                elif line:
                    pattern = triple_pattern(line)
                    sentences[-1].clusters[-1].lines.append(line)
                    sentences[-1].clusters[-1].patterns.append(pattern)
            except (ValueError, IndexError) as error:
                raise ValueError(f"{path}:{number}: {error}") from None
    return sentences


def read_system(path):
    """The triples of each sentence line or number."""
    system = {}
    with open(path, encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            columns = line.rstrip("\r\n").split("\t")
            if columns == [""]:
                continue
            if len(columns) != 4:
                raise ValueError(f"{path}:{number}: {len(columns)} columns instead of four")
            system.setdefault(columns[0], []).append(tuple(columns[1:]))
    return system


def judge(sentence, triples):
    hit, right, wrong = set(), [], []
    for triple in triples:
        text = spaced(triple)
        hits = {k for k, c in enumerate(sentence.clusters) if any(p.fullmatch(text) for p in c.patterns)}
        hit |= hits
        (right if hits else wrong).append(triple)
    return Judged(sentence, right, wrong, [c for k, c in enumerate(sentence.clusters) if k not in hit])


def score(judged):
    """(precision, recall, F1, clusters hit, clusters, wrong triples)"""
    clusters = sum(len(j.sentence.clusters) for j in judged)
    hit = clusters - sum(len(j.missed) for j in judged)
    wrong = sum(len(j.wrong) for j in judged)
    precision = hit / (hit + wrong) if hit + wrong else 1.0
    recall = hit / clusters if clusters else 1.0
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return precision, recall, f1, hit, clusters, wrong


def print_errors(judged, count):
    """The sentences that lose most; `+` wrong triples, `-` the clusters missed with their first forms."""
    for j in sorted(judged, key=lambda j: len(j.wrong) + len(j.missed), reverse=True)[:count]:
        print(f"\n{j.sentence.number}\t{j.sentence.line}")
        for mark, triples in ((" ", j.right), ("+", j.wrong)):
            for triple in triples:
                print(f"  {mark} {' | '.join(triple)}")
        for cluster in j.missed:
            more = len(cluster.lines) - SHOWN
            forms = [line.replace(" --> ", " | ") for line in cluster.lines[:SHOWN]] + [f"… {more} more"] * (more > 0)
            print("  - " + "\n      ".join(forms))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("system")
    parser.add_argument("--errors", type=int, default=0, help="show the N sentences that lose most")
    options = parser.parse_args()
    try:
        gold, system = read_gold(options.gold), read_system(options.system)
    except (OSError, ValueError) as error:
        sys.exit(f"benchie.py: {error}")
    known = {key for s in gold for key in (s.number, s.line)}
    strange = [key for key in system if key not in known]
    if strange:
        print(f"benchie.py: {len(strange)} sentences are not in the gold, the first: {strange[0]}", file=sys.stderr)
    judged = [judge(s, system.get(s.line, []) + system.get(s.number, [])) for s in gold]
    precision, recall, f1, hit, clusters, wrong = score(judged)
    print(f"sentences {len(judged)}  clusters {clusters}  hit {hit}  wrong triples {wrong}")
    print(f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")
    print_errors(judged, options.errors)


if __name__ == "__main__":
    main()
