"""Figures of notebook 01: the unrolled network, what its state remembers; the way back and the gradient that shrinks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE
from enap_lstm.data.elman_toy import UNITS, B, U, W
from enap_lstm.data.toy import WORDS
from enap_lstm.figures.diagram import Sheet
from enap_lstm.figures.gradients import shrinking
from enap_lstm.figures.heat import heat_map, read
from enap_lstm.figures.way_back import way_back
from enap_lstm.plots import GATE, NEW, SAID, Picture, Table, br
from enap_lstm.plots.style import TINT

__all__ = ["remembering", "shrinking", "states", "unrolled", "way_back"]


def unrolled(words: Sequence[str] = SENTENCE) -> None:
    """Show the network opened in time: one box per word, the same U, W, b in each.

    >>> unrolled()  # doctest: +SKIP
    """
    alt = (
        f"Uma fila de {len(words)} caixas tanh, uma por palavra: {', '.join(words)}. A palavra entra por U;"
        " o estado da caixa anterior entra por W. A primeira recebe h0, o estado antes da primeira palavra."
    )
    caption = "A mesma caixa, com os mesmos U, W e b, repetida a cada palavra. h0 é o estado antes da primeira."
    plots.show(Picture(lambda narrow: _upright(words) if narrow else _in_a_row(words), alt, caption))


def _in_a_row(words: Sequence[str]) -> Figure:
    sheet = Sheet((130 + 160 * len(words), 220))
    sheet.text((20, 70), "h0", 11)
    for t, word in enumerate(words):
        x = 160 + 160 * t
        sheet.arrow(((x - 108, 70), (x - 34, 70)), SAID, 2)
        sheet.arrow(((x, 162), (x, 90)), NEW, 2)
        _step(sheet, x, 70)
        sheet.text((x, 184), word, 11, align="center")
        sheet.text((x + 10, 130), "U", 11, NEW)
        sheet.text((x - 74, 48), "W", 11, SAID, "center")
        sheet.text((x + 46, 98), f"h[{t}]", 10.5, align="center")
    end = 160 * len(words)
    sheet.arrow(((end + 52, 70), (end + 120, 70)), SAID, 2)
    return sheet.figure


def _upright(words: Sequence[str]) -> Figure:
    sheet = Sheet((400, 100 + 96 * len(words)))
    sheet.text((260, 24), "h0", 10.5, align="center")
    for t, word in enumerate(words):
        y = 110 + 96 * t
        sheet.arrow(((260, y - 68 if t == 0 else y - 76), (260, y - 21)), SAID, 2)
        sheet.arrow(((126, y), (224, y)), NEW, 2)
        _step(sheet, 260, y)
        sheet.text((112, y), word, 10.5, align="right")
        sheet.text((168, y - 18), "U", 10.5, NEW, "center")
        sheet.text((246, y - 46), "W", 10.5, SAID, "right")
        sheet.text((306, y), f"h[{t}]", 10)
    end = 110 + 96 * (len(words) - 1)
    sheet.arrow(((260, end + 20), (260, end + 76)), SAID, 2)
    return sheet.figure


def _step(sheet: Sheet, x: float, y: float) -> None:
    sheet.box((x, y), (64, 38), TINT[GATE], GATE)
    sheet.text((x, y), "tanh", 11, align="center")


def remembering(w: float, forward: Callable[..., np.ndarray] = reference.rnn_forward) -> Picture:
    """The states over the sentence with and without its "não", when unit 1 feeds itself with weight w: for a slider.

    >>> remembering(0.0).caption  # nothing feeds back: both sentences end alike
    'Em duendes, a unidade 2 vale 0,76 com o não e 0,76 sem o não.'

    forward: `rnn_forward`, the student's own if it stands already.
    """
    mine = W.copy()
    mine[0, 0] = w
    both = []
    for kept in (list(range(5)), [0, 2, 3, 4]):
        h = np.asarray(forward(WORDS[kept, None], np.zeros((1, 2)), U, mine, B))[:, 0]
        both.append((h, [SENTENCE[k] for k in kept]))

    def draw(narrow: bool) -> Figure:
        fig, axes = plots.panels(narrow, 2, wide=(960, 230), tall=(400, 330))
        for ax, (h, words), title in zip(axes, both, ("com o não", "sem o não"), strict=True):
            plots.grid(ax, h.T, UNITS if narrow or ax is axes[0] else ["", ""], words, low=-1, high=1)
            ax.set_title(title)
        return fig

    (with_no, words), (without, fewer) = both
    end = f"a unidade 2 vale {br(with_no[-1, 1])} com o não e {br(without[-1, 1])} sem o não."
    alt = (
        f"Duas tabelas com os estados das duas unidades, palavra por palavra. Com W[0, 0] = {br(w)}, em duendes, {end}"
        f" Com o não: {read(with_no.T, words)}. Sem o não: {read(without.T, fewer)}."
    )
    rows = [
        [f"{which} o não, {unit}", *(dict(zip(kept, map(br, h[:, k]), strict=True)).get(w, "—") for w in SENTENCE)]
        for which, (h, kept) in zip(("com", "sem"), both, strict=True)
        for k, unit in enumerate(UNITS)
    ]
    return Picture(draw, alt, f"Em duendes, {end}", Table(["frase e unidade", *SENTENCE], rows))


def states(h: np.ndarray, words: Sequence[str]) -> None:
    """Show states (T, H) as a table: a unit per row, a word per column.

    >>> states(np.zeros((5, 2)), ["Eu", "não", "acredito", "em", "duendes"])  # doctest: +SKIP
    """
    names = UNITS if h.shape[1] == 2 else [f"unidade {k + 1}" for k in range(h.shape[1])]
    about = "Tabela dos estados por palavra, uma unidade depois da outra."
    plots.show(heat_map(h.T, names, words, about=about, low=-1, high=1, caption="Laranja é negativo, azul é positivo."))
