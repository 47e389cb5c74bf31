"""Tests of the scorer of reading cases on an invented program: python3 -m unittest discover tests/eval"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent / "groups"
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import score  # noqa: E402

# Reads "A verb B." as one statement, and nothing else.
PROGRAM = """#!/usr/bin/env python3
import json, sys
for line in sys.stdin:
    document = json.loads(line)
    words = document["text"].rstrip(".").split()
    if len(words) == 3:
        print(json.dumps({"subject": {"name": words[0]}, "relation": words[1], "object": {"name": words[2]},
                          "qualifiers": [], "polarity": "affirmed", "modality": "actual", "sources": [],
                          "document": {"key": document["url"]}}))
"""


class Says(unittest.TestCase):
    LINE = "Mira | sell | her ships | to=Tom Lind | on=@2024-03-12 | denied | planned | <the club > Ada>"

    def says(self, expected):
        return score.says(self.LINE, expected)

    def test_all_parts_must_fit(self):
        self.assertTrue(self.says("Mira | sell | her ships | to=Tom Lind | planned | denied | <the club > Ada>"))
        self.assertFalse(self.says("Mira | sell | ships | planned | denied | <the club > Ada>"))
        self.assertFalse(self.says("Mira | sell | her ships | in=Tom Lind | planned | denied | <the club > Ada>"))

    def test_status_and_speakers_are_exact_unless_left_open(self):
        self.assertFalse(self.says("Mira | sell | her ships | planned | <the club > Ada>"))
        self.assertFalse(self.says("Mira | sell | her ships | denied | planned"))
        self.assertFalse(self.says("Mira | sell | her ships | denied | planned | <Ada>"))
        self.assertTrue(self.says("Mira | sell | her ships | any | <*>"))
        self.assertTrue(self.says("Mira | sell | her ships | denied | planned/asked | <* > Ada>"))

    def test_stars_stand_at_the_ends_of_names(self):
        self.assertTrue(self.says("M* | * | *ships | to=Tom* | any | <*>"))
        self.assertFalse(self.says("*M | sell | *ships | any | <*>"))
        self.assertFalse(self.says("Mira | sell | her ships | to=*Tom | any | <*>"))

    def test_slashes_part_alternatives(self):
        self.assertTrue(self.says("Ada/Mira | sell | */- | for/to=Tom Lind/Tom | any | <*>"))
        self.assertFalse(self.says("Ada/Tom | sell | * | any | <*>"))

    def test_a_leading_article_does_not_count(self):
        self.assertTrue(score.says("club | sell | ship", "The club | sell | a ship"))

    def test_a_line_of_a_statement(self):
        time = {"value": "2024", "text": "this year", "type": "Time"}
        text = {"value": "the sea is calm", "text": "the sea is calm", "type": "Text"}
        statement = {"subject": None, "relation": "tell", "object": text, "qualifiers": [{"role": "on", "value": time}],
                     "polarity": "denied", "modality": "asked", "sources": ["the club", "Ada"]}
        self.assertEqual(score.line_of(statement), '- | tell | "sea is calm" | on=@2024 | denied | asked | <club > Ada>')


class Cases(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.program = self.write("whom", PROGRAM)
        self.program.chmod(0o755)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf8")
        return path

    def run_score(self, *options):
        command = [sys.executable, str(HERE / "score.py"), "--whom", str(self.program), "--cases", str(self.folder)]
        return subprocess.run([*command, *options], capture_output=True, text=True)

    def test_missing_wrong_and_repeated_statements_fail(self):
        case, = score.read_cases(self.write("x.case", "text a\n+ a | b | c\n- d | b | c\n1 * | b | c\n"))
        self.assertEqual(score.missed(case, ["a | b | c"]), [])
        self.assertEqual(score.missed(case, ["d | b | c"]), ["+ a | b | c", "- d | b | c"])
        self.assertEqual(score.missed(case, ["a | b | c", "e | b | c"]), ["1 * | b | c"])

    def test_an_unknown_line_is_an_error_with_its_place(self):
        self.write("x.case", "text a\nsaid a\n")
        done = self.run_score()
        self.assertEqual(done.returncode, 1)
        self.assertIn("x.case:2: no line of a case: said a", done.stderr)

    def test_known_failures_count_for_the_group_of_their_kind(self):
        self.write("sales.case", "# Sales.\n\ntext Mira sells ships.\n+ Mira | sells | ships\n")
        self.write("known_failures.case", "kind sales: parser: why\ntext Mira and Tom sell.\n+ Tom | sell | -\n")
        self.assertIn("| sales | 2 | 1 | 0.50 |", self.run_score().stdout)

    def test_move_takes_what_passes_to_its_group(self):
        group = self.write("sales.case", "# Sales.\n")
        known = self.write("known_failures.case", "# Known.\n\nkind sales: a\ntext Tom buys.\n+ Tom | buys | -\n\n"
                           "kind sales: b\nmodel fast\ntext Mira sells ships.\n+ Mira | sells | ships\n\n"
                           "kind sales: c\ntext Mira buys ships.\n+ Mira | buys | ships\n")
        self.run_score("--move")
        self.assertEqual(group.read_text(), "# Sales.\n\ntext Mira buys ships.\n+ Mira | buys | ships\n")
        self.assertNotIn("kind sales: c", known.read_text())
        self.assertIn("kind sales: a\ntext Tom buys.\n", known.read_text())
        self.assertIn("model fast", known.read_text())

    def test_documents_are_told_apart(self):
        cases = score.read_cases(self.write("x.case", "text A b c.\n+ A | b | c\n\ntext D.\n+ A | b | c\n"))
        self.assertEqual(score.extract(str(self.program), [], cases), [["A | b | c"], []])


if __name__ == "__main__":
    unittest.main()
