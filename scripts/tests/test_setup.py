"""scripts/lib/setup.sh: what is missing is named and installed, with sudo only where it is needed."""

import unittest

from support import ProjectTest

TOOLS = ("bash", "cat", "chmod", "env", "mkdir", "tr", "touch")
# An installer that brings the tool of each package that it is asked for.
APT = """
echo "apt-get $*" >>"$LOG"
for word in "$@"; do case $word in pkg-*) printf '#!/bin/sh\\n' >"${0%/*}/${word#pkg-}"; chmod +x "${0%/*}/${word#pkg-}" ;; esac; done
"""


class InstallMissing(ProjectTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.project()
        self.variables = self.only(*TOOLS)
        self.program("id", "echo ${USER_ID:-0}")

    def install(self, *needs: str, dry_run: int = 0, **variables: str):
        lines = "\n".join(f"pkg-{name} tool {name}" for name in needs)
        script = f". scripts/lib/setup.sh; dry_run={dry_run}; install_missing '{lines}'; say done"
        return self.run_in(self.folder, "bash", "-euo", "pipefail", "-c", script, **self.variables, **variables)

    def test_nothing_is_touched_where_all_is_there(self) -> None:
        self.program("apt-get", APT)
        run = self.install("bash", "env")
        self.assertEqual((run.returncode, run.stderr, self.log()), (0, "done\n", []))

    def test_only_what_is_missing_is_installed_and_said(self) -> None:
        self.program("apt-get", APT)
        run = self.install("bash", "alpha", "beta")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Missing: pkg-alpha pkg-beta\n", run.stderr)
        self.assertEqual(
            self.log(),
            ["apt-get update -qq", "apt-get install -y -qq --no-install-recommends pkg-alpha pkg-beta"],
        )

    def test_sudo_is_used_only_by_who_is_not_root(self) -> None:
        self.program("apt-get", APT)
        self.program("sudo", 'echo sudo >>"$LOG"; exec "$@"')
        self.install("alpha", USER_ID="1000")
        self.assertEqual(self.log()[0], "sudo")
        (self.root / "log").unlink()
        self.install("beta")
        self.assertNotIn("sudo", self.log())

    def test_without_root_and_sudo_it_names_the_command(self) -> None:
        self.program("apt-get", APT)
        run = self.install("alpha", USER_ID="1000")
        self.assertEqual((run.returncode, self.log()), (1, []))
        self.assertIn("Run as root: apt-get update", run.stderr)

    def test_another_system_is_told_what_it_needs(self) -> None:
        run = self.install("alpha")
        self.assertEqual(run.returncode, 1)
        self.assertIn("only Debian's and Ubuntu's packages are known here", run.stderr)
        self.assertIn("pkg-alpha", run.stderr)

    def test_a_dry_run_shows_the_commands_and_runs_none(self) -> None:
        self.program("apt-get", APT)
        run = self.install("alpha", dry_run=1)
        self.assertEqual((run.returncode, self.log()), (0, []))
        self.assertIn("+ apt-get update", run.stderr)
        self.assertIn("install -y -qq --no-install-recommends pkg-alpha", run.stderr)

    def test_an_installation_that_brings_nothing_is_a_failure(self) -> None:
        self.program("apt-get", "true")
        run = self.install("alpha")
        self.assertEqual(run.returncode, 1)
        self.assertIn("still missing after the installation: pkg-alpha", run.stderr)


if __name__ == "__main__":
    unittest.main()
