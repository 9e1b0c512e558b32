"""Figures of notebook 01: the unrolled network, what its state remembers, the way back, the gradient that shrinks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from enap_lstm import plots
from enap_lstm.data import SENTENCE
from enap_lstm.data.elman_toy import UNITS, B, U, W
from enap_lstm.data.toy import WORDS
from enap_lstm.figures import diagram
from enap_lstm.plots import PALETTE, br
from enap_lstm.reference import rnn_forward
from enap_lstm.widgets import Drawing

VERMILION = "#A34700"  # the palette's vermilion, darker: it colours text


def unrolled(words: Sequence[str] = SENTENCE) -> None:
    """Show the network opened in time: one box per word, the same U, W, b in each."""
    fig, ax = diagram.blank(8.4, 2.2, 2 * len(words) + 1.4, 2.9)
    diagram.note(ax, (0.22, 2.1), "h₀")
    for t, word in enumerate(words):
        x = 2.0 + 2 * t
        diagram.arrow(ax, (x - 1.55, 2.1), (x - 0.4, 2.1), PALETTE["blue"])
        diagram.arrow(ax, (x, 0.75), (x, 1.65), PALETTE["green"])
        diagram.box(ax, (x, 2.1), "tanh", "#E5F1F8")
        diagram.note(ax, (x, 0.45), word, size=11)
        diagram.note(ax, (x + 0.25, 1.2), "U", "#00664B", 11)
        diagram.note(ax, (x - 0.9, 2.45), "W", "#00517F", 11)
        diagram.note(ax, (x + 0.75, 1.8), f"h{'₁₂₃₄₅₆₇₈₉'[t]}")
    diagram.arrow(ax, (2 * len(words) + 0.45, 2.1), (2 * len(words) + 1.3, 2.1), PALETTE["blue"])
    alt = (
        f"Uma fila de {len(words)} caixas tanh, uma por palavra: {', '.join(words)}. A palavra entra por baixo, por U;"
        " o estado da caixa anterior entra pela esquerda, por W. A primeira recebe h₀."
    )
    plots.show(fig, alt, "A mesma caixa, com os mesmos U, W e b, repetida a cada palavra.")


def remembering(w: float) -> Drawing:
    """The states over the sentence with and without its "não", when unit 1 feeds itself with weight w: for a slider."""
    mine = W.copy()
    mine[0, 0] = w
    without = [0, 2, 3, 4]
    fig, axes = plots.new_figures(2, 8.6, 2.3)
    last = []
    for ax, keep in zip(axes, (range(5), without), strict=True):
        h = rnn_forward(WORDS[list(keep), None], np.zeros((1, 2)), U, mine, B)[:, 0]
        plots.grid(ax, h.T, UNITS if ax is axes[0] else ["", ""], [SENTENCE[k] for k in keep], low=-1, high=1)
        last.append(h[-1, 1])
    axes[0].set_title("com o não", fontsize=11)
    axes[1].set_title("sem o não", fontsize=11)
    alt = (
        f"Duas tabelas com os estados das duas unidades, palavra por palavra. Com W[0, 0] = {br(w)}, a unidade 2 termina em"
        f" {br(last[0])} na frase com “não” e em {br(last[1])} na frase sem “não”."
    )
    end = f"Em duendes, a unidade 2 vale {br(last[0])} com o não e {br(last[1])} sem o não."
    return fig, alt, end


def states(h: np.ndarray, words: Sequence[str]) -> None:
    """Show states (T, H) as a table: a unit per row, a word per column."""
    fig, ax = plots.new_figure(1.6 + 1.0 * len(words), 0.9 + 0.45 * h.shape[1])
    names = UNITS if h.shape[1] == 2 else [f"unidade {k + 1}" for k in range(h.shape[1])]
    plots.grid(ax, h.T, names, words, low=-1, high=1)
    read = "; ".join(f"{word}: {', '.join(br(v) for v in row)}" for word, row in zip(words, h, strict=True))
    plots.show(fig, f"Tabela dos estados por palavra, uma unidade depois da outra. {read}.")


def way_back() -> None:
    """Show one step with the gradient's way back: from dh through tanh to dz, and from dz to five places."""
    fig, ax = diagram.blank(8.4, 4.0, 10, 6)
    diagram.box(ax, (9.0, 3.0), "h", "#E5F1F8")
    diagram.box(ax, (6.4, 3.0), "z", "#E5F1F8")
    diagram.arrow(ax, (6.75, 3.15), (8.65, 3.15))
    diagram.arrow(ax, (8.65, 2.8), (6.75, 2.8), PALETTE["vermilion"], dashed=True)
    diagram.note(ax, (7.7, 3.5), "tanh")
    diagram.note(ax, (7.7, 2.4), "× (1 − h²)", VERMILION)
    diagram.note(ax, (9.0, 2.2), "dh", VERMILION, 11)
    diagram.note(ax, (6.4, 2.2), "dz", VERMILION, 11)
    for height, edge, (name, formula, back) in zip(
        (5.2, 3.0, 0.8),
        (2.05, 2.35, 1.85),  # where the arrows meet the boxes, which are as wide as their names
        (("x  e  U", "x Uᵀ", "dx  e  dU"), ("h_prev  e  W", "h_prev Wᵀ", "dh_prev  e  dW"), ("b", "b", "db")),
        strict=True,
    ):
        diagram.box(ax, (1.5, height), name)
        target = 3.0 + (height - 3.0) * 0.2
        diagram.arrow(ax, (edge, height + 0.18), (6.0, target + 0.12))
        diagram.arrow(ax, (6.0, target - 0.15), (edge, height - 0.22), PALETTE["vermilion"], dashed=True)
        lean = (3.0 - height) * 0.27  # how far the arrows have come down, or up, where their names stand
        diagram.note(ax, (3.7, height + lean + 0.55), formula)
        diagram.note(ax, (3.3, height + lean - 0.62), back, VERMILION)
    alt = (
        "Esquema de um passo. Na ida, três parcelas, x com U, h_prev com W, e b, se somam em z, e a tanh leva z a h."
        " Na volta, dh passa pela tanh, multiplicado por 1 − h², e vira dz; dz se divide em dx e dU, dh_prev e dW, e db."
    )
    plots.show(fig, alt, "Setas cheias: a ida. Setas tracejadas: o gradiente, no caminho contrário.")


def shrinking(norms: Mapping[str, np.ndarray], words: Sequence[str]) -> None:
    """Show, on a logarithmic axis, how much gradient reaches each word: norms has one array (len(words),) per curve."""
    fig, ax = plots.new_figure(8.6, 4.2)
    plots.lines(ax, np.arange(1, len(words) + 1), norms)
    ax.set_yscale("log")
    ax.set_xticks(range(1, len(words) + 1), words, rotation=60, ha="right", fontsize=9)
    ax.set_ylabel("tamanho do gradiente\n(fração do que saiu da última)")
    ax.set_xlabel("palavra a que o gradiente chega (lendo da direita para a esquerda, ele volta no tempo)")
    ends = "; ".join(f"{name}: {values[0]:.1e} na primeira palavra".replace(".", ",") for name, values in norms.items())
    alt = f"Curvas em escala logarítmica sobre as {len(words)} palavras; todas valem 1 na última. {ends}."
    plots.show(fig, alt, "O eixo vertical é logarítmico: descer o mesmo tanto é sempre dividir pelo mesmo número.")
