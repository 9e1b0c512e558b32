"""Hold one argument's gradient against what was measured, and find out what can be said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from enap_lstm.gradcheck.arguments import is_tensor
from enap_lstm.gradcheck.evidence import Evidence, examine
from enap_lstm.gradcheck.probe import Array, Probe, coarseness
from enap_lstm.gradcheck.words import Told, Words, entry

BLURRED = 1e-2  # of the largest entry: a derivative known no better than this proves nothing


@dataclass(frozen=True)
class Finding:
    """verdict: "right", "wrong", "zero" (no more than rounding), "unseen" (too small, or without a derivative)."""

    name: str
    verdict: str
    error: float = 0.0
    where: str = ""
    sentence: str = ""
    next_step: str = ""
    bound: float = 0.0  # of "zero": below what
    looked: int = 0  # entries, where not all were looked at
    size: int = 0
    odd: tuple[str, ...] = ()  # what is to be said of entries that have no derivative


def judge(probe: Probe, position: int, words: Words, given: Any, coarse: float, rng: np.random.Generator) -> Finding:
    """What is to be said of the gradient of one argument. `coarse`: the argument's own rounding (float32's, perhaps)."""
    shape = np.shape(probe.args[position])
    grad = _as_numbers(given)
    if grad is None:
        return _wrong(words, words.no_numbers(given, is_tensor(given)))
    coarse = max(coarse, coarseness(given))
    if grad.shape != shape:
        turned = grad.T.shape == shape and bool(np.isfinite(grad).all())
        transposed = turned and examine(probe, position, grad.T, coarse, rng).agrees(grad.T)
        return _wrong(words, words.other_shape(shape, grad.shape, transposed))
    if not np.isfinite(grad).all():
        index = entry(int(np.flatnonzero(~np.isfinite(grad))[0]), shape)
        return _wrong(words, words.not_finite(index, float(grad[index])))
    found = examine(probe, position, grad, coarse, rng)
    finding = _values(found, grad, words)
    return finding if found.complete else replace(finding, looked=len(found.looked), size=grad.size)


def _values(found: Evidence, grad: Array, words: Words) -> Finding:
    given, smooth, wrong = grad.ravel()[found.looked], found.smooth, found.wrong(grad)
    difference = np.where(smooth, np.abs(given - found.value), 0.0)
    largest = max(np.abs(found.value[smooth]).max(initial=0.0), np.abs(given).max(initial=0.0))
    error = float(difference.max(initial=0.0) / largest) if largest > found.floor else 0.0
    if wrong.any():
        k = int(np.where(wrong, difference, -1.0).argmax())
        told = words.value(found, k, float(given[k]), int(wrong.sum()), _pattern(found, grad))
        return replace(_wrong(words, told, error), odd=_odd(found, words, smooth | wrong))
    if found.astray(grad):
        return _wrong(words, words.somewhere(len(found.looked), grad.size), error)
    allowed = np.where(smooth, found.allowed(), np.inf)
    if largest == 0:
        return Finding(words.name, "right", odd=_odd(found, words, smooth))
    if np.abs(given).max(initial=0.0) <= found.floor and smooth.all():
        return Finding(words.name, "zero", bound=max(found.floor, float(allowed.max())))
    seen = allowed <= BLURRED * largest
    if not seen.any() and smooth.any():
        return Finding(words.name, "unseen")
    return Finding(words.name, "right" if seen.any() else "unseen", error, odd=_odd(found, words, seen))


def _odd(found: Evidence, words: Words, seen: Array) -> tuple[str, ...]:
    return tuple(words.odd(found, int(k)) for k in np.flatnonzero(~seen))


def _pattern(found: Evidence, grad: Array) -> tuple[str, float]:
    """What all entries have in common, where that can be seen: "transposed", "factor" (and which), or nothing."""
    if grad.ndim == 2 and grad.shape == grad.T.shape and found.agrees(grad.T):
        return "transposed", 1.0
    if found.agrees(-grad):
        return "factor", -1.0
    value, given = found.value[found.smooth], grad.ravel()[found.looked][found.smooth]
    scale = np.abs(value).max(initial=0.0)
    if value.size < 2 or not scale:
        return "", 1.0
    value, given = value / scale, given / scale  # their squares may not fit into a float
    ratio = float(value @ given / (value @ value))
    return ("factor", ratio) if ratio and np.isfinite(ratio) and found.agrees(grad / ratio) else ("", 1.0)


def _as_numbers(given: Any) -> Array | None:
    if is_tensor(given):
        return None
    try:
        array = np.asarray(given)
    except ValueError:  # rows of different lengths
        return None
    return array.astype(float) if array.dtype.kind in "iuf" else None


def _wrong(words: Words, told: Told, error: float = np.inf) -> Finding:
    return Finding(words.name, "wrong", error, *told)
