"""Figures of notebook 04: a memory that is written downwards, the same memory without the input gate, and two slopes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.heat import WORDS
from enap_lstm.figures.trace import trace
from enap_lstm.plots import GATE, MEMORY, NEW, SOFT, Picture, Table, br
from enap_lstm.plots.style import TINT

Update = Callable[..., np.ndarray]  # x, h_prev, U_g, W_g, b_g -> g, as `cell_update` takes them

REST, VERB = 2, 1  # the unit "3 · resto", the only one that proposes both signs, and its column "verbo"


def memory(f: np.ndarray, i: np.ndarray, g: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is kept at each word, f times the c before, and c, from an empty memory.

    >>> memory(np.ones(2), np.ones(2), np.array([0.75, -1.0]))
    (array([0.  , 0.75]), array([ 0.75, -0.25]))
    """
    kept, c = np.zeros_like(g), np.zeros_like(g)
    for t in range(len(g)):
        kept[t] = f[t] * c[t - 1]  # before the first word, c[-1] is still zero
        c[t] = kept[t] + i[t] * g[t]
    return kept, c


def proposed(update: Update, U_g: np.ndarray = toy.U_G) -> np.ndarray:
    """g of unit 3 over the sentence. Neither its update nor its gates read h in the toy cell: h_prev may stay as it was."""
    return np.asarray(update(toy.WORDS, trace().h_prev, U_g, toy.W_G, toy.B_G), float)[:, REST]


def kept_and_written(weight: float, update: Update = reference.cell_update) -> Picture:
    """What unit 3 keeps and what it writes, up or down, word by word, for a weight of its column "verbo": for a slider.

    >>> kept_and_written(-0.5).caption
    'Com peso −0,5, em acredito a proposta é −0,46, escreve-se −0,23, e a memória vai a −0,06.'

    update: `cell_update`, the student's own if it stands already.
    """
    U_g = toy.U_G.copy()
    U_g[REST, VERB] = weight
    g, i = proposed(update, U_g), trace().i[:, REST]
    kept, c = memory(trace().f[:, REST], i, g)

    def draw(narrow: bool) -> Figure:
        fig, (ax,) = plots.panels(narrow, wide=(860, 400), tall=(400, 400))
        _steps(ax, kept, c, narrow)
        return fig

    at = SENTENCE.index("acredito")
    caption = (
        f"Com peso {br(weight, 1)}, em acredito a proposta é {br(g[at])}, escreve-se {br(i[at] * g[at])}, e a memória vai a"
        f" {br(c[at])}."
    )
    rows = [[word, *map(br, row)] for word, row in zip(SENTENCE, zip(g, i, i * g, kept, c, strict=True), strict=True)]
    read = "; ".join(f"{word}: fica {k}, escreve-se {w}, memória {now}" for word, _, _, w, k, now in rows)
    alt = f"Em cada palavra, uma barra do que fica na memória da unidade 3 e uma seta do que se escreve. {read}. {caption}"
    return Picture(draw, alt, caption, Table(["palavra", "g", "i", "escreve-se, i × g", "fica", "memória c"], rows))


def _steps(ax: Axes, kept: np.ndarray, c: np.ndarray, narrow: bool) -> None:
    """A bar for what is kept and an arrow from its end to c; above, what is written, below, c: there no arrow can reach."""
    places = np.arange(len(c))
    ax.bar(places, kept, width=0.62, color=TINT[MEMORY], edgecolor=MEMORY, label="fica")
    for place, (start, end) in enumerate(zip(kept, c, strict=True)):
        tip = {"arrowstyle": "-|>", "color": NEW, "linewidth": 2.5, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", (place, end), (place, start), arrowprops=tip, zorder=4)
        sign = "+" if end - start >= 0.005 else ""
        ax.text(place, 1.0, sign + br(end - start), color=NEW, ha="center", va="center")
        ax.text(place, -0.72, br(end), color=MEMORY, ha="center", va="center")
    ax.plot([], [], color=NEW, label="escreve-se (números de cima)")
    ax.plot(places, c, "o", color=MEMORY, markersize=5, zorder=5, label="memória c (números de baixo)")
    ax.axhline(0, color=SOFT, linewidth=1.2)
    ax.set_xticks(places, SENTENCE)
    ax.set(
        ylim=(-0.85, 1.12),
        xlim=(-0.6, len(c) - 0.4),
        yticks=[-0.5, 0, 0.5],
        xlabel=WORDS,
        ylabel="memória da unidade 3",
    )
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=1 if narrow else 3)
    plots.decimal_comma(ax.yaxis)


def without_input_gate(update: Update = reference.cell_update) -> None:
    """Show the memory of unit 3 over the sentence with its input gate, and with the gate at 1 in every word.

    >>> without_input_gate()  # doctest: +SKIP

    update: the student's own `cell_update`.
    """
    g, f, i = proposed(update), trace().f[:, REST], trace().i[:, REST]
    gated, all_in = memory(f, i, g)[1], memory(f, np.ones_like(i), g)[1]

    def draw(narrow: bool) -> Figure:
        fig, (ax,) = plots.panels(narrow, wide=(860, 380), tall=(400, 380))
        ax.plot(gated, "o-", color=MEMORY, markersize=8, label="com a porta de entrada")
        ax.plot(all_in, "s--", color=NEW, markersize=7, markerfacecolor="white", label="com i = 1 em toda palavra")
        ax.axhline(0, color=SOFT, linewidth=1.2)
        ax.set_xticks(range(len(SENTENCE)), SENTENCE)
        ax.set(ylim=(-0.3, 1.5), xlim=(-0.3, 4.4), xlabel=WORDS, ylabel="memória c da unidade 3")
        ax.legend(loc="upper left")
        plots.decimal_comma(ax.yaxis)
        return fig

    rows = [[word, *map(br, row)] for word, row in zip(SENTENCE, zip(g, i, gated, all_in, strict=True), strict=True)]
    read = "; ".join(f"{word}: com a porta {a}, com i = 1 {b}" for word, _, _, a, b in rows)
    caption = f"Em “em”, a memória é {br(gated[3])} com a porta e {br(all_in[3])} com i = 1."
    alt = f"Duas curvas da memória da unidade 3, palavra por palavra. {read}. {caption}"
    plots.show(Picture(draw, alt, caption, Table(["palavra", "proposta g", "porta i", "c", "c com i = 1"], rows)))


def two_slopes() -> None:
    """Show σ and tanh over z, and beside them their slopes.

    >>> two_slopes()  # doctest: +SKIP
    """
    z, marks = np.linspace(-5, 5, 201), np.array([0.0, 1.0, 2.0, 3.0])
    values: dict[str, Any] = {"tanh": np.tanh, "σ": reference.sigmoid}
    slopes: dict[str, Any] = {
        "tanh": lambda z: 1 - np.tanh(z) ** 2,
        "σ": lambda z: reference.sigmoid(z) * reference.sigmoid(-z),
    }

    def draw(narrow: bool) -> Figure:
        fig, axes = plots.panels(narrow, 2, wide=(960, 380), tall=(400, 620))
        for ax, curves, label in zip(axes, (values, slopes), ("valor", "inclinação"), strict=True):
            for (name, curve), colour, dashes in zip(curves.items(), (NEW, GATE), ("-", "--"), strict=True):
                ax.plot(z, curve(z), color=colour, linestyle=dashes, label=name)
            ax.set(xlabel="soma z (sem unidade)", ylabel=label)
            ax.legend(loc="upper left")
            plots.decimal_comma(ax.yaxis)
        return fig

    rows = [[br(at, 0), *(br(curve(at), 4) for curve in slopes.values())] for at in marks]
    read = "; ".join(f"z = {at}, tanh {a} e σ {b}" for at, a, b in rows)
    alt = f"Dois quadros sobre z: os valores da tanh, de −1 a 1, e da σ, de 0 a 1; e as inclinações. {read}."
    caption = "A inclinação da tanh chega a 1; a da σ, a 0,25. Longe do zero, a da tanh cai mais depressa."
    plots.show(Picture(draw, alt, caption, Table(["soma z", "inclinação da tanh", "inclinação da σ"], rows)))
