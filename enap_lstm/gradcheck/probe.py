"""f at points near the one it was given: quietly, on copies, its results as one row of numbers."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from enap_lstm.gradcheck.progress import Progress

EPS = float(np.finfo(float).eps)
NUDGE = 1e-7  # relative: so near that only rounding can make f look rough
REPEATS = 1e-10  # relative: what two calls on the same numbers may differ by, where sums run in threads

Array = np.ndarray


class Probe:
    """f around `args`, and how coarsely it rounds: `noise`, one number for each number of its result.

    >>> probe = Probe(lambda x, W: x @ W, (np.ones(2), np.ones((2, 3))), np.ones(3))
    >>> probe.at(0, np.array([1.0, 2.0])), bool(probe.rounding < 1e-15)
    (array([3., 3., 3.]), True)

    args: as f takes them. upstream: in the shape of f's result, a tuple for a tuple. Nothing that f prints or warns of while
    it is probed is shown.
    """

    def __init__(
        self, f: Callable[..., Any], args: tuple[Any, ...], upstream: Any, progress: Progress | None = None
    ) -> None:
        self.f, self.args, self.progress = f, args, progress or Progress()
        self.upstream = row(upstream).astype(float)
        with quiet():
            value = f(*copies(args))
        self.base = row(value).astype(float)
        self.noise = np.maximum(self._roughness(), coarseness(value) * np.abs(self.base) / 2)
        self.size = float(np.abs(self.upstream) @ np.abs(self.base))  # of the loss, before anything cancels
        self.rounding = float(np.abs(self.upstream) @ self.noise)

    @property
    def eps(self) -> float:
        """How coarsely the loss is rounded, relative to its size."""
        return max(EPS, self.rounding / self.size) if self.size else EPS

    def at(self, position: int, moved: Array) -> Array:
        """f's result with another argument at `position`; nan wherever f cannot be computed there."""
        self.progress()
        args = copies(self.args)
        try:
            with quiet():
                found = row(self.f(*args[:position], moved, *args[position + 1 :]))
        except Exception:  # f worked at the point itself, so this is a number that it does not take
            return np.full(self.base.shape, np.nan)
        return found if found.shape == self.base.shape else np.full(self.base.shape, np.nan)

    def repeats(self, earlier: Array) -> bool:
        """Does f still return what it returned before? Dropout and running means do not."""
        with quiet():
            now = row(self.f(*copies(self.args)))
        allowed = REPEATS * max(np.abs(earlier).max(initial=0.0), np.abs(now).max(initial=0.0))
        return now.shape == earlier.shape and bool((np.abs(now - earlier) <= allowed).all())

    def _roughness(self) -> Array:
        """Fourth differences over steps so small that f is straight: what they see is rounding (after Hamming, 1962)."""
        draw = np.random.default_rng(0)
        ways = [draw.uniform(0.5, 1, np.shape(a)) * draw.choice([-1, 1], np.shape(a)) for a in self.args]
        rows = []
        for k in range(1, 9):  # not 0: a corner exactly at the point is no roughness
            nudged = [
                a * (1 + k * NUDGE * way) if _is_real(a) else a for a, way in zip(copies(self.args), ways, strict=True)
            ]
            try:
                with quiet():
                    rows.append(row(self.f(*nudged)).astype(float))
            except Exception:
                return np.zeros(self.base.shape)
        if any(found.shape != self.base.shape for found in rows):
            return np.zeros(self.base.shape)
        rough = np.nan_to_num(np.abs(np.diff(rows, n=4, axis=0)).max(axis=0) / np.sqrt(70), nan=0.0, posinf=0.0)
        size = np.abs(self.base)
        usual = np.median(rough[size > 0] / size[size > 0]) if size.any() else 0.0
        inside = np.finfo("float32").eps if all((found == found.astype("float32")).all() for found in rows) else 0.0
        return np.maximum(rough, max(usual, inside) * size)  # eight calls may happen to round one number well


def row(value: Any) -> Array:
    """A result of f, or of several arrays, as one row of numbers.

    >>> row((np.ones((2, 1)), 3.0))
    array([1., 1., 3.])
    """
    if isinstance(value, tuple | list):
        return np.concatenate([row(v) for v in value]) if value else np.empty(0)
    return np.array(value).ravel()  # a copy: f may write its next result into the same memory


def coarseness(value: Any) -> float:
    """The rounding of the coarsest array in a result: float64's, or float32's."""
    if isinstance(value, tuple | list):
        return max(map(coarseness, value), default=EPS)
    kind = np.asarray(value).dtype
    return max(EPS, float(np.finfo(kind).eps)) if kind.kind == "f" else EPS


def copies(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments again; arrays are copied, so that an f that writes into them changes nothing."""
    return tuple(a.copy() if isinstance(a, np.ndarray) else a for a in args)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """What f prints, or NumPy says of it, it said at the point itself."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", np.exceptions.ComplexWarning)  # an imaginary part that gets lost is no result
        yield


def _is_real(arg: Any) -> bool:
    return isinstance(arg, np.ndarray) and arg.dtype.kind == "f"
