"""Figures of notebook 02: what a gate lets in, where σ is flat, and which gates can still learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.heat import WORDS, heat_map
from enap_lstm.figures.trace import trace
from enap_lstm.plots import GATE, MEMORY, SOFT, Picture, Table, br

SUBJECT = 1  # the unit "2 · assunto", whose gate takes a different value at every word
LEFT, RIGHT = -10.0, 14.0  # of the axis of z: every word is on it for any bias from −8 to 8


def what_gets_in(i: np.ndarray | None = None) -> None:
    """Show, for one unit, what arrives with each word, the gate, and the product of both, which gets into the memory.

    >>> what_gets_in()  # doctest: +SKIP

    i (5, 3): the student's own gate over the sentence; without it, the toy cell's.
    """
    t = trace()
    gate = (t.i if i is None else np.asarray(i, float))[:, SUBJECT]
    rows = np.stack([t.g[:, SUBJECT], gate, gate * t.g[:, SUBJECT]])
    read = "; ".join(
        f"{w}: chega {br(a)}, porta {br(p)}, entra {br(e)}" for w, (a, p, e) in zip(SENTENCE, rows.T, strict=True)
    )
    picture = heat_map(
        rows,
        ["o que chega", "a porta", "o que entra"],
        SENTENCE,
        about="",
        caption="Unidade 2, a do assunto: o que chega × a porta = o que entra.",
        axes=("", WORDS),
    )
    plots.show(
        Picture(
            picture.draw, f"Tabela de três linhas, uma coluna por palavra. {read}.", picture.caption, picture.numbers
        )
    )


def saturation(bias: float, gate: Callable[..., np.ndarray] = reference.input_gate) -> Picture:
    """The words on the curve σ, and the slope each of them finds there, for a bias of unit 2: for a slider from −8 to 8.

    >>> saturation(-1.5).caption
    'Com viés −1,5, a maior inclinação é 0,2387 e a menor, 0,0270.'

    gate: `input_gate`, the student's own if it stands already.
    """
    t, b_i = trace(), toy.B_I.copy()
    b_i[SUBJECT] = bias
    z = toy.WORDS @ toy.U_I[SUBJECT] + t.h_prev @ toy.W_I[SUBJECT] + bias
    i = np.asarray(gate(toy.WORDS, t.h_prev, toy.U_I, toy.W_I, b_i), float)[:, SUBJECT]
    slope = i * (1 - i)

    def draw(narrow: bool) -> Figure:
        fig, (curve, slopes) = plots.panels(narrow, 2, wide=(960, 400), tall=(400, 680))
        _words_on_sigma(curve, z, i, gap=1.7 if narrow else 1.4)
        slopes.bar(SENTENCE, slope, color=GATE, width=0.6)
        for k, value in enumerate(slope):
            slopes.text(k, value + 0.006, _small(value, "<"), ha="center")
        slopes.set(ylim=(0, 0.29), ylabel="inclinação, i(1 − i)", xlabel="palavra")
        slopes.grid(axis="x", visible=False)
        plots.decimal_comma(slopes.yaxis)
        return fig

    read = "; ".join(
        f"{w}: porta {br(a, 4)}, inclinação {_small(s)}" for w, a, s in zip(SENTENCE, i, slope, strict=True)
    )
    rows = [[w, br(n), br(a, 4), _small(s)] for w, n, a, s in zip(SENTENCE, z, i, slope, strict=True)]
    return Picture(
        draw,
        f"A curva σ com um ponto por palavra; depois, barras com a inclinação. Viés {br(bias, 1)}. {read}.",
        f"Com viés {br(bias, 1)}, a maior inclinação é {_small(slope.max())} e a menor, {_small(slope.min())}.",
        Table(["palavra", "soma z", "porta i", "inclinação"], rows),
    )


def _words_on_sigma(ax: Axes, z: np.ndarray, i: np.ndarray, gap: float) -> None:
    """A point per word on the curve, its name above at the end of a thin line, so that no two names meet."""
    left, right = min(LEFT, z.min() - 1), max(RIGHT, z.max() + 1)
    axis = np.linspace(left, right, 241)
    ax.axvspan(left, -4, color="#EEEEEE")
    ax.axvspan(4, right, color="#EEEEEE")
    ax.plot(axis, reference.sigmoid(axis), color=GATE)
    ax.plot(z, i, "o", color=MEMORY, markersize=7, zorder=4)
    half = gap * (len(z) - 1) / 2
    places = plots.spread(np.clip(z, left + half / 2, right - half / 2), gap)
    places += max(0.0, left + gap - places.min()) - max(0.0, places.max() - right + gap)
    for word, place, at, height in zip(SENTENCE, places, z, i, strict=True):
        ax.plot([at, place], [height, 1.18], color=SOFT, linewidth=0.8, zorder=3)
        ax.text(place, 1.21, word, rotation=90, ha="center", va="bottom")
    ax.set(xlim=(left, right), ylim=(-0.05, 1.85), yticks=np.linspace(0, 1, 6), xticks=range(-8, int(right) + 1, 4))
    ax.set(xlabel="soma z (sem unidade)", ylabel="porta, i = σ(z)")
    plots.decimal_comma(ax.xaxis)
    plots.decimal_comma(ax.yaxis)


def _small(slope: float, below: str = "menos de ") -> str:
    """Four digits; a slope that would be written as zero is told from one."""
    return f"{below}0,0001" if 0 < slope < 0.00005 else br(slope, 4)


def news(dz: np.ndarray, words: Sequence[str] = SENTENCE) -> None:
    """Show what reaches z when every gate gets the same gradient, 1: dz (T, H), a unit per row, a word per column.

    >>> news(np.full((5, 3), 0.25))  # doctest: +SKIP
    """
    about = "Tabela de dz, uma linha por unidade e uma coluna por palavra."
    caption = "Branco é 0; azul cheio é 0,25, o máximo."
    plots.show(heat_map(dz.T, toy.UNITS, words, about=about, caption=caption, high=0.25, digits=3))
