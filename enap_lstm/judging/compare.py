"""Where arrays meet: hold what came against what was expected, and say the first thing that differs.

A leaf. It raises bare facts; the sentences a student reads are made in `wording`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from enap_lstm.judging.answer import Observation

RTOL = {"float64": 1e-6, "float32": 1e-4}  # an honest float32 is right


@dataclass
class Mismatch(Exception):
    """The first difference: its kind, the output it is in, both sides, and the index where that makes sense."""

    kind: str  # none | type | count | shape | dtype | value | changed | aliased | error
    output: str | None
    expected: Any
    got: Any
    index: tuple[int, ...] | None = None
    wrong: int = 0  # how many values differ
    size: int = 0  # of how many


def compare(expected: np.ndarray, got: Any, output: str | None = None) -> None:
    """Raise Mismatch unless `got` is the expected array: a list will do, a float32 will do, an int will not.

    >>> compare(np.ones(2), [1.0, 1.0])
    >>> compare(np.ones(2), np.ones((1, 2)), "h")
    Traceback (most recent call last):
    enap_lstm.judging.compare.Mismatch: ('shape', 'h', (2,), (1, 2))

    An expected array of integers (ids) takes any integer type and compares exactly.
    """
    array = as_array(got, output)
    if array.shape != expected.shape:
        raise Mismatch("shape", output, expected.shape, array.shape)
    exact = expected.dtype.kind in "iu"
    if exact and array.dtype.kind not in "iu" or not exact and str(array.dtype) not in RTOL:
        raise Mismatch("dtype", output, str(expected.dtype), str(array.dtype))
    wrong = array != expected if exact else ~_close(expected, array)
    if wrong.any():
        index = tuple(int(k) for k in np.argwhere(wrong)[0])
        raise Mismatch(
            "value", output, expected[index].item(), array[index].item(), index, int(wrong.sum()), wrong.size
        )


def as_array(got: Any, output: str | None = None) -> np.ndarray:
    """A number, an array or nested lists of numbers as a plain array; anything else is a Mismatch."""
    if got is None:
        raise Mismatch("none", output, "um array", "None")
    if not isinstance(got, np.ndarray | np.generic | list | tuple | int | float | complex):
        raise Mismatch("type", output, "um array", type(got).__name__)
    if isinstance(got, np.ndarray) and type(got) is not np.ndarray:  # np.matrix and others bring rules of their own
        raise Mismatch("type", output, "um array", type(got).__name__)
    try:
        array = np.asarray(got)
    except (ValueError, TypeError):  # rows of different lengths, say
        raise Mismatch("type", output, "um array", f"{type(got).__name__} irregular") from None
    if array.dtype.kind not in "biufc":
        raise Mismatch("dtype", output, "float64", str(array.dtype))
    return array


def compare_observation(
    expected: tuple[np.ndarray, ...], seen: Observation, outputs: tuple[str, ...], only: tuple[str, ...] | None
) -> None:
    """Raise the first Mismatch of a whole call: its error, what it did to its arguments, then output by output."""
    if seen.error is not None:
        raise Mismatch("error", None, None, seen.error)
    values = as_outputs(seen.value, outputs)
    for name, right, value in zip(outputs, expected, values, strict=True):
        if only is None or name in only:
            compare(right, value, name)
    if seen.changed:
        raise Mismatch("changed", None, (), seen.changed)
    if seen.aliased:
        raise Mismatch("aliased", None, (), seen.aliased)


def as_outputs(value: Any, outputs: tuple[str, ...]) -> tuple[Any, ...]:
    """One value per output name: a single output is the value itself, several come as a tuple or a list."""
    if len(outputs) == 1:
        return (value,)
    if value is None:
        raise Mismatch("none", None, f"{len(outputs)} arrays", "None")
    if not isinstance(value, tuple | list) or len(value) != len(outputs):
        got = len(value) if isinstance(value, tuple | list) else 1
        raise Mismatch("count", None, len(outputs), got)
    return tuple(value)


def alike(a: Observation, b: Observation, outputs: tuple[str, ...], only: tuple[str, ...] | None = None) -> bool:
    """Did two calls do the same: the same error, or equal arrays (NaN equals NaN) and the same manners?"""
    if a.error is not None or b.error is not None:
        return a.error is not None and b.error is not None and a.error.kind == b.error.kind
    if (a.changed, a.aliased) != (b.changed, b.aliased):
        return False
    try:
        pairs = list(zip(outputs, as_outputs(a.value, outputs), as_outputs(b.value, outputs), strict=True))
    except Mismatch:
        return _incomparable(a.value) == _incomparable(b.value)
    return all(_same(x, y) for name, x, y in pairs if only is None or name in only)


def _incomparable(value: Any) -> tuple[str, int]:
    return type(value).__name__, len(value) if isinstance(value, tuple | list) else 0


def _same(x: Any, y: Any) -> bool:
    try:
        a, b = as_array(x), as_array(y)
    except Mismatch:
        return type(x) is type(y) and x is None
    return a.shape == b.shape and a.dtype.kind == b.dtype.kind and bool(_close(a, b, equal_nan=True).all())


def _close(expected: np.ndarray, got: np.ndarray, equal_nan: bool = False) -> np.ndarray:
    """Elementwise, relative; a value that should cancel to nearly nothing is held against the largest one."""
    rtol = max(RTOL.get(str(array.dtype), RTOL["float64"]) for array in (expected, got))
    finite = np.abs(expected[np.isfinite(expected)])
    atol = 1e-3 * rtol * (finite.max() if finite.size else 0.0) or 1e-12
    with np.errstate(all="ignore"):
        return np.isclose(got.astype(expected.dtype), expected, rtol=rtol, atol=atol, equal_nan=equal_nan)
