"""A course made ready to grade in this process: its sources, its secret, and one warm parent per notebook."""

from __future__ import annotations

import atexit
import functools
import math
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.building.cell_ids import graded_id
from autograder.course.folder import SETTINGS, Course
from autograder.course.records import OFF_LIST, ExerciseRecord, Record, Status
from autograder.incoming.normalise import normalise
from autograder.incoming.submitted import Handed, file_hash
from autograder.judging import judge
from autograder.judging.formgrader import first_lines
from autograder.judging.judge import Graded
from autograder.judging.recorded_notebook import recorded
from autograder.judging.version import course_version
from autograder.running.confined.allowance import Limits
from autograder.running.grading_copy import write_grading_copy
from autograder.running.runner import WarmParent


class Grader:
    """Grades submissions of one course; close it to end its processes.

    limits: what a submission may use, by default what the course says. Threads may share it: a warm parent forks a
    process for each submission.
    """

    def __init__(self, course: Course, limits: Limits | None = None):
        self.course = course
        self.limits = limits or course.limits
        self._parents: dict[str, WarmParent] = {}
        self._stack, self._lock = ExitStack(), threading.Lock()
        self._copies = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="enap-grading-")))
        self.source = functools.cache(self._read_source)
        self.version = functools.cache(self._version)

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every warm parent and remove the grading copies."""
        with self._lock:
            self._stack.close()

    def grade(self, notebook: str, handed: Handed) -> Graded:
        """Judge what was handed in for a notebook; once more where the machine had a part in what a limit has cost."""
        first = self.attempt(notebook, handed)
        return max(first, self.attempt(notebook, handed), key=earned) if first.disturbed else first

    def attempt(self, notebook: str, handed: Handed) -> Graded:
        """Judge what was handed in, once."""
        source = self.source(notebook)
        if handed.refused:
            return judge.unread(normalise(b"", source), source, handed.refused)
        return judge.judge_submission(handed.raw, source, self._parent(notebook), self.course.secret)

    def record(self, notebook: str, student: str, handed: Handed, graded: Graded) -> Record:
        """What is kept of a graded submission, beside the recorded notebook and the gradebook."""
        exercises = [
            ExerciseRecord(
                name=v.name, score=graded.marks[graded_id(v.name)][0], points=v.points, properties=v.properties,
                mistakes=list(v.mistakes), reason=v.message, group=v.seen.group, line=v.seen.line,
            )
            for v in graded.verdicts
        ]  # fmt: skip
        status, reason = self._status(student, graded)
        return Record(
            student=student,
            notebook=notebook,
            file_hash=file_hash(handed),
            submission_hash=graded.submission_hash,
            course_version=self.version(notebook),
            limits=asdict(self.limits),
            score=round(sum(exercise["score"] for exercise in exercises), 6),
            max_score=round(sum(exercise["points"] for exercise in exercises), 6),
            status=status,
            reason=reason,
            exercises=exercises,
            notes=list(graded.notes),
            layers=dict(graded.layers),
        )

    def recorded(self, notebook: str, graded: Graded, record: Record) -> NotebookNode:
        """The notebook that formgrader and feedback show."""
        notes = [*first_lines(record), *graded.notes]
        return recorded(self.source(notebook), graded.submission.cells, graded.outputs, graded.marks, notes)

    def _status(self, student: str, graded: Graded) -> tuple[Status, str]:
        """The rightmost of graded · limits · flagged · unreadable that holds, and every reason."""
        looks = [*([OFF_LIST] if student not in self.course.students else []), *(c.text for c in graded.concerns)]
        unreadable = graded.submission.unreadable
        holds = {
            Status.LIMITS: graded.limits,
            Status.FLAGGED: looks,
            Status.UNREADABLE: [unreadable] if unreadable else [],
        }
        reasons = [reason for each in holds.values() for reason in each]
        return max(
            (status for status, each in holds.items() if each), key=list(Status).index, default=Status.GRADED
        ), "; ".join(dict.fromkeys(reason.rstrip(".") if len(reasons) > 1 else reason for reason in reasons))

    def _parent(self, notebook: str) -> WarmParent:
        with self._lock:
            if notebook not in self._parents:
                folder = self._copies / notebook
                folder.mkdir(exist_ok=True)  # a start that failed leaves it behind, and may be tried again
                copy = write_grading_copy(notebook, folder)
                parent = WarmParent(notebook, copy, limits=self.limits, require=self.course.require)
                self._parents[notebook] = self._stack.enter_context(parent)
            return self._parents[notebook]

    def _read_source(self, notebook: str) -> NotebookNode:
        return nbformat.read(self.course.source_of(notebook), as_version=4)

    def _version(self, notebook: str) -> str:
        return course_version(self.source(notebook))


def earned(graded: Graded) -> float:
    """The sum of a submission's marks."""
    return sum(mark for mark, _ in graded.marks.values())


def shared(root: Path, submission_cpu: float = math.inf) -> Grader:
    """The process's one Grader of a course, closed at exit; `submission_cpu` is an upper bound for the course's own limit.

    A server lives for weeks: when the sources, the class list or the settings change, the next call makes a new one.
    """
    key = (root, submission_cpu)
    course = Course(root)
    read = [course.roster, course.root / SETTINGS, *sorted(course.source.glob("*/*.ipynb"))]
    stamp = tuple((path, path.stat().st_mtime_ns) for path in read if path.exists())
    known, grader = _shared.get(key, (None, None))
    if grader is None or known != stamp:
        if grader is not None:
            grader.close()
        bound = min(submission_cpu, course.limits.submission_cpu)
        grader = Grader(course, replace(course.limits, submission_cpu=bound))
        _shared[key] = stamp, grader
    return grader


def close_shared() -> None:
    """Close every shared Grader."""
    while _shared:
        _shared.popitem()[1][1].close()


_shared: dict[tuple[Path, float], tuple[Any, Grader]] = {}
atexit.register(close_shared)
