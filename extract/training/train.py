"""Trains the tagger, parser and entity recogniser.

    python3 train.py --ud UD_DIR --entities NER_DIR --vectors vectors.npz --work DIR [--epochs 18]

UD_DIR holds ewt/ and gum/, NER_DIR holds train.tsv and dev.tsv. DIR/last.pt is written after every epoch; started
again with the same DIR, training goes on from there. A second round may begin with the average of the first (--start)
and another share of entity data. DIR/average.pt holds the running average of the weights,
which is what `export.py` turns into the model file.
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

import data
import decode
from network import Network

AVERAGE = 0.998


def load(options):
    trees = {}
    for part in ("train", "dev"):
        for bank in ("ewt", "gum"):
            trees[bank, part] = data.read_conllu(glob.glob(os.path.join(options.ud, bank, f"*-{part}*.conllu"))[0])
    entities = {part: data.read_entities(os.path.join(options.entities, part + ".tsv")) for part in ("train", "dev")}
    return trees, entities


def tensors(arrays):
    return {k: torch.from_numpy(v) for k, v in arrays.items()}


def loss_of(network, arrays, labels, lengths):
    out = network.encode(arrays, lengths)
    mask = torch.arange(out.shape[1])[None] < torch.tensor(lengths)[:, None]
    if labels["heads"].max() < 0:
        return F.cross_entropy(network.entity_scores(out)[mask], labels["entities"][mask], ignore_index=-1)
    scores, dependents, heads = network.arcs(out)
    reachable = torch.cat([mask.new_ones(len(mask), 1), mask], 1)
    scores = scores.masked_fill(~reachable.unsqueeze(1), decode.LOW)
    gold = labels["heads"].clamp(min=0)
    chosen = torch.gather(heads, 1, gold.unsqueeze(-1).expand(-1, -1, heads.shape[-1]))
    flat = out[mask]
    total = F.cross_entropy(scores[mask], labels["heads"][mask])
    total = total + F.cross_entropy(network.relations(dependents[mask], chosen[mask]), labels["deprels"][mask])
    for name, weight in (("upos", 0.5), ("xpos", 0.5), ("feats", 0.3)):
        total = total + weight * F.cross_entropy(getattr(network, name)(flat), labels[name][mask])
    return total


def predict(network, encoder, sentences, transitions, tokens=4000):
    """Yields (index, arrays of predicted ids: upos, xpos, feats, heads, deprels, entities)."""
    network.eval()
    with torch.no_grad():
        for indices in data.batches(sentences, tokens):
            order, arrays, _, lengths = data.collate(encoder, sentences, indices)
            out = network.encode(tensors(arrays), lengths)
            tags = {k: getattr(network, k)(out).argmax(-1).numpy() for k in ("upos", "xpos", "feats")}
            scores, dependents, heads = network.arcs(out)
            scores, entity = scores.numpy(), network.entity_scores(out).numpy()
            for row, i in enumerate(order):
                n = lengths[row]
                tree = decode.tree(scores[row, :n])
                rel = network.relations(dependents[row, :n], heads[row][torch.from_numpy(tree.copy())]).argmax(-1)
                yield i, {**{k: v[row, :n] for k, v in tags.items()}, "heads": tree, "deprels": rel.numpy(),
                          "entities": decode.viterbi(entity[row, :n], transitions)}


def evaluate(network, encoder, vocabulary, trees, entities):
    transitions = decode.legal_transitions(vocabulary.entities)
    report = []
    for (bank, part), sentences in trees.items():
        if part != "dev":
            continue
        right = dict.fromkeys(("n", "upos", "xpos", "feats", "uas", "las"), 0)
        for i, p in predict(network, encoder, sentences, transitions):
            s = sentences[i]
            right["n"] += len(s.forms)
            for name in ("upos", "xpos", "feats"):
                right[name] += sum(getattr(vocabulary, name)[a] == b for a, b in zip(p[name], getattr(s, name)))
            hit = [a == b for a, b in zip(p["heads"], s.heads)]
            right["uas"] += sum(hit)
            right["las"] += sum(h and vocabulary.deprels[a].split(":")[0] == b.split(":")[0]
                                for h, a, b in zip(hit, p["deprels"], s.deprels))
        report.append(bank + " " + " ".join(f"{k} {100 * v / right['n']:.2f}" for k, v in right.items() if k != "n"))
    found = gold = both = 0
    for i, p in predict(network, encoder, entities["dev"], transitions):
        a = decode.spans([vocabulary.entities[t] for t in p["entities"]])
        b = decode.spans(entities["dev"][i].entities)
        found, gold, both = found + len(a), gold + len(b), both + len(a & b)
    report.append(f"entities P {100 * both / max(1, found):.2f} R {100 * both / gold:.2f} F1 {200 * both / (found + gold):.2f}")
    return " | ".join(report)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("ud", "entities", "vectors", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--tokens", type=int, default=900, help="padded tokens in a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--share", type=float, default=0.45, help="share of the entity batches used in an epoch")
    parser.add_argument("--start", help="weights (an average.pt) to begin with, for another round")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    generator = random.Random(1)
    os.makedirs(options.work, exist_ok=True)

    trees, entities = load(options)
    training = [s for (bank, part), x in trees.items() if part == "train" for s in x if len(s.forms) <= 120]
    vectors = np.load(options.vectors)
    vocabulary = data.Vocabulary(training, entities["train"], vectors)
    encoder = data.Encoder(vocabulary)
    network = Network(vocabulary, vectors, options.hidden)
    if options.start:
        network.load_state_dict(torch.load(options.start)["network"])
    learned = [p for p in network.parameters() if p.requires_grad]
    print("words", len(vocabulary.words), "characters", len(vocabulary.characters), "feats", len(vocabulary.feats),
          "deprels", len(vocabulary.deprels), "weights", sum(p.numel() for p in learned), flush=True)
    optimizer = torch.optim.Adam(learned, lr=options.rate, betas=(0.9, 0.95))
    per_epoch = len(data.batches(training, options.tokens)) + int(
        options.share * len(data.batches(entities["train"], options.tokens)))
    total = options.epochs * per_epoch
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / 100) * max(0.01, 1 - step / total))
    average = [p.detach().clone() for p in learned]
    first = 0
    last = os.path.join(options.work, "last.pt")
    if os.path.exists(last):
        state = torch.load(last)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average, first = state["average"], state["epoch"]
        generator.setstate(state["generator"])

    for epoch in range(first, options.epochs):
        network.train()
        began, spent, summed, seen = time.time(), time.process_time(), 0.0, 0
        work = [(training, b) for b in data.batches(training, options.tokens, generator)]
        other = data.batches(entities["train"], options.tokens, generator)
        work += [(entities["train"], b) for b in other[: int(options.share * len(other))]]
        generator.shuffle(work)
        for sentences, indices in work:
            _, arrays, labels, lengths = data.collate(encoder, sentences, indices, generator)
            loss = loss_of(network, tensors(arrays), tensors(labels), lengths)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 5.0)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                torch._foreach_mul_(average, AVERAGE)
                torch._foreach_add_(average, [p.detach() for p in learned], alpha=1 - AVERAGE)
            summed, seen = summed + float(loss.detach()) * sum(lengths), seen + sum(lengths)
        spent = time.process_time() - spent
        state = network.state_dict()
        torch.save({"network": state, "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                    "average": average, "epoch": epoch + 1, "generator": generator.getstate()}, last + ".part")
        os.replace(last + ".part", last)
        keep = [p.detach().clone() for p in learned]
        with torch.no_grad():
            for p, a in zip(learned, average):
                p.copy_(a)
        torch.save({"network": network.state_dict(), "vocabulary": vocabulary, "hidden": options.hidden},
                   os.path.join(options.work, "average.pt"))
        print(f"epoch {epoch + 1} loss {summed / seen:.3f} wall {time.time() - began:.0f} s, {seen / spent:.0f} tokens per "
              f"CPU second | {evaluate(network, encoder, vocabulary, trees, entities)}", flush=True)
        with torch.no_grad():
            for p, k in zip(learned, keep):
                p.copy_(k)


if __name__ == "__main__":
    main()
