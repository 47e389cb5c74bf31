#!/usr/bin/env python3
"""What each rule of extract/reading.rules is worth: the scores without it.

    ablation.py WHOM DATA [--model fast|accurate] [--rules REGEX] [--groups]

DATA holds oie/carb/dev.tsv and oie/benchie/dev.txt. Printed are, for all rules and then without each whose name fits, F1
on CaRB and BenchIE and the reading cases passed, as differences in points and cases, the most useful first. With
--groups the rules under each heading of the file are left out together, and those that share something among coordinated
words; then F1 of the gold questions beside DATA (dev) is told as well, where they are there.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "groups")]

import benchie  # noqa: E402
import carb  # noqa: E402
import gold  # noqa: E402
import score  # noqa: E402


def printed(whom, style, sentences, options, read):
    """The tuples of one style, read back by its scorer."""
    with tempfile.NamedTemporaryFile("w", encoding="utf8", suffix=".tsv") as file:
        subprocess.run([whom, "extract", "--format", style, *options], input="\n".join(sentences) + "\n", text=True,
                       stdout=file, check=True)
        return read(file.name)


def rule_groups(names):
    """{heading: rules}, of those that are named."""
    groups, here = {}, []
    for line in (HERE.parent.parent / "extract/reading.rules").read_text(encoding="utf8").splitlines():
        if heading := re.match(r"# --- (.*?) -+$", line):
            here = groups.setdefault(heading[1], [])
        elif (rule := re.match(r"rule ([a-z-]+)", line)) and rule[1] in names:
            here.append(rule[1])
    groups["Coordination"] = [n for n in names if "coordinated" in n or "shared" in n]
    return groups


class Sets:
    def __init__(self, data):
        self.gold = data.parent / "gold"
        self.carb = carb.read_gold(data / "oie/carb/dev.tsv")
        self.benchie = benchie.read_gold(data / "oie/benchie/dev.txt")
        self.cases = [c for path in sorted(score.CASES.glob("*.case")) for c in score.read_cases(path)]

    def scores(self, whom, options):
        """(F1 on CaRB, F1 on BenchIE, cases passed)"""
        tuples = printed(whom, "carb", list(self.carb), options, carb.read_system)
        first = max((p.f1 for p in carb.curve(carb.compare(self.carb, tuples))), default=0.0)
        triples = printed(whom, "benchie", [s.line for s in self.benchie], options, benchie.read_system)
        second = benchie.score([benchie.judge(s, triples.get(s.line, [])) for s in self.benchie])[2]
        read = score.extract(whom, options, self.cases)
        return first, second, sum(not score.missed(c, lines) for c, lines in zip(self.cases, read))

    def questions(self, whom, options):
        """F1 of the gold questions, of ten articles; None without them."""
        if not (self.gold / "score.py").exists():
            return None
        names, total = gold.totals(gold.ask(whom, options[1], self.gold, "dev", [], options[2:]))
        return float(total.split()[names.split().index("F1")])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whom")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--rules", default="")
    parser.add_argument("--groups", action="store_true")
    options = parser.parse_args()
    whom = str(pathlib.Path(options.whom).resolve())
    listed = subprocess.run([whom, "rules", "list"], capture_output=True, text=True, check=True).stdout
    names = [n for n in re.findall(r"^([a-z][a-z-]*):", listed, re.M) if re.search(options.rules, n)]
    sets, model = Sets(options.data), ["--model", options.model]
    whole = sets.scores(whom, model)
    print(f"all rules: CaRB {whole[0]:.4f}  BenchIE {whole[1]:.4f}  cases {whole[2]} of {len(sets.cases)}")
    asked = sets.questions(whom, model) if options.groups else None
    print(f"gold questions {asked}") if asked is not None else None
    rows = []
    for name, rules in (rule_groups(names) if options.groups else {n: [n] for n in names}).items():
        reading = [*model, *(word for rule in rules for word in ("--without-rule", rule))]
        try:
            without = sets.scores(whom, reading)
            answered = sets.questions(whom, reading) if asked is not None else None
        except subprocess.CalledProcessError as error:
            print(f"{name}: cannot be left out ({error.returncode})", file=sys.stderr)
            continue
        worth = "" if answered is None else f" {100 * (answered - asked):+.1f} |"
        rows.append((without[2] - whole[2], 100 * (without[0] - whole[0]), 100 * (without[1] - whole[1]), name, worth))
    print("| without | CaRB | BenchIE | cases |" + (" questions |" if asked is not None else ""))
    print("|---|---|---|---|" + ("---|" if asked is not None else ""))
    for cases, first, second, name, worth in sorted(rows):
        print(f"| {name} | {first:+.1f} | {second:+.1f} | {cases:+d} |{worth}")


if __name__ == "__main__":
    main()
