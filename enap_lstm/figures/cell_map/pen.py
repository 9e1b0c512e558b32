"""What the map is made of: gates with a gauge, nodes, the belt, arrows and tags, each in the look of its state."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.patches import Circle, PathPatch, Polygon
from matplotlib.path import Path

from enap_lstm.figures.cell_map.layout import Layout
from enap_lstm.figures.cell_map.look import Look
from enap_lstm.figures.diagram import ON_AN_EDGE, Point, Sheet, block
from enap_lstm.figures.parts import NAME
from enap_lstm.plots import INK
from enap_lstm.plots.style import LIGHT


class Pen(Sheet):
    """A sheet in one layout, for one notebook. Light comes first (1), so that a lit line never dims what it crosses."""

    def __init__(self, place: Layout, notebook: int) -> None:
        super().__init__(place.size)
        self.place, self.notebook = place, notebook
        self.title, self.number, self.small = place.type

    def gate(self, letter: str, centre: Point, style: Look, value: float) -> None:
        """A gate's box: letter, name, function, and a gauge of its number."""
        width, height = self.place.gate
        left, right, y = centre[0] - width / 2 + 9, centre[0] + width / 2 - 10, centre[1] + height / 2 - 16
        top = centre[1] - height / 2
        self.styled_box(centre, self.place.gate, style, radius=8)
        self.text((left, top + 27), f"${letter}$", self.title + 4, style.letter)
        for k, words in enumerate(NAME[letter][1:]):
            self.text((left + 24, top + 18 + 17 * k), words, self.small, style.text)
        signed = letter == "g"
        self.text((left, y), "tanh" if signed else "σ", self.small, style.text)
        start = left + (40 if signed else 24)
        self.patch(block(start, y - 5, right - start, 10), "white", style.edge, 0.9, 6, style.dashes)
        if style.built:
            zero = (start + right) / 2 if signed else start
            full = float(np.clip(value, -1 if signed else 0, 1)) * (right - zero)
            self.patch(block(zero, y - 5, full, 10), LIGHT if style.lit else style.edge, style.edge, 0.9, 6)
        if style.lit:
            self.tag((left + 16, top - 4))

    def node(self, sign: str, centre: Point, style: Look) -> None:
        """⊙ is a circle with a dot in it, + a circle with a cross: drawn, for no font has both alike."""
        if style.lit:
            self.patch(Circle(centre, 22), LIGHT, "none", 0, 1)
        self.patch(Circle(centre, 16), style.fill, style.edge, style.width + 0.4, 7, style.dashes)
        if sign == "⊙":
            self.patch(Circle(centre, 4.2), style.letter, "none", 0, 8)
        else:
            self.ax.plot(*centre, "+", color=style.letter, markersize=11, markeredgewidth=2.2, zorder=8)

    def belt(self, style: Look) -> None:
        """The conveyor: one broad arrow, with chevrons that point where it runs."""
        start, end = np.array(self.place.belt)
        long = float(np.linalg.norm(end - start))
        ahead = (end - start) / long
        aside = np.array([-ahead[1], ahead[0]])

        def at(along: float, across: float) -> np.ndarray:
            return start + along * ahead + across * aside

        neck = long - 22
        outline = [(0, 8), (neck, 8), (neck, 16), (long, 0), (neck, -16), (neck, -8), (0, -8)]
        if style.lit:
            self.patch(PathPatch(Path([at(0, 0), at(long - 12, 0)])), "none", LIGHT, 19, 1)
        self.patch(Polygon([at(*p) for p in outline]), style.fill, style.edge, style.width, 2, style.dashes)
        for along in self._chevrons(start, ahead, aside, neck):
            chevron = np.array([at(along - 3, 4.5), at(along + 2.5, 0), at(along - 3, -4.5)])
            self.ax.plot(*chevron.T, color=style.letter, linewidth=1.2 + 0.4 * style.built, zorder=3)

    def _chevrons(self, start: np.ndarray, ahead: np.ndarray, aside: np.ndarray, neck: float) -> list[float]:
        """How far along the belt they stand: evenly between the nodes and wires that meet it."""
        met = [np.array(centre) for *_, centre in self.place.nodes] + [np.array(w.points[0]) for w in self.place.wires]
        met = [p - start for p in met if abs((p - start) @ aside) < 10 and (p - start) @ ahead > 0]
        found: list[float] = []
        for stop, following in pairwise([-10.0, *sorted(float(p @ ahead) for p in met), neck]):
            room = following - stop - 40
            count = room // 40 + 1
            found.extend(stop + 20 + (np.arange(count) + 0.5) * room / count)
        return found

    def wire(self, points: tuple[Point, ...], style: Look) -> None:
        """An arrow, hollow while what flows on it is still to come."""
        light = LIGHT if style.lit else ""
        self.arrow(points, style.edge, style.width, dashes=style.dashes, hollow=not style.built, light=light)

    def styled_box(self, centre: Point, size: Point, style: Look, radius: float) -> None:
        if style.lit:
            self.box(centre, size, LIGHT, "none", width=0, radius=radius, pad=6, zorder=1)
        self.box(centre, size, style.fill, style.edge, width=style.width, radius=radius, dashes=style.dashes)

    def tag(self, at: Point) -> None:
        tag = self.text(at, "hoje", self.small, INK, "center", bold=True)
        frame = {"boxstyle": "round,pad=0.25", "facecolor": LIGHT, "edgecolor": INK, "linewidth": 1}
        tag.set(bbox=frame, gid=ON_AN_EDGE)
