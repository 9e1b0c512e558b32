"""Did two wrong answers do the same? Everything counts: values, type and width of the numbers, what was done to arguments."""

from __future__ import annotations

from typing import Any

import numpy as np

from enap_lstm.judging.answer import AnswerError, Observation
from enap_lstm.judging.compare import as_array
from enap_lstm.judging.tolerance import close

RIGHT_TYPES = (np.float32, np.float64, np.longdouble)  # interchangeable in an answer, so in a mistake too


def alike(a: Observation, b: Observation) -> bool:
    """Two calls that did the same: the same kind of error, or the same values, changes and views."""
    if a.error or b.error:
        return same_error(a.error, b.error)
    return same(a.value, b.value) and same_changes(a.changed, b.changed) and a.aliased == b.aliased


def same(a: Any, b: Any) -> bool:
    """Two trees that hold the same: shapes, types of number and their width, values (nan equals nan).

    >>> same([1.0, np.nan], np.array([1.0, np.nan])), same(np.ones(2), np.ones(2, np.float16))
    (True, False)
    """
    x, y = as_array(a), as_array(b)
    if x is not None and y is not None:
        return _same_array(x, y)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return type(a) is type(b) and isinstance(a, str | None) and a == b


def _same_array(a: np.ndarray, b: np.ndarray) -> bool:
    types_agree = a.dtype == b.dtype or (a.dtype in RIGHT_TYPES and b.dtype in RIGHT_TYPES)
    if a.shape != b.shape or not types_agree or a.dtype.kind not in "biufc":
        return False
    if a.dtype.kind in "biuc":
        return bool(np.all((a == b) | ((a != a) & (b != b))))
    return bool(close(a, b, 0.0, nan=True).all())


def same_error(a: AnswerError | None, b: AnswerError | None) -> bool:
    """Both stopped, at the same kind of error; or neither did."""
    return a is b or (a is not None and b is not None and a.kind == b.kind)


def same_changes(a: dict[int, Any], b: dict[int, Any]) -> bool:
    """The same arguments changed, into the same."""
    return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
