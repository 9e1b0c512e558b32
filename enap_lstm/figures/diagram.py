"""Boxes and arrows: the little that the diagrams of the notebooks need."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from enap_lstm import plots

Place = tuple[float, float]


def blank(width: float, height: float, right: float, top: float) -> tuple[Figure, Axes]:
    """A figure without axes whose drawing runs from (0, 0) to (right, top)."""
    fig, ax = plots.new_figure(width, height)
    ax.set_xlim(0, right)
    ax.set_ylim(0, top)
    ax.axis("off")
    return fig, ax


def box(ax: Axes, place: Place, text: str, colour: str = "#FFFFFF") -> None:
    """A box with a text, centred at `place`."""
    style = {"boxstyle": "round,pad=0.45", "facecolor": colour, "edgecolor": "#333333"}
    ax.text(*place, text, ha="center", va="center", fontsize=11, bbox=style, zorder=3)


def note(ax: Axes, place: Place, text: str, colour: str = "#000000", size: float = 10) -> None:
    """A text without a box, centred at `place`."""
    ax.text(*place, text, ha="center", va="center", fontsize=size, color=colour, zorder=3)


def arrow(ax: Axes, start: Place, end: Place, colour: str = "#333333", dashed: bool = False) -> None:
    """An arrow; dashed ones go backward, so that colour is not the only sign."""
    style = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.8, "linestyle": "--" if dashed else "-"}
    ax.annotate("", xy=end, xytext=start, arrowprops=style, zorder=2)
