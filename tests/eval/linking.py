#!/usr/bin/env python3
"""Who is who across documents: fits the weights of graph/link_model.cpp and says how well they tell people apart.

    linking.py STORE.whom

The store holds news that names people in full. Nobody labels it: each full name in a document is taken for its last word
alone, a bare surname, and what it means is to be found among the names of the other documents that end so; right is its
own name, or "somebody else" where no other document has it. Names of which one holds all words of the other are not
compared. A choice is a conditional logit of four features (log of the weight of shared names, root of the cosine of
words, log of the names that end so, log of documents). The same is done for organizations. Every figure is of last words
that the weights were not fitted to (five parts). Printed are the weights, the share that is right above each threshold,
a reliability table, how much more often names of one document share a word than names of the corpus do, and how the
program rated the links in the store.
"""

import collections
import math
import re
import sqlite3
import sys
import unicodedata
import zlib

FURTHER_DOCUMENTS = 100
PENALTY = 0.1
PARTS = 5
KINDS = ("Person", "Organization")
FEATURES = ("constant", "shared names", "shared words", "bearers", "documents")


def key(name):
    """Nearly graph/names.hpp's."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    return tuple(re.findall(r"\w+", re.sub("['’]", "", plain)))


def words(text):
    """As graph/context.cpp reads them."""
    raw = re.sub(rb"\xe2\x80.", b" ", text.encode())
    return [w.lower() for w in re.findall(rb"[A-Za-z0-9\x80-\xff]{3,}", raw) if not w.isdigit()]


class Corpus:
    def __init__(self, path):
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.texts = dict(db.execute("SELECT number, text FROM document"))
        starts = collections.defaultdict(list)
        for document, begin, end in db.execute("SELECT document, begins, ends FROM sentence ORDER BY document, number"):
            starts[document].append((begin, end))
        named = db.execute("SELECT document, number, name, type, begins FROM local_entity WHERE named = 1").fetchall()
        mentioned = collections.defaultdict(set)
        for document, number, _, _, begin in named:
            mentioned[document, number].update(s for s in starts[document] if s[0] <= begin < s[1])
        for column in ("subject", "object"):
            for document, number, *span in db.execute(
                    f"SELECT document, {column}, sentence_begins, sentence_ends FROM local_report WHERE {column} >= 0"):
                mentioned[document, number].add(tuple(span))
        for document, number, *span in db.execute(
                "SELECT q.document, q.entity, r.sentence_begins, r.sentence_ends FROM local_qualifier q JOIN local_report r"
                " ON r.document = q.document AND r.number = q.report WHERE q.entity >= 0"):
            mentioned[document, number].add(tuple(span))
        self.names = collections.defaultdict(set)  # of a document
        # kind -> name -> document -> sentences
        self.bearers = {kind: collections.defaultdict(lambda: collections.defaultdict(set)) for kind in KINDS}
        for document, number, name, kind, _ in named:
            self.names[document].add(key(name))
            full = key(name)
            if kind in KINDS and len(full) > 1 and len(full[0]) > 1 and full[-1] not in ("jr", "sr", "ii", "iii"):
                self.bearers[kind][full][document] |= mentioned[document, number]
        self.name_weight = self.weights(self.names.values())
        self.word_weight = self.weights(set(words(text)) for text in self.texts.values())

    def weights(self, documents):
        holding = collections.Counter(thing for document in documents for thing in document)
        return {thing: math.log((len(self.texts) + FURTHER_DOCUMENTS) / count) for thing, count in holding.items()}

    def context(self, name, document, sentences):
        own = {w for part in name for w in words(part)}
        count = collections.Counter()
        for begin, end in sentences:
            count.update(words(self.texts[document][begin:end]))
        return {w: (1 + math.log(n)) * self.word_weight[w] for w, n in count.items()
                if unicodedata.normalize("NFKD", w.decode("utf8", "replace")).encode("ascii", "ignore") not in own}

    def company(self, name, document):
        return {n for n in self.names[document] if not set(n) & set(name)}


def cosine(a, b):
    product = sum(value * b[word] for word, value in a.items() if word in b)
    squares = sum(v * v for v in a.values()) * sum(v * v for v in b.values())
    return product / math.sqrt(squares) if squares else 0


def total(vectors):
    summed = collections.Counter()
    for vector in vectors:
        summed.update(vector)
    return summed


def cases(corpus, kind):
    """(last word, features of each candidate, index of the right one or None)."""
    where = corpus.bearers[kind]
    context = {(n, d): corpus.context(n, d, where[n][d]) for n in where for d in where[n]}
    company = {(n, d): corpus.company(n, d) for n in where for d in where[n]}
    ending = collections.defaultdict(list)
    for name in where:
        ending[name[-1]].append(name)
    found = []
    for last, bearers in sorted(ending.items()):
        for name, document in sorted((n, d) for n in bearers for d in where[n]):
            known = sum(n != name or len(where[n]) > 1 for n in bearers)
            candidates, right = [], None
            for other in sorted(bearers):
                comparable = other == name or not (set(other) <= set(name) or set(name) <= set(other))
                documents = [d for d in where[other] if d != document]
                if not comparable or not documents or (other != name and document in where[other]):
                    continue
                shared = company[name, document] & set().union(*(company[other, d] for d in documents))
                candidates.append((1, math.log1p(sum(corpus.name_weight[n] for n in shared)),
                                   math.sqrt(cosine(context[name, document], total(context[other, d] for d in documents))),
                                   math.log(known), math.log(len(documents))))
                if other == name:
                    right = len(candidates) - 1
            if candidates:
                found.append((last, candidates, right))
    return found


def posteriors(candidates, weights):
    """Of each candidate; the rest is somebody else's."""
    scores = [sum(w * f for w, f in zip(weights, features)) for features in candidates]
    top = max(0, *scores)
    shares = [math.exp(s - top) for s in scores]
    return [s / (sum(shares) + math.exp(-top)) for s in shares]


def solve(matrix, vector):
    rows = [row + [value] for row, value in zip(matrix, vector)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(size):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def fit(some):
    """Newton's method. A surname weighs by the root of its cases, so that a few large families do not decide."""
    size = len(FEATURES)
    count = collections.Counter(surname for surname, _, _ in some)
    weights = [0.0] * size
    for _ in range(50):
        gradient = [-PENALTY * w for w in weights]
        curvature = [[PENALTY * (i == j) for j in range(size)] for i in range(size)]
        for surname, candidates, right in some:
            importance = 1 / math.sqrt(count[surname])
            shares = posteriors(candidates, weights)
            mean = [sum(p * f[i] for p, f in zip(shares, candidates)) for i in range(size)]
            for i in range(size):
                gradient[i] += importance * ((candidates[right][i] if right is not None else 0) - mean[i])
                for j in range(size):
                    second = sum(p * f[i] * f[j] for p, f in zip(shares, candidates))
                    curvature[i][j] += importance * (second - mean[i] * mean[j])
        step = solve(curvature, gradient)
        length = max(map(abs, step))
        weights = [w + s * min(1, 1 / length) for w, s in zip(weights, step)]
        if length < 1e-6:
            break
    return weights


def judged(found):
    """(posterior of the likeliest, it is right, several could be meant), by weights fitted to other surnames."""
    out = []
    for part in range(PARTS):
        held_out = lambda case: zlib.crc32(case[0].encode()) % PARTS == part
        weights = fit([case for case in found if not held_out(case)])
        for _, candidates, right in filter(held_out, found):
            shares = posteriors(candidates, weights)
            best = max(range(len(shares)), key=shares.__getitem__)
            in_context = [weights[1] * f[1] + weights[2] * f[2] for f in candidates]
            out.append((shares[best], best == right, len(shares) > 1, in_context[best] == max(in_context) > 0))
    return out


def share(rows):
    right = sum(row[1] for row in rows)
    return f"{right:5d} of {len(rows):5d} right, {right / max(1, len(rows)):.3f}"


def community(where):
    """How often two names with different last words share their first: in one document, in the corpus."""
    first = collections.Counter(name[0] for name in where)
    everywhere = sum(n * (n - 1) for n in first.values()) / (len(where) * (len(where) - 1))
    together = collections.defaultdict(list)
    for name, documents in where.items():
        for document in documents:
            together[document].append(name)
    pairs = [(a, b) for group in together.values() for i, a in enumerate(group) for b in group[:i] if a[-1] != b[-1]]
    return sum(a[0] == b[0] for a, b in pairs) / len(pairs), everywhere


def rated(path):
    """The confidences of links in the store, where its program keeps them."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'entity_link'").fetchone():
        return
    rows = db.execute("SELECT l.confidence, e.type, d.name = e.name, l.document, d.name, e.name FROM entity_link l"
                      " JOIN document t ON t.id = l.document JOIN local_entity d ON d.document = t.number AND d.number = l.number"
                      " JOIN entity e ON e.id = l.entity WHERE l.confidence < 1").fetchall()
    print(f"\nlinks in the store: {len(rows)}")
    for kind in ("Person", "Organization", "GeopoliticalEntity", "Place"):
        for same in (1, 0):
            values = sorted(c for c, k, s, *_ in rows if k == kind and s == same)
            if values:
                quartiles = " ".join(f"{values[len(values) * q // 4]:.3f}" for q in (1, 2, 3))
                print(f"  {kind:20} {'same name' if same else 'other name':10} {len(values):5d}  quartiles {quartiles}")


def report(corpus, kind):
    found = cases(corpus, kind)
    right = sum(case[2] is not None for case in found)
    print(f"{kind}: {len(found)} cases of {len({c[0] for c in found})} last words, {right} with their own name elsewhere")
    for feature, weight in zip(FEATURES, fit(found)):
        print(f"  {feature:14} {weight:6.2f}")
    rows = judged(found)
    for threshold in (0.5, 0.8, 0.9, 0.95):
        print(f"  above {threshold:.2f}: {share([r for r in rows if r[0] > threshold])};  several candidates: "
              f"{share([r for r in rows if r[0] > threshold and r[2] and r[3]])}")
    print("  posterior of the likeliest: from, mean, share right")
    for tenth in range(10):
        some = [row for row in rows if tenth / 10 <= row[0] < (tenth + 1) / 10 or (tenth == 9 and row[0] == 1)]
        if some:
            print(f"  {tenth / 10:.1f}  {sum(r[0] for r in some) / len(some):.3f}  {share(some)}")
    inside, everywhere = community(corpus.bearers[kind])
    print(f"  first words shared: {inside:.5f} in one document, {everywhere:.5f} in all, factor {inside / everywhere:.1f}")


def main():
    corpus = Corpus(sys.argv[1])
    for kind in KINDS:
        report(corpus, kind)
    rated(sys.argv[1])


if __name__ == "__main__":
    main()
