"""Figures of notebook 02: what a gate lets in, where σ is flat, and which gates can still learn."""

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
SUBJECT = 1  # the unit "2 · assunto", whose gate takes a different value at every word


def what_gets_in() -> None:
    """Show, for one unit, what arrives with each word, the gate, and the product of both, which gets into the memory."""
    t = trace()
    rows = np.stack([t.g[:, SUBJECT], t.i[:, SUBJECT], t.i[:, SUBJECT] * t.g[:, SUBJECT]])
    fig, ax = plots.new_figure(7.6, 2.3)
    plots.grid(ax, rows, ["o que chega", "a porta", "o que entra"], SENTENCE)
    read = "; ".join(f"{w}: chega {br(a)}, porta {br(p)}, entra {br(e)}" for w, (a, p, e) in _by_word(rows))
    plots.show(
        fig,
        f"Tabela de três linhas, uma coluna por palavra. {read}.",
        "Unidade 2, a do assunto: o que chega × a porta = o que entra.",
    )


def saturation(bias: float) -> Drawing:
    """The words on the curve σ, and the slope each of them finds there, for a bias of unit 2: for a slider."""
    t = trace()
    z = toy.WORDS @ toy.U_I[SUBJECT] + t.h_prev @ toy.W_I[SUBJECT] + bias
    i = sigmoid(z)
    fig, (curve, slopes) = plots.new_figures(2, 8.6, 3.3)
    axis = np.linspace(-10, 10, 201)
    curve.axvspan(-10, -4, color="#EEEEEE")
    curve.axvspan(4, 10, color="#EEEEEE")
    curve.plot(axis, sigmoid(axis), color=BLUE, linewidth=2)
    curve.plot(z, i, "o", color=VERMILION, markersize=7)
    for k, word in enumerate(SENTENCE):
        curve.annotate(
            word, (z[k], i[k]), xytext=(-3, 7), textcoords="offset points", fontsize=9, rotation=90, ha="center"
        )
    curve.set_xlim(-10, 10)
    curve.set_ylim(-0.05, 1.4)  # room for the words
    curve.set_yticks(np.linspace(0, 1, 6))
    curve.set_xticks(range(-8, 9, 4))
    curve.set_xlabel("z (sem unidade)")
    curve.set_ylabel("porta, i = σ(z)")
    slopes.bar(SENTENCE, i * (1 - i), color=BLUE, width=0.6)
    for k, value in enumerate(i * (1 - i)):
        slopes.text(k, value + 0.005, br(value, 3), ha="center", fontsize=9)
    slopes.set_ylim(0, 0.28)
    slopes.set_ylabel("inclinação, i(1 − i)")
    slopes.tick_params(axis="x", labelsize=9)
    slopes.grid(axis="x", visible=False)
    for axis_ in (curve.xaxis, curve.yaxis, slopes.yaxis):
        plots.decimal_comma(axis_)
    read = "; ".join(f"{w}: porta {br(a)}, inclinação {br(a * (1 - a), 3)}" for w, a in zip(SENTENCE, i, strict=True))
    alt = f"À esquerda, a curva σ com um ponto por palavra; à direita, barras com a inclinação. Viés {br(bias, 1)}. {read}."
    return (
        fig,
        alt,
        f"Com viés {br(bias, 1)}, a maior inclinação é {br((i * (1 - i)).max(), 3)} e a menor, {br((i * (1 - i)).min(), 3)}.",
    )


def news(dz: np.ndarray, words: Sequence[str] = SENTENCE) -> None:
    """Show what reaches z when every gate gets the same gradient, 1: dz (T, H), a unit per row, a word per column."""
    fig, ax = plots.new_figure(7.6, 2.3)
    plots.grid(ax, dz.T, toy.UNITS, words, high=0.25, digits=3)
    read = "; ".join(f"{word}: {', '.join(br(v, 3) for v in column)}" for word, column in _by_word(dz.T))
    plots.show(
        fig, f"Tabela de dz, uma linha por unidade e uma coluna por palavra. {read}.", "Azul cheio é 0,25, o máximo."
    )


def _by_word(rows: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """(word, column) for a table with a word per column."""
    return list(zip(SENTENCE, rows.T, strict=True))
