"""Reads Swift source just well enough for the checks: its imports, and its declarations with their documentation.

This is no parser of Swift. It blanks comments and strings, walks over the rest token by token, and knows which `{`
belongs to which type. What it can't tell apart (bare regular-expression literals with a quote in them) the project
doesn't use.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

ACCESS = {"package", "public", "open", "internal", "fileprivate", "private"}
MODIFIERS = ACCESS | {
    "static", "final", "class", "mutating", "nonmutating", "nonisolated", "isolated", "indirect", "convenience",
    "required", "override", "lazy", "weak", "unowned", "dynamic", "optional", "prefix", "postfix", "infix",
    "borrowing", "consuming", "distributed", "async", "unsafe", "sending",
}  # fmt: skip
TYPES = {"struct", "enum", "class", "actor", "protocol", "extension"}
MEMBERS = {"func", "var", "let", "init", "subscript", "typealias", "associatedtype", "case", "macro", "operator"}
TOKEN = re.compile(r"`[^`\n]*`|[@#]?[^\W\d]\w*|\d[\w.]*|[-+*/%=<>!&|^~?]+|\S")


@dataclass
class Import:
    line: int
    module: str
    access: str | None


@dataclass
class Declaration:
    """One declaration; `owner` is the type or extension around it, and None at the top of a file."""

    line: int
    kind: str
    name: str
    access: str | None
    owner: "Declaration | None" = None
    inherits: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    members: list["Declaration"] = field(default_factory=list)
    #: The lines of the doc comment without their slashes; empty where there is none.
    documentation: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"{self.owner.path}.{self.name}" if self.owner else self.name

    @property
    def summary(self) -> str:
        """The first paragraph of the documentation, in one line."""
        lines = []
        for text in self.documentation:
            if not text.strip():
                break
            lines.append(text.strip())
        return " ".join(lines)


@dataclass
class Source:
    path: Path
    lines: list[str]
    code: list[str]
    imports: list[Import]
    declarations: list[Declaration]


def read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    code = blank(text)
    source = Source(path, text.split("\n"), code.split("\n"), [], [])
    Walk(source, code).run()
    return source


def blank(text: str) -> str:
    """The text with comments and the contents of strings as spaces; lines and columns stay."""
    out = list(text)

    def erase(start: int, end: int) -> None:
        for index in range(start, min(end, len(out))):
            if out[index] != "\n":
                out[index] = " "

    def string_end(start: int) -> int:
        """The index after the string literal whose first `#` or `"` stands at `start`."""
        hashes = 0
        while text[start + hashes] == "#":
            hashes += 1
        quote = '"""' if text.startswith('"""', start + hashes) else '"'
        index = start + hashes + len(quote)
        escape = "\\" + "#" * hashes
        close = quote + "#" * hashes
        while index < len(text):
            if text.startswith(close, index):
                return index + len(close)
            if text.startswith(escape, index):
                index += len(escape)
                if text.startswith("(", index):
                    index = interpolation_end(index)
                else:
                    index += 1
            elif text[index] == "\n" and quote == '"':
                return index
            else:
                index += 1
        return len(text)

    def interpolation_end(start: int) -> int:
        depth = 0
        index = start
        while index < len(text):
            if re.match(r'#*"', text[index : index + 8]):
                index = string_end(index)
                continue
            depth += {"(": 1, ")": -1}.get(text[index], 0)
            index += 1
            if depth == 0:
                return index
        return len(text)

    index = 0
    while index < len(text):
        if text.startswith("//", index):
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            erase(index, end)
        elif text.startswith("/*", index):
            depth, end = 1, index + 2
            while depth and end < len(text):
                step = {"/*": 1, "*/": -1}.get(text[end : end + 2], 0)
                depth += step
                end += 2 if step else 1
            erase(index, end)
        elif re.match(r'#*"', text[index : index + 8]):
            end = string_end(index)
            erase(index, end)
        elif text.startswith("#/", index):
            end = text.find("/#", index + 2)
            end = len(text) if end < 0 else end + 2
            erase(index, end)
        elif text[index] == "`":
            end = text.find("`", index + 1)
            end = index + 1 if end < 0 else end + 1
            for inner in range(index + 1, end - 1):
                if not (text[inner].isalnum() or text[inner] == "_"):
                    out[inner] = "_"
        else:
            end = index + 1
        index = end
    return "".join(out)


class Walk:
    """One pass over the tokens of a file."""

    def __init__(self, source: Source, code: str) -> None:
        self.source = source
        self.tokens = [
            (match.group(), number)
            for number, line in enumerate(code.split("\n"), start=1)
            for match in TOKEN.finditer(line)
        ]
        self.at = 0
        # What the open braces belong to: a declaration of a type, or None for any other block.
        self.scopes: list[Declaration | None] = []

    def token(self, offset: int = 0) -> str:
        index = self.at + offset
        return self.tokens[index][0] if 0 <= index < len(self.tokens) else ""

    def skip_group(self) -> list[str]:
        """Steps over the bracketed group that starts here and returns what is in it."""
        depth, inside = 0, []
        while self.at < len(self.tokens):
            token = self.token()
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token, 0)
            inside.append(token)
            self.at += 1
            if depth == 0:
                break
        return inside[1:-1]

    def run(self) -> None:
        while self.at < len(self.tokens):
            token = self.token()
            if token == "{":
                self.scopes.append(None)
                self.at += 1
            elif token == "}":
                if self.scopes:
                    self.scopes.pop()
                self.at += 1
            elif self.token(-1) != "." and (token in MODIFIERS | TYPES | MEMBERS | {"import"} or token[0] == "@"):
                before = self.at
                self.statement()
                self.at = max(self.at, before + 1)
            else:
                self.at += 1

    def statement(self) -> None:
        """Reads modifiers and attributes, and the declaration after them where there is one."""
        line = self.tokens[self.at][1]
        access, attributes = None, []
        while True:
            token = self.token()
            if token.startswith("@"):
                attributes.append(token)
                adjacent = self.token(1) == "("
                self.at += 1
                if adjacent:
                    attributes[-1] += "(" + " ".join(self.skip_group()) + ")"
            elif token == "class" and self.token(1) not in MODIFIERS | MEMBERS:
                break
            elif token in MODIFIERS:
                narrowed = self.token(1) == "("
                if narrowed and self.token(2) not in {"set", "unsafe", "safe", "nonsending"}:
                    self.at += 1
                    return  # a call of something named like a modifier, such as `open(file)`
                # `private(set)` narrows the setter and is not the access of the declaration.
                if token in ACCESS and not narrowed:
                    access = token
                self.at += 1
                if narrowed:
                    self.skip_group()
            else:
                break
        token = self.token()
        if token == "import":
            self.read_import(line, access)
        elif token in TYPES and re.match(r"[^\W\d]|`", self.token(1)):
            self.read_type(line, token, access, attributes)
        elif token in MEMBERS:
            self.read_member(line, token, access, attributes)

    def read_import(self, line: int, access: str | None) -> None:
        self.at += 1
        if self.token() in {"struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"}:
            self.at += 1
        self.source.imports.append(Import(line, self.token(), access))
        self.at += 1

    def read_type(self, line: int, kind: str, access: str | None, attributes: list[str]) -> None:
        self.at += 1
        name = self.token().strip("`")
        self.at += 1
        while self.token() == ".":
            name += "." + self.token(1)
            self.at += 2
        heading: list[str] = []
        while self.at < len(self.tokens) and self.token() != "{":
            heading.append(self.token())
            self.at += 1
        declaration = self.add(line, kind, name, access, attributes)
        declaration.inherits = inheritance(heading)
        self.scopes.append(declaration)
        self.at += 1

    def read_member(self, line: int, kind: str, access: str | None, attributes: list[str]) -> None:
        self.at += 1
        name = kind
        if kind in {"init", "subscript"}:
            label = self.first_label()
            name = f"{kind}({label}:)" if label else f"{kind}()"
        else:
            name = self.token().strip("`")
        if self.scopes and self.scopes[-1] is None and access is None:
            return  # a local of a body, or a case of a switch
        self.add(line, kind, name, access, attributes)

    def first_label(self) -> str:
        offset = 0
        while self.token(offset) not in {"(", "{", ""}:
            offset += 1
        label = self.token(offset + 1)
        return "" if label == ")" else label

    def add(self, line: int, kind: str, name: str, access: str | None, attributes: list[str]) -> Declaration:
        owner = next((scope for scope in reversed(self.scopes) if scope), None)
        declaration = Declaration(line, kind, name, access, owner, attributes=attributes)
        declaration.documentation = documentation(self.source.lines, line)
        if owner:
            owner.members.append(declaration)
        self.source.declarations.append(declaration)
        return declaration


def inheritance(heading: list[str]) -> list[str]:
    """The names after the colon of a type's heading, without generic arguments and without a `where` clause."""
    depth, names, started = 0, [], False
    for index, token in enumerate(heading):
        # `Foo<Bar<Baz>>` closes two with one token.
        if set(token) <= {"<", ">"}:
            depth += token.count("<") - token.count(">")
        elif depth == 0 and token == "where":
            break
        elif depth == 0 and token == ":":
            started = True
        elif depth == 0 and started and re.match(r"[^\W\d]", token) and heading[index - 1] != ".":
            prefix = "~" if heading[index - 1] == "~" else ""
            names.append(prefix + token)
        elif depth == 0 and started and heading[index - 1] == "." and names:
            names[-1] += "." + token
    return names


def documentation(lines: list[str], line: int) -> list[str]:
    """The text of the `///` lines right above the given line (from 1)."""
    found: list[str] = []
    for text in reversed(lines[: line - 1]):
        text = text.strip()
        if text.startswith("///"):
            found.append(text[3:].removeprefix(" "))
        elif text.startswith("//") and not found:
            continue
        else:
            break
    return found[::-1]
