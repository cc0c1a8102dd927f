#!/usr/bin/env python3
"""Measures a first sync and one that finds nothing new: requests, points, bytes, seconds, memory.

usage: Benchmarks/first_sync.py [HAKARU] [LATENCY_MS ...]

HAKARU is a release binary (default: .build/release/hakaru). It runs as a process of its own against the simulator in
../shared/forge-sim (or $HAKARU_SHARED), at each latency (default: 0 and 100 ms). Without the simulator it says so.
"""
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.environ.get("HAKARU_SHARED") or os.path.join(ROOT, "..", "shared")
REPOSITORIES = ["quicwg/qlog", "bitcoin-core/secp256k1"]


def sync(binary, url, store, repository):
    """One sync as a process; its JSON and its peak memory in KiB."""
    command = [binary, "sync", "-R", repository, "--api-url", url, "--store", store, "--format", "json", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"first_sync: {' '.join(command)} ended with status {status}")
    return json.loads(output), usage.ru_maxrss


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build/release/hakaru")
    latencies = [int(word) for word in sys.argv[2:]] or [0, 100]
    simulator = os.path.join(SHARED, "forge-sim", "forge_sim.py")
    if not os.path.exists(simulator):
        sys.exit(f"first_sync: there is no simulator at {simulator}; nothing was measured")
    python = os.environ.get("HAKARU_SIMULATOR_PYTHON", os.path.join(ROOT, ".venv/bin/python"))
    python = python if os.path.exists(python) else sys.executable
    print("repository                latency  run     requests  points      bytes  seconds  peak MiB")
    for latency in latencies:
        command = [python, simulator, "--data", os.path.join(SHARED, "data"), "--port", "0", "--latency-ms", str(latency)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            line = next(line for line in server.stdout if line.startswith("forge-sim ready "))
            for repository in REPOSITORIES:
                with tempfile.TemporaryDirectory() as folder:
                    for run in ("first", "again"):
                        result, peak = sync(binary, line.split()[2], os.path.join(folder, "hakaru.db"), repository)
                        print(
                            f"{repository:<25} {latency:>4} ms  {run:<6} {result['requests']:>9} {result['points']:>7} "
                            f"{result['bytes']:>10} {result['seconds']:>8} {peak / 1024:>9.1f}")
        finally:
            server.kill()
            server.wait()


if __name__ == "__main__":
    main()
