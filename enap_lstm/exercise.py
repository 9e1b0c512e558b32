"""An exercise: an oracle, the inputs it is tried on, the wrong answers it knows by name, and the judgement of an answer.

A leaf: it knows arrays and Portuguese, but neither LSTMs nor Jupyter. A notebook's check and the grader share `judge`;
only the answer is far away in the one case and here in the other.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from enap_lstm.judging import wording
from enap_lstm.judging.alike import alike
from enap_lstm.judging.answer import Observation, TrainedModel, copy_tree, observe
from enap_lstm.judging.compare import Kind
from enap_lstm.judging.comparers import Frequencies, NewOrSame, Threshold
from enap_lstm.judging.definition import Case, Definition, words
from enap_lstm.judging.leaves import Leaf
from enap_lstm.judging.pieces import marks
from enap_lstm.judging.recognise import recognise, together
from enap_lstm.judging.seal import sealed
from enap_lstm.judging.trial import Trial, trial
from enap_lstm.judging.values import place
from enap_lstm.judging.written import Written
from enap_lstm.panel import Mark, Panel

__all__ = ["Case", "Exercise", "Frequencies", "NewOrSame", "Remote", "Report", "Threshold", "exercise", "words"]


@dataclass(frozen=True)
class CaseResult:
    """What one case showed; `where` is empty and both sides None when it passed. `outputs`: what became of each."""

    name: str
    passed: bool
    where: str = ""
    expected: Any = None
    got: Any = None
    prop: str = ""
    outputs: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """A judgement: `score` is 0 to 1, `points` the maximum; earned is their product. `earned` says which properties count,
    `message` is what a student reads, `panel` the same in its parts, `failed` the trial that it speaks of."""

    passed: bool
    score: float
    points: float
    cases: list[CaseResult]
    mistakes: list[str]
    message: str
    panel: Panel
    earned: Mapping[str, bool] = field(default_factory=dict)
    failed: Trial | None = field(default=None, compare=False, repr=False)


class Remote(Protocol):
    """An answer that runs elsewhere: the grader's runner. What `observe` raises is not the student's and passes through."""

    def observe(self, args: tuple[Any, ...]) -> Observation: ...


class Exercise(Definition):
    """An exercise that judges; made by the decorator `exercise`."""

    def judge(
        self, answer: Callable[..., Any] | TrainedModel | Remote, rng: np.random.Generator, *, hint: int = 0
    ) -> Report:
        """Try an answer on every case and say what it is worth and why; prints nothing.

        `rng` draws the inputs; `hint` says how many of the hints are told though a more specific next step is known.
        """
        cases = self.inputs(rng)
        trials = [trial(self, case, seen) for case, seen in zip(cases, self._ask(answer, cases), strict=True)]
        holds = {prop: all(t.passed for t in trials if t.case.prop == prop) for prop in self.properties}
        earned = {prop: held and self._opened(trials) for prop, held in holds.items()}
        score = round(sum(share for prop, share in self.properties.items() if earned[prop]), 12)
        first = next((prop for prop, held in holds.items() if not held), None)
        known = recognise(self, trials, first) if first else []
        failed = wording.speaking(trials, first)
        steady = failed is None or bool(known) or self._steady(answer, failed)
        panel = wording.panel(self, trials, failed, earned, known, Written.of(answer), hint, steady)
        results = [self._result(one) for one in trials]
        mistakes = [one.mistake.id for one in known]
        return Report(first is None, score, self.points, results, mistakes, panel.as_text(), panel, earned, failed)

    def _ask(self, answer: Any, cases: list[Case]) -> list[Observation]:
        remote = getattr(answer, "observe", None)
        if remote is not None:
            return [together([remote(copy_tree(args)) for args in case.calls()]) for case in cases]
        own = [self.oracle, *(mistake.function for mistake in self.mistakes.values()), *self.answers.values()]
        ours = any(answer is function for function in own)
        with sealed(() if ours else self.sealed):
            return [together([observe(answer, args) for args in case.calls()]) for case in cases]

    def _steady(self, answer: Any, failed: Trial) -> bool:
        """Does the answer bring the same numbers when it is asked the same again?"""
        numbers = failed.mismatches[0].kind is Kind.VALUE
        return not numbers or alike(failed.seen, self._ask(answer, [failed.case])[0])

    def _opened(self, trials: Sequence[Trial]) -> bool:
        """May anything be earned? Once the basic cases hold; of several outputs, once one of them holds in all of these."""
        basic = [one for one in trials if one.case.prop == next(iter(self.properties))]
        if len(self.outputs) == 1:
            return all(one.passed for one in basic)
        return any(all(one.right(output) for one in basic) for output in self.outputs)

    def _result(self, one: Trial) -> CaseResult:
        found = marks([one])
        if one.passed:
            return CaseResult(one.case.name, True, prop=one.case.prop, outputs=found)
        m = one.mismatches[0]
        return CaseResult(one.case.name, False, place(one, m), m.expected, m.got, one.case.prop, found)


def exercise(
    *,
    notebook: str,
    inputs: Callable[[np.random.Generator], list[Case]],
    points: float,
    properties: Mapping[str, float],
    outputs: Sequence[Any],
    hints: Mapping[str, tuple[str, ...]],
    family: str = "",
    well_done: str = "",
) -> Callable[[Callable[..., Any]], Exercise]:
    """Make the decorated oracle an Exercise of its own name.

    >>> @exercise(notebook="00_start", inputs=lambda rng: [Case("um número", (2.0,), "valores")], points=1,
    ...           properties={"valores": 1.0}, outputs=("y",), hints={"valores": ("Some o número com ele mesmo.",)})
    ... def double(x):
    ...     return 2 * x
    >>> double.judge(lambda x: x + x, np.random.default_rng(0)).score
    1.0

    The shares in `properties` sum to 1; the first is the basic one, without which nothing is earned. `outputs` names what
    comes back, and its parts: ("dx", ("fwd", ("dU", "dW", "db"))), ("layers", [("dU", "dW", "db")]). `hints` belong to a
    property and grow: an idea, a scheme, the same move worked on something else. ValueError: these do not fit together.
    """
    if abs(sum(properties.values()) - 1) > 1e-9:
        raise ValueError(f"the shares of {dict(properties)} must sum to 1")
    if hints.keys() != properties.keys():
        raise ValueError(f"hints are for {sorted(properties)}, not for {sorted(hints)}")

    def make(oracle: Callable[..., Any]) -> Exercise:
        assert isinstance(oracle, types.FunctionType)
        leaves = tuple(map(Leaf.of, outputs))
        return Exercise(
            oracle.__name__,
            notebook,
            points,
            dict(properties),
            leaves,
            oracle,
            inputs,
            dict(hints),
            family,
            well_done,
        )

    return make
