"""Who decides a mark: this process draws fresh inputs, asks the runner what the student's function answers, and compares.

A submission passes through `judge_submission` from top to bottom: normalise, execute and judge in the notebook's order, give
account. Nothing that a student's process says about itself can earn a point; what it says about changed or aliased arguments can only cost one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import tempfile
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import nbformat
import numpy as np
from nbformat import NotebookNode

from autograder.building.cell_ids import exercise_of, graded_id
from autograder.incoming.cells import Concern, Normalised
from autograder.incoming.normalise import normalise
from autograder.judging import account
from autograder.judging import fingerprint as fingerprints
from autograder.judging.verdict import Reason, Verdict
from autograder.running.grading_copy import write_grading_copy
from autograder.running.outcome import RunnerLost
from autograder.running.runner import Runner, WarmParent
from enap_lstm.exercise import Exercise, Remote, Report
from enap_lstm.exercises import EXERCISES

BETTER = (
    "A resposta de {name} que vale é a da célula {number}, abaixo da verificação: ela acerta mais do que a de cima."
)
ABOVE = "A verificação de {name} está acima da resposta (célula {number}); {name} foi corrigida do mesmo jeito."
LOST = "Não foi possível obter a resposta de {name}: {why}"


class Answering(Protocol):
    """What a verdict needs of a runner: the student's function, at a distance."""

    def answer(self, name: str) -> Remote: ...


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


def verdict(runner: Answering, exercise: Exercise, seed_of: Callable[[str], int]) -> Verdict:
    """The verdict of one graded cell: the runner computes; this process draws, compares and decides."""
    rng = np.random.default_rng(seed_of(exercise.name))
    try:
        report = exercise.judge(runner.answer(exercise.name), rng)
    except RunnerLost as lost:  # no reply, a late one, or one beyond the limits; `judge` lets it through
        told = LOST.format(name=exercise.name, why=lost)
        return Verdict(exercise.name, 0.0, exercise.points, Reason.LOST, told, (), _nothing(exercise), str(lost))
    return _verdict(exercise, report)


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

    `outputs` holds what the runner kept, by the cell's place in `submission.cells`; `limits` says which limits were met;
    `concerns`, what a person must look at. `disturbed`: a limit was met, and the machine had a part in it; judged again
    alone, the submission may earn more.
    """

    submission: Normalised
    submission_hash: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
    outputs: Mapping[int, list[dict[str, Any]]] = field(default_factory=dict)
    limits: tuple[str, ...] = ()
    layers: Mapping[str, bool] = field(default_factory=dict)
    concerns: tuple[Concern, ...] = ()
    disturbed: bool = False

    @property
    def marks(self) -> dict[str, tuple[float, str]]:
        return {graded_id(v.name): (mark(v.score, v.points), v.message) for v in self.verdicts}


def judge_submission(raw: bytes, source: NotebookNode, parent: WarmParent, secret: bytes) -> Graded:
    """The way of a submission: normalise, then execute and judge in the notebook's order.

    raw: the file as handed in. source: the instructor's notebook. parent: the warm parent of this notebook.
    secret: the course's. Whatever `raw` holds there is a result; what fails here is ours and is raised.
    """
    submission = normalise(raw, source)
    if submission.unreadable:
        return unread(submission, source, submission.unreadable)
    submission_hash = fingerprint(submission)
    run = [place for place, cell in enumerate(submission.cells) if cell.run]
    runner = Runner(parent, [submission.cells[place].source for place in run])
    with runner:
        seed_of = partial(seed, secret, submission_hash=submission_hash)
        decided, better = in_order(submission, run, runner, graded_exercises(source), seed_of)
        decided = [with_fingerprint(verdict, runner, secret) for verdict in decided]
    results = dict(zip(run, runner.results, strict=True))
    told = account.of(submission, results, {place for k, place in enumerate(run) if k in runner.left_out}, decided)
    limits = account.limits(results) + [v.lost for v in told.verdicts if v.lost]
    return Graded(
        submission, submission_hash, told.verdicts, (*submission.notes, *better, *told.notes),
        {place: account.shown(result) for place, result in results.items()}, tuple(dict.fromkeys(limits)), parent.layers,
        (*submission.concerns, *told.concerns), bool(limits) and runner.disturbed,
    )  # fmt: skip


def in_order(
    submission: Normalised, run: list[int], runner: Runner, exercises: list[Exercise], seed_of: Callable[[str], int]
) -> tuple[list[Verdict], list[str]]:
    """Each answer is judged where its graded cell stands; what is not right there, and defined again below, once more at the end.

    The better of the two counts, on the same inputs: a second try earns nothing by luck. What comes later cannot change what
    was right before. Returns the verdicts in the order of the exercises, and what to say about second ones.
    """
    wanted = {graded_id(exercise.name): exercise for exercise in exercises}
    decided: dict[str, Verdict] = {}
    when = {id: account.judged_at(submission, id) for id in wanted}
    for id in sorted(wanted, key=when.__getitem__):
        runner.advance(bisect_left(run, when[id]))
        decided[id] = verdict(runner, wanted[id], seed_of)
    runner.advance()
    notes = []
    for id, first in decided.items():
        below = account.defined_below(submission, id)
        if first.score < 1 and below is not None:
            runner.again(first.name)
            second = verdict(runner, wanted[id], seed_of)
            if second.score > first.score:
                decided[id] = second
                told = BETTER if account.defined_above(submission, id) else ABOVE
                notes.append(told.format(name=first.name, number=below.number))
    return [decided[graded_id(exercise.name)] for exercise in exercises], notes


def unread(submission: Normalised, source: NotebookNode, why: str) -> Graded:
    """Nothing could be read: every graded cell gets zero, with the reason."""
    nothing = tuple(
        Verdict(e.name, 0.0, e.points, Reason.UNREADABLE, why, (), _nothing(e)) for e in graded_exercises(source)
    )
    unreadable = replace(submission, unreadable=why)
    return Graded(unreadable, fingerprint(submission), nothing, submission.notes, concerns=submission.concerns)


def judge_notebook(notebook: NotebookNode, name: str) -> Graded:
    """Judge the instructor's own notebook as if it were handed in: every solution must earn full marks.

    >>> all(v.score == 1 for v in judge_notebook(instructor_notebook(path), "02_input_gate").verdicts)
    True
    """
    with tempfile.TemporaryDirectory() as folder:
        with WarmParent(name, write_grading_copy(name, Path(folder))) as parent:
            return judge_submission(nbformat.writes(notebook).encode(), notebook, parent, b"release")


def fingerprint(submission: Normalised) -> str:
    """A hash of everything of the student's that can change a mark: the code, not its outputs, its notes or its file."""
    code = [(cell.grade_id, cell.source) for cell in submission.cells if cell.changed and (cell.run or cell.grade_id)]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()


def graded_exercises(source: NotebookNode) -> list[Exercise]:
    """The exercises that a notebook's graded cells ask for, worth what these cells say (nbgrader's gradebook says so too)."""
    graded = [cell.metadata.nbgrader for cell in source.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return [replace(EXERCISES[exercise_of(m["grade_id"])], points=float(m["points"])) for m in graded]
