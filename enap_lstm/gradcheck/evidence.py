"""What is measured of one argument's gradient: every entry of a small one; of a large one a few entries, and all together.

A derivative along a random direction holds every entry to account at the price of one. Where it disagrees with the
gradient that was given, halving the direction finds an entry that does, in log2(n) more.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from enap_lstm.gradcheck.numerical import sharpened, slopes
from enap_lstm.gradcheck.probe import EPS, Array, Probe
from enap_lstm.gradcheck.slope import Line, Slope, central

ALL = 64  # an argument with more entries than this is sampled
SAMPLE = 15  # and the largest
DIRECTIONS = 3  # an error in one entry shows in each of them
RELATIVE = 1e-6  # of each entry
COARSE = 1e-10  # of what an entry is summed from
ROUNDINGS = 100  # of f, of its arguments or of the gradient: so many are forgiven, of the argument's largest entry


@dataclass
class Evidence:
    """Slopes at some entries of an argument (`looked`, in flat order), and along directions through all of them."""

    shape: tuple[int, ...]
    looked: list[int]
    slopes: list[Slope]
    eps: float  # the coarsest rounding that takes part
    floor: float  # a gradient below this is lost in the rounding of the loss
    ways: list[Array] = field(default_factory=list)
    along: list[Slope] = field(default_factory=list)

    @property
    def value(self) -> Array:
        return np.array([s.value for s in self.slopes])

    @property
    def smooth(self) -> Array:
        """Which of the slopes are derivatives."""
        return np.array([s.smooth for s in self.slopes], bool)

    @property
    def complete(self) -> bool:
        return len(self.looked) == int(np.prod(self.shape))

    def scale(self) -> float:
        return max((s.terms for s in self.slopes if s.smooth), default=0.0)

    def allowed(self) -> Array:
        """How far a right gradient may be from the slopes, entry by entry; nan where there is no derivative."""
        doubt = np.where(self.smooth, [s.doubt for s in self.slopes], np.nan)
        terms = np.array([s.terms for s in self.slopes])
        return self._relative() * np.abs(self.value) + COARSE * terms + self._lost() + doubt

    def wrong(self, grad: Array) -> Array:
        """Which of the entries looked at differ; where both sides are known, outside of both."""
        given = grad.ravel()[self.looked]
        with np.errstate(invalid="ignore"):
            differs = np.abs(given - self.value) > self.allowed()
        for k, slope in enumerate(self.slopes):
            if slope.kind == "corner":
                low, high = sorted(slope.sides)
                slack = 1e-3 * (high - low) + self._lost()
                differs[k] = not low - slack <= given[k] <= high + slack
        return differs

    def astray(self, grad: Array) -> list[Array]:
        """The directions along which the gradient as a whole differs."""
        return [way for way, slope in zip(self.ways, self.along, strict=True) if self._off(grad, way, slope) > 1]

    def agrees(self, grad: Array) -> bool:
        return not self.wrong(grad).any() and not self.astray(grad)

    def _off(self, grad: Array, way: Array, slope: Slope) -> float:
        if not slope.smooth:
            return 0.0
        allowed = (
            self._relative() * float(np.linalg.norm(way * grad)) + COARSE * slope.terms + self._lost() + slope.doubt
        )
        return abs(slope.value - float(np.vdot(way, grad))) / allowed

    def _relative(self) -> float:
        return max(RELATIVE, ROUNDINGS * self.eps)

    def _lost(self) -> float:
        return ROUNDINGS * self.eps * self.scale() + self.floor


def examine(probe: Probe, position: int, grad: Array, coarse: float, rng: np.random.Generator) -> Evidence:
    """Measure what a gradient of one argument is to be held against.

    coarse: the rounding of the argument and of the gradient as they were given (float32's, perhaps).
    """
    arg = probe.args[position]
    looked = list(range(arg.size))
    if arg.size > ALL:
        largest = int(np.abs(grad).argmax())
        looked = sorted({largest, *map(int, rng.choice(arg.size, SAMPLE, replace=False))})
    eps = max(probe.eps, coarse)
    found = Evidence(
        arg.shape, looked, slopes(probe, position, looked), eps, 10 * max(probe.rounding, coarse * probe.size)
    )
    if not found.scale():  # f does not move at all: as a saturated log(1 + e) does not, whose gradient is e
        found.floor = max(found.floor, 1000 * EPS * float(np.abs(probe.upstream).sum()))
    if not found.complete:
        found.ways = [_way(arg.shape, rng) for _ in range(DIRECTIONS)]
        lines = [Line(probe, position, way) for way in found.ways]
        found.along = sharpened(lines, [central(line) for line in lines])
        if not found.wrong(grad).any() and (astray := found.astray(grad)):
            entry = _halved(probe, position, grad, found, astray[0])
            if entry not in found.looked:
                found.looked.append(entry)
                found.slopes += slopes(probe, position, [entry])
    return found


def _way(shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Of length 1, no entry small, no two alike: errors in two entries do not cancel."""
    way = rng.uniform(0.5, 1, shape) * rng.choice([-1.0, 1.0], shape)
    return way / np.linalg.norm(way)


def _halved(probe: Probe, position: int, grad: Array, found: Evidence, way: Array) -> int:
    """One entry that takes part in a disagreement along `way`: always on in the half that disagrees more."""
    entries = np.arange(way.size)
    while len(entries) > 1:
        halves = np.array_split(entries, 2)
        offs = []
        for half in halves:
            part = np.zeros(way.size)
            part[half] = way.ravel()[half]
            part = part.reshape(way.shape) / np.linalg.norm(part)
            offs.append(found._off(grad, part, central(Line(probe, position, part))))
        entries = halves[int(np.argmax(offs))]
    return int(entries[0])
