"""Where the course stands: per notebook what is released, handed in and graded, and what to do next."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from autograder.course import records
from autograder.course.folder import Course
from autograder.incoming import submitted
from autograder.incoming.submitted import file_hash


@dataclass(frozen=True)
class NotebookStatus:
    """One notebook: `pending` are submissions without a mark, or changed since; `expected` is the size of the class list."""

    notebook: str
    released: bool
    expected: int
    submitted: int
    graded: int
    pending: int
    next: str


def status(course: Course) -> list[NotebookStatus]:
    """The state of every notebook of the course."""
    return [_of_notebook(course, name) for name in course.notebooks]


def _of_notebook(course: Course, name: str) -> NotebookStatus:
    handed_in = course.submissions(name)
    graded = sum(_is_graded(course, name, student) for student in handed_in)
    released = name in course.released
    if not released:
        step = f"python -m autograder release {name}"
    elif not handed_in:
        step = f"python -m autograder collect {name} --from PASTA_OU_ZIP"
    elif graded < len(handed_in):
        step = f"python -m autograder grade {name}"
    else:
        step = "python -m autograder export"
    return NotebookStatus(name, released, len(course.students), len(handed_in), graded, len(handed_in) - graded, step)


def _is_graded(course: Course, notebook: str, student: str) -> bool:
    record = records.read(course.root, notebook, student)
    if record is None:
        return False
    return record.get("file_hash") == file_hash(submitted.read(course.submission(student, notebook)))


def as_json(lines: list[NotebookStatus]) -> str:
    """The same for another program: a list with one object per notebook."""
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1)


def in_words(lines: list[NotebookStatus], students: int) -> str:
    """A table of numbers, and on the last line what to do next."""
    if not lines:
        return "A turma não tem cadernos.\nPara criar outra: python -m autograder init DIR"
    width = max(len(line.notebook) for line in lines)
    table = [f"{'caderno':<{width}}  distribuído  entregas  corrigidas  por corrigir"]
    table += [
        f"{line.notebook:<{width}}  {'sim' if line.released else 'não':<11}  {line.submitted:>8}  {line.graded:>10}"
        f"  {line.pending:>12}"
        for line in lines
    ]
    return "\n".join([f"{students} na lista da turma.", *table, f"Próximo passo: {_next(lines, students)}"])


def _next(lines: list[NotebookStatus], students: int) -> str:
    if not students:
        return "python -m autograder roster --from LISTA.csv"
    waiting = [line for line in lines if line.pending and line.released]
    unreleased = [line for line in lines if not line.released]
    silent = [line for line in lines if line.released and not line.submitted]
    return (waiting or unreleased or silent or lines)[0].next
