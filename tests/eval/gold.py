#!/usr/bin/env python3
"""Asks the gold questions of the evaluation data with the built program and prints the totals.

    gold.py WHOM [--model fast|accurate] [--shared DIR] [--sets seed,dev] [options of score.py: --list --only REGEX --save DIR ...]

WHOM is the program. The questions, articles and their scorer lie in DIR/gold, by default in `shared` beside the project;
without them there is nothing to do. With options for score.py its whole output is printed, otherwise the totals.
"""

import argparse
import pathlib
import shlex
import subprocess
import sys

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared"


def ask(whom, model, gold, name, options, reading=()):
    """What score.py prints about the set; its messages go to stderr. `reading`: further options of build."""
    program = shlex.quote(str(whom))
    command = [sys.executable, str(gold / "score.py"), str(gold / f"{name}.jsonl"),
               "--build", f"{program} build --model {model} {shlex.join(reading)} {{articles}} -o {{graph}}",
               "--ask", program + " ask {graph} {question} --format jsonl", *options]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def totals(table):
    """The line of column names and the one of the totals."""
    return [line for line in table.splitlines() if line.split()[:1] in (["kind"], ["TOTAL"])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whom", type=pathlib.Path)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--shared", type=pathlib.Path, default=SHARED)
    parser.add_argument("--sets", default="seed,dev")
    options, more = parser.parse_known_args()
    gold = options.shared / "gold"
    if not (gold / "score.py").exists():
        print(f"gold.py: no gold questions in {gold}: skipped", file=sys.stderr)
        return
    if not options.whom.is_file():
        sys.exit(f"gold.py: no program {options.whom}")
    for name in options.sets.split(","):
        try:
            table = ask(options.whom.resolve(), options.model, gold, name, more)
        except subprocess.CalledProcessError as error:
            sys.exit(f"gold.py: {name}: the scorer ended with {error.returncode}")
        print(f"{name}\n" + (table if more else "\n".join(totals(table))), flush=True)


if __name__ == "__main__":
    main()
