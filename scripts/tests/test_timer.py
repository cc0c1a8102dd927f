"""The installers of the weekly timer: they show what they do, and do it with --yes alone."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

TIMER = Path(__file__).resolve().parent.parent / "timer"


class TimerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)

    def run_script(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"PATH": f"{self.root}/bin:{os.environ['PATH']}"}
        return subprocess.run([TIMER / name, *arguments], capture_output=True, text=True, env=environment)

    def pretend_crontab(self, contents: str) -> Path:
        """A `crontab` that keeps its table in a file."""
        (self.root / "bin").mkdir()
        table = self.root / "table"
        table.write_text(contents)
        program = self.root / "bin/crontab"
        program.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then cat "{table}"; else cat >"{table}"; fi\n')
        program.chmod(0o755)
        return table

    def test_systemd_only_shows_without_yes(self) -> None:
        run = self.run_script("install-systemd", "--root", str(self.root))
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Nothing is changed without --yes", run.stdout)
        self.assertEqual(list(self.root.iterdir()), [])

    def test_systemd_units_are_accepted_by_systemd(self) -> None:
        run = self.run_script("install-systemd", "--root", str(self.root), "--yes", "--hakaru", "/bin/true")
        self.assertEqual(run.returncode, 0, run.stderr)
        units = self.root / "etc/systemd/system"
        service = (units / "hakaru-weekly.service").read_text()
        self.assertIn("ExecStart=/bin/true weekly --quiet --config /etc/hakaru/hakaru.yml", service)
        self.assertIn("Persistent=true", (units / "hakaru-weekly.timer").read_text())
        if shutil.which("systemd-analyze") is None:
            self.skipTest("systemd-analyze is not installed")
        verify = subprocess.run(
            ["systemd-analyze", "verify", units / "hakaru-weekly.timer", units / "hakaru-weekly.service"],
            capture_output=True, text=True)
        # Units of the machine itself may have their own faults.
        self.assertEqual([line for line in verify.stderr.splitlines() if "hakaru" in line], [])

    def test_cron_keeps_other_lines_and_replaces_its_own(self) -> None:
        table = self.pretend_crontab("0 1 * * * backup\n")
        flags = ["--config", "/etc/hakaru/hakaru.yml", "--store", "/srv/hakaru.db", "--token-file", "/srv/token"]
        shown = self.run_script("install-cron", *flags)
        self.assertIn("nothing is changed without --yes", shown.stdout)
        self.assertEqual(table.read_text(), "0 1 * * * backup\n")
        for time in ("08:05", "23:59"):
            run = self.run_script("install-cron", *flags, "--yes", "--at", time)
            self.assertEqual(run.returncode, 0, run.stderr)
        lines = table.read_text().splitlines()
        self.assertEqual(lines[0], "0 1 * * * backup")
        self.assertEqual(len(lines), 2)
        self.assertTrue(lines[1].startswith("59 23 * * * /usr/local/bin/hakaru weekly --quiet --config "), lines[1])

    def test_cron_refuses_what_a_crontab_would_misread(self) -> None:
        for flag, value in [("--config", "hakaru.yml"), ("--config", "/a%b"), ("--at", "24:00"), ("--wrong", "x")]:
            run = self.run_script("install-cron", "--store", "/s", "--token-file", "/t", flag, value)
            self.assertEqual(run.returncode, 64, f"{flag} {value}: {run.stdout}")


if __name__ == "__main__":
    unittest.main()
