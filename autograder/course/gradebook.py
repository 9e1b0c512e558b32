"""nbgrader's gradebook of a course: opened here, and nowhere else."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograder.course.roster import Student as Listed
from autograder.ground.errors import Damaged

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

    from autograder.course.folder import Course

TABLES = frozenset(
    "alembic_version assignment notebook base_cell student submitted_assignment submitted_notebook grade".split()
)
PATIENCE = 5.0  # seconds to wait for another program that writes in it
RESTORE = (
    "Ponha de volta uma cópia de segurança. Sem cópia, tire o arquivo dali, se ainda estiver, e execute"
    " python -m autograder init --update DIR, depois release e grade: as notas dos cadernos voltam, as dadas à mão não."
)
NO_MARKUP = str.maketrans("<>&", "‹›＆")  # the formgrader puts names into its page as they are


def opened(db_url: str) -> Gradebook:
    """The gradebook behind an address, for a `with`."""
    from nbgrader.api import Gradebook  # here: it takes a second

    return Gradebook(db_url)


def gradebook_of(course: Course) -> Gradebook:
    """The gradebook of a course, for a `with`; raises Damaged where there is none, rather than make an empty one."""
    assignments(course)
    return opened(course.db_url)


def assignments(course: Course) -> list[str]:
    """The notebooks that the gradebook knows: those released. Raises Damaged, the file untouched, if it is no gradebook.

    nbgrader makes a missing gradebook, and missing tables in whatever it is given, without a word.
    """
    path = course.gradebook
    if not path.is_file():
        raise Damaged(f"{path} {'não é um arquivo' if path.exists() else 'não está lá'}. {RESTORE}")
    if path.stat().st_size == 0:
        raise Damaged(f"{path} está vazio. {RESTORE}")
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=PATIENCE)) as database:
        try:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables >= TABLES:
                raise Damaged(f"{path} não é um gradebook do nbgrader: faltam tabelas. {RESTORE}")
            return sorted(name for (name,) in database.execute("SELECT name FROM assignment"))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # busy, or not permitted
            raise Damaged(f"{path} está danificado ({error}). {RESTORE}") from None


def marks_in_gradebook(course: Course, notebook: str) -> dict[tuple[str, str], float | None]:
    """(student, graded cell) → what nbgrader's autograder has written; None where it was interrupted."""
    from nbgrader.api import BaseCell, Grade, Student, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select

    query = (
        select(Student.id, BaseCell.name, Grade.auto_score)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
    )
    with gradebook_of(course) as gradebook:
        where = gradebook.find_notebook(notebook, notebook).id
        rows = gradebook.db.execute(query.where(SubmittedNotebook.notebook_id == where)).all()
    return {(student, cell): score for student, cell, score in rows}


def settled_by_hand(course: Course, notebook: str, student: str) -> list[str]:
    """The grades, by their id, that a person gave to what is handed in now, and need not look at again."""
    from nbgrader.api import MissingEntry

    with gradebook_of(course) as gradebook:
        try:
            grades = gradebook.find_submission_notebook(notebook, notebook, student).grades
        except MissingEntry:
            return []
        return [grade.id for grade in grades if grade.manual_score is not None and not grade.needs_manual_grade]


def keep_manual(course: Course, grades: list[str]) -> None:
    """Take back nbgrader's "look again", which it says of every mark given by hand, even to this very file."""
    from nbgrader.api import Grade
    from sqlalchemy import update

    if grades:
        with gradebook_of(course) as gradebook:
            gradebook.db.execute(update(Grade).where(Grade.id.in_(grades)).values(needs_manual_grade=False))
            gradebook.db.commit()


@dataclass(frozen=True)
class Given:
    """What the gradebook holds of one submission: `score` with manual changes and without `penalty`, what lateness cost.

    outlived: a manual mark was given to an earlier file. extension: what a person granted with nbgrader.
    """

    score: float
    penalty: float
    outlived: bool
    extension: timedelta


def given(course: Course, notebook: str) -> dict[str, Given]:
    """Student → what the gradebook holds of a notebook."""
    from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import exists, select

    outlived = exists().where(
        Grade.notebook_id == SubmittedNotebook.id, Grade.manual_score.is_not(None), Grade.needs_manual_grade
    )
    of, part = SubmittedAssignment, SubmittedNotebook
    query = (
        select(of.student_id, of.extension, part.score, part.late_submission_penalty, outlived)
        .join(part, part.assignment_id == of.id)
        .join(Assignment, Assignment.id == of.assignment_id)
        .where(Assignment.name == notebook)
    )
    with gradebook_of(course) as gradebook:
        rows = gradebook.db.execute(query).all()
    return {
        student: Given(max(0.0, score - (penalty or 0.0)), penalty or 0.0, bool(old), extension or timedelta())
        for student, extension, score, penalty, old in rows
    }


def due_dates_of(course: Course) -> dict[str, datetime | None]:
    """Released notebook → when it is due (UTC): curso.toml's date, where it has a table `[due]`, else nbgrader's own."""
    from nbgrader.api import Assignment
    from sqlalchemy import select

    with gradebook_of(course) as gradebook:
        dates = {name: due for name, due in gradebook.db.execute(select(Assignment.name, Assignment.duedate))}
    return dates if course.due is None else {name: course.due.get(name) for name in dates}


def mirror_due_dates(course: Course) -> None:
    """Make nbgrader and its formgrader know the dates of curso.toml, where it says any."""
    if course.due is None:
        return
    with gradebook_of(course) as gradebook:
        for assignment in gradebook.assignments:
            assignment.duedate = course.due.get(assignment.name)
        gradebook.db.commit()


def mirror(students: Iterable[Listed], db_url: str) -> None:
    """Make nbgrader's gradebook know these students; it is created when there is none."""
    with _programs_beside_python(), opened(db_url) as gradebook:
        for student in students:
            first, last, email = (text.translate(NO_MARKUP) for text in astuple(student)[1:4])
            gradebook.update_or_create_student(student.id, first_name=first, last_name=last, email=email)


def people(course: Course) -> dict[str, tuple[str, str]]:
    """Everybody whom the gradebook knows: id → first and last name."""
    from nbgrader.api import Student
    from sqlalchemy import select

    with gradebook_of(course) as gradebook:
        rows = gradebook.db.execute(select(Student.id, Student.first_name, Student.last_name)).all()
    return {id: (first or "", last or "") for id, first, last in rows}


def forget(course: Course, student: str) -> None:
    """Remove a student from the gradebook with all marks and comments, also from the file's free pages."""
    from nbgrader.api import MissingEntry
    from sqlalchemy import text

    with gradebook_of(course) as gradebook:
        try:
            gradebook.remove_student(student)
        except MissingEntry:
            pass
    with gradebook_of(course) as gradebook, gradebook.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))


def mentions(course: Course, found: Callable[[bytes], bool]) -> bool:
    """Whether anything in the gradebook satisfies a search."""
    with closing(sqlite3.connect(course.gradebook)) as database:
        return any(found(line.encode("utf-8", "replace")) for line in database.iterdump())


@contextmanager
def _programs_beside_python() -> Iterator[None]:
    """nbgrader calls `alembic` when it makes a gradebook: found also where the virtual environment is not activated."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
