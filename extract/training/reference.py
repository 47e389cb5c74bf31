"""Runs the exported weights with PyTorch: what the C++ of whom must agree with.

    python3 reference.py fast.bin INPUT.conllu > EXPECTED.conllu
    python3 reference.py accurate.bin --second fast.bin INPUT.conllu > EXPECTED.conllu
    python3 reference.py fast.bin INPUT.conllu --against SYSTEM.conllu

With --second, the mean of the two networks' scores counts.

Forms are taken from the input. Columns UPOS, XPOS, FEATS, HEAD, DEPREL are filled, the entity tag is NER= in MISC, the
type of the mention that a word heads Type=.
"""

import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import decode
import tensor_file
import train
from entities import EntityTagger
from network import Network
from quantise import PANEL, ByteLinear, unpack
from transformer import TransformerNetwork

SECOND = 0.4  # share of the second network
MISC = (("NER=", "entities", "O"), ("Type=", "types", "_"))
LABELS = ("upos", "xpos", "feats", "deprels", "entities", "types")


class ExportedVocabulary:
    def __init__(self, lists):
        self.vector_words, self.words, self.subwords = (lists.get(k, []) for k in ("vectors", "words", "subwords"))
        self.characters = lists["characters"]
        for name in LABELS:
            setattr(self, name, lists.get(name))


class ByteLstm(nn.Module):
    """A layer in both directions, one sentence at a time."""

    def __init__(self, directions):
        super().__init__()
        self.directions = directions  # (input, recurrent) of each

    def forward(self, x):
        return torch.cat([self.run(*self.directions[0], x), self.run(*self.directions[1], x.flip(0)).flip(0)], -1)

    @staticmethod
    def run(inputs, recurrent, x):
        gates, cell, hidden, out = inputs(x), 0.0, None, []
        for row in gates:
            row = row if hidden is None else row + recurrent(hidden)
            i, f, fresh, o = row.chunk(4)
            cell = f.sigmoid() * cell + i.sigmoid() * fresh.tanh()
            hidden = o.sigmoid() * cell.tanh()
            out.append(hidden)
        return torch.stack(out)


class ByteHeads:
    """Mixed into a network: the biaffine products with the exported matrices, and the types of mentions by `types` once
    mention_types.py has trained them: the layers of states and vectors, and what follows."""

    types = None

    def more_scores(self, out, arrays):
        if not self.types:
            return {}
        of_states, of_vectors, types = self.types
        hidden = of_states(out) + of_vectors(self.word_vectors(torch.from_numpy(arrays["vectors"])))
        return {"types": types(F.leaky_relu(hidden, 0.1)).numpy()}

    def arcs(self, out):
        heads = torch.cat([self.root.expand(len(out), 1, -1), out], 1)
        scores = self.arc_left(self.hidden(self.arc_dependent, out)) @ self.hidden(self.arc_head, heads).transpose(1, 2)
        return scores, self.hidden(self.rel_dependent, out), self.hidden(self.rel_head, heads)

    def relations(self, dependents, heads):
        count, width = heads.shape
        left = self.rel_left(dependents)
        padded = left.shape[1] // (width + 1)
        panels = left[:, : width * padded].view(count, padded // PANEL, width, PANEL)
        scores = torch.einsum("npkr,nk->npr", panels, heads).reshape(count, padded) + left[:, width * padded:]
        return scores[:, : self.relation_count]


class ByteNetwork(ByteHeads, Network):
    def word_vectors(self, rows):
        return self.vectors(rows)

    def encode(self, arrays, lengths):
        x = torch.cat([self.vectors(arrays["vectors"]), self.words(arrays["words"]), self.convolve(arrays["characters"])], -1)
        out = []
        for row, length in zip(x, lengths):
            row = row[:length]
            for layer in self.lstm:
                row = layer(row)
            out.append(row)
        return nn.utils.rnn.pad_sequence(out, batch_first=True)


class ByteTransformer(ByteHeads, TransformerNetwork):
    """Its entity tagger, `tagger`, reads the words as well as their states."""

    def encode(self, arrays, lengths):
        self.read = arrays, lengths
        return super().encode(arrays, lengths)

    def word_vectors(self, rows):
        return self.tagger.vectors(rows)

    def entity_scores(self, out):
        arrays, lengths = self.read
        x = self.tagger.inputs(out, arrays["words"], arrays["vectors"])
        states = [self.tagger.lstm(row[:length]) for row, length in zip(x, lengths)]
        return self.tagger.scores(nn.utils.rnn.pad_sequence(states, batch_first=True))


def byte_linear(tensors, name, depth):
    weight, scale, bias = (tensors.pop(f"{name}.{part}") for part in ("weight", "scale", "bias"))
    return ByteLinear(unpack(weight, len(bias), depth), scale, bias, tensors.pop(name + ".factors", None))


def byte_lstm(tensors, layer, inputs, hidden):
    return ByteLstm([(byte_linear(tensors, f"input_l{layer}{way}", inputs),
                      byte_linear(tensors, f"recurrent_l{layer}{way}", hidden)) for way in ("", "_reverse")])


def take_bytes(module, tensors):
    """Linear layers become those of the file."""
    for name, layer in list(module.named_modules()):
        if isinstance(layer, nn.Linear):
            parent, _, own = name.rpartition(".")
            setattr(module.get_submodule(parent), own, byte_linear(tensors, name, layer.in_features))


def load(path):
    meta, tensors = tensor_file.read(path)
    tensors = {name: value for name, value in tensors.items() if not name.startswith("pronouns.")}  # no tags hang on them
    vocabulary, hidden = ExportedVocabulary(meta["vocabulary"]), meta["hidden"]
    vectors = {"rows": tensors.pop("vectors.rows"), "scale": tensors.pop("vectors.scale")}
    if meta["kind"] == "bilstm":
        network = ByteNetwork(vocabulary, vectors, hidden)
        network.lstm = [byte_lstm(tensors, k, network.encoder.input_size if k == 0 else 2 * hidden, hidden)
                        for k in range(meta["layers"])]
    else:
        network = ByteTransformer(vocabulary, meta["layers"])
        subwords = tensors.pop("subwords.rows").astype("float32") * tensors.pop("subwords.scale")[:, None]
        network.subwords.weight.data = torch.from_numpy(subwords)
        tagger = EntityTagger(vocabulary, vectors)
        tagger.lstm = byte_lstm(tensors, 0, tagger.encoder.input_size, hidden)
        take_bytes(tagger, tensors)
        tagger.words.weight.data = torch.from_numpy(tensors.pop("words.weight").astype("float32"))
        del network.entity_hidden, network.entities
        network.tagger = tagger.eval()
    if vocabulary.types:
        network.types = [byte_linear(tensors, name, depth) for name, depth in (
            ("type_states", len(network.root)), ("type_vectors", meta["vector"]), ("types", meta["type"]))]
    network.relation_count = len(vocabulary.deprels)
    network.arc_left, network.rel_left = byte_linear(tensors, "arc", meta["arc"]), byte_linear(tensors, "rel", meta["rel"])
    take_bytes(network, tensors)
    state = {name: torch.from_numpy(value.astype("float32")) for name, value in tensors.items()}
    _, extra = network.load_state_dict(state, strict=False)
    assert not extra, extra
    return vocabulary, network


def mean(a, b):
    """Of the scores of two networks."""
    out = {k: (1 - SECOND) * a[k] + SECOND * b[k] for k in a if k != "relations"}
    return {**out, "relations": lambda heads: (1 - SECOND) * a["relations"](heads) + SECOND * b["relations"](heads)}


def rows(vocabulary, sentence, p):
    names = {k: [getattr(vocabulary, k)[i] for i in p[k]] for k in LABELS}
    for i, form in enumerate(sentence.forms):
        root = p["heads"][i] == 0
        yield [str(i + 1), form, "_", names["upos"][i], names["xpos"][i], names["feats"][i], str(p["heads"][i]),
               "root" if root else names["deprels"][i], "_",
               "|".join(key + names[k][i] for key, k, other in MISC if names[k][i] != other) or "_"]


def read_rows(path):
    with open(path, encoding="utf8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line[0].isdigit() and line.split("\t")[0].isdigit()]


def value(misc, key):
    return next((part for part in misc.split("|") if part.startswith(key)), "_")


def compare(expected, found):
    assert [r[1] for r in expected] == [r[1] for r in found], "the files have different tokens"
    columns = [(name, lambda row, at=at: row[at]) for at, name in enumerate(("UPOS", "XPOS", "FEATS", "HEAD", "DEPREL"), 3)]
    columns += [(kind, lambda row, key=key: value(row[9], key)) for key, kind, _ in MISC]
    for name, of in columns:
        print(f"{name:8} {sum(of(a) == of(b) for a, b in zip(expected, found))} of {len(found)} tokens agree")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("input")
    parser.add_argument("--second")
    parser.add_argument("--against")
    options = parser.parse_args()
    torch.set_num_threads(1)
    vocabulary, network = load(options.weights)
    sentences = data.read_conllu(options.input)
    found = dict(train.scores(network, data.Encoder(vocabulary), sentences))
    if options.second:
        other, second = load(options.second)
        for i, b in train.scores(second, data.Encoder(other), sentences):
            found[i] = mean(found[i], b)
    transitions = decode.legal_transitions(vocabulary.entities)
    predicted = {i: train.decide(s, transitions) for i, s in found.items()}
    expected = [list(rows(vocabulary, s, predicted[i])) for i, s in enumerate(sentences)]
    if options.against:
        compare([r for s in expected for r in s], read_rows(options.against))
        return
    for sentence in expected:
        print("\n".join("\t".join(r) for r in sentence), end="\n\n")


if __name__ == "__main__":
    main()
