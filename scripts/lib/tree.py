"""The files of the project: what git tracks or would track."""

import subprocess
from pathlib import Path


def files(root: Path) -> list[Path]:
    """Paths relative to `root`; outside of a git repository, everything but hidden folders and build results."""
    run = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, text=True,
    )  # fmt: skip
    if run.returncode == 0:
        names = (Path(name) for name in run.stdout.split("\0") if name)
        return sorted(name for name in set(names) if (root / name).is_file())
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(path for path in found if not any(part in {".git", ".build"} for part in path.parts))
