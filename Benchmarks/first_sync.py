#!/usr/bin/env python3
"""Measures a first sync and one that finds nothing new beside Perceval: requests, points, bytes, seconds, memory.

usage: Benchmarks/first_sync.py [--without-perceval] [--without-synthetic] [HAKARU] [LATENCY_MS ...]

HAKARU is a release binary (default: .build/release/hakaru). It and Perceval (from PyPI, in .build/perceval-venv) run as
processes of their own, in turn, against one simulator (../shared/forge-sim, or $HAKARU_SHARED) and the same repository,
at each latency (default: 0 and 100 ms). Then 20,000 synthetic pull requests are collected at 0 and 100 ms, and a hundred
synthetic repositories that have not changed since. Ends with 2 where a goal is missed. Without the simulator it says so.
"""
import datetime
import json
import math
import os
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.environ.get("HAKARU_SHARED") or os.path.join(ROOT, "..", "shared")
FOLDER = os.path.join(SHARED, "forge-sim")
VENV = os.path.join(ROOT, ".build", "perceval-venv")
PERCEVAL = "perceval==1.6.1"
REPOSITORIES = ["quicwg/qlog", "bitcoin-core/secp256k1"]
# What the peer is compared on, and the goals there: requests of a first sync in all, of one without news, MiB, factor.
COMPARED = "quicwg/qlog"
FIRST, AGAIN, MEMORY, FACTOR = 30, 2, 100, 100
SYNTHETIC = 20_000
# How often a first sync is measured, each time into a new store.
RUNS = 3
# So many repositories without a change, and the most requests for all of them.
MANY, CHECK = 100, 4
HEADER = "repository                latency  program          requests  points      bytes  seconds  peak MiB"


class Goals:
    """What was missed."""

    def __init__(self):
        self.missed = []

    def check(self, text, value, limit):
        """Notes a value that exceeds its limit."""
        if value > limit:
            self.missed.append(f"{text}: {value:.3f} instead of at most {limit:.3f}")


class Simulator:
    """A simulator for as long as the `with` lasts."""

    def __init__(self, data, latency):
        python = os.environ.get("HAKARU_SIMULATOR_PYTHON", os.path.join(ROOT, ".venv/bin/python"))
        python = python if os.path.exists(python) else sys.executable
        script = os.path.join(FOLDER, "forge_sim.py")
        self.command = [python, script, "--data", data, "--port", "0", "--latency-ms", str(latency),
                        "--rate-limit", "1000000", "--graphql-limit", "1000000"]  # fmt: skip

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        line = next((line for line in self.process.stdout if line.startswith("forge-sim ready ")), None)
        if line is None:
            sys.exit("first_sync: the simulator did not start; $HAKARU_SIMULATOR_PYTHON names a Python that can run it")
        self.url = line.split()[2]
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ask(self, method, path, body=b"{}"):
        """The answer of a control path."""
        request = urllib.request.Request(self.url + path, method=method, data=body if method == "POST" else None)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def load(self, repository):
        """Has a repository read from its files, which the first program would pay for otherwise."""
        self.ask("GET", f"/repos/{repository}/pulls?per_page=1")

    def forget(self):
        """Forgets statistics, limits and ready answers, so that each program meets the same server."""
        self.ask("POST", "/_sim/reset", b'{"cache": true}')

    def statistics(self):
        """What was asked since then."""
        return self.ask("GET", "/_sim/stats")


def measured(command):
    """A process: its output, its seconds and its peak memory in MiB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = status
    if status != 0:
        sys.exit(f"first_sync: {' '.join(command)} ended with status {status}")
    return output, seconds, usage.ru_maxrss / 1024


def row(repository, latency, program, statistics, seconds, peak):
    """A line of the table, by what the simulator counted."""
    points = sum(statistics["points"].values())
    print(
        f"{repository:<25} {latency:>4} ms  {program:<14} {statistics['requests']:>10} {points:>7} "
        f"{statistics['bytes']['out']:>10} {seconds:>8.2f} {peak:>9.1f}",
        flush=True)  # fmt: skip


def sync(simulator, binary, store, *repositories):
    """A sync as a process: what the simulator counted, its seconds, its peak memory."""
    simulator.forget()
    names = [word for repository in repositories for word in ("-R", repository)]
    _, seconds, peak = measured(
        [binary, "sync", *names, "--api-url", simulator.url, "--store", store, "--format", "json", "--quiet"])  # fmt: skip
    statistics = simulator.statistics()
    if statistics["violations"]:
        sys.exit(f"first_sync: the simulator counted violations: {statistics['violations']}")
    return statistics, seconds, peak


def perceval(simulator, repository, folder):
    """What Perceval does for the pull requests of a repository."""
    simulator.forget()
    owner, name = repository.split("/")
    _, seconds, peak = measured(
        [os.path.join(VENV, "bin", "perceval"), "github", owner, name, "--category", "pull_request",
         "--enterprise-url", simulator.url, "-t", "token", "--no-archive", "--json-line",
         "-o", os.path.join(folder, "items.json")])  # fmt: skip
    with open(os.path.join(folder, "items.json"), encoding="utf-8") as items:
        count = sum(1 for _ in items)
    return simulator.statistics(), seconds, peak, count


def install():
    """Installs the peer where it is not there yet."""
    if not os.path.exists(os.path.join(VENV, "bin", "perceval")):
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        python = os.path.join(VENV, "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", PERCEVAL], check=True)


def real(binary, latency, with_peer, goals):
    """The recorded repositories at one latency."""
    with Simulator(os.path.join(SHARED, "data"), latency) as simulator, tempfile.TemporaryDirectory() as folder:
        for repository in REPOSITORIES:
            simulator.load(repository)
            # A forge has met its queries before; the simulator parses each once. So the median of several counts.
            runs = []
            for number in range(RUNS):
                store = os.path.join(folder, f"{repository.replace('/', '-')}-{number}.db")
                runs.append(sync(simulator, binary, store, repository))
                row(repository, latency, "hakaru, first", *runs[-1])
            first, ours, peak = sorted(runs, key=lambda run: run[1])[RUNS // 2]
            again, seconds, later = sync(simulator, binary, store, repository)
            row(repository, latency, "hakaru, again", again, seconds, later)
            goals.check(f"{repository}: requests without news", again["requests"], AGAIN)
            goals.check(f"{repository}: MiB", max(peak, later), MEMORY)
            if repository != COMPARED:
                continue
            goals.check(f"{repository}: requests of a first sync", first["requests"], FIRST)
            if with_peer:
                theirs, seconds, peak, count = perceval(simulator, repository, folder)
                row(repository, latency, "perceval", theirs, seconds, peak)
                print(f"{'':<25} {latency:>4} ms  perceval needs {seconds / ours:.0f} times as long, for {count} items")
                if latency >= 100:
                    goals.check("share of Perceval's time", ours / seconds, 1 / FACTOR)


def synthetic(binary, goals):
    """Many pull requests: the time may grow with the latency only as the requests do."""
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        script = os.path.join(FOLDER, "make_dataset.py")
        subprocess.run(
            [sys.executable, script, "--repos", "1", "--prs", str(SYNTHETIC), "--seed", "7", "--out", data],
            check=True, stdout=subprocess.DEVNULL)  # fmt: skip
        own = 0.0
        for latency in (0, 100):
            with Simulator(data, latency) as simulator:
                repository = simulator.ask("GET", "/_sim/info")["repositories"][0]
                repository = repository if isinstance(repository, str) else repository["full_name"]
                store = os.path.join(folder, f"{latency}.db")
                first, seconds, peak = sync(simulator, binary, store, repository)
                row(repository, latency, "hakaru, first", first, seconds, peak)
                again, later, _ = sync(simulator, binary, store, repository)
                row(repository, latency, "hakaru, again", again, later, peak)
                goals.check(f"{repository}: MiB", peak, MEMORY)
                goals.check(f"{repository}: requests without news", again["requests"], AGAIN)
                if latency == 0:
                    own = seconds
                    continue
                lists = math.ceil(SYNTHETIC / 100)
                concurrency = max(1, first["concurrent_max"])
                bound = 1.3 * max(lists, first["requests"] / concurrency) * latency / 1000 + own
                print(
                    f"{'':<25} {latency:>4} ms  bound {bound:.1f} s: 1.3 × max({lists} list pages, "
                    f"{first['requests']} requests ÷ {concurrency}) × {latency} ms + {own:.1f} s of the simulator")  # fmt: skip
                goals.check(f"{repository}: seconds at {latency} ms", seconds, bound)


def unchanged(binary, goals):
    """Many repositories without a change, some of whose commits are of the last two weeks."""
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        script = os.path.join(FOLDER, "make_dataset.py")
        end = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=1)
        subprocess.run(
            [sys.executable, script, "--repos", str(MANY), "--prs", "20", "--seed", "3", "--out", data,
             "--start", str(end - datetime.timedelta(days=180)), "--end", str(end)],
            check=True, stdout=subprocess.DEVNULL)  # fmt: skip
        with Simulator(data, 0) as simulator:
            names = [name.replace("__", "/") for name in sorted(os.listdir(data))]
            store = os.path.join(folder, "many.db")
            for program in ("hakaru, first", "hakaru, again"):
                counted, seconds, peak = sync(simulator, binary, store, *names)
                row(f"{len(names)} repositories", 0, program, counted, seconds, peak)
            goals.check(f"requests for {len(names)} repositories without news", counted["requests"], CHECK)


def main():
    words = sys.argv[1:]
    flags = {word for word in words if word.startswith("--")}
    if flags - {"--without-perceval", "--without-synthetic"}:
        sys.exit(__doc__)
    rest = [word for word in words if word not in flags]
    binary = os.path.abspath(rest[0]) if rest else os.path.join(ROOT, ".build/release/hakaru")
    if not os.path.exists(os.path.join(FOLDER, "forge_sim.py")):
        sys.exit(f"first_sync: there is no simulator at {FOLDER}; nothing was measured")
    if not os.path.exists(binary):
        sys.exit(f"first_sync: there is no {binary}; build it, or name another")
    if "--without-perceval" not in flags:
        install()
    print(HEADER)
    goals = Goals()
    for latency in [int(word) for word in rest[1:]] or [0, 100]:
        real(binary, latency, "--without-perceval" not in flags, goals)
    if "--without-synthetic" not in flags:
        synthetic(binary, goals)
        unchanged(binary, goals)
    for text in goals.missed:
        print(f"missed: {text}")
    sys.exit(2 if goals.missed else 0)


if __name__ == "__main__":
    main()
