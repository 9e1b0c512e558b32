"""What the figures are made of: curves, bars, a matrix as coloured cells, and labels that do not touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from enap_lstm.plots.style import DASHES, GATE, GATE_COLOURS, INK, LINES, MEMORY, SIGNED_COLOURS, br, decimal_comma


def curves(ax: Axes, x: Sequence[float] | np.ndarray, series: Mapping[str, Sequence[float] | np.ndarray]) -> None:
    """Draw named curves over x, told apart by colour and by dashes, with decimal commas on both axes.

    >>> from enap_lstm.plots.style import panels
    >>> fig, (ax,) = panels(narrow=False, wide=(700, 300), tall=(400, 300))
    >>> curves(ax, [0, 1], {"f = 1": [1, 1], "f = 0,5": [1, 0.5]})
    >>> len(ax.lines)
    2
    """
    for place, (name, y) in enumerate(series.items()):
        ax.plot(x, y, label=name, color=LINES[place % len(LINES)], linestyle=DASHES[place % len(DASHES)])
    if len(series) > 1:
        ax.legend()
    decimal_comma(ax.xaxis)
    decimal_comma(ax.yaxis)


def bars(ax: Axes, names: Sequence[str], values: np.ndarray, limits: tuple[float, float], digits: int = 2) -> None:
    """Draw a horizontal bar per name, each with its number at its end; what is negative is orange and runs to the left."""
    places = range(len(names))
    ax.barh(places, values, color=[GATE if v >= 0 else MEMORY for v in values], height=0.6)
    for place, value in zip(places, values, strict=True):
        side, align = (4, "left") if value >= 0 else (-4, "right")
        ax.annotate(
            br(value, digits), (value, place), (side, 0), textcoords="offset points", va="center_baseline", ha=align
        )
    ax.set_yticks(places, names)
    ax.set_xlim(*limits)
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    decimal_comma(ax.xaxis)


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

    >>> from enap_lstm.plots.style import panels
    >>> fig, (ax,) = panels(narrow=False, wide=(700, 200), tall=(400, 200))
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
    ax.grid(which="minor", color="#8C8C8C", linewidth=0.8)  # or a cell near zero would melt into the page
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    for (row, column), value in np.ndenumerate(values):
        ax.text(column, row, br(value, digits), ha="center", va="center_baseline", color=INK)


def spread(places: Sequence[float] | np.ndarray, gap: float) -> np.ndarray:
    """Where labels may stand so that no two are nearer than `gap`, each as near as can be to its own place.

    >>> spread([0.0, 0.1, 5.0], gap=1.0)
    array([-0.45,  0.55,  5.  ])
    """
    wanted = np.asarray(places, float)
    order = np.argsort(wanted, kind="stable")
    # With the gaps taken out, labels need only be in order: neighbours out of order share their mean (isotonic fit).
    blocks: list[list[float]] = []
    for place in wanted[order] - gap * np.arange(len(order)):
        blocks.append([place, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, size = blocks.pop()
            blocks[-1] = [(blocks[-1][0] * blocks[-1][1] + mean * size) / (blocks[-1][1] + size), blocks[-1][1] + size]
    fitted = np.repeat([mean for mean, _ in blocks], [int(size) for _, size in blocks])
    found = np.empty(len(order))
    found[order] = fitted + gap * np.arange(len(order))
    return found
