#!/usr/bin/env python3
"""F1 of entities, in all and for each class.

    entities.py GOLD.tsv --conllu > INPUT.conllu   its sentences, for `whom extract --format conllu --reparse`
    entities.py GOLD.tsv SYSTEM.conllu             named entities: NER= in MISC
    entities.py GUM.conllu SYSTEM.conllu           mentions within mentions, by head and type: Type= in MISC

GOLD has a token, a tab and a BIO tag per line; blank lines and -DOCSTART- end a sentence, and so does, as nobody has
marked sentences within paragraphs, a full stop before a capital. An entity is right if begin, end and class are. GUM is
the treebank, whose mentions are brackets in Entity=; the head of one is its word whose own head lies outside it, of two
with one head the longer counts, and a head is found right if its type is (ud.py makes the input).
"""

import argparse
import collections
import itertools
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "extract/training"))

import gum  # noqa: E402


def ends_sentence(forms):
    return forms[-1] in (".", "?", "!") or forms[-1] in ('"', "”", "'") and len(forms) > 1 and forms[-2] in (".", "?", "!")


def may_begin(form, tag):
    return tag[0] != "I" and (form[0].isupper() or form[0] in "\"“'‘")


def read_gold(path):
    """Documents: lists of sentences, which are lists of (form, tag)."""
    documents, sentence = [[]], []
    with open(path, encoding="utf8", errors="replace") as file:
        for line in itertools.chain(file, [""]):
            columns = line.rstrip("\n").split("\t")
            between = len(columns) < 2 or not columns[0].strip() or columns[0] == "-DOCSTART-"
            form, tag = ("", "O") if between else (columns[0].strip().replace(" ", "_"), columns[1].strip())
            if sentence and (between or ends_sentence([f for f, _ in sentence]) and may_begin(form, tag)):
                documents[-1].append(sentence)
                sentence = []
            if columns[0] == "-DOCSTART-" and documents[-1]:
                documents.append([])
            if not between:
                sentence.append((form, tag))
    return documents


def read_columns(path):
    """Sentences: lists of the columns of their words."""
    rows = []
    with open(path, encoding="utf8") as file:
        for line in itertools.chain(file, [""]):
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                rows.append(columns)
            elif len(columns) == 1 and not columns[0].startswith("#") and rows:
                yield rows
                rows = []


def labelled(rows, key, otherwise):
    """[(form, label)] of a sentence, the label from MISC."""
    return [(r[1], next((m[len(key):] for m in r[9].split("|") if m.startswith(key)), otherwise)) for r in rows]


def gold_heads(rows):
    """[(form, type or "_")]"""
    return [(row[1], kind) for row, kind in zip(rows, gum.head_types([r[9] for r in rows], [int(r[6]) for r in rows]))]


def heads(kinds):
    """(head, head + 1, type) of the mentions."""
    return {(i, i + 1, kind) for i, kind in enumerate(kinds) if kind != gum.NONE}


def spans(tags):
    """(begin, end, class) of BIO or BIOES tags; a tag that continues nothing begins an entity."""
    out, begin = set(), None
    for i, tag in enumerate(tags):
        kind = tag[2:]
        if begin is None or tag[0] in "BS" or kind != tags[i - 1][2:]:
            begin = i
        if tag == "O":
            begin = None
            continue
        following = tags[i + 1] if i + 1 < len(tags) else "O"
        if tag[0] in "ES" or following[0] not in "IE" or following[2:] != kind:
            out.add((begin, i + 1, kind))
            begin = None
    return out


def count(gold, system, spans):
    """{class: [right, found, expected]}; spans makes (begin, end, class) of the labels of a sentence."""
    out = collections.defaultdict(lambda: [0, 0, 0])
    for a, b in itertools.zip_longest(gold, system, fillvalue=()):
        if [form for form, _ in a] != [form for form, _ in b]:
            sys.exit(f"the sentences differ: gold {a[:8]}, system {b[:8]}")
        expected, found = spans([label for _, label in a]), spans([label for _, label in b])
        for position, part in enumerate((expected & found, found, expected)):
            for span in part:
                out[span[2]][position] += 1
    return out


def report(name, right, found, expected):
    f1 = 200 * right / (found + expected) if found + expected else 0
    print(f"{name:14} P {100 * right / max(1, found):6.2f}  R {100 * right / max(1, expected):6.2f}  F1 {f1:6.2f}"
          f"  ({expected} expected)")


def report_all(counts):
    for name in sorted(counts):
        report(name, *counts[name])
    report("all", *map(sum, zip(*counts.values())))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("system", nargs="?")
    parser.add_argument("--conllu", action="store_true")
    options = parser.parse_intermixed_args()
    if options.gold.endswith(".conllu") and options.system:
        found = (labelled(rows, "Type=", gum.NONE) for rows in read_columns(options.system))
        return report_all(count(map(gold_heads, read_columns(options.gold)), found, heads))
    gold = read_gold(options.gold)
    if options.conllu:
        for number, document in enumerate(gold, 1):
            print(f"# newdoc id = {number}")
            for sentence in document:
                for i, (form, _) in enumerate(sentence):
                    print(i + 1, form, *["_"] * 8, sep="\t")
                print()
    elif options.system:
        found = (labelled(rows, "NER=", "O") for rows in read_columns(options.system))
        report_all(count(itertools.chain(*gold), found, spans))
    else:
        parser.error("SYSTEM or --conllu is needed")


if __name__ == "__main__":
    main()
