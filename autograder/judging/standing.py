"""Where each submission stands, for everybody who tells of it: the score given, the status, and what a person must look at.

The record says what the judging found; the class list, the gradebook and the due dates may have changed since, and are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.course import records
from autograder.course.folder import Course
from autograder.course.gradebook import Given, assignments, due_dates_of, given
from autograder.course.records import OFF_LIST, STATUSES, Record
from autograder.ground.untrusted import for_terminal
from autograder.judging import late

NOT_HANDED_IN = "sem entrega"
NOT_GRADED = "entregue, ainda não corrigida"
OUTLIVED = "a nota dada à mão é de uma entrega anterior; confira no formgrader"


@dataclass(frozen=True)
class Standing:
    """One student in one notebook; `score` is None when there is no mark."""

    student: str
    notebook: str
    score: float | None
    max_score: float
    status: str
    reason: str

    @classmethod
    def nothing(cls, student: str, notebook: str, max_score: float, reason: str = NOT_HANDED_IN) -> Standing:
        """Of who has no mark."""
        return cls(student, notebook, None, max_score, "missing", reason)

    @property
    def to_review(self) -> bool:
        """Whether a person must look at it."""
        return self.status in ("flagged", "unreadable")

    def in_words(self) -> str:
        """One line of a list."""
        return f"{for_terminal(self.student)} · {self.notebook}: {self.status}, {for_terminal(self.reason)}"


def in_use(course: Course) -> list[str]:
    """The notebooks that students have: in release/, or known to the gradebook where release/ has lost them."""
    known = {*course.released, *assignments(course)}
    return [name for name in course.notebooks if name in known]


def strangers(course: Course, notebook: str) -> list[str]:
    """Who has handed in a notebook and is not on the class list; a record without its submission counts no more."""
    return [student for student in course.submissions(notebook) if student not in course.students]


def standings(course: Course, notebook: str) -> Iterator[Standing]:
    """Everybody on the list, then the strangers who have handed in."""
    points, handed_in = course.points(notebook), set(course.submissions(notebook))
    recorded = {record["student"]: record for record in records.all_of(course.root, notebook)}
    gradebook, due = given(course, notebook), due_dates_of(course).get(notebook)
    for student in [*course.students, *strangers(course, notebook)]:
        record, held = recorded.get(student), gradebook.get(student)
        if record is None or held is None:
            reason = NOT_GRADED if student in handed_in or record else NOT_HANDED_IN
            yield Standing.nothing(student, notebook, points, reason)
        else:
            now = late.terms(course, student, notebook, due, held.extension)
            found = list(_to_look_at(record, held, student in course.students, now))
            status = max(record["status"], "flagged" if found else "graded", key=STATUSES.index)
            own = [part for part in record["reason"].split("; ") if part and part != OFF_LIST]
            yield Standing(student, notebook, held.score, points, status, "; ".join([*own, *found]))


def _to_look_at(record: Record, held: Given, listed: bool, now: records.Terms | None) -> Iterator[str]:
    if not listed:
        yield OFF_LIST
    if held.outlived:
        yield OUTLIVED
    if now != record.get("terms"):
        yield late.MOVED
    else:
        yield from late.reasons(now, held.penalty)
