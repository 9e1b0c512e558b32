"""A submission in the source's structure: what each cell is, and whether it runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nbformat import NotebookNode

from autograder.building.released_text import is_note

RERUN = ("setup",)  # of our unchanged cells these run always
NEEDED = ("demo", "figure")  # and of these the ones that define a name which the student's code reads


class Look(StrEnum):
    """Why a person must look at a submission, whatever it earned."""

    OTHER_NOTEBOOK = "other notebook"
    NO_ANSWER = "no answer"
    DAMAGED = "damaged"
    TOO_MANY_CELLS = "too many cells"
    NEWER_PYTHON = "newer Python"


@dataclass(frozen=True)
class Concern:
    """One reason to look, and the sentence that says it (pt-BR)."""

    look: Look
    text: str


@dataclass(frozen=True)
class Cell:
    """One cell to record and perhaps to run.

    role: "text", "install", "setup", "figure", "demo", "training", "answer", "check", "summary", "student" for code that
    has no counterpart in the source, or "written" for text that a student wrote. grade_id: as in the source, for answers and checks. changed: the text is the student's
    and not what was released. run: whether the runner executes it. number: its place in the submitted file, from 1; origin:
    its place in the source notebook, from 0; None where it has none.
    """

    role: str
    source: str
    grade_id: str | None = None
    changed: bool = False
    run: bool = False
    number: int | None = None
    origin: int | None = None


@dataclass(frozen=True)
class Normalised:
    """Cells in the order of execution, notes for the student, and why nothing could be read (then answers are empty).

    concerns: what a person must look at. python: the version that the notebook says it was written with.
    """

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    unreadable: str | None = None
    concerns: tuple[Concern, ...] = ()
    python: str = ""


def is_answer(cell: NotebookNode) -> bool:
    """Is this cell of the source one that a student writes an answer in?"""
    return cell.cell_type == "code" and bool(cell.metadata.get("nbgrader", {}).get("solution"))


def our_cells(source: NotebookNode) -> list[Cell]:
    """The source's cells as they would be graded if nothing had been handed in: answers empty, no notes for who teaches."""
    cells = []
    for origin, cell in enumerate(source.cells):
        if is_note(cell):
            continue
        nbgrader = cell.metadata.get("nbgrader", {})
        grade_id = nbgrader.get("grade_id")
        if cell.cell_type != "code":
            cells.append(Cell("text", cell.source, origin=origin))
        elif is_answer(cell):
            cells.append(Cell("answer", "", grade_id, changed=True, origin=origin))
        elif nbgrader.get("grade"):
            cells.append(Cell("check", cell.source, grade_id, origin=origin))
        else:
            role = cell.metadata.get("enap_lstm", {}).get("role", "demo")
            cells.append(Cell(role, cell.source, run=role in RERUN, origin=origin))
    return cells
