#!/usr/bin/env python3
"""Scores the reading cases (tests/cases/reading, whose README tells their form) by groups. Standard library only.

    score.py --whom PROGRAM [--model NAME] [--cases DIR] [--list] [--only GROUP,...] [--move]

A case passes when all its statements are there and none of those that must not be. The cases of a group are those of
its file and those of known_failures.case whose kind names it, so the share does not depend on where a case stands.
Each case is read as a document of its own by `PROGRAM extract`.

--list   shows what each failing case lacks (+), has too much (-) or not just once (1), and what was read instead
--only   takes these groups
--move   moves known failures that pass to the file of their group; never back
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

CASES = pathlib.Path(__file__).resolve().parents[2] / "cases" / "reading"
KNOWN = "known_failures"
STATUS = {"denied", "planned", "possible", "conditional", "asked", "any"}

Case = collections.namedtuple("Case", "file number lines")  # lines: (key, value), comments left out
Parts = collections.namedtuple("Parts", "core qualifiers status speakers")


# --- cases ---

def values(case, key):
    return [value for k, value in case.lines if k == key]


def group(case):
    kinds = values(case, "kind")
    return kinds[0].split(":")[0] if kinds else case.file.stem


def read_cases(path):
    cases, lines, start = [], [], 0
    for number, line in enumerate([*path.read_text(encoding="utf8").split("\n"), ""], 1):
        if line.startswith("#"):
            continue
        if line:
            start = start if lines else number
            key, _, value = line.partition(" ")
            if key not in ("text", "date", "kind", "model", "+", "-", "1") or not value:
                raise ValueError(f"{path}:{number}: no line of a case: {line}")
            lines.append((key, value))
        elif lines:
            cases.append(Case(path, start, lines))
            lines = []
    return cases


# --- statements ---

def without_article(name):
    first, space, rest = name.partition(" ")
    return rest if space and first in ("the", "a", "an", "The", "A", "An") else name


def shown(term):
    if term is None:
        return "-"
    if "name" in term:
        return without_article(term["name"])
    return "@" + term["value"] if term["type"] == "Time" else '"' + without_article(term["value"]) + '"'


def line_of(statement):
    """A statement of `whom extract` as the cases write it."""
    parts = [shown(statement["subject"]), statement["relation"], shown(statement["object"])]
    parts += [q["role"] + "=" + shown(q["value"]) for q in statement["qualifiers"]]
    parts += [s for s in (statement["polarity"], statement["modality"]) if s not in ("affirmed", "actual")]
    if statement["sources"]:
        parts.append("<" + " > ".join(without_article(s) for s in statement["sources"]) + ">")
    return " | ".join(parts)


def parts_of(line):
    pieces = [piece.strip(" ") for piece in line.split(" | ")]
    rest = pieces[3:]
    speakers = [p for p in rest if p.startswith("<")]
    return Parts([without_article(p) for p in pieces[:3]],
                 [p for p in rest if not is_status(p) and not p.startswith("<")],
                 sorted(filter(is_status, rest), key=lambda p: p != "denied"), speakers[-1].strip("<>").split(" > ") if speakers else [])


def is_status(part):
    return part.partition("/")[0] in STATUS


def fits(name, patterns):
    """The name is one of the alternatives; "*" at either end stands for any words."""
    for pattern in patterns.split("/"):
        before, after = pattern.startswith("*"), len(pattern) > 1 and pattern.endswith("*")
        core = pattern[before:len(pattern) - after]
        if core in name if before and after else name.endswith(core) if before else \
                name.startswith(core) if after else name == core:
            return True
    return False


def fit(names, patterns):
    """As many names as patterns, each its own."""
    return len(names) == len(patterns) and all(fits(*pair) for pair in zip(names, patterns))


def has_qualifier(line, wanted):
    role, _, value = wanted.partition("=")
    return any(fits(r, role) and fits(v, value) for r, _, v in (q.partition("=") for q in line.qualifiers))


def says(line, expected):
    line, wanted = parts_of(line), parts_of(expected)
    return (len(wanted.core) == 3 and fit(line.core, wanted.core)
            and ("any" in wanted.status or fit(line.status, wanted.status))
            and (wanted.speakers == ["*"] or fit(line.speakers, wanted.speakers))
            and all(has_qualifier(line, q) for q in wanted.qualifiers))


def missed(case, lines):
    """The lines of the case that do not hold of the statements."""
    right = {"+": lambda n: n > 0, "-": lambda n: n == 0, "1": lambda n: n == 1}
    return [f"{key} {value}" for key, value in case.lines
            if key in right and not right[key](sum(says(line, value) for line in lines))]


# --- reading ---

def extract(program, options, cases):
    """For each case the statements that the program reads, as lines."""
    documents = "".join(json.dumps({"text": "\n\n".join(values(c, "text")), "date": "".join(values(c, "date")),
                                    "url": f"https://example.org/{n}"}) + "\n" for n, c in enumerate(cases, 1))
    done = subprocess.run([program, "extract", "--input", "jsonl", *options, "-"], input=documents, stdout=subprocess.PIPE,
                          text=True, encoding="utf8", check=True)
    read = [[] for _ in cases]
    for line in done.stdout.splitlines():
        statement = json.loads(line)
        read[int(statement["document"]["key"].rpartition("/")[2]) - 1].append(line_of(statement))
    return read


def print_table(judged):
    """@param judged pairs of case and lines missed"""
    count, passed = collections.Counter(), collections.Counter()
    for case, wrong in judged:
        count[group(case)] += 1
        passed[group(case)] += not wrong
    print("| group | cases | passed | share |\n|---|---|---|---|")
    for name in sorted(count):
        print(f"| {name} | {count[name]} | {passed[name]} | {passed[name] / count[name]:.2f} |")
    total, right = sum(count.values()), sum(passed.values())
    print(f"| all | {total} | {right} | {right / total:.2f} |" if total else "| all | 0 | 0 | – |")


def print_failures(judged, read):
    for (case, wrong), lines in zip(judged, read):
        if not wrong:
            continue
        note = "".join(values(case, "kind")) or case.file.stem
        print(f"\n{case.file.name}:{case.number} {note}")
        for text in values(case, "text"):
            print("  " + text)
        print("\n".join("  " + line for line in wrong) + "\n    read:" + "".join("\n    " + line for line in lines))


# --- moving ---

def written(case):
    return "\n".join(f"{key} {value}" for key, value in case.lines if key not in ("kind", "model")) + "\n"


def move(judged, model):
    """Known failures that pass go to the files of their groups, those of one model only when it is the one asked."""
    ready = [c for c, wrong in judged
             if c.file.stem == KNOWN and not wrong and values(c, "model") in ([], [model])]
    for case in reversed(ready):  # from the end on, so that the numbers of the others hold
        lines = case.file.read_text(encoding="utf8").rstrip("\n").split("\n") + [""]
        del lines[case.number - 1:lines.index("", case.number - 1) + 1]
        case.file.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf8")
        with open(case.file.with_name(group(case) + ".case"), "a", encoding="utf8") as out:
            out.write("\n" + written(case))
    print(f"moved {len(ready)}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whom", type=pathlib.Path, required=True)
    parser.add_argument("--model")
    parser.add_argument("--cases", type=pathlib.Path, default=CASES)
    parser.add_argument("--only")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--move", action="store_true")
    options = parser.parse_args()
    if not options.whom.is_file():
        sys.exit(f"score.py: no program {options.whom}")
    try:
        cases = [c for path in sorted(options.cases.glob("*.case")) for c in read_cases(path)]
    except ValueError as error:
        sys.exit(f"score.py: {error}")
    if options.only:
        cases = [c for c in cases if group(c) in options.only.split(",")]
    read = extract(str(options.whom.resolve()), ["--model", options.model] if options.model else [], cases)
    judged = [(c, missed(c, lines)) for c, lines in zip(cases, read)]
    if options.list:
        print_failures(judged, read)
    print_table(judged)
    if options.move:
        move(judged, options.model)


if __name__ == "__main__":
    main()
