"""Words as subwords of a pre-trained encoder's vocabulary (WordPiece, Wu et al. 2016; uncased, accents stripped).

Everything here is repeated in extract/model/wordpiece.cpp; the two must agree.
"""

import unicodedata

from forms import lower, normalise

LONGEST_WORD = 12  # subwords of a word; the rest is left out
LONGEST_WINDOW = 512  # subwords of a window with its marks; beyond, words keep their first only
SHAPES = 6  # none (marks), lower case, Capitalised, CAPITALS, mIxed, without letters


def shape(form):
    small = [c == "Ll" for c in map(unicodedata.category, form) if c in ("Lu", "Ll", "Lt")]
    if not small:
        return 5
    if all(small):
        return 1
    if not any(small):
        return 3 if len(small) > 1 else 2
    return 2 if not small[0] and all(small[1:]) else 4


def stands_alone(c):
    if ord(c) < 128:
        return not c.isalnum()
    return unicodedata.category(c)[0] == "P"


def parts(form):
    """Lower case without accents, cut around punctuation."""
    text = unicodedata.normalize("NFD", lower(normalise(form)))
    out, word = [], ""
    for c in text:
        if unicodedata.category(c) == "Mn":
            continue
        if stands_alone(c):
            out += [word, c] if word else [c]
            word = ""
        else:
            word += c
    return out + [word] if word else out


class WordPiece:
    def __init__(self, subwords):
        self.ids = {s: i for i, s in enumerate(subwords)}
        self.unknown, self.begin, self.end = (self.ids[s] for s in ("[UNK]", "[CLS]", "[SEP]"))

    def part(self, text):
        out, begin = [], 0
        while begin < len(text):
            prefix = "##" if begin else ""
            end = len(text)
            while end > begin and prefix + text[begin:end] not in self.ids:
                end -= 1
            if end == begin:
                return [self.unknown]
            out.append(self.ids[prefix + text[begin:end]])
            begin = end
        return out

    def word(self, form):
        return [i for p in parts(form) for i in self.part(p)][:LONGEST_WORD] or [self.unknown]

    def window(self, sentences):
        """Subword ids of consecutive sentences (lists of forms), a mark at the beginning and after each, and for every
        subword its sentence, its word in the sentence (-1 for the marks) and the shape of the word."""
        words = [[self.word(f) for f in forms] for forms in sentences]
        if sum(len(w) for s in words for w in s) + len(words) + 1 > LONGEST_WINDOW:
            words = [[w[:1] for w in s] for s in words]
        rows = [(self.begin, 0, -1, 0)]
        for i, (forms, subwords) in enumerate(zip(sentences, words)):
            for k, (form, ids) in enumerate(zip(forms, subwords)):
                rows += [(x, i, k, shape(normalise(form))) for x in ids]
            rows.append((self.end, i, -1, 0))
        return rows
