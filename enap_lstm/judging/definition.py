"""What is asked: an oracle, the inputs it is tried on, and the wrong answers that are known by name.

It judges nobody: `Exercise.judge` does, and `wording` speaks of it.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from enap_lstm.judging.answer import copy_tree


@dataclass(frozen=True)
class Case:
    """One call: a name that fits after "Com", its arguments, the property it counts for.

    `rows` names the entries of the first axis (the words of a sentence); `only` restricts which outputs are judged.
    """

    name: str
    args: tuple[Any, ...]
    prop: str
    rows: tuple[str, ...] | None = None
    only: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that runs, and what to tell somebody who wrote it."""

    id: str
    hint: str
    function: Callable[..., Any]


@dataclass
class Definition:
    """One exercise, all there is to know of it before anybody answers."""

    name: str
    notebook: str
    points: float
    properties: dict[str, float]  # property -> share of the points; the first is the basic one
    outputs: tuple[str, ...]
    oracle: types.FunctionType
    inputs: Callable[[np.random.Generator], list[Case]]
    hints: tuple[str, ...]
    well_done: str = ""
    look_alikes: tuple[str, ...] = ()
    mistakes: dict[str, Mistake] = field(default_factory=dict)
    sealed: tuple[types.FunctionType, ...] = ()  # set where exercises and reference meet

    @property
    def signature(self) -> inspect.Signature:
        return inspect.signature(self.oracle)

    def mistake(self, id: str, hint: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register an executable wrong answer; `hint` says what was computed and ends in one thing to do."""

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            if id in self.mistakes:
                raise ValueError(f"{self.name}: the mistake {id!r} is registered twice")
            self.mistakes[id] = Mistake(id, hint, function)
            return function

        return register

    def expected(self, case: Case) -> tuple[np.ndarray, ...]:
        """What the oracle returns for a case: one array per output."""
        value = self.oracle(*copy_tree(case.args))
        return tuple(np.asarray(v) for v in (value if len(self.outputs) > 1 else (value,)))
