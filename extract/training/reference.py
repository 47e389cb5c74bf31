"""Runs the exported weights with PyTorch: what the C++ of whom must agree with.

    python3 reference.py network.bin INPUT.conllu > EXPECTED.conllu
    python3 reference.py network.bin INPUT.conllu --against SYSTEM.conllu

Forms are taken from the input. Columns UPOS, XPOS, FEATS, HEAD, DEPREL are filled, the entity tag is NER= in MISC.
"""

import argparse

import torch

import data
import decode
import tensor_file
import train
from network import Network

LABELS = ("upos", "xpos", "feats", "deprels", "entities")


class ExportedVocabulary:
    def __init__(self, lists):
        self.vector_words, self.words, self.characters = lists["vectors"], lists["words"], lists["characters"]
        for name in LABELS:
            setattr(self, name, lists[name])


def load(path):
    meta, tensors = tensor_file.read(path)
    vocabulary = ExportedVocabulary(meta["vocabulary"])
    network = Network(vocabulary, {"rows": tensors.pop("vectors.rows"), "scale": tensors.pop("vectors.scale")},
                      meta["hidden"])
    state = {name: torch.from_numpy(value.astype("float32")) for name, value in tensors.items()}
    absent, extra = network.load_state_dict(state, strict=False)
    assert absent == ["vectors.weight"] and not extra, (absent, extra)
    return vocabulary, network


def rows(vocabulary, sentence, p):
    names = {k: [getattr(vocabulary, k)[i] for i in p[k]] for k in LABELS}
    for i, form in enumerate(sentence.forms):
        root = p["heads"][i] == 0
        yield [str(i + 1), form, "_", names["upos"][i], names["xpos"][i], names["feats"][i], str(p["heads"][i]),
               "root" if root else names["deprels"][i], "_",
               "_" if names["entities"][i] == "O" else "NER=" + names["entities"][i]]


def read_rows(path):
    with open(path, encoding="utf8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line[0].isdigit() and line.split("\t")[0].isdigit()]


def entity(misc):
    return next((part for part in misc.split("|") if part.startswith("NER=")), "_")


def compare(expected, found):
    assert [r[1] for r in expected] == [r[1] for r in found], "the files have different tokens"
    for name, column in (("UPOS", 3), ("XPOS", 4), ("FEATS", 5), ("HEAD", 6), ("DEPREL", 7), ("entity", 9)):
        value = entity if column == 9 else str
        same = sum(value(a[column]) == value(b[column]) for a, b in zip(expected, found))
        print(f"{name:7} {same} of {len(found)} tokens agree")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("input")
    parser.add_argument("--against")
    options = parser.parse_args()
    torch.set_num_threads(1)
    vocabulary, network = load(options.weights)
    sentences = data.read_conllu(options.input)
    predicted = dict(train.predict(network, data.Encoder(vocabulary), sentences,
                                   decode.legal_transitions(vocabulary.entities)))
    expected = [list(rows(vocabulary, s, predicted[i])) for i, s in enumerate(sentences)]
    if options.against:
        compare([r for s in expected for r in s], read_rows(options.against))
        return
    for sentence in expected:
        print("\n".join("\t".join(r) for r in sentence), end="\n\n")


if __name__ == "__main__":
    main()
