"""One derivative, by central differences along a line: its value, how far it may be off, and whether there is one at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from enap_lstm.gradcheck.probe import Array, Probe

FIRST_STEP = 0.2  # as a power of the rounding: with two extrapolations a smooth function is then known to 1e-12
SMALLER_STEPS = 4  # each a tenth of the one before: for functions that are steep, or have a corner nearby
NEARER = (0.03, 0.003)  # of the entry itself: beside a singularity or a corner at 0
FAR = 0.5  # what does not move by so much does not depend on this number
WIDER = (10, 100)  # for a derivative so small that the rounding of f hides it
ROUNDED = 16  # how far two extrapolations can carry the rounding of f


@dataclass(frozen=True)
class Slope:
    """A derivative and its doubt. `terms`: its size before anything cancels.

    kind: "smooth"; "corner", and then `sides` are the slopes on its left and right; "jump", also where f is vertical;
    "edge", where f is not finite on one side. Only what is smooth has a value.
    """

    value: float = np.nan
    doubt: float = np.inf
    terms: float = 0.0
    kind: str = "edge"
    sides: tuple[float, float] = (np.nan, np.nan)

    @property
    def smooth(self) -> bool:
        return self.kind == "smooth"


@dataclass
class Line:
    """f along a straight line through its argument. `entry`: the number that moves, where only one does."""

    probe: Probe
    position: int
    direction: Array
    entry: float | None = None
    moved: Array = field(init=False)  # which results have been seen to change: the others add no rounding

    def __post_init__(self) -> None:
        self.moved = self.beside(FAR)[0] != self.probe.base

    def steps(self) -> Iterator[float]:
        start = self.probe.eps**FIRST_STEP * max(1.0, abs(self.entry or 0.0))
        yield from (start / 10**k for k in range(1 + SMALLER_STEPS))
        if self.entry:
            yield from (s * abs(self.entry) for s in NEARER if s * abs(self.entry) < start / 10**SMALLER_STEPS)

    def beside(self, step: float) -> tuple[Array, float]:
        """The results at one step along the line, and what the step became in floating point."""
        arg = self.probe.args[self.position]
        there = arg + step * self.direction
        width = float(np.vdot(there - arg, self.direction))  # before f can write into it
        return self.probe.at(self.position, there), width

    def rounding(self, step: float) -> float:
        return float(ROUNDED * np.abs(self.probe.upstream) @ (self.probe.noise * self.moved) / step)


def central(line: Line) -> Slope:
    """The best of a few step lengths: of little cost, and either settled or confirmed by a smaller step."""
    tried: list[tuple[float, Slope, bool]] = []
    for step in line.steps():
        found, cost = _extrapolated(line, step)
        settled = cost <= 2 * line.rounding(step)  # and then a smaller step can only be worse
        tried.append((cost, found, settled))
        if settled:
            break
    best = _trusted(tried)
    if best.smooth and abs(best.value) < 1000 * best.doubt:
        start = next(line.steps())
        for wider in WIDER:
            found, cost = _extrapolated(line, wider * start)
            if found.smooth and cost < best.doubt and abs(found.value - best.value) <= best.doubt + cost:
                best = found
    return best


def _trusted(tried: list[tuple[float, Slope, bool]]) -> Slope:
    """A step that was too long may look settled by chance: the smaller ones then say something else."""
    for k in sorted(range(len(tried)), key=lambda k: tried[k][0]):
        _, found, settled = tried[k]
        if not found.smooth:
            return found
        smaller = [s for _, s, _ in tried[k + 1 :] if s.smooth]
        apart = [abs(s.value - found.value) > 10 * (s.doubt + found.doubt) for s in smaller]
        if settled or (smaller and not any(apart)):
            return found
    return Slope(kind="jump")  # the nearer, the steeper, as the cube root at 0


def _extrapolated(line: Line, step: float) -> tuple[Slope, float]:
    probe, upstream = line.probe, line.probe.upstream
    means, gaps = [], []
    with np.errstate(all="ignore"):
        for k in (1, 2, 4):
            (ahead, forth), (behind, back) = line.beside(step / k), line.beside(-step / k)
            line.moved |= ahead != behind
            means.append((ahead - behind) / (forth - back))
            right, left = (ahead - probe.base) / forth, (behind - probe.base) / back
            gaps.append(abs(float(upstream @ (right - left))))
        coarse, middle, fine = (float(upstream @ mean) for mean in means)
        first, second = (4 * middle - coarse) / 3, (4 * fine - middle) / 3  # the error's h² is gone
        value = (16 * second - first) / 15  # and now its h⁴
        terms = float(np.abs(upstream) @ np.abs(means[-1]))
        sides = float(upstream @ left), float(upstream @ right)
    if not np.isfinite(value):
        return Slope(), np.inf
    rounding = line.rounding(step)
    doubt = abs(value - second) + rounding
    if gaps[-1] > max(3 * rounding, 0.6 * gaps[0]):  # a smooth function's is a quarter: here the sides do not meet
        kind = "corner" if gaps[-1] < 1.5 * gaps[0] else "jump"
        return Slope(terms=terms, kind=kind, sides=sides), doubt + gaps[-1]
    return Slope(value, doubt, terms, "smooth"), doubt
