"""Who writes notas.csv: one row per student and notebook that students have; the score is what nbgrader's gradebook holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, TypedDict

from autograder.course.folder import CONFIG, SETTINGS, Course
from autograder.course.records import STATUSES
from autograder.ground.errors import BadFile
from autograder.ground.files import write_whole
from autograder.ground.untrusted import for_csv
from autograder.judging.standing import NOT_GRADED, Standing, in_use, standings

PROTECTED = ("alunos.csv", "gradebook.db", CONFIG, SETTINGS)
NOWHERE = "Não dá para gravar em {path}: indique um arquivo em uma pasta que existe."
NOT_A_FILE = "{path} não é um arquivo comum. Dê o nome de um arquivo novo."
OF_COURSE = "{path} é parte da turma e não pode ser trocado pelas notas. Dê outro nome com --to, por exemplo notas.csv."
NOT_MADE_HERE = (
    "{path} já existe e não foi gravado por este comando; nada foi mudado. Dê outro nome com --to,"
    " ou acrescente --force para trocar o que está lá."
)


@dataclass(frozen=True)
class Row:
    """One line of notas.csv; `score` is None when there is no mark."""

    student: str
    first_name: str
    last_name: str
    assignment: str
    score: float | None
    max_score: float
    status: str
    reason: str


class Format(TypedDict):
    """How a file of marks is written: for programs and nbgrader's users, or for a Brazilian Excel to open by itself."""

    encoding: str
    delimiter: str
    lineterminator: str
    decimal: str
    heading: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "csv": Format(
        encoding="utf-8", delimiter=",", lineterminator="\n", decimal=".",
        heading=("student", "first_name", "last_name", "assignment", "score", "max_score", "status", "reason"),
    ),
    "excel-br": Format(
        encoding="utf-8-sig", delimiter=";", lineterminator="\r\n", decimal=",",
        heading=("estudante", "nome", "sobrenome", "caderno", "nota", "nota máxima", "situação", "motivo"),
    ),
}  # fmt: skip
EARLIER = (
    "student",
    "assignment",
    "score",
    "max_score",
    "status",
    "reason",
)  # what this command wrote before it knew names


def rows(course: Course) -> Iterator[Row]:
    """Every (student of the list or of a submission) × notebook that students have, in the order of the list."""
    by_notebook = {name: {each.student: each for each in standings(course, name)} for name in in_use(course)}
    points = {name: course.points(name) for name in by_notebook}
    strangers = set().union(*by_notebook.values()) - set(course.students)
    for student in [*course.students, *sorted(strangers)]:
        listed = course.students.get(student)
        names = (listed.first_name, listed.last_name) if listed else ("", "")
        for notebook, standing in by_notebook.items():
            each = standing.get(student) or Standing.nothing(student, notebook, points[notebook])
            yield Row(student, *names, notebook, each.score, each.max_score, each.status, each.reason)


def written(lines: list[Row], kind: str = "csv") -> bytes:
    """The file's content; an empty score where there is no mark.

    >>> written([Row("ana", "Ana", "Souza", "02_input_gate", 7.5, 10.0, "graded", "")], "excel-br").decode().splitlines()[1]
    'ana;Ana;Souza;02_input_gate;7,5;10,0;graded;'
    """
    how = FORMATS[kind]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=how["delimiter"], lineterminator=how["lineterminator"])
    writer.writerow(how["heading"])
    for row in lines:
        writer.writerow(_cell(value, how["decimal"]) for value in astuple(row))
    return out.getvalue().encode(how["encoding"])


def _cell(value: Any, decimal: str) -> str:
    if isinstance(value, str):
        return for_csv(value)
    return "" if value is None else repr(round(float(value), 6) + 0.0).replace(".", decimal)


def export(course: Course, to: Path | None = None, kind: str = "csv", force: bool = False) -> tuple[Path, list[Row]]:
    """Write the marks to `to`, by default the course's notas.csv; the path and the rows.

    Only a new file is written, or one that this command made; any other with `force`, never a part of the course.
    """
    path = to or course.root / "notas.csv"
    _may_write(course, path, force)
    lines = list(rows(course))
    write_whole(path, written(lines, kind))
    return path, lines


def _may_write(course: Course, path: Path, force: bool) -> None:
    if path.is_dir() or not path.parent.is_dir():
        raise BadFile(NOWHERE.format(path=path))
    place = path.resolve()
    inside = place.relative_to(course.root).parts if place.is_relative_to(course.root) else ()
    if len(inside) > 1 or inside[:1] in [(name,) for name in PROTECTED]:
        raise BadFile(OF_COURSE.format(path=path))
    if not path.exists():
        return
    if not path.is_file():
        raise BadFile(NOT_A_FILE.format(path=path))
    if not force and not made_here(path):
        raise BadFile(NOT_MADE_HERE.format(path=path))


def made_here(path: Path) -> bool:
    """Whether a file is empty or begins as this command begins one, in any of its formats."""
    with open(path, "rb") as file:
        start = file.readline(1000)
    headings = [(how["heading"], how["delimiter"], how["encoding"]) for how in FORMATS.values()]
    headings.append((EARLIER, ",", "utf-8"))
    return not start or any(start.rstrip(b"\r\n") == mark.join(names).encode(code) for names, mark, code in headings)


def in_words(path: Path, lines: list[Row]) -> str:
    """The result, and on the last line what to do next."""
    counts = [(status, sum(row.status == status for row in lines)) for status in STATUSES]
    said = ", ".join(f"{n} {status}" for status, n in counts if n) or "nenhum caderno foi distribuído ainda"
    waiting = sum(row.reason == NOT_GRADED for row in lines)
    next_step = "Para ver o andamento: python -m autograder status"
    if waiting:
        entries = "1 entrega" if waiting == 1 else f"{waiting} entregas"
        next_step = f"Ainda há {entries} por corrigir: python -m autograder grade"
    return f"Notas gravadas em {path}: {said}.\n{next_step}"
