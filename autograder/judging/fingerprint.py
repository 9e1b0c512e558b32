"""Which wrong answers are the same: what an answer gives back on inputs that a whole class shares, in twelve characters.

The inputs behind a mark are drawn for each submission, so equal mistakes cannot be seen in what came of them. The inputs here
are drawn from the course's secret and the exercise alone. What comes back earns nothing: it is asked for after the last verdict,
of answers that are wrong and that no mistake of the exercise explains.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.running.outcome import RunnerLost
from enap_lstm.exercise import Exercise, Remote
from enap_lstm.judging.answer import AnswerError, Observation

MOST_CALLS = 16
DIGITS = 9  # of the largest number in an array: two ways to write one calculation agree in more
BLANK, ABSENT = "blank", "absent"  # nothing was written yet; no function of this name exists


@dataclass(frozen=True)
class Fingerprint:
    """`group` is equal for answers that do the same; "" when none came back. `line`: where the answer stopped, 1 is its `def`."""

    group: str = ""
    line: int = 0


def of(exercise: Exercise, answer: Remote, seed: int) -> Fingerprint:
    """The fingerprint of an answer on the inputs of a seed; a lost runner leaves none.

    >>> of(EXERCISES["sigmoid"], runner.answer("sigmoid"), 7) == of(EXERCISES["sigmoid"], another.answer("sigmoid"), 7)
    True
    """
    cases = [case for case in exercise.inputs(np.random.default_rng(seed)) if getattr(case, "times", 1) == 1]
    try:
        seen = [answer.observe(case.args) for case in cases[:MOST_CALLS]]
    except RunnerLost:
        return Fingerprint()
    errors = [one.error for one in seen if one.error is not None]
    line = next((error.line for error in errors if error.line), 0)
    if errors and len(errors) == len(seen):
        if all(error.kind == "NotImplementedError" for error in errors):
            return Fingerprint(BLANK, line)
        if all(_absent(error, exercise.name) for error in errors):
            return Fingerprint(ABSENT)
    digest = hashlib.sha256()
    for one in seen:
        for part in _of_call(one):
            digest.update(part + b"\0")
    return Fingerprint(digest.hexdigest()[:12], line)


def _absent(error: AnswerError, name: str) -> bool:
    return error.kind == "NameError" and not error.line and f"'{name}'" in error.text


def _of_call(seen: Observation) -> Iterator[bytes]:
    if seen.error is not None:  # the same inputs have the same shapes, so the text is the same too
        yield f"{seen.error.kind} {seen.error.text}".encode("utf-8", "replace")
    yield from _of_tree(seen.value)
    yield repr((sorted(seen.changed), tuple(seen.aliased))).encode()


def _of_tree(value: Any) -> Iterator[bytes]:
    """Leaf by leaf; nested lists of numbers are the array they make, a tuple is a list."""
    if isinstance(value, dict):
        for key in sorted(value, key=str):
            yield repr(key).encode("utf-8", "replace")
            yield from _of_tree(value[key])
        return
    array = _numbers(value)
    if array is not None:
        yield f"{array.dtype.kind}{array.shape}".encode()
        yield _rounded(array)
    elif isinstance(value, list | tuple):
        yield f"[{len(value)}]".encode()
        for leaf in value:
            yield from _of_tree(leaf)
    else:
        yield repr(value).encode("utf-8", "replace")


def _numbers(value: Any) -> np.ndarray | None:
    if not isinstance(value, np.ndarray | np.generic | list | tuple | int | float):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError):  # outputs of different shapes, say
        return None
    return array if array.dtype.kind in "biufc" else None


def _rounded(array: np.ndarray) -> bytes:
    if array.dtype.kind in "biu":
        return repr(array.tolist()).encode()
    numbers = np.ascontiguousarray(array, np.complex128).view(np.float64)
    finite = np.abs(numbers[np.isfinite(numbers)])
    largest = finite.max() if finite.size else 0.0
    exponent = int(np.floor(np.log10(largest))) if largest > 1e-300 else 0
    with np.errstate(all="ignore"):
        scaled = np.round(numbers / 10.0**exponent, DIGITS - 1) + 0.0  # no −0
    return f"e{exponent}".encode() + np.where(np.isnan(scaled), np.nan, scaled).tobytes()
