"""The entities of GUM (Zeldes 2017), as brackets in Entity= of MISC. Standard library only."""

import re

NONE = "_"  # type of a word that heads no mention


def spans(misc):
    """(begin, end, type) of the mentions of a sentence: brackets such as (7-person-new-... and 7)."""
    begun = []
    for i, column in enumerate(misc):
        for entity in (x[7:] for x in column.split("|") if x.startswith("Entity=")):
            for opens, body, closes in re.findall(r"(\(?)([^()]+)(\)?)", entity):
                name, _, rest = body.partition("-")
                name = name.split("[")[0]  # a part of a mention that has several
                if opens:
                    begun.append((name, i, rest.split("-")[0]))
                if closes:
                    at = max(k for k, (other, _, _) in enumerate(begun) if other == name)
                    _, begin, kind = begun.pop(at)
                    yield begin, i + 1, kind


def head_types(misc, heads):
    """For each word the type of the mention that it heads: the word whose own head (1-based, 0 = root) lies outside. Of two
    mentions with one head the longer counts."""
    out = [NONE] * len(heads)
    for begin, end, kind in sorted(spans(misc), key=lambda x: x[1] - x[0]):
        out[next(k for k in range(begin, end) if not begin < heads[k] <= end)] = kind
    return out
