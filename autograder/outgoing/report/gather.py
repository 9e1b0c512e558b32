"""From marks and records to tidy rows: everything the page tells is counted from what is gathered here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from autograder.course import records
from autograder.course.folder import Course
from autograder.course.roster import is_id
from autograder.ground.errors import CommandFailed
from autograder.outgoing import export
from autograder.outgoing.export import Row

NOTHING_GRADED = (
    "Nenhuma entrega foi corrigida ainda, e o relatório ficaria vazio. Para corrigir: python -m autograder grade"
)
NOTHING_RELEASED = (
    "A turma ainda não tem cadernos distribuídos nem entregas. Para distribuir: python -m autograder release"
)
ALL_DAMAGED = (
    "Nenhum registro da correção pode ser lido (danificados: {n}). Para refazê-los: python -m autograder grade"
)


@dataclass(frozen=True)
class Answer:
    """One student's answer to one exercise; `mistake` is the best match, `group` and `line` are its fingerprint."""

    student: str
    notebook: str
    exercise: str
    score: float
    points: float
    properties: dict[str, bool]
    mistake: str = ""
    group: str = ""
    line: int = 0

    @property
    def right(self) -> bool:
        return self.score >= self.points


class TidyRow(NamedTuple):
    """One line of relatorio.csv: student × exercise × property × mistake; `earned` is 1 or 0."""

    student: str
    notebook: str
    exercise: str
    property: str
    earned: int
    mistake: str
    group: str
    score: float
    points: float


@dataclass(frozen=True)
class Gathered:
    """A class as it stands: `marks` has everybody in every notebook, `answers` what was graded, `damaged` lost records."""

    course: Course
    marks: list[Row]
    answers: list[Answer]
    handed_in: dict[str, set[str]]
    damaged: list[str] = field(default_factory=list)

    @property
    def notebooks(self) -> list[str]:
        return list(self.handed_in)

    def of(self, notebook: str) -> list[Row]:
        """Everybody's marks in one notebook."""
        return [row for row in self.marks if row.assignment == notebook]

    def name_of(self, student: str) -> str:
        """A student as the page calls them: the name of the class list, else the id."""
        listed = self.course.students.get(student)
        return f"{listed.first_name} {listed.last_name}".strip() or student if listed else student

    def by_exercise(self) -> dict[tuple[str, str], list[Answer]]:
        """(notebook, exercise) → its answers, in the order of the notebooks."""
        found = defaultdict(list)
        for answer in self.answers:
            found[answer.notebook, answer.exercise].append(answer)
        return dict(found)


def gather(course: Course) -> Gathered:
    """Everything the report is made of; raises CommandFailed when nothing was graded, or nothing of it can be read."""
    answers: list[Answer] = []
    handed_in: dict[str, set[str]] = {}
    damaged: list[str] = []
    for notebook in course.notebooks:
        whole = records.all_of(course.root, notebook)
        there = {path.stem for path in records.folder(course.root, notebook).glob("[!.]*.json")}
        damaged += [f"{student} · {notebook}" for student in sorted(there - {record["student"] for record in whole})]
        for record in whole:
            try:
                answers += list(_answers(record)) if is_id(record["student"]) else []
            except (TypeError, ValueError, AttributeError):  # its parts are not what they should be
                damaged.append(f"{record['student']} · {notebook}")
        submitted = set(course.submissions(notebook))
        if notebook in course.released or submitted or whole:
            handed_in[notebook] = submitted
    if damaged and not answers:
        raise CommandFailed(ALL_DAMAGED.format(n=len(damaged)))
    if not answers:
        raise CommandFailed(NOTHING_GRADED if handed_in else NOTHING_RELEASED)
    return Gathered(course, list(export.rows(course)), answers, handed_in, damaged)


def _answers(record: records.Record) -> Iterator[Answer]:
    for each in record["exercises"]:
        mistakes = [id for id in each["mistakes"] if isinstance(id, str)]
        yield Answer(
            record["student"], record["notebook"], str(each["name"]), float(each["score"]), float(each["points"]),
            {str(name): bool(earned) for name, earned in each["properties"].items()},
            mistakes[0] if mistakes and each["score"] < each["points"] else "",
            str(each.get("group", "")), int(each.get("line", 0)),
        )  # fmt: skip


def tidy(answers: list[Answer]) -> Iterator[TidyRow]:
    """The answers, one row for each property."""
    for a in answers:
        for name, earned in a.properties.items():
            yield TidyRow(a.student, a.notebook, a.exercise, name, int(earned), a.mistake, a.group, a.score, a.points)
