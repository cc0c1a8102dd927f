"""Reads Markdown just well enough to check its links."""

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
ANCHOR = re.compile(r"""<a\s+(?:id|name)=["']([^"']+)["']""")
LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)")
SOURCE = re.compile(r"""(?:src|href)=["']([^"']+)["']""")


@dataclass
class Document:
    #: (line, target) of each link, as written.
    links: list[tuple[int, str]]
    #: The fragments that a link may name.
    anchors: set[str]
    #: The headings, without markup.
    headings: list[str]


def read(path: Path) -> Document:
    document = Document([], set(), [])
    fence = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        mark = FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            continue
        if fence:
            continue
        document.anchors.update(ANCHOR.findall(line))
        bare = re.sub(r"(`+).*?\1", lambda code: " " * len(code[0]), line)
        for pattern in (LINK, DEFINITION, SOURCE):
            document.links += [(number, target) for target in pattern.findall(bare)]
        heading = HEADING.match(line)
        if heading:
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1])
            document.headings.append(text.replace("`", "").replace("*", ""))
            document.anchors.add(unique(slug(document.headings[-1]), document.anchors))
    return document


def slug(heading: str) -> str:
    """The fragment that GitHub gives a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def unique(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    count = 1
    while f"{name}-{count}" in taken:
        count += 1
    return f"{name}-{count}"
