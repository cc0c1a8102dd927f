import shutil
import unittest
from pathlib import Path

from support import ProjectTest, load

check_tree = load("check-tree")

WORKFLOW = """name: ci
on: [push, pull_request]
permissions:
  contents: read

jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: scripts/test
"""


class TreeTest(ProjectTest):
    def files(self) -> list[Path]:
        return sorted(path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())


class SwiftFiles(TreeTest):
    def test_long_files_warn_and_longer_ones_fail(self) -> None:
        self.write("Sources/A/Short.swift", "let a = 1\n")
        self.write("Sources/A/Fits.swift", "\n" * 400)
        self.write("Tests/A/Long.swift", "\n" * 401)
        self.write("Tests/A/TooLong.swift", "\n" * 501)
        found, warnings = check_tree.swift_files(self.root, self.files())
        self.assertEqual(found, ["Tests/A/TooLong.swift: 501 lines; 500 are the limit"])
        self.assertEqual(warnings[0], "Tests/A/Long.swift: 401 lines; over 400 needs a reason")
        self.assertIn("median", warnings[1])

    def test_each_ruled_out_call_fails_in_sources_only(self) -> None:
        lines = [
            'fatalError("a")', 'print("a")', "nonisolated(unsafe) var a = 1", "let f = DateFormatter()",
            'TimeZone(identifier: "UTC")', "// TODO: later", "final class A: @unchecked Sendable {}",
        ]  # fmt: skip
        for line in lines:
            with self.subTest(line):
                self.write("Sources/A/A.swift", f"let x = 1\n{line}\n")
                self.write("Tests/A/A.swift", f"let x = 1\n{line}\n")
                found, _ = check_tree.swift_files(self.root, self.files())
                self.assertEqual(len(found), 1, found)
                self.assertTrue(found[0].startswith("Sources/A/A.swift:2: "), found)

    def test_what_is_fine_passes(self) -> None:
        self.write(
            "Sources/A/A.swift",
            'let a = "print(1)" // print(\n// TODO(#12): later\nlog.print(a)\n'
            "// Only the loop's thread touches it.\nfinal class A: @unchecked Sendable {}\n",
        )
        self.assertEqual(check_tree.swift_files(self.root, self.files()), ([], []))

    def test_xctest_fails(self) -> None:
        self.write("Tests/A/A.swift", "import XCTest\n")
        self.assertEqual(
            check_tree.swift_files(self.root, self.files())[0], ["Tests/A/A.swift:1: tests are written with Testing"]
        )


class MachinePaths(TreeTest):
    def test_the_place_of_a_checkout_or_a_home_fails(self) -> None:
        home = "/ho" + "me/hanako/"
        self.write("a.md", f"see {self.root}/docs\n")
        self.write("b.swift", f'let a = "{home}x"\n')
        self.write("Tests/b.swift", f'let a = "{home}x"\n')
        self.write("Tests/d.swift", f'let a = "{self.root}/x"\n')
        self.write("c.md", "ok: ~/x, /tmp/x, /usr/share, $HOME/x, https://example.com/home/page\n")
        found = check_tree.machine_paths(self.root, self.files())
        self.assertEqual(
            [problem.split(": the path")[0] for problem in found], ["Tests/d.swift:1", "a.md:1", "b.swift:1"]
        )


class Scripts(TreeTest):
    def test_mode_first_line_and_strictness(self) -> None:
        self.write("scripts/good", "#!/usr/bin/env bash\nset -euo pipefail\necho ok\n", executable=True)
        self.write("scripts/idle", "#!/usr/bin/env bash\nset -euo pipefail\n")
        self.write("scripts/loose", "#!/usr/bin/env bash\necho ok\n", executable=True)
        self.write("scripts/odd", "#!/bin/sh\n", executable=True)
        found, _ = check_tree.scripts(self.root, self.files())
        self.assertEqual(
            [problem.split(":")[0] for problem in found if "SC" not in problem],
            ["scripts/idle", "scripts/loose", "scripts/odd"],
        )

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_what_shellcheck_finds_fails(self) -> None:
        self.write("scripts/bad", "#!/usr/bin/env bash\nset -euo pipefail\nrm $1\n", executable=True)
        found, _ = check_tree.scripts(self.root, self.files())
        self.assertEqual(len(found), 1)
        self.assertIn("SC2086", found[0])


class Workflows(TreeTest):
    def problems(self, text: str, run: str = "exec scripts/test\n") -> list[str]:
        self.write(".github/workflows/ci.yml", text)
        self.write(".ci/run", run)
        return check_tree.workflows(self.root, self.files())

    def test_a_good_one_passes(self) -> None:
        self.assertEqual(self.problems(WORKFLOW), [])

    def test_each_bad_one_fails(self) -> None:
        cases = [
            (WORKFLOW.replace("permissions:\n  contents: read\n", ""), "no top-level `permissions:`"),
            (WORKFLOW.replace("contents: read\n", "contents: read\n  issues: write\n"), "least"),
            (WORKFLOW.replace("@v4", "@main"), "pinned"),
            (WORKFLOW.replace("@v4", ""), "pinned"),
            (WORKFLOW.replace("    steps", "\tsteps"), "tab"),
            (WORKFLOW.replace("scripts/test", "swift test"), "no workflow runs scripts/test"),
            (WORKFLOW + "      - run: echo ${{ github.event.pull_request.title }}\n", "must not reach a shell"),
            (WORKFLOW + "  pull_request_target:\n", "must not reach a shell"),
        ]
        for text, expected in cases:
            with self.subTest(expected):
                self.assertTrue(any(expected in problem for problem in self.problems(text)))
        self.assertEqual(self.problems(WORKFLOW, "swift test\n"), [".ci/run: missing, or does not run scripts/test"])


class Changelog(TreeTest):
    def test_its_form(self) -> None:
        self.assertEqual(check_tree.changelog(self.root), ["CHANGELOG.md: missing"])
        self.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n### Additions\n\n- A.\n\n## 0.1.0 (2026-01-31)\n")
        self.assertEqual(check_tree.changelog(self.root), [])
        self.write("CHANGELOG.md", "# Changelog\n\n## 0.1.0\n\n### Added\n")
        self.assertEqual(len(check_tree.changelog(self.root)), 3)


if __name__ == "__main__":
    unittest.main()
