"""Who has not handed in, who may need help, what a person must look at, and how the marks of each notebook lie."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass

from autograder.outgoing.export import Row
from autograder.outgoing.report.gather import Gathered

LOW = 0.6  # of the points of what was handed in
SEVERAL = 3  # exercises without a point
BINS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
STATUS = {
    "limits": "passou de um limite",
    "flagged": "para uma pessoa olhar",
    "unreadable": "não pôde ser lida",
}


@dataclass(frozen=True)
class OfNotebook:
    """One notebook: how many handed in, are graded, must be looked at; `bins`: marks from 0 to 10, rounded down."""

    notebook: str
    expected: int
    handed_in: int
    graded: int
    flagged: int
    missing: list[str]
    bins: list[int]
    median: float | None
    mean: float | None


@dataclass(frozen=True)
class Help:
    """Somebody who may need help: the share of the points earned in what they handed in, and what is not finished."""

    student: str
    name: str
    earned: float
    points: float
    unfinished: list[str]
    missing: int


@dataclass(frozen=True)
class Part:
    """One property of an exercise, or with `name` "" the whole of it: how many earned it."""

    notebook: str
    exercise: str
    name: str
    earned: int
    total: int

    @property
    def share(self) -> float:
        return self.earned / self.total


def of_notebook(gathered: Gathered, notebook: str) -> OfNotebook:
    """The numbers of one notebook; who handed nothing in has no mark, and counts for no average."""
    rows, handed_in = gathered.of(notebook), gathered.handed_in[notebook]
    marks = [10 * row.score / row.max_score for row in rows if row.score is not None and row.max_score > 0]
    missing = [gathered.name_of(student) for student in gathered.course.students if student not in handed_in]
    return OfNotebook(
        notebook, len(gathered.course.students), len(handed_in), len(marks), sum(row.status in STATUS for row in rows),
        missing, [sum(int(mark + 1e-9) == k for mark in marks) for k in range(len(BINS))],
        statistics.median(marks) if marks else None, statistics.fmean(marks) if marks else None,
    )  # fmt: skip


def to_look_at(gathered: Gathered) -> list[Row]:
    """Every submission with something for a person to see, in the order of the notebooks."""
    rows = [row for row in gathered.marks if row.status in STATUS]
    return sorted(rows, key=lambda row: (row.assignment, row.student))


def need_help(gathered: Gathered) -> list[Help]:
    """Who earned less than LOW of the points of what they handed in, or nothing in SEVERAL exercises; lowest first."""
    unfinished: dict[str, list[str]] = {}
    at_zero = Counter(answer.student for answer in gathered.answers if answer.score <= 0)
    for answer in gathered.answers:
        if not answer.right:
            unfinished.setdefault(answer.student, []).append(answer.exercise)
    rows: dict[str, list[Row]] = {}
    for row in gathered.marks:
        rows.setdefault(row.student, []).append(row)
    found = []
    for student, own in rows.items():
        marked = [row for row in own if row.score is not None]
        earned, points = sum(row.score or 0.0 for row in marked), sum(row.max_score for row in marked)
        if points and (earned < LOW * points or at_zero[student] >= SEVERAL):
            missing = sum(bool(there) and student not in there for there in gathered.handed_in.values())
            found.append(Help(student, gathered.name_of(student), earned, points, unfinished.get(student, []), missing))
    return sorted(found, key=lambda each: (each.earned / each.points, each.student))


def parts(gathered: Gathered) -> list[Part]:
    """Every property of every exercise, the one that the smallest share earned first."""
    found = []
    for (notebook, exercise), answers in gathered.by_exercise().items():
        for name in dict.fromkeys(name for answer in answers for name in answer.properties):
            held = [answer.properties[name] for answer in answers if name in answer.properties]
            found.append(Part(notebook, exercise, name, sum(held), len(held)))
    return sorted(found, key=lambda part: part.share)


def whole_exercises(gathered: Gathered) -> list[Part]:
    """Every exercise, the one that the smallest share got right from end to end first."""
    found = [
        Part(notebook, exercise, "", sum(answer.right for answer in answers), len(answers))
        for (notebook, exercise), answers in gathered.by_exercise().items()
    ]
    return sorted(found, key=lambda part: part.share)
