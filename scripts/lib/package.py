"""What Package.swift declares, as SwiftPM reads it. Loads the manifest only: no network, about a second."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Target:
    name: str
    #: `regular`, `executable`, `system` or `test`.
    kind: str
    path: Path
    targets: tuple[str, ...]
    products: tuple[str, ...]


@dataclass(frozen=True)
class Package:
    targets: tuple[Target, ...]
    #: The identities of the packages that it depends on, such as `swift-log`.
    dependencies: tuple[str, ...]


def load(root: Path) -> Package:
    # A scratch path of its own, so that it never waits for a build that holds the usual one.
    with tempfile.TemporaryDirectory() as scratch:
        run = subprocess.run(
            ["swift", "package", "--scratch-path", scratch, "dump-package"],
            cwd=root, env=os.environ | {"SWIFT_BACKTRACE": "enable=no"}, capture_output=True, text=True,
        )  # fmt: skip
    if run.returncode != 0:
        raise SystemExit(f"swift package dump-package failed:\n{run.stderr.strip()}")
    return parse(json.loads(run.stdout))


def parse(dump: dict) -> Package:
    names = {target["name"] for target in dump["targets"]}
    targets = []
    for target in dump["targets"]:
        inside, outside = [], []
        for dependency in target["dependencies"]:
            name = next(iter(dependency.values()))[0]
            (inside if name in names else outside).append(name)
        folder = "Tests" if target["type"] == "test" else "Sources"
        path = Path(target.get("path") or f"{folder}/{target['name']}")
        targets.append(Target(target["name"], target["type"], path, tuple(inside), tuple(outside)))
    identities = (next(iter(entry.values()))[0]["identity"] for entry in dump["dependencies"])
    return Package(tuple(targets), tuple(identities))
