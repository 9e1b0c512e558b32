"""Who decides a mark: this process draws fresh inputs, asks the runner what the student's function answers, and compares.

A submission passes through `judge_submission` from top to bottom: normalise, execute, judge. Nothing that a student's
process says about itself can earn a point; what it says about changed or aliased arguments can only cost one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import nbformat
import numpy as np
from nbformat import NotebookNode

from autograder.building.cell_ids import exercise_of, graded_id
from autograder.incoming.normalise import Cell, Normalised, normalise
from autograder.judging import fingerprint as fingerprints
from autograder.judging.fingerprint import Fingerprint
from autograder.running.grading_copy import write_grading_copy
from autograder.running.outcome import CellResult, Note, RunnerLost, Status, late
from autograder.running.runner import WarmParent, execute
from enap_lstm.exercise import Exercise, Remote, Report
from enap_lstm.exercises import EXERCISES

LOST = "Não foi possível obter a resposta de {name}: {why}"


class Answering(Protocol):
    """What a verdict needs of a runner: the student's function, at a distance."""

    def answer(self, name: str) -> Remote: ...


class Reason(StrEnum):
    """How a verdict came about."""

    JUDGED = "judged"  # an answer came back, and was held against what is expected
    LOST = "lost"  # none came back: a limit, a process that is gone
    UNREADABLE = "unreadable"  # nothing could be read of the file


@dataclass(frozen=True)
class Verdict:
    """One graded cell: `score` is 0 to 1 of `points`; `properties` says which part of the points was earned, and `message`
    is what a student reads."""

    name: str
    score: float
    points: float
    reason: Reason
    message: str
    mistakes: tuple[str, ...] = ()
    properties: dict[str, bool] = field(default_factory=dict)
    lost: str = ""  # why no answer came back, if none did
    seen: Fingerprint = Fingerprint()  # of a wrong answer that no mistake explains


def seed(secret: bytes, exercise: str, submission_hash: str) -> int:
    """The seed of an exercise's inputs: nobody can tune to it beforehand, and the same submission always gets the same one.

    >>> seed(b"secret", "sigmoid", "ab") == seed(b"secret", "sigmoid", "ab") != seed(b"secret", "sigmoid", "ac")
    True
    """
    message = f"{exercise}\0{submission_hash}".encode()
    return int.from_bytes(hmac.new(secret, message, hashlib.sha256).digest()[:16])


def mark(score: float, points: float) -> float:
    """What a graded cell earned: score × points, rounded to six places and never outside [0, points].

    >>> mark(1 / 3, 4), mark(1.0, 2 / 3), mark(float("nan"), 4)
    (1.333333, 0.6666666666666666, 0.0)
    """
    earned = float(score) * float(points)
    return max(0.0, min(round(earned, 6), float(points))) + 0.0 if math.isfinite(earned) else 0.0


def verdicts(runner: Answering, exercises: Iterable[Exercise], seed_of: Callable[[str], int]) -> Iterator[Verdict]:
    """One Verdict per graded cell: the runner computes; this process draws, compares and decides."""
    for exercise in exercises:
        rng = np.random.default_rng(seed_of(exercise.name))
        try:
            report = exercise.judge(runner.answer(exercise.name), rng)
        except RunnerLost as lost:  # no reply, a late one, or one beyond the limits; `judge` lets it through
            told = LOST.format(name=exercise.name, why=lost)
            yield Verdict(exercise.name, 0.0, exercise.points, Reason.LOST, told, (), _nothing(exercise), str(lost))
        else:
            yield _verdict(exercise, report)


def _nothing(exercise: Exercise) -> dict[str, bool]:
    return dict.fromkeys(exercise.properties, False)


def _verdict(exercise: Exercise, report: Report) -> Verdict:
    mistakes = tuple(report.mistakes)
    return Verdict(
        exercise.name, report.score, report.points, Reason.JUDGED, report.message, mistakes, dict(report.earned)
    )


def with_fingerprint(verdict: Verdict, runner: Answering, secret: bytes) -> Verdict:
    """The verdict, with what tells equal wrong answers of a class, where no name does."""
    if verdict.score == 1 or verdict.mistakes or verdict.lost:
        return verdict
    exercise, for_the_class = EXERCISES[verdict.name], seed(secret, verdict.name, "")
    return replace(verdict, seen=fingerprints.of(exercise, runner.answer(verdict.name), for_the_class))


@dataclass(frozen=True)
class Graded:
    """A submission, judged. `marks` are what each graded cell earned, by its grade_id: the only source of a mark.

    `outputs` holds what the runner kept, by the cell's place in `submission.cells`; `limits` says which limits were met.
    """

    submission: Normalised
    submission_hash: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
    outputs: Mapping[int, list[dict[str, Any]]] = field(default_factory=dict)
    limits: tuple[str, ...] = ()
    layers: Mapping[str, bool] = field(default_factory=dict)

    @property
    def marks(self) -> dict[str, tuple[float, str]]:
        return {graded_id(v.name): (mark(v.score, v.points), v.message) for v in self.verdicts}


def judge_submission(raw: bytes, source: NotebookNode, parent: WarmParent, secret: bytes) -> Graded:
    """The way of a submission: normalise, execute, judge.

    raw: the file as handed in. source: the instructor's notebook. parent: the warm parent of this notebook.
    secret: the course's. Whatever `raw` holds there is a result; what fails here is ours and is raised.
    """
    submission = normalise(raw, source)
    if submission.unreadable:
        return unread(submission, source, submission.unreadable)
    submission_hash = fingerprint(submission)
    run = [place for place, cell in enumerate(submission.cells) if cell.run]
    cells = [submission.cells[place] for place in run]
    optional = {k for k, cell in enumerate(cells) if cell.changed and cell.role != "answer"}
    runner, failures = execute(parent, [cell.source for cell in cells], optional)
    with runner:
        seed_of = partial(seed, secret, submission_hash=submission_hash)
        decided = tuple(verdicts(runner, graded_exercises(source), seed_of))
        decided = tuple(with_fingerprint(verdict, runner, secret) for verdict in decided)
    failures = [
        replace(n, text=late("a célula", parent.limits.cell)) if n.status is Status.LIMIT else n for n in failures
    ]
    notes = submission.notes + tuple(_in_words(cells[note.cell], note) for note in failures)
    limits = [note.text for note in failures if note.status in (Status.LIMIT, Status.LOST)] + [
        v.lost for v in decided if v.lost
    ]
    outputs = {place: _shown(result) for place, result in zip(run, runner.results, strict=True)}
    return Graded(
        submission, submission_hash, decided, notes, outputs, tuple(dict.fromkeys(limits)), layers=parent.layers
    )


def unread(submission: Normalised, source: NotebookNode, why: str) -> Graded:
    """Nothing could be read: every graded cell gets zero, with the reason."""
    nothing = tuple(
        Verdict(e.name, 0.0, e.points, Reason.UNREADABLE, why, (), _nothing(e)) for e in graded_exercises(source)
    )
    return Graded(replace(submission, unreadable=why), fingerprint(submission), nothing, submission.notes)


def judge_notebook(notebook: NotebookNode, name: str) -> Graded:
    """Judge the instructor's own notebook as if it were handed in: every solution must earn full marks.

    >>> all(v.score == 1 for v in judge_notebook(instructor_notebook(path), "02_input_gate").verdicts)
    True
    """
    with tempfile.TemporaryDirectory() as folder:
        with WarmParent(name, write_grading_copy(name, Path(folder))) as parent:
            return judge_submission(nbformat.writes(notebook).encode(), notebook, parent, b"release")


def _in_words(cell: Cell, note: Note) -> str:
    where = f"A célula {cell.number}" if cell.number else f"A célula de {cell.grade_id or cell.role}"
    what = "ficou fora da correção" if note.dropped else "não terminou bem"
    return f"{where} {what}: {note.text}" if note.text else f"{where} {what}."


def _shown(result: CellResult) -> list[dict[str, Any]]:
    """A cell's outputs; where it ran out of time, without the traceback of our alarm, which explains nothing."""
    kept = ("stream", "display_data", "execute_result") + (() if result.status is Status.LIMIT else ("error",))
    return [output for output in result.outputs if output["output_type"] in kept]


def fingerprint(submission: Normalised) -> str:
    """A hash of everything of the student's that can change a mark: the code, not its outputs, its notes or its file."""
    code = [(cell.grade_id, cell.source) for cell in submission.cells if cell.changed and (cell.run or cell.grade_id)]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()


def graded_exercises(source: NotebookNode) -> list[Exercise]:
    """The exercises that a notebook's graded cells ask for, worth what these cells say (nbgrader's gradebook says so too)."""
    graded = [cell.metadata.nbgrader for cell in source.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return [replace(EXERCISES[exercise_of(m["grade_id"])], points=float(m["points"])) for m in graded]
