"""Figures of notebook 00: σ and its slope; the lesson on the chain rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import plots
from enap_lstm.figures.chain_rule import chain, row_meets_column
from enap_lstm.plots import GATE, MEMORY, Picture, Table, br
from enap_lstm.reference import sigmoid

__all__ = ["chain", "row_meets_column", "scores_and_shares", "sigmoid_at"]
FAR = 8.0  # the axis of z, and so the slider's limits


def scores_and_shares(words: Sequence[str], scores: np.ndarray) -> None:
    """Show, word by word, a sum z that may be anything beside the share σ(z) that it becomes.

    >>> scores_and_shares(["não", "em"], np.array([4.0, -3.0]))  # doctest: +SKIP
    """
    shares = sigmoid(scores)

    def draw(narrow: bool) -> Figure:
        fig, (left, right) = plots.panels(narrow, 2, wide=(880, 320), tall=(400, 500))
        plots.bars(left, words, scores, (scores.min() - 2, scores.max() + 2))
        plots.bars(right, words, shares, (0, 1.2))
        left.axvline(0, color="#333333", linewidth=1)
        left.set_xlabel("soma z (sem unidade)")
        right.set_xlabel("fração que passa, σ(z)")
        return fig

    read = "; ".join(f"{w}: soma {br(z, 1)}, fração {br(s)}" for w, z, s in zip(words, scores, shares, strict=True))
    rows = [[w, br(z), br(s)] for w, z, s in zip(words, scores, shares, strict=True)]
    caption = "Primeiro, a soma z de cada palavra; depois, a mesma soma depois de σ."
    plots.show(Picture(draw, f"Barras por palavra. {read}.", caption, Table(["palavra", "z", "σ(z)"], rows)))


def sigmoid_at(z: float, sigma: Callable[[np.ndarray], np.ndarray] = sigmoid) -> Picture:
    """The curve σ with its tangent at z, and the curve of its slope: for a slider from −8 to 8.

    >>> sigmoid_at(0.0).alt
    'Duas curvas sobre z, ... vale 0,500 em z = 0,0. ... vale 0,250 nesse ponto.'

    sigma: the student's own, if it stands already.
    """
    axis = np.linspace(-FAR, FAR, 321)
    s, here = np.asarray(sigma(axis)), float(sigma(np.array([z]))[0])
    steepness = here * (1 - here)

    def draw(narrow: bool) -> Figure:
        fig, (height, slope) = plots.panels(narrow, 2, wide=(880, 340), tall=(400, 560))
        for ax, curve, value, label in (
            (height, s, here, "σ(z)"),
            (slope, s * (1 - s), steepness, "inclinação de σ em z"),
        ):
            ax.axvspan(-FAR, -4, color="#EEEEEE")
            ax.axvspan(4, FAR, color="#EEEEEE")
            ax.plot(axis, curve, color=GATE)
            ax.plot([z], [value], "o", color=MEMORY, markersize=8, zorder=4)
            ax.set(xlabel="soma z (sem unidade)", ylabel=label, xticks=range(-8, 9, 4))
            plots.decimal_comma(ax.xaxis)
            plots.decimal_comma(ax.yaxis)
        near = np.array([max(-FAR, z - 2), min(FAR, z + 2)])
        height.plot(near, here + steepness * (near - z), "--", color=MEMORY, linewidth=1.5)
        height.set(ylim=(-0.08, 1.08), title=f"altura: σ({br(z, 1)}) = {br(here, 3)}")
        slope.set(ylim=(0, 0.3), title=f"inclinação: {br(steepness, 3)}")
        return fig

    alt = (
        f"Duas curvas sobre z, de −8 a 8. A primeira, σ, sobe de 0 a 1 em forma de S e vale {br(here, 3)} em"
        f" z = {br(z, 1)}. A segunda, a sua inclinação, é um sino com topo 0,25 em z = 0 e vale {br(steepness, 3)} nesse ponto."
    )
    marks = np.arange(-8, 9, 2.0)
    rows = [[br(m, 0), br(v, 4), br(v * (1 - v), 4)] for m, v in zip(marks, np.asarray(sigma(marks)), strict=True)]
    caption = "Cinza: a região saturada, em que σ quase não muda com z. Tracejado: a reta tangente no ponto."
    return Picture(draw, alt, caption, Table(["z", "σ(z)", "inclinação"], rows))
