#!/usr/bin/env python3
"""Asks other programs what query_bench asks, in the same minutes, and prints a table of all.

    peers.py FOLDER [--whom PROGRAM] [--arrays PROGRAM] [--peer NAME]... [--limit SECONDS]

FOLDER: entities.csv, statements.csv, relations.csv and meta.json, as query_bench.cpp describes them. --whom: the program
query_bench. --arrays: a program that answers the same questions from bare arrays and prints lines such as
"Q3 rank1000  cnt 60924 med 0.532071 ms". Peers: duckdb, kuzu, sqlite, igraph; all of them by default. Needs the packages
duckdb, kuzu and igraph; a peer without its package is left out.

Times are medians in milliseconds of runs after one that does not count, from the call to all rows fetched. An answer
that is not the one of whom is marked. What a peer cannot express, or not within the limit, is a dash.
"""

import argparse
import collections
import csv
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings

RANKS = ("10", "100", "1000", "10000")
QUESTIONS = (*(f"Q1 rank {r}" for r in RANKS), "Q2", *(f"Q3 rank {r}" for r in RANKS), "Q4", "Q5 bag", "Q6", "Q7", "Q8")
DEPTH = 4  # how far SQL looks for a path
BUDGET = 400  # milliseconds for the runs of one question

Answer = collections.namedtuple("Answer", "milliseconds value")


class Graph:
    """Where the graph lies, and what is asked about it."""

    def __init__(self, folder):
        self.folder = folder
        with open(self.path("meta.json"), encoding="utf8") as file:
            meta = json.load(file)
        self.popular = dict(zip(RANKS, meta["q1"]))
        count = meta["entities"]
        self.pairs = [(i * 997 % count, (i * 7919 + 13) % count) for i in range(1, 11)]
        with open(self.path("relations.csv"), encoding="utf8") as file:
            numbers = {row["name"]: int(row["id"]) for row in csv.DictReader(file)}
        self.met, self.leads = numbers["met"], numbers["leads"]

    def path(self, name):
        return os.path.join(self.folder, name)


# --- Peers: load() makes the graph ready; one method a question, which returns what is compared. ---


class Sql:
    """What two databases have in common. `rows(query, *parameters)` is theirs."""

    TABLES = (
        "CREATE TABLE entity (id INTEGER PRIMARY KEY, name VARCHAR, type VARCHAR)",
        "CREATE TABLE statement (id INTEGER, subj INTEGER, rel INTEGER, obj INTEGER, about INTEGER, date {date}, "
        "doc INTEGER, conf DOUBLE)",
        "CREATE VIEW link AS SELECT subj AS here, obj AS there FROM statement "
        "UNION ALL SELECT obj, subj FROM statement",
    )
    INDEXES = (
        "CREATE INDEX by_subject ON statement (subj, rel, obj)",
        "CREATE INDEX by_object ON statement (obj)",
        "CREATE INDEX by_topic ON statement (about, rel)",
        "CREATE INDEX by_name ON entity (name)",
    )

    def __init__(self, graph):
        self.graph = graph

    def q1(self, entity):
        return len(self.rows("SELECT rel, obj, about, date, doc, conf FROM statement WHERE subj = ?", entity))

    def q2(self):
        query = """SELECT a.name, b.name FROM statement s JOIN entity a ON a.id = s.subj JOIN entity b ON b.id = s.obj
                   WHERE s.rel = ? AND s.about = (SELECT id FROM entity WHERE name = 'Haiti')"""
        return len(self.rows(query, self.graph.met))

    def q3(self, entity):
        query = """WITH near AS (SELECT obj AS id FROM statement WHERE subj = ?
                                 UNION SELECT subj FROM statement WHERE obj = ?)
                   SELECT count(*) FROM (SELECT obj AS id FROM statement JOIN near ON subj = near.id
                                         UNION SELECT subj FROM statement JOIN near ON obj = near.id) WHERE id <> ?"""
        return self.rows(query, entity, entity, entity)[0][0]

    def q4(self):
        query = """SELECT count(*) FROM statement m JOIN statement l ON l.subj = m.obj
                   JOIN entity a ON a.id = m.subj AND a.type = 'Person'
                   JOIN entity b ON b.id = l.obj AND b.type = 'Organization'
                   WHERE m.rel = ? AND l.rel = ? AND m.date >= '2023-01-01' AND m.conf >= 0.8 AND l.conf >= 0.8"""
        return self.rows(query, self.graph.met, self.graph.leads)[0][0]

    def q5(self):
        query = """SELECT count(*) FROM statement f JOIN statement g ON g.subj = f.obj
                   JOIN statement h ON h.subj = f.subj AND h.obj = g.obj
                   WHERE f.rel = ? AND g.rel = f.rel AND h.rel = f.rel
                     AND f.id <> g.id AND f.id <> h.id AND g.id <> h.id"""
        return self.rows(query, self.graph.met)[0][0]

    def q6(self, start, end):
        query = f"""WITH RECURSIVE walk (id, length) AS (
                      SELECT ?, 0
                      UNION SELECT there, length + 1 FROM walk JOIN link ON here = walk.id WHERE length < {DEPTH})
                    SELECT min(length) FROM walk WHERE id = ?"""
        return self.rows(query, start, end)[0][0]

    def q7(self):
        query = """SELECT name, degree FROM entity JOIN (
                     SELECT id, count(*) AS degree
                     FROM (SELECT subj AS id FROM statement UNION ALL SELECT obj FROM statement)
                     GROUP BY id ORDER BY degree DESC LIMIT 20) USING (id) ORDER BY degree DESC"""
        return self.rows(query)[0]


class DuckDb(Sql):
    name = "DuckDB"

    def load(self):
        import duckdb

        self.base = duckdb.connect()
        for table in self.TABLES:
            self.base.execute(table.format(date="DATE"))
        for table, file in ("entity", "entities.csv"), ("statement", "statements.csv"):
            self.base.execute(f"COPY {table} FROM '{self.graph.path(file)}' (HEADER)")
        for index in self.INDEXES:
            self.base.execute(index)
        return duckdb.__version__

    def rows(self, query, *parameters):
        return self.base.execute(query, parameters).fetchall()

    def q8(self):
        return len(self.rows("SELECT name FROM entity WHERE name LIKE 'Hajo%'"))

    def interrupt(self):
        self.base.interrupt()


class Sqlite(Sql):
    name = "SQLite"

    def load(self):
        self.base = sqlite3.connect(":memory:", check_same_thread=False)
        for table in self.TABLES:
            self.base.execute(table.format(date="TEXT"))
        for table, file in ("entity", "entities.csv"), ("statement", "statements.csv"):
            with open(self.graph.path(file), encoding="utf8") as lines:
                rows = csv.reader(lines)
                marks = ", ".join("?" * len(next(rows)))
                filled = ([cell or None for cell in row] for row in rows)
                self.base.executemany(f"INSERT INTO {table} VALUES ({marks})", filled)
        for index in self.INDEXES:
            self.base.execute(index)
        self.base.execute("ANALYZE")
        return sqlite3.sqlite_version

    def rows(self, query, *parameters):
        return self.base.execute(query, parameters).fetchall()

    def q8(self):
        return len(self.rows("SELECT name FROM entity WHERE name GLOB 'Hajo*'"))

    def interrupt(self):
        self.base.interrupt()


class Kuzu:
    """Relations that are asked for have tables of their own, the others one together."""

    name = "Kuzu"

    def __init__(self, graph):
        self.graph = graph

    def load(self):
        import kuzu

        self.folder = tempfile.TemporaryDirectory()
        self.base = kuzu.Connection(kuzu.Database(os.path.join(self.folder.name, "graph")))
        self.base.execute("CREATE NODE TABLE Entity (id INT64 PRIMARY KEY, name STRING, type STRING)")
        self.base.execute(f"COPY Entity FROM '{self.graph.path('entities.csv')}' (HEADER=true)")
        others = f"rel <> {self.graph.met} AND rel <> {self.graph.leads}"
        tables = {"Met": f"rel = {self.graph.met}", "Leads": f"rel = {self.graph.leads}", "Other": others}
        for table, which in tables.items():
            self.base.execute(
                f"CREATE REL TABLE {table} (FROM Entity TO Entity, id INT64, rel INT64, about INT64, date DATE, "
                "doc INT64, conf DOUBLE)"
            )
            self.base.execute(
                f"COPY {table} FROM (LOAD FROM '{self.graph.path('statements.csv')}' (HEADER=true) WHERE {which} "
                "RETURN subj, obj, id, rel, about, date, doc, conf)"
            )
        return kuzu.__version__

    def rows(self, query, **parameters):
        return self.base.execute(query, parameters).get_all()

    def q1(self, entity):
        query = "MATCH (a:Entity {id: $id})-[s]->(b) RETURN s.rel, b.id, s.about, s.date, s.doc, s.conf"
        return len(self.rows(query, id=entity))

    def q2(self):
        query = """MATCH (h:Entity {name: 'Haiti'}) WITH h.id AS topic
                   MATCH (a:Entity)-[s:Met]->(b:Entity) WHERE s.about = topic RETURN a.name, b.name"""
        return len(self.rows(query))

    def q3(self, entity):
        query = "MATCH (a:Entity {id: $id})-[]-(x:Entity)-[]-(b:Entity) WHERE b.id <> $id RETURN count(DISTINCT b.id)"
        return self.rows(query, id=entity)[0][0]

    def q4(self):
        query = """MATCH (a:Entity {type: 'Person'})-[m:Met]->(x:Entity)-[l:Leads]->(b:Entity {type: 'Organization'})
                   WHERE m.date >= date('2023-01-01') AND m.conf >= 0.8 AND l.conf >= 0.8 RETURN count(*)"""
        return self.rows(query)[0][0]

    def q5(self):
        return self.rows(
            "MATCH (a:Entity)-[:Met]->(b:Entity)-[:Met]->(c:Entity), (a)-[:Met]->(c) RETURN count(*)"
        )[0][0]

    def q6(self, start, end):
        query = "MATCH (a:Entity {id: $a})-[p* SHORTEST 1..10]-(b:Entity {id: $b}) RETURN length(p)"
        found = self.rows(query, a=start, b=end)
        return found[0][0] if found else None

    def q7(self):
        query = "MATCH (a:Entity)-[]-() RETURN a.name, count(*) AS degree ORDER BY degree DESC LIMIT 20"
        return tuple(self.rows(query)[0])

    def q8(self):
        return len(self.rows("MATCH (a:Entity) WHERE starts_with(a.name, 'Hajo') RETURN a.name"))

    def interrupt(self):
        self.base.interrupt()


class Igraph:
    """A library of graph algorithms: it has no questions of several conditions, and its triangles have no direction."""

    name = "igraph"

    def __init__(self, graph):
        self.graph = graph

    def load(self):
        import igraph

        warnings.simplefilter("ignore")  # of nodes out of reach
        with open(self.graph.path("entities.csv"), encoding="utf8") as file:
            self.names = [row["name"] for row in csv.DictReader(file)]
        with open(self.graph.path("statements.csv"), encoding="utf8") as file:
            rows = list(csv.DictReader(file))
        self.base = igraph.Graph(
            n=len(self.names), edges=[(int(row["subj"]), int(row["obj"])) for row in rows], directed=True
        )
        for key, made in ("rel", int), ("date", str), ("doc", int), ("conf", float):
            self.base.es[key] = [made(row[key]) for row in rows]
        self.base.es["about"] = [int(row["about"]) if row["about"] else -1 for row in rows]
        return igraph.__version__

    def q1(self, entity):
        keys = ("rel", "about", "date", "doc", "conf")
        edges = self.base.es[self.base.incident(entity, mode="out")]
        return len([(edge.target, *(edge[key] for key in keys)) for edge in edges])

    def q2(self):
        edges = self.base.es.select(rel=self.graph.met, about=self.names.index("Haiti"))
        return len([(self.names[edge.source], self.names[edge.target]) for edge in edges])

    def q3(self, entity):
        near = set(self.base.neighbors(entity, mode="all"))
        found = set().union(*self.base.neighborhood(list(near), order=1, mode="all", mindist=1))
        return len(found - {entity})

    def q6(self, start, end):
        nodes = self.base.get_shortest_path(start, end, mode="all")
        return len(nodes) - 1 if nodes else None

    def q7(self):
        degrees = self.base.degree(mode="all")
        best = sorted(range(len(degrees)), key=degrees.__getitem__, reverse=True)[:20]
        return self.names[best[0]], degrees[best[0]]

    def interrupt(self):
        pass


PEERS = {"duckdb": DuckDb, "kuzu": Kuzu, "sqlite": Sqlite, "igraph": Igraph}


# --- Measuring ---


def elapsed(work):
    start = time.perf_counter()
    value = work()
    return (time.perf_counter() - start) * 1e3, value


def measure(work, peer, limit):
    """The median of runs, and the answer; None when the first run takes longer than the limit."""
    timer = threading.Timer(limit, peer.interrupt)
    timer.start()
    try:
        first, value = elapsed(work)
    except Exception as problem:  # each peer has its own kind
        print(f"{peer.name}: {str(problem).splitlines()[0][:100]}", file=sys.stderr)
        return None
    finally:
        timer.cancel()
    times = []
    while len(times) < (7 if first < 2000 else 1) or (sum(times) < BUDGET and len(times) < 2001):
        times.append(elapsed(work)[0])
    return Answer(statistics.median(times), value)


def ask(peer, graph, limit):
    """Answers by question."""
    answers = {}
    for question in QUESTIONS:
        name, *rest = question.split()
        method = getattr(peer, name.lower(), None)
        if method is None:
            answers[question] = None
        elif name == "Q6":
            pairs = [measure(lambda pair=pair: method(*pair), peer, limit) for pair in graph.pairs]
            found = [answer for answer in pairs if answer]
            value = [answer.value for answer in found]
            answers[question] = Answer(statistics.median(a.milliseconds for a in found), value) if found else None
        else:
            arguments = [graph.popular[rest[-1]]] if rest and rest[0] == "rank" else []
            answers[question] = measure(lambda: method(*arguments), peer, limit)
    return answers


def answer_of_whom(question, text):
    """The part of query_bench's answer that is compared."""
    if question.startswith(("Q1", "Q2", "Q8")):
        return int(text.split()[0])
    if question == "Q6":
        return [None if length == "-" else int(length) for length in text.split()]
    if question == "Q7":
        name, degree = re.search(r"first '(.*)' (\d+)", text).groups()
        return name, int(degree)
    return int(text)


def ask_whom(program, folder):
    output = subprocess.run([program, folder], capture_output=True, text=True, check=True).stdout
    load = float(re.search(r"loaded in ([\d.]+)", output)[1])
    answers = {}
    for question in QUESTIONS:
        line = re.search(rf"^{question} +([\d.]+)(?: +[\d.]+)?   +(.*)$", output, re.MULTILINE)
        answers[question] = Answer(float(line[1]), answer_of_whom(question, line[2].strip()))
    return load, answers


ARRAYS = {"Q2": "Q2 index", "Q4": "Q4 factorised", "Q5 bag": "Q5", "Q6": "Q6", "Q7": "Q7 from offsets", "Q8": "Q8 prefix"}


def ask_arrays(program, folder):
    output = subprocess.run([program, folder], capture_output=True, text=True, check=True).stdout
    load = float(re.search(r"load\+index ([\d.]+)", output)[1])
    answers = {}
    for question in QUESTIONS:
        start = ARRAYS.get(question, question.replace("rank ", "rank"))
        line = re.search(rf"^{start}\b.*? med ([\d.]+)", output, re.MULTILINE)
        answers[question] = Answer(float(line[1]), None)
    return load, answers


# --- Table ---


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def cell(answer, right):
    if answer is None:
        return "–"
    wrong = answer.value is not None and right is not None and answer.value != right.value
    return number(answer.milliseconds) + (" (wrong)" if wrong else "")


def print_table(columns, loads, answers):
    """`answers`: by column, then by question."""
    print("| | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    print("| load | " + " | ".join(number(loads[column]) for column in columns) + " |")
    for question in QUESTIONS:
        right = answers.get("whom", {}).get(question)
        print(f"| {question} | " + " | ".join(cell(answers[c][question], right) for c in columns) + " |")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--whom", metavar="PROGRAM")
    parser.add_argument("--arrays", metavar="PROGRAM")
    parser.add_argument("--peer", action="append", choices=PEERS, help="may be given several times")
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS", help="for the first run of a question")
    return parser.parse_args()


def main():
    options = arguments()
    graph = Graph(options.folder)
    loads, answers = {}, {}
    for name, program, run in ("whom", options.whom, ask_whom), ("arrays", options.arrays, ask_arrays):
        if program:
            loads[name], answers[name] = run(program, options.folder)
    for name in options.peer or PEERS:
        peer = PEERS[name](graph)
        try:
            load, version = elapsed(peer.load)
        except ImportError as problem:
            print(f"{peer.name} is left out: {problem}", file=sys.stderr)
            continue
        column = f"{peer.name} {version}"
        loads[column] = load
        answers[column] = ask(peer, graph, options.limit)
    print_table(list(answers), loads, answers)


if __name__ == "__main__":
    main()
