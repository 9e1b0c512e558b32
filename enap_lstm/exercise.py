"""An exercise: an oracle, the inputs it is tried on, the wrong answers it knows by name, and the judgement of an answer.

A leaf: it knows arrays and Portuguese, but neither LSTMs nor Jupyter. A notebook's check and the grader share `judge`;
only the answer is far away in the one case and here in the other.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from enap_lstm.judging import wording
from enap_lstm.judging.answer import Observation, copy_tree, observe
from enap_lstm.judging.compare import Mismatch, alike, compare_observation
from enap_lstm.judging.definition import Case, Definition
from enap_lstm.judging.seal import sealed


@dataclass(frozen=True)
class CaseResult:
    """What one case showed; `where` is empty and both sides None when it passed."""

    name: str
    passed: bool
    where: str = ""
    expected: Any = None
    got: Any = None
    prop: str = ""


@dataclass(frozen=True)
class Report:
    """A judgement: `score` is 0 to 1, `points` the maximum; earned is their product. `message` is what a student reads."""

    passed: bool
    score: float
    points: float
    cases: list[CaseResult]
    mistakes: list[str]
    message: str


class Remote(Protocol):
    """An answer that runs elsewhere: the grader's runner. What `observe` raises is not the student's and passes through."""

    def observe(self, args: tuple[Any, ...]) -> Observation: ...


class Exercise(Definition):
    """An exercise that judges; made by the decorator `exercise`."""

    def judge(self, answer: Callable[..., Any] | Remote, rng: np.random.Generator, *, hint: int = 1) -> Report:
        """Try an answer on every case and say what it is worth and why; prints nothing.

        `rng` draws the inputs; `hint` chooses which of the exercise's hints an unrecognised mistake is told.
        """
        cases = self.inputs(rng)
        seen = [self._ask(answer, case) for case in cases]
        mismatches = [self._mismatch(case, one) for case, one in zip(cases, seen, strict=True)]
        results = [self._result(case, m) for case, m in zip(cases, mismatches, strict=True)]
        holds = {prop: all(r.passed for r in results if r.prop == prop) for prop in self.properties}
        basic = next(iter(self.properties))
        score = round(sum(w for p, w in self.properties.items() if holds[p]), 12) if holds[basic] else 0.0
        passed = all(holds.values())
        mistakes = [] if passed else self._recognise(cases, seen, mismatches)
        message = wording.message(self, cases, mismatches, holds, score, mistakes, hint)
        return Report(passed, score, self.points, results, mistakes, message)

    def _ask(self, answer: Callable[..., Any] | Remote, case: Case) -> Observation:
        remote = getattr(answer, "observe", None)
        if remote is not None:
            return remote(copy_tree(case.args))
        ours = answer is self.oracle or any(answer is m.function for m in self.mistakes.values())
        with sealed(() if ours else self.sealed):
            return observe(answer, case.args)  # type: ignore[arg-type]

    def _mismatch(self, case: Case, seen: Observation) -> Mismatch | None:
        try:
            compare_observation(self.expected(case), seen, self.outputs, case.only)
        except Mismatch as mismatch:
            return mismatch
        return None

    def _result(self, case: Case, mismatch: Mismatch | None) -> CaseResult:
        if mismatch is None:
            return CaseResult(case.name, True, prop=case.prop)
        where = wording.where(self, case, mismatch)
        return CaseResult(case.name, False, where, mismatch.expected, mismatch.got, case.prop)

    def _recognise(self, cases: list[Case], seen: list[Observation], mismatches: list[Mismatch | None]) -> list[str]:
        """Mistakes that do exactly what the answer does wherever the first failing property is tried; best match first.

        Errors alone prove nothing (any slip raises ValueError somewhere): one failing case must agree in its arrays.
        """
        first = next(p for p in self.properties for c, m in zip(cases, mismatches, strict=True) if m and c.prop == p)
        tried = [k for k, case in enumerate(cases) if case.prop == first]
        telling = {k for k in tried if mismatches[k] and seen[k].error is None}
        agreement = {}
        for mistake in self.mistakes.values() if telling else ():
            if all(
                alike(observe(mistake.function, cases[k].args), seen[k], self.outputs, cases[k].only) for k in tried
            ):
                whole = [observe(mistake.function, case.args) for case in cases]
                agreement[mistake.id] = sum(alike(a, b, self.outputs) for a, b in zip(whole, seen, strict=True))
        return sorted(agreement, key=lambda id: -agreement[id])


def exercise(
    *,
    notebook: str,
    inputs: Callable[[np.random.Generator], list[Case]],
    points: float,
    properties: Mapping[str, float],
    outputs: tuple[str, ...],
    hints: tuple[str, ...],
    well_done: str = "",
    look_alikes: tuple[str, ...] = (),
) -> Callable[[Callable[..., Any]], Exercise]:
    """Make the decorated oracle an Exercise of its own name.

    >>> @exercise(notebook="00_start", inputs=lambda rng: [Case("um número", (2.0,), "valores")], points=1,
    ...           properties={"valores": 1.0}, outputs=("y",), hints=("Some o número com ele mesmo.",))
    ... def double(x):
    ...     return 2 * x
    >>> double.judge(lambda x: x + x, np.random.default_rng(0)).score
    1.0

    The shares in `properties` sum to 1; the first is the basic one, without which nothing is earned.
    """
    if abs(sum(properties.values()) - 1) > 1e-9:
        raise ValueError(f"the shares of {dict(properties)} must sum to 1")

    def make(oracle: Callable[..., Any]) -> Exercise:
        assert isinstance(oracle, types.FunctionType)
        name = oracle.__name__
        return Exercise(
            name, notebook, points, dict(properties), outputs, oracle, inputs, hints, well_done, look_alikes
        )

    return make
