"""Moodle's grading worksheet: which participant is who, who has only a draft, and when each handed in.

A line is joined to a person of the class list by the cells under its e-mail, ID number, user name or id heading, never by
a name, which two may share, and never by a cell of another column. A line that may mean two people means nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from autograder.course.headings import Columns, columns, plain
from autograder.course.roster import Student
from autograder.course.table import read_table
from autograder.ground.errors import BadFile
from autograder.ground.untrusted import for_terminal
from autograder.incoming.moodle_dates import moodle_date

IDENTITY = ("email", "id_number", "username", "id")
MEANINGS = (*IDENTITY, "participant", "full_name", "status", "submitted", "group")
DRAFT = ("rascunho", "draft")

NOBODY = "ninguém de alunos.csv tem {cells}"
SHARED = "{cells} serve a mais de uma pessoa: {ids}"
AT_ODDS = "as colunas não concordam: {ids}"
OTHERS_NAME = "{cells} é de {id}, mas o nome é o de {other}"
OTHERS_ADDRESS = "o número ou usuário é o de {id}, mas o e-mail e o nome não são"
TWICE = "o participante {number} aparece em mais de uma linha"
TWO_PARTICIPANTS = "mais de um participante seria {id}"


@dataclass(frozen=True)
class Participant:
    """One line: whose it is (or in `why` the reason that nobody can tell), and what it says of the submission."""

    line: int
    student: str | None
    why: str = ""
    known: bool = False  # somebody of the list it is, though not certain who
    name: str = ""
    group: str = ""
    draft: bool = False
    when: datetime | None = None


def read_worksheet(path: Path, students: Mapping[str, Student]) -> dict[str, Participant]:
    """Participant numbers, as in the names of Moodle's zip → their lines; raises BadFile for what is no worksheet."""
    table = read_table(path)
    found = columns(table.headings, MEANINGS)
    if "participant" not in found.place:
        raise BadFile(
            f"{path} não tem a coluna Identificador (Identifier). No Moodle, na tarefa: Baixar planilha de notas."
        )
    if found.doubled:
        raise BadFile(f'{path} tem duas colunas com o nome "{for_terminal(found.doubled[0], 60)}". Deixe só uma.')
    if not set(IDENTITY) & set(found.place):
        raise BadFile(
            f"{path} não diz quem é cada participante: falta uma coluna de e-mail, número de identificação ou usuário."
            " Acrescente à planilha uma coluna id, com os ids de alunos.csv."
        )
    lines: dict[str, list[Participant]] = defaultdict(list)
    for row in table.rows:
        number = re.fullmatch(r"\D*(\d+)", found.cell(row.cells, "participant"))
        problem = table.problem(row, line_breaks=True)
        if number and problem:
            lines[number[1]].append(Participant(row.line, None, problem.rstrip(".")))
        elif number:
            lines[number[1]].append(_participant(row.line, row.cells, found, students))
        else:
            raise BadFile(
                f'{path}, linha {row.line}: "{for_terminal(row.cells[0], 60)}" não é um participante. Corrija a linha'
                " e repita o comando."
            )
    _refuse_twice(lines)
    participants = {number: same[0] for number, same in lines.items()}
    if not any(one.student or one.known for one in participants.values()):
        first = next((f" (linha {one.line}: {one.why})" for one in participants.values()), "")
        raise BadFile(
            f"Nenhuma linha de {path} corresponde a alguém de alunos.csv{first}. Confira a lista e a planilha."
        )
    return participants


def _participant(line: int, cells: Sequence[str], found: Columns, students: Mapping[str, Student]) -> Participant:
    name = found.cell(cells, "full_name")
    student, why = _who(cells, found, students)
    if student:
        other = _other_of_that_name(name, student, students)
        if other:
            student, why = None, OTHERS_NAME.format(cells=_shown(cells, found), id=student, other=other)
        elif _somebody_else(name, found.cell(cells, "email"), students[student]):
            student, why = None, OTHERS_ADDRESS.format(id=student)
    return Participant(
        line,
        student,
        why,
        bool(why) and not why.startswith(NOBODY[:7]),
        name,
        found.cell(cells, "group"),
        plain(found.cell(cells, "status")).startswith(DRAFT),
        moodle_date(found.cell(cells, "submitted")),
    )


def _who(cells: Sequence[str], found: Columns, students: Mapping[str, Student]) -> tuple[str | None, str]:
    """The one person whom every filled-in identity cell allows, or why there is none."""
    allowed = []
    for meaning in IDENTITY:
        cell = found.cell(cells, meaning).casefold()
        if cell:
            of = {id for id, s in students.items() if (s.email if meaning == "email" else id).casefold() == cell}
            allowed.append(of)
    named = [ids for ids in allowed if ids]
    both = set.intersection(*named) if named else set()
    if len(both) == 1:
        return both.pop(), ""
    ids = ", ".join(sorted(set().union(*named)))
    why = (SHARED if both else AT_ODDS) if named else NOBODY
    return None, why.format(cells=_shown(cells, found), ids=ids)


def _shown(cells: Sequence[str], found: Columns) -> str:
    shown = [found.cell(cells, meaning) for meaning in IDENTITY]
    return " ou ".join(for_terminal(cell, 80) for cell in shown if cell) or "o que a linha diz, que é nada,"


def _other_of_that_name(name: str, id: str, students: Mapping[str, Student]) -> str | None:
    """Somebody else who has exactly this name, when the person found has another: two columns may have slipped."""
    words = sorted(plain(name).split())
    if not words or words == _words(students[id]):
        return None
    return next((other for other, student in students.items() if words == _words(student)), None)


def _somebody_else(name: str, email: str, student: Student) -> bool:
    """Neither the address nor the name is this person's, though both are known: a number may be anybody's."""
    other_address = bool(email and student.email) and email.casefold() != student.email.casefold()
    return other_address and bool(name and _words(student)) and sorted(plain(name).split()) != _words(student)


def _words(student: Student) -> list[str]:
    return sorted(plain(f"{student.first_name} {student.last_name}").split())


def _refuse_twice(lines: dict[str, list[Participant]]) -> None:
    """A number on two lines, or two numbers for one person: none of them is certain."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for number, same in lines.items():
        for one in same:
            numbers[one.student or ""].add(number)
    for number, same in lines.items():
        if len(same) > 1:
            lines[number] = [replace(one, student=None, why=TWICE.format(number=number)) for one in same]
        elif same[0].student and len(numbers[same[0].student]) > 1:
            lines[number] = [replace(same[0], student=None, why=TWO_PARTICIPANTS.format(id=same[0].student))]
