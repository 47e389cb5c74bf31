"""Trains the tagger, parser and entity recogniser.

    python3 train.py --ud UD_DIR --entities NER_DIR --vectors vectors.npz --work DIR [--epochs 18]
    python3 train.py --ud UD_DIR --entities NER_DIR --encoder encoder.npz --work DIR --rate 1e-3 --epochs 8

The first trains the fast network, the second the accurate one, which fine-tunes an encoder of pretrained.py. UD_DIR holds ewt/ and gum/, NER_DIR holds train.tsv and dev.tsv. DIR/last.pt is written after every epoch; started
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

import anaphora
import data
import decode
from network import Network
from transformer import TransformerNetwork

TAGS = ("upos", "xpos", "feats")
AVERAGE = 0.998
WARM_UP = 100  # steps
WINDOW = 160  # words the accurate network is shown at once in training, in whole sentences, or less
READING_WINDOW = 96  # words it is shown when it reads: more are read worse, and take longer
COREFERENCE_WEIGHT = 1.0
PRONOUN_WEIGHT = 3.0  # of a pronoun's loss beside that of a name or noun: rules link most names
DOCRED_DRAWS = 2  # in an epoch: it is small, and nearest to texts full of pronouns
PRETRAINED_RATE = 0.15  # learning rate of what was pre-trained, as a share of that of the rest


def load(options):
    trees = {}
    for part in ("train", "dev"):
        for bank in ("ewt", "gum"):
            trees[bank, part] = data.read_conllu(glob.glob(os.path.join(options.ud, bank, f"*-{part}*.conllu"))[0])
        if options.coreference:
            clusters = data.read_coreference(os.path.join(options.coreference, part + ".conll"))
            data.add_coreference(trees["gum", part], clusters)
    entities = {part: data.read_entities(os.path.join(options.entities, part + ".tsv")) for part in ("train", "dev")}
    if options.parsed and not options.encoder:
        anaphora.add_trees(entities["train"], options.parsed)
    return trees, entities


def tensors(arrays):
    return {k: torch.from_numpy(v) for k, v in arrays.items()}


def loss_of(network, arrays, labels, lengths):
    out = network.encode(arrays, lengths)
    mask = torch.arange(out.shape[1])[None] < torch.tensor(lengths)[:, None]
    total = out.new_zeros(())
    if labels["entities"].max() >= 0:
        total = total + F.cross_entropy(network.entity_scores(out[mask]), labels["entities"][mask], ignore_index=-1)
    if labels["heads"].max() >= 0:
        total = total + tree_loss(network, out, mask, labels)
    if (labels["mentions"][:, 2] >= 0).any():
        total = total + COREFERENCE_WEIGHT * coreference_loss(network, out, labels["mentions"])
    return total


def tree_loss(network, out, mask, labels):
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


def coreference_loss(network, out, mentions):
    """Of the probability that a mention refers to any earlier one of its cluster, or is the first (Lee et al. 2017)."""
    mentions = mentions[mentions[:, 2] >= 0]  # what the others refer to is not known
    scores = network.coreference_scores(out, mentions)
    cluster = mentions[:, 2]
    right = ((cluster[:, None] == cluster[None, :]) & (cluster[:, None] > 0)).tril(-1)
    right = torch.cat([~right.any(1, keepdim=True), right], 1)
    loss = scores.logsumexp(1) - scores.masked_fill(~right, -1e9).logsumexp(1)
    weight = torch.where(mentions[:, 3] == 0, PRONOUN_WEIGHT, 1.0)
    return (loss * weight).sum() / weight.sum()


def scores(network, encoder, sentences, tokens=4000):
    """Yields (index, scores): upos, xpos, feats, entities [words, labels], arcs [words, words + 1], and relations, which
    makes [words, labels] of chosen heads."""
    network.eval()
    with torch.no_grad():
        for batch in data.batches(sentences, tokens, window=READING_WINDOW if encoder.wordpiece else 0):
            order, arrays, _, lengths = data.collate(encoder, sentences, batch)
            out = network.encode(tensors(arrays), lengths)
            tags = {k: getattr(network, k)(out).numpy() for k in TAGS}
            tags.update(network.more_scores(out, arrays))
            arcs, dependents, heads = network.arcs(out)
            tags.update(arcs=arcs.numpy(), entities=network.entity_scores(out).numpy())
            for row, i in enumerate(order):
                n = lengths[row]

                def relations(chosen, row=row, n=n):
                    return network.relations(dependents[row, :n], heads[row][torch.from_numpy(chosen.copy())]).numpy()
                own = {k: v[row, :n] for k, v in tags.items()}
                yield i, {**own, "arcs": own["arcs"][:, :n + 1], "relations": relations}


def decide(found, transitions):
    """Ids: upos, xpos, feats, heads, deprels, entities, and types where there are scores of them."""
    tree = decode.tree(found["arcs"])
    best = {k: found[k].argmax(-1) for k in (*TAGS, "types") if k in found}
    return {**best, "heads": tree, "deprels": found["relations"](tree).argmax(-1),
            "entities": decode.viterbi(found["entities"], transitions)}


def predict(network, encoder, sentences, transitions):
    """Yields (index, what decide() makes of the scores)."""
    for i, found in scores(network, encoder, sentences):
        yield i, decide(found, transitions)


def evaluate_coreference(network, encoder, sentences):
    """Links to any right antecedent, on mentions of whole documents."""
    found = gold = both = 0
    network.eval()
    with torch.no_grad():
        for batch in data.batches(sentences, 4000, window=READING_WINDOW):
            _, arrays, labels, lengths = data.collate(encoder, sentences, batch)
            mentions = labels["mentions"]
            if not len(mentions):
                continue
            chosen = network.coreference_scores(network.encode(tensors(arrays), lengths), torch.from_numpy(mentions)).argmax(1)
            seen = set()
            for row, link in zip(mentions, chosen.tolist()):
                cluster = row[2]
                gold, found = gold + (cluster in seen), found + (link > 0)
                both += link > 0 and cluster > 0 and mentions[link - 1][2] == cluster
                if cluster:
                    seen.add(cluster)
    return f"links P {100 * both / max(1, found):.2f} R {100 * both / max(1, gold):.2f}"


def entity_scores(vocabulary, predicted):
    """Of pairs: ids of the tags of a sentence, and the sentence."""
    found = gold = both = 0
    for tags, sentence in predicted:
        a = decode.spans([vocabulary.entities[t] for t in tags])
        b = decode.spans(sentence.entities)
        found, gold, both = found + len(a), gold + len(b), both + len(a & b)
    return f"P {100 * both / max(1, found):.2f} R {100 * both / gold:.2f} F1 {200 * both / (found + gold):.2f}"


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
            for name in TAGS:
                right[name] += sum(getattr(vocabulary, name)[a] == b for a, b in zip(p[name], getattr(s, name)))
            hit = [a == b for a, b in zip(p["heads"], s.heads)]
            right["uas"] += sum(hit)
            right["las"] += sum(h and vocabulary.deprels[a].split(":")[0] == b.split(":")[0]
                                for h, a, b in zip(hit, p["deprels"], s.deprels))
        report.append(bank + " " + " ".join(f"{k} {100 * v / right['n']:.2f}" for k, v in right.items() if k != "n"))
    if encoder.wordpiece:
        report.append(evaluate_coreference(network, encoder, trees["gum", "dev"]))
    predicted = ((p["entities"], entities["dev"][i]) for i, p in predict(network, encoder, entities["dev"], transitions))
    report.append("entities " + entity_scores(vocabulary, predicted))
    return " | ".join(report)


def articles_of(options, entities):
    out = [anaphora.newswire(entities, options.parsed)]
    if options.docred:
        out += [anaphora.encyclopedia(options.docred, options.docred_parsed)] * DOCRED_DRAWS
    return out


def words_of(sentences):
    return sum(len(s.forms) for s in sentences)


def build(settings, vocabulary):
    """The network of a checkpoint, its weights not yet loaded."""
    if settings["kind"] == "transformer":
        return TransformerNetwork(vocabulary, settings["layers"])
    width = settings["vector_width"]
    rows = np.zeros((len(vocabulary.vector_words), width), np.int8)
    return Network(vocabulary, {"rows": rows, "scale": np.zeros(len(rows), np.float32)}, settings["hidden"])


def finished(checkpoint):
    """The network of a checkpoint, to read with."""
    network = build(checkpoint["settings"], checkpoint["vocabulary"])
    network.load_state_dict(checkpoint["network"])
    network.eval()
    network.half = True
    return network


def begin(options, trees, entities):
    """(network, vocabulary, settings) with the pre-trained weights in place."""
    vocabulary = data.Vocabulary(trees, entities)
    pretrained = np.load(options.encoder or options.vectors)
    if options.encoder:
        vocabulary.subwords = [str(s) for s in pretrained["subwords"]]
        settings = {"kind": "transformer", "layers": min(options.layers, int(pretrained["layers"]))}
        network = build(settings, vocabulary)
        network.begin_with(pretrained)
    else:
        vocabulary.vector_words = [str(w) for w in pretrained["words"]]
        settings = {"kind": "bilstm", "hidden": options.hidden, "vector_width": pretrained["rows"].shape[1]}
        network = Network(vocabulary, pretrained, options.hidden)
    return network, vocabulary, settings


def optimizer_of(network, options):
    """The pre-trained layers of a transformer learn slower than the rest."""
    learned = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    slow = [p for n, p in learned if n.startswith(("layers.", "positions.", "norm."))]
    fast = [p for n, p in learned if not n.startswith(("layers.", "positions.", "norm."))]
    groups = [{"params": fast, "lr": options.rate}]
    if slow:
        groups.append({"params": slow, "lr": options.rate * PRETRAINED_RATE})
    return torch.optim.Adam(groups, betas=(0.9, 0.95), fused=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coreference", help="directory of OntoGUM's train.conll and dev.conll")
    for name in ("ud", "entities", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--vectors", help="word vectors of vectors.py")
    parser.add_argument("--encoder", help="encoder of pretrained.py")
    parser.add_argument("--layers", type=int, default=12, help="first layers of the encoder that are used")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--tokens", type=int, default=900, help="padded tokens in a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--share", type=float, default=0.45, help="share of the entity batches used in an epoch")
    parser.add_argument("--start", help="weights (an average.pt) to begin with, for another round")
    parser.add_argument("--frozen", type=int, default=0, help="first layers of the transformer that learn no more")
    parser.add_argument("--parsed", help="entity training data as parsed by an earlier network: trees for the fast network, "
                        "examples of pronouns for the accurate one (anaphora.py)")
    parser.add_argument("--docred", help="dev_revised.json of Re-DocRED, for more such examples")
    parser.add_argument("--docred-parsed", help="the same, parsed")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    generator = random.Random(1)
    os.makedirs(options.work, exist_ok=True)

    trees, entities = load(options)
    training = [s for (bank, part), x in trees.items() if part == "train" for s in x if len(s.forms) <= 120]
    network, vocabulary, settings = begin(options, training, entities["train"])
    encoder = data.Encoder(vocabulary)
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=False)["network"])
    if options.frozen:
        network.freeze(options.frozen)
    articles = articles_of(options, entities["train"]) if options.parsed and encoder.wordpiece else []
    learned = [p for p in network.parameters() if p.requires_grad]
    print("words", len(vocabulary.words), "characters", len(vocabulary.characters), "feats", len(vocabulary.feats),
          "deprels", len(vocabulary.deprels), "weights", sum(p.numel() for p in learned), flush=True)
    optimizer = optimizer_of(network, options)
    others = [s for a in articles for s in a.sentences()] or entities["train"]
    total = options.epochs * (words_of(training) + options.share * words_of(others))
    rates = [group["lr"] for group in optimizer.param_groups]
    average = [p.detach().clone() for p in learned]
    first = step = words = 0
    last = os.path.join(options.work, "last.pt")
    if os.path.exists(last):
        state = torch.load(last, weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average, first, step, words = state["average"], state["epoch"], state["step"], state["words"]
        generator.setstate(state["generator"])

    for epoch in range(first, options.epochs):
        network.train()
        began, spent, summed, seen = time.time(), time.process_time(), 0.0, 0
        window = generator.choice([WINDOW // 4, WINDOW // 2, WINDOW, WINDOW]) if encoder.wordpiece else 0
        work = [(training, b) for b in data.batches(training, options.tokens, generator, window)]
        for other in [a.draw(generator) for a in articles] or [entities["train"]]:
            some = data.batches(other, options.tokens, generator, window)
            work += [(other, b) for b in some[: int(options.share * len(some))]]
        generator.shuffle(work)
        for sentences, batch in work:
            _, arrays, labels, lengths = data.collate(encoder, sentences, batch, generator)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * min(1, (step + 1) / WARM_UP) * max(0.01, 1 - words / total)
            loss = loss_of(network, tensors(arrays), tensors(labels), lengths)
            if not loss.requires_grad:  # nothing is known of these sentences
                continue
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 5.0)
            optimizer.step()
            step, words = step + 1, words + sum(lengths)
            with torch.no_grad():
                torch._foreach_mul_(average, AVERAGE)
                torch._foreach_add_(average, [p.detach() for p in learned], alpha=1 - AVERAGE)
            summed, seen = summed + float(loss.detach()) * sum(lengths), seen + sum(lengths)
        spent = time.process_time() - spent
        state = network.state_dict()
        torch.save({"network": state, "optimizer": optimizer.state_dict(), "step": step, "words": words,
                    "average": average, "epoch": epoch + 1, "generator": generator.getstate()}, last + ".part")
        os.replace(last + ".part", last)
        keep = [p.detach().clone() for p in learned]
        with torch.no_grad():
            for p, a in zip(learned, average):
                p.copy_(a)
        torch.save({"network": network.state_dict(), "vocabulary": vocabulary, "settings": settings},
                   os.path.join(options.work, "average.pt"))
        print(f"epoch {epoch + 1} loss {summed / seen:.3f} wall {time.time() - began:.0f} s, {seen / spent:.0f} tokens per "
              f"CPU second | {evaluate(network, encoder, vocabulary, trees, entities)}", flush=True)
        with torch.no_grad():
            for p, k in zip(learned, keep):
                p.copy_(k)


if __name__ == "__main__":
    main()
