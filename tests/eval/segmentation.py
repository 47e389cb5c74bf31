#!/usr/bin/env python3
"""F1 of tokens and sentences found in raw text that is rebuilt from a treebank.

    segmentation.py DEV.conllu ... --command 'BUILD/segment_bench'     the program
    segmentation.py DEV.conllu ... --weights extract/weights/segmenter.bin   the reference in Python (needs NumPy)

The command reads text on standard input and writes a sentence a line, tokens separated by tabs. Spans are compared on
the characters that are no white space, as the CoNLL 2018 shared task did; parts of a multiword token count as tokens
when they spell it. --genre keeps documents whose id contains the word. --errors prints what differs.
"""

import argparse
import pathlib
import random
import shlex
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "extract" / "training"))
from segmenter_text import Renderer, read_treebank  # noqa: E402


def gold_lines(documents):
    return [[p.form for p in sentence] for d in documents for paragraph in d for sentence in paragraph]


def run_command(command, text):
    result = subprocess.run(shlex.split(command), input=text.encode(), stdout=subprocess.PIPE, check=True)
    return [line.split("\t") for line in result.stdout.decode().splitlines()]


def run_reference(weights, text):
    from segmenter import Reference
    tokens, sentences = Reference(weights).spans(text)
    lines, position = [], 0
    for _, end in sentences:
        line = []
        while position < len(tokens) and tokens[position][1] <= end:
            line.append(text[slice(*tokens[position])])
            position += 1
        lines.append(line)
    return lines


def spans(lines):
    """(token spans, sentence spans) counted in characters that are no white space."""
    tokens, sentences, position = set(), set(), 0
    for line in lines:
        start = position
        for form in line:
            end = position + len("".join(form.split()))
            tokens.add((position, end))
            position = end
        sentences.add((start, position))
    return tokens, sentences


def f1(gold, found):
    return 200 * len(gold & found) / (len(gold) + len(found))


def print_errors(gold, found, text):
    for kind, g, f in zip(("token", "sentence"), gold, found):
        for begin, end in sorted(f - g):
            print(f"{kind}\t{text[max(0, begin - 30):begin]}[{text[begin:end][:60]}]{text[end:end + 30]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--command")
    way.add_argument("--weights")
    parser.add_argument("--genre", nargs="*", default=[])
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    for path in options.gold:
        documents = read_treebank(path, options.genre)
        renderer = Renderer(documents, random.Random(0), plain=True)
        text = "\n\n".join(renderer.render(d)[0] for d in documents)
        lines = run_command(options.command, text) if options.command else run_reference(options.weights, text)
        gold, found = spans(gold_lines(documents)), spans(lines)
        if options.errors:
            print_errors(gold, found, "".join(text.split()))
        print(f"{pathlib.Path(path).name}: tokens {f1(gold[0], found[0]):.2f}, sentences {f1(gold[1], found[1]):.2f}")


if __name__ == "__main__":
    main()
