"""Turns treebanks back into raw text, with the places where tokens and sentences end.

A document is a list of paragraphs, a paragraph a list of sentences, a sentence a list of Piece. `Renderer` writes a
document as characters in many typographic guises: treebanks hold mostly straight quotes and tidy spaces, newspapers do
not. It also invents what newswire is full of and treebanks are not: unheard-of names, initials inside names, titles with
full stops, currency written to the figure, quotations with and without a speaker, texts of one paragraph.
"""

import re

UNKNOWN, NO, YES = -1, 0, 1
FINAL = set(".!?…")
CLOSING = set("\"'”’)]»")
CONTRACTIONS = {"s", "t", "m", "d", "re", "ve", "ll", "S", "T", "M", "D", "RE", "VE", "LL"}


class Piece:
    """One token: its form, whether a space follows, whether a sentence or the token itself is known to end here."""

    __slots__ = ("form", "space", "proper", "token", "sentence")

    def __init__(self, form, space, proper=False, token=YES, sentence=NO):
        self.form, self.space, self.proper, self.token, self.sentence = form, space, proper, token, sentence

    def copy(self):
        return Piece(self.form, self.space, self.proper, self.token, self.sentence)


def read_treebank(path, genres=()):
    """Documents of a CoNLL-U file. A multiword token is cut into its parts when they spell it.

    With genres: only documents whose id contains one of them.
    """
    documents, rows, kept = [], [], []
    with open(path, encoding="utf8") as file:
        for line in list(file) + [""]:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                documents.append([[]])
                if not genres or any(g in line for g in genres):
                    kept.append(documents[-1])
            elif line.startswith("# newpar") and documents[-1][-1]:
                documents[-1].append([])
            elif line and line[0] != "#":
                rows.append(line.split("\t"))
            elif not line and rows:
                documents[-1][-1].append(_sentence(rows))
                rows = []
    return kept


def _sentence(rows):
    pieces, index = [], 0
    while index < len(rows):
        row = rows[index]
        index += 1
        if "." in row[0]:
            continue
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            parts = rows[index:index + last - first + 1]
            index += last - first + 1
            if "".join(p[1] for p in parts) != row[1]:
                parts = [row]
        else:
            parts = [row]
        for number, part in enumerate(parts):
            pieces.append(Piece(part[1], space and number == len(parts) - 1, part[3] == "PROPN"))
    pieces[-1].sentence = YES
    return pieces


def read_newswire(path):
    """Documents of an entity file without spaces and sentence ends: spaces are guessed, token ends stay unknown.

    Inside an entity no sentence ends; a full stop after a plain lower-case word and before a capital is an end;
    other stops are left unknown.
    """
    documents, rows = [], []
    with open(path, encoding="utf8") as file:
        for line in list(file) + ["-DOCSTART-"]:
            columns = line.rstrip("\n").split("\t")
            if columns[0] == "-DOCSTART-":
                if rows:
                    documents[-1].append([_newswire_paragraph(rows)])
                rows = []
                documents.append([])
            elif columns[0]:
                rows.append((columns[0], columns[-1]))
            elif rows:
                documents[-1].append([_newswire_paragraph(rows)])
                rows = []
    return [d for d in documents if d]


def _newswire_paragraph(rows):
    pieces, quote_open = [], False
    for form, tag in rows:
        if form in '"`' and len(form) == 1:
            quote_open = not quote_open
        glued = (form in ",.;:!?)]}%”" or form[0] in "'’" or form in ("n't", "n’t")
                 or (form == '"' and not quote_open) or (form == "-" and pieces and pieces[-1].form[-1:].isalnum()))
        if pieces and pieces[-1].form in ("-", "'", "’", "(", "[", "“", "$", "/", '"'):
            last = pieces[-1].form
            opened = last in "([“$/" or (last == '"' and quote_open) or (last == "-" and form[0].isalnum())
            glued = glued or opened or (last in "'’" and form in CONTRACTIONS)
        if glued and pieces:
            pieces[-1].space = False
        pieces.append(Piece(form, True, tag != "O", UNKNOWN, NO))
    for i, piece in enumerate(pieces):
        if piece.form[-1] in FINAL and i + 1 < len(pieces):
            _mark_newswire_stop(pieces, rows, i)
    pieces[-1].sentence = YES
    return pieces


def _mark_newswire_stop(pieces, rows, i):
    end = i
    while end + 1 < len(pieces) and pieces[end + 1].form in ("”", ")") or (
            end + 1 < len(pieces) and pieces[end + 1].form == '"' and not pieces[end].space):
        end += 1
    following = pieces[end + 1].form if end + 1 < len(pieces) else ""
    if rows[i + 1][1][0] in "IE" or following[:1].islower():
        return
    before = pieces[i - 1].form if i else ""
    sure = (len(before) > 3 and before.isalpha() and before.islower() and pieces[i].form == "." and end == i
            and (following[:1].isupper() or following == "“"))
    for k in range(i, end + 1):
        pieces[k].sentence = UNKNOWN
    if sure:
        pieces[i].sentence = YES


SPEECH = ("said", "said", "said", "says", "asked", "added", "noted", "told reporters", "shared", "wrote", "stressed",
          "explained", "warned", "replied", "continued", "argued", "announced", "recalled", "insisted", "stated")
TAILS = ("", "", "", "in a statement", "on Monday", "at a press conference", "in an interview", "yesterday", "on Friday")
TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Gen.", "Lt.", "Lt.-Gen.", "Maj.-Gen.", "Col.", "Capt.", "Sgt.", "Sen.", "Rep.",
          "Gov.", "Prof.", "Rev.", "Hon.", "Amb.", "Pres.", "Pol.", "St.", "Eng.", "Adm.", "Fr.", "H.E.", "Sec.", "Min.",
          "Pol Lt-Gen.", "Lt-Gen.", "Supt.", "Insp.", "Atty.", "Gen. (Rtd.)", "Col. (Ret.)", "Hon. (Dr.)")
STATES = ("U.S.", "U.S.", "U.S.", "U.N.", "U.K.", "E.U.", "U.A.E.", "D.R.", "A.U.")
OFFICES = ("President", "Secretary", "Senator", "Ambassador", "Congress", "Embassy", "Department", "Special Envoy")
MONEY = ("Ksh.", "Ksh.", "Ksh", "Sh.", "Sh", "KSh.", "Rs.", "Rs", "US$", "C$", "A$", "S$", "RM", "€", "£", "N", "Rp",
         "R", "Tk.", "P", "GH¢", "USh.", "TSh.", "Fr.", "Gdes.", "NT$", "B/.", "S/.", "¥")
NUMBERED = ("No.", "No.", "No.", "no.", "Nos.", "Art.", "Fig.", "p.", "pp.", "vol.", "Sec.", "Ch.", "Vol.", "Res.")
ASIDES = ("e.g.", "i.e.", "cf.", "approx.", "vs.", "ca.", "incl.", "esp.", "a.k.a.")
UNITS = ("bn", "m", "mn", "mil", "bil", "million", "billion", "crore", "k")
HOURS = ("p.m.", "a.m.", "p.m.", "a.m.")
COMPANY = ("Inc.", "Corp.", "Ltd.", "Co.", "Jr.", "Sr.", "Bros.", "Bhd.", "S.A.", "Ph.D.", "M.P.")


def words(text):
    """Pieces of an invented phrase: hyphens and brackets separate, full stops stay with their word."""
    pieces = []
    for word in text.split():
        parts = [p for p in re.split(r"([-()])", word) if p]
        pieces += [Piece(p, i == len(parts) - 1, p[0].isupper()) for i, p in enumerate(parts)]
    return pieces


class Renderer:
    """Writes documents with a generator of its own, so that a run can be repeated."""

    def __init__(self, documents, generator, plain=False):
        self.random, self.plain = generator, plain
        sentences = [s for d in documents for p in d for s in p]
        self.quotable = [s for s in sentences if 4 <= len(s) <= 25 and s[-1].form in (".", "!", "?")
                         and s[0].form[0].isupper() and not any(c in '"“”' for p in s for c in p.form)]
        self.names = self._names(sentences)

    def _names(self, sentences):
        names = []
        for s in sentences:
            run = []
            for p in s[1:]:
                if p.proper and p.form[0].isupper() and p.form.isalpha() and len(p.form) > 2:
                    run.append(p.form)
                elif run:
                    if len(run) <= 3:
                        names.append(run)
                    run = []
        return names or [["Smith"]]

    def chance(self, probability):
        return not self.plain and self.random.random() < probability

    def render(self, document):
        """(text, token ends, sentence ends), one label of -1, 0, 1 per character."""
        self.curly = self.chance(0.4)
        self.dashes = self.chance(0.4)
        gap_lost = self.chance(0.04)
        upper = self.chance(0.02)
        if self.chance(0.3):  # so that the end of a text is seen often
            document = [self.random.choice(document)]
        paragraphs = [[self._vary(s) for s in p] for p in document]
        if self.chance(0.35):
            for _ in range(1 + len(paragraphs) // 8):
                paragraphs.insert(self.random.randrange(len(paragraphs) + 1), self._quotation())
        if not self.plain:
            for p in paragraphs:
                self._typography([piece for s in p for piece in s])
        return self._write(paragraphs, gap_lost, upper)

    # What newswire has and treebanks lack.

    def _vary(self, sentence):
        pieces = [p.copy() for p in sentence]
        if self.plain:
            return pieces
        self._rename(pieces)
        out = []
        for i, p in enumerate(pieces):
            before, unit = pieces[i - 1] if i else None, None
            starts_name = p.proper and p.form[0].isupper() and before and not before.proper and before.space
            draw = self.random.random()
            if starts_name and p.form[-1] != ".":
                if draw < 0.03:
                    out += words(self.random.choice(TITLES))
                elif draw < 0.05:
                    out += words(self.random.choice(STATES)) + words(self.random.choice(OFFICES))
                elif draw < 0.06:
                    out += words(self.random.choice(STATES))
                elif draw < 0.09:
                    out += words(self._initial() + (" " + self._initial() if draw > 0.08 else ""))
            elif p.proper and before and before.proper and before.space and p.form.isalpha():
                if draw < 0.06:
                    out += words(self._initial() + (" " + self._initial() if draw > 0.05 else ""))
                elif draw < 0.09:
                    self._join(out)
            elif p.form[0].isdigit() and before and before.space and before.form.isalpha() and draw < 0.1:
                unit = self._before_number(out, draw)
            elif p.form.islower() and before and before.space and before.form.islower() and draw < 0.004:
                out += words(self.random.choice(ASIDES))
            if p.form.isdigit() and len(p.form) < 3 and p.space and draw > 0.95:
                teen = len(p.form) == 2 and p.form[0] == "1"
                p.form += "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(p.form[-1], "th")
            out.append(p)
            if unit:
                out.append(Piece(unit, p.space))
                p.space = self.random.random() < 0.3
            if p.space and p.form[-1] in "sS" and p.form.isalpha() and i + 1 < len(pieces) and draw > 0.99:
                p.space = False
                out.append(Piece("'", True))
            if p.proper and p.space and p.sentence == NO and i + 1 < len(pieces) and draw > 0.99:
                out += words(self.random.choice(COMPANY))
        if len(out) > 3 and out[-1].form in ".?" and out[-2].form.isalpha() and self.random.random() < 0.02:
            out[-2].form, out[-2].space = self._address(), False
        elif (len(out) > 2 and out[-1].form == "." and out[-2].proper and out[-2].form[0].isupper()
                and self.random.random() < 0.05):
            out[-2].space = True
            out[-1:] = [Piece(self.random.choice(STATES), out[-1].space, True, YES, out[-1].sentence)]
        elif len(out) > 3 and out[-1].form == "." and out[-2].form.isalpha() and self.random.random() < 0.015:
            out[-2].space = True
            hour = self.random.choice((str(self.random.randint(1, 12)), f"{self.random.randint(1, 12)}:30"))
            out[-1:] = [Piece("at", True), Piece(hour, True),
                        Piece(self.random.choice(HOURS), out[-1].space, False, YES, out[-1].sentence)]
        return out

    def _rename(self, pieces):
        """Other names in the place of some, half of them made of the beginning of one and the end of another."""
        for p in pieces:
            if p.proper and p.form.isalpha() and p.form[0].isupper() and p.form[1:].islower() and self.random.random() < 0.3:
                name, other = (self.random.choice(self.random.choice(self.names)) for _ in range(2))
                if self.random.random() < 0.5:
                    name = name[:self.random.randint(2, 4)] + other[self.random.randint(1, 3):].lower()
                p.form = name

    def _initial(self):
        return self.random.choice("ABCDEFGHIJKLMNOPRSTWY") + "."

    def _join(self, out):
        """"Kenya-U.S.": two names with a hyphen, of which one may be an abbreviation."""
        if self.random.random() < 0.3:
            out.append(Piece(self.random.choice(STATES), True, True))
        out[-1].space = False
        out.append(Piece("-", False))
        if self.random.random() < 0.2:
            out += words(self.random.choice(STATES))

    def _before_number(self, out, draw):
        """A currency, perhaps with a unit to be put behind the number, which is returned, or "No."."""
        if draw < 0.06:
            out.append(Piece(self.random.choice(MONEY), self.random.random() < 0.1))
            return self.random.choice(UNITS) if draw < 0.025 else None
        out.append(Piece(self.random.choice(NUMBERED), True))
        return None

    def _address(self):
        """A web or mail address made of the treebank's names."""
        name, host = (self.random.choice(self.names)[0].lower() for _ in range(2))
        end = self.random.choice((".com", ".org", ".net", ".example", ".co.ke", ".int", ".gov"))
        draw = self.random.random()
        if draw < 0.5:
            return name + self.random.choice(("@", ".d@", "_1@")) + host + end
        path = self.random.choice(("", "", f"/{name}", f"/2024/03/{name}-{host}.html", f"/?id={len(name)}"))
        return self.random.choice(("https://", "http://www.", "www.")) + host + end + path

    def _speaker(self):
        name = words(" ".join(self.random.choice(self.names)))
        draw = self.random.random()
        if draw < 0.12:
            return words(self.random.choice(TITLES)) + name
        if draw < 0.2:
            return words("the " + self.random.choice(("minister", "president", "spokesman", "Secretary", "envoy")))
        if draw < 0.3:
            return words(self.random.choice(("he", "she", "they", "I")))
        return name

    def _said(self):
        """'Ruto shared', 'said Ruto in a statement': pieces without the full stop."""
        verb, speaker = words(self.random.choice(SPEECH)), self._speaker()
        tail = words(self.random.choice(TAILS))
        return (speaker + verb if self.random.random() < 0.6 else verb + speaker) + tail

    def _quotation(self):
        """A paragraph such as “One. Two,” Ruto said. “Three.”"""
        sentences = [[p.copy() for p in s] for s in self.random.choices(self.quotable, k=self.random.randint(1, 3))]
        for s in sentences:
            s[-1].space = True
        last = sentences[-1]
        if last[-1].form == ".":
            last[-1].form = self.random.choice(",,,,,,?!")
        last[-1].sentence, last[-1].space = NO, False
        sentences[0].insert(0, Piece('"', False))
        last.append(Piece('"', True))
        if self.chance(0.2):  # nobody is named
            last[-2].form = last[-2].form.replace(",", ".")
            last[-1].sentence = YES
            return sentences + [[p.copy() for p in self.random.choice(self.quotable)] for _ in range(self.random.randint(0, 2))]
        attribution = self._said()
        attribution[-1].space = False
        if self.chance(0.25):
            more = [p.copy() for p in self.random.choice(self.quotable)]
            attribution += [Piece(",", True), Piece('"', False)]
            last += attribution + more[:-1] + [Piece(more[-1].form, False), Piece('"', True, sentence=YES)]
            return sentences
        last += attribution + [Piece(".", True, sentence=YES)]
        if self.chance(0.5):
            more = [p.copy() for p in self.random.choice(self.quotable)]
            closed = [Piece('"', False)] + more
            closed[-1].sentence, closed[-1].space = NO, False
            sentences.append(closed + [Piece('"', True, sentence=YES)])
        return sentences

    # Typography.

    def _typography(self, pieces):
        opened, reversed_quotes = False, self.random.random() < 0.04
        pair = "”“" if reversed_quotes else "“”"
        for i, p in enumerate(pieces):
            if self.curly and p.form == '"':
                p.form = pair[opened]
                opened = not opened
            elif self.curly and "'" in p.form:
                lone = p.form == "'" and (i == 0 or pieces[i - 1].space) and not p.space
                p.form = p.form.replace("'", "‘" if lone else "’")
            elif self.dashes and p.form in ("-", "--") and (p.form == "--" or (i and pieces[i - 1].space and p.space)):
                p.form = self.random.choice("–—")
                if self.random.random() < 0.3 and i:
                    p.space = pieces[i - 1].space = False
            elif self.dashes and p.form == "...":
                p.form = "…"

    def _write(self, paragraphs, gap_lost, upper):
        text, tokens, sentences = [], [], []

        def put(characters, token, sentence):
            text.extend(characters)
            tokens.extend([NO if token != UNKNOWN else UNKNOWN] * (len(characters) - 1) + [token])
            sentences.extend([NO] * (len(characters) - 1) + [sentence])

        merge, lines, newline = self.chance(0.2), self.chance(0.06), self.chance(0.1)
        width = self.random.randint(50, 85)
        column = 0
        for flat in ([p for s in paragraph for p in s] for paragraph in paragraphs if paragraph):
            if text:
                finished = text[-1] in FINAL | CLOSING
                put(" " if merge and finished else "\n" if lines else "\n\n", NO, NO)
                column = 0
            for i, p in enumerate(flat):
                form = p.form.upper() if upper else p.form
                put(form, p.token, p.sentence)
                column += len(form)
                if i + 1 < len(flat) and p.space:
                    if gap_lost and p.sentence == YES and flat[i + 1].form in ('"', "“"):
                        continue
                    wrap = newline and column > width
                    put("\n" if wrap else " ", NO, NO)
                    column = 0 if wrap else column + 1
        return "".join(text), tokens, sentences
