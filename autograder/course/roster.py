"""The class list: alunos.csv, which every command reads."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from autograder.course.deadlines import EXTRA_TIME_IN_WORDS, extra_time
from autograder.ground.errors import BadFile
from autograder.ground.files import decoded
from autograder.ground.untrusted import for_csv, for_terminal

ID = re.compile(r"(?!\.)[A-Za-z0-9._@+-]{1,64}")  # a first dot would hide the folder, or mean another one
ID_IN_WORDS = "de 1 a 64 letras sem acento, algarismos ou . _ @ + -, sem ponto no começo"
MAX_BYTES = 10 << 20


@dataclass(frozen=True)
class Student:
    """One row of alunos.csv; `extra_time` is how much later than the others (deadlines.extra_time), 0 for most."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    extra_time: str = "0"


COLUMNS = tuple(field.name for field in fields(Student))


def is_id(text: str) -> bool:
    """Whether a text can be a student's id.

    >>> is_id("ana.souza@example.org"), is_id(".."), is_id("José")
    (True, False, False)
    """
    return ID.fullmatch(text) is not None


def read(path: Path) -> list[Student]:
    """Read a class list: UTF-8 or Windows-1252, comma or semicolon, columns by name, `id` at least.

    Raises BadFile with every line that cannot be: an id that is none, or one that stands there twice.
    """
    rows = read_rows(path)
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if "id" not in names:
        raise BadFile(f'{path} não tem a coluna "id". A primeira linha deve ser: {",".join(COLUMNS)}')
    return _students(names, rows[1:], path)


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a CSV that a person or Excel has saved: whatever encoding and separator; raises BadFile."""
    try:
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"O arquivo {path} não pode ser lido: {_why(error)}.") from None
    if len(raw) > MAX_BYTES:
        raise BadFile(f"{path} tem mais de {MAX_BYTES >> 20} MB; isso não é uma lista de turma.")
    text = decoded(raw)
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadFile(f"{path} não é um CSV: {error}.") from None


def _why(error: OSError) -> str:
    kinds = {
        FileNotFoundError: "o arquivo não existe",
        IsADirectoryError: "é uma pasta",
        PermissionError: "falta permissão",
    }
    return kinds.get(type(error), error.strerror or "erro de leitura")


def _students(names: list[str], rows: list[list[str]], path: Path) -> list[Student]:
    students: dict[str, Student] = {}
    problems = []
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        student = _student(dict(zip(names, row, strict=False)))
        wrong = _problem(student, students)
        if wrong:
            problems.append(f"  linha {number}: {wrong}")
        else:
            students[student.id] = student
    if problems:
        raise BadFile("\n".join([f"{path} tem linhas que precisam de conserto; nada foi mudado:", *problems]))
    return list(students.values())


def _student(cells: Mapping[str, str]) -> Student:
    values = {name: unicodedata.normalize("NFC", cells.get(name, "").strip()) for name in COLUMNS}
    values["extra_time"] = values["extra_time"].replace(",", ".") or "0"
    # a guard that our own export, or Excel, has put before a name
    return Student(**{name: re.sub(r"^'(?=[=+\-@])", "", value) for name, value in values.items()})


def _problem(student: Student, seen: Mapping[str, Student]) -> str | None:
    if not is_id(student.id):
        return f'o id "{for_terminal(student.id, 80)}" não serve; use {ID_IN_WORDS}.'
    if student.id in seen:
        return f'o id "{student.id}" aparece mais de uma vez.'
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
