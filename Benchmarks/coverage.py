#!/usr/bin/env python3
"""Measures coverage totals and gates beside lcov, diff-cover, gcovr and pycobertura: CPU seconds, peak memory, result.

usage: Benchmarks/coverage.py [--hakaru PATH] [--shared DIRECTORY] [--mb N] [--skip PEER ...]

Files are written by coverage/make_large.py of the shared material (../shared, $HAKARU_SHARED or --shared), 100 MB each
of LCOV and Cobertura. The peers of PyPI are installed into .build/benchmarks/venv; lcov is used where it is installed.
Every program runs once, alone, as a process of its own. gcovr takes some minutes and 11 GB for 100 MB; --skip gcovr.
Ends with 1 where Hakaru's numbers are not those that were written.
"""
import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PEERS = ["lcov", "diff-cover", "gcovr", "pycobertura"]
CHANGED_FILES, CHANGED_LINES = 20, 40
#: The CPU seconds after which the system ends a run.
PATIENCE = 1800


class Run:
    """One program, measured as a process of its own with all that it starts."""

    def __init__(self, command, folder=None, environment=None):
        with tempfile.TemporaryFile() as output:
            start = time.monotonic()
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE)))
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.monotonic() - start
            output.seek(0)
            self.output = output.read().decode(errors="replace")
        self.code = os.waitstatus_to_exitcode(status)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024

    def row(self, what, tool, result):
        print(f"{what:<28} {tool:<12} {self.cpu:>8.3f} {self.wall:>8.2f} {self.peak:>9.1f}  {result}", flush=True)


def make(generator, kind, megabytes, folder, repository):
    """Writes a large file whose paths lie in the repository; gives its path and its exact totals."""
    path = os.path.join(folder, f"{megabytes}.{kind}")
    answer = subprocess.run(
        [sys.executable, generator, "--format", kind, "--mb", str(megabytes), "--out", path],
        check=True, capture_output=True)
    with open(path, "rb") as source, open(f"{path}.here", "wb") as target:
        for line in source:
            target.write(line.replace(b"/build/repo", os.fsencode(repository)) if b"/build/repo" in line else line)
    os.replace(f"{path}.here", path)
    return path, json.loads(answer.stdout)


def git(repository, *arguments):
    identity = ["-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=repository, check=True, capture_output=True)


def make_repository(repository, count):
    """A repository of that many source files, and a branch that changes lines of some of them."""
    git(repository, "init", "-q", "-b", "develop")
    # The names that the generator gives to its source files.
    names = [f"src/module_{i % 97:03}/pkg_{i % 13:02}/file_{i:06}.c" for i in range(count)]

    def write(word):
        for i, name in enumerate(names):
            if i < CHANGED_FILES or word == "base":
                path = os.path.join(repository, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="ascii") as file:
                    file.writelines(f"{word} {line}\n" for line in range(CHANGED_LINES))
        git(repository, "add", "-A")
        git(repository, "commit", "-q", "-m", word)

    write("base")
    git(repository, "switch", "-q", "-c", "change")
    write("change")


def peers(skipped):
    """The programs to run beside Hakaru, by name; what is missing is said."""
    venv = os.path.join(ROOT, ".build/benchmarks/venv")
    wanted = [peer for peer in PEERS if peer not in skipped]
    python = [peer for peer in wanted if peer != "lcov"]
    if python:
        if not os.path.exists(f"{venv}/bin/pip"):
            subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([f"{venv}/bin/pip", "install", "-q", "--disable-pip-version-check", *python], check=True)
    found = {peer: f"{venv}/bin/{peer}" for peer in python}
    if "lcov" in wanted and shutil.which("lcov"):
        found["lcov"] = shutil.which("lcov")
    elif "lcov" in wanted:
        print("lcov is not installed; nothing was measured of it")
    return found


def totals(hakaru, path, truth, name, environment):
    """Hakaru's totals; false where they are not the truth."""
    run = Run([hakaru, "coverage", "show", path, "--totals", "--format", "json"], environment=environment)
    found = json.loads(run.output) if run.code == 0 else {}
    is_right = all(
        found.get(kind) == {"covered": truth[kind]["covered"], "total": truth[kind]["total"]}
        for kind in ("lines", "branches"))
    run.row(f"{name} totals", "hakaru", "right" if is_right else f"WRONG (code {run.code})")
    return is_right


def gate(hakaru, repository, path, name, environment):
    """Hakaru's gate over a change; its changed lines and those of them that did not run."""
    command = [hakaru, "coverage", "gate", path, "--fail-under", "1", "--patch-fail-under", "1", "--base", "develop"]
    run = Run([*command, "--format", "json"], repository, environment)
    try:
        patch = json.loads(run.output)["patch"]
        found = (patch["total"], patch["total"] - patch["covered"])
    except (ValueError, KeyError, TypeError):
        found = None
    run.row(f"{name} gate of a change", "hakaru", f"{found[0]} lines, {found[1]} missing" if found else run.output[:200])
    return found


def diff_cover(program, repository, path, name, folder):
    report = os.path.join(folder, "diff-cover.json")
    run = Run([program, path, "--compare-branch", "develop", "--format", f"json:{report}"], repository)
    with open(report, encoding="utf-8") as file:
        answer = json.load(file)
    found = (answer["total_num_lines"], answer["total_num_violations"])
    run.row(f"{name} gate of a change", "diff-cover", f"{found[0]} lines, {found[1]} missing")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hakaru", default=os.path.join(ROOT, ".build/release/hakaru"))
    parser.add_argument("--shared", default=os.environ.get("HAKARU_SHARED") or os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--skip", action="append", default=[], choices=PEERS)
    options = parser.parse_args()
    generator = os.path.join(options.shared, "coverage", "make_large.py")
    if not os.path.exists(generator):
        sys.exit(f"coverage: there is no {generator}; nothing was measured")
    hakaru = os.path.abspath(options.hakaru)
    found = peers(options.skip)
    is_right = True
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        repository = os.path.join(folder, "repository")
        os.mkdir(repository)
        # Neither a configuration nor a store of this person.
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8"}
        files = {kind: make(generator, kind, options.mb, folder, repository) for kind in ("lcov", "cobertura")}
        small, _ = make(generator, "lcov", 1, folder, repository)
        make_repository(repository, max(truth["files"] for _, truth in files.values()))
        print(f"{'what':<28} {'tool':<12} {'CPU s':>8} {'wall s':>8} {'peak MiB':>9}  result")
        for kind, (path, truth) in files.items():
            name = f"{options.mb} MB {kind}"
            is_right = totals(hakaru, path, truth, name, environment) and is_right
            if kind == "lcov" and "lcov" in found:
                run = Run([found["lcov"], "--summary", path, "--rc", "lcov_branch_coverage=1"])
                run.row(f"{name} totals", "lcov", f"code {run.code}")
            if kind == "cobertura" and "pycobertura" in found:
                run = Run([found["pycobertura"], "show", path], repository)
                run.row(f"{name} totals", "pycobertura", f"code {run.code}")
            if kind == "cobertura" and "gcovr" in found:
                run = Run([found["gcovr"], "--cobertura-add-tracefile", path, "--print-summary"], repository)
                run.row(f"{name} totals", "gcovr", f"code {run.code}")
            patch = gate(hakaru, repository, path, name, environment)
            is_right = patch is not None and is_right
            if "diff-cover" in found:
                is_right = diff_cover(found["diff-cover"], repository, path, name, folder) == patch and is_right
        run = Run([hakaru, "coverage", "gate", small, "--fail-under", "1"], repository, environment)
        run.row("1 MB lcov gate", "hakaru", f"code {run.code}")
        is_right = run.code == 0 and is_right
    if not is_right:
        sys.exit("coverage: Hakaru's numbers are wrong, as said above")


if __name__ == "__main__":
    main()
