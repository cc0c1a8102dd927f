import HakaruCoverage

extension Fixture {
    static let json: [Fixture] = [
        Fixture(
            name: "coverage.py", format: .coveragePyJSON,
            text: #"""
                {"meta": {"format": 3, "branch_coverage": true}, "files": {"app\\tick.py": {
                "executed_lines": [1, 2], "missing_lines": [4], "excluded_lines": [9],
                "executed_branches": [[2, 3]], "missing_branches": [[2, -1]],
                "functions": {"": {"executed_lines": [1]}, "go": {"executed_lines": [2]}, "no": {"executed_lines": []}}}},
                "totals": {"covered_lines": 77}}
                """#,
            files: [#"app\tick.py"#], lines: (2, 3), strictLines: (1, 3), branches: (1, 2), functions: (1, 2)),
        Fixture(
            name: "llvm-cov", format: .llvmJSON,
            text: #"""
                {"data":[{"files":[{"filename":"/w/Tick.swift","segments":[
                [3,10,2,true,true,false],[4,5,0,true,true,false],[4,20,2,true,false,false],[6,2,0,false,false,false],
                [8,1,0,true,true,false],[9,2,0,false,false,false]],
                "summary":{"lines":{"count":7,"covered":5},"functions":{"count":2,"covered":1},
                "branches":{"count":0,"covered":0}}}],"functions":[]}],"type":"llvm.coverage.json.export","version":"2.0.1"}
                """#,
            files: ["/w/Tick.swift"], lines: (5, 7), functions: (1, 2)),
        Fixture(
            name: "istanbul", format: .istanbul,
            text: #"""
                {"/w/a.js": {"path": "/w/a.js",
                "statementMap": {"0": {"start": {"line": 1}, "end": {"line": 1}}, "1": {"start": {"line": 1}},
                "2": {"start": {"line": 3}}}, "s": {"0": 0, "1": 4, "2": 0},
                "fnMap": {"0": {"name": "f"}}, "f": {"0": 1e21},
                "branchMap": {"0": {"loc": {"start": {"line": 1}}, "locations": [{}, {"start": {}}]}}, "b": {"0": [1, 0]}}}
                """#,
            files: ["/w/a.js"], lines: (1, 2), strictLines: (0, 2), branches: (1, 2), functions: (1, 1),
            statements: (1, 3)),
        Fixture(
            name: "old istanbul", format: .istanbul,
            text: #"""
                {"data": {"a.js": {"s": {"1": 1}, "statementMap": {"1": {"start": {"line": 5}}},
                "b": {"1": [0, 0]}, "branchMap": {"1": {"line": 5}}, "f": {}}}}
                """#,
            files: ["a.js"], lines: (1, 1), strictLines: (0, 1), branches: (0, 2), statements: (1, 1)),
        Fixture(
            name: "simplecov result set", format: .simpleCovResultSet,
            text: #"""
                {"unit": {"coverage": {"/w/a.rb": {"lines": [null, 1, 0, 0, "ignored"],
                "branches": {"[:if, 0, 2, 4, 2, 24]": {"[:then, 1, 2, 4, 2, 9]": 1, "[:else, 2, 2, 4, 2, 9]": 0}},
                "methods": {"[\"A\", :go, 1, 2, 3, 4]": 1}}}, "timestamp": 1},
                "system": {"coverage": {"/w/a.rb": {"lines": [null, 0, 2, 0, "ignored"]}, "/w/b.rb": [1, null]}}}
                """#,
            files: ["/w/a.rb", "/w/b.rb"], lines: (3, 4), strictLines: (2, 4), branches: (1, 2), functions: (1, 1)),
        Fixture(
            name: "simplecov json", format: .simpleCovJSON,
            text: #"""
                {"meta": {"simplecov_version": "1"}, "total": {"lines": {"covered": 99}}, "coverage": {"a.rb": {
                "lines": [1, null, 0, "ignored"],
                "branches": [{"start_line": 9, "coverage": 1, "report_line": 1}, {"start_line": 9, "coverage": 0, "report_line": 1}],
                "methods": [{"name": "A#go", "start_line": 1, "coverage": 2}]}}}
                """#,
            files: ["a.rb"], lines: (1, 2), strictLines: (0, 2), branches: (1, 2), functions: (1, 1)),
        Fixture(
            name: "gcov", format: .gcovJSON,
            text: #"""
                {"gcc_version": "12", "files": [{"lines": [
                {"branches": [{"count": 1}, {"count": 0}], "count": 1, "line_number": 4, "function_name": "f"},
                {"branches": [], "count": 0, "line_number": 5, "function_name": "f"}],
                "functions": [{"name": "f", "demangled_name": "f()", "execution_count": 1}], "file": "a.c"}]}
                {"gcc_version": "12", "files": [{"lines": [{"branches": [], "count": 3, "line_number": 5}],
                "functions": [{"name": "g", "execution_count": 0}], "file": "a.c"}]}
                """#,
            files: ["a.c"], lines: (2, 2), strictLines: (1, 2), branches: (1, 2), functions: (1, 2)),
        Fixture(
            name: "gcovr", format: .gcovrJSON,
            text: #"""
                {"gcovr/format_version": "0.15", "files": [{"file": "a.c", "lines": [
                {"line_number": 4, "count": 1, "branches": [{"count": 0, "throw": false}]},
                {"line_number": 5, "count": 0, "branches": [], "gcovr/noncode": true},
                {"line_number": 6, "count": 0, "branches": [], "gcovr/excluded": false}],
                "functions": [{"demangled_name": "f()", "execution_count": 1}, {"name": "x", "execution_count": 0, "gcovr/excluded": true}]}]}
                """#,
            files: ["a.c"], lines: (1, 2), strictLines: (0, 2), branches: (0, 1), functions: (1, 1)),
        Fixture(
            name: "xccov report", format: .xccov,
            text: #"""
                {"coveredLines": 9, "targets": [
                {"name": "App", "files": [{"path": "/w/A.swift", "coveredLines": 3, "executableLines": 4, "functions": [
                {"name": "f", "coveredLines": 1, "executableLines": 1}]}]},
                {"name": "Tests", "files": [{"path": "/w/A.swift", "coveredLines": 2, "executableLines": 4},
                {"path": "/w/B.swift", "coveredLines": 0, "executableLines": 2}]}]}
                """#,
            files: ["/w/A.swift", "/w/B.swift"], lines: (3, 6)),
        Fixture(
            name: "xccov targets", format: .xccov,
            text: #"[{"coveredLines": 64, "executableLines": 148, "name": "App.app", "lineCoverage": 0.43}]"#,
            files: ["target:App.app"], lines: (64, 148)),
        Fixture(
            name: "devel-cover", format: .develCover,
            text: #"""
                {"runs": [{"OS": "linux"}], "summary": {"Total": {"statement": {"covered": 8, "total": 9}},
                "lib/A.pm": {"branch": {"covered": 1, "total": 4}, "statement": {"covered": 7, "total": 8, "error": 1},
                "subroutine": {"covered": 2, "total": 2}, "total": {"covered": 10, "total": 14}}}}
                """#,
            files: ["lib/A.pm"], branches: (1, 4), functions: (2, 2), statements: (7, 8)),
        Fixture(
            name: "coveralls", format: .coveralls,
            text: #"""
                {"service_name": "ci", "source_files": [{"branches": [3, 0, 0, 1, 3, 0, 1, 0], "coverage": [null, 1, 2, 0],
                "name": "a.cpp", "source": "int a;\n\"quoted\""}]}
                """#,
            files: ["a.cpp"], lines: (2, 3), strictLines: (1, 3), branches: (1, 2)),
        Fixture(
            name: "octocov", format: .octocov,
            text: #"""
                {"repository": "o/r", "coverage": {"type": "loc", "format": "SimpleCov", "total": 9, "covered": 9,
                "files": [{"file": "/w/a.rb", "total": 5, "covered": 4, "blocks": [{"start_line": 4, "count": 1}]}]}}
                """#,
            files: ["/w/a.rb"], lines: (4, 5)),
        Fixture(
            name: "octocov of go", format: .octocov,
            text: #"""
                {"coverage": {"type": "statement", "files": [{"file": "a.go", "total": 5, "covered": 4, "blocks": []}]}}
                """#,
            files: ["a.go"], statements: (4, 5)),
    ]
}
