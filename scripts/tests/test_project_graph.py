import unittest

from support import load, package, target

project_graph = load("project-graph")

HOUSE = package(
    target("Model"),
    target("CCurl", kind="system"),
    target("Store", "Model", products=("GRDB",)),
    target("Engine", "Store", "Model", products=("GRDB", "Logging")),
    target("tool", "Engine", kind="executable"),
    target("ModelTests", "Model", kind="test"),
)


class ProjectGraph(unittest.TestCase):
    def test_arrows_that_follow_from_others_and_tests_are_left_out(self) -> None:
        arrows = [line.strip() for line in project_graph.draw(HOUSE).splitlines() if "-->" in line]
        self.assertEqual(
            arrows, ["Store --> Model", "Store --> GRDB", "Engine --> Store", "Engine --> Logging", "tool --> Engine"]
        )

    def test_each_kind_has_its_shape(self) -> None:
        drawing = project_graph.draw(HOUSE)
        for shape in ["    Model\n", "    CCurl[/CCurl/]\n", "    tool([tool])\n", "    GRDB[(GRDB)]\n"]:
            self.assertIn(shape, drawing)

    def test_only_what_stands_between_the_markers_is_replaced(self) -> None:
        text = f"before\n{project_graph.BEGIN}\nold\n{project_graph.END}\nafter\n"
        new = project_graph.replace(text, "graph")
        self.assertEqual(new, f"before\n{project_graph.BEGIN}\n\ngraph\n\n{project_graph.END}\nafter\n")
        self.assertEqual(project_graph.replace(new, "graph"), new)

    def test_a_document_without_a_place_for_it_fails(self) -> None:
        with self.assertRaises(SystemExit):
            project_graph.replace("text", "graph")


if __name__ == "__main__":
    unittest.main()
