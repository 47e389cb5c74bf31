"""Reads the treebanks and entity files, and turns sentences into the numbers the network sees.

`Encoder` is repeated in extract/model/features.cpp; the two must agree.
"""

import collections
import itertools
import random

import numpy as np

import wordpiece
from forms import lower, normalise

CHARACTERS = 16  # of a word: its first eight and its last eight
PAD, UNKNOWN = 0, 1
REFERRING = {"PRON": 0, "PROPN": 1, "NOUN": 2}


def replace_lines(path, replaced, lines):
    """These lines instead of those of a sorted table of which replaced(line) holds."""
    with open(path, encoding="utf8") as table:
        rest = [line for line in table if not replaced(line)]
    with open(path, "w", encoding="utf8") as table:
        table.writelines(sorted(rest + lines))


class Sentence:
    """forms, the name of its document, and per task a list of labels or None. heads are 1-based, 0 = root; clusters holds
    for each word the number of the entity whose mention it heads, 0 = none, -1 = not known."""

    __slots__ = ("forms", "document", "clusters", "upos", "xpos", "feats", "heads", "deprels", "lemmas", "entities",
                 "misc")

    def __init__(self, forms, document):
        self.forms, self.document = forms, document
        self.upos = self.xpos = self.feats = self.heads = self.deprels = self.lemmas = self.entities = self.clusters = None
        self.misc = None


def read_conllu(path):
    sentences, rows, document = [], [], None
    with open(path, encoding="utf8") as file:
        for line in list(file) + [""]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                if line.startswith("# newdoc"):
                    document = line.split("=")[-1].strip()
                continue
            if line:
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif rows:
                s = Sentence([r[1] for r in rows], document)
                s.lemmas, s.misc = [r[2] for r in rows], [r[9] for r in rows]
                s.upos, s.xpos, s.feats = ([r[k] for r in rows] for k in (3, 4, 5))
                s.heads, s.deprels = [int(r[6]) for r in rows], [r[7] for r in rows]
                sentences.append(s)
                rows = []
    return sentences


def read_coreference(path):
    """{document: (forms, [(begin, end, entity)])} of CoNLL-2012 columns; entities count from 1."""
    out, forms, spans, begun = {}, [], [], {}
    with open(path, encoding="utf8") as file:
        for line in file:
            if line.startswith("#begin"):
                forms, spans, begun = [], [], {}
                out[line[line.index("(") + 1:line.index(")")]] = forms, spans
            columns = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(columns) < 5:
                continue
            for part in columns[-1].split("|") if columns[-1] != "-" else []:
                entity = int(part.strip("()"))
                if part[0] == "(":
                    begun.setdefault(entity, []).append(len(forms))
                if part[-1] == ")":
                    spans.append((begun[entity].pop(), len(forms) + 1, entity + 1))
            forms.append(columns[3])
    return out


def add_coreference(sentences, coreference):
    """Gives the sentences of known documents their clusters: the head of a mention is its word whose own head lies
    outside; of two mentions with one head the longer counts."""
    documents = {}
    for s in sentences:
        documents.setdefault(s.document, []).append(s)
    for name, parts in documents.items():
        forms, spans = coreference.get(name, ((), ()))
        if [f for s in parts for f in s.forms] != list(forms) or not spans:
            continue
        for s in parts:
            s.clusters = [0] * len(s.forms)
        places = [(s, k, offset) for s, offset in zip(parts, offsets(parts)) for k in range(len(s.forms))]
        for begin, end, entity in sorted(spans, key=lambda x: x[1] - x[0]):
            s, k, _ = next((s, k, o) for s, k, o in places[begin:end] if not (s.heads[k] and begin <= o + s.heads[k] - 1 < end))
            s.clusters[k] = entity


def offsets(sentences):
    """Of each sentence's first word."""
    return list(itertools.accumulate((len(s.forms) for s in sentences[:-1]), initial=0))


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
    sentences, forms, tags, document = [], [], [], 0

    def flush():
        nonlocal forms, tags
        if forms:
            fixed = []
            for i, tag in enumerate(tags):  # an I- without its B- starts a mention
                if tag[0] == "I" and (i == 0 or tags[i - 1][2:] != tag[2:]):
                    tag = "B" + tag[1:]
                fixed.append(tag)
            s = Sentence(forms, document)
            s.entities = to_bioes(fixed)
            sentences.append(s)
        forms, tags = [], []

    with open(path, encoding="utf8", errors="replace") as file:
        for line in list(file) + [""]:
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 2 or not columns[0].strip() or columns[0] == "-DOCSTART-":
                flush()
                document += columns[0] == "-DOCSTART-"
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

    def __init__(self, trees, entities):
        self.vector_words, self.subwords = [], []  # of the pre-trained part of the network, whichever it is
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
        self.wordpiece = wordpiece.WordPiece(v.subwords) if v.subwords else None

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

    def arrays(self, sentences):
        """What the network reads, padded, of sentences (lists of forms), the longest first."""
        count, longest = len(sentences), len(sentences[0])
        out = {"characters": np.zeros((count, longest, CHARACTERS), np.int64)}
        out.update((k, np.zeros((count, longest), np.int64)) for k in ("vectors", "words"))
        for row, forms in enumerate(sentences):
            n = len(forms)
            out["vectors"][row, :n], out["words"][row, :n], out["characters"][row, :n] = self.forms(forms)
        return out

    def windows(self, windows, rows, longest):
        """Subwords of windows (lists of sentences, which are lists of forms); rows[window][i] is the place of its i-th
        sentence in arrays(). owners names the place of the word, row * longest + token + 1; 0 = a mark, -1 = padding."""
        lists = [self.wordpiece.window(w) for w in windows]
        shape = (len(lists), max(map(len, lists)))
        out = {k: np.zeros(shape, np.int64) for k in ("subwords", "shapes")}
        out["owners"] = np.full(shape, -1, np.int64)
        for w, window in enumerate(lists):
            for k, (subword, sentence, word, form) in enumerate(window):
                out["subwords"][w, k], out["shapes"][w, k] = subword, form
                out["owners"][w, k] = 0 if word < 0 else rows[w][sentence] * longest + word + 1
        return out

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


def windows(sentences, words):
    """Runs of neighbours of one document (lists of indices) of at most `words` words, if longer than a sentence."""
    out, length, document = [], 0, None
    for i, s in enumerate(sentences):
        length += len(s.forms)
        if not out or length > words or s.document != document:
            out.append([])
            length, document = len(s.forms), s.document
        out[-1].append(i)
    return out


def neighbours(sentences, every, most):
    """Runs of at most `most` windows of one document."""
    out = []
    for w in every:
        fits = out and sentences[out[-1][0][0]].document == sentences[w[0]].document
        if not fits or len(out[-1]) >= most:
            out.append([])
        out[-1].append(w)
    return out


def batches(sentences, tokens, generator=None, window=0):
    """Lists of windows of similar lengths, at most `tokens` padded words each."""
    jitter = (lambda: generator.random() * 3) if generator else (lambda: 0)
    every = windows(sentences, window)
    linked = [w for w in every if window and sentences[w[0]].clusters]  # entities run through the document
    out = neighbours(sentences, linked, tokens // window) if linked else []
    every = [w for w in every if not (window and sentences[w[0]].clusters)]
    lengths = [sum(len(sentences[i].forms) for i in w) for w in every]
    order = sorted(range(len(every)), key=lambda k: lengths[k] + jitter())
    batch, longest = [], 0
    for k in order:
        longest = max(longest, lengths[k])
        if batch and (len(batch) + 1) * longest > tokens:
            out.append(batch)
            batch, longest = [], lengths[k]
        batch.append(every[k])
    if batch:
        out.append(batch)
    if generator:
        generator.shuffle(out)
    return out


def mentions(sentences, rows):
    """Words that may refer, in the order of the text: rows of (row of the sentence, word, cluster, class, sentence, form,
    number). Class: 0 pronoun, 1 name, 2 other; form: words alike have the same; number: 0 unknown, 1 one, 2 several.
    Empty where the clusters are not known. rows: of each sentence, by its index."""
    out, ids = [], {}
    for i in sorted(rows):
        s = sentences[i]
        for k in range(len(s.forms)) if s.clusters else ():
            if s.upos[k] in REFERRING or s.clusters[k] > 0:
                number = 1 if "Number=Sing" in s.feats[k] else 2 if "Number=Plur" in s.feats[k] else 0
                form = ids.setdefault(s.forms[k].lower(), len(ids))
                out.append((rows[i], k, s.clusters[k], REFERRING.get(s.upos[k], 2), i, form, number))
    return np.array(out, np.int64).reshape(-1, 7)


def collate(encoder, sentences, batch, generator=None):
    """Padded arrays of one batch of windows, one row a sentence, the longest first; labels padded with -1."""
    indices = sorted((i for w in batch for i in w), key=lambda i: -len(sentences[i].forms))
    longest = len(sentences[indices[0]].forms)
    count = len(indices)
    forms = {i: recase(sentences[i].forms, generator) if generator else sentences[i].forms for i in indices}
    arrays = encoder.arrays([forms[i] for i in indices])
    row = {i: k for k, i in enumerate(indices)}
    if encoder.wordpiece:
        arrays.update(encoder.windows([[forms[i] for i in w] for w in batch], [[row[i] for i in w] for w in batch], longest))
    labels = {k: np.full((count, longest), -1, np.int64) for k in ("upos", "xpos", "feats", "deprels", "entities", "heads")}
    for k, i in enumerate(indices):
        for name, values in encoder.targets(sentences[i]).items():
            labels[name][k, :len(sentences[i].forms)] = values
    labels["mentions"] = mentions(sentences, row)
    return indices, arrays, labels, [len(sentences[i].forms) for i in indices]
