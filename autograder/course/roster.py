"""The class list: alunos.csv, which every command reads, and the lists it is made from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from autograder.course.deadlines import EXTRA_TIME_IN_WORDS, extra_time
from autograder.course.headings import Columns, columns
from autograder.course.naming import Made, make, split_name
from autograder.course.table import Table, read_table
from autograder.ground.errors import BadFile
from autograder.ground.untrusted import for_csv, for_terminal

ID = re.compile(r"(?!\.)[A-Za-z0-9._@+-]{1,64}")  # a first dot would hide the folder, or mean another one
ID_IN_WORDS = "de 1 a 64 letras sem acento, algarismos ou . _ @ + -, sem ponto no começo"
MEANINGS = ("id", "first_name", "last_name", "full_name", "email", "extra_time", "id_number", "username")
NO_ID = "Falta a coluna id, ou um e-mail, uma matrícula ou um usuário de que se faça o id"


@dataclass(frozen=True)
class Student:
    """One row of alunos.csv; `extra_time` is how much later than the others (deadlines.extra_time), 0 for most."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    extra_time: str = "0"


COLUMNS = tuple(field.name for field in fields(Student))


@dataclass(frozen=True)
class ClassList:
    """A list that was read: its people, the headings nobody asked for, and what ids were made from, if it gave none."""

    students: list[Student]
    ignored: list[str] = field(default_factory=list)
    made_from: str = ""


def is_id(text: str) -> bool:
    """Whether a text can be a student's id.

    >>> is_id("ana.souza@example.org"), is_id(".."), is_id("José")
    (True, False, False)
    """
    return ID.fullmatch(text) is not None


def read(path: Path) -> list[Student]:
    """The people of a class list; see `read_list`."""
    return read_list(path).students


def read_list(path: Path, known: Iterable[Student] = ()) -> ClassList:
    """Read a class list: columns by their headings, in Portuguese or English, in any order; Moodle's participants too.

    known: who is on the course's list already; they keep their ids when the new list gives none.
    Raises BadFile with every line that cannot be: an id that is none, or stands there twice, a broken row.
    """
    table, known = read_table(path), list(known)
    found = columns(table.headings, MEANINGS)
    if found.doubled:
        raise BadFile(f"{path} tem duas colunas para a mesma coisa: {_named(found.doubled)}. Deixe só uma.")
    if not {"id", "email", "id_number", "username"} & set(found.place):
        there_are = f" Há: {_named(found.unknown)}." if found.unknown else ""
        raise BadFile(
            f"{path} não serve como lista. {NO_ID}. A primeira linha deve ser: {','.join(COLUMNS)}.{there_are}"
        )
    rows = [{meaning: _cell(found, row.cells, meaning) for meaning in MEANINGS} for row in table.rows]
    made = None if "id" in found.place else make(rows, {student.id: student.email for student in known})
    if rows and made is None and "id" not in found.place:
        raise BadFile(f"{path} não serve como lista. {NO_ID}. A primeira linha deve ser: {','.join(COLUMNS)}.")
    there = {student.id: student for student in known}
    ids = made.ids if made else [row["id"] for row in rows]
    students = [_student(row, found, id, there.get(id, Student(id))) for row, id in zip(rows, ids, strict=True)]
    _refuse_problems(table, students, made, {student.id.casefold(): student for student in known})
    return ClassList(students, found.unknown, made.in_words if made else "")


def _named(headings: Iterable[str]) -> str:
    return ", ".join(f'"{for_terminal(heading, 60)}"' for heading in headings)


def _cell(found: Columns, cells: Sequence[str], meaning: str) -> str:
    # without the guard that our own export, or Excel, has put before a name
    return re.sub(r"^'(?=[=+\-@])", "", found.cell(cells, meaning))


def _student(row: Mapping[str, str], found: Columns, id: str, known: Student) -> Student:
    """One person; what the list has no column for stays as it is known."""
    first, last, has = row["first_name"], row["last_name"], found.place.keys()
    if not first and not last:
        first, last = split_name(row["full_name"])
    elif not {"last_name", "full_name"} & has:
        first, last = split_name(first)
    if not {"first_name", "last_name", "full_name"} & has:
        first, last = known.first_name, known.last_name
    return Student(
        id,
        first,
        last,
        row["email"] if "email" in has else known.email,
        row["extra_time"].replace(",", ".") or "0" if "extra_time" in has else known.extra_time,
    )


def _refuse_problems(
    table: Table, students: Sequence[Student], made: Made | None, known: Mapping[str, Student]
) -> None:
    """Raises BadFile when a line needs a person's look, with all such lines; then nothing of the list is used."""
    problems = []
    first_line: dict[str, int] = {}
    for row, student in zip(table.rows, students, strict=True):
        earlier = first_line.setdefault(student.id.casefold(), row.line)
        wrong = table.problem(row) or _problem(student, made, known, earlier if earlier != row.line else 0)
        if wrong:
            problems.append(f"  linha {row.line}: {wrong}")
    if problems:
        said = f"{table.path} tem linhas que precisam de conserto; nada foi mudado:"
        way_out = ["Para dar os ids você mesmo, acrescente ao CSV uma coluna id."] if made else []
        raise BadFile("\n".join([said, *problems, *way_out]))


def _problem(student: Student, made: Made | None, known: Mapping[str, Student], earlier: int) -> str | None:
    there = known.get(student.id.casefold())
    if not is_id(student.id):
        source = f", feito do {made.in_words}," if made else ""
        return f'o id "{for_terminal(student.id, 80)}"{source} não serve; use {ID_IN_WORDS}.'
    if earlier:
        return f'o id "{student.id}" aparece mais de uma vez, já na linha {earlier} (maiúsculas não fazem diferença).'
    if there and there.id != student.id:
        return f'o id "{student.id}" só difere de "{there.id}", que já está na lista, por maiúsculas.'
    if made and made.source == "email" and there and there.email.casefold() != student.email.casefold():
        return f'o id "{student.id}", feito do {made.in_words}, já é de outra pessoa, ou dela com outro e-mail.'
    try:
        extra_time(student.extra_time)
    except ValueError:
        return f'extra_time "{for_terminal(student.extra_time, 40)}" não serve; escreva {EXTRA_TIME_IN_WORDS}.'
    return None


def written(students: Iterable[Student]) -> bytes:
    """The content of alunos.csv."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(for_csv, astuple(student)) for student in students)
    return out.getvalue().encode("utf-8")
