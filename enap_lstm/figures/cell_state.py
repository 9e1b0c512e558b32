"""Figures of notebook 06: what two gates do with one number, and a unit's belt over the sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.heat import heat_map
from enap_lstm.plots import INK, MEMORY, NEW, Picture, Table, br
from enap_lstm.plots.style import TINT

STORED = 0.8  # the memory of the table of openings
OPENINGS = (1.0, 0.75, 0.5, 0.25, 0.0)
SHAPE = (len(SENTENCE), len(toy.UNITS))


def openings(g: float, state: Callable[..., np.ndarray] = reference.cell_state) -> Picture:
    """What a memory of 0.8 becomes, for every opening of the two gates, when g is proposed: for a slider.

    >>> openings(-0.5).caption
    'Memória 0,80, proposta −0,50. Nos cantos: guardar 0,80, somar 0,30, trocar −0,50, apagar 0,00.'

    state: `cell_state`, the student's own if it stands already.
    """
    f, i = (grid.ravel() for grid in np.meshgrid(OPENINGS, OPENINGS[::-1], indexing="ij"))
    c = np.asarray(state(f, np.full(f.shape, STORED), i, np.full(f.shape, g)), float).reshape(len(OPENINGS), -1)
    corners = {"guardar": c[0, 0], "somar": c[0, -1], "trocar": c[-1, -1], "apagar": c[-1, 0]}
    caption = (
        f"Memória {br(STORED)}, proposta {br(g)}. Nos cantos: {', '.join(f'{k} {br(v)}' for k, v in corners.items())}."
    )
    most = max(1.0, float(np.abs(c).max()))
    table = heat_map(
        c,
        [br(v) for v in OPENINGS],
        [br(v) for v in OPENINGS[::-1]],
        about=f"Tabela do estado novo, uma linha por abertura de f e uma coluna por abertura de i. {caption}",
        caption=caption,
        low=-most,
        high=most,
        axes=("porta de esquecimento f", "porta de entrada i"),
    )

    def draw(narrow: bool) -> Figure:
        fig = table.draw(narrow)
        _name_corners(fig.axes[0], list(corners))
        return fig

    return replace(table, draw=draw)


def _name_corners(ax: Axes, names: Sequence[str]) -> None:
    """Below the numbers in the four corners, clockwise from the top left, what each situation is called."""
    last = len(OPENINGS) - 1.0
    named = dict(zip(((0.0, 0.0), (last, 0.0), (last, last), (0.0, last)), names, strict=True))
    for number in list(ax.texts):
        column, row = number.get_position()
        if name := named.get((column, row)):
            number.set_position((column, row - 0.2))
            ax.text(column, row + 0.25, name, ha="center", va="center_baseline", fontsize=9)


def belt(
    unit: int, *, f: np.ndarray, i: np.ndarray, g: np.ndarray, c: np.ndarray, words: Sequence[str] = SENTENCE
) -> None:
    """Show, for one unit (from 1), how far both gates open at each word, and what stays and what enters, which make c.

    >>> belt(2, f=f, i=i, g=g, c=c)  # doctest: +SKIP

    f, i, g, c (5, 3): over the sentence, c as the student's own function gave it. Raises ValueError for another shape.
    """
    letters = {letter: np.asarray(values, float) for letter, values in {"f": f, "i": i, "g": g, "c": c}.items()}
    for letter, values in letters.items():
        if values.shape != SHAPE or not 1 <= unit <= SHAPE[1]:
            raise ValueError(
                f"A esteira recebe uma unidade de 1 a {SHAPE[1]} e f, i, g e c com forma {SHAPE}; veio unidade {unit}, e"
                f" {letter} com forma {values.shape}."
            )
    f, i, g, c = (values[:, unit - 1] for values in letters.values())
    stays, enters = f * np.append(0.0, c[:-1]), i * g
    name = toy.UNITS[unit - 1]

    def draw(narrow: bool) -> Figure:
        fig, (gates, memory) = plots.panels(narrow, 2, columns=1, wide=(860, 480), tall=(400, 460))
        heights = gates.get_gridspec()
        assert heights is not None
        heights.set_height_ratios([2, 5])
        plots.grid(gates, np.stack([f, i]), ["f", "i"] if narrow else ["f, quanto fica", "i, quanto entra"], words)
        _stacked(memory, stays, enters, c)
        memory.set_xticks(range(len(words)), words)
        memory.set_xlim(gates.get_xlim())
        return fig

    told = "; ".join(
        f"{word}: f {br(a)}, i {br(b)}, fica {br(s)}, entra {br(e)}, c {br(v)}"
        for word, a, b, s, e, v in zip(words, f, i, stays, enters, c, strict=True)
    )
    alt = (
        f"A unidade {name}: em cima, a abertura das duas portas por palavra; embaixo, o que fica e o que entra. {told}."
    )
    rows = [[w, *map(br, numbers)] for w, *numbers in zip(words, f, i, stays, enters, c, strict=True)]
    head = ["palavra", "f", "i", "fica, f ⊙ c anterior", "entra, i ⊙ g", "c"]
    plots.show(Picture(draw, alt, f"Unidade {name}. O que fica e o que entra somam c.", Table(head, rows)))


def _stacked(ax: Axes, stays: np.ndarray, enters: np.ndarray, c: np.ndarray) -> None:
    """Of one sign, the two stand on each other; of two, each on its side of zero. The diamond is their sum."""
    places = np.arange(len(c))
    base = np.where(stays * enters > 0, stays, 0.0)
    ax.bar(places, stays, 0.44, color=TINT[MEMORY], edgecolor=MEMORY, linewidth=1.2, label="fica")
    ax.bar(places, enters, 0.44, base, color=NEW, edgecolor=NEW, linewidth=1.2, label="entra")
    ax.plot(places, c, "D", color=MEMORY, markersize=8, markeredgecolor="white", zorder=4, label="c, a soma")
    ax.axhline(0, color=INK, linewidth=1)
    tops, bottoms = (end([stays, base + enters, c, 0 * c], axis=0) for end in (np.max, np.min))
    for place, top, value in zip(places, tops, c, strict=True):
        ax.annotate(br(value), (place, top), (0, 7), textcoords="offset points", ha="center")
    room = 0.17 * (tops.max() - bottoms.min())
    ax.set(ylim=(bottoms.min() - room * (bottoms.min() < 0) / 3, tops.max() + room))
    ax.set(xlabel="palavra", ylabel="memória c (sem unidade)")
    ax.grid(axis="x", visible=False)
    order = [1, 2, 0]  # matplotlib lists the line first
    handles, names = ax.get_legend_handles_labels()
    ax.legend(
        [handles[k] for k in order], [names[k] for k in order], loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3
    )
    plots.decimal_comma(ax.yaxis)
