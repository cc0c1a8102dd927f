import unittest

from support import ProjectTest

import swift_source


class Blanking(unittest.TestCase):
    def test_strings_and_comments_become_spaces_of_the_same_length(self) -> None:
        cases = [
            ('let a = "import X" // import Y', "let a =" + " " * 23),
            ('f("\\(g("}")) {")', "f(" + " " * 13 + ")"),
            ('let a = #"a " b"# + c', "let a =" + " " * 11 + "+ c"),
            ("a /* b /* c */ d */ e", "a" + " " * 19 + "e"),
            ('func `reads "a" // b`() {', "func `reads__a_____b`() {"),
        ]
        for text, expected in cases:
            with self.subTest(text):
                self.assertEqual(swift_source.blank(text).rstrip(), expected.rstrip())
                self.assertEqual(len(swift_source.blank(text)), len(text))

    def test_lines_stay_where_they_are(self) -> None:
        text = 'let a = """\n    package func no() {\n    """\n/*\n*/\nlet b = 1'
        self.assertEqual(swift_source.blank(text).split("\n")[5], "let b = 1")
        self.assertNotIn("func", swift_source.blank(text))


class Declarations(ProjectTest):
    def read(self, text: str) -> swift_source.Source:
        return swift_source.read(self.write("A.swift", text))

    def test_imports_of_every_form(self) -> None:
        source = self.read(
            "import A\npackage import B\n@_spi(X) internal import C\n@preconcurrency import D\n"
            "import struct E.F\n@testable public import G\n// import H\n#if canImport(I)\nimport I\n#endif\n"
        )
        self.assertEqual([entry.module for entry in source.imports], ["A", "B", "C", "D", "E", "G", "I"])
        self.assertEqual([entry.access for entry in source.imports][:3], [None, "package", "internal"])

    def test_declarations_know_their_owner_access_and_documentation(self) -> None:
        source = self.read(
            "/// A thing.\n///\n/// More of it.\npackage struct Thing<Part: Sendable>: Hashable, Sendable where Part: P {\n"
            "    /// Its size,\n    /// in bytes.\n    @Wrapped(\n        name: 1)\n    package private(set) var size: Int\n"
            "    package static func == (lhs: Thing, rhs: Thing) -> Bool { let x = 1; return x == 1 }\n"
            "    package init?(from text: String) { switch 1 { case let y: break } }\n"
            "    enum Inner { case one, two }\n}\n"
            "package protocol Reader: AnyObject {\n    func read() -> Int\n    associatedtype Part\n}\n"
        )
        found = [(item.path, item.kind, item.access, item.summary) for item in source.declarations]
        self.assertEqual(
            found,
            [
                ("Thing", "struct", "package", "A thing."),
                ("Thing.size", "var", "package", "Its size, in bytes."),
                ("Thing.==", "func", "package", ""),
                ("Thing.init(from:)", "init", "package", ""),
                ("Thing.Inner", "enum", None, ""),
                ("Thing.Inner.one", "case", None, ""),
                ("Reader", "protocol", "package", ""),
                ("Reader.read", "func", None, ""),
                ("Reader.Part", "associatedtype", None, ""),
            ],
        )
        self.assertEqual(source.declarations[0].inherits, ["Hashable", "Sendable"])

    def test_words_that_only_look_like_declarations(self) -> None:
        source = self.read("let a = b.package\nf(.init(), class: C.self)\nfunc g(package: Int, struct: Int) {}\n")
        self.assertEqual([item.name for item in source.declarations], ["a", "g"])
        source = self.read(
            "extension A {\n func f() {\n switch b {\n case .c: open(d)\n case .e: final(f)\n }\n }\n}\n"
        )
        self.assertEqual([item.name for item in source.declarations], ["A", "f"])

    def test_it_comes_to_an_end_on_any_text(self) -> None:
        for text in [
            "class",
            "package",
            "protocol P: class {",
            "@",
            "`",
            '"',
            "/*",
            "package package",
            "extension {",
            "}}",
        ]:
            with self.subTest(text):
                self.read(text)


if __name__ == "__main__":
    unittest.main()
