"""Trains what tells the type of a mention by its head ("the minister": person, "their talks": event), on the states of a
finished network, which stays as it is, and adds it to the network's file.

    python3 mention_types.py --ud UD_DIR WEIGHTS.bin [--epochs 16]

The types are those of GUM (Zeldes 2017), whose mentions may lie within each other and need not be names; each has a head
of its own, so one type for each word tells them all, "_" of those that head none. A hidden layer reads the state of the
word beside its pre-trained vector: GUM has few nouns, the vectors know many. extract/model/heads.cpp runs the
same arithmetic.
"""

import argparse
import glob
import os
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import export
import gum
import reference
import tensor_file
import train

HIDDEN = 256
TOGETHER = 128  # words in a step
SEED = 1


class TypeScorer(nn.Module):
    """Scores [words, types] of states [words, width] and vectors [words, columns]."""

    def __init__(self, width, columns, types):
        super().__init__()
        self.states, self.vectors = nn.Linear(width, HIDDEN), nn.Linear(columns, HIDDEN, bias=False)
        self.types = nn.Linear(HIDDEN, types)
        self.drop, self.drop_vectors = nn.Dropout(0.4), nn.Dropout(0.3)

    def forward(self, states, vectors):
        hidden = self.states(self.drop(states)) + self.vectors(self.drop_vectors(vectors))
        return self.types(self.drop(F.leaky_relu(hidden, 0.1)))


def read_words(path, network, encoder):
    """(states, vectors, types) of all words of a treebank."""
    sentences = data.read_conllu(path)
    states = [None] * len(sentences)
    with torch.no_grad():
        for batch in data.batches(sentences, 4000, window=train.READING_WINDOW if encoder.wordpiece else 0):
            order, arrays, _, lengths = data.collate(encoder, sentences, batch)
            out = network.encode(train.tensors(arrays), lengths)
            for row, i in enumerate(order):
                states[i] = out[row, :lengths[row]].half()
    rows = torch.tensor([row for s in sentences for row in encoder.forms(s.forms)[0]])
    types = [kind for s in sentences for kind in gum.head_types(s.misc, s.heads)]
    return torch.cat(states).float(), network.word_vectors(rows), types


def report(scores, types, gold):
    """Of heads of mentions: which are found with their type, and how many have the right one where they are given."""
    none = types.index(gum.NONE)
    right, heads = torch.tensor([types.index(g) for g in gold]), torch.tensor([g != gum.NONE for g in gold])
    found = scores.argmax(1)
    both, every = int(((found == right) & heads).sum()), int((found != none).sum() + heads.sum())
    given = scores.index_fill(1, torch.tensor([none]), -1e9).argmax(1)
    return f"F1 {200 * both / every:.2f}, given the heads {100 * (given == right)[heads].float().mean():.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("--ud", required=True)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)

    meta, tensors = tensor_file.read(options.weights)
    vocabulary, network = reference.load(options.weights)
    encoder = data.Encoder(vocabulary)
    parts = {part: read_words(glob.glob(os.path.join(options.ud, "gum", f"*-{part}*.conllu"))[0], network, encoder)
             for part in ("train", "dev")}
    states, of_words, gold = parts["train"]
    types = sorted(set(gold))
    targets = torch.tensor([types.index(g) for g in gold])

    scorer = TypeScorer(states.shape[1], of_words.shape[1], len(types))
    optimizer = torch.optim.Adam(scorer.parameters(), lr=options.rate)
    steps = options.epochs * (len(targets) // TOGETHER)
    for epoch in range(options.epochs):
        began, summed, step = time.time(), 0.0, epoch * (len(targets) // TOGETHER)
        scorer.train()
        order = torch.randperm(len(targets))
        for begin in range(0, len(order) - TOGETHER + 1, TOGETHER):
            some = order[begin:begin + TOGETHER]
            optimizer.param_groups[0]["lr"] = options.rate * (1 - step / steps)
            loss = F.cross_entropy(scorer(states[some], of_words[some]), targets[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step, summed = step + 1, summed + float(loss.detach()) * len(some)
        scorer.eval()
        with torch.no_grad():
            dev_states, dev_vectors, dev_gold = parts["dev"]
            print(f"epoch {epoch + 1} loss {summed / len(targets):.4f} wall {time.time() - began:.0f} s | "
                  f"{report(scorer(dev_states, dev_vectors), types, dev_gold)}", flush=True)

    state = export.arrays(scorer.state_dict())
    meta["type"], meta["vocabulary"]["types"] = HIDDEN, types
    tensor_file.write(options.weights, meta, {
        **tensors, **export.linear("type_states", state["states.weight"], state["states.bias"]),
        **export.linear("type_vectors", state["vectors.weight"], np.zeros(HIDDEN)),
        **export.linear("types", state["types.weight"], state["types.bias"])})


if __name__ == "__main__":
    main()
