import unittest

from support import ProjectTest, load, package, target

check_imports = load("check-imports")

HOUSE = (
    target("HakaruModel"),
    target("CCurl", kind="system"),
    target("HakaruTransfer", "CCurl"),
    target("HakaruMetrics", "HakaruModel", products=("RealModule",)),
    target("HakaruMetricsTests", "HakaruMetrics", "HakaruModel", kind="test"),
)


class CheckImports(ProjectTest):
    def setUp(self) -> None:
        super().setUp()
        self.write("Sources/HakaruModel/A.swift", "import Synchronization\n")
        self.write("Sources/HakaruTransfer/A.swift", "internal import CCurl\n")
        self.write("Sources/HakaruMetrics/A.swift", "package import HakaruModel\nimport RealModule\n")
        self.write("Tests/HakaruMetricsTests/A.swift", "import HakaruMetrics\nimport Testing\n")

    def problems(self, *targets) -> list[str]:
        found, _ = check_imports.problems(self.root, package(*targets or HOUSE))
        return [problem for problem in found if "which is no target" not in problem]

    def test_a_good_tree_passes(self) -> None:
        self.assertEqual(self.problems(), [])

    def test_each_forbidden_import_fails(self) -> None:
        cases = [
            ("Sources/HakaruModel/B.swift", "import Foundation", "HakaruModel may not import Foundation"),
            ("Sources/HakaruModel/B.swift", "import FoundationEssentials", "may not import FoundationEssentials"),
            ("Sources/HakaruMetrics/B.swift", "@preconcurrency import Foundation", "may not import Foundation"),
            ("Sources/HakaruMetrics/B.swift", "package import CCurl", "HakaruMetrics may not import CCurl"),
            (
                "Sources/HakaruMetrics/B.swift",
                "@_spi(A) internal import HakaruTransfer",
                "may not import HakaruTransfer",
            ),
            ("Sources/HakaruMetrics/B.swift", "import struct Foundation.Date", "may not import Foundation"),
            ("Sources/HakaruMetrics/B.swift", "#if DEBUG\nimport Dispatch\n#endif", "may not import Dispatch"),
            ("Tests/HakaruMetricsTests/B.swift", "import XCTest", "may not import XCTest"),
            ("Tests/HakaruMetricsTests/B.swift", "import Foundation", "may not import Foundation"),
            ("Tests/HakaruMetricsTests/B.swift", "@testable import HakaruTransfer", "may not import HakaruTransfer"),
        ]
        for name, text, expected in cases:
            with self.subTest(text):
                path = self.write(name, f"// A comment.\n{text}\n")
                found = self.problems()
                path.unlink()
                self.assertEqual(len(found), 1, found)
                self.assertIn(expected, found[0])
                self.assertTrue(found[0].startswith(f"{name}:"), found[0])

    def test_what_stands_in_comments_and_strings_is_no_import(self) -> None:
        self.write("Sources/HakaruModel/B.swift", 'let a = """\nimport Foundation\n"""\n// import CCurl\n')
        self.assertEqual(self.problems(), [])

    def test_a_dependency_that_the_table_has_not_fails(self) -> None:
        wide = target("HakaruModel", products=("GRDB",))
        found = self.problems(wide, *HOUSE[1:])
        self.assertIn("Package.swift: HakaruModel depends on GRDB, which its row in the table has not", found)

    def test_a_dependency_that_nothing_imports_fails(self) -> None:
        self.write("Sources/HakaruMetrics/A.swift", "import HakaruModel\n")
        self.assertEqual(self.problems(), ["Package.swift: HakaruMetrics depends on RealModule and never imports it"])

    def test_an_import_that_the_package_does_not_give_fails(self) -> None:
        bare = target("HakaruMetrics", "HakaruModel")
        found = self.problems(*HOUSE[:3], bare, HOUSE[4])
        self.assertEqual(
            found, ["Sources/HakaruMetrics/A.swift:2: Package.swift does not give RealModule to HakaruMetrics"]
        )

    def test_a_target_without_a_row_or_a_file_fails(self) -> None:
        found = self.problems(*HOUSE, target("HakaruGuess"), target("HakaruStore"))
        self.assertIn("Package.swift: HakaruGuess has no row in the table of scripts/check-imports", found)
        self.assertIn("Sources/HakaruStore: HakaruStore has no Swift file", found)


if __name__ == "__main__":
    unittest.main()
