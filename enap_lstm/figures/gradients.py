"""How much gradient reaches each word on its way back: measured curves (01, 03), and the path through c with f as a dial (06)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.plots import MEMORY, Picture, Table, br
from enap_lstm.portuguese import pt

STEPS = 30  # words on the way back
FLOOR = 1e-10  # the bottom of the axis


def shrinking(norms: Mapping[str, np.ndarray], words: Sequence[str]) -> None:
    """Show, on a logarithmic axis, how much gradient reaches each word, one curve per network.

    >>> shrinking({"Elman": np.array([1e-3, 1.0]), "LSTM": np.array([0.5, 1.0])}, ["Não", "ontem"])  # doctest: +SKIP

    norms: name of the curve -> (len(words),), as fractions of what left the last word.
    """
    count = len(words)
    norms = {name: np.asarray(values, float) for name, values in norms.items()}

    def draw(narrow: bool) -> Figure:
        fig, (ax,) = plots.panels(narrow, wide=(960, 480), tall=(400, 480))
        plots.curves(ax, np.arange(1, count + 1), norms)
        ax.set_yscale("log")
        some = [k for k in range(count) if not narrow or k % 5 == 0 or k == count - 1]
        ax.set_xticks([k + 1 for k in some], [f"{k + 1} {words[k]}" if narrow else words[k] for k in some])
        ax.tick_params(axis="x", rotation=90)
        if len(norms) > 1:
            ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=1 if narrow else 3)
        ax.set_ylabel("tamanho do gradiente\n(fração do que saiu da última)")
        ax.set_xlabel(
            "palavra a que chega"
            if narrow
            else "palavra a que o gradiente chega (ele volta da direita para a esquerda)"
        )
        return fig

    ends = "; ".join(f"{name}: {pt(values[0], 3)} na primeira palavra" for name, values in norms.items())
    table = [[word, *(pt(values[k], 3) for values in norms.values())] for k, word in enumerate(words)]
    plots.show(
        Picture(
            draw,
            f"Curvas em escala logarítmica sobre as {count} palavras; todas valem 1 na última. {ends}.",
            "O eixo vertical é logarítmico: descer o mesmo tanto é sempre dividir pelo mesmo número.",
            Table(["palavra", *norms], table),
        )
    )


def gradient_along_c(f: float, backward: Callable[..., tuple] = reference.cell_state_backward) -> Picture:
    """How much of dc reaches each of the 30 words before, through c alone, if every gate stays at f: for a slider.

    >>> gradient_along_c(0.9).caption
    'Com f = 0,90, chega 0,59 cinco palavras antes e 0,042 trinta palavras antes.'

    backward: `cell_state_backward`, the student's own if it stands already.
    """
    zero, dc = np.zeros(1), np.ones(1)
    arriving = [1.0]
    for _ in range(STEPS):
        dc = np.asarray(backward(dc, np.full(1, f), zero, zero, zero)[1], float)
        arriving.append(float(dc[0]))
    values = np.array(arriving)

    def draw(narrow: bool) -> Figure:
        fig, (ax,) = plots.panels(narrow, wide=(840, 350), tall=(400, 340))
        seen = values > FLOOR
        ax.plot(np.arange(STEPS + 1)[seen], values[seen], "o-", color=MEMORY, markersize=4)
        ax.set(yscale="log", ylim=(FLOOR, 3), xlim=(STEPS + 0.5, -0.5))
        ax.set(xlabel="palavras para trás (0 é a última)", ylabel="fração de dc que chega")
        return fig

    end = f"Com f = {br(f)}, chega {pt(values[5], 3)} cinco palavras antes e {pt(values[STEPS], 3)} trinta palavras antes."
    rows = [[str(n), pt(values[n], 3)] for n in (0, 1, 2, 5, 10, 20, STEPS)]
    alt = f"Curva em escala logarítmica: a fração do gradiente que chega pelo estado da célula. {end}"
    return Picture(draw, alt, end, Table(["palavras para trás", "fração que chega"], rows))
