"""Answers as students write them: read from the files beside this one, run as a notebook's cells, checked as a student checks.

A file holds blocks of one notebook, each under a line `# %% exercise | what was done | what a good message says (a regex)`.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import linecache
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from enap_lstm.checking.session import Session

checking = importlib.import_module("enap_lstm.check")  # `enap_lstm.check` itself is the function

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SECONDS = 4.0  # a check's own limit is longer: two of the wrong answers never end


@dataclass(frozen=True)
class Block:
    """One answer cell."""

    notebook: str
    exercise: str
    what: str
    wanted: str
    code: str

    def __str__(self) -> str:
        return f"{self.exercise}: {self.what}"


def blocks(kind: str) -> list[Block]:
    """All blocks of a folder, `wrong` or `right`."""
    return [block for path in sorted((HERE / kind).glob("*.py")) for block in _of_file(path)]


def _of_file(path: Path) -> Iterator[Block]:
    for text in re.split(r"(?m)^# %% ", path.read_text(encoding="utf-8"))[1:]:
        head, _, code = text.partition("\n")
        exercise, what, wanted = (part.strip() for part in [*head.split("|", 2), ""][:3])
        yield Block(path.stem, exercise, what, wanted, code.strip() + "\n")


@cache
def _cells(notebook: str) -> list[str]:
    """The code cells of a notebook's source; of those that draw or check, what they import."""
    source = (ROOT / "solutions" / f"{notebook}.py").read_text(encoding="utf-8")
    cells = [cell for cell in re.split(r"(?m)^# %%", source) if not cell.startswith(" [markdown]")]
    code = [cell.partition("\n")[2] for cell in cells]
    shows = re.compile(r"(?m)figures|^check\(|widgets|resumo\(")
    return [_imports(cell) if shows.search(cell) else cell for cell in code]


def _imports(cell: str) -> str:
    statements = ast.parse(cell).body
    return "\n".join(ast.unparse(each) for each in statements if isinstance(each, ast.Import | ast.ImportFrom))


@cache
def before(notebook: str, exercise: str) -> dict[str, Any]:
    """What a notebook has defined when a student comes to an answer cell, the earlier answers being right."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in _cells(notebook):
            if f"def {exercise}(" in cell:
                break
            with contextlib.suppress(NameError):  # a cell that needs what a figure would have made
                exec(cell, names)
    return names


def run(block: Block) -> dict[str, Any]:
    """The names of the notebook after the answer cell."""
    names = dict(before(block.notebook, block.exercise))
    file = f"<{block}>"
    linecache.cache[file] = (len(block.code), None, block.code.splitlines(keepends=True), file)
    exec(compile(block.code, file, "exec"), names)
    return names


def checked(block: Block) -> tuple[bool, str]:
    """Does the check accept the answer, and all that a student then reads."""
    with contextlib.redirect_stdout(io.StringIO()):
        names = run(block)
    return check(block.notebook, _bound(block, names), names)


def check(notebook: str, name: str, names: dict[str, Any]) -> tuple[bool, str]:
    """What `check(name)` says in a notebook that has these names."""
    session = Session(notebook)
    with (
        contextlib.redirect_stdout(io.StringIO()) as said,
        mock.patch.object(checking, "SECONDS", SECONDS),
        mock.patch.object(checking, "SESSION", session),
    ):
        try:
            exec(f"check({name})", names | {"check": checking.check})
        except checking.CheckFailed as failed:
            return False, f"{said.getvalue()}\n{failed}"
    return True, said.getvalue()


def _bound(block: Block, names: dict[str, Any]) -> str:
    """The name a student would check: the exercise's, or the one that the cell gave by mistake."""
    defined = re.search(r"(?m)^(?:async )?(?:def|class) (\w+)|^(\w+) = ", block.code)
    return block.exercise if block.exercise in names else (defined[1] or defined[2] if defined else block.exercise)


def without_hints(message: str) -> str:
    """A message in one line, but for the hints, which speak of the exercise and not of this answer."""
    return " ".join(re.sub(r"(?ms)^Dica \d.*?(^Outra dica[^\n]*|\Z)", "", message).split())
