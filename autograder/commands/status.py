"""Where the course stands: per notebook what is released, handed in and graded, who needs a look, and what to do next."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from autograder.course import records
from autograder.course.folder import Course
from autograder.course.gradebook import due_dates_of
from autograder.incoming import submitted
from autograder.incoming.submitted import file_hash
from autograder.judging import late
from autograder.judging.standing import Standing, standings
from autograder.outgoing.release import is_current

SHOWN = 20  # submissions to look at, one line each; --json has them all


@dataclass(frozen=True)
class NotebookStatus:
    """One notebook. `current`: students have what the source says now. `pending`: submissions without a mark, or changed
    since, or whose penalty for lateness would be another now. `expected`: the size of the class list.
    """

    notebook: str
    released: bool
    current: bool
    due: str | None
    expected: int
    submitted: int
    graded: int
    pending: int
    to_review: list[Standing]
    next: str


def status(course: Course) -> list[NotebookStatus]:
    """The state of every notebook of the course."""
    due = due_dates_of(course)
    return [_of_notebook(course, name, due.get(name)) for name in course.notebooks]


def _of_notebook(course: Course, name: str, due: object) -> NotebookStatus:
    handed_in = course.submissions(name)
    standing = list(standings(course, name))
    marked = {each.student for each in standing if each.score is not None and late.MOVED not in each.reason}
    graded = sum(student in marked and _is_graded(course, name, student) for student in handed_in)
    released = name in course.released
    current = released and is_current(course, name)
    if not current:
        step = f"python -m autograder release {name}"
    elif not handed_in:
        step = f"python -m autograder collect {name} --from PASTA_OU_ZIP"
    elif graded < len(handed_in):
        step = f"python -m autograder grade {name}"
    else:
        step = "python -m autograder export"
    return NotebookStatus(
        notebook=name,
        released=released,
        current=current,
        due=f"{due:%Y-%m-%dT%H:%M:%SZ}" if due else None,
        expected=len(course.students),
        submitted=len(handed_in),
        graded=graded,
        pending=len(handed_in) - graded,
        to_review=[each for each in standing if each.to_review],
        next=step,
    )


def _is_graded(course: Course, notebook: str, student: str) -> bool:
    record = records.read(course.root, notebook, student)
    if record is None:
        return False
    return record["file_hash"] == file_hash(submitted.read(course.submission(student, notebook)))


def as_json(lines: list[NotebookStatus]) -> str:
    """The same for another program: a list with one object per notebook."""
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1)


def in_words(lines: list[NotebookStatus], students: int) -> str:
    """A table of numbers, who needs a look, and on the last line what to do next."""
    width = max(len(line.notebook) for line in lines)
    table = [f"{'caderno':<{width}}  distribuído  entregas  corrigidas  por corrigir  para olhar"]
    table += [
        f"{line.notebook:<{width}}  {_released(line):<11}  {line.submitted:>8}  {line.graded:>10}"
        f"  {line.pending:>12}  {len(line.to_review):>10}"
        for line in lines
    ]
    return "\n".join(
        [f"{students} na lista da turma.", *table, *_to_review(lines), f"Próximo passo: {_next(lines, students)}"]
    )


def _released(line: NotebookStatus) -> str:
    return "sim" if line.current else "mudou" if line.released else "não"


def _to_review(lines: list[NotebookStatus]) -> list[str]:
    found = [each for line in lines for each in line.to_review]
    said = [f"  {each.in_words()}" for each in found[:SHOWN]]
    if len(found) > SHOWN:
        said.append(f"  … e mais {len(found) - SHOWN}; todas: python -m autograder status --json")
    return ["Para uma pessoa olhar:", *said] if said else []


def _next(lines: list[NotebookStatus], students: int) -> str:
    """What was handed in first; but a notebook that changed, or is gone from release/, is released before it is graded."""
    if not students:
        return "python -m autograder roster --from LISTA.csv"
    again = [line for line in lines if not line.current and (line.released or line.submitted)]
    waiting = [line for line in lines if line.pending and line.released]
    unreleased = [line for line in lines if not line.released]
    silent = [line for line in lines if line.released and not line.submitted]
    return (again or waiting or unreleased or silent or lines)[0].next
