"""Figures of notebook 03: how long a memory lasts, the word "não" under a bias, and the price of f near 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from enap_lstm import plots
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.trace import trace
from enap_lstm.plots import PALETTE, br
from enap_lstm.reference import sigmoid
from enap_lstm.widgets import Drawing

BLUE, VERMILION = PALETTE["blue"], PALETTE["vermilion"]
LENGTH = 40  # words after the one that was stored
NEGATION = 0  # the unit "1 · negação"


def half_life(f: float) -> float:
    """After how many words half of a memory is left, if the gate stays at f: n with f to the power n = 1/2.

    >>> half_life(0.5)
    1.0
    """
    return float(np.log(0.5) / np.log(f))


def fading(f: float) -> Drawing:
    """What is left of a stored 1 over the following words, if the gate stays at f: for a slider."""
    steps = np.arange(LENGTH + 1)
    left = f**steps
    fig, ax = plots.new_figure(7.6, 3.2)
    ax.plot(steps, left, "o-", color=BLUE, markersize=4, linewidth=2)
    ax.axhline(0.5, color="#555555", linestyle="--", linewidth=1)
    ax.text(LENGTH, 0.52, "metade", ha="right", fontsize=9)
    if 0 < f < 1 and half_life(f) <= LENGTH:
        ax.plot([half_life(f)], [0.5], "D", color=VERMILION, markersize=8, zorder=4)
    ax.set_ylim(0, 1.05)
    ax.set_xlabel("palavras lidas depois de guardar")
    ax.set_ylabel("quanto resta da memória")
    plots.decimal_comma(ax.yaxis)
    end = f"Com f = {br(f)}, resta {br(f**5)} depois de 5 palavras e {br(f**LENGTH)} depois de {LENGTH}. {_half(f)}"
    return fig, f"Curva do que resta de uma memória que começa em 1. {end}", end


def _half(f: float) -> str:
    if f == 1:
        return "A memória nunca cai à metade."
    if f == 0:
        return "Nada passa da primeira palavra."
    return f"A memória cai à metade em {br(half_life(f), 1)} {'palavra' if half_life(f) < 2 else 'palavras'}."


def memory_of_no(bias: float) -> Drawing:
    """Gate and memory of the unit of the negation over the sentence, for a bias of its forget gate: for a slider."""
    b_f = toy.B_F.copy()
    b_f[NEGATION] = bias
    t = trace(b_f=b_f)
    fig, ax = plots.new_figure(7.6, 1.9)
    rows = np.stack([t.f[:, NEGATION], t.c[:, NEGATION]])
    plots.grid(ax, rows, ["porta f", "memória c"], SENTENCE)
    no, end = t.c[1, NEGATION], t.c[-1, NEGATION]
    caption = (
        f"Com viés {br(bias, 1)}, f = {br(t.f[0, NEGATION])}: o não guarda {br(no)}; em duendes, restam {br(end)}."
    )
    alt = "Tabela de duas linhas, uma coluna por palavra: a porta de esquecimento e a memória da unidade da negação."
    return fig, f"{alt} {caption}", caption


def price_of_keeping(biases: Sequence[float] = (0.0, 1.0, 3.0, 5.0)) -> None:
    """Show, over the bias, the half-life of the memory beside the slope that the gate has left to learn with."""
    axis = np.linspace(-2, 6, 161)
    marks = np.asarray(biases)
    lives = np.log(0.5) / np.log(sigmoid(marks))
    slopes = sigmoid(marks) * (1 - sigmoid(marks))
    fig, (life, slope) = plots.new_figures(2, 8.6, 3.4)
    life.plot(axis, np.log(0.5) / np.log(sigmoid(axis)), color=BLUE, linewidth=2)
    life.plot(marks, lives, "o", color=VERMILION, markersize=7)
    life.set_yscale("log")
    life.set_ylim(0.2, 600)
    life.set_ylabel("meia-vida (palavras)")
    slope.plot(axis, sigmoid(axis) * (1 - sigmoid(axis)), color=BLUE, linewidth=2)
    slope.plot(marks, slopes, "o", color=VERMILION, markersize=7)
    slope.set_ylim(0, 0.28)
    slope.set_ylabel("inclinação da porta, f(1 − f)")
    for x, n, s in zip(marks, lives, slopes, strict=True):
        life.annotate(br(n, 1), (x, n), xytext=(-6, 7), textcoords="offset points", ha="right")
        slope.annotate(br(s, 3), (x, s), xytext=(7, 4), textcoords="offset points")
    for ax in (life, slope):
        ax.set_xlabel("viés b_f (sem unidade)")
        plots.decimal_comma(ax.xaxis)
    for axis_ in (life.yaxis, slope.yaxis):
        plots.decimal_comma(axis_)
    read = "; ".join(
        f"viés {br(x, 0)}: meia-vida {br(n, 1)}, inclinação {br(s, 3)}"
        for x, n, s in zip(marks, lives, slopes, strict=True)
    )
    alt = f"Duas curvas sobre o viés. À esquerda, a meia-vida da memória, em escala logarítmica, sobe. À direita, a inclinação da porta tem o pico em 0 e desce. {read}."
    plots.show(fig, alt, "O mesmo viés que alonga a memória achata a porta.")
