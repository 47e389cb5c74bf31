"""Writes a trained network as the model file that whom maps into memory.

    python3 export.py WORK/average.pt OUT/fast.bin
    python3 export.py TAGGED.pt OUT/accurate.bin --sample SENTENCES.conllu        after entities.py and pronouns.py

Matrices are rounded to signed bytes with a scale for each column and packed as extract/model/ multiplies with them
(quantise.py). Some inputs of a transformer's layers are much larger than the others and would take the room of all in a
byte: how large each is with the sample decides what it is multiplied with before, and its weights are divided by.
Pre-trained vectors are signed bytes with a scale for each row; the rest is half precision. Meta holds the
kind of the network, its sizes, and the vocabularies in the order of their rows (of words and characters, row 0 is padding,
1 unknown, then the list; words in the order of their bytes).
"""

import argparse

import numpy as np
import torch

import data
import entities
import network
import pronouns
import quantise
import tensor_file
import train
import transformer
import wordpiece

SAMPLE = 100  # sentences
LABELS = ("upos", "xpos", "feats", "deprels", "entities")
HEADS = ("upos", "xpos", "feats", "arc_dependent", "arc_head", "rel_dependent", "rel_head", "entity_hidden", "entities")
TAGGER = ("entity_hidden", "entities")  # of them, what the accurate network takes from entities.py


def arrays(state):
    return {name: value.float().numpy() for name, value in state.items()}


def linear(name, weight, bias):
    """The tensors of y = x W + b, weight [columns, depth]."""
    matrix, scale = quantise.rows(weight)
    return {name + ".weight": quantise.pack(matrix), name + ".scale": scale, name + ".bias": bias.astype(np.float16)}


def table(name, weight):
    matrix, scale = quantise.rows(weight)
    return {name + ".rows": matrix, name + ".scale": scale}


def relations(rel):
    """The left product of the biaffine relations: its columns are the elements of the right product's matrix, packed in
    panels of floats, [panel, row, 16], then its row of ones."""
    count, side, _ = rel.shape
    padded = np.zeros((-(-count // quantise.PANEL) * quantise.PANEL, side, side), np.float32)
    padded[:count] = rel
    panels = padded.reshape(-1, quantise.PANEL, side, side)  # [panel, relation, left, right]
    weight = panels[:, :, :, :-1].transpose(0, 3, 1, 2).reshape(-1, side)
    weight = np.concatenate([weight, padded[:, :, -1]])
    return linear("rel", weight[:, :-1], weight[:, -1])


def heads(state):
    out = {k: state[k].astype(np.float16) for k in ("characters.weight", "convolution.weight", "convolution.bias", "root")}
    for name in HEADS:
        out.update(linear(name, state[name + ".weight"], state[name + ".bias"]))
    out.update(linear("arc", state["arc"][:-1].T, state["arc"][-1]))
    out.update(relations(state["rel"]))
    return out


def word_embeddings(state, order):
    """order: of the rows of the pre-trained vectors."""
    return {**table("vectors", state["vectors.weight"][2:][order]), "words.weight": state["words.weight"].astype(np.float16)}


def bilstm(state):
    out = {}
    for name in [n for n in state if n.startswith("encoder.weight_ih")]:
        suffix = name.removeprefix("encoder.weight_ih_")
        bias = state["encoder.bias_ih_" + suffix] + state["encoder.bias_hh_" + suffix]
        out.update(linear("input_" + suffix, state[name], bias))
        out.update(linear("recurrent_" + suffix, state["encoder.weight_hh_" + suffix], np.zeros_like(bias)))
    return out


def input_factors(checkpoint, path):
    """Of the layers that read a normalised state, what to multiply their inputs with: {name: factors}."""
    encoder = data.Encoder(checkpoint["vocabulary"])
    reader = train.build(checkpoint["settings"], checkpoint["vocabulary"])
    reader.load_state_dict(checkpoint["network"])
    sizes = {}

    def watch(name):
        def record(module, inputs):
            sizes.setdefault(name, []).append(inputs[0].flatten(0, 1).abs())
        return record

    for name, module in reader.named_modules():
        if name.startswith("layers.") and name.endswith((".attention", ".expand")):
            module.register_forward_pre_hook(watch(name))
    sentences = data.read_conllu(path)[:SAMPLE]
    list(train.scores(reader, encoder, sentences, 1))
    factors = {name: 1 / (torch.cat(x).quantile(0.99, 0).sqrt() + 1e-3) for name, x in sizes.items()}
    return {name: (x / x.mean()).numpy() for name, x in factors.items()}


def pronoun_scorer(state):
    out = {}
    for name in ("pronoun", "candidate", "pronoun_hidden", "candidate_hidden", "product_hidden"):
        weight = state[name + ".weight"]
        out.update(linear("pronouns." + name, weight, state.get(name + ".bias", np.zeros(len(weight)))))
    for name in ("sentences", "kinds", "distances", "forms"):
        out["pronouns." + name] = state[name + ".weight"].astype(np.float16)
    out["pronouns.out"] = np.concatenate([state["out.weight"][0], state["out.bias"]]).astype(np.float16)
    return out


def transformer_layers(state, factors):
    out = table("subwords", state["subwords.weight"])
    for name, value in state.items():
        if name.startswith(("positions.", "shapes.", "norm.", "coreference", "pair")) or "_norm." in name or ".norm." in name:
            out[name] = value.astype(np.float16)
        elif name.startswith(("layers.", "anaphor.", "antecedent.")) and name.endswith(".weight"):
            name = name.removesuffix(".weight")
            if name in factors:
                out[name + ".factors"] = factors[name]
                value = value / factors[name]
            out.update(linear(name, value, state[name + ".bias"]))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("target")
    parser.add_argument("--sample", help="sentences for a transformer to read")
    options = parser.parse_args()
    checkpoint = torch.load(options.checkpoint, weights_only=False, map_location="cpu")
    state, tagger, scorer = (arrays(checkpoint.get(name, {})) for name in ("network", "entity_tagger", "pronouns"))
    settings, v = checkpoint["settings"], checkpoint["vocabulary"]
    order = sorted(range(len(v.vector_words)), key=v.vector_words.__getitem__)
    lists = {"words": v.words, "vectors": [v.vector_words[i] for i in order]}
    meta = {"kind": settings["kind"], "character": network.CHARACTER, "filters": network.FILTERS,
            "characters_per_word": data.CHARACTERS, "arc": network.ARC, "rel": network.REL, "entity": network.ENTITY,
            "word": network.WORD, "vector": (tagger or state)["vectors.weight"].shape[1]}
    if settings["kind"] == "bilstm":
        meta.update(hidden=settings["hidden"], layers=2)
        tensors = {**word_embeddings(state, order), **bilstm(state)}
    else:
        if not (options.sample and tagger and scorer):
            parser.error("a transformer needs --sample, the entity tagger of entities.py and the scorer of pronouns.py")
        lists["subwords"] = v.subwords
        meta.update(layers=settings["layers"], width=transformer.WIDTH, coreference=transformer.COREFERENCE,
                    attention_heads=transformer.ATTENTION_HEADS, inner=transformer.INNER, positions=transformer.POSITIONS,
                    shapes=wordpiece.SHAPES, window=train.READING_WINDOW, hidden=entities.HIDDEN, pronoun=pronouns.HIDDEN)
        tensors = {**transformer_layers(state, input_factors(checkpoint, options.sample)),
                   **word_embeddings(tagger, order), **bilstm(tagger), **pronoun_scorer(scorer)}
        state.update({name: value for name, value in tagger.items() if name.startswith(TAGGER)})
    lists.update({k: getattr(v, k) for k in ("characters", *LABELS)})
    tensor_file.write(options.target, {**meta, "vocabulary": lists}, {**tensors, **heads(state)})


if __name__ == "__main__":
    main()
