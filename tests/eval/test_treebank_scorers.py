"""That ud.py and entities.py count right, on invented sentences."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import entities  # noqa: E402
import ud  # noqa: E402


def token(number, form, upos, head, relation, misc="_"):
    return "\t".join([str(number), form, form.lower(), upos, "_", "_", str(head), relation, "_", misc])


GOLD = ["# newdoc id = TEST_news_one", "# newpar",
        token(1, "Ana", "PROPN", 2, "nsubj"), token(2, "left", "VERB", 0, "root", "SpaceAfter=No"),
        token(3, ".", "PUNCT", 2, "punct"), "",
        "# newdoc id = TEST_talk_two", "1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_",
        token(1, "can", "AUX", 0, "root"), token(2, "not", "PART", 1, "advmod:neg"), ""]


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, lines):
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf8")
        return str(path)

    def scores(self, gold, system):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            ud.score(list(ud.read(self.write("gold", gold))), list(ud.read(self.write("system", system))))
        return dict(line.split() for line in out.getvalue().splitlines() if len(line.split()) == 2)


class TreebankScores(Files):
    def test_gold_against_itself(self):
        self.assertEqual(set(self.scores(GOLD, GOLD).values()), {"100.00"})

    def test_wrong_label_head_and_tag(self):
        system = list(GOLD)
        system[2] = token(1, "Ana", "NOUN", 2, "obj")
        system[4] = token(3, ".", "PUNCT", 1, "punct")
        found = self.scores(GOLD, system)
        self.assertEqual((found["UPOS"], found["UAS"], found["LAS"]), ("80.00", "80.00", "60.00"))

    def test_subtypes_are_ignored(self):
        system = list(GOLD)
        system[-2] = token(2, "not", "PART", 1, "advmod")
        self.assertEqual(self.scores(GOLD, system)["LAS"], "100.00")

    def test_words_are_aligned_by_characters(self):
        system = ["# newpar", token(1, "Ana", "PROPN", 2, "nsubj"), token(2, "left.", "VERB", 0, "root"), "",
                  token(1, "cannot", "AUX", 0, "root"), ""]
        found = self.scores(GOLD, system)
        self.assertEqual(found["words"], "25.00")  # one of 5 gold and 3 found words: 2 * 1 / 8
        self.assertEqual(found["sentences"], "100.00")
        self.assertEqual(found["LAS"], "0.00")  # its head is not a gold word

    def test_dropped_paragraphs_do_not_count(self):
        found = self.scores(GOLD, ["# newpar"] + GOLD[7:])
        self.assertEqual(found["LAS"], "100.00")

    def test_text_and_genre(self):
        sentences = list(ud.read(self.write("gold", GOLD)))
        out = io.StringIO()
        ud.write_text(sentences, out)
        self.assertEqual(out.getvalue().split(), ["Ana", "left.", "cannot"])
        self.assertIn("left. \n\ncannot", out.getvalue())
        self.assertEqual([s.document for s in ud.chosen(sentences, "news,bio")], ["TEST_news_one"])


class EntityScores(Files):
    def test_sentences_end_before_capitals(self):
        path = self.write("gold", ["-DOCSTART-\tx", "Ana\tB-Person", "left\tO", ".\tO", "Rio\tB-Location", "", "Oslo\tB-Location"])
        self.assertEqual([[f for f, _ in s] for document in entities.read_gold(path) for s in document],
                         [["Ana", "left", "."], ["Rio"], ["Oslo"]])

    def test_spans(self):
        self.assertEqual(entities.spans(["B-X", "I-X", "O", "S-Y", "B-X", "E-X", "I-Y"]),
                         {(0, 2, "X"), (3, 4, "Y"), (4, 6, "X"), (6, 7, "Y")})
        self.assertEqual(entities.spans(["B-X", "B-X", "I-Y"]), {(0, 1, "X"), (1, 2, "X"), (2, 3, "Y")})

    def test_counts(self):
        gold = [[("Ana", "B-Person"), ("Paz", "I-Person"), ("Rio", "B-Location")]]
        system = [[("Ana", "S-Person"), ("Paz", "O"), ("Rio", "S-Location")]]
        self.assertEqual(dict(entities.count(gold, system, entities.spans)), {"Person": [0, 1, 1], "Location": [1, 1, 1]})

    def test_mentions_within_mentions(self):
        rows = [["1", "the", *"____", "2", "det", "_", "Entity=(4-place-new-cf1-2-coref"],
                ["2", "port", *"____", "0", "root", "_", "_"],
                ["3", "of", *"____", "4", "case", "_", "Entity=(5[1/2]-place-giv"],
                ["4", "Rio", *"____", "2", "nmod", "_", "Entity=(6-person-new-cf2-1-sgl)5[1/2])4)"]]
        self.assertEqual(set(entities.gum.spans([r[9] for r in rows])), {(0, 4, "place"), (2, 4, "place"), (3, 4, "person")})
        self.assertEqual([kind for _, kind in entities.gold_heads(rows)], ["_", "place", "_", "place"])
        self.assertEqual(entities.heads(["_", "place"]), {(1, 2, "place")})


if __name__ == "__main__":
    unittest.main()
