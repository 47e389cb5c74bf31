"""The scorer of coreference counts right, on invented documents."""

import io
import os
import sys
import tempfile
import unittest
from contextlib import redirect_stdout

sys.path.insert(0, os.path.dirname(__file__))
import coreference


def clusters(*groups):
    return [frozenset(g) for g in groups]


class Metrics(unittest.TestCase):
    GOLD = clusters({(0, 1), (3, 4), (7, 8)}, {(2, 3), (5, 6)})

    def test_the_gold_itself_is_perfect(self):
        for precision, recall, f in coreference.conll([(self.GOLD, self.GOLD)]).values():
            self.assertAlmostEqual(1.0, precision)
            self.assertAlmostEqual(1.0, recall)
            self.assertAlmostEqual(1.0, f)

    def test_a_link_that_is_missing(self):
        scores = coreference.conll([(self.GOLD, clusters({(0, 1), (3, 4)}, {(2, 3), (5, 6)}))])
        self.assertAlmostEqual(2 / 3, scores["MUC"][1])  # two of three links
        self.assertAlmostEqual(1.0, scores["MUC"][0])
        self.assertAlmostEqual((2 * 2 / 3 + 2) / 5, scores["B3"][1])
        self.assertAlmostEqual((4 / 5 + 1) / 2, scores["CEAFe"][0])

    def test_one_cluster_for_all_costs_precision(self):
        everything = clusters({m for c in self.GOLD for m in c})
        scores = coreference.conll([(self.GOLD, everything)])
        self.assertAlmostEqual(3 / 4, scores["MUC"][0])
        self.assertAlmostEqual((3 * 3 / 5 + 2 * 2 / 5) / 5, scores["B3"][0])
        self.assertAlmostEqual(1.0, scores["B3"][1])

    def test_assignment_is_the_best_not_the_greedy_one(self):
        self.assertAlmostEqual(1.6, coreference.assignment([[0.9, 0.8], [0.8, 0.1]]))
        self.assertAlmostEqual(0.9, coreference.assignment([[0.9], [0.8]]))


SYSTEM = """# newdoc id = texts.jsonl#1
# text = Ada met Bea. She left.
1\tAda\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1-Person)
2\tmet\t_\t_\t_\t_\t_\t_\t_\t_
3\tBea\t_\t_\t_\t_\t_\t_\t_\tEntity=(e2-Person)|SpaceAfter=No
4\t.\t_\t_\t_\t_\t_\t_\t_\t_

1\tShe\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1-Person)
2\tleft\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\t.\t_\t_\t_\t_\t_\t_\t_\t_

"""


class Gap(unittest.TestCase):
    ROW = {"ID": "x", "Text": "Ada met Bea. She left.", "Pronoun": "She", "Pronoun-offset": "13", "A": "Ada",
           "A-offset": "0", "A-coref": "TRUE", "B": "Bea", "B-offset": "8", "B-coref": "FALSE"}

    def printed(self, row):
        with tempfile.NamedTemporaryFile("w", suffix=".conllu") as file:
            file.write(SYSTEM)
            file.flush()
            out = io.StringIO()
            with redirect_stdout(out):
                coreference.score_gap([row], coreference.read_system(file.name))
        return out.getvalue().splitlines()[-1]

    def test_the_right_name(self):
        self.assertIn("P 100.00 R 100.00", self.printed(self.ROW))

    def test_the_wrong_name(self):
        self.assertIn("P 0.00 R 0.00", self.printed({**self.ROW, "A-coref": "FALSE", "B-coref": "TRUE"}))


class Brackets(unittest.TestCase):
    def test_nested_mentions(self):
        document = coreference.Document()
        for i, entity in enumerate(("(e1-Person(e2-Place)", "_", "e1)(e3-Person)")):
            document.add([str(i + 1), "w"] + ["_"] * 7 + ["Entity=" + entity if entity != "_" else "_"])
        self.assertEqual({"e1": {(0, 3)}, "e2": {(0, 1)}, "e3": {(2, 3)}}, dict(document.clusters))


if __name__ == "__main__":
    unittest.main()
