"""Which of the known mistakes an answer makes: those that go wrong in the same way, wherever the answer was looked at.

Only what a mistake gets wrong is held against the answer. Where the mistake is right, or says nothing (None), the answer may
do as it likes; what the answer has not written yet is no evidence either way. So a hint may speak of what its slip
spoils, and of nothing else. Errors alone prove nothing (any slip raises ValueError somewhere): arrays must agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from enap_lstm.judging.alike import same, same_changes, same_error
from enap_lstm.judging.answer import Observation, observe
from enap_lstm.judging.compare import Kind, Mismatch, outputs_of
from enap_lstm.judging.definition import Definition, Mistake
from enap_lstm.judging.glance import Differs, glance
from enap_lstm.judging.trial import Trial, trial


@dataclass(frozen=True)
class Recognised:
    """A known mistake, and the outputs in which it was seen (none when it is about the whole answer)."""

    mistake: Mistake
    outputs: tuple[str, ...]


def recognise(exercise: Definition, trials: Sequence[Trial], prop: str) -> list[Recognised]:
    """The mistakes that explain most of what fails in the cases of one property; the best match first."""
    tried = [one for one in trials if one.case.prop == prop]
    found = []
    for mistake in exercise.mistakes.values():
        try:
            looks = [glance(exercise, mistake, one) for one in tried]
            seen = [place for one in tried for place in _explained(exercise, mistake, one)] if any(looks) else []
        except Differs:
            continue
        if seen:
            found.append((len(seen), Recognised(mistake, tuple(name for name in exercise.outputs if name in seen))))
    most = max((places for places, _ in found), default=0)
    tied = len([places for places, _ in found if places == most]) > 1  # only these need a closer look
    agreement = [_agreement(exercise, one.mistake, trials) if tied and n == most else 0 for n, one in found]
    order = sorted(range(len(found)), key=lambda k: (-found[k][0], -agreement[k]))
    return [found[k][1] for k in order]


def _explained(exercise: Definition, mistake: Mistake, ours: Trial) -> list[str]:
    """The outputs of one case that the mistake spoils just as the answer does; "" is the whole. Differs."""
    theirs = trial(exercise, ours.case, run(mistake, ours))
    if ours.seen.error or theirs.seen.error:
        if not same_error(ours.seen.error, theirs.seen.error):
            raise Differs
        return []
    if ours.spoilt or theirs.spoilt:
        if not (ours.spoilt and theirs.spoilt and same(ours.seen.value, theirs.seen.value)):
            raise Differs
        return [""]
    places = []
    for leaf in ours.judged:
        wrong, mine = theirs.outputs[leaf.name], ours.outputs[leaf.name]
        if wrong is None or wrong.kind is Kind.NONE or (mine and mine.kind is Kind.NONE):
            continue
        measured = mine and mine.kind is Kind.MEASURE
        if (wrong.kind is Kind.MEASURE) != bool(measured) or not _alike(ours, theirs, leaf):
            raise Differs
        places.append(leaf.name)
    return places + _manners(ours, theirs, places)


def _alike(ours: Trial, theirs: Trial, leaf: object) -> bool:
    with np.errstate(all="ignore"):
        return ours.case.compare.alike(theirs.value(leaf), ours.value(leaf), ours.case.args)  # type: ignore[arg-type]


def _manners(ours: Trial, theirs: Trial, places: list[str]) -> list[str]:
    """A mistake that is one of manners alone says so of an answer whose values are right."""
    if not theirs.manners:
        return []
    agree = same_changes(theirs.seen.changed, ours.seen.changed) and set(theirs.seen.aliased) <= set(ours.seen.aliased)
    values_right = all(ours.outputs[leaf.name] is None for leaf in ours.judged)
    if not agree or not (places or values_right):
        raise Differs
    return [""]


def _agreement(exercise: Definition, mistake: Mistake, trials: Sequence[Trial]) -> int:
    """In how many outputs of all cases the mistake does as the answer does, right or wrong."""
    count = 0
    for ours in trials:
        theirs = run(mistake, ours)
        values = outputs_of(theirs.value, exercise.leaves)
        if ours.spoilt or theirs.error or isinstance(values, Mismatch):
            count += same_error(ours.seen.error, theirs.error) and same(ours.seen.value, theirs.value)
            continue
        named = zip(exercise.leaves, values, strict=True)
        with np.errstate(all="ignore"):
            alike = ours.case.compare.alike
            count += sum(
                alike(v, ours.value(leaf), ours.case.args) for leaf, v in named if v is not None and leaf in ours.judged
            )
    return count


def run(mistake: Mistake, ours: Trial) -> Observation:
    """The mistake on the same inputs."""
    return together([observe(mistake.function, args) for args in ours.case.calls()])


def together(calls: Sequence[Observation]) -> Observation:
    """Several calls of one case as one: the values in a list, or the first error."""
    if len(calls) == 1:
        return calls[0]
    error = next((one.error for one in calls if one.error), None)
    changed = {position: value for one in calls for position, value in one.changed.items()}
    values = None if error else [one.value for one in calls]
    return Observation(values, error, changed)
