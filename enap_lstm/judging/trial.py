"""One case tried on an answer: what was expected, what was seen, and what became of each output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from enap_lstm.judging.answer import Observation
from enap_lstm.judging.compare import Kind, Mismatch, outputs_of
from enap_lstm.judging.definition import Case, Definition
from enap_lstm.judging.leaves import Leaf
from enap_lstm.judging.tolerance import slack_of


@dataclass(frozen=True)
class Trial:
    """`spoilt` is what spoils every output (an exception, a result that is no tuple of so many); `outputs` holds what
    differs in each, those that the case does not ask for included; `manners` is what was done to arguments."""

    case: Case
    seen: Observation
    expected: tuple[Any, ...]
    judged: tuple[Leaf, ...]
    spoilt: Mismatch | None = None
    outputs: dict[str, Mismatch | None] = field(default_factory=dict)
    manners: Mismatch | None = None

    @property
    def passed(self) -> bool:
        """Does the case hold?"""
        right = [self.right(leaf.name) for leaf in self.judged]
        return any(right) if self.case.one_is_enough else all(right)

    def right(self, output: str) -> bool:
        """Is this output right, and nothing else spoilt? A window on an argument spoils the output that it is, no other."""
        window = self.manners is not None and self.manners.kind is Kind.ALIASED and self.manners.output != output
        fine = self.spoilt is None and (self.manners is None or window)
        return fine and self.outputs[output] is None

    @property
    def mismatches(self) -> list[Mismatch]:
        """What differs among the outputs that the case asks for: a type of number that loses something before the values
        that it spoils, missing outputs after wrong ones; all values before manners."""
        if self.spoilt:
            return [self.spoilt]
        found = [m for leaf in self.judged if (m := self.outputs[leaf.name])]
        found.sort(key=lambda m: (m.kind is Kind.NONE, m.kind is not Kind.DTYPE))
        return found + ([self.manners] if self.manners else [])

    def value(self, leaf: Leaf) -> Any:
        """What came for one output; only of an answer that is not spoilt."""
        return self.seen.value if len(self.outputs) == 1 else self.seen.value[list(self.outputs).index(leaf.name)]


def trial(exercise: Definition, case: Case, seen: Observation) -> Trial:
    """Hold what was seen against what is expected, output by output."""
    expected = exercise.expected(case)
    judged = asked(exercise.leaves, case.only)
    if seen.error is not None:
        return Trial(case, seen, expected, judged, Mismatch(Kind.ERROR, None, None, seen.error))
    values = outputs_of(seen.value, exercise.leaves)
    if isinstance(values, Mismatch):
        return Trial(case, seen, expected, judged, values)
    outputs = {
        leaf.name: _difference(exercise, case, position, right, value)
        for position, (leaf, right, value) in enumerate(zip(exercise.leaves, expected, values, strict=True))
    }
    return Trial(case, seen, expected, judged, None, outputs, _manners(case, seen, exercise.leaves, judged))


def asked(leaves: Sequence[Leaf], only: tuple[str, ...] | None) -> tuple[Leaf, ...]:
    """The outputs that a case asks for, in the order in which it names them: the first that differs is spoken of.

    >>> [leaf.name for leaf in asked([Leaf("dx", "dx"), Leaf("db", "db")], ("db", "dx"))]
    ['db', 'dx']
    """
    if only is None:
        return tuple(leaves)
    place = {leaf.name: k for leaf in leaves for k in reversed(range(len(only))) if leaf.judged(only[k : k + 1])}
    return tuple(sorted((leaf for leaf in leaves if leaf.name in place), key=lambda leaf: place[leaf.name]))


def _difference(exercise: Definition, case: Case, position: int, right: Any, value: Any) -> Mismatch | None:
    """What differs in one output, beyond what the same calculation loses in float32."""
    leaf = exercise.leaves[position]
    only = case.only if leaf.judged(case.only) else None
    with np.errstate(all="ignore"):  # a student may have asked for exceptions with np.seterr
        found = case.compare.mismatch(right, value, leaf, case.args, only, None)
        if found is None or found.kind is not Kind.VALUE:
            return found
        slack = slack_of(right, exercise.expected(case, np.float32)[position])
        return case.compare.mismatch(right, value, leaf, case.args, only, slack)


def _manners(case: Case, seen: Observation, leaves: Sequence[Leaf], judged: Sequence[Leaf]) -> Mismatch | None:
    if seen.changed:
        return Mismatch(Kind.CHANGED, None, (), tuple(seen.changed))
    several = len(leaves) > 1  # a grader cannot trust the positions that it is told
    shared = [(leaves[k if several else 0], n) for k, n in seen.aliased if not several or 0 <= k < len(leaves)]
    asked = [(leaf, argument) for leaf, argument in shared if leaf in judged]
    if not asked or case.compare.views_are_fine:
        return None
    return Mismatch(Kind.ALIASED, asked[0][0], (), tuple(dict.fromkeys(argument for _, argument in asked)))
