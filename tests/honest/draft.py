"""A notebook on a student's desk: the released one, with answers in it, before it is saved; and what a habit is."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from random import Random
from typing import Any

RELEASED = Path(__file__).parents[2] / "notebooks"
Cell = dict[str, Any]


class Stage(IntEnum):
    """When a habit has its turn: answers are written, tried out, tidied up, saved."""

    ANSWERING = 0
    EXPLORING = 1
    ARRANGING = 2
    SAVING = 3


@dataclass(frozen=True)
class Habit:
    """One habit. `told`: where it may lift the mark above the student's summary, a regex of the sentence that says why."""

    name: str
    change: Callable[[Draft], None]
    stage: Stage
    told: str = ""

    def __str__(self) -> str:
        return self.name


HABITS: dict[str, Habit] = {}


def habit(stage: Stage, told: str = "") -> Callable[[Callable[[Draft], None]], Callable[[Draft], None]]:
    """Register a habit of this stage under its function's name."""

    def register(change: Callable[[Draft], None]) -> Callable[[Draft], None]:
        assert change.__name__ not in HABITS and change.__doc__, change
        HABITS[change.__name__] = Habit(change.__name__, change, stage, told)
        return change

    return register


class Draft:
    """The cells of a notebook as they lie on the desk.

    answers, checks: by exercise, the cell that holds it, wherever it lies now; after a cell is joined or deleted, its neighbour.
    """

    def __init__(self, notebook: str, rng: Random) -> None:
        self.notebook, self.rng = notebook, rng
        self.file: dict[str, Any] = json.loads((RELEASED / f"{notebook}.ipynb").read_text(encoding="utf-8"))
        self.cells: list[Cell] = self.file["cells"]
        for cell in self.cells:
            cell["source"] = "".join(cell["source"])
        graded = {cell["metadata"].get("nbgrader", {}).get("grade_id", ""): cell for cell in self.cells}
        self.answers = {name: cell for name, cell in graded.items() if f"check_{name}" in graded}
        self.checks = {name: graded[f"check_{name}"] for name in self.answers}
        self.others: dict[str, list[str]] = {}  # for each exercise, wrong answers beside the one that is handed in
        self.write: Callable[[dict[str, Any]], bytes] = lambda file: json.dumps(
            file, ensure_ascii=False, indent=1
        ).encode()

    def place(self, cell: Cell) -> int:
        """Where a cell lies now."""
        return next(k for k, other in enumerate(self.cells) if other is cell)

    def pick(self) -> str:
        """One of the exercises."""
        return self.rng.choice(list(self.answers))

    def older(self, name: str) -> str:
        """An earlier, wrong version of an answer."""
        return self.rng.choice(self.others[name])

    def role(self, cell: Cell) -> str:
        return cell["metadata"].get("enap_lstm", {}).get("role", "")

    def of_role(self, *roles: str) -> list[Cell]:
        """The notebook's own cells of these roles, those that are still there."""
        return [cell for cell in self.cells if self.role(cell) in roles]

    def add(self, at: int | Cell, source: str, kind: str = "code", below: bool = False) -> Cell:
        """Put a new cell before a place or cell, or below it."""
        new = self._cell(source, kind)
        self.cells.insert((at if isinstance(at, int) else self.place(at)) + below, new)
        return new

    def somewhere(self, source: str, kind: str = "code") -> Cell:
        """Put a new cell anywhere below the set-up."""
        first = self.place(self.of_role("setup")[0]) + 1
        return self.add(self.rng.randint(first, len(self.cells)), source, kind)

    def above(self, name: str, source: str) -> Cell:
        """Put a new cell above an answer."""
        return self.add(self.answers[name], source)

    def after(self, name: str, source: str) -> Cell:
        """Put a new cell below an answer's check."""
        return self.add(self.checks[name], source, below=True)

    def paste(self, cell: Cell, at: int) -> Cell:
        """A copy of a cell at a place, metadata and all, as the front ends make it."""
        twin = copy.deepcopy(cell) | ({"id": self._id()} if "id" in cell else {})
        self.cells.insert(at, twin)
        return twin

    def move(self, cell: Cell, to: int) -> None:
        """Cut and paste."""
        del self.cells[self.place(cell)]
        self.cells.insert(to, cell)

    def drop(self, cell: Cell) -> None:
        """Delete a cell, where it is still there."""
        self.cells[:] = [other for other in self.cells if other is not cell]

    def saved(self) -> bytes:
        """The file that is handed in."""
        return self.write(self.file)

    def _cell(self, source: str, kind: str) -> Cell:
        new: Cell = {"cell_type": kind, "id": self._id(), "metadata": {}, "source": source.strip("\n")}
        return new | ({"outputs": [], "execution_count": self.rng.randint(1, 99)} if kind == "code" else {})

    def _id(self) -> str:
        return f"{self.rng.getrandbits(32):08x}"
