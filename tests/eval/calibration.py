#!/usr/bin/env python3
"""Does the confidence of statements mean what it says?

    calibration.py WHOM TREEBANK.conllu ... [--model fast|accurate]

A statement that the network's analysis of a sentence gives is right if the gold analysis gives it too: the same relation,
polarity and modality with the same words as subject and object. (Entities, which the treebanks lack, are the network's
in both.) Printed are the share of right statements in ten classes of equal size, the expected calibration error (Guo et
al. 2017), what a threshold of 0.9 lets through, and the line, right = floor + slope * product of attachments, that fits
best (extract/confidence.cpp).
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile

CLASSES = 10
THRESHOLD = 0.9


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def names(line):
    return re.findall(r"NER=[^|]*", line.rsplit("\t", 1)[-1])


def with_entities(gold, system):
    """The gold analysis with the system's entities."""
    words = [line for line in system.splitlines() if re.match(r"\d+\t", line)]
    out, k = [], 0
    for line in gold.splitlines():
        if re.match(r"\d+\t", line):
            found = names(words[k])
            k += 1
            if found:
                start, misc = line.rsplit("\t", 1)
                line = start + "\t" + "|".join(found + ([] if misc == "_" else [misc]))
        out.append(line)
    return "\n".join(out) + "\n"


def key(statement):
    spans = statement["spans"]
    places = (spans["sentence"], spans.get("subject"), spans.get("object"))
    return json.dumps([places, statement["relation"], statement["polarity"], statement["modality"]])


def statements(whom, *arguments):
    return [json.loads(line) for line in run(whom, "extract", "--format", "jsonl", *arguments).splitlines()]


def judge(whom, path, model):
    """(confidence, right, says what a pronoun means) of each statement."""
    with open(path, encoding="utf8") as file, tempfile.NamedTemporaryFile("w", suffix=".conllu") as merged:
        merged.write(with_entities(file.read(), run(whom, "extract", "--model", model, "--format", "conllu", "--reparse", path)))
        merged.flush()
        right = {key(s) for s in statements(whom, merged.name)}
    system = statements(whom, "--model", model, "--reparse", path)
    return [(s["confidence"], key(s) in right, bool(s.get("links"))) for s in system]


def line_of(points):
    """Least squares."""
    n = len(points)
    x, y = sum(p for p, _ in points) / n, sum(q for _, q in points) / n
    slope = sum((p - x) * (q - y) for p, q in points) / sum((p - x) ** 2 for p, _ in points)
    return y - slope * x, slope


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whom")
    parser.add_argument("treebanks", nargs="+")
    parser.add_argument("--model", default="fast")
    parser.add_argument("--line", type=float, nargs=2, default=(0.0, 1.0), help="floor and slope built in, to fit new ones")
    options = parser.parse_args()
    rows = sorted(x for path in options.treebanks for x in judge(options.whom, path, options.model))
    error = 0
    print("confidence   mean   right")
    for i in range(CLASSES):
        part = rows[i * len(rows) // CLASSES:(i + 1) * len(rows) // CLASSES]
        mean, right = (sum(r[k] for r in part) / len(part) for k in (0, 1))
        error += abs(mean - right) * len(part) / len(rows)
        print(f"{part[0][0]:.3f}-{part[-1][0]:.3f}  {mean:.3f}  {right:.3f}")
    sure = [r for r in rows if r[0] > THRESHOLD]
    print(f"{len(rows)} statements, {sum(r[1] for r in rows) / len(rows):.3f} right; expected calibration error {error:.3f}")
    if sure:
        print(f"above {THRESHOLD}: {len(sure) / len(rows):.3f} of all, {sum(r[1] for r in sure) / len(sure):.3f} right")
    floor, slope = options.line
    print("best line: floor {:.3f} slope {:.3f}".format(
        *line_of([((c - floor) / slope, right) for c, right, linked in rows if not linked])))


if __name__ == "__main__":
    sys.exit(main())
