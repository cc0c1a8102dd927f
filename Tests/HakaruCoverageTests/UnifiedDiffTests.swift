import HakaruCoverage
import Testing

@Suite struct `Diffs of git` {
    private func diff(_ text: String) throws -> UnifiedDiff {
        try UnifiedDiff(Array(text.utf8), label: "git diff")
    }

    @Test func `tell the added and modified lines`() throws {
        let file = try #require(
            try diff(
                """
                diff --git a/app/a.py b/app/a.py
                index 1111111..2222222 100644
                --- a/app/a.py
                +++ b/app/a.py
                @@ -1,3 +1,4 @@ def f():
                 one
                -two
                +TWO
                +three
                 four
                @@ -10 +11 @@
                -ten
                +TEN
                @@ -20,2 +20,0 @@
                -gone
                -gone too

                """
            ).files.first)
        #expect(file.newPath == "app/a.py")
        #expect(file.oldPath == "app/a.py")
        #expect(file.change == .modified)
        #expect(file.addedLines == [2...3, 11...11])
        #expect(file.addedLineCount == 3)
        #expect(file.removedLineCount == 4)
    }

    @Test func `do not mistake content for headers`() throws {
        let file = try #require(
            try diff(
                """
                diff --git a/a.sql b/a.sql
                --- a/a.sql
                +++ b/a.sql
                @@ -1,2 +1,3 @@
                --- a comment of SQL
                +++ b/other.sql
                +@@ -1 +1 @@
                +diff --git a/x b/x
                -old

                """
            ).files.first)
        #expect(file.newPath == "a.sql")
        #expect(file.addedLines == [1...3])
    }

    @Test func `tell new, deleted, renamed and copied files`() throws {
        let files = try diff(
            """
            diff --git a/new.py b/new.py
            new file mode 100644
            index 0000000..1111111
            --- /dev/null
            +++ b/new.py
            @@ -0,0 +1,2 @@
            +a
            +b
            diff --git a/gone.py b/gone.py
            deleted file mode 100644
            index 1111111..0000000
            --- a/gone.py
            +++ /dev/null
            @@ -1 +0,0 @@
            -a
            diff --git a/old name.py b/new name.py
            similarity index 90%
            rename from old name.py
            rename to new name.py
            index 1111111..2222222 100644
            --- a/old name.py\t
            +++ b/new name.py\t
            @@ -3 +3 @@
            -a
            +b
            diff --git a/a.py b/moved/a.py
            similarity index 100%
            rename from a.py
            rename to moved/a.py
            diff --git a/a.py b/copy.py
            similarity index 100%
            copy from a.py
            copy to copy.py
            diff --git a/empty.py b/empty.py
            new file mode 100644
            index 0000000..e69de29

            """
        ).files
        #expect(files.map(\.change) == [.added, .deleted, .renamed, .renamed, .copied, .added])
        #expect(files.map(\.newPath) == ["new.py", nil, "new name.py", "moved/a.py", "copy.py", "empty.py"])
        #expect(files.map(\.oldPath) == [nil, "gone.py", "old name.py", "a.py", "a.py", nil])
        #expect(files.map(\.addedLines) == [[1...2], [], [3...3], [], [], []])
    }

    @Test func `have no lines in binaries, links, submodules and changes of mode`() throws {
        let files = try diff(
            """
            diff --git a/logo.png b/logo.png
            index 1111111..2222222 100644
            Binary files a/logo.png and b/logo.png differ
            diff --git a/link b/link
            new file mode 120000
            index 0000000..1111111
            --- /dev/null
            +++ b/link
            @@ -0,0 +1 @@
            +target
            \\ No newline at end of file
            diff --git a/sub b/sub
            index 1111111..2222222 160000
            --- a/sub
            +++ b/sub
            @@ -1 +1 @@
            -Subproject commit 1111111111111111111111111111111111111111
            +Subproject commit 2222222222222222222222222222222222222222
            diff --git a/run.sh b/run.sh
            old mode 100644
            new mode 100755
            diff --git a/blob b/blob
            index 1111111..2222222 100644
            GIT binary patch
            literal 3
            Kc$xxx

            literal 2
            Jc$yyy

            """
        ).files
        #expect(files.map(\.kind) == [.binary, .symbolicLink, .submodule, .text, .binary])
        #expect(files.map(\.newPath) == ["logo.png", "link", "sub", "run.sh", "blob"])
        #expect(files.allSatisfy { $0.addedLines.isEmpty && $0.removedLineCount == 0 })
    }

    @Test func `may tell submodules in words`() throws {
        let text = "Submodule lib 1111111..2222222:\n  > A commit\n"
        #expect(try diff(text).files.isEmpty)
        #expect(try diff(text + "diff --git a/a b/a\nold mode 100644\nnew mode 100755\n").files.count == 1)
    }

    @Test(arguments: [
        (#""b/caf\303\251.py""#, Array("café.py".utf8)),
        (#""b/tab\there \"quoted\" back\\slash.py""#, Array("tab\there \"quoted\" back\\slash.py".utf8)),
        (#""b/\377\001.py""#, [0xFF, 0x01, 0x2E, 0x70, 0x79]),
        (#""b/\a\b\v\f\r\n""#, [0x07, 0x08, 0x0B, 0x0C, 0x0D, 0x0A]),
    ])
    func `quote unusual names`(_ quoted: String, path: [UInt8]) throws {
        let old = quoted.replacing("\"b/", with: "\"a/", maxReplacements: 1)
        let text = "diff --git \(old) \(quoted)\n--- \(old)\n+++ \(quoted)\n@@ -0,0 +1 @@\n+x\n"
        let file = try #require(try diff(text).files.first)
        #expect(file.newPath == SourcePath(bytes: path))
        #expect(file.oldPath == SourcePath(bytes: path))
        let mode = try diff("diff --git \(old) \(quoted)\nold mode 100644\nnew mode 100755\n").files.first
        #expect(mode?.newPath == SourcePath(bytes: path))
        let renamed = try diff("diff --git a/plain \(quoted)\nrename from plain\nrename to \(quoted)\n").files.first
        #expect(renamed?.oldPath == "plain")
    }

    @Test func `count lines that end with CRLF or with nothing`() throws {
        let file = try #require(
            try diff(
                "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n-a\r\n-b\n\\ No newline at end of file\n+a\r\n+c\n"
                    + "\\ No newline at end of file\n"
            ).files.first)
        #expect(file.addedLines == [1...2])
    }

    @Test func `may have context lines that lost their space`() throws {
        let text = "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,3 +1,4 @@\n x\n\n+y\n z\n"
        #expect(try diff(text).files.first?.addedLines == [3...3])
    }

    @Test func `may be empty, or stand below the words of a commit`() throws {
        #expect(try diff("").files.isEmpty)
        let text = "commit 1\nAuthor: A\n\n    Title\n\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n"
        #expect(try diff(text).files.count == 1)
    }

    @Test(arguments: [
        (
            "diff --cc a.py\nindex 1,2..3\n",
            CoverageFault.malformed("a combined diff; compare two trees, without -c or --cc")
        ),
        ("hello\n", .malformed("it is no output of git diff")),
        ("diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,3 @@\n x\n", .truncated("it ends inside a hunk")),
        ("diff --git a/a b/a\n@@ -1 +x @@\n", .malformed("“@@ -1 +x @@” starts no hunk")),
        ("diff --git a/a b/a\n@@ -1 +1 @@\n x\n+y\n", .malformed("")),
        ("diff --git a/a b/a\n@@ -1 +99999999999 @@\n", .malformed("“@@ -1 +99999999999 @@” starts no hunk")),
        ("diff --git a/a b/a\n@@ -9 +9 @@\n-x\n+y\n@@ -1 +1 @@\n-x\n+y\n", .malformed("hunks that are not in order")),
        ("diff --git a/a b/a\n@@ -1 +1 @@\nwhat\n", .malformed("a hunk with other lines than its header says")),
        ("diff --git \"a/\\9\" \"b/\\9\"\n", .malformed("“\"a/\\9\" \"b/\\9\"” is no path of git")),
    ])
    func `are an error where they cannot be read`(_ text: String, fault: CoverageFault) throws {
        guard fault != .malformed("") else {
            #expect(try diff(text).files.first?.addedLines == [])
            return
        }
        let error = #expect(throws: CoverageError.self) { try diff(text) }
        #expect(error?.fault == fault)
        #expect(error?.label == "git diff")
    }
}
