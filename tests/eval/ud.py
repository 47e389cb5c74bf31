#!/usr/bin/env python3
"""Scores of an analysis against a treebank.

    ud.py GOLD.conllu --conllu > INPUT.conllu     the gold documents chosen, for `whom extract --format conllu --reparse`
    ud.py GOLD.conllu --text > RAW.txt            their raw text: a blank line before each paragraph and document
    ud.py GOLD.conllu SYSTEM.conllu               the scores

--genre news,interview keeps the documents whose id begins so (behind a prefix of capitals such as GUM_).

Where the system has the gold tokens, shares of tokens: UPOS, XPOS, FEATS, lemma, UAS, LAS. Otherwise words are aligned by
their characters, white space left out, as in the CoNLL 2018 shared task, and each figure is an F1: an aligned word
scores if its label is right and, for UAS and LAS, its head is aligned to the gold head. Subtypes of relations are
ignored; a sentence counts if it begins and ends right. Paragraphs that the program does not count as part of the
article (headings, captions) are left out; their share is told.
"""

import argparse
import difflib
import itertools
import re
import sys
import unicodedata


class Sentence:
    def __init__(self, document):
        self.document, self.comments, self.rows, self.ranges = document, [], [], {}

    def surfaces(self):
        """(form, is followed by a space, rows) of what stands in the text."""
        i = 0
        while i < len(self.rows):
            form, end, misc = self.ranges.get(i, (self.rows[i][1], i + 1, self.rows[i][9]))
            yield form, "SpaceAfter=No" not in misc, self.rows[i:end]
            i = end


def read(path):
    document, sentence = "", None
    with open(path, encoding="utf8") as file:
        for line in itertools.chain(file, [""]):
            line = line.rstrip("\n")
            if not line:
                if sentence and sentence.rows:
                    yield sentence
                sentence = None
                continue
            sentence = sentence or Sentence(document)
            if line.startswith("#"):
                sentence.comments.append(line)
                if line.startswith("# newdoc"):
                    document = sentence.document = line.partition("=")[2].strip()
                continue
            row = line.split("\t")
            if "-" in row[0]:
                begin, end = map(int, row[0].split("-"))
                sentence.ranges[begin - 1] = (row[1], end, row[9])
            elif "." not in row[0]:
                sentence.rows.append(row)


def chosen(sentences, genres):
    begins = tuple(genres.split(",")) if genres else ("",)
    return [s for s in sentences if re.sub("^[A-Z]+_", "", s.document).startswith(begins)]


def starts_paragraph(sentence):
    return any(re.match("# new(par|doc)( id)?( =|$)", c) for c in sentence.comments)


def write_text(sentences, out):
    for i, sentence in enumerate(sentences):
        if i and starts_paragraph(sentence):
            out.write("\n\n")
        for form, space, _ in sentence.surfaces():
            out.write(form + " " * space)
    out.write("\n")


def write_conllu(sentences, out):
    for sentence in sentences:
        for comment in sentence.comments:
            print(comment, file=out)
        for i, row in enumerate(sentence.rows):
            if i in sentence.ranges:
                form, end, misc = sentence.ranges[i]
                print(f"{i + 1}-{end}", form, *["_"] * 7, misc, sep="\t", file=out)
            print(*row, sep="\t", file=out)
        print(file=out)


def visible(text):
    """What both sides must have in common: composed characters that are neither space, control nor format."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] not in "CZ")


class Words:
    """Words with their places among the characters; words of one multiword token that they do not spell share its."""

    def __init__(self, sentences):
        self.words, self.sentences = [], set()
        at = 0
        for sentence in sentences:
            begin, first = at, len(self.words)
            for form, _, rows in sentence.surfaces():
                form = visible(form)
                spelled = "".join(visible(r[1]) for r in rows) == form
                inner = at
                for k, row in enumerate(rows):
                    end = inner + len(visible(row[1]))
                    place = (inner, end, 0) if spelled else (at, at + len(form), k)
                    inner = end
                    self.words.append((place, row, first))
                at += len(form)
            self.sentences.add((begin, at))

    def head(self, word):
        """The place of a word's head; None for the root."""
        _, row, first = word
        return self.words[first + int(row[6]) - 1][0] if row[6] not in ("0", "_") else None


def label(row):
    return row[7].split(":")[0]


def f1(found, system, gold):
    return 200 * found / (system + gold) if system + gold else 0


def text_of(sentences):
    return "".join(visible(form) for sentence in sentences for form, _, _ in sentence.surfaces())


def paragraphs(sentences):
    """Lists of sentences."""
    out = []
    for sentence in sentences:
        if not out or starts_paragraph(sentence):
            out.append([])
        out[-1].append(sentence)
    return out


def common(gold, system):
    """The sentences of the paragraphs that both have."""
    if text_of(gold) == text_of(system):
        return gold, system
    left, right = paragraphs(gold), paragraphs(system)
    matcher = difflib.SequenceMatcher(None, [text_of(p) for p in left], [text_of(p) for p in right], autojunk=False)
    kept = [], []
    for a, b, size in matcher.get_matching_blocks():
        kept[0].extend(s for p in left[a:a + size] for s in p)
        kept[1].extend(s for p in right[b:b + size] for s in p)
    words = [sum(len(s.rows) for s in sentences) for sentences in (kept[0], gold)]
    print(f"{100 - 100 * words[0] / words[1]:.1f} % of the gold words stand in paragraphs that are left out")
    return kept


def score(gold_sentences, system_sentences):
    gold, system = (Words(sentences) for sentences in common(gold_sentences, system_sentences))
    places = {word[0]: word for word in gold.words}
    pairs = [(word, places[word[0]]) for word in system.words if word[0] in places]
    counts = len(system.words), len(gold.words)
    same = [w[0] for w in gold.words] == [w[0] for w in system.words] and gold.sentences == system.sentences
    columns = {"UPOS": 3, "XPOS": 4, "FEATS": 5, "lemma": 2}
    right = {name: sum(a[1][c] == b[1][c] for a, b in pairs) for name, c in columns.items()}
    headed = [(a, b) for a, b in pairs if system.head(a) == gold.head(b)]
    right["UAS"] = len(headed)
    right["LAS"] = sum(label(a[1]) == label(b[1]) for a, b in headed)
    if same:
        print(f"{len(gold.words)} gold tokens; accuracy in %")
    else:
        print(f"{counts[1]} gold words, {counts[0]} found; F1 in %")
        print(f"words     {f1(len(pairs), *counts):6.2f}")
        both = len(gold.sentences & system.sentences)
        print(f"sentences {f1(both, len(system.sentences), len(gold.sentences)):6.2f}")
    for name, count in right.items():
        print(f"{name:9} {f1(count, *counts):6.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("system", nargs="?")
    parser.add_argument("--genre", default="")
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--conllu", action="store_true")
    options = parser.parse_intermixed_args()
    gold = chosen(read(options.gold), options.genre)
    if options.text:
        write_text(gold, sys.stdout)
    elif options.conllu:
        write_conllu(gold, sys.stdout)
    elif options.system:
        score(gold, list(read(options.system)))
    else:
        parser.error("SYSTEM, --text or --conllu is needed")


if __name__ == "__main__":
    main()
