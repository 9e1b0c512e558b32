"""Figures of notebook 03: how long a memory lasts, the word "não" under a bias, and the price of f near 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.heat import WORDS, heat_map
from enap_lstm.figures.trace import trace
from enap_lstm.plots import GATE, MEMORY, SOFT, Picture, Table, br
from enap_lstm.reference import sigmoid

LENGTH = 40  # words after the one that was stored
NEGATION = 0  # the unit "1 · negação"


def half_life(f: float) -> float:
    """After how many words half of a memory is left, if the gate stays at f: n with f to the power n = 1/2.

    >>> half_life(0.5)
    1.0
    """
    return float(np.log(0.5) / np.log(f))


def fading(f: float) -> Picture:
    """What is left of a stored 1 over the following words, if the gate stays at f: for a slider.

    >>> fading(0.5).caption
    'Com f = 0,50, resta 0,03 depois de 5 palavras e 0,00 depois de 40. A memória cai à metade em 1,0 palavra.'
    """
    steps = np.arange(LENGTH + 1)
    left = f**steps

    def draw(narrow: bool) -> Figure:
        fig, (ax,) = plots.panels(narrow, wide=(840, 350), tall=(400, 330))
        ax.plot(steps, left, "o-", color=MEMORY, markersize=4)
        ax.axhline(0.5, color=SOFT, linestyle="--", linewidth=1.2)
        ax.text(LENGTH, 0.52, "metade", ha="right")
        if 0 < f < 1 and half_life(f) <= LENGTH:
            ax.plot([half_life(f)], [0.5], "D", color=GATE, markersize=9, zorder=4)
        ax.set(ylim=(0, 1.05), xlabel="palavras lidas depois de guardar", ylabel="quanto resta da memória")
        plots.decimal_comma(ax.yaxis)
        return fig

    end = f"Com f = {br(f)}, resta {br(f**5)} depois de 5 palavras e {br(f**LENGTH)} depois de {LENGTH}. {_half(f)}"
    rows = [[str(n), br(f**n, 4)] for n in (0, 1, 2, 3, 5, 10, 20, LENGTH)]
    alt = f"Curva do que resta de uma memória que começa em 1. {end}"
    return Picture(draw, alt, end, Table(["palavras depois", "resta"], rows))


def _half(f: float) -> str:
    if f == 1:
        return "A memória nunca cai à metade."
    if f == 0:
        return "Nada passa da primeira palavra."
    return f"A memória cai à metade em {br(half_life(f), 1)} {'palavra' if half_life(f) < 2 else 'palavras'}."


def memory_of_no(bias: float, gate: Callable[..., np.ndarray] = reference.forget_gate) -> Picture:
    """Gate and memory of the unit of the negation over the sentence, for a bias of its forget gate: for a slider.

    >>> memory_of_no(6.0).caption  # with two digits it would say f = 1,00 and show a memory that shrinks
    'Com viés 6,0, f = 0,9975: o não guarda 0,9479; em duendes, restam 0,9408.'

    gate: `forget_gate`, the student's own if it stands already.
    """
    b_f = toy.B_F.copy()
    b_f[NEGATION] = bias
    t = trace(b_f=b_f)
    f = np.asarray(gate(toy.WORDS, t.h_prev, toy.U_F, toy.W_F, b_f), float)[:, NEGATION]
    c = t.c[:, NEGATION]
    caption = (
        f"Com viés {br(bias, 1)}, f = {br(f[0], 4)}: o não guarda {br(c[1], 4)}; em duendes, restam {br(c[-1], 4)}."
    )
    about = "Tabela de duas linhas, uma coluna por palavra: a porta de esquecimento e a memória da unidade da negação."
    return heat_map(
        np.stack([f, c]),
        ["porta f", "memória c"],
        SENTENCE,
        about=f"{about} {caption}",
        caption=caption,
        digits=4,
        axes=("", WORDS),
    )


def price_of_keeping(biases: Sequence[float] = (0.0, 1.0, 3.0, 5.0)) -> None:
    """Show, over the bias, the half-life of the memory beside the slope that the gate has left to learn with.

    >>> price_of_keeping()  # doctest: +SKIP
    """
    axis, marks = np.linspace(-2, 6, 161), np.asarray(biases)
    lives, slopes = np.log(0.5) / np.log(sigmoid(marks)), sigmoid(marks) * (1 - sigmoid(marks))

    def draw(narrow: bool) -> Figure:
        fig, (life, slope) = plots.panels(narrow, 2, wide=(960, 380), tall=(400, 600))
        life.plot(axis, np.log(0.5) / np.log(sigmoid(axis)), color=GATE)
        slope.plot(axis, sigmoid(axis) * (1 - sigmoid(axis)), color=GATE)
        life.set(yscale="log", ylim=(0.2, 600), ylabel="meia-vida (palavras)")
        slope.set(ylim=(0, 0.29), ylabel="inclinação da porta, f(1 − f)")
        for ax, values, digits, aside, align in (
            (life, lives, 1, (-7, 7), "right"),
            (slope, slopes, 3, (8, 4), "left"),
        ):
            ax.plot(marks, values, "o", color=MEMORY, markersize=7)
            for x, value in zip(marks, values, strict=True):
                ax.annotate(br(value, digits), (x, value), aside, textcoords="offset points", ha=align)
            ax.set_xlabel("viés b_f (sem unidade)")
            plots.decimal_comma(ax.xaxis)
            plots.decimal_comma(ax.yaxis)
        return fig

    read = "; ".join(
        f"viés {br(x, 0)}: meia-vida {br(n, 1)}, inclinação {br(s, 3)}"
        for x, n, s in zip(marks, lives, slopes, strict=True)
    )
    alt = (
        "Duas curvas sobre o viés. Na primeira, a meia-vida da memória, em escala logarítmica, sobe. Na segunda, a"
        f" inclinação da porta tem o pico em 0 e desce. {read}."
    )
    rows = [[br(x, 1), br(n, 1), br(s, 3)] for x, n, s in zip(marks, lives, slopes, strict=True)]
    table = Table(["viés b_f", "meia-vida (palavras)", "inclinação"], rows)
    plots.show(Picture(draw, alt, "O mesmo viés que alonga a memória achata a porta.", table))
