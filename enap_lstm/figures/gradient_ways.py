"""How far a gradient goes back when all its ways are open: through c, and through h and the gates (07)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.plots import MEMORY, SAID, Picture, Table, br

Step = Callable[..., tuple]


def sizes_by_way(
    step: Step,
    backward: Step,
    x: np.ndarray,
    U: np.ndarray,
    W: np.ndarray,
    b: np.ndarray,
    *,
    only_c: bool = False,
) -> tuple[np.ndarray, np.ndarray]:
    """Read x (T, D), then bring a gradient of size 1 back from the last h: how much reaches each word's h, and its c.

    >>> by_h, by_c = sizes_by_way(reference.lstm_step, reference.lstm_step_backward, toy.WORDS, toy.U, toy.W, toy.B)
    >>> by_h[4].round(2), by_c[4]
    (np.float64(1.0), np.float64(0.0))

    step, backward: `lstm_step` and `lstm_step_backward`, the student's own; only_c: nothing goes on through h and the
    gates -> two arrays (T,), of h and of what comes to c from t + 1.
    """
    h = c = np.zeros(W.shape[1])
    states = []
    for word in x:
        states.append((h, c))
        h, c = step(word, h, c, U, W, b)
    dh, dc = np.ones(W.shape[1]) / np.sqrt(W.shape[1]), np.zeros(W.shape[1])
    sizes = []
    for word, (h_prev, c_prev) in zip(x[::-1], states[::-1], strict=True):
        sizes.append((np.linalg.norm(dh), np.linalg.norm(dc)))
        _, dh, dc, *_ = backward(dh, dc, word, h_prev, c_prev, U, W, b)
        dh = np.zeros_like(dh) if only_c else dh
    by_h, by_c = np.array(sizes[::-1]).T
    return by_h, by_c


def both_ways(f: float, backward: Step = reference.lstm_step_backward) -> Picture:
    """How much of a gradient that leaves the last word reaches each word through c and through h, if f stays put: for a slider.

    >>> both_ways(0.5).caption
    'Com f = 0,50, chega a não 0,0735 por c e 0,0037 por h.'

    The toy cell, but for its forget gate; backward: `lstm_step_backward`, the student's own if it stands already.
    """
    rows = slice(len(toy.UNITS), 2 * len(toy.UNITS))  # those of f in the toy's stacked parameters
    U, W, b = toy.U.copy(), toy.W.copy(), toy.B.copy()
    U[rows], W[rows] = 0, 0
    with np.errstate(divide="ignore"):
        b[rows] = np.log(f) - np.log1p(-f)  # −inf and inf at the ends: σ gives 0 and 1
    by_h, by_c = sizes_by_way(reference.lstm_step, backward, toy.WORDS, U, W, b)
    by_h, by_c, words = by_h[:-1], by_c[:-1], SENTENCE[:-1]  # the last word is where it leaves

    def draw(narrow: bool) -> Figure:
        fig, axes = plots.panels(narrow, 2, wide=(840, 330), tall=(400, 520))
        for ax, values, colour, way in zip(axes, (by_c, by_h), (MEMORY, SAID), ("c", "h"), strict=True):
            ax.bar(words, values, color=colour, width=0.6)
            for k, value in enumerate(values):
                ax.text(k, value + 0.008, told(value), ha="center")
            ax.set(ylim=(0, 0.42), xlabel="palavra a que chega", ylabel="fração do que saiu", title=f"por {way}")
            ax.grid(axis="x", visible=False)
            plots.decimal_comma(ax.yaxis)
        return fig

    rows_told = [[word, told(a), told(b)] for word, a, b in zip(words, by_c, by_h, strict=True)]
    end = f"Com f = {br(f)}, chega a não {rows_told[1][1]} por c e {rows_told[1][2]} por h."
    read = "; ".join(f"{word}: {a} por c, {b} por h" for word, a, b in rows_told)
    alt = f"Duas séries de barras, o que chega por c e o que chega por h, de um gradiente que sai de duendes. {read}. {end}"
    return Picture(draw, alt, end, Table(["palavra", "por c", "por h"], rows_told))


def told(size: float) -> str:
    """Four digits; what is zero, and what only looks like it, are told apart.

    >>> told(0.0), told(1e-6), told(0.25)
    ('0', '<0,0001', '0,2500')
    """
    return "0" if size == 0 else "<0,0001" if size < 0.00005 else br(size, 4)
