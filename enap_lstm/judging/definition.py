"""What is asked: an oracle, the inputs it is tried on, and the wrong answers that are known by name.

It judges nobody: `Exercise.judge` does, and `wording` speaks of it.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from enap_lstm.judging.answer import as_tree, copy_tree
from enap_lstm.judging.comparers import Comparer
from enap_lstm.judging.leaves import Leaf

Labels = Mapping[
    str, Sequence[Sequence[str] | str | None]
]  # leaf -> for each axis its positions' names, its own, or None


@dataclass(frozen=True)
class Case:
    """One call: a name that fits after "Com", its arguments, the property it counts for.

    `only` restricts which outputs are judged, the first named being spoken of first, and `one_is_enough` is content with any one of them; `labels` names the
    positions on a leaf's axes, as gradient_check takes them; `compare` is a comparer of its own, and `times` how often the
    answer is called for it, each time with a fresh Generator where `args` holds one.
    """

    name: str
    args: tuple[Any, ...]
    prop: str
    only: tuple[str, ...] | None = None
    labels: Labels = field(default_factory=dict)
    one_is_enough: bool = False
    compare: Comparer = Comparer()
    times: int = 1
    known: dict[Any, tuple[Any, ...]] = field(default_factory=dict, compare=False, repr=False)  # what the oracle said

    def labels_of(self, leaf: str) -> Sequence[Sequence[str] | str | None]:
        """The labels of one leaf's axes."""
        return self.labels.get(leaf, ())

    def calls(self) -> list[tuple[Any, ...]]:
        """The arguments of each call."""
        if self.times == 1:
            return [self.args]
        seeds = {k: copy_tree(a).integers(2**63, size=self.times) for k, a in enumerate(self.args) if _draws(a)}
        return [
            tuple(np.random.default_rng(int(seeds[k][n])) if k in seeds else a for k, a in enumerate(self.args))
            for n in range(self.times)
        ]


def _draws(argument: Any) -> bool:
    return isinstance(argument, np.random.Generator)


def words(sentence: Sequence[str]) -> tuple[str, ...]:
    """Labels for an axis that runs over the words of a sentence.

    >>> words(("Eu", "não"))
    ('palavra *Eu* (t = 0)', 'palavra *não* (t = 1)')
    """
    return tuple(f"palavra *{word}* (t = {t})" for t, word in enumerate(sentence))


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
    leaves: tuple[Leaf, ...]  # the outputs
    oracle: types.FunctionType
    inputs: Callable[[np.random.Generator], list[Case]]
    hints: dict[str, tuple[str, ...]]  # property -> its hints, each more concrete than the one before
    family: str = ""
    well_done: str = ""
    look_alikes: tuple[str, ...] = ()  # set where exercises and reference meet
    mistakes: dict[str, Mistake] = field(default_factory=dict)
    answers: dict[str, Callable[..., Any]] = field(default_factory=dict)  # see `answer_with`
    sealed: tuple[types.FunctionType, ...] = ()  # set where exercises and reference meet

    @property
    def outputs(self) -> tuple[str, ...]:
        return tuple(leaf.name for leaf in self.leaves)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        return tuple(inspect.signature(self.oracle).parameters)

    @property
    def signature(self) -> inspect.Signature:
        return inspect.signature(self.oracle)

    def mistake(self, id: str, hint: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register an executable wrong answer; `hint` says what was computed and ends in one thing to do.

        Of outputs that the slip does not touch, the function returns what is right, or None.
        """

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            if id in self.mistakes:
                raise ValueError(f"{self.name}: the mistake {id!r} is registered twice")
            self.mistakes[id] = Mistake(id, hint, function)
            return function

        return register

    def answer_with(self, id: str) -> Callable[..., Any]:
        """A whole answer that makes one mistake: for outputs of which the mistake says nothing (None), the oracle speaks."""
        if id not in self.answers:
            mistake = self.mistakes[id].function

            def answer(*args: Any) -> Any:
                wrong, right = mistake(*args), self.oracle(*copy_tree(args))
                if len(self.leaves) == 1 or not isinstance(wrong, tuple | list) or len(wrong) != len(self.leaves):
                    return wrong
                return tuple(b if a is None else a for a, b in zip(wrong, right, strict=True))

            self.answers[id] = answer
        return self.answers[id]

    def expected(self, case: Case, dtype: type | None = None) -> tuple[Any, ...]:
        """What the oracle returns for a case, one tree per output; in float32, say, when a dtype is given."""
        if (self.name, dtype) not in case.known:  # asked again for every known mistake that is held against an answer
            args = copy_tree(case.args)
            if dtype is not None:
                args = tuple(_cast(argument, dtype) for argument in args)
            with np.errstate(all="ignore"):
                value = as_tree(self.oracle(*args))
            case.known[self.name, dtype] = tuple(value) if len(self.leaves) > 1 else (value,)
        return case.known[self.name, dtype]


def _cast(tree: Any, dtype: type) -> Any:
    if isinstance(tree, list | tuple):
        return type(tree)(_cast(leaf, dtype) for leaf in tree)
    if isinstance(tree, dict):
        return {key: _cast(leaf, dtype) for key, leaf in tree.items()}
    return dtype(tree) if isinstance(tree, float) or (isinstance(tree, np.ndarray) and tree.dtype.kind == "f") else tree
