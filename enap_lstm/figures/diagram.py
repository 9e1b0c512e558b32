"""Boxes, arrows and words on a sheet measured in pixels, y downwards: what every drawing of the course is made of."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Patch, PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.text import Text

from enap_lstm.plots import DPI, INK

Point = tuple[float, float]
Dashes = str | tuple[float, tuple[float, float]]
DASHED: Dashes = (0, (4, 2.5))
ON_AN_EDGE, GROUND = "on an edge", "ground"  # what the test of clashes lets a text touch


class Sheet:
    """A drawing without axes; from the back to the front: ground and light 0–1, arrows 4, boxes 5, text 9.

    >>> sheet = Sheet((300, 100))
    >>> sheet.text((20, 50), "z", 11).get_text()
    'z'
    """

    def __init__(self, size: Point) -> None:
        self.figure = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI, facecolor="white")
        self.ax = self.figure.add_axes((0, 0, 1, 1))
        self.ax.set(xlim=(0, size[0]), ylim=(size[1], 0))
        self.ax.axis("off")

    def text(
        self, at: Point, words: str, size: float, colour: str = INK, align: str = "left", bold: bool = False
    ) -> Text:
        weight = "bold" if bold else "normal"
        return self.ax.text(
            *at, words, fontsize=size, color=colour, ha=align, va="center_baseline", weight=weight, zorder=9
        )

    def box(
        self,
        centre: Point,
        size: Point,
        fill: str = "white",
        edge: str = INK,
        *,
        width: float = 1.6,
        radius: float = 8,
        pad: float = 0,
        dashes: Dashes = "-",
        zorder: float = 5,
    ) -> None:
        """A rectangle with round corners; `pad` makes it larger on every side."""
        corner = (centre[0] - size[0] / 2 + radius, centre[1] - size[1] / 2 + radius)
        shape = FancyBboxPatch(corner, size[0] - 2 * radius, size[1] - 2 * radius, f"round,pad={radius + pad}")
        self.patch(shape, fill, edge, width, zorder, dashes)

    def arrow(
        self,
        points: tuple[Point, ...],
        colour: str = INK,
        width: float = 1.6,
        *,
        dashes: Dashes = "-",
        hollow: bool = False,
        light: str = "",
    ) -> None:
        """A line with rounded corners whose tip is the last point; `light` is a colour behind it."""
        corners = [np.array(p, float) for k, p in enumerate(points) if k == 0 or p != points[k - 1]]
        ahead = (corners[-1] - corners[-2]) / np.linalg.norm(corners[-1] - corners[-2])
        aside = np.array([-ahead[1], ahead[0]])
        long, half = 11 + width, 4.5 + width
        tip, corners[-1] = corners[-1], corners[-1] - long * ahead
        if light:
            self.patch(PathPatch(rounded(corners)), "none", light, 8.5, 1)
        self.patch(PathPatch(rounded(corners)), "none", colour, width, 4, dashes)
        head = [tip, tip - long * ahead + half * aside, tip - long * ahead - half * aside]
        self.patch(Polygon(head), "white" if hollow else colour, colour, 1, 4)

    def patch(self, patch: Patch, fill: str, edge: str, width: float, zorder: float, dashes: Dashes = "-") -> None:
        patch.set(facecolor=fill, edgecolor=edge, linewidth=width, linestyle=dashes, zorder=zorder, capstyle="butt")
        self.ax.add_patch(patch)


def block(x: float, y: float, width: float, height: float) -> Polygon:
    """A rectangle from its corner; width or height may be negative."""
    return Polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def rounded(corners: list[np.ndarray], radius: float = 12) -> Path:
    """A path through the corners, each replaced by a quarter of a curve."""
    points, codes = [corners[0]], [Path.MOVETO]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        ends = [corner + (p - corner) * min(radius / np.linalg.norm(p - corner), 0.5) for p in (before, after)]
        points += [ends[0], corner, ends[1]]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return Path([*points, corners[-1]], [*codes, Path.LINETO])
