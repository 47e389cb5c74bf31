"""Reads the treebanks and entity files, and turns sentences into the numbers the network sees.

Everything in `normalise` and `Encoder` is repeated in extract/model/features.cpp; the two must agree.
"""

import collections
import random

import numpy as np

CHARACTERS = 16  # of a word: its first eight and its last eight
PAD, UNKNOWN = 0, 1
PTB = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
FOLD = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "ʼ": "'",
                      "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"})


def normalise(form):
    """Typographic variants of one character look the same to the network."""
    form = PTB.get(form, form).translate(FOLD)
    if form == "--":
        return "-"
    return "..." if form == "…" else form


def lower(text):
    """Lower case of single characters whose lower case is a single character; locale-free."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Sentence:
    """forms, and per task a list of labels or None. heads are 1-based, 0 = root."""

    __slots__ = ("forms", "upos", "xpos", "feats", "heads", "deprels", "lemmas", "entities")

    def __init__(self, forms):
        self.forms = forms
        self.upos = self.xpos = self.feats = self.heads = self.deprels = self.lemmas = self.entities = None


def read_conllu(path):
    sentences, rows = [], []
    with open(path, encoding="utf8") as file:
        for line in list(file) + [""]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                continue
            if line:
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif rows:
                s = Sentence([r[1] for r in rows])
                s.lemmas = [r[2] for r in rows]
                s.upos, s.xpos, s.feats = ([r[k] for r in rows] for k in (3, 4, 5))
                s.heads, s.deprels = [int(r[6]) for r in rows], [r[7] for r in rows]
                sentences.append(s)
                rows = []
    return sentences


def to_bioes(tags):
    out = []
    for i, tag in enumerate(tags):
        following = tags[i + 1] if i + 1 < len(tags) else "O"
        if tag == "O":
            out.append(tag)
            continue
        ends = following != "I-" + tag[2:]
        out.append(("S" if ends else "B") + tag[1:] if tag[0] == "B" else ("E" if ends else "I") + tag[1:])
    return out


def read_entities(path):
    """CoNLL-2003-like columns. Paragraphs are cut after a full stop before a capital, to look like sentences."""
    sentences, forms, tags = [], [], []

    def flush():
        nonlocal forms, tags
        if forms:
            fixed = []
            for i, tag in enumerate(tags):  # an I- without its B- starts a mention
                if tag[0] == "I" and (i == 0 or tags[i - 1][2:] != tag[2:]):
                    tag = "B" + tag[1:]
                fixed.append(tag)
            s = Sentence(forms)
            s.entities = to_bioes(fixed)
            sentences.append(s)
        forms, tags = [], []

    with open(path, encoding="utf8", errors="replace") as file:
        for line in list(file) + [""]:
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 2 or not columns[0].strip() or columns[0] == "-DOCSTART-":
                flush()
                continue
            form, tag = columns[0].strip().replace(" ", "_"), columns[1].strip()
            if forms and tag[0] != "I" and (forms[-1] in ".?!" or forms[-1] in "\"”'" and len(forms) > 1 and forms[-2] in ".?!") and (form[0].isupper() or form[0] in "\"“'‘"):
                flush()
            forms.append(form)
            tags.append(tag)
            if len(forms) >= 150 and tag == "O":
                flush()
    return sentences


class Vocabulary:
    """The label and word inventories, kept in the checkpoint and in the exported model."""

    def __init__(self, trees, entities, vectors):
        self.vector_words = [str(w) for w in vectors["words"]]
        counts = collections.Counter(lower(normalise(f)) for s in trees for f in s.forms)
        more = collections.Counter(lower(normalise(f)) for s in entities for f in s.forms)
        self.words = sorted(w for w in set(counts) | set(more) if counts[w] > 1 or more[w] > 3)
        letters = collections.Counter(c for s in trees + entities for f in s.forms for c in normalise(f))
        self.characters = sorted(c for c, n in letters.items() if n > 2)
        for name in ("upos", "xpos", "feats", "deprels"):
            setattr(self, name, sorted({x for s in trees for x in getattr(s, name)}))
        self.entities = sorted({x for s in entities for x in s.entities})


class Encoder:
    def __init__(self, vocabulary):
        v = vocabulary
        self.vector_ids = {w: i + 2 for i, w in enumerate(v.vector_words)}
        self.word_ids = {w: i + 2 for i, w in enumerate(v.words)}
        self.character_ids = {c: i + 2 for i, c in enumerate(v.characters)}
        self.labels = {name: {x: i for i, x in enumerate(getattr(v, name))}
                       for name in ("upos", "xpos", "feats", "deprels", "entities")}

    def forms(self, forms):
        """(vector ids, word ids, character ids [n, CHARACTERS])"""
        vectors, words, characters = [], [], []
        for form in forms:
            form = normalise(form)
            low = lower(form)
            vectors.append(self.vector_ids.get(low, UNKNOWN))
            words.append(self.word_ids.get(low, UNKNOWN))
            cut = form if len(form) <= CHARACTERS else form[: CHARACTERS // 2] + form[-CHARACTERS // 2:]
            ids = [self.character_ids.get(c, UNKNOWN) for c in cut]
            characters.append(ids + [PAD] * (CHARACTERS - len(ids)))
        return vectors, words, characters

    def targets(self, sentence):
        n = len(sentence.forms)
        out = {}
        for name, ids in self.labels.items():
            values = getattr(sentence, name)
            out[name] = [ids.get(x, -1) for x in values] if values else [-1] * n
        out["heads"] = sentence.heads if sentence.heads else [-1] * n
        return out


def recase(forms, generator):
    """Headlines and shouting: a sentence in other letters, for a small share of the training data."""
    draw = generator.random()
    if draw < 0.03:
        return [f.upper() for f in forms]
    if draw < 0.07:
        return [f[:1].upper() + f[1:] for f in forms]
    if draw < 0.09:
        return [f.lower() for f in forms]
    return forms


def batches(sentences, tokens, generator=None):
    """Lists of sentence indices, similar lengths together, at most `tokens` padded tokens each."""
    jitter = (lambda: generator.random() * 3) if generator else (lambda: 0)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms) + jitter())
    out, batch, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sentences[i].forms))
        if batch and (len(batch) + 1) * longest > tokens:
            out.append(batch)
            batch, longest = [], len(sentences[i].forms)
        batch.append(i)
    if batch:
        out.append(batch)
    if generator:
        generator.shuffle(out)
    return out


def collate(encoder, sentences, indices, generator=None):
    """Padded arrays of one batch, longest sentence first; labels padded with -1."""
    indices = sorted(indices, key=lambda i: -len(sentences[i].forms))
    longest = len(sentences[indices[0]].forms)
    count = len(indices)
    arrays = {k: np.zeros((count, longest), np.int64) for k in ("vectors", "words")}
    arrays["characters"] = np.zeros((count, longest, CHARACTERS), np.int64)
    labels = {k: np.full((count, longest), -1, np.int64) for k in ("upos", "xpos", "feats", "deprels", "entities", "heads")}
    for row, i in enumerate(indices):
        forms = sentences[i].forms
        n = len(forms)
        vectors, words, characters = encoder.forms(recase(forms, generator) if generator else forms)
        arrays["vectors"][row, :n], arrays["words"][row, :n], arrays["characters"][row, :n] = vectors, words, characters
        for name, values in encoder.targets(sentences[i]).items():
            labels[name][row, :n] = values
    return indices, arrays, labels, [len(sentences[i].forms) for i in indices]
