"""What the tests of the scripts share: small projects in temporary folders, programs that only pretend."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

SCRIPTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(SCRIPTS / "lib"))

import package as manifest  # noqa: E402


def load(name: str) -> ModuleType:
    """A script of this folder as a module."""
    loader = SourceFileLoader(name.replace("-", "_"), str(SCRIPTS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def target(name: str, *dependencies: str, kind: str = "regular", products: tuple[str, ...] = ()) -> manifest.Target:
    folder = "Tests" if kind == "test" else "Sources"
    return manifest.Target(name, kind, Path(folder) / name, dependencies, products)


def package(*targets: manifest.Target, dependencies: tuple[str, ...] = ()) -> manifest.Package:
    return manifest.Package(targets, dependencies)


class ProjectTest(unittest.TestCase):
    """A test with an empty folder of its own, `self.root`."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()

    def write(self, name: str, text: str, executable: bool = False) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if executable:
            path.chmod(0o755)
        return path

    def program(self, name: str, body: str) -> None:
        """A program of this name that stands before every other on the path of `run`."""
        self.write(f"bin/{name}", f"#!/usr/bin/env bash\n{body}\n", executable=True)

    def only(self, *names: str) -> dict[str, str]:
        """Variables for `run_in`: a path that holds nothing but these programs and those of `program`."""
        for name in names:
            link = self.root / "bin" / name
            link.parent.mkdir(exist_ok=True)
            if not link.exists() and shutil.which(name):
                link.symlink_to(shutil.which(name))
        return {"PATH": str(self.root / "bin")}

    def project(self, *names: str) -> Path:
        """A folder with copies of these scripts and of scripts/lib."""
        folder = self.root / "project"
        shutil.copytree(SCRIPTS / "lib", folder / "scripts/lib", ignore=shutil.ignore_patterns("__pycache__"))
        for name in names:
            shutil.copy(SCRIPTS / name, folder / "scripts" / name)
        return folder

    def log(self, name: str = "log") -> list[str]:
        path = self.root / name
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def run_in(self, folder: Path, *command: str, stdin: int = subprocess.DEVNULL, **variables: str):
        """Runs a command with few variables, `bin` first on the path, and no terminal but the given one."""
        environment = {
            "PATH": f"{self.root / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.root / "home"),
            "LOG": str(self.root / "log"),
            "LC_ALL": "C.UTF-8",
        } | variables
        (self.root / "home").mkdir(exist_ok=True)
        return subprocess.run(
            command, cwd=folder, env=environment, stdin=stdin, capture_output=True, text=True, timeout=60
        )
