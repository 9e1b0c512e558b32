"""Comparers that a case may bring: for draws, for a figure that must be reached, for an array that may be handed back.

Each holds one output's value against the expected one, and says whether two wrong answers did the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from enap_lstm.judging.alike import same
from enap_lstm.judging.compare import Kind, Mismatch, compare
from enap_lstm.judging.leaves import Leaf

DEVIATIONS = 5.0  # a right draw is refused once in two million figures


class Comparer:
    """How one output's value is judged; by default its whole tree, leaf by leaf."""

    views_are_fine = False

    def mismatch(
        self, expected: Any, got: Any, leaf: Leaf, args: tuple[Any, ...], only: Any, slack: Any
    ) -> Mismatch | None:
        """The first difference, or None."""
        return compare(expected, got, leaf, only, slack)

    def alike(self, a: Any, b: Any, args: tuple[Any, ...]) -> bool:
        """Did two wrong answers do the same?"""
        return same(a, b)


class NewOrSame(Comparer):
    """The values count; handing back the very arrays that came in, or views of them, is fine."""

    views_are_fine = True


@dataclass(frozen=True)
class Frequencies(Comparer):
    """The answer draws numbers 0 … K − 1; how often each came up is held against its probability.

    >>> draws = np.random.default_rng(0).choice(2, size=400, p=[0.9, 0.1]).tolist()
    >>> Frequencies([0.9, 0.1]).mismatch(None, draws, Leaf("k", "k"), (), None, None)
    >>> Frequencies([0.5, 0.5]).mismatch(None, draws, Leaf("k", "k"), (), None, None).index
    (0,)
    """

    p: Sequence[float]

    def mismatch(
        self, expected: Any, got: Any, leaf: Leaf, args: tuple[Any, ...], only: Any, slack: Any
    ) -> Mismatch | None:
        """The first draw that is no number of the list, or the number that comes up too often or too seldom."""
        p = np.asarray(self.p)
        for draw in got:
            if found := compare(0, draw, leaf):
                if found.kind is not Kind.VALUE:
                    return found
            if not 0 <= int(draw) < len(p):
                return Mismatch(Kind.VALUE, leaf, f"um número de 0 a {len(p) - 1}", int(draw), (), 1, 1)
        seen = self._frequencies(got)
        off = np.abs(seen - p) > DEVIATIONS * np.sqrt(p * (1 - p) / len(got)) + 1e-9
        if not off.any():
            return None
        k = int(np.argmax(np.where(off, np.abs(seen - p), 0)))
        return Mismatch(Kind.MEASURE, leaf, float(p[k]), float(seen[k]), (k,), int(off.sum()), len(p))

    def alike(self, a: Any, b: Any, args: tuple[Any, ...]) -> bool:
        """The same frequencies, as far as so many draws tell."""
        if not all(isinstance(draw, int | np.integer) and 0 <= int(draw) < len(self.p) for draw in [*a, *b]):
            return same(a, b)
        p, q = self._frequencies(a), self._frequencies(b)
        return bool((np.abs(p - q) <= DEVIATIONS * np.sqrt((p * (1 - p) + q * (1 - q)) / len(a)) + 1e-9).all())

    def _frequencies(self, draws: Sequence[Any]) -> np.ndarray:
        return np.bincount(np.asarray(draws, int).ravel(), minlength=len(self.p)) / len(draws)


@dataclass(frozen=True)
class Threshold(Comparer):
    """A figure, made of the value and the case's arguments, that must be reached (`at_least`) or not passed (`at_most`).

    `what` names it in Portuguese ("a perplexidade"); two answers are alike when their figures differ by no more than `near`.
    """

    measure: Callable[..., float]
    what: str
    at_least: float = -np.inf
    at_most: float = np.inf
    near: float = 1e-3

    def mismatch(
        self, expected: Any, got: Any, leaf: Leaf, args: tuple[Any, ...], only: Any, slack: Any
    ) -> Mismatch | None:
        """What `expected` lays down is the form (a model's kind, keys and shapes); then the figure counts."""
        if expected is not None and (found := compare(expected, got, leaf, only)) and found.kind is not Kind.VALUE:
            return found
        figure = float(self.measure(got, *args))
        if self.at_least <= figure <= self.at_most:  # not so with nan
            return None
        return Mismatch(Kind.MEASURE, leaf, self.at_least if figure < self.at_least else self.at_most, figure)

    def alike(self, a: Any, b: Any, args: tuple[Any, ...]) -> bool:
        """Figures next to each other."""
        return abs(float(self.measure(a, *args)) - float(self.measure(b, *args))) <= self.near
