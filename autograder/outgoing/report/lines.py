"""The line to look at in a wrong answer, from its syntax tree: without comments, texts or names that could say who wrote it."""

from __future__ import annotations

import ast
import builtins
import difflib
import functools
import json
import keyword
import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

LARGEST_FILE = 20 << 20
LARGEST_CELL = 50_000
SHOWN, LONGEST = 2, 140  # lines, characters
SHORT_NAME = 3  # characters; a longer name of the student's own might say who they are
LONGEST_NUMBER = 8  # characters; a longer one may be a document's
OURS = {"np", *keyword.kwlist, *dir(builtins), *dir(np), *dir(np.ndarray), *dir(np.linalg), *dir(np.random)}


def wrong_line(answers: Iterable[tuple[Path, int]], right: Iterable[Path], name: str, parameters: Iterable[str]) -> str:
    """Where the first of some equal wrong answers stops, or else what stands in no right one; "" when none can be read.

    answers: recorded notebooks, each with the line where the answer stopped (0: it did not). right: notebooks with
    right answers, the source first. The answer nearest to a right one is chosen: it differs in the fewest statements.
    """
    known = [statements(path, name) for path in right]
    familiar = {text for found in known for _, text in found}
    words = {*OURS, *parameters, name, *re.findall(r"\w+", " ".join(text for _, text in known[0]) if known else "")}
    best: list[str] = []
    for path, stopped in answers:
        found = statements(path, name)
        lines = [text for line, text in found if stopped and line == stopped]
        lines = lines or [text for _, text in found if text not in familiar] or [text for _, text in found[-1:]]
        if lines and (not best or len(lines) < len(best)):
            best = lines
    return "\n".join(_cut(text) for text in _anonymous(best[:SHOWN], words))


@functools.lru_cache(maxsize=2000)
def statements(path: Path, name: str) -> tuple[tuple[int, str], ...]:
    """(line counted from `def`, text) of each statement of the last function of that name in a notebook's file."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return ()
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()
    written = re.compile(rf"\bdef\s+{re.escape(name)}\b")
    for source in reversed(sources):
        if len(source) <= LARGEST_CELL and written.search(source):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # a student's "\d" is not our warning
                    tree = ast.parse(source)
                defined = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name]
                if defined:
                    return tuple(_statements(defined[-1]))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
    return ()


def _statements(function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    first = min([function.lineno, *(one.lineno for one in function.decorator_list)])
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    waiting = list(reversed(body))
    while waiting:
        statement = waiting.pop()
        inner = [n for block in ("body", "orelse", "finalbody") for n in getattr(statement, block, [])]
        text = ast.unparse(_Plain().visit(statement))
        yield statement.lineno - first + 1, text.splitlines()[0] if inner else " ".join(text.split())
        waiting += reversed(inner)


class _Plain(ast.NodeTransformer):
    """No texts: a string says nothing about a calculation, and may say anything else."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        long = isinstance(node.value, int | float | complex) and len(repr(node.value)) > LONGEST_NUMBER
        return ast.Constant(...) if long or isinstance(node.value, str | bytes) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        return ast.Constant(...)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        node.annotation = ast.Constant(...)
        return node if node.value is None else ast.Assign([node.target], self.visit(node.value), lineno=node.lineno)


def _anonymous(lines: list[str], words: set[str]) -> list[str]:
    """The lines, each of the student's own names replaced by one that says nothing; a misspelt known name stays."""
    own: dict[str, str] = {}

    def told(found: re.Match[str]) -> str:
        word = found[0]
        if word in words or len(word) <= SHORT_NAME or difflib.get_close_matches(word, words, 1, 0.85):
            return word
        return own.setdefault(word, f"nome{len(own) + 1}")

    return [re.sub(r"[^\W\d]\w*", told, line) for line in lines]


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
