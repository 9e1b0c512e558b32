"""Numerical derivatives of any function of arrays: nudge one entry of one argument, see how much the result moves.

Each derivative comes with a doubt: how far it may be off itself, because the function is steep, rough or coarse.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

EPS = float(np.finfo(float).eps)
FIRST_STEP = 0.2  # as a power of the rounding: with two extrapolations a smooth function is then known to 1e-12
SMALLER_STEPS = 4  # each a tenth of the one before: for functions that are steep, or have a corner nearby
COMPLEX_STEP = 1e-30  # nothing is subtracted, so nothing is lost, however small it is

Array = np.ndarray
Loss = Callable[[Array], Any]  # one argument, the others as they are -> sum(upstream * f)


def derivatives(f: Callable[..., Any], args: tuple[Array, ...], upstream: Any, position: int) -> tuple[Array, Array]:
    """The derivative of sum(upstream * f(*args)) with respect to `args[position]`, and its doubt, entry by entry.

    >>> value, doubt = derivatives(lambda x: x**3, (np.array([2.0]),), np.ones(1), 0)
    >>> value.round(9), bool(doubt < 1e-9)
    (array([12.]), True)

    args: float64 arrays, never changed, even if f changes what it is given. upstream: an array of the shape of f's result,
    or a tuple for a tuple. The complex step (Squire & Trapp, 1998) stands where f allows it and the central
    differences, extrapolated (Richardson), agree with it: abs, comparisons and conjugates break it without a word.
    """

    def loss(moved: Array) -> Any:
        value = f(*[moved if k == position else arg.copy() for k, arg in enumerate(args)])
        return sum(np.sum(np.asarray(v) * u) for v, u in pairs(value, upstream))

    arg, (size, eps) = args[position], magnitude(f, args, upstream)
    value, doubt = np.empty(arg.shape), np.empty(arg.shape)
    with np.errstate(all="ignore"):  # what NumPy has to say about f, it said at the point itself
        for index in np.ndindex(arg.shape):
            value[index], doubt[index] = central_difference(loss, arg, index, size, eps)
    exact = complex_step(loss, arg)
    scale = np.abs(value).max(initial=0.0)
    if exact is not None and (np.abs(exact - value) <= 10 * doubt + 1e-9 * scale).all():
        return exact, EPS * np.abs(exact)
    return value, doubt


def magnitude(f: Callable[..., Any], args: tuple[Array, ...], upstream: Any) -> tuple[float, float]:
    """sum(|upstream * f|), and how coarsely f rounds it: what decides how small a derivative can still be seen.

    >>> size, eps = magnitude(np.float32, (np.array([3.0]),), np.array([-2.0]))
    >>> size, eps > 1e-7  # a function in float32 is coarse
    (6.0, True)
    """
    size, eps = 0.0, EPS
    with np.errstate(all="ignore"):
        value = f(*[arg.copy() for arg in args])
    for v, u in pairs(value, upstream):
        v = np.asarray(v)
        size += float(np.sum(np.abs(v * u)))
        eps = max(eps, float(np.finfo(v.dtype).eps)) if v.dtype.kind == "f" else eps
    return size, eps


def pairs(value: Any, upstream: Any) -> Iterator[tuple[Any, Any]]:
    """The results of a function, one or several, each with its own upstream gradient."""
    return zip(value, upstream, strict=True) if isinstance(upstream, tuple) else iter([(value, upstream)])


def central_difference(loss: Loss, arg: Array, index: tuple[int, ...], size: float, eps: float) -> tuple[float, float]:
    """The best of a few step lengths, as (derivative, doubt); (nan, inf) where the loss is not finite."""
    best, least = np.nan, np.inf
    for k in range(1 + SMALLER_STEPS):
        step = eps**FIRST_STEP * max(1.0, abs(arg[index])) / 10**k
        value, unsettled = _extrapolated(loss, arg, index, step)
        rounding = 10 * eps * size / step
        if unsettled + rounding < least:
            best, least = value, unsettled + rounding
        if unsettled <= rounding:  # a smaller step can only be worse
            break
    return best, least


def _extrapolated(loss: Loss, arg: Array, index: tuple[int, ...], step: float) -> tuple[float, float]:
    coarse, middle, fine = (_slope(loss, arg, index, step / k) for k in (1, 2, 4))
    first, second = (4 * middle - coarse) / 3, (4 * fine - middle) / 3  # the error's h² is gone
    value = (16 * second - first) / 15  # and now its h⁴
    return (value, abs(value - second)) if np.isfinite(value) else (np.nan, np.inf)


def _slope(loss: Loss, arg: Array, index: tuple[int, ...], step: float) -> float:
    ahead, behind = arg.copy(), arg.copy()
    ahead[index] += step
    behind[index] -= step
    width = ahead[index] - behind[index]  # what the step became in floating point
    return float((loss(ahead) - loss(behind)) / width)


def complex_step(loss: Loss, arg: Array) -> Array | None:
    """The derivative by an imaginary nudge, or None where the function does not take complex numbers all the way."""
    exact = np.empty(arg.shape)
    for index in np.ndindex(arg.shape):
        moved = arg.astype(complex)
        moved[index] += 1j * COMPLEX_STEP
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")  # a function that drops the imaginary part says so in a ComplexWarning
                value = loss(moved)
        except Exception:  # whatever a function has against complex numbers, central differences stand
            return None
        if not np.iscomplexobj(value):
            return None
        exact[index] = np.imag(value) / COMPLEX_STEP
    return exact
