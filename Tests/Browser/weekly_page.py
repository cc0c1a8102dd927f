#!/usr/bin/env python3
"""Looks at the weekly page in a real browser, in both languages and colour schemes.

usage: weekly_page.py HAKARU [--keep FOLDER]

HAKARU is the program to test. It writes the demo's page and one whose titles, branches, accounts, and names of teams
are payloads, which headless Chromium opens: no request leaves the page, no script runs, axe-core finds no violation,
it fits on one or two printed pages, its links lead to the forge alone, all that can be reached is reached by keyboard,
and it does not scroll sideways on a telephone. Needs Debian's chromium and `pip install playwright axe-playwright-python`;
where those are absent it says so and succeeds.
"""

import argparse
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HOSTILE = [
    "<script>window.pwned=1</script>",
    "\"><img src=https://evil.example/x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1>",
    "</title></style><script>window.pwned=1</script>",
    "<\u0301script>window.pwned=1</script>",
    "'\u20dd onmouseover='window.pwned=1",
    "a\r\n<script>window.pwned=1</script>",
    "\u202e<iframe srcdoc='<script>parent.pwned=1</script>'>\u2066",
    "{{constructor.constructor('window.pwned=1')()}}",
    "]]><!--<base href=https://evil.example/>",
]


def pages(program: str, folder: Path) -> list[Path]:
    """Writes the pages that are looked at."""
    made = []
    store = folder / "demo.db"
    for language in ("en", "ja"):
        command = [program, "demo", "--quiet", "--store", str(store), "--format", "html", "--lang", language]
        store.unlink(missing_ok=True)
        for suffix in ("-wal", "-shm", ".lock"):
            Path(f"{store}{suffix}").unlink(missing_ok=True)
        page = folder / f"weekly-{language}.html"
        page.write_bytes(subprocess.run(command, check=True, capture_output=True, timeout=120).stdout)
        made.append(page)
    return made


def hostile_store(store: Path) -> None:
    """Makes every text that came from a forge a payload, and the forge one that a person could open."""
    with sqlite3.connect(store) as database:
        def payloads(query: str) -> list[tuple[str, int]]:
            rows = [row[0] for row in database.execute(query)]
            return [(HOSTILE[index % len(HOSTILE)], row) for index, row in enumerate(rows)]

        rows = payloads("select id from pull_request")
        database.executemany("update pull_request set title = ? where id = ?", rows)
        rows = payloads("select id from pull_request where base_branch not in ('develop', 'main')")
        assert rows, "the demo merges into other branches, too"
        database.executemany("update pull_request set base_branch = ? where id = ?", rows)
        logins = [(f"{text} {row}", row) for text, row in payloads("select id from account")]
        database.executemany("update account set login = ? where id = ?", logins)
        database.execute("update host set name = 'github.com'")


def hostile_pages(program: str, folder: Path) -> list[Path]:
    """The page from a store and a configuration whose texts are payloads."""
    store = folder / "demo.db"
    hostile_store(store)
    configuration = folder / "hakaru.yml"
    teams = [{"name": text, "repositories": ["acme/api", "acme/web"]} for text in HOSTILE[:3]]
    configuration.write_text(f"time_zone: Asia/Tokyo\nteams: {json.dumps(teams)}\n")
    made = []
    for language in ("en", "ja"):
        page = folder / f"hostile-{language}.html"
        command = [program, "report", "weekly", "--store", str(store), "--config", str(configuration)]
        command += ["--format", "html", "--lang", language]
        page.write_bytes(subprocess.run(command, check=True, capture_output=True, timeout=120).stdout)
        made.append(page)
    return made


class Findings:
    """What is wrong, by page."""

    def __init__(self) -> None:
        self.count = 0

    def check(self, is_right: bool, text: str) -> None:
        if not is_right:
            self.count += 1
            print(f"weekly_page: {text}", file=sys.stderr)


def look(browser, axe, file: Path, keep: Path | None, findings: Findings) -> None:
    """Opens one page in both schemes."""
    for scheme in ("light", "dark"):
        name = f"{file.stem}-{scheme}"
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": 1100, "height": 900}, device_scale_factor=1, offline=True
        )
        page = context.new_page()
        requests: list[str] = []
        problems: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append("a dialog opened"))
        page.goto(file.as_uri())
        findings.check(requests == [file.as_uri()], f"{name}: requests {requests[1:]}")
        findings.check(not problems, f"{name}: {problems}")
        findings.check(page.evaluate("window.pwned") is None, f"{name}: a script ran")
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        expected = "rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 23, 28)"
        findings.check(background == expected, f"{name}: the style sheet is not in force: {background}")
        if keep:
            page.screenshot(path=str(keep / f"{name}.png"), full_page=True)
        for summary in page.locator("summary").all():
            summary.press("Enter")
        opened = page.locator("details[open]").count()
        findings.check(opened == page.locator("details").count(), f"{name}: a table does not open by keyboard")
        links = page.locator("a").evaluate_all("links => links.map(link => link.href)")
        findings.check(
            all(re.fullmatch(r"https://github\.com/acme/[a-z]+/pull/[0-9]+", link) for link in links),
            f"{name}: links to {links}",
        )
        for element in page.locator("a, summary, [tabindex='0']").all():
            element.focus()
            reached = element.evaluate("element => element === document.activeElement")
            ring = element.evaluate("element => element.matches(':focus-visible')")
            findings.check(reached and ring, f"{name}: {element.inner_text()[:40]!r} shows no focus")
        for violation in axe.run(page).response["violations"]:
            places = [node["target"] for node in violation["nodes"]][:3]
            findings.check(False, f"{name}: axe: {violation['id']}: {violation['help']} {places}")
        page.set_viewport_size({"width": 375, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        findings.check(wide <= 375, f"{name}: {wide} pixels wide on a telephone")
        if keep and scheme == "light":
            page.screenshot(path=str(keep / f"{name}-telephone.png"), full_page=False)
        context.close()
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    document = page.pdf(prefer_css_page_size=True)
    if keep:
        (keep / f"{file.stem}.pdf").write_bytes(document)
    sheets = len(re.findall(rb"/Type\s*/Page\b", document))
    findings.check(1 <= sheets <= 2, f"{file.stem}: {sheets} printed pages")
    context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hakaru")
    parser.add_argument("--keep", type=Path, help="a folder for the pages, screenshots and PDFs")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    try:
        from axe_playwright_python.sync_playwright import Axe
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("weekly_page: skipped: playwright or axe-playwright-python is not installed")
        return 0
    if chromium is None:
        print("weekly_page: skipped: there is no chromium")
        return 0
    findings = Findings()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
        files = pages(options.hakaru, folder)
        hostile = hostile_pages(options.hakaru, folder)
        for page in hostile:
            payloads = page.read_bytes().count(b"pwned")
            findings.check(payloads >= 10, f"{page.stem}: only {payloads} payloads reached the page")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for file in [*files, *hostile]:
                look(browser, Axe(), file, options.keep, findings)
                if options.keep:
                    shutil.copy(file, options.keep)
            browser.close()
    print("weekly_page: ok" if findings.count == 0 else f"weekly_page: {findings.count} findings")
    return 0 if findings.count == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
