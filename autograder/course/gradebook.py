"""nbgrader's gradebook of a course: opened here, and nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.roster import Student as Listed

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

    from autograder.course.folder import Course

NO_MARKUP = str.maketrans("<>&", "‹›＆")  # the formgrader puts names into its page as they are


def opened(db_url: str) -> Gradebook:
    """The gradebook behind an address, for a `with`."""
    from nbgrader.api import Gradebook  # here: it takes a second

    return Gradebook(db_url)


def gradebook_of(course: Course) -> Gradebook:
    """The gradebook of a course, for a `with`."""
    return opened(course.db_url)


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


def scores_in_gradebook(course: Course, notebook: str) -> dict[str, float]:
    """Student → the score that was given: manual changes in it, late penalties taken off."""
    from nbgrader.api import MissingEntry

    with gradebook_of(course) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(notebook)
        except MissingEntry:
            return {}
        return {
            each.student_id: max(0.0, each.score - sum(part.late_submission_penalty or 0.0 for part in each.notebooks))
            for each in submissions
        }


def mirror(students: Iterable[Listed], db_url: str) -> None:
    """Make nbgrader's gradebook know these students; it is created when there is none."""
    with _programs_beside_python(), opened(db_url) as gradebook:
        for student in students:
            first, last, email = (text.translate(NO_MARKUP) for text in astuple(student)[1:4])
            gradebook.update_or_create_student(student.id, first_name=first, last_name=last, email=email)


@contextmanager
def _programs_beside_python() -> Iterator[None]:
    """nbgrader calls `alembic` when it makes a gradebook: found also where the virtual environment is not activated."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
