"""Figures of the course: one palette, one style, and one way to show them that GitHub, PDF and a screen reader understand.

A figure is made by `new_figure`, filled by `lines` or `grid` (or by hand) and displayed by `show`, with a text that says
what there is to see. pyplot is never imported: nothing here depends on a global state or on a window.
"""

from __future__ import annotations

import base64
import html
import io
import sys
from collections.abc import Mapping, Sequence

import numpy as np
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

# Okabe and Ito (2008): told apart with any kind of colour vision. Yellow is left for fills: too pale for a line.
PALETTE = {
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "black": "#000000",
    "yellow": "#F0E442",
}
LINE_COLOURS = tuple(PALETTE.values())[:7]
DASHES = ("-", "--", "-.", ":")  # a second sign beside the colour, for print in black and white
GATE_COLOURS = LinearSegmentedColormap.from_list("porta", ["#FFFFFF", PALETTE["blue"]])
SIGNED_COLOURS = LinearSegmentedColormap.from_list("sinal", [PALETTE["vermilion"], "#FFFFFF", PALETTE["blue"]])
DPI = 110


def show(fig: Figure, alt: str, caption: str = "") -> None:
    """Display a figure with its description, and close it.

    >>> fig, ax = new_figure()
    >>> show(fig, "Um par de eixos vazio.")  # doctest: +SKIP

    fig: the figure; alt: what a reader who cannot see it must know; caption: a line below it, if any.
    One output holds three readings of it: HTML whose image carries `alt` (notebook, exported page), PNG (PDF) and the text.
    """
    display(bundle(png(fig), alt, caption), raw=True)
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(fig)  # or the inline back end would show a figure made by pyplot a second time


def bundle(image: bytes, alt: str, caption: str = "") -> dict[str, str]:
    """The readings of one picture by MIME type: text/html, image/png and text/plain.

    >>> bundle(b"", "Nada.")["text/plain"]
    'Nada.'
    """
    return {
        "text/html": figure_html(image, alt, caption),
        "image/png": base64.b64encode(image).decode("ascii"),
        "text/plain": alt,
    }


def figure_html(image: bytes, alt: str, caption: str = "") -> str:
    """A PNG as a `<figure>` that needs no file beside it.

    >>> figure_html(b"", "a < b", "Legenda")
    '<figure style="margin: 0"><img alt="a &lt; b" style="max-width: 100%" src="data:image/png;base64,"><figcaption>Legenda</figcaption></figure>'

    The picture shrinks with a narrow window, inside a widget too, where the front end would cut it.
    """
    data = base64.b64encode(image).decode("ascii")
    below = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    picture = f'<img alt="{html.escape(alt)}" style="max-width: 100%" src="data:image/png;base64,{data}">'
    return f'<figure style="margin: 0">{picture}{below}</figure>'


def png(fig: Figure) -> bytes:
    """The figure as PNG; the same drawing gives the same bytes (the library's version and date are left out).

    >>> png(new_figure()[0])[1:4]
    b'PNG'
    """
    memory = io.BytesIO()
    fig.savefig(memory, format="png", dpi=DPI, metadata={"Software": None})
    return memory.getvalue()


def new_figure(width: float = 7.0, height: float = 3.2) -> tuple[Figure, Axes]:
    """An empty figure with one pair of axes in the course's style; width and height in inches.

    >>> fig, ax = new_figure()
    >>> ax.spines["top"].get_visible()
    False
    """
    fig, axes = new_figures(1, width, height)
    return fig, axes[0]


def new_figures(columns: int, width: float = 7.0, height: float = 3.2) -> tuple[Figure, list[Axes]]:
    """The same with several pairs of axes side by side.

    >>> len(new_figures(2)[1])
    2
    """
    fig = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    axes = [fig.add_subplot(1, columns, column + 1) for column in range(columns)]
    for ax in axes:
        ax.set_prop_cycle(color=LINE_COLOURS)
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color="#DDDDDD", linewidth=0.7)
        ax.set_axisbelow(True)
    return fig, axes


def lines(ax: Axes, x: Sequence[float] | np.ndarray, series: Mapping[str, Sequence[float] | np.ndarray]) -> None:
    """Draw named curves over x, told apart by colour and by dashes, with decimal commas on both axes.

    >>> fig, ax = new_figure()
    >>> lines(ax, [0, 1], {"f = 1": [1, 1], "f = 0,5": [1, 0.5]})
    >>> len(ax.lines)
    2
    """
    for place, (name, y) in enumerate(series.items()):
        ax.plot(x, y, label=name, color=LINE_COLOURS[place % 7], linestyle=DASHES[place % 4], linewidth=2)
    if len(series) > 1:
        ax.legend(frameon=False)
    decimal_comma(ax.xaxis)
    decimal_comma(ax.yaxis)


def grid(
    ax: Axes,
    values: np.ndarray,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    low: float = 0.0,
    high: float = 1.0,
    digits: int = 2,
) -> None:
    """Draw a matrix as coloured cells with each number written in its cell, so that colour is never the only sign.

    >>> fig, ax = new_figure()
    >>> grid(ax, np.array([[0.1, 0.9]]), rows=["porta 1"], columns=["Eu", "não"])
    >>> [text.get_text() for text in ax.texts]
    ['0,10', '0,90']

    values: (len(rows), len(columns)); low and high: the values of the two ends of the scale, white to blue; where low is
    negative the scale goes from orange (negative) through white to blue.
    """
    ax.grid(False)
    ax.imshow(values, cmap=SIGNED_COLOURS if low < 0 else GATE_COLOURS, vmin=low, vmax=high, aspect="auto")
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.set_xticks(np.arange(len(columns) + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(len(rows) + 1) - 0.5, minor=True)
    ax.grid(which="minor", color="#BBBBBB", linewidth=0.7)  # or a cell near zero would melt into the page
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    for (row, column), value in np.ndenumerate(values):
        dark = value > 0.9 * high  # only full blue asks for white: on orange and on paler blues black is easier to read
        ax.text(column, row, br(value, digits), ha="center", va="center", color="white" if dark else "black")


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

    >>> fig, ax = new_figure()
    >>> decimal_comma(ax.yaxis)
    >>> ax.yaxis.get_major_formatter()(0.5)
    '0,5'
    """
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}".replace("-", "−").replace(".", ",")))
