"""The strip of bars below the words: one number of one unit over the whole sentence."""

from __future__ import annotations

import numpy as np

from enap_lstm.figures.cell_map.look import SIGN
from enap_lstm.figures.cell_map.pen import Pen
from enap_lstm.figures.diagram import block
from enap_lstm.figures.parts import HUE
from enap_lstm.plots import INK, SOFT, br
from enap_lstm.plots.style import TINT


def strip(pen: Pen, letter: str, values: np.ndarray, t: int) -> None:
    """Under each word, how far a gate opens; numbers that may be negative grow from a line in the middle."""
    top, bottom, width = pen.place.bars
    hue, (low, high) = HUE[letter], ends(letter, values)
    scale = (bottom - top) / (high - low)
    zero = bottom + scale * low
    for k, (centre, value) in enumerate(zip(pen.place.words, values, strict=True)):
        left, tall, now = centre - width / 2, scale * value, k == t
        pen.patch(block(left, top, width, bottom - top), "white", "#8C8C8C", 0.8, 1)
        pen.patch(block(left, zero - tall, width, tall), hue if now else TINT[hue], hue, 1.2, 2)
        pen.ax.plot([left, left + width], [zero, zero], color=INK, linewidth=1.6, zorder=3)
        pen.text((centre, top - 12), br(value), pen.small, hue, "center", now)
    gate = letter in "ifo"
    told = f"abertura de ${letter}$" if gate else f"valor de {SIGN[letter]}"
    above, below = ("1 aberta", "0 fechada") if gate else (br(high, 1), br(low, 1) if low else "0")
    if pen.place.axis is None:
        words = "de 0, fechada, a 1, aberta" if gate else f"de {below} a {above}"
        pen.text((pen.place.size[0] / 2, bottom + 20), f"{told}, {words}", pen.small, INK, "center")
        return
    pen.text((pen.place.margin, top - 12), told, pen.small)
    pen.text((pen.place.axis, top + 6), above, pen.small, SOFT, "right")
    pen.text((pen.place.axis, bottom - 6), below, pen.small, SOFT, "right")


def ends(letter: str, values: np.ndarray) -> tuple[float, float]:
    """The scale of a letter's bars; a memory may leave −1 to 1, and the scale follows it in steps of 0.2.

    >>> ends("f", np.array([0.2])), ends("c", np.array([0.4, 1.05])), ends("g", np.array([-0.4]))
    ((0.0, 1.0), (0.0, 1.2), (-1.0, 1.0))
    """
    most = max(1.2 if letter == "c" else 1.0, float(np.ceil(5 * np.abs(values).max() - 1e-9) / 5))
    return (0.0 if values.min() >= 0 else -most), most
