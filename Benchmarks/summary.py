#!/usr/bin/env python3
"""Measures the weekly summary: milliseconds and bytes for each format and language, and the whole demo.

usage: Benchmarks/summary.py [HAKARU] [COUNT]

HAKARU is a release binary (default: .build/release/hakaru), which generates a store of COUNT pull requests (default:
100,000) with `hakaru demo generate`. Each run is a process of its own; the time is the median of seven after one that
derives the facts. It ends with 2 where a budget is missed: 300 ms a format, 250,000 bytes of HTML.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RUNS = 7
BUDGET_MS = 300
BUDGET_BYTES = 250_000


def run(command):
    """The seconds that a process took, its output and its peak memory in MiB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"summary: {' '.join(command)} ended with status {status}")
    return seconds, output, usage.ru_maxrss / 1024


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build/release/hakaru")
    count = sys.argv[2] if len(sys.argv) > 2 else "100000"
    is_missed = False
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "large.db")
        run([binary, "demo", "generate", count, "--store", store, "--quiet"])
        report = [binary, "report", "weekly", "--store", store, "--quiet"]
        seconds, _, _ = run(report)
        print(f"{count} pull requests; the first summary, which derives the facts: {seconds:.1f} s")
        print("format     language   median ms   bytes      peak MiB")
        commands = [
            (form, language, [*report, "--format", form, "--lang", language])
            for form in ("markdown", "html", "json", "slack", "text")
            for language in ("en", "ja")
        ]
        commands.append(("prometheus", "", [binary, "export", "prometheus", "--store", store, "--quiet"]))
        for form, language, command in commands:
            results = [run(command) for _ in range(RUNS)]
            milliseconds = statistics.median(result[0] for result in results) * 1_000
            size = len(results[0][1])
            peak = max(result[2] for result in results)
            if any(result[1] != results[0][1] for result in results):
                sys.exit(f"summary: {form} {language} is not the same on every run")
            missed = milliseconds > BUDGET_MS or (form == "html" and size > BUDGET_BYTES)
            is_missed = is_missed or missed
            print(f"{form:<10} {language:<8} {milliseconds:>11.1f} {size:>9} {peak:>11.1f}{'  over budget' * missed}")
        seconds, output, _ = run([binary, "demo", "--quiet", "--format", "html", "--store", os.path.join(folder, "demo.db")])
        print(f"the whole demo, from an empty store to {len(output)} bytes of HTML: {seconds:.2f} s")
    return 2 if is_missed else 0


if __name__ == "__main__":
    sys.exit(main())
