import unittest

from support import ProjectTest, load, package, target

import markdown

check_docs = load("check-docs")


class DeclarationsAreDocumented(ProjectTest):
    def problems(self, text: str) -> list[str]:
        self.write("Sources/A/A.swift", text)
        found, _ = check_docs.declarations(self.root)
        return [problem.split(": ", 1)[1] for problem in found]

    def test_documented_declarations_pass(self) -> None:
        self.assertEqual(
            self.problems(
                "/// A thing.\npackage struct Thing: Hashable, Sendable {\n    /// Its size.\n    @Wrapped\n"
                "    package var size: Int\n    var inner: Int\n    private func f() {}\n}\n"
                "/// A kind.\npackage enum Kind: Sendable {\n    /// The first.\n    case one\n"
                '    package var name: String { switch self { case .one: "" } }\n}\n'.replace(
                    "    package var name", "    /// Its name.\n    package var name"
                )
            ),
            [],
        )

    def test_each_undocumented_declaration_fails(self) -> None:
        cases = [
            ("package struct Thing: Sendable {}", "struct Thing has no doc comment"),
            ("// No doc comment.\npackage func f() {}", "func f has no doc comment"),
            ("/// Apart.\n\npackage let a = 1", "let a has no doc comment"),
            ("public final class C: Sendable {}", "class C has no doc comment"),
            ("/// A.\npackage enum E: Sendable {\n    case one\n}", "case E.one has no doc comment"),
            ("/// A.\npackage protocol P {\n    func f()\n}", "func P.f has no doc comment"),
            ("/// A.\npackage actor A {\n    package init(id: Int) {}\n}", "init A.init(id:) has no doc comment"),
            ("extension A {\n    package static var a: Int { 1 }\n}", "var A.a has no doc comment"),
            ("///\n/// Late.\npackage func f() {}", "func f: its doc comment begins with an empty line"),
            ("/// " + "a" * 75 + "\n/// " + "b" * 75 + "\npackage func f() {}", "151 characters, 150 are the limit"),
            ("/// A.\npackage struct S {}", "struct S does not say whether it is Sendable"),
            ("/// A.\npackage struct S: Hashable {}", "struct S does not say whether it is Sendable"),
        ]
        for text, expected in cases:
            with self.subTest(text):
                found = self.problems(text)
                self.assertEqual(len(found), 1, found)
                self.assertTrue(found[0].endswith(expected) or expected in found[0], found[0])

    def test_witnesses_are_documented_by_their_protocol(self) -> None:
        self.assertEqual(
            self.problems(
                "/// Told.\npackage protocol Told: Error {\n    /// One sentence.\n    var summary: String { get }\n}\n"
                '/// A.\npackage enum Fault: Told {\n    package var summary: String { "" }\n}\n'
                "/// B.\npackage struct B: Comparable, CustomStringConvertible, Sendable {\n"
                '    package static func < (a: B, b: B) -> Bool { true }\n    package var description: String { "" }\n}\n'
                "extension B: Codable {\n    package init(from decoder: any Decoder) throws {}\n    enum CodingKeys {}\n}\n"
            ),
            [],
        )

    def test_the_name_of_a_witness_elsewhere_is_no_excuse(self) -> None:
        found = self.problems('/// B.\npackage struct B: Sendable {\n    package var description: String { "" }\n}\n')
        self.assertEqual(found, ["var B.description has no doc comment"])


class LinksLeadSomewhere(ProjectTest):
    def problems(self) -> list[str]:
        files = sorted(path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return check_docs.links(self.root, files)[0]

    def test_good_links_pass(self) -> None:
        self.write("docs/metrics.md", '# Lead time to `develop`\n\n<a id="pickup"></a>\n\n## Twice\n\n## Twice\n')
        self.write(
            "README.md",
            "[a](docs/metrics.md) [b](docs/metrics.md#lead-time-to-develop) [c](https://example.com/x#y)\n"
            "[d](docs/metrics.md#pickup) [e](docs/metrics.md#twice-1) [f](#here) `[g](nowhere.md)`\n\n"
            "```\n[h](nowhere.md)\n```\n\n# Here\n",
        )
        self.write("Sources/A.swift", "/// See `docs/metrics.md#twice`.\n")
        self.assertEqual(self.problems(), [])

    def test_each_broken_link_fails(self) -> None:
        self.write("docs/metrics.md", "# Metrics\n")
        cases = [
            ("README.md", "[a](docs/metric.md)", "README.md:1: there is no docs/metric.md"),
            ("README.md", "x\n\n![a](missing.png)", "README.md:3: there is no missing.png"),
            ("README.md", "[a]: docs/gone.md", "README.md:1: there is no docs/gone.md"),
            ("README.md", '<img src="gone.svg">', "README.md:1: there is no gone.svg"),
            ("README.md", "[a](docs/metrics.md#lead)", "README.md:1: docs/metrics.md has no heading for #lead"),
            ("README.md", "# A\n[a](#b)", "README.md:2: this page has no heading for #b"),
            ("README.md", "[a](../../etc/passwd)", "README.md:1: ../../etc/passwd lies outside of the project"),
            ("docs/b.md", "[a](../..)", "docs/b.md:1: ../.. lies outside of the project"),
            ("Sources/A.swift", "/// `docs/metrics.md#x`", "Sources/A.swift:1: docs/metrics.md has no heading for #x"),
        ]
        for name, text, expected in cases:
            with self.subTest(text):
                path = self.write(name, text)
                found = self.problems()
                path.unlink()
                self.assertEqual(found, [expected])

    def test_slugs_are_those_of_the_forge(self) -> None:
        cases = [
            ("Lead time", "lead-time"),
            ("What `a.b` is: 1, 2", "what-ab-is-1-2"),
            ("日本語 README", "日本語-readme"),
        ]
        for heading, expected in cases:
            self.assertEqual(markdown.slug(heading.replace("`", "")), expected)


class DocumentsNameEverything(ProjectTest):
    def test_what_a_document_leaves_out_is_told(self) -> None:
        house = package(target("HakaruModel"), target("HakaruTests", kind="test"), dependencies=("yams",))
        self.write("Makefile", "build: ## build\n\tswift build\n")
        script = self.write("scripts/test", "").relative_to(self.root)
        self.assertEqual(
            check_docs.mentions(self.root, house, [script]),
            [
                "docs/project-layout.md: does not mention HakaruModel",
                "docs/decisions/0002-dependencies.md: does not mention yams",
                "CONTRIBUTING.md: does not mention make build",
                "CONTRIBUTING.md: does not mention scripts/test",
            ],
        )
        self.write("docs/project-layout.md", "`HakaruModel`")
        self.write("docs/decisions/0002-dependencies.md", "Yams")
        self.write("CONTRIBUTING.md", "`make build`, `scripts/test`")
        self.assertEqual(check_docs.mentions(self.root, house, [script]), [])

    def test_a_decision_has_its_three_parts(self) -> None:
        good = "# 1. Title\n\n## Motivation\n\n## Decision\n\n## Alternatives\n"
        self.write("docs/decisions/0001-good.md", good)
        self.write("docs/decisions/0001-again.md", good)
        self.write("docs/decisions/0002-part.md", "# 2. Title\n\n## Motivation\n\n## Decision\n")
        self.write("docs/decisions/note.md", good)
        form = "a decision's file is NNNN-title.md, each number once"
        self.assertEqual(
            check_docs.decisions(self.root),
            [
                f"docs/decisions/0001-good.md: {form}",
                "docs/decisions/0002-part.md: has no heading Alternatives",
                f"docs/decisions/note.md: {form}",
            ],
        )

    def test_a_sentence_names_tests_that_are_there(self) -> None:
        self.write("Tests/A/A.swift", "@Test func `holds`() {}\n@Test(arguments: [1])\nfunc `holds, too`(a: Int) {}\n")
        table = "## A\n\n| | sentence | tests |\n| --- | --- | --- |\n| 1 | `a` is so | `holds`, `holds, too` |\n"
        self.write("docs/definitions-tests.md", table)
        self.assertEqual(check_docs.rules(self.root), [])
        self.write("docs/definitions-tests.md", table + "| 2 | b | `holds`, `is gone` |\n| 4 | c | none: a name |\n| 4 | d | |\n| 5 | e | - |\n\n## B\n")
        self.assertEqual(
            check_docs.rules(self.root),
            [
                "docs/definitions-tests.md:6: there is no test is gone",
                "docs/definitions-tests.md:7: number 3 comes here",
                "docs/definitions-tests.md:8: a row is a number, a sentence and its tests",
                "docs/definitions-tests.md:9: number 4 comes here",
                "docs/definitions-tests.md:9: the sentence has neither a test nor a reason",
            ],
        )


if __name__ == "__main__":
    unittest.main()
