"""Adds to words.tsv which given names are those of women and of men: `given  NAME  female|male`.

    python3 genders.py --newswire train.tsv PARSED --docred dev_revised.json PARSED --vectors vectors.npz ../weights/words.tsv

Nobody lists the names: texts that call Ada "she" teach a classifier over word vectors (logistic regression), which then
knows the names that lie near hers. The pronouns after a name are wrong labels in one case of ten, so what a classifier
of the other labels firmly contradicts is dropped before the last fit. A second classifier tells given names from other
words. Parsed files: see anaphora.py.
"""

import argparse
import collections

import numpy as np
import torch

import anaphora
import data

FOLDS = 5
SURE = 0.75  # of the gender, for a name to be listed
GIVEN = 0.6  # that it is a given name: asked only of the first word of a person's name
TOPIC = 3  # weight of the pronouns of an article about the person
L2 = 0.01


def given_names(document):
    """{entity: first word of its full name}"""
    out = {}
    for s, names in document:
        for n in names:
            if n.kind == "Person" and n.entity and n.end - n.begin > 1:
                out.setdefault(n.entity, s.forms[n.begin].lower())
    return out


def votes_of(articles):
    votes = collections.defaultdict(collections.Counter)
    for document, genders in articles.documents:
        for entity, name in given_names(document).items():
            if entity in genders:
                votes[name][genders[entity]] += 1
    return votes


def topic_votes(articles):
    """Of encyclopedia articles named after a person: all their pronouns."""
    votes = collections.defaultdict(collections.Counter)
    for document, _ in articles.documents:
        counts = collections.Counter(anaphora.GENDERS[f.lower()] for s, _ in document for f in s.forms
                                     if f.lower() in anaphora.GENDERS)
        first = document[0][1][0] if document[0][1] else None
        if counts and first and first.kind == "Person" and first.begin == 0 and first.end > 1:
            kind, most = counts.most_common(1)[0]
            if most >= 0.8 * sum(counts.values()):
                votes[document[0][0].forms[0].lower()][kind] += TOPIC
    return votes


def fit(x, y, weight):
    """Weights of a logistic regression, both classes counting the same."""
    w = torch.zeros(x.shape[1] + 1, requires_grad=True)
    balance = np.where(y > 0, weight.sum() / (weight * y).sum(), weight.sum() / (weight * (1 - y)).sum())
    x1, y1 = torch.tensor(np.c_[x, np.ones(len(x))], dtype=torch.float32), torch.tensor(y, dtype=torch.float32)
    c = torch.tensor(weight * balance / 2, dtype=torch.float32)
    optimizer = torch.optim.LBFGS([w], max_iter=300)

    def loss():
        optimizer.zero_grad()
        out = (c * torch.nn.functional.binary_cross_entropy_with_logits(x1 @ w, y1, reduction="none")).mean()
        out = out + L2 * (w[:-1] ** 2).sum()
        out.backward()
        return out

    optimizer.step(loss)
    return w.detach().numpy()


def probability(w, x):
    return 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))


def cross_validated(x, y, weight):
    fold, p = np.random.RandomState(1).randint(0, FOLDS, len(y)), np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = probability(fit(x[fold != k], y[fold != k], weight[fold != k]), x[fold == k])
    return p


def report(what, p, y, weight):
    for least in (0.5, SURE, 0.9):
        sure = (p > least) | (p < 1 - least)
        right = (((p > 0.5) == y) * weight)[sure].sum() / weight[sure].sum()
        print(f"{what}: surer than {least}: {sure.mean():.2f} of {len(y)}, of these right {right:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newswire", nargs=2, required=True)
    parser.add_argument("--docred", nargs=2, required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("table")
    options = parser.parse_args()
    newswire = anaphora.newswire(data.read_entities(options.newswire[0]), options.newswire[1])
    encyclopedia = anaphora.encyclopedia(*options.docred)
    votes = collections.defaultdict(collections.Counter)
    for some in (votes_of(newswire), topic_votes(encyclopedia)):
        for name, counter in some.items():
            votes[name] += counter
    file = np.load(options.vectors)
    words = [str(w) for w in file["words"]]
    at = {w: i for i, w in enumerate(words)}
    vectors = file["rows"].astype(np.float32) * file["scale"][:, None]
    vectors *= 3 / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)

    names = [n for n in votes if n in at and len(n) > 2]
    x = vectors[[at[n] for n in names]]
    y = np.array([votes[n]["she"] > votes[n]["he"] for n in names], float)
    weight = np.array([min(6, sum(votes[n].values())) for n in names], float)
    p = cross_validated(x, y, weight)
    report("labels", p, y, weight)
    kept = ~((p > SURE) & (y == 0) | (p < 1 - SURE) & (y == 1))
    report("labels not contradicted", cross_validated(x[kept], y[kept], weight[kept]), y[kept], weight[kept])
    female = probability(fit(x[kept], y[kept], weight[kept]), vectors)

    seen = {n for a in (newswire, encyclopedia) for d, _ in a.documents for n in given_names(d).values()}
    other = {f.lower() for s in newswire.sentences() for f, u in zip(s.forms, s.upos) if u != "PROPN"} - seen
    some = [w for w in sorted(seen | other) if w in at and w.isalpha() and len(w) > 2]
    is_name = np.array([w in seen for w in some], float)
    own = vectors[[at[w] for w in some]]
    report("given names", cross_validated(own, is_name, np.ones(len(some))), is_name, np.ones(len(some)))
    given = probability(fit(own, is_name, np.ones(len(some))), vectors)

    lines = [f"given\t{w}\t{'female' if female[i] > 0.5 else 'male'}\n" for w, i in at.items()
             if w.isalpha() and len(w) > 2 and w not in other and given[i] > GIVEN and max(female[i], 1 - female[i]) > SURE]
    data.replace_lines(options.table, lambda line: line.startswith("given\t"), lines)
    print(len(lines), "names")


if __name__ == "__main__":
    main()
