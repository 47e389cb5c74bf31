#!/usr/bin/env python3
"""Scores extracted tuples against CaRB's gold (Bhardwaj et al. 2019). Standard library only.

    carb.py GOLD.tsv SYSTEM.tsv [--threshold 0.3,0.5] [--errors N]

GOLD.tsv: sentence, relation, first argument, further arguments; SYSTEM.tsv: sentence, confidence, relation, first
argument, further arguments (`whom extract --format carb`); columns separated by tabs, words by spaces.

A tuple has three slots: relation, first argument, all further arguments. Two tuples share the words that stand in the
same slot of both, each word as often as in both, as written; without a word common to the relations they share none.
At a confidence threshold, recall adds up for every gold tuple its best share over the system's tuples; precision pairs
system and gold tuples one to one, highest share first, and divides by all system tuples. Best F1 over the thresholds.
"""

import argparse
import bisect
import collections
import sys

REPORTING = ("said", "told", "added", "adds", "says")
POOR = 0.5  # a tuple whose share is lower is shown as an error

Tuple = collections.namedtuple("Tuple", "relation first rest confidence")
Sentence = collections.namedtuple("Sentence", "line gold system shares")  # shares[gold][system] = (precision, recall)
Point = collections.namedtuple("Point", "threshold precision recall f1")


def make_tuple(relation, arguments, confidence=1.0):
    first, *rest = arguments or [""]
    return Tuple(relation, first, " ".join(rest), confidence)


def read_rows(path):
    with open(path, encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            columns = line.rstrip("\r\n").rstrip("\t").split("\t")
            if columns == [""]:
                continue
            yield number, columns


def read_gold(path):
    """The tuples of each sentence, in the order of the file."""
    gold = {}
    for number, columns in read_rows(path):
        if len(columns) < 3:
            raise ValueError(f"{path}:{number}: fewer than three columns")
        gold.setdefault(columns[0], []).append(make_tuple(columns[1], columns[2:]))
    return gold


def read_system(path):
    system = {}
    for number, columns in read_rows(path):
        if len(columns) < 3:
            raise ValueError(f"{path}:{number}: fewer than three columns")
        try:
            confidence = float(columns[1])
        except ValueError:
            raise ValueError(f"{path}:{number}: the second column is not a number: {columns[1]}") from None
        system.setdefault(columns[0], []).append(make_tuple(columns[2], columns[3:], confidence))
    return system


def common(a, b):
    return sum((collections.Counter(a.split()) & collections.Counter(b.split())).values())


def length(slots):
    return sum(len(slot.split()) for slot in slots)


def straight_share(gold, system):
    relation = common(gold.relation, system.relation)
    if not relation:
        return 0.0, 0.0
    # A gold tuple of one argument has nothing to compare further arguments with: they do not count as wrong.
    slots = (system.relation, system.first) + ((system.rest,) if gold.rest else ())
    shared = relation + common(gold.first, system.first) + common(gold.rest, system.rest)
    return shared / length(slots), shared / length(gold[:3])


def share(gold, system):
    """(share of the system's words, share of the gold words) that the two tuples have in common."""
    straight = straight_share(gold, system)
    if system.rest and any(word in gold.relation for word in REPORTING):
        return max(straight, straight_share(gold, system._replace(first=system.rest, rest=system.first)))
    return straight


def compare(gold, system):
    out = []
    for line, tuples in gold.items():
        found = system.get(line, [])
        out.append(Sentence(line, tuples, found, [[share(g, s) for s in found] for g in tuples]))
    return out


def pairing(sentence, chosen):
    """One to one, repeatedly the pair of the highest precision: {index of system tuple: (gold index, precision)}."""
    pairs = sorted(((-row[j][0], i, j) for i, row in enumerate(sentence.shares) for j in chosen))
    taken, out = set(), {}
    for negative, i, j in pairs:
        if i not in taken and j not in out:
            taken.add(i)
            out[j] = i, -negative
    return out


def best_recall(row, chosen):
    return max((row[j][1] for j in chosen), default=0.0)


def sums(sentence, threshold):
    """(precision summed, system tuples, recall summed) of the tuples at least as confident."""
    chosen = [j for j, s in enumerate(sentence.system) if s.confidence >= threshold]
    precision = sum(p for _, p in pairing(sentence, chosen).values())
    recall = sum(best_recall(row, chosen) for row in sentence.shares)
    return precision, len(chosen), recall


def curve(sentences):
    """A Point for every confidence that occurs, ascending."""
    thresholds = sorted({s.confidence for sentence in sentences for s in sentence.system})
    place = {threshold: i for i, threshold in enumerate(thresholds)}
    steps = [[0.0, 0, 0.0] for _ in range(len(thresholds) + 1)]  # differences between neighbouring thresholds
    for sentence in sentences:
        begin = 0
        for confidence in sorted({s.confidence for s in sentence.system}):
            for k, value in enumerate(sums(sentence, confidence)):
                steps[begin][k] += value
                steps[place[confidence] + 1][k] -= value
            begin = place[confidence] + 1
    total = sum(len(sentence.gold) for sentence in sentences)
    points, now = [], [0.0, 0, 0.0]
    for threshold, step in zip(thresholds, steps):
        now = [a + b for a, b in zip(now, step)]
        precision, recall = now[0] / now[1], now[2] / total
        sum_ = precision + recall
        points.append(Point(threshold, precision, recall, 2 * precision * recall / sum_ if sum_ else 0.0))
    return points


def at(points, threshold):
    i = bisect.bisect_left([p.threshold for p in points], threshold)
    return points[i] if i < len(points) else Point(threshold, 1.0, 0.0, 0.0)


def show(entry):
    return " | ".join((entry.first, entry.relation) + ((entry.rest,) if entry.rest else ()))


def print_errors(sentences, threshold, count):
    """The sentences that lose most, with every tuple's share; `+` false positive, `-` false negative."""
    def loss(sentence):
        precision, found, recall = sums(sentence, threshold)
        return found - precision + len(sentence.gold) - recall

    for sentence in sorted(sentences, key=loss, reverse=True)[:count]:
        chosen = [j for j, s in enumerate(sentence.system) if s.confidence >= threshold]
        pairs = pairing(sentence, chosen)
        print("\n" + sentence.line)
        for g, row in zip(sentence.gold, sentence.shares):
            recall = best_recall(row, chosen)
            print(f"  {'-' if recall < POOR else ' '} gold   {recall:.2f}  {show(g)}")
        for j in chosen:
            precision = pairs.get(j, (None, 0.0))[1]
            print(f"  {'+' if precision < POOR else ' '} system {precision:.2f}  {show(sentence.system[j])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("system")
    parser.add_argument("--threshold", default="", help="confidences to report besides the best, separated by commas")
    parser.add_argument("--errors", type=int, default=0, help="show the N sentences that lose most")
    options = parser.parse_args()
    try:
        gold, system = read_gold(options.gold), read_system(options.system)
        asked = [float(t) for t in options.threshold.split(",") if t]
    except (OSError, ValueError) as error:
        sys.exit(f"carb.py: {error}")
    strange = [line for line in system if line not in gold]
    if strange:
        print(f"carb.py: {len(strange)} sentences are not in the gold, the first: {strange[0]}", file=sys.stderr)
    sentences = compare(gold, system)
    points = curve(sentences)
    best = max(points, key=lambda p: p.f1, default=Point(0.0, 1.0, 0.0, 0.0))
    print(f"sentences {len(sentences)}  without a tuple {sum(not s.system for s in sentences)}  "
          f"gold tuples {sum(len(s.gold) for s in sentences)}  system tuples {sum(len(s.system) for s in sentences)}")
    for name, point in [("at", at(points, t)._replace(threshold=t)) for t in asked] + [("best at", best)]:
        print(f"{name} confidence {point.threshold:.4g}: precision {point.precision:.4f}  recall {point.recall:.4f}  "
              f"F1 {point.f1:.4f}")
    print_errors(sentences, best.threshold, options.errors)


if __name__ == "__main__":
    main()
