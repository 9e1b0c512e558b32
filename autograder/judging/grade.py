"""`grade`: judge what has changed, a few at a time, and record one by one through nbgrader's own Autograde.

    threads (--jobs)   judge: each submission in its own confined process        → Graded
    this thread        nbgrader's pipeline: recorded notebook, gradebook, record → one writer

It may be stopped at any moment: what has no record is graded the next time, and gets the same marks.
"""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import BaseCell, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from sqlalchemy import select

from autograder.course import records
from autograder.course.converters import converter_of, log_to, one_engine
from autograder.course.folder import Course
from autograder.course.roster import is_id
from autograder.errors import CommandFailed, WrongUse
from autograder.incoming import submitted
from autograder.incoming.submitted import Handed
from autograder.judging.grader import OFF_LIST, Grader, file_hash
from autograder.judging.judge import Graded
from autograder.running.outcome import IsolationMissing
from autograder.running.runner import ParentLost
from autograder.untrusted import for_terminal

MOST_JOBS = 16
DOCTOR = "python -m autograder doctor"
COLLECT = "python -m autograder collect CADERNO --from PASTA_OU_ZIP"
BUSY = "Outra correção desta turma está em andamento. Espere que ela termine e execute o comando de novo."
NOT_RELEASED = "O caderno {notebook} ainda não foi distribuído. Execute: python -m autograder release {notebook}"


@dataclass(frozen=True)
class Work:
    """One submission: a folder of submitted/."""

    notebook: str
    student: str
    path: Path


@dataclass
class Summary:
    """What a run of `grade` did."""

    graded: list[records.Record] = field(default_factory=list)
    skipped: int = 0
    failed: list[str] = field(default_factory=list)
    layers: dict[str, bool] = field(default_factory=dict)

    @property
    def unreadable(self) -> list[records.Record]:
        return [record for record in self.graded if record["status"] == "unreadable"]

    @property
    def exit_code(self) -> int:
        return 1 if self.failed or self.unreadable else 0

    def in_words(self) -> str:
        """The result, who needs a look, and on the last line what to do next."""
        if not (self.graded or self.skipped or self.failed):
            return f"Não há entregas para corrigir.\nPara recolher entregas: {COLLECT}"
        lines = [f"Corrigidas: {len(self.graded)}. Já estavam corrigidas: {self.skipped}."]
        lines += [f"  {_named(r)}: {r['status']}, {for_terminal(r['reason'])}" for r in self.graded if r["reason"]]
        lines += [f"  Sem nota: {for_terminal(each)}" for each in self.failed]
        missing = [name for name, holds in self.layers.items() if not holds]
        if missing:
            lines.append(f"ATENÇÃO: isolamento incompleto nesta máquina, falta {', '.join(missing)}. Veja: {DOCTOR}")
        if self.failed:
            return "\n".join([*lines, "Para tentar de novo só o que ficou sem nota, execute o mesmo comando."])
        return "\n".join([*lines, "Para escrever as devolutivas: python -m autograder feedback"])


def _named(record: records.Record) -> str:
    return f"{for_terminal(record['student'])} · {record['notebook']}"


class Recording(Autograde):
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
        recorders: dict[str, Recording] = {}
        todo = []
        for work in found(course, chosen, student, summary):
            if not regrade and is_graded(work, grader, marks[work.notebook]):
                summary.skipped += 1
            else:
                todo.append(work)
        with watch(todo) as tell, log_to(course.root / ".enap" / "grade.log"):
            for work, handed, graded in judged(grader, todo, min(max(jobs, 1), MOST_JOBS), summary, tell):
                if work.notebook not in recorders:
                    recorders[work.notebook] = converter_of(Recording, course.root, work.notebook)
                    recorders[work.notebook].grader, recorders[work.notebook].force = grader, True
                record(recorders[work.notebook], work, handed, graded, summary)
                tell(work, "done")
    return summary


def judged(
    grader: Grader, todo: list[Work], jobs: int, summary: Summary, tell: Callable[[Work, str], None]
) -> Iterator[tuple[Work, Handed, Graded]]:
    """Judge in `jobs` threads; each result as it comes. Never many more results wait than there are threads."""

    def one(work: Work) -> tuple[Work, Handed, Graded]:
        tell(work, "runs")
        handed = submitted.read(work.path)
        return work, handed, grader.grade(work.notebook, handed)

    waiting = iter(todo)
    running: dict[Future[tuple[Work, Handed, Graded]], Work] = {}
    with ThreadPoolExecutor(jobs) as threads:
        try:
            while True:
                for work in waiting:
                    running[threads.submit(one, work)] = work
                    if len(running) >= 2 * jobs:
                        break
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    work = running.pop(future)
                    try:
                        result = future.result()
                    except (IsolationMissing, ParentLost) as error:
                        raise CommandFailed(f"Não é possível corrigir aqui: {error}. Veja: {DOCTOR}") from None
                    except Exception as error:  # ours, not the student's: the others must still be graded
                        summary.failed.append(f"{work.student} · {work.notebook}: {type(error).__name__}: {error}")
                        tell(work, "done")
                    else:
                        summary.layers |= result[2].layers
                        yield result
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            grader.close()  # what runs is killed, so that the threads end now
            raise


def record(converter: Recording, work: Work, handed: Handed, graded: Graded, summary: Summary) -> None:
    """Have nbgrader record a judged submission: notebook, gradebook, late penalty, and then our record."""
    root = converter.grader.course.root
    converter.work, converter.ahead = work, (handed, graded)
    try:
        converter.start()
        written = records.read(root, work.notebook, work.student)
    except NbGraderException:
        written = None
    if written is None:
        summary.failed.append(f"{work.student} · {work.notebook}: não pôde ser registrada (veja .enap/grade.log)")
    else:
        summary.graded.append(written)


def released(course: Course, notebooks: Sequence[str]) -> list[str]:
    """The notebooks to grade; WrongUse for one that was not released."""
    with Gradebook(course.db_url) as gradebook:
        there = sorted(assignment.name for assignment in gradebook.assignments)
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
    in_gradebook = all(marks.get((work.student, f"check_{e['name']}")) == e["score"] for e in old["exercises"])
    return (
        in_gradebook
        and old["course_version"] == grader.version(work.notebook)
        and old["limits"] == asdict(grader.limits)
        and (OFF_LIST in old["reason"]) == (work.student not in course.students)
        and old["file_hash"] == file_hash(submitted.read(work.path))
    )


def marks_in_gradebook(course: Course, notebook: str) -> dict[tuple[str, str], float | None]:
    """(student, graded cell) → what nbgrader's autograder has written; None where it was interrupted."""
    query = (
        select(Student.id, BaseCell.name, Grade.auto_score)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
    )
    with Gradebook(course.db_url) as gradebook:
        where = gradebook.find_notebook(notebook, notebook).id
        rows = gradebook.db.execute(query.where(SubmittedNotebook.notebook_id == where)).all()
    return {(student, cell): score for student, cell, score in rows}


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Two gradings of one course at a time would write over each other."""
    with open(root / ".enap" / "lock", "w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CommandFailed(BUSY) from None
        yield
