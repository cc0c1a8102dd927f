"""scripts/quickstart and scripts/test, with a Swift and a hakaru that only pretend."""

import unittest

from support import ProjectTest

SWIFT = """
case "$*" in
--version) echo "Swift version 6.3.1 (swift-6.3.1-RELEASE)" ;;
*--show-codecov-path) echo "$PWD/.build/debug/codecov/hakaru.json" ;;
*--show-bin-path) echo "$PWD/.build/x86/release" ;;
build*) echo "swift $*" >>"$LOG"; exit "${BUILD_CODE:-0}" ;;
test*) echo "swift $*" >>"$LOG"; env >"$LOG.env"; cat "$TESTS"; exit "${TEST_CODE:-0}" ;;
esac
"""
HAKARU = '#!/usr/bin/env bash\necho "hakaru $*" >>"$LOG"\ncase $1 in sync) exit "${SYNC_CODE:-0}" ;; *) exit "${OTHER_CODE:-0}" ;; esac\n'
BUILD = "swift build -c release --static-swift-stdlib --product hakaru"


class CommandTest(ProjectTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.project("quickstart", "test")
        self.program("swift", SWIFT)
        # Everything that is needed is taken to be there.
        self.program("apt-get", 'echo "apt-get $*" >>"$LOG"; exit 1')
        self.write(
            "project/scripts/lib/setup.sh",
            (self.folder / "scripts/lib/setup.sh").read_text() + "is_there() { true; }\n",
        )


class Quickstart(CommandTest):
    def setUp(self) -> None:
        super().setUp()
        self.write("project/.build/x86/release/hakaru", HAKARU, executable=True)

    def start(self, *arguments: str, **variables: str):
        return self.run_in(self.root, str(self.folder / "scripts/quickstart"), *arguments, **variables)

    def test_without_repositories_it_shows_the_demo_and_three_commands(self) -> None:
        run = self.start()
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.log(), [BUILD, "hakaru demo"])
        after = run.stderr.split("== Next\n")[1].splitlines()
        self.assertEqual(len(after), 3)
        self.assertIn(".build/x86/release/hakaru init", after[1])

    def test_with_a_token_it_collects_and_reports(self) -> None:
        for variable in ["HAKARU_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"]:
            run = self.start("-R", "acme/api", "--repo", "acme/web", **{variable: "s3cret"})
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertEqual(
                self.log(),
                [BUILD, "hakaru sync -R acme/api -R acme/web", "hakaru report weekly -R acme/api -R acme/web"],
            )
            self.assertNotIn("s3cret", run.stdout + run.stderr)
            (self.root / "log").unlink()

    def test_the_token_file_is_named_from_where_the_caller_is(self) -> None:
        self.write("my token", "s3cret")
        run = self.start("-R", "acme/api", "--token-file", "my token")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.log()[1], f"hakaru sync -R acme/api --token-file {self.root}/my token")

    def test_a_token_command_of_the_user_counts(self) -> None:
        self.write("home/.config/hakaru/hakaru.yml", "token_command: [gh, auth, token]\n")
        self.start("-R", "acme/api")
        self.assertEqual(self.log()[1], "hakaru sync -R acme/api")

    def test_without_a_token_it_says_so_and_shows_the_demo(self) -> None:
        run = self.start("-R", "acme/api")
        self.assertEqual(self.log(), [BUILD, "hakaru demo"])
        self.assertIn("No token was found", run.stderr)

    def test_an_incomplete_sync_still_reports(self) -> None:
        run = self.start("-R", "acme/api", GH_TOKEN="t", SYNC_CODE="3")
        self.assertEqual((run.returncode, self.log()[2]), (0, "hakaru report weekly -R acme/api"))
        self.assertIn("could not be collected", run.stderr)

    def test_each_failure_has_its_words(self) -> None:
        cases = [
            (("-R", "acme/api"), {"GH_TOKEN": "t", "SYNC_CODE": "4"}, "did not accept the token"),
            (("-R", "acme/api"), {"GH_TOKEN": "t", "SYNC_CODE": "5"}, "again to go on"),
            (("-R", "acme/api"), {"GH_TOKEN": "t", "SYNC_CODE": "1"}, "ended with code 1"),
            ((), {"OTHER_CODE": "1"}, "ended with code 1"),
            ((), {"BUILD_CODE": "1"}, "the build failed"),
            (("-R", "acme"), {}, "not a repository: acme"),
            (("-R",), {}, "-R needs a repository"),
            (("--token-file", "nowhere"), {}, "can't be read: nowhere"),
            (("--fast",), {}, "unknown option: --fast"),
        ]
        for arguments, variables, expected in cases:
            with self.subTest(expected):
                run = self.start(*arguments, **variables)
                self.assertEqual(run.returncode, 1)
                self.assertIn(expected, run.stderr)
                self.assertNotIn("== Next", run.stderr)

    def test_a_dry_run_runs_nothing(self) -> None:
        run = self.start("--dry-run")
        self.assertEqual((run.returncode, self.log()), (0, []))
        self.assertIn("== .build/release/hakaru demo", run.stderr)

    def test_help_builds_nothing(self) -> None:
        run = self.start("--help")
        self.assertEqual((run.returncode, self.log()), (0, []))
        self.assertTrue(run.stdout.startswith("usage: scripts/quickstart"))


PASSED = """Build complete!
✔ Test "is one" passed after 0.001 seconds.
➜ Test "over real data" skipped: "there is no ../shared"
✔ Test run with 2 tests in 1 suite passed after 0.001 seconds.
"""
GATE = "hakaru coverage gate {}/.build/debug/codecov/hakaru.json --config config/coverage.yml"
TESTS = "swift test --no-parallel --enable-code-coverage --disable-xctest --explicit-target-dependency-import-check error"


class Test(CommandTest):
    def setUp(self) -> None:
        super().setUp()
        self.program("make", 'echo "make $*" >>"$LOG"; exit "${CHECK_CODE:-0}"')
        self.program("git", 'exit "${GIT_CODE:-0}"')
        self.write("project/.build/debug/hakaru", HAKARU, executable=True)
        self.write("tests", PASSED)

    def run_tests(self, *arguments: str, **variables: str):
        variables = {"TESTS": str(self.root / "tests")} | variables
        return self.run_in(self.root, str(self.folder / "scripts/test"), *arguments, **variables)

    def test_one_build_then_the_checks_then_the_gate_then_the_summary(self) -> None:
        run = self.run_tests()
        self.assertEqual(run.returncode, 0, run.stderr)
        gate = GATE.format(self.folder)
        self.assertEqual(self.log(), [TESTS, "make --no-print-directory --keep-going check", gate])
        self.assertEqual(run.stdout.splitlines()[-1], "✔ Test run with 2 tests in 1 suite passed after 0.001 seconds.")
        self.assertIn('Skipped: test "over real data": "there is no ../shared"', run.stdout)
        self.assertIn("Skipped: acceptance tests: there is no ../shared/forge-sim", run.stdout)

    def test_each_failure_gives_a_code(self) -> None:
        cases = [
            ({"TEST_CODE": "1"}, "passed after"),
            ({"CHECK_CODE": "2"}, "make check failed"),
            ({"OTHER_CODE": "2"}, "The coverage gate ended with code 2"),
            ({"OTHER_CODE": "3"}, "The coverage gate ended with code 3"),
            ({"TESTS": "/dev/null"}, "No test ran"),
            (
                {"TESTS": "/dev/null", "TEST_CODE": "1"},
                "No test ran: the build failed, or the run ended early (code 1).",
            ),
        ]
        for variables, expected in cases:
            with self.subTest(variables):
                run = self.run_tests(**variables)
                self.assertEqual(run.returncode, 1)
                self.assertIn(expected, run.stdout)

    def test_the_end_says_which_test_failed_and_why(self) -> None:
        failure = (
            '✘ Test "adds" recorded an issue at SumTests.swift:3:9: Expectation failed: sum == 4\n↳ seed 7\n'
            '✔ Test "other" passed after 0.001 seconds.\n✘ Test "adds" failed after 0.002 seconds with 1 issue.\n'
            "✘ Test run with 2 tests in 1 suite failed after 0.003 seconds with 1 issue.\n"
        )
        self.write("failing", failure)
        run = self.run_tests(TESTS=str(self.root / "failing"), TEST_CODE="1")
        self.assertEqual(run.returncode, 1)
        result = run.stdout.splitlines()[-4:]
        self.assertEqual(result, [
            '✘ Test "adds" recorded an issue at SumTests.swift:3:9: Expectation failed: sum == 4',
            "↳ seed 7",
            '✘ Test "adds" failed after 0.002 seconds with 1 issue.',
            "✘ Test run with 2 tests in 1 suite failed after 0.003 seconds with 1 issue.",
        ])

    def test_the_tests_see_no_token_and_no_store_of_this_person(self) -> None:
        names = ["HAKARU_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN", "HAKARU_STORE", "HAKARU_CONFIG", "HAKARU_RECORD"]
        self.run_tests(**{name: "x" for name in names})
        variables = dict(line.split("=", 1) for line in self.log("log.env") if "=" in line)
        self.assertEqual([name for name in names if name in variables], [])
        self.assertEqual((variables["NO_COLOR"], variables["SWIFT_BACKTRACE"]), ("1", "enable=no"))

    def test_outside_of_git_the_gate_is_skipped_and_told(self) -> None:
        run = self.run_tests(GIT_CODE="128")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Skipped: the coverage gate: this is no git work tree", run.stdout)

    def test_a_filter_leaves_out_the_checks(self) -> None:
        self.run_tests("--filter", "Lead time")
        self.assertEqual(self.log(), [f"{TESTS} --filter Lead time"])

    def test_the_simulator_gets_an_environment_once(self) -> None:
        self.write("shared/forge-sim/requirements.txt", "graphql-core\n")
        self.program(
            "python3",
            'echo "python3 $*" >>"$LOG"; mkdir -p .venv/bin; '
            'printf \'#!/bin/sh\\necho "pip $*" >>"$LOG"\\n\' >.venv/bin/pip; chmod +x .venv/bin/pip',
        )
        self.run_tests("--tests-only")
        self.assertEqual(
            self.log(),
            ["python3 -m venv --clear .venv", "pip install --quiet -r ../shared/forge-sim/requirements.txt", TESTS],
        )
        self.assertIn(f"HAKARU_SIMULATOR_PYTHON={self.folder}/.venv/bin/python", self.log("log.env"))
        self.run_tests("--tests-only")
        self.assertEqual(self.log()[3:], [TESTS])

    def test_a_simulator_that_can_not_be_installed_is_skipped_and_told(self) -> None:
        self.write("shared/forge-sim/requirements.txt", "graphql-core\n")
        self.program("python3", "exit 1")
        run = self.run_tests("--tests-only")
        self.assertEqual(run.returncode, 0)
        self.assertIn("Skipped: acceptance tests: the simulator's Python packages", run.stdout)

    def test_a_dry_run_runs_nothing(self) -> None:
        run = self.run_tests("--dry-run")
        self.assertEqual((run.returncode, self.log()), (0, []))
        self.assertIn(f"== Tests: {TESTS}", run.stderr)


if __name__ == "__main__":
    unittest.main()
