"""Examples of coreference from texts whose pronouns nobody has annotated: a name that its article repeats becomes the
pronoun that could stand in its place, and means what the name meant (after Kocijan et al. 2019, "WikiCREM"). What common
nouns and the article's own pronouns mean stays unknown. The texts are the newswire of the entity data, whose names are
linked here by their words, and Re-DocRED, which links them itself.

    python3 anaphora.py words FILE > words.conllu               FILE: train.tsv or dev_revised.json
    whom extract --model accurate --format conllu --reparse words.conllu > parsed.conllu

train.py takes the parsed files as --parsed and --parsed-docred.
"""

import collections
import json
import sys

from data import Sentence, read_conllu, read_entities

SHARE = 0.6  # of the names that could be pronouns, those that become one
REACH = 3  # sentences back to the name it stands for
PRONOUNS = {"he": ("he", "him", "his"), "she": ("she", "her", "her"), "it": ("it", "it", "its")}
GENDERS = {form: kind for kind in ("he", "she") for form in PRONOUNS[kind]}
PLACES = {"nsubj": 0, "nsubj:pass": 0, "obj": 1, "iobj": 1, "obl": 1, "obl:agent": 1, "nmod": 1, "nmod:poss": 2}
UNKNOWN = -1  # cluster of a word that may refer to anything
LINKED = {"PER": "Person", "ORG": "Organization", "LOC": "Location"}


class Name:
    """Words begin..end of a sentence that name an entity (a number within the document, or None); with a tree: its head,
    the word after it that a pronoun absorbs ('s) or None, and the case of that pronoun (index of PRONOUNS) or None."""

    __slots__ = ("begin", "end", "kind", "entity", "head", "case", "absorbed")

    def __init__(self, begin, end, kind, entity=None):
        self.begin, self.end, self.kind, self.entity = begin, end, kind, entity
        self.head = self.case = self.absorbed = None


def tagged_names(s):
    out, begin = [], 0
    for i, tag in enumerate(s.entities):
        if tag[0] in "BS":
            begin = i
        if tag[0] in "ES":
            out.append(Name(begin, i + 1, tag[2:]))
    return out


def read_docred(path):
    """Sentences without labels, and for each its names."""
    sentences, names = [], []
    with open(path, encoding="utf8") as file:
        articles = json.load(file)
    for article in articles:
        own = [{} for _ in article["sents"]]
        for number, mentions in enumerate(article["vertexSet"], 1):
            for m in mentions:
                if m["type"] in LINKED:
                    begin, end = m["pos"]
                    own[m["sent_id"]][begin] = Name(begin, end, LINKED[m["type"]], number)
        for forms, found in zip(article["sents"], own):
            sentences.append(Sentence([f.strip() or "_" for f in forms], article["title"]))
            names.append([found[k] for k in sorted(found)])
    return sentences, names


def write_words(sentences, out):
    document = None
    for s in sentences:
        if s.document != document:
            out.write(f"# newdoc id = {s.document}\n")
            document = s.document
        out.writelines(f"{k}\t{form}" + "\t_" * 8 + "\n" for k, form in enumerate(s.forms, 1))
        out.write("\n")


def add_trees(sentences, path):
    """Gives the sentences the tags and trees of a parse of write_words()."""
    parsed = read_conllu(path)
    if [len(s.forms) for s in parsed] != [len(s.forms) for s in sentences]:
        raise ValueError(f"{path} does not have the sentences of the data")
    for s, p in zip(sentences, parsed):
        for name in ("upos", "xpos", "feats", "heads", "deprels"):
            setattr(s, name, getattr(p, name))


def link_names(document):
    """Numbers the entities of one document's tagged names; a surname means the only full name that ends in it."""
    full = collections.defaultdict(set)
    for s, names in document:
        for n in names:
            if n.kind == "Person" and n.end - n.begin > 1:
                full[s.forms[n.end - 1].lower()].add(" ".join(s.forms[n.begin:n.end]).lower())
    numbers = {}
    for s, names in document:
        for n in names:
            key = " ".join(s.forms[n.begin:n.end]).lower()
            if n.kind == "Person" and len(full.get(key, ())) == 1:
                key = next(iter(full[key]))
            if n.kind in LINKED.values():
                n.entity = numbers.setdefault((n.kind, key), len(numbers) + 1)


def place_names(s, names):
    """Tells where a pronoun can replace the whole phrase of a name."""
    for n in names:
        n.head = next((k for k in range(n.begin, n.end) if not n.begin < s.heads[k] <= n.end), n.end - 1)
        around = [k for k, head in enumerate(s.heads) if head - 1 == n.head and not n.begin <= k < n.end]
        if n.end < len(s.forms) and n.end in around and s.forms[n.end] in ("'s", "’s", "'", "’"):
            n.absorbed = n.end
        case = PLACES.get(s.deprels[n.head])
        alone = all(s.deprels[k] in ("case", "punct") for k in around)
        n.case = case if alone and (case == 2) == (n.absorbed is not None) else None


def genders(document):
    """{entity: "he" or "she"}: what the pronouns after its name mostly are, where the sentence names one person."""
    votes = collections.defaultdict(collections.Counter)
    last = None
    for s, names in document:
        at = {n.end - 1: n.entity for n in names if n.kind == "Person" and n.entity}
        for k, form in enumerate(s.forms):
            last = at.get(k, last)
            if form.lower() in GENDERS and last and len(set(at.values())) <= 1:
                votes[last][GENDERS[form.lower()]] += 1
    return {entity: v.most_common(1)[0][0] for entity, v in votes.items()}


class Articles:
    """Sentences with trees whose names are linked within each document."""

    def __init__(self, sentences, names):
        documents = collections.defaultdict(list)
        for s, found in zip(sentences, names):
            place_names(s, found)
            documents[s.document].append((s, found))
        self.documents = [(document, genders(document)) for document in documents.values()]

    def sentences(self):
        return [s for document, _ in self.documents for s, _ in document]

    def draw(self, generator, share=1):
        """The sentences of this share of the documents without their trees, some names replaced by pronouns, with
        clusters."""
        out = []
        some = self.documents if share == 1 else generator.sample(self.documents, int(share * len(self.documents)))
        for document, known in some:
            gender, recent = dict(known), {}  # recent: the last sentence that names the entity
            for i, (s, names) in enumerate(document):
                chosen = {}
                for n in names:
                    if not n.entity:
                        continue
                    if n.kind == "Person":
                        gender.setdefault(n.entity, generator.choice(("he", "she")))
                    earlier = [m for m in names if m.entity == n.entity and m.end <= n.begin and m.begin not in chosen]
                    reflexive = n.case != 2 and any(s.heads[m.head] == s.heads[n.head] for m in earlier)
                    near = earlier or i - recent.get(n.entity, -9) <= REACH
                    adverbial = n.kind == "Location" and n.case == 1  # "there"
                    can = n.case is not None and near and not reflexive and not adverbial
                    if can and generator.random() < SHARE:
                        chosen[n.begin] = n
                    else:
                        recent[n.entity] = i
                out.append(rewrite(s, names, chosen, gender))
        return out


def rewrite(s, names, chosen, gender):
    clusters = {n.head: n.entity for n in names if n.entity}
    within = {k: n for n in chosen.values() for k in range(n.begin, n.end + (n.absorbed is not None))}
    out = Sentence([], s.document)
    out.upos, out.feats, out.clusters, entities = [], [], [], []
    for k, form in enumerate(s.forms):
        n = within.get(k)
        if n and k != n.begin:
            continue
        if n:
            pronoun = PRONOUNS[gender[n.entity] if n.kind == "Person" else "it"][n.case]
            form = pronoun if out.forms else pronoun.capitalize()
        out.forms.append(form)
        out.upos.append("PRON" if n else s.upos[k])
        out.feats.append("Number=Sing" if n else s.feats[k])
        out.clusters.append(n.entity if n else clusters.get(k, UNKNOWN))
        entities.append("O" if n else s.entities[k] if s.entities else None)
    out.entities = entities if s.entities else None
    return out


def newswire(sentences, parsed):
    """Articles of the entity data."""
    add_trees(sentences, parsed)
    names = [tagged_names(s) for s in sentences]
    documents = collections.defaultdict(list)
    for s, found in zip(sentences, names):
        documents[s.document].append((s, found))
    for document in documents.values():
        link_names(document)
    return Articles(sentences, names)


def encyclopedia(path, parsed):
    """Articles of Re-DocRED."""
    sentences, names = read_docred(path)
    add_trees(sentences, parsed)
    return Articles(sentences, names)


if __name__ == "__main__":
    source = sys.argv[2]
    write_words(read_docred(source)[0] if source.endswith(".json") else read_entities(source), sys.stdout)
