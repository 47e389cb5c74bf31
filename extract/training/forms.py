"""How the networks see a word. Repeated in extract/model/features.cpp; the two must agree."""

PTB = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
FOLD = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "ʼ": "'",
                      "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"})


def normalise(form):
    """Typographic variants of one character look the same to the network."""
    form = PTB.get(form, form).translate(FOLD)
    if form == "--":
        return "-"
    return "..." if form == "…" else form


def lower(text):
    """Lower case of single characters whose lower case is a single character; locale-free."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
