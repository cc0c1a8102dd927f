#!/usr/bin/env python3
"""Measures queries beside DuckDB, Polars and SQLite's window functions on the same rows, each as a process of its own.

usage: Benchmarks/queries.py [HAKARU] [COUNT ...]

HAKARU is a release binary (default: .build/release/hakaru); it generates a store for each COUNT (default: 10,000,
100,000 and 1,000,000 pull requests) with `hakaru demo generate`. The peers come from PyPI into .build/benchmark-venv.
All compute the weekly p50, p75 and p90 of the lead time by team and repository; the script compares every figure and
ends with 1 where one differs, with 2 where a budget is missed or a time grows faster than n log n. Programs run in
turn; the time is the median of their runs, the memory the largest peak.
"""
import csv
import io
import json
import math
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".build", "benchmark-venv")
PACKAGES = ["duckdb", "numpy", "polars"]
RUNS = 5
WEEK = 7 * 86_400
FIRST_MONDAY = 4 * 86_400
NONE = 2**32 - 1
# Bots, promotions, back-merges, an unknown base, a merge before the opening: in no lead time.
LEFT_OUT = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 27
# What a figure may need at most at a size: milliseconds and MiB.
BUDGETS = {
    ("weekly by team and repository", 1_000_000): (200, 512),
    ("derive the facts", 1_000_000): (20_000, None),
    ("lead-time without flags", 100_000): (50, None),
    ("explain one week", 100_000): (100, None),
}


def enter_venv():
    """Runs this script again where the peers are installed."""
    python = os.path.join(VENV, "bin", "python")
    if os.path.realpath(sys.prefix) == os.path.realpath(VENV):
        return
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    if subprocess.run([python, "-c", "import duckdb, numpy, polars"], stderr=subprocess.DEVNULL).returncode != 0:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    os.execv(python, [python, "-B", os.path.abspath(__file__), *sys.argv[1:]])


# --- The rows, as the store has them ---------------------------------------------------------------------------------


def columns_of(store):
    """The derived facts of each repository as arrays, read from the store without Hakaru."""
    import numpy

    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    for identity, name in connection.execute("SELECT id, name FROM repository ORDER BY name").fetchall():
        found = connection.execute("SELECT name, data FROM derived_fact WHERE repository_id = ?", [identity])
        columns = dict(found.fetchall())
        texts = columns["strings"].decode().split("\0")
        yield name, texts, {
            key: numpy.frombuffer(columns[key], "<u4")
            for key in ["author", "flags", "created_at", "first_commit_at", "integrated_at"]
        }


def people_of(store):
    """The logins of everybody who opened something, machines and the deleted accounts apart."""
    logins = set()
    for _, texts, columns in columns_of(store):
        people = columns["author"][columns["flags"] & 1 == 0]
        logins.update(texts[index].removeprefix("account:") for index in set(people.tolist()))
    return sorted(login for login in logins if login not in ("ghost", "oss-marie"))


def prepare(folder):
    """Writes one row a pull request, in the form that each peer keeps rows in; prints the first day of the weeks."""
    import numpy
    import polars

    store, parquet = os.path.join(folder, "hakaru.db"), os.path.join(folder, "rows.parquet")
    with open(os.path.join(folder, "teams.json"), encoding="utf-8") as file:
        teams = json.load(file)
    team_of = {login: index for index, members in enumerate(teams) for login in members}
    frames = []
    for repository, texts, columns in columns_of(store):
        team_of_text = numpy.array([team_of.get(text.removeprefix("account:"), -1) for text in texts], "int32")
        team = team_of_text[columns["author"]]
        frame = polars.DataFrame(
            {
                "flags": columns["flags"],
                "created_at": columns["created_at"].astype("int64"),
                "first_commit_at": columns["first_commit_at"].astype("int64"),
                "integrated_at": columns["integrated_at"].astype("int64"),
                "team": team,
            }
        ).with_columns(repository=polars.lit(repository))
        for name, none in [("first_commit_at", NONE), ("integrated_at", NONE), ("team", -1)]:
            frame = frame.with_columns(
                polars.when(polars.col(name) == none).then(None).otherwise(polars.col(name)).alias(name))
        frames.append(frame)
    polars.concat(frames).write_parquet(parquet)
    earliest = polars.concat(frames).select(polars.col("integrated_at").min()).item()
    monday = FIRST_MONDAY + (earliest - FIRST_MONDAY) // WEEK * WEEK
    print(time.strftime("%Y-%m-%d", time.gmtime(monday)))
    prepare_peers(folder, parquet)


def prepare_peers(folder, parquet):
    import duckdb
    import polars

    connection = duckdb.connect(os.path.join(folder, "rows.duckdb"))
    connection.execute(f"CREATE TABLE pull AS SELECT * FROM read_parquet('{parquet}')")
    connection.close()
    database = sqlite3.connect(os.path.join(folder, "rows.sqlite"))
    database.execute(
        "CREATE TABLE pull (flags INTEGER, created_at INTEGER, first_commit_at INTEGER, integrated_at INTEGER, "
        "team INTEGER, repository TEXT)")
    rows = polars.read_parquet(parquet).rows()
    database.executemany("INSERT INTO pull VALUES (?, ?, ?, ?, ?, ?)", rows)
    database.commit()
    database.close()


# --- The peers: each prints team, week, repository, n, p50, p75, p90 as CSV ---------------------------------------------

SELECTION = f"""
    SELECT team, repository, (integrated_at - {FIRST_MONDAY}) // {WEEK} AS week,
        integrated_at - coalesce(first_commit_at, created_at) AS value
    FROM pull WHERE integrated_at IS NOT NULL AND flags & {LEFT_OUT} = 0
"""


def duckdb_rows(folder):
    import duckdb

    connection = duckdb.connect(os.path.join(folder, "rows.duckdb"), read_only=True)
    return connection.execute(
        f"""
        SELECT team, week, repository, count(*), quantile_cont(value, 0.5), quantile_cont(value, 0.75),
            quantile_cont(value, 0.9)
        FROM ({SELECTION}) GROUP BY ALL
        """
    ).fetchall()


def polars_rows(folder):
    import polars

    value = polars.col("integrated_at") - polars.coalesce("first_commit_at", "created_at")
    quantiles = [value.quantile(q, "linear").alias(f"p{q}") for q in (0.5, 0.75, 0.9)]
    frame = polars.scan_parquet(os.path.join(folder, "rows.parquet"))
    return (
        frame.filter(polars.col("integrated_at").is_not_null() & (polars.col("flags") & LEFT_OUT == 0))
        .with_columns(week=(polars.col("integrated_at") - FIRST_MONDAY) // WEEK)
        .group_by("team", "week", "repository")
        .agg(polars.len().alias("n"), *quantiles)
        .collect()
        .rows()
    )


def sqlite_rows(folder):
    """Type 7 by window functions: the two values around each rank, and the line between them."""
    connection = sqlite3.connect(f"file:{folder}/rows.sqlite?mode=ro", uri=True)

    def percentile(percent):
        rank = f"(n - 1) * {percent}"
        low = f"max(CASE WHEN place = {rank} / 100 THEN value END)"
        high = f"max(CASE WHEN place = min({rank} / 100 + 1, n - 1) THEN value END)"
        return f"{low} + ({high} - {low}) * ({rank} % 100) / 100.0"

    return connection.execute(
        f"""
        SELECT team, week, repository, n, {percentile(50)}, {percentile(75)}, {percentile(90)} FROM (
            SELECT team, week, repository, value,
                row_number() OVER (PARTITION BY team, week, repository ORDER BY value) - 1 AS place,
                count(*) OVER (PARTITION BY team, week, repository) AS n
            FROM ({SELECTION.replace("//", "/")})
        ) GROUP BY team, week, repository
        """
    ).fetchall()


PEERS = {"duckdb": duckdb_rows, "polars": polars_rows, "sqlite": sqlite_rows}


def work(name, folder):
    """What is done in a process of its own, so that this one stays small: its memory counts in those that it starts."""
    if name == "prepare":
        prepare(folder)
    elif name == "people":
        json.dump(people_of(os.path.join(folder, "hakaru.db")), sys.stdout)
    elif name == "versions":
        import duckdb
        import polars

        print(f"DuckDB {duckdb.__version__}, Polars {polars.__version__}, SQLite {sqlite3.sqlite_version}")
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows(PEERS[name](folder))


def worker(name, folder):
    """The command of a process of its own."""
    return [sys.executable, "-B", os.path.abspath(__file__), "--work", name, folder]


def peer_figures(output):
    figures = {}
    for team, week, repository, count, *values in csv.reader(io.StringIO(output)):
        team = f"team-{team}" if team else ""
        monday = time.gmtime(FIRST_MONDAY + int(week) * WEEK)
        key = (team, time.strftime("%G-W%V", monday), repository)
        figures[key] = (int(count), *(round(float(value), 3) for value in values))
    return figures


def hakaru_figures(output):
    figures = {}
    for row in csv.DictReader(io.StringIO(output)):
        if row["team"] == "total" or row["integrated"] == "0":
            continue
        values = [round(float(row[f"lead_time_seconds_{name}"]), 3) for name in ("p50", "p75", "p90")]
        figures[(row["team"], row["week"], row["repo"])] = (int(row["integrated"]), *values)
    return figures


# --- Measuring --------------------------------------------------------------------------------------------------------


# A process begins with the peak of the one that starts it, so a small one does: this one has the outputs in memory.
STARTER = """
import json, os, sys, time
start = time.perf_counter()
process = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
milliseconds = (time.perf_counter() - start) * 1_000
os.write(int(sys.argv[1]), json.dumps([status, milliseconds, usage.ru_maxrss / 1_024]).encode())
"""


def run(command):
    """One run as a process: its output, milliseconds, and peak memory in MiB."""
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as output, os.fdopen(reading) as figures:
        starter = [sys.executable, "-S", "-c", STARTER, str(writing), *command]
        subprocess.run(starter, stdout=output, pass_fds=[writing], check=True)
        os.close(writing)
        status, milliseconds, peak = json.load(figures)
        if status != 0:
            sys.exit(f"queries: {' '.join(command)} ended with status {status}")
        output.seek(0)
        return output.read().decode(), milliseconds, peak


class Measurement:
    def __init__(self):
        self.missed = False
        self.differs = False
        self.medians = {}

    def report(self, what, program, count, runs):
        times = [milliseconds for _, milliseconds, _ in runs]
        median, peak = statistics.median(times), max(memory for _, _, memory in runs)
        verdict = ""
        if program == "hakaru":
            self.medians.setdefault(what, []).append((count, median))
        if program == "hakaru" and (what, count) in BUDGETS:
            most, memory = BUDGETS[(what, count)]
            is_kept = median <= most and (memory is None or peak <= memory)
            self.missed = self.missed or not is_kept
            verdict = f"{'within' if is_kept else 'OVER'} {most} ms" + (f", {memory} MiB" if memory else "")
        print(f"{count:>9}  {what:<30} {program:<7} {median:>9.1f} {min(times):>9.1f} {max(times):>9.1f} "
              f"{peak:>9.1f}  {verdict}", flush=True)

    def growth(self):
        """Says how each time grew from one size to the next; half as much again as n log n is within the noise."""
        for what, times in self.medians.items():
            for (small, before), (large, after) in zip(times, times[1:]):
                expected = large * math.log(large) / (small * math.log(small))
                is_kept = after <= before * expected * 1.5
                self.missed = self.missed or not is_kept
                print(f"{what}: {large / small:g} times the rows, {after / before:.1f} times the time"
                      + ("" if is_kept else f" (OVER: n log n is {expected:.1f})"))

    def compare(self, expected, found, program):
        if expected == found:
            print(f"           {len(expected)} groups: every figure of {program} is the same")
            return
        self.differs = True
        keys = [key for key in sorted(expected.keys() | found.keys()) if expected.get(key) != found.get(key)]
        print(f"           {program} differs in {len(keys)} of {len(expected)} groups, such as {keys[0]}: "
              f"{found.get(keys[0])} instead of {expected.get(keys[0])}")


def configuration(teams):
    lines = ["people: visible", "teams:"]
    for index, members in enumerate(teams):
        lines.append(f"  - {{name: team-{index}, people: [{', '.join(json.dumps(name) for name in members)}]}}")
    return "\n".join(lines) + "\n"


def forget_facts(store):
    connection = sqlite3.connect(store)
    connection.execute("DELETE FROM derived_fact")
    connection.commit()
    connection.close()


def measure(binary, count, folder, measurement):
    store, config = os.path.join(folder, "hakaru.db"), os.path.join(folder, "hakaru.yml")
    what = [binary, "--config", config, "--store", store]
    with open(config, "w", encoding="utf-8") as file:
        file.write(configuration([]).replace("teams:\n", ""))

    def command(*words):
        return [what[0], *words, *what[1:]]

    generated = run([binary, "demo", "generate", str(count), "--store", store, "--quiet"])
    measurement.report("generate", "hakaru", count, [generated])
    run(command("lead-time"))
    people = json.loads(run(worker("people", folder))[0])
    team_count = max(1, min(10, len(people) // 5))
    teams = [people[index::team_count] for index in range(team_count)]
    with open(config, "w", encoding="utf-8") as file:
        file.write(configuration(teams))

    derivations = []
    for _ in range(3 if count > 100_000 else RUNS):
        forget_facts(store)
        derivations.append(run(command("lead-time")))
    measurement.report("derive the facts", "hakaru", count, derivations)
    measurement.report("lead-time without flags", "hakaru", count, [run(command("lead-time")) for _ in range(RUNS)])
    week = json.loads(run(command("lead-time", "--format", "json"))[0])["groups"][-1]["key"]["week"]
    explanation = command("explain", "lead-time", "--week", week)
    measurement.report("explain one week", "hakaru", count, [run(explanation) for _ in range(RUNS)])

    with open(os.path.join(folder, "teams.json"), "w", encoding="utf-8") as file:
        json.dump(teams, file)
    monday = run(worker("prepare", folder))[0].strip()
    weekly = command(
        "lead-time", "--by", "team", "--by", "week", "--by", "repo", "--since", monday, "--format", "csv")
    programs = {"hakaru": weekly}
    programs.update((name, worker(name, folder)) for name in PEERS)
    runs = {name: [] for name in programs}
    for index in range(RUNS):
        for name, words in programs.items():
            # The window functions take seconds: two runs tell enough.
            if name != "sqlite" or index < 2:
                runs[name].append(run(words))
    for name, found in runs.items():
        measurement.report("weekly by team and repository", name, count, found)
    expected = hakaru_figures(runs["hakaru"][0][0])
    for name in PEERS:
        measurement.compare(expected, peer_figures(runs[name][0][0]), name)


def main():
    enter_venv()
    if len(sys.argv) == 4 and sys.argv[1] == "--work":
        return work(sys.argv[2], sys.argv[3])
    binary = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(ROOT, ".build/release/hakaru")
    counts = [int(word.replace(",", "").replace("_", "")) for word in sys.argv[2:]] or [10_000, 100_000, 1_000_000]
    print(f"{run(worker('versions', '.'))[0].strip()}, {os.cpu_count()} processors")
    print(f"{'rows':>9}  {'work':<30} {'program':<7} {'median ms':>9} {'min':>9} {'max':>9} {'peak MiB':>9}")
    measurement = Measurement()
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            measure(binary, count, folder, measurement)
    measurement.growth()
    sys.exit(1 if measurement.differs else 2 if measurement.missed else 0)


if __name__ == "__main__":
    main()
