"""Where trees meet: hold what came against what was expected, leaf by leaf, and say the first thing that differs.

A leaf. It returns bare facts; the sentences a student reads are made in `differences`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from enap_lstm.judging.leaves import Leaf
from enap_lstm.judging.tolerance import close

ARRAYS = np.ndarray | np.generic | list | tuple | int | float | complex
Only = tuple[str, ...] | None


class Kind(StrEnum):
    """What may be the matter with an answer, or with one of its leaves."""

    ERROR = "error"
    NONE = "none"
    COUNT = "count"
    TYPE = "type"
    KEYS = "keys"
    SHAPE = "shape"
    DTYPE = "dtype"
    VALUE = "value"
    CHANGED = "changed"
    ALIASED = "aliased"
    MEASURE = "measure"  # a comparer's own figure: a frequency, a score


@dataclass(frozen=True)
class Mismatch:
    """The first difference: its kind, the leaf it is in (None: the whole answer), both sides, the index where that makes
    sense, and how many values differ, of how many."""

    kind: Kind
    leaf: Leaf | None = None
    expected: Any = None
    got: Any = None
    index: tuple[int, ...] = ()
    wrong: int = 0
    size: int = 0

    @property
    def output(self) -> str:
        """The output that it spoils; empty when it spoils them all."""
        return self.leaf.name.partition(".")[0] if self.leaf else ""


def compare(expected: Any, got: Any, leaf: Leaf, only: Only = None, slack: Any = None) -> Mismatch | None:
    """The first difference between two trees, or None: a list will do for an array, a float32 will do, an int will not.

    >>> compare(np.ones(2), [1.0, 1.0], Leaf("h", "h"))
    >>> compare((np.ones(2), {"não": 2}), (np.ones(2), {"não": 3}), Leaf.of(("y", ("h", "v")))).leaf.path
    'y.v["não"]'

    Expected integers (ids) take any integer type and compare exactly. slack: a tree like `expected`, how far off each
    number of a leaf may be beside its relative tolerance (None: as float64 gives it).
    """
    if got is None and expected is not None:
        return Mismatch(Kind.NONE, leaf, expected)
    for types, by_kind in BY_KIND:
        if isinstance(expected, types):
            return by_kind(expected, got, leaf, only, slack)
    return None if type(got) is type(expected) and got == expected else Mismatch(Kind.TYPE, leaf, expected, got)


def compare_text(expected: str | bool, got: Any, leaf: Leaf, only: Only, slack: Any) -> Mismatch | None:
    """Text, True and False: the same, of the same type."""
    got = got.item() if isinstance(got, np.bool_ | np.str_) else got
    if type(got) is not type(expected):
        return Mismatch(Kind.TYPE, leaf, expected, got)
    return None if got == expected else Mismatch(Kind.VALUE, leaf, expected, got, (), 1, 1)


def compare_items(
    expected: list[Any] | tuple[Any, ...], got: Any, leaf: Leaf, only: Only, slack: Any
) -> Mismatch | None:
    """A tuple or a list: as many items, in the same order; either will do for the other, and so does an array's rows."""
    if not isinstance(got, tuple | list) and not (type(got) is np.ndarray and got.ndim):
        return Mismatch(Kind.TYPE, leaf, expected, got)
    if len(got) != len(expected):
        return Mismatch(Kind.COUNT, leaf, expected, got)
    for k, (right, value) in enumerate(zip(expected, got, strict=True)):
        below = leaf.item(k)
        if below.judged(only) and (found := compare(right, value, below, only, slack[k] if slack else None)):
            return found
    return None


def compare_mapping(expected: dict[Any, Any], got: Any, leaf: Leaf, only: Only, slack: Any) -> Mismatch | None:
    """A dict: the same keys, in any order, and the same value for each."""
    if not isinstance(got, dict):
        return Mismatch(Kind.TYPE, leaf, expected, got)
    if got.keys() != expected.keys():
        return Mismatch(Kind.KEYS, leaf, expected, got)
    below = ((key, leaf.entry(key)) for key in expected)
    found = (compare(expected[key], got[key], place, only, slack[key] if slack else None) for key, place in below)
    return next((mismatch for mismatch in found if mismatch), None)


def compare_array(expected: Any, got: Any, leaf: Leaf, only: Only, slack: Any) -> Mismatch | None:
    """An array or a number: its shape, then its type, then its values."""
    expected = np.asarray(expected)
    array = as_array(got)
    if array is None or (isinstance(got, tuple | list) and array.shape != expected.shape):
        return Mismatch(Kind.TYPE, leaf, expected, got)
    if array.shape != expected.shape:
        return Mismatch(Kind.SHAPE, leaf, expected.shape, array.shape)
    exact = expected.dtype.kind in "iu"
    if array.dtype.kind not in ("iu" if exact else "f") or array.dtype == np.float16:
        return Mismatch(Kind.DTYPE, leaf, str(expected.dtype), str(array.dtype))
    wrong = array != expected if exact else ~close(expected, array, slack)
    if not wrong.any():
        return None
    index = tuple(int(k) for k in np.argwhere(wrong)[0])
    both = expected[index].item(), array.astype(float)[index].item() if not exact else array[index].item()
    return Mismatch(Kind.VALUE, leaf, *both, index, int(wrong.sum()), wrong.size)


BY_KIND: tuple[tuple[Any, Callable[..., Mismatch | None]], ...] = (
    (str | bool, compare_text),
    (np.ndarray | np.generic | float | int, compare_array),
    (list | tuple, compare_items),
    (dict, compare_mapping),
)


def as_array(got: Any) -> np.ndarray | None:
    """A number, an array or nested lists of numbers as a plain array; None for anything else.

    Subclasses (np.matrix and others) bring rules of their own, and rows of different lengths are no array.
    """
    if not isinstance(got, ARRAYS) or (isinstance(got, np.ndarray) and type(got) is not np.ndarray):
        return None
    try:
        array = np.asarray(got)
    except (ValueError, TypeError, OverflowError):
        return None
    return (
        array
        if array.dtype.kind in "biufcO" and not (array.dtype == object and isinstance(got, list | tuple))
        else None
    )


def outputs_of(value: Any, outputs: tuple[Leaf, ...]) -> tuple[Any, ...] | Mismatch:
    """One value per output: a single output is the value itself, several come as a tuple or a list of so many."""
    if len(outputs) == 1:
        return (value,)
    wanted = tuple(leaf.path for leaf in outputs)
    if value is None:
        return Mismatch(Kind.NONE, None, wanted)
    if not isinstance(value, tuple | list) and not (type(value) is np.ndarray and value.ndim):
        return Mismatch(Kind.TYPE, None, wanted, value)
    return tuple(value) if len(value) == len(outputs) else Mismatch(Kind.COUNT, None, wanted, value)
