"""Trains the entity tagger of the accurate network on the states of the trained rest, which stays as it is.

    python3 entities.py --entities NER_DIR --vectors vectors.npz START.pt OUT.pt [--epochs 5]

A BiLSTM reads, sentence by sentence, the state of each word beside its learned embedding and its pre-trained vector:
names are rare words, which subwords tell little of, and the classes of neighbours hang together. It replaces the tagger
that was trained with the rest, which is there to teach the states what names are. The states are computed once.
extract/model/transformer.cpp runs the same arithmetic.
"""

import argparse
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import decode
import train
from network import Dropout, ENTITY, FILTERS, WORD, word_vectors
from transformer import WIDTH

HIDDEN = 128
TOKENS = 1500  # padded words in a batch
SEED = 1


class EntityTagger(nn.Module):
    """Scores [batch, words, tags] of states [batch, words, WIDTH + FILTERS] and the rows of their words."""

    def __init__(self, vocabulary, vectors):
        super().__init__()
        self.vectors = word_vectors(vectors)
        self.words = nn.Embedding(len(vocabulary.words) + 2, WORD)
        nn.init.zeros_(self.words.weight)
        self.encoder = nn.LSTM(WIDTH + FILTERS + WORD + self.vectors.embedding_dim, HIDDEN, batch_first=True,
                               bidirectional=True)
        self.entity_hidden, self.entities = nn.Linear(2 * HIDDEN, ENTITY), nn.Linear(ENTITY, len(vocabulary.entities))
        self.drop_input, self.drop = Dropout(0.4), Dropout(0.3)

    def inputs(self, states, words, vectors):
        if self.training:
            words = torch.where((torch.rand(words.shape) < 0.25) & (words > 0), torch.ones_like(words), words)
        return self.drop_input(torch.cat([states, self.words(words), self.vectors(vectors)], -1))

    def forward(self, states, words, vectors, lengths):
        x = nn.utils.rnn.pack_padded_sequence(self.inputs(states, words, vectors), lengths, batch_first=True,
                                              enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.encoder(x)[0], batch_first=True)
        return self.scores(self.drop(out))

    def scores(self, out):
        return self.entities(self.drop(F.leaky_relu(self.entity_hidden(out), 0.1)))


def states_of(network, encoder, sentences):
    """Of each sentence (states in half precision, rows of words, rows of vectors)."""
    out = [None] * len(sentences)
    with torch.no_grad():
        for batch in data.batches(sentences, 2000, window=train.READING_WINDOW):
            order, arrays, _, lengths = data.collate(encoder, sentences, batch)
            states = network.encode(train.tensors(arrays), lengths).half()
            for row, i in enumerate(order):
                vectors, words, _ = encoder.forms(sentences[i].forms)
                out[i] = states[row, :lengths[row]].clone(), torch.tensor(words), torch.tensor(vectors)
    return out


def batch_of(items):
    states, words, vectors = (nn.utils.rnn.pad_sequence(x, batch_first=True) for x in zip(*items))
    return states.float(), words, vectors, [len(words) for _, words, _ in items]


def predict(tagger, items, transitions):
    """Of each sentence the ids of its tags."""
    tagger.eval()
    with torch.no_grad():
        for item in items:
            yield decode.viterbi(tagger(*batch_of([item]))[0].numpy(), transitions)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("start")
    parser.add_argument("target")
    for name in ("entities", "vectors"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    generator = random.Random(SEED)

    checkpoint = torch.load(options.start, weights_only=False, map_location="cpu")
    vocabulary, vectors = checkpoint["vocabulary"], np.load(options.vectors)
    vocabulary.vector_words = [str(w) for w in vectors["words"]]
    network, encoder = train.finished(checkpoint), data.Encoder(vocabulary)
    sentences = {part: data.read_entities(f"{options.entities}/{part}.tsv") for part in ("train", "dev")}
    items = {part: states_of(network, encoder, x) for part, x in sentences.items()}
    targets = [torch.tensor([encoder.labels["entities"][t] for t in s.entities]) for s in sentences["train"]]

    tagger = EntityTagger(vocabulary, vectors)
    learned = [p for p in tagger.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(learned, lr=options.rate, fused=True)
    transitions = decode.legal_transitions(vocabulary.entities)
    work, step = [sum(batch, []) for batch in data.batches(sentences["train"], TOKENS)], 0
    for epoch in range(options.epochs):
        began, summed = time.time(), 0.0
        generator.shuffle(work)
        tagger.train()
        for batch in work:
            optimizer.param_groups[0]["lr"] = options.rate * (1 - step / (options.epochs * len(work)))
            labels = nn.utils.rnn.pad_sequence([targets[i] for i in batch], batch_first=True, padding_value=-1)
            loss = F.cross_entropy(tagger(*batch_of([items["train"][i] for i in batch])).flatten(0, 1), labels.flatten(),
                                   ignore_index=-1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step, summed = step + 1, summed + float(loss.detach())
        print(f"epoch {epoch + 1} loss {summed / len(work):.4f} wall {time.time() - began:.0f} s | "
              f"{train.entity_scores(vocabulary, zip(predict(tagger, items['dev'], transitions), sentences['dev']))}",
              flush=True)
    torch.save({**checkpoint, "entity_tagger": tagger.state_dict()}, options.target)


if __name__ == "__main__":
    main()
