"""How near is near enough: float64's rounding, and what an honest float32 loses where it loses it. A leaf."""

from __future__ import annotations

from typing import Any

import numpy as np

FLOAT64 = 1e-6  # relative
FLOAT32 = 1e-4  # relative, for numbers that float32 holds exactly
NOTHING = 1e-9  # of the leaf's largest number: a value that should cancel to nothing


def close(expected: np.ndarray, got: np.ndarray, slack: Any = None, *, nan: bool = False) -> np.ndarray:
    """Elementwise, relative; a value that should cancel to nearly nothing is held against the leaf's largest one.

    slack: what the leaf may be off besides (see `compare`); numbers that float32 holds are then read as float32's.
    """
    finite = np.abs(expected[np.isfinite(expected)])
    largest = finite.max() if finite.size else 0.0
    rtol, atol = FLOAT64, NOTHING * largest or 1e-12
    if slack is not None:
        rtol, atol = (FLOAT32, max(slack, 0.2 * FLOAT32 * largest)) if in_float32(got) else (FLOAT64, max(slack, atol))
    with np.errstate(all="ignore"):  # np.isclose, five times as fast: a bank of mistakes asks a thousand times
        got = got.astype(expected.dtype)
        near = (np.abs(got - expected) <= atol + rtol * np.abs(expected)) & np.isfinite(expected)
        return near | (got == expected) | ((got != got) & (expected != expected) if nan else False)


def in_float32(got: np.ndarray) -> bool:
    """Are these numbers that float32 holds exactly, as after a calculation in float32?"""
    with np.errstate(all="ignore"):
        return bool(np.array_equal(got, got.astype(np.float32), equal_nan=True))


def slack_of(expected: Any, in_float32: Any) -> Any:
    """How far off each leaf comes when the same calculation is done in float32: a tree like `expected`.

    Near saturation 1 − o and 1 − g² cancel, and no fixed tolerance knows it; the oracle, run in float32, does.
    """
    if isinstance(expected, list | tuple):
        return [slack_of(a, b) for a, b in zip(expected, in_float32, strict=True)]
    if isinstance(expected, dict):
        return {key: slack_of(expected[key], in_float32[key]) for key in expected}
    if not isinstance(expected, np.ndarray | np.generic | float) or np.asarray(expected).dtype.kind != "f":
        return 0.0
    right, coarse = np.asarray(expected, float), np.asarray(in_float32, float)
    with np.errstate(all="ignore"):
        off = np.abs(right - coarse)
        finite = off[np.isfinite(off)]
        largest = np.abs(right[np.isfinite(right)]).max(initial=0.0)
    return min(8 * finite.max(initial=0.0), 1e-2 * largest)
