"""Tests of the scorers on invented sentences: python3 -m unittest discover tests/eval"""

import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import benchie  # noqa: E402
import carb  # noqa: E402
import gold  # noqa: E402


def written(test, name, text):
    folder = tempfile.TemporaryDirectory()
    test.addCleanup(folder.cleanup)
    path = pathlib.Path(folder.name) / name
    path.write_text(text, encoding="utf8")
    return path


class CarbShare(unittest.TestCase):
    def share(self, gold_row, system_row):
        return carb.share(carb.make_tuple(gold_row[0], gold_row[1:]), carb.make_tuple(system_row[0], system_row[1:]))

    def test_equal_tuples_share_all(self):
        row = ("painted", "Mira", "the old boat")
        self.assertEqual(self.share(row, row), (1.0, 1.0))

    def test_words_count_slot_by_slot(self):
        # shared: painted, boat; the system has 4 words, the gold 5
        self.assertEqual(self.share(("painted", "Mira", "the old boat"), ("painted", "Tom", "a boat")), (2 / 4, 2 / 5))

    def test_a_gold_word_serves_once(self):
        self.assertEqual(self.share(("saw", "Mira", "the boat"), ("saw", "Mira", "the the boat")), (4 / 5, 1.0))

    def test_relations_without_a_common_word_share_nothing(self):
        self.assertEqual(self.share(("painted", "Mira", "boats"), ("drew", "Mira", "boats")), (0.0, 0.0))

    def test_case_matters(self):
        self.assertEqual(self.share(("painted", "The", "boats"), ("painted", "the", "boats")), (2 / 3, 2 / 3))

    def test_further_arguments_are_one_slot(self):
        gold_row = ("sold", "Mira", "the boat", "to Tom", "in May")
        self.assertEqual(self.share(gold_row, ("sold", "Mira", "the boat in May to Tom")), (1.0, 1.0))

    def test_missing_slot_costs_recall_only(self):
        self.assertEqual(self.share(("left", "Mira", "the quay"), ("left", "Mira")), (1.0, 2 / 4))

    def test_gold_without_object_ignores_the_systems_object(self):
        self.assertEqual(self.share(("left", "Mira"), ("left", "Mira", "at noon")), (1.0, 1.0))

    def test_reporting_matches_with_swapped_arguments(self):
        gold_row, system_row = ("said", "the sea is calm", "Tom"), ("said", "Tom", "the sea is calm")
        self.assertEqual(self.share(gold_row, system_row), (1.0, 1.0))
        self.assertEqual(self.share(("sang",) + gold_row[1:], ("sang",) + system_row[1:]), (1 / 6, 1 / 6))


class CarbCurve(unittest.TestCase):
    def curve(self, gold_rows, system_rows):
        pair = {"s": [carb.make_tuple(r[0], r[1:]) for r in gold_rows]}
        found = {"s": [carb.make_tuple(r[1], r[2:], r[0]) for r in system_rows]}
        return carb.curve(carb.compare(pair, found))

    def test_one_system_tuple_may_serve_recall_twice_but_precision_once(self):
        point, = self.curve([("met", "Mira", "Tom"), ("met", "Mira", "Ada")], [(1.0, "met", "Mira", "Tom Ada")])
        self.assertEqual(point.recall, 1.0)
        self.assertEqual(point.precision, 3 / 4)

    def test_recall_is_the_best_even_of_a_less_precise_tuple(self):
        short, long = (1.0, "met", "Mira"), (1.0, "met", "Mira", "Tom again")
        point, = self.curve([("met", "Mira", "Tom")], [short, long])
        self.assertEqual((point.precision, point.recall), (1 / 2, 1.0))

    def test_repeated_tuples_cost_precision(self):
        row = (1.0, "met", "Mira", "Tom")
        point, = self.curve([("met", "Mira", "Tom")], [row, row])
        self.assertEqual((point.precision, point.recall), (1 / 2, 1.0))

    def test_a_sentence_without_output_costs_its_recall(self):
        pair = {"a": [carb.make_tuple("met", ["Mira", "Tom"])], "b": [carb.make_tuple("met", ["Tom", "Ada"])]}
        point, = carb.curve(carb.compare(pair, {"a": pair["a"]}))
        self.assertEqual((point.precision, point.recall), (1.0, 1 / 2))
        self.assertAlmostEqual(point.f1, 2 / 3)

    def test_no_output_has_no_points(self):
        self.assertEqual(self.curve([("met", "Mira", "Tom")], []), [])

    def test_thresholds_select(self):
        points = self.curve([("met", "Mira", "Tom")], [(0.9, "met", "Mira", "Tom"), (0.2, "ate", "Tom", "soup")])
        self.assertEqual([(p.threshold, p.precision, p.recall) for p in points], [(0.2, 0.5, 1.0), (0.9, 1.0, 1.0)])
        self.assertEqual(carb.at(points, 0.5), points[1])
        self.assertEqual(carb.at(points, 0.95).recall, 0.0)

    def test_the_curve_equals_the_sums_at_each_threshold(self):
        generator = random.Random(3)

        def slot():
            return " ".join(generator.choices(["met", "said", "Mira", "Tom", "the", "boat"], k=generator.randint(1, 3)))

        for _ in range(30):
            pair = {n: [carb.make_tuple(slot(), [slot(), slot()]) for _ in range(generator.randint(1, 4))] for n in "abcd"}
            found = {n: [carb.make_tuple(slot(), [slot(), slot()], generator.randint(1, 5) / 5)
                         for _ in range(generator.randint(0, 5))] for n in "abc"}
            sentences = carb.compare(pair, found)
            for point in carb.curve(sentences):
                rows = [carb.sums(s, point.threshold) for s in sentences]
                precision, count, recall = (sum(column) for column in zip(*rows))
                self.assertAlmostEqual(point.precision, precision / count)
                self.assertAlmostEqual(point.recall, recall / sum(map(len, pair.values())))

    def test_pairing_takes_the_best_precision_first(self):
        gold_tuples = [carb.make_tuple("met", ["Mira", "Tom and Ada"]), carb.make_tuple("met", ["Mira", "Ada"])]
        found = [carb.make_tuple("met", ["Mira", "Ada"]), carb.make_tuple("met", ["Mira", "Ada the old"])]
        sentence, = carb.compare({"s": gold_tuples}, {"s": found})
        self.assertEqual(carb.pairing(sentence, [0, 1]), {0: (0, 1.0), 1: (1, 3 / 5)})


class CarbFiles(unittest.TestCase):
    def test_reads_columns(self):
        path = written(self, "s.tsv", "A b .\t0.5\trel\tA\tb\tc d\nA b .\t1\trel\tA\n")
        self.assertEqual(carb.read_system(path), {"A b .": [carb.Tuple("rel", "A", "b c d", 0.5),
                                                            carb.Tuple("rel", "A", "", 1.0)]})

    def test_names_the_line_that_does_not_read(self):
        path = written(self, "s.tsv", "A\t1\tr\tA\nA\tmuch\tr\tA\n")
        with self.assertRaisesRegex(ValueError, r"s\.tsv:2: .*much"):
            carb.read_system(path)


GOLD = """sent_id:1\tMira sold the old boat to Tom .
1--> Cluster 1:
Mira --> sold [the] [old] boat to --> Tom
Mira --> sold [the] [old] boat --> to Tom
1--> Cluster 2:
Mira --> sold --> [the] [old] boat [to Tom]

sent_id:2\tJon Lee , Jr. sings .
2-->Cluster 1:
Jon Lee[,] Jr. --> sings --> well
"""


class BenchIE(unittest.TestCase):
    def setUp(self):
        self.gold = benchie.read_gold(written(self, "g.txt", GOLD))

    def judge(self, *triples):
        return benchie.judge(self.gold[0], triples)

    def test_reads_sentences_and_clusters(self):
        self.assertEqual([(s.number, len(s.clusters)) for s in self.gold], [("1", 2), ("2", 1)])

    def test_optional_words_stand_or_are_missing(self):
        for boat in ("the old boat", "old boat", "the boat", "boat", "boat to Tom"):
            self.assertEqual(len(self.judge(("Mira", "sold", boat)).right), 1, boat)
        for boat in ("old the boat", "the old", "boat to", "The boat", "boats", "the old boat to Tom ."):
            self.assertEqual(len(self.judge(("Mira", "sold", boat)).wrong), 1, boat)

    def test_brackets_may_touch_words(self):
        for name in ("Jon Lee , Jr.", "Jon Lee Jr."):
            self.assertEqual(benchie.judge(self.gold[1], [(name, "sings", "well")]).missed, [])

    def test_slots_may_not_run_together(self):
        self.assertEqual(len(self.judge(("Mira sold", "", "the boat")).wrong), 1)

    def test_variants_of_one_fact_cost_nothing(self):
        judged = [self.judge(("Mira", "sold boat to", "Tom"), ("Mira", "sold boat", "to Tom"), ("Tom", "sold", "boat")),
                  benchie.judge(self.gold[1], [])]
        precision, recall, f1, hit, clusters, wrong = benchie.score(judged)
        self.assertEqual((hit, clusters, wrong), (1, 3, 1))
        self.assertEqual((precision, recall), (1 / 2, 1 / 3))
        self.assertAlmostEqual(f1, 0.4)

    def test_no_output(self):
        self.assertEqual(benchie.score([benchie.judge(s, []) for s in self.gold])[:3], (1.0, 0.0, 0.0))

    def test_names_the_line_that_does_not_read(self):
        with self.assertRaisesRegex(ValueError, r"g\.txt:3: not a triple"):
            benchie.read_gold(written(self, "g.txt", "sent_id:1\tA b .\n1--> Cluster 1:\nA --> b\n"))


class Commands(unittest.TestCase):
    def run_script(self, *arguments):
        return subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False)

    def test_carb_prints_the_best_point_and_the_errors(self):
        gold_path = written(self, "g.tsv", "Mira met Tom .\tmet\tMira\tTom\n")
        system = written(self, "s.tsv", "Mira met Tom .\t0.9\tmet\tMira\tTom\nMira met Tom .\t0.1\tmet\tTom\tMira\n")
        out = self.run_script(HERE / "carb.py", gold_path, system, "--threshold", "0.05", "--errors", 1).stdout
        self.assertIn("at confidence 0.05: precision 0.5000  recall 1.0000  F1 0.6667", out)
        self.assertIn("best at confidence 0.9: precision 1.0000  recall 1.0000  F1 1.0000", out)
        self.assertIn("gold   1.00  Mira | met | Tom", out)

    def test_benchie_takes_numbers_and_lines(self):
        gold_path = written(self, "g.txt", GOLD)
        system = written(self, "s.tsv", "1\tMira\tsold\tthe boat\nJon Lee , Jr. sings .\tTom\tsings\twell\n")
        out = self.run_script(HERE / "benchie.py", gold_path, system, "--errors", 9).stdout
        self.assertIn("precision 0.5000  recall 0.3333  F1 0.4000", out)
        self.assertIn("  + Tom | sings | well", out)
        self.assertIn("  - Jon Lee[,] Jr. | sings | well", out)

    def test_missing_files_are_one_line(self):
        for script in ("carb.py", "benchie.py"):
            done = self.run_script(HERE / script, "/nowhere/gold", "/nowhere/system")
            self.assertEqual((done.returncode, done.stderr.count("\n")), (1, 1))

    def test_gold_skips_without_its_data(self):
        done = self.run_script(HERE / "gold.py", sys.executable, "--shared", "/nowhere")
        self.assertEqual(done.returncode, 0)
        self.assertIn("skipped", done.stderr)

    def test_gold_prints_the_totals(self):
        self.assertEqual(gold.totals("kind  items\nwho 3\nTOTAL 3\n\nitem kind\n"), ["kind  items", "TOTAL 3"])


if __name__ == "__main__":
    unittest.main()
