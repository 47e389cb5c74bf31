"""Trains the segmenter, and is the reference that extract/segment.cpp is compared with.

    python3 segmenter.py train OUT/segmenter.bin --treebank A.conllu ... [--newswire C.tsv] [--dev D.conllu ...]
    python3 segmenter.py run WEIGHTS < text          one sentence a line, tokens separated by tabs

The network reads characters as rows of a table (common characters have their own, others share one with their Unicode
class), sums five neighbouring rows, and passes the result through residual convolutions of width three whose dilation
doubles. Two outputs per character: does a token end here, does a sentence end here. Rules that need no learning stand
around it: a token ends before white space, a hyphen inside a word stands alone or not at all, a sentence ends at a
token's end, before a blank line, and at the text's end.
"""

import argparse
import collections
import random
import re
import sys
import time
import unicodedata

import numpy as np

import tensor_file
from segmenter_text import Renderer, read_newswire, read_treebank

WIDTH, FACTOR, SIZE = 5, 24, 64
DILATIONS = (2, 4, 8, 16)
REACH = WIDTH // 2 + sum(DILATIONS)  # characters to either side that count; a text stands among as many line ends
CLASSES = ["upper", "lower", "letter", "digit", "punctuation", "symbol", "other"]
SPACE, NEWLINE = 1, 2  # rows before those of the classes and of single characters; row 0 is not used
FIRST_CLASS = 3
SPACES = re.compile("[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
NO_BORDER = f"[^{SPACES.pattern[1:-1]}\u2010\u2011-]"
INNER_HYPHEN = re.compile(f"(?<={NO_BORDER})[-\u2010\u2011](?={NO_BORDER})")
BLANK_LINE = re.compile("\n[ \t\r]*\n")


def character_class(c):
    category = unicodedata.category(c)
    if category in ("Lu", "Lt"):
        return 0
    if category == "Ll":
        return 1
    return {"L": 2, "M": 2, "N": 3, "P": 4, "S": 5}.get(category[0], 6)


class Alphabet:
    def __init__(self, characters):
        self.characters = characters
        first = FIRST_CLASS + len(CLASSES)
        self.rows = {c: first + i for i, c in enumerate(characters)}
        self.size = first + len(characters)

    def row(self, c):
        if c == "\n":
            return NEWLINE
        if SPACES.match(c):
            return SPACE
        return self.rows.get(c) or FIRST_CLASS + character_class(c)

    def encode(self, text):
        table = {c: self.row(c) for c in set(text)}
        return np.array([table[c] for c in text], np.int64)


# Training.


def build_network(rows):
    import torch

    class Network(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = torch.nn.Embedding(rows, FACTOR)
            self.first = torch.nn.Conv1d(FACTOR, SIZE, WIDTH, padding=WIDTH // 2)
            self.layers = torch.nn.ModuleList(
                torch.nn.Conv1d(SIZE, SIZE, 3, dilation=d, padding=d) for d in DILATIONS)
            self.output = torch.nn.Linear(SIZE, 2)
            self.dropout = torch.nn.Dropout(0.1)

        def forward(self, ids):
            x = torch.relu(self.first(self.embedding(ids).transpose(1, 2)))
            for layer in self.layers:
                x = x + torch.relu(layer(self.dropout(x)))
            return self.output(x.transpose(1, 2))

    return Network()


def export(network, alphabet, path):
    """The embedding is multiplied into the first convolution: the program only adds rows of a table."""
    with_embedding = np.einsum("rf,sfw->wrs", network.embedding.weight.detach().numpy(),
                               network.first.weight.detach().numpy())
    tensors = {"first.table": with_embedding, "first.bias": network.first.bias.detach().numpy()}
    for i, layer in enumerate(network.layers):
        tensors[f"layer{i}.weight"] = layer.weight.detach().numpy().transpose(2, 1, 0)  # [3, in, out]
        tensors[f"layer{i}.bias"] = layer.bias.detach().numpy()
    tensors["output.weight"] = network.output.weight.detach().numpy()
    tensors["output.bias"] = network.output.bias.detach().numpy()
    meta = {"characters": "".join(alphabet.characters)}
    tensor_file.write(path, meta, {k: np.ascontiguousarray(v).astype(np.float16) for k, v in tensors.items()})


def epoch_windows(renderers, alphabet, generator, length):
    """Shuffled windows (rows, token labels, sentence labels) over freshly rendered documents."""
    windows = []
    for renderer, documents, share in renderers:
        texts, tokens, sentences = [], [], []
        for document in generator.sample(documents, int(len(documents) * share)):
            text, t, s = renderer.render(document)
            gap = generator.choice((2, 2, REACH))
            texts.append(text + "\n" * gap)
            tokens += t + [0] * gap
            sentences += s + [0] * gap
        rows = alphabet.encode("".join(texts))
        blur = np.array([generator.random() < 0.004 for _ in range(len(rows))])
        classes = np.array([FIRST_CLASS + character_class(c) if c not in "\n" and not SPACES.match(c) else r
                            for c, r in zip("".join(texts), rows)])
        rows = np.where(blur, classes, rows)
        tokens, sentences = np.array(tokens, np.float32), np.array(sentences, np.float32)
        for begin in range(generator.randrange(length), len(rows) - length, length):
            windows.append((rows[begin:begin + length], tokens[begin:begin + length],
                            sentences[begin:begin + length]))
    generator.shuffle(windows)
    return windows


def train(options):
    import torch
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    generator = random.Random(options.seed)
    treebank = [d for path in options.treebank for d in read_treebank(path)]
    newswire = read_newswire(options.newswire) if options.newswire else []
    counts = collections.Counter(c for d in treebank + newswire for p in d for s in p for t in s for c in t.form)
    alphabet = Alphabet(sorted(c for c, n in counts.items() if n >= 40 or (n >= 5 and c in "‘’“”«»–—…€£¥")))
    renderers = [(Renderer(treebank, generator), treebank, 1.0)]
    if newswire:
        renderers.append((Renderer(newswire, generator, plain=True), newswire, 0.15))
    dev = [d for path in options.dev for d in read_treebank(path)]
    network = build_network(alphabet.size)
    length, batch, epochs = 512, 16, options.epochs
    optimizer = torch.optim.Adam(network.parameters(), lr=options.rate, betas=(0.9, 0.99))
    average = {k: v.clone() for k, v in network.state_dict().items()}
    started, step, total = time.time(), 0, None
    for epoch in range(epochs):
        network.train()
        windows = epoch_windows(renderers, alphabet, generator, length)
        total = total or epochs * (len(windows) // batch)
        running = 0.0
        for i in range(0, len(windows) - batch + 1, batch):
            ids, token, sentence = (torch.tensor(np.stack(x)) for x in zip(*windows[i:i + batch]))
            progress = min(1.0, step / total)
            for group in optimizer.param_groups:
                group["lr"] = options.rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - progress)
            out = network(ids)
            target = torch.stack([token, sentence], 2)
            known = (target >= 0).float()
            losses = torch.nn.functional.binary_cross_entropy_with_logits(out, target.clamp(min=0), reduction="none")
            loss = (losses * known * torch.tensor([1.0, 2.0])).sum() / known.sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            running += loss.item()
            step += 1
            decay = min(0.998, step / (step + 20))
            for k, v in network.state_dict().items():
                average[k].mul_(decay).add_(v, alpha=1 - decay)
        print(f"epoch {epoch} loss {running / max(1, len(windows) // batch):.4f} {time.time() - started:.0f} s",
              flush=True)
        if epoch % 3 == 2 or epoch == epochs - 1:
            saved = {k: v.clone() for k, v in network.state_dict().items()}
            network.load_state_dict(average)
            network.eval()
            export(network, alphabet, options.target)
            network.load_state_dict(saved)
            if dev:
                print(" ".join(f"{k} {100 * v:.2f}" for k, v in score(Reference(options.target), dev).items()),
                      flush=True)


def score(segmenter, documents):
    """F1 of token and sentence spans on documents written plainly."""
    renderer = Renderer(documents, random.Random(0), plain=True)
    counts = collections.Counter()
    for document in documents:
        text, tokens, sentences = renderer.render(document)
        gold = spans(text, [t == 1 for t in tokens], [s == 1 for s in sentences])
        for kind, gold_spans, found in zip(("token", "sentence"), gold, segmenter.spans(text)):
            counts[kind, "gold"] += len(gold_spans)
            counts[kind, "found"] += len(found)
            counts[kind, "right"] += len(set(gold_spans) & set(found))
    return {kind: 2 * counts[kind, "right"] / (counts[kind, "gold"] + counts[kind, "found"])
            for kind in ("token", "sentence")}


# The reference.


def read_tensors(path):
    import json
    import struct
    data = open(path, "rb").read()
    size = struct.unpack_from("<I", data, 8)[0]
    header = json.loads(data[12:12 + size])
    kinds = {"f16": np.float16, "f32": np.float32}
    tensors = {}
    for name, entry in header["tensors"].items():
        count = int(np.prod(entry["shape"]))
        tensor = np.frombuffer(data, kinds[entry["type"]], count, 12 + size + entry["offset"])
        tensors[name] = tensor.reshape(entry["shape"]).astype(np.float32)
    return header["meta"], tensors


class Reference:
    """Runs exported weights plainly."""

    def __init__(self, path):
        meta, self.tensors = read_tensors(path)
        self.alphabet = Alphabet(meta["characters"])

    def logits(self, text):
        """[len(text), 2]: above zero where a token, a sentence ends."""
        t = self.tensors
        table = t["first.table"]
        half = len(table) // 2
        rows = np.pad(self.alphabet.encode(text), half + REACH, constant_values=NEWLINE)
        n = len(text) + 2 * REACH
        x = t["first.bias"] + sum(table[k][rows[k:k + n]] for k in range(len(table)))
        x[:] = np.maximum(x, 0)
        for i, dilation in enumerate(DILATIONS):
            padded = np.pad(x, ((dilation, dilation), (0, 0)))
            y = t[f"layer{i}.bias"] + sum(padded[k * dilation:k * dilation + n] @ t[f"layer{i}.weight"][k]
                                          for k in range(3))
            x = x + np.maximum(y, 0)
        return (x @ t["output.weight"].T + t["output.bias"])[REACH:REACH + len(text)]

    def spans(self, text):
        logits = self.logits(text) if text else np.zeros((0, 2))
        for match in INNER_HYPHEN.finditer(text):
            i = match.start()
            logits[i - 1:i + 1, 0] = logits[i - 1, 0] + logits[i, 0]
        return spans(text, logits[:, 0] > 0, logits[:, 1] > 0)


def spans(text, token_ends, sentence_ends):
    """Token and sentence spans by the rules at the head of this file."""
    blank = {m.start() for m in BLANK_LINE.finditer(text)}
    tokens, sentences = [], []
    token = sentence = last = None
    for i, c in enumerate(text):
        if SPACES.match(c):
            if i in blank and sentence is not None:
                sentences.append((sentence, last))
                sentence = None
            continue
        token = i if token is None else token
        sentence = i if sentence is None else sentence
        if token_ends[i] or i + 1 == len(text) or SPACES.match(text[i + 1]):
            tokens.append((token, i + 1))
            token, last = None, i + 1
            if sentence_ends[i]:
                sentences.append((sentence, last))
                sentence = None
    if sentence is not None:
        sentences.append((sentence, last))
    return tokens, sentences


def run(options):
    text = sys.stdin.read()
    tokens, sentences = Reference(options.weights).spans(text)
    position = 0
    for _, end in sentences:
        line = []
        while position < len(tokens) and tokens[position][1] <= end:
            line.append(text[slice(*tokens[position])])
            position += 1
        print("\t".join(line))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("train")
    command.add_argument("target")
    command.add_argument("--treebank", nargs="+", required=True)
    command.add_argument("--newswire")
    command.add_argument("--dev", nargs="*", default=[])
    command.add_argument("--epochs", type=int, default=12)
    command.add_argument("--rate", type=float, default=0.004)
    command.add_argument("--seed", type=int, default=1)
    command.set_defaults(function=train)
    command = commands.add_parser("run")
    command.add_argument("weights")
    command.set_defaults(function=run)
    options = parser.parse_args()
    options.function(options)


if __name__ == "__main__":
    main()
