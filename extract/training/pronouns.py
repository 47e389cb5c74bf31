"""Trains what the accurate network adds to its scores of antecedents for "he", "she" and "it", on the states of the
trained rest, which stays as it is.

    python3 pronouns.py --ud UD_DIR --coreference ONTOGUM_DIR --entities NER_DIR --parsed FILE --docred FILE
        --docred-parsed FILE START.pt OUT.pt [--epochs 4]

The biaffine form of train.py compares two words by themselves; a hidden layer over both, their product, their distance
and kinds tells more of which of two names a pronoun means. Each epoch draws other pronouns from the newswire and the
encyclopedia (anaphora.py). extract/model/antecedents.cpp runs the same arithmetic.
"""

import argparse
import glob
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import anaphora
import data
import train
from transformer import FILTERS, WIDTH

HIDDEN = 192
REACH = 6  # sentences back
BAND = 256  # referring words back
DISTANCES = 10  # in words that may refer: 1, 2, 3-4, ...
FORMS = {**dict.fromkeys(("he", "him", "his", "himself"), 1), **dict.fromkeys(("she", "her", "hers", "herself"), 2),
         **dict.fromkeys(("it", "its", "itself"), 3)}
TOGETHER = 32  # pronouns in a step
GUM_TIMES, DOCRED_TIMES, NEWS_SHARE = 2, 2, 0.35  # of each source in an epoch
SEED = 1


class PronounScorer(nn.Module):
    """Adds to the scores of the candidates [n] of a pronoun."""

    def __init__(self):
        super().__init__()
        self.pronoun, self.candidate = nn.Linear(WIDTH + FILTERS, HIDDEN), nn.Linear(WIDTH + FILTERS, HIDDEN)
        self.pronoun_hidden, self.candidate_hidden, self.product_hidden = (
            nn.Linear(HIDDEN, HIDDEN, bias=k == 0) for k in range(3))
        self.sentences, self.kinds = nn.Embedding(REACH + 1, HIDDEN), nn.Embedding(9, HIDDEN)
        self.distances, self.forms = nn.Embedding(DISTANCES, HIDDEN), nn.Embedding(4, HIDDEN)
        for table in (self.sentences, self.kinds, self.distances, self.forms):
            nn.init.normal_(table.weight, std=0.1)
        self.out = nn.Linear(HIDDEN, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)
        self.drop = nn.Dropout(0.3)

    def forward(self, states, rows, i, candidates):
        a = self.drop(F.leaky_relu(self.pronoun(self.drop(states[i])), 0.1))
        c = self.drop(F.leaky_relu(self.candidate(self.drop(states[candidates])), 0.1))
        apart = torch.log2((i - candidates).float()).ceil().long().clamp(max=DISTANCES - 1)
        hidden = (self.pronoun_hidden(a) + self.forms(rows[i, 7]) + self.candidate_hidden(c) + self.product_hidden(a * c)
                  + self.sentences(rows[i, 4] - rows[candidates, 4]) + self.kinds(rows[candidates, 3] * 3 + rows[candidates, 6])
                  + self.distances(apart))
        return self.out(self.drop(F.leaky_relu(hidden, 0.1)))[:, 0]


def documents(network, encoder, sentences):
    """Of each document with known clusters: states [n, WIDTH + FILTERS] of its referring words; rows of data.mentions, with
    the place among them for a word and FORMS behind; and their biaffine scores [n, n + 1]."""
    out, windows = [], {}
    for w in data.windows(sentences, train.READING_WINDOW):
        windows.setdefault(sentences[w[0]].document, []).append(w)
    with torch.no_grad():
        for own in windows.values():
            indices = [i for w in own for i in w]
            if not sentences[indices[0]].clusters:
                continue
            _, arrays, _, lengths = data.collate(encoder, sentences, own)
            order = sorted(indices, key=lambda i: -len(sentences[i].forms))
            states = network.encode(train.tensors(arrays), lengths)
            row = {i: k for k, i in enumerate(order)}
            mentions = torch.from_numpy(data.mentions(sentences, row))
            forms = torch.tensor([FORMS.get(sentences[m[4]].forms[m[1]].lower(), 0) for m in mentions.tolist()], dtype=torch.long)
            own_states = states[mentions[:, 0], mentions[:, 1]]
            known = torch.cat([mentions, forms[:, None]], 1) if len(mentions) else None
            if known is None or not (forms > 0).any():
                continue
            out.append((own_states, known, network.coreference_scores(states, mentions)))
    return out


def examples(found):
    """(document, pronoun, candidates, which are right) of pronouns whose meaning is known."""
    for document in found:
        rows = document[1].numpy()
        for i in np.flatnonzero((rows[:, 7] > 0) & (rows[:, 3] == 0) & (rows[:, 2] >= 0)):
            candidates = np.arange(max(0, i - BAND), i)
            near = (rows[i, 4] - rows[candidates, 4] <= REACH) & (rows[candidates, 2] >= 0)
            candidates = candidates[near]
            if len(candidates):
                yield document, int(i), torch.from_numpy(candidates), torch.from_numpy(
                    (rows[candidates, 2] == rows[i, 2]) & (rows[i, 2] > 0))


def scores(scorer, example):
    """[n + 1]: first that of meaning nothing before."""
    (states, rows, known), i, candidates, _ = example
    own = known[i, candidates + 1] + (scorer(states, rows, i, candidates) if scorer else 0)
    return torch.cat([own.new_zeros(1), own])


def accuracy(scorer, some):
    right = 0
    with torch.no_grad():
        for example in some:
            best, is_right = int(scores(scorer, example).argmax()), example[3]
            right += bool(is_right[best - 1]) if best else not is_right.any()
    return f"{100 * right / len(some):.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("start")
    parser.add_argument("target")
    for name in ("ud", "coreference", "entities", "parsed", "docred", "docred-parsed"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    generator = random.Random(SEED)

    checkpoint = torch.load(options.start, weights_only=False, map_location="cpu")
    network = train.finished(checkpoint)
    encoder = data.Encoder(checkpoint["vocabulary"])
    gum = {}
    for part in ("train", "dev"):
        sentences = data.read_conllu(glob.glob(os.path.join(options.ud, "gum", f"*-{part}*.conllu"))[0])
        data.add_coreference(sentences, data.read_coreference(os.path.join(options.coreference, part + ".conll")))
        gum[part] = list(examples(documents(network, encoder, sentences)))
    encyclopedia = anaphora.encyclopedia(options.docred, options.docred_parsed)
    news = anaphora.newswire(data.read_entities(os.path.join(options.entities, "train.tsv")), options.parsed)

    scorer = PronounScorer()
    optimizer = torch.optim.Adam(scorer.parameters(), lr=options.rate)
    print(f"{len(gum['train'])} pronouns, dev {len(gum['dev'])}, as it was {accuracy(None, gum['dev'])}", flush=True)
    for epoch in range(options.epochs):
        began = time.time()
        work = gum["train"] * GUM_TIMES
        for _ in range(DOCRED_TIMES):
            work += examples(documents(network, encoder, encyclopedia.draw(generator)))
        work += examples(documents(network, encoder, news.draw(generator, NEWS_SHARE)))
        generator.shuffle(work)
        scorer.train()
        summed = 0.0
        for begin in range(0, len(work), TOGETHER):
            done = epoch + begin / len(work)
            optimizer.param_groups[0]["lr"] = options.rate * (1 - done / options.epochs)
            losses = []
            for example in work[begin:begin + TOGETHER]:
                s, right = scores(scorer, example), example[3]
                gold = torch.cat([~right.any()[None], right])
                losses.append(s.logsumexp(0) - s[gold].logsumexp(0))
            loss = torch.stack(losses).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += float(loss.detach()) * len(losses)
        scorer.eval()
        print(f"epoch {epoch + 1} of {len(work)} pronouns, loss {summed / len(work):.4f} wall {time.time() - began:.0f} s | dev "
              f"{accuracy(scorer, gum['dev'])}", flush=True)
        torch.save({**checkpoint, "pronouns": scorer.state_dict()}, options.target)


if __name__ == "__main__":
    main()
