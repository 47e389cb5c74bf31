"""Writes the trained network as the model file that whom maps into memory.

    python3 export.py WORK/average.pt --vectors vectors.npz OUT/network.bin

Matrices are rounded to half precision, word vectors stay signed bytes with a scale per row. Meta holds the vocabularies
in the order of their rows (row 0 = padding, 1 = unknown, then the list) and the sizes.
"""

import argparse

import numpy as np
import torch

import network
import tensor_file
from data import CHARACTERS


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("target")
    parser.add_argument("--vectors", required=True)
    options = parser.parse_args()
    state = torch.load(options.checkpoint)
    vectors = np.load(options.vectors)
    tensors = {"vectors.rows": vectors["rows"], "vectors.scale": vectors["scale"].astype(np.float32)}
    for name, value in state["network"].items():
        if name != "vectors.weight":
            tensors[name] = value.numpy().astype(np.float16)
    v = state["vocabulary"]
    meta = {"hidden": state["hidden"], "layers": 2, "word": network.WORD, "character": network.CHARACTER,
            "filters": network.FILTERS, "characters_per_word": CHARACTERS, "arc": network.ARC, "rel": network.REL,
            "entity": network.ENTITY, "vocabulary": {
                "vectors": v.vector_words, "words": v.words, "characters": v.characters, "upos": v.upos,
                "xpos": v.xpos, "feats": v.feats, "deprels": v.deprels, "entities": v.entities}}
    tensor_file.write(options.target, meta, tensors)


if __name__ == "__main__":
    main()
