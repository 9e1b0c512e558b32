"""`grade`: judge what has changed, a few at a time, and record one by one through nbgrader's own Autograde.

    threads (--jobs)   judge: each submission in its own confined process        → Graded
    this thread        nbgrader's pipeline: recorded notebook, gradebook, record → one writer
                       last, late.settle: what lateness costs, as of now, also for what was graded before

It may be stopped at any moment: what has no record is graded the next time, and gets the same marks.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from time import sleep
from typing import Any

from nbgrader.converters import Autograde
from sqlalchemy.exc import DBAPIError

from autograder.building.cell_ids import graded_id
from autograder.course import records
from autograder.course.converters import LOG, converter_of, log_to, one_engine, telling_why
from autograder.course.folder import Course
from autograder.course.gradebook import assignments, keep_manual, marks_in_gradebook, settled_by_hand
from autograder.course.lock import only_one
from autograder.course.records import OFF_LIST, Record
from autograder.course.roster import is_id
from autograder.ground.errors import WrongUse
from autograder.incoming import submitted
from autograder.incoming.submitted import Handed, file_hash
from autograder.judging import late
from autograder.judging.grader import Grader
from autograder.judging.judge import Graded
from autograder.judging.standing import standings
from autograder.judging.summary import Summary, Work
from autograder.judging.threads import judged

PAUSES = (1, 2, 4, 8, 16, 32)  # seconds; somebody who reads the gradebook, or a busy machine, locks it for a while
NOT_RECORDED = "{student} · {notebook}: não pôde ser registrada (veja .enap/grade.log)"
NOT_RELEASED = "O caderno {notebook} ainda não foi distribuído. Execute: python -m autograder release {notebook}"


class JudgedAhead(Autograde):
    """nbgrader's Autograde for one submission that has been judged already; see nbgrader_plugin for the rest."""

    work: Work
    grader: Grader
    ahead: tuple[Handed, Graded]

    def init_notebooks(self) -> None:
        self.assignments = {str(self.work.path.parent): [str(self.work.path)]}


def grade(
    course: Course,
    notebooks: Sequence[str] = (),
    student: str | None = None,
    jobs: int = 1,
    regrade: bool = False,
    watch: Callable[[list[Work]], Any] = lambda todo: contextlib.nullcontext(lambda work, state: None),
) -> Summary:
    """Grade the course's submissions that are not graded yet, or have changed since.

    notebooks: which ones, by default all that were released. student: only this one. jobs: how many at a time.
    watch: a context manager that is given the work and yields a function told (work, "runs" | "done").
    Raises WrongUse and CommandFailed; a submission that fails is listed in the summary, the others are graded.
    """
    summary = Summary()
    with only_one(course.root), one_engine(), Grader(course) as grader:
        chosen = released(course, notebooks)
        marks = {notebook: marks_in_gradebook(course, notebook) for notebook in chosen}
        recorders: dict[str, JudgedAhead] = {}
        todo, later = [], []
        for work in found(course, chosen, student, summary):
            if not regrade and is_graded(work, grader, marks[work.notebook]):
                summary.skipped += 1
            else:
                todo.append(work)
        with watch(todo) as tell, log_to(course.private / "grade.log"):
            for work, handed, graded in judged(grader, todo, jobs, summary, tell):
                if work.notebook not in recorders:
                    recorders[work.notebook] = converter_of(JudgedAhead, course.root, work.notebook)
                    recorders[work.notebook].grader, recorders[work.notebook].force = grader, True
                if (written := record(recorders[work.notebook], work, handed, graded)) is None:
                    later.append((work, handed, graded))
                else:
                    summary.graded.append(written)
                    tell(work, "done")
            for work, handed, graded in later:  # alone now, and patiently: nobody's row depends on a moment's lock
                if written := patiently(partial(record, recorders[work.notebook], work, handed, graded)):
                    summary.graded.append(written)
                else:
                    summary.failed.append(NOT_RECORDED.format(student=work.student, notebook=work.notebook))
                tell(work, "done")
        for notebook in chosen:
            summary.penalised += [(student, notebook) for student in late.settle(course, notebook)]
            summary.told += [s for s in standings(course, notebook) if s.reason and s.score is not None]
    return summary


def record(converter: JudgedAhead, work: Work, handed: Handed, graded: Graded) -> Record | None:
    """Have nbgrader record a judged submission: notebook, gradebook, late penalty, and then our record; None: it could not.

    What the machine refuses (a full disk) is raised: it would refuse the others too. A gradebook that is locked may be free
    a moment later.
    """
    course = converter.grader.course
    converter.work, converter.ahead = work, (handed, graded)
    old = records.read(course.root, work.notebook, work.student)
    same = old is not None and old["file_hash"] == file_hash(handed)
    by_hand = settled_by_hand(course, work.notebook, work.student) if same else []
    try:
        with telling_why():
            converter.start()
        keep_manual(course, by_hand)
        return records.read(course.root, work.notebook, work.student)
    except OSError:
        raise
    except DBAPIError as error:
        if "locked" not in str(error):
            raise
        return None
    except Exception:  # of nbgrader or ours, with this one submission
        LOG.exception("%s · %s", work.student, work.notebook)
        return None


def patiently(write: Callable[[], Record | None]) -> Record | None:
    """Try until it is written, with longer and longer pauses in between."""
    for pause in PAUSES:
        if (written := write()) is not None:
            return written
        sleep(pause)
    return write()


def released(course: Course, notebooks: Sequence[str]) -> list[str]:
    """The notebooks to grade; WrongUse for one that was not released."""
    there = assignments(course)
    chosen = list(dict.fromkeys(course.known(name) for name in notebooks)) or there
    for notebook in chosen:
        if notebook not in there:
            raise WrongUse(NOT_RELEASED.format(notebook=notebook))
    return chosen


def found(course: Course, notebooks: list[str], student: str | None, summary: Summary) -> Iterator[Work]:
    """Every submission's folder, also one without a notebook in it; a name that is no student's id is listed."""
    folders = sorted(path for path in course.submitted.glob("*/*") if path.name in notebooks)
    if student is not None and not any(path.parent.name == student for path in folders):
        raise WrongUse(f"Não há entrega de {student}. Veja os nomes das pastas em {course.submitted}.")
    for path in folders:
        name = path.parent.name
        if student not in (None, name):
            continue
        if not is_id(name):
            summary.failed.append(f"{name} · {path.name}: o nome da pasta não serve como identificação")
        else:
            yield Work(path.name, name, path / f"{path.name}.ipynb")


def is_graded(work: Work, grader: Grader, marks: dict[tuple[str, str], float | None]) -> bool:
    """Is there a record of this very file, course and limits, and does the gradebook hold its marks?"""
    course = grader.course
    old = records.read(course.root, work.notebook, work.student)
    if old is None or not (course.root / "autograded" / work.student / work.notebook / work.path.name).is_file():
        return False
    in_gradebook = all(marks.get((work.student, graded_id(e["name"]))) == e["score"] for e in old["exercises"])
    return (
        in_gradebook
        and old["course_version"] == grader.version(work.notebook)
        and old["limits"] == asdict(grader.limits)
        and (OFF_LIST in old["reason"]) == (work.student not in course.students)
        and old["file_hash"] == file_hash(submitted.read(work.path))
    )
