import HakaruCoverage

extension Fixture {
    static let xml: [Fixture] = [
        Fixture(
            name: "cobertura", format: .cobertura,
            text: """
                <?xml version="1.0"?>
                <!DOCTYPE coverage SYSTEM "http://example.org/coverage-04.dtd">
                <coverage line-rate="0.99" lines-valid="999" lines-covered="998" version="1">
                  <!-- a > in a comment -->
                  <sources><source>/w/app &amp; co</source></sources>
                  <packages><package name="p"><classes>
                    <class name="Tick" filename="a/t&#105;ck.py">
                      <methods>
                        <method name="go" signature="()"><lines><line number="2" hits="1"/></lines></method>
                        <method name="no" signature="()"><lines><line number="90" hits="0"/></lines></method>
                      </methods>
                      <lines>
                        <line number="1" hits="1"/>
                        <line number='2' hits='4' branch='true' condition-coverage='50% (1/2)'/>
                        <line number="3" hits="0" branch="true"/>
                      </lines>
                    </class>
                    <class name="Tick$Inner" filename="a/tick.py">
                      <lines><line number="3" hits="2"/><line number="4" hits="0"/></lines>
                    </class>
                    <class name="Only" filename="only.py">
                      <methods><method name="m" signature=""><lines><line number="7" hits="5"/></lines></method></methods>
                      <lines/>
                    </class>
                  </classes></package></packages>
                </coverage>
                """,
            files: ["a/tick.py", "only.py"], lines: (4, 5), strictLines: (3, 5), branches: (1, 2), functions: (2, 3)),
        Fixture(
            name: "jacoco", format: .jacoco,
            text: """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"[]>
                <report name="r"><group name="core"><package name="org/acme">
                <class name="org/acme/A" sourcefilename="A.java"><method name="x" desc="()V" line="3">
                <counter type="LINE" missed="0" covered="9"/></method></class>
                <sourcefile name="A.java">
                <line nr="3" mi="0" ci="2" mb="0" cb="0"/><line nr="4" mi="0" ci="1" mb="1" cb="1"/>
                <line nr="5" mi="2" ci="1" mb="0" cb="0"/><line nr="6" mi="3" ci="0" mb="0" cb="0"/>
                <counter type="LINE" missed="50" covered="50"/></sourcefile></package></group></report>
                """,
            files: ["core/org/acme/A.java"], lines: (3, 4), strictLines: (1, 4), branches: (1, 2)),
        Fixture(
            name: "clover", format: .clover,
            text: """
                <?xml version="1.0" encoding="UTF-8"?>
                <coverage generated="1"><project timestamp="1"><package name="p">
                <file name="a.php" path="/w/a.php"><class name="A"><metrics methods="1" coveredmethods="0"/></class>
                <line num="2" type="method" name="f" count="1"/><line num="3" type="stmt" count="1"/>
                <line num="4" type="cond" truecount="1" falsecount="0"/><line num="5" type="stmt" count="0"/></file>
                </package></project>
                <testproject timestamp="1"><file name="t.php"><line num="1" type="stmt" count="1"/></file></testproject>
                </coverage>
                """,
            files: ["/w/a.php"], lines: (2, 3), strictLines: (1, 3), branches: (1, 2), functions: (1, 1)),
        Fixture(
            name: "sonarqube", format: .sonarQube,
            text: """
                <coverage version="1"><file path="src/a.ts"><lineToCover lineNumber="1" covered="true"/>
                <lineToCover lineNumber="2" covered="true" branchesToCover="4" coveredBranches="3"/>
                <lineToCover lineNumber="3" covered="false"/></file></coverage>
                """,
            files: ["src/a.ts"], lines: (2, 3), strictLines: (1, 3), branches: (3, 4)),
        Fixture(
            name: "opencover", format: .openCover,
            text: """
                \u{FEFF}<?xml version="1.0" encoding="utf-8"?>
                <CoverageSession><Summary numSequencePoints="99"/><Modules><Module hash="1"><Files>
                <File uid="1" fullPath="C:\\w\\A.cs"/></Files><Classes><Class><Methods>
                <Method><Name>void A::Go()</Name><FileRef uid="1"/><SequencePoints>
                <SequencePoint vc="1" ordinal="0" sl="3" sc="1" el="4" ec="2"/>
                <SequencePoint vc="0" ordinal="1" sl="5" sc="1" el="5" ec="2" fileid="1"/></SequencePoints><BranchPoints>
                <BranchPoint vc="1" sl="3" path="0" offset="2" fileid="1"/>
                <BranchPoint vc="0" sl="3" path="1" offset="2" fileid="1"/></BranchPoints></Method>
                <Method><Name>void A::None()</Name><SequencePoints/></Method>
                </Methods></Class></Classes></Module></Modules></CoverageSession>
                """,
            files: ["C:\\w\\A.cs"], lines: (2, 3), strictLines: (1, 3), branches: (1, 2), functions: (1, 1),
            statements: (1, 2)),
        Fixture(
            name: "dotcover", format: .dotCover,
            text: """
                <Root CoveredStatements="9" TotalStatements="9" ReportType="DetailedXml"><FileIndices>
                <File Index="1" Name="C:\\w\\B.cs"/></FileIndices><Assembly Name="x"><Type Name="B"><Method Name="m">
                <Statement FileIndex="1" Line="2" Column="1" EndLine="3" EndColumn="9" Covered="True"/>
                <Statement FileIndex="1" Line="3" Column="10" EndLine="4" EndColumn="9" Covered="False"/>
                </Method></Type></Assembly></Root>
                """,
            files: ["C:\\w\\B.cs"], lines: (2, 3), statements: (1, 2)),
        Fixture(
            name: "several dotcover", format: .dotCover,
            text: """
                <root><Root><FileIndices><File Index="1" Name="B.cs"/></FileIndices><Assembly Name="x">
                <Statement FileIndex="1" Line="2" Column="1" EndLine="2" EndColumn="9" Covered="False"/></Assembly></Root>
                <Root><FileIndices><File Index="1" Name="C.cs"/></FileIndices><Assembly Name="x">
                <Statement FileIndex="1" Line="2" Column="1" EndLine="2" EndColumn="9" Covered="True"/></Assembly></Root></root>
                """,
            files: ["B.cs", "C.cs"], lines: (1, 2), statements: (1, 2)),
        Fixture(
            name: "visual studio", format: .visualStudio,
            text: """
                <results><modules><module name="a.dll" lines_covered="9"><functions><function id="1" name="f"><ranges>
                <range source_id="7" start_line="2" end_line="3" covered="yes"/>
                <range source_id="7" start_line="4" end_line="4" covered="partial"/>
                <range source_id="7" start_line="5" end_line="5" covered="no"/></ranges></function></functions>
                <source_files><source_file id="7" path="C:\\w\\C.cs"/></source_files></module></modules></results>
                """,
            files: ["C:\\w\\C.cs"], lines: (3, 4), strictLines: (2, 4)),
        Fixture(
            name: "scoverage", format: .scoverage,
            text: """
                <scoverage statement-count="9"><packages><package name="p"><classes><class name="p.C" filename="C.scala">
                <methods><method name="m"><statements>
                <statement source="C.scala" start="1" end="2" line="3" branch="false" invocation-count="2"/>
                <statement source="C.scala" start="1" end="2" line="3" branch="true" invocation-count="0"/>
                <statement source="C.scala" start="5" end="6" line="4" branch="true" invocation-count="1" ignored="true"/>
                <statement source="C.scala" start="7" end="8" line="5" branch="true" invocation-count="0"/>
                </statements></method></methods></class></classes></package></packages></scoverage>
                """,
            files: ["C.scala"], lines: (1, 2), strictLines: (0, 2), branches: (0, 2), statements: (1, 3)),
    ]
}
