"""Numerical derivatives of any function of arrays: nudge one entry of one argument, see how much the result moves.

Each derivative comes with a doubt: how far it may be off itself, because the function is steep, rough or coarse; and
with both one-sided slopes where they do not meet, since there it is no derivative at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from enap_lstm.gradcheck.probe import EPS, Array, Probe
from enap_lstm.gradcheck.slope import Line, Slope, central

COMPLEX_STEP = 1e-30  # nothing is subtracted, so nothing is lost, however small it is


def derivatives(f: Callable[..., Any], args: tuple[Any, ...], upstream: Any, position: int) -> tuple[Array, Array]:
    """The derivative of sum(upstream * f(*args)) with respect to `args[position]`, and its doubt, entry by entry.

    >>> value, doubt = derivatives(lambda x: x**3, (np.array([2.0]),), np.ones(1), 0)
    >>> value.round(9), bool(doubt < 1e-9)
    (array([12.]), True)

    args[position]: a float64 array, never changed, even if f changes what it is given. upstream: an array of the shape of
    f's result, or a tuple for a tuple. Where there is no derivative (a corner, an edge): nan, inf. The complex step
    (Squire & Trapp, 1998) stands where f allows it and the central differences, extrapolated (Richardson), agree with it:
    abs, comparisons and conjugates break it without a word.
    """
    arg = args[position]
    found = slopes(Probe(f, args, upstream), position, range(arg.size))
    value, doubt = (np.array([getattr(s, name) for s in found]) for name in ("value", "doubt"))
    return value.reshape(arg.shape), doubt.reshape(arg.shape)


def slopes(probe: Probe, position: int, entries: Iterable[int]) -> list[Slope]:
    """The derivative with respect to each of these entries of one argument (places in its flat order)."""
    arg = probe.args[position]
    lines = [Line(probe, position, _unit(arg, k), float(arg.flat[k])) for k in entries]
    return sharpened(lines, [central(line) for line in lines])


def sharpened(lines: list[Line], found: list[Slope]) -> list[Slope]:
    """The complex step's values in place of the differences', if f takes complex numbers and none of them disagrees."""
    exact = []
    for line, slope in zip(lines, found, strict=True):
        better = complex_step(line) if slope.smooth else slope
        if better is None:
            return found
        exact.append(better)
    pairs = [(e, s) for e, s in zip(exact, found, strict=True) if s.smooth]
    scale = max((abs(s.value) for _, s in pairs), default=0.0)
    agree = all(abs(e.value - s.value) <= 2 * s.doubt + 1e-9 * scale for e, s in pairs)
    return exact if agree else found


def complex_step(line: Line) -> Slope | None:
    """The derivative by an imaginary nudge, or None where the function does not take complex numbers all the way."""
    probe = line.probe
    moved = probe.args[line.position] + 1j * COMPLEX_STEP * line.direction
    found = probe.at(line.position, moved)
    if not np.iscomplexobj(found):
        return None
    parts = np.imag(found) / COMPLEX_STEP
    value, terms = float(probe.upstream @ parts), float(np.abs(probe.upstream) @ np.abs(parts))
    return Slope(value, 10 * EPS * terms, terms, "smooth") if np.isfinite(value) else None


def _unit(arg: Array, k: int) -> Array:
    direction = np.zeros(arg.shape)
    direction.flat[k] = 1.0
    return direction
