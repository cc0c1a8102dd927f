"""action.yml, scripts/action and the snippets of docs/ci.md: what they run, and what they must never do."""

import re
import unittest

from support import SCRIPTS, ProjectTest

ROOT = SCRIPTS.parent
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
DOCUMENT = (ROOT / "docs/ci.md").read_text(encoding="utf-8")

#: The rights that a job of docs/ci.md may ask for, and what for.
RIGHTS = {"contents: read", "pull-requests: write", "statuses: write", "security-events: write"}


def section(text: str, name: str) -> dict[str, str]:
    """The entries of a top-level mapping of action.yml: name → its indented lines."""
    body = re.search(rf"^{name}:\n((?:  .*\n|\n)+)", text, re.MULTILINE)[1]
    return {entry[1]: entry[2] for entry in re.finditer(r"^  ([\w-]+):\n((?:    .*\n)+)", body, re.MULTILINE)}


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


def run_lines(text: str) -> list[str]:
    """What the `run:` and `script:` entries of a workflow hand to a shell, line by line."""
    lines, block = [], None
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if block is not None and (not line.strip() or indent > block):
            lines.append(line)
            continue
        block = None
        entry = re.match(r"\s*(?:- )?(?:run|script): *(.*)", line)
        if entry:
            lines.append(entry[1])
            block = indent
    return lines


class ActionFile(unittest.TestCase):
    def test_no_expression_reaches_a_shell(self) -> None:
        self.assertEqual([line for line in run_lines(ACTION) if "${{" in line], [])
        self.assertEqual(run_lines(ACTION), ["'\"$ACTION_PATH/scripts/action\"'"])

    def test_it_uses_no_other_action(self) -> None:
        self.assertNotRegex(ACTION, r"(?m)^\s*(?:- )?uses:")

    def test_every_input_is_handed_on_by_the_environment(self) -> None:
        inputs = section(ACTION, "inputs")
        handed = dict(re.findall(r"^ +(GATE_\w+): \$\{\{ inputs\.([\w-]+) \}\}$", ACTION, re.MULTILINE))
        self.assertEqual(set(handed.values()) | {"working-directory"}, set(inputs))
        for variable, name in handed.items():
            self.assertEqual(variable, "GATE_" + name.upper().replace("-", "_"))
            self.assertIn(variable, (SCRIPTS / "action").read_text(encoding="utf-8"))

    def test_the_only_expressions_are_inputs_outputs_the_token_and_the_path(self) -> None:
        allowed = r"inputs\.[\w-]+|steps\.gate\.outputs\.[\w-]+|github\.token|github\.action_path"
        for expression in re.findall(r"\$\{\{ *(.*?) *\}\}", ACTION):
            self.assertRegex(expression, rf"^(?:{allowed})$")

    def test_every_output_is_one_that_the_gate_writes(self) -> None:
        written = (ROOT / "Sources/HakaruReporter/Coverage/CoverageGateResult+StepOutput.swift").read_text("utf-8")
        names = re.findall(r'\("([a-z-]+)", ', written)
        self.assertEqual(list(section(ACTION, "outputs")), names)

    def test_every_input_and_output_is_told_in_the_document(self) -> None:
        for name in [*section(ACTION, "inputs"), *section(ACTION, "outputs")]:
            self.assertIn(f"`{name}`", DOCUMENT)


class Snippets(unittest.TestCase):
    def workflows(self) -> list[str]:
        found = [text for text in snippets("yaml") if re.search(r"^on:", text, re.MULTILINE)]
        self.assertGreaterEqual(len(found), 2)
        return found

    def test_workflows_ask_for_the_least_rights(self) -> None:
        for text in self.workflows():
            self.assertRegex(text, r"(?m)^permissions:\n  contents: read$")
            rights = re.findall(r"^ +((?:[a-z-]+): (?:read|write))(?: *#.*)?$", text, re.MULTILINE)
            self.assertLessEqual(set(rights), RIGHTS, text)

    def test_workflows_run_no_code_of_a_fork_with_rights(self) -> None:
        for text in self.workflows():
            self.assertNotIn("pull_request_target", text)
            self.assertNotIn("workflow_run", text)
            self.assertNotRegex(text, r"secrets\.")

    def test_workflows_pin_what_they_use(self) -> None:
        for text in self.workflows():
            uses = re.findall(r"(?<!\w)uses: (\S+)", text)
            self.assertTrue(uses)
            for name in uses:
                self.assertRegex(name, r"^[\w./-]+@(?:v\d+|[0-9a-f]{40}|COMMIT)$")

    def test_checkouts_have_history_and_keep_no_credentials(self) -> None:
        for text in self.workflows():
            self.assertRegex(text, r"uses: actions/checkout@\S+\n +with:\n +fetch-depth: 0\n +persist-credentials: false\n")

    def test_no_expression_reaches_a_shell(self) -> None:
        for text in snippets("yaml"):
            for line in run_lines(text):
                self.assertNotIn("${{", line)

    def test_every_flag_is_one_of_the_program(self) -> None:
        reference = (ROOT / "docs/command-reference.md").read_text(encoding="utf-8")
        part = reference.split("hakaru coverage gate", 1)[1]
        for flag in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(snippets("yaml") + snippets("sh")))):
            self.assertTrue(flag in part, flag)


class ActionScript(ProjectTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.project("action")
        self.program("hakaru", 'printf "%s\\n" "$@" >"$LOG"; printf "%s" "${HAKARU_GITHUB_TOKEN-none}" >"$LOG.token"; exit "${CODE:-0}"')

    def start(self, **variables: str):
        variables = {f"GATE_{name}": value for name, value in variables.items()}
        code = variables.pop("GATE_CODE", "0")
        return self.run_in(self.root, str(self.folder / "scripts/action"), CODE=code, **variables)

    def test_inputs_become_arguments(self) -> None:
        run = self.start(
            FILES="a.info\n", FAIL_UNDER="80", PATCH_FAIL_UNDER="90", NO_DECREASE="true", MEASURE="branches",
            COMPONENTS="backend\nfrontend\n", BASE="origin/develop", CONFIG_FROM="origin/develop", KEY="api",
            JUNIT="j.xml", SARIF="s.sarif", BADGE="b.svg", NO_NEW_UNCOVERED="false",
        )  # fmt: skip
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(
            self.log(),
            [
                "coverage", "gate", "--fail-under=80", "--patch-fail-under=90", "--no-decrease", "--measure=branches",
                "--component=backend", "--component=frontend", "--base=origin/develop",
                "--config-from=origin/develop", "--key=api", "--junit=j.xml", "--sarif=s.sarif", "--badge=b.svg", "--",
                "a.info",
            ],
        )  # fmt: skip

    def test_the_code_is_that_of_the_gate(self) -> None:
        for code in ["0", "2", "3", "65"]:
            self.assertEqual(self.start(FILES="a", FAIL_UNDER="80", CODE=code).returncode, int(code))

    def test_patterns_are_expanded_and_one_that_fits_nothing_is_handed_on(self) -> None:
        for name in ["one.info", "two words.info", "-x.info"]:
            self.write(name, "")
        self.start(FILES="*.info\nnone-*.xml\n\none.info", FAIL_UNDER="1")
        files = self.log()[self.log().index("--") + 1 :]
        self.assertEqual(files, ["-x.info", "one.info", "two words.info", "none-*.xml", "one.info"])

    def test_no_value_is_a_command_or_an_option(self) -> None:
        hostile = "$(touch owned)`touch owned`;touch owned #--version"
        self.start(FILES=hostile, BASE=hostile, FAIL_UNDER="--help", KEY="a b")
        self.assertFalse((self.root / "owned").exists())
        self.assertEqual(self.log(), ["coverage", "gate", "--fail-under=--help", f"--base={hostile}", "--key=a b", "--", hostile])

    def test_the_token_is_there_only_when_asked_for(self) -> None:
        self.start(FILES="a", TOKEN="s3cret")
        self.assertEqual(self.log("log.token"), ["none"])
        for name in ["COMMENT", "PUBLISH"]:
            run = self.start(FILES="a", TOKEN="s3cret", **{name: "true"})
            self.assertEqual(self.log("log.token"), ["s3cret"])
            self.assertNotIn("s3cret", run.stdout + run.stderr + "".join(self.log()))

    def test_mistakes_are_named(self) -> None:
        for inputs, words in [
            ({"FILES": ""}, "names no coverage file"), ({"FILES": "a", "COMMENT": "yes"}, "comment is 'yes'"),
        ]:  # fmt: skip
            run = self.start(**inputs)
            self.assertEqual(run.returncode, 1)
            self.assertIn(words, run.stderr)
            self.assertEqual(self.log(), [])

    def test_without_a_hakaru_it_builds_its_own_commit(self) -> None:
        (self.root / "bin/hakaru").unlink()
        built = self.folder / ".build/release/hakaru"
        self.program(
            "swift",
            'case "$*" in --version) echo "Swift version 6.3.1" ;; '
            f'build*) mkdir -p "{built.parent}"; printf \'#!/bin/sh\\necho "$PWD" "$@" >"$LOG"\\n\' >"{built}"; chmod +x "{built}" ;; esac',
        )
        self.write(
            "project/scripts/lib/setup.sh",
            (self.folder / "scripts/lib/setup.sh").read_text() + "is_there() { true; }\n",
        )
        run = self.run_in(
            self.root, str(self.folder / "scripts/action"), GATE_FILES="a", GATE_HAKARU="no-such-hakaru"
        )
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.log(), [f"{self.root} coverage gate -- a"])


if __name__ == "__main__":
    unittest.main()
