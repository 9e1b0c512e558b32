"""How every figure looks: colours by what they mean, sizes in pixels, numbers with a decimal comma."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

# A hue for each KIND of number: at least 5.1 to 1 on the map's ground and under white text; under any of the three colour
# blindnesses no two come nearer than 20 ΔE. Words, dashes and fills say the same without colour.
GATE, NEW, MEMORY, SAID = "#0067B8", "#00513D", "#A84A08", "#7A1C6C"  # a gate, the candidate g, c, h
INK, SOFT, DASHED, GROUND, LIGHT = "#1A1A1A", "#595959", "#767676", "#F5F4F0", "#FFD83D"
TINT = {GATE: "#DCEBF8", NEW: "#DDF0E9", MEMORY: "#FBE6D3", SAID: "#F5E0F0"}
LINES = (GATE, MEMORY, NEW, SAID, INK)
DASHES = (
    "-",
    "--",
    "-.",
    ":",
    (0, (5, 1, 1, 1, 1, 1)),
)  # a second sign beside the colour, for print in black and white
# So pale at both ends that black numbers are read on every cell: 7 to 1 at the darkest.
GATE_COLOURS = LinearSegmentedColormap.from_list("porta", ["#FFFFFF", "#6DAEE3"])
SIGNED_COLOURS = LinearSegmentedColormap.from_list("sinal", ["#F0A868", "#FFFFFF", "#6DAEE3"])
DPI = 110

STYLE: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],  # travels with matplotlib: the same picture on every machine
    "font.size": 10.5,
    "axes.titlesize": 11,
    "axes.labelsize": 10.5,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": SOFT,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#D5D5D5",
    "grid.linewidth": 0.8,
}
SMALL: dict[Any, Any] = {"font.size": 9.5, "axes.titlesize": 10, "axes.labelsize": 9.5, "legend.fontsize": 9}
SMALL |= {"xtick.labelsize": 9, "ytick.labelsize": 9}


@contextmanager
def style(narrow: bool) -> Iterator[None]:
    """Draw in the course's style, whatever the reader's own settings are; in the narrow layout with smaller type.

    >>> with style(narrow=True):
    ...     matplotlib.rcParams["xtick.labelsize"]
    9.0
    """
    with matplotlib.rc_context(STYLE | (SMALL if narrow else {})):
        yield


def panels(
    narrow: bool, count: int = 1, *, wide: tuple[int, int], tall: tuple[int, int], columns: int = 0
) -> tuple[Figure, list[Axes]]:
    """An empty figure with pairs of axes: side by side in the wide layout, one below the other in the narrow one.

    >>> fig, axes = panels(narrow=True, count=2, wide=(900, 350), tall=(400, 560))
    >>> len(axes), fig.get_size_inches() * DPI
    (2, array([400., 560.]))

    wide, tall: the size of each layout in pixels; columns: of the wide one, if they are fewer than the axes.
    """
    across = 1 if narrow else columns or count
    width, height = tall if narrow else wide
    fig = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, layout="constrained", facecolor="white")
    axes = [fig.add_subplot(-(-count // across), across, k + 1) for k in range(count)]
    return fig, axes


def br(value: float, digits: int = 2) -> str:
    """A number as Brazilians write it, rounded.

    >>> br(0.731), br(-3, 0)
    ('0,73', '−3')
    """
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("-")  # no "−0,00"
    return text.replace("-", "−").replace(".", ",")


def decimal_comma(axis: Axis) -> None:
    """Write an axis's numbers with a decimal comma.

    >>> fig, (ax,) = panels(narrow=False, wide=(300, 200), tall=(300, 200))
    >>> decimal_comma(ax.yaxis)
    >>> ax.yaxis.get_major_formatter()(0.5)
    '0,5'
    """
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}".replace("-", "−").replace(".", ",")))
