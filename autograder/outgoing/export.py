"""Who writes notas.csv: one row per student and released notebook; the score is what nbgrader's gradebook holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from autograder.course import records
from autograder.course.folder import Course
from autograder.course.gradebook import scores_in_gradebook
from autograder.course.records import OFF_LIST, STATUSES
from autograder.ground.errors import BadFile
from autograder.ground.files import write_whole
from autograder.ground.untrusted import for_csv

NOT_HANDED_IN = "sem entrega"
NOT_GRADED = "entregue, ainda não corrigida"


@dataclass(frozen=True)
class Row:
    """One line of notas.csv; `score` is None when there is no mark."""

    student: str
    assignment: str
    score: float | None
    max_score: float
    status: str
    reason: str


def rows(course: Course) -> Iterator[Row]:
    """Every (student of the list or of a submission) × released notebook, in the order of the list.

    A mark that a person changed in the formgrader, and a late penalty, are in the gradebook: its score is the one given.
    """
    notebooks = course.released
    handed_in = {name: set(course.submissions(name)) for name in notebooks}
    graded = {name: {record["student"]: record for record in records.all_of(course.root, name)} for name in notebooks}
    strangers = set().union(*handed_in.values(), *graded.values()) - set(course.students)
    scores = {name: scores_in_gradebook(course, name) for name in notebooks}
    points = {name: course.points(name) for name in notebooks}
    for student in [*course.students, *sorted(strangers)]:
        for name in notebooks:
            record = graded[name].get(student)
            if record is None:
                reason = NOT_GRADED if student in handed_in[name] else NOT_HANDED_IN
                yield Row(student, name, None, points[name], "missing", reason)
            else:
                score = scores[name].get(student, record["score"])
                status, reason = _with_list(record, student in course.students)
                yield Row(student, name, score, points[name], status, reason)


def _with_list(record: records.Record, listed: bool) -> tuple[str, str]:
    """The class list may have changed since the grading: who is not on it is flagged."""
    status, reason = record["status"], record["reason"]
    if listed or OFF_LIST in reason:
        return status, reason
    return max(status, "flagged", key=STATUSES.index), "; ".join(filter(None, [reason, OFF_LIST]))


def written(lines: list[Row]) -> bytes:
    """notas.csv: UTF-8, comma, decimal dot; an empty score where there is no mark.

    >>> written([Row("ana", "02_input_gate", 7.5, 10.0, "graded", "")]).decode().splitlines()[1]
    'ana,02_input_gate,7.5,10.0,graded,'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in fields(Row))
    for row in lines:
        writer.writerow(for_csv(value) if isinstance(value, str) else _number(value) for value in astuple(row))
    return out.getvalue().encode("utf-8")


def _number(value: float | None) -> str:
    return "" if value is None else repr(round(float(value), 6) + 0.0)


def export(course: Course, to: Path | None = None) -> tuple[Path, list[Row]]:
    """Write the marks to `to`, by default the course's notas.csv; the path and the rows."""
    path = to or course.root / "notas.csv"
    if path.is_dir() or not path.parent.is_dir():
        raise BadFile(f"Não dá para gravar em {path}: indique um arquivo em uma pasta que existe.")
    lines = list(rows(course))
    write_whole(path, written(lines))
    return path, lines


def in_words(path: Path, lines: list[Row]) -> str:
    """The result, and on the last line what to do next."""
    counts = [(status, sum(row.status == status for row in lines)) for status in STATUSES]
    said = ", ".join(f"{n} {status}" for status, n in counts if n) or "nenhum caderno foi distribuído ainda"
    waiting = sum(row.reason == NOT_GRADED for row in lines)
    next_step = "Para ver o andamento: python -m autograder status"
    if waiting:
        next_step = f"Ainda há {waiting} entregas por corrigir: python -m autograder grade"
    return f"Notas gravadas em {path}: {said}.\n{next_step}"
