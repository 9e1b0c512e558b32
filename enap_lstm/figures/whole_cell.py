"""The whole cell over the sentence, as the student's own step computes it (07): every letter in one table; beside torch's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import plots
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.heat import WORDS, checked, scale
from enap_lstm.figures.heat import read as in_words
from enap_lstm.figures.parts import PARTS, name
from enap_lstm.figures.trace import Trace
from enap_lstm.plots import INK, LINES, Picture, Table, br
from enap_lstm.plots.charts import DASHES
from enap_lstm.portuguese import pt
from enap_lstm.reference import cell_update, forget_gate, input_gate, lstm_step, output_gate

TASKS = tuple(unit.split(" · ")[1] for unit in toy.UNITS)


def read(
    step: Callable[..., tuple], x: np.ndarray, U: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Read the rows of x (T, D) with a step, from an empty memory: h and c after each one, (T, H).

    >>> h, c = read(lstm_step, toy.WORDS, toy.U, toy.W, toy.B)
    >>> h.shape
    (5, 3)

    step: `lstm_step`, the student's own.
    """
    h = c = np.zeros(W.shape[1])
    states = []
    for word in x:
        h, c = (np.asarray(state, float) for state in step(word, h, c, U, W, b))
        states.append((h, c))
    all_h, all_c = zip(*states, strict=True)
    return np.stack(all_h), np.stack(all_c)


def read_sentence(step: Callable[..., tuple] = lstm_step) -> Trace:
    """Read the sentence with a step: h and c are the step's own, the openings those of the toy cell for that h.

    >>> read_sentence().c.shape
    (5, 3)

    step: `lstm_step`, the student's own if it stands already.
    """
    x = toy.WORDS
    h, c = read(step, x, toy.U, toy.W, toy.B)
    h_prev = np.vstack([np.zeros_like(h[:1]), h[:-1]])
    return Trace(
        h_prev=h_prev,
        i=input_gate(x, h_prev, toy.U_I, toy.W_I, toy.B_I),
        f=forget_gate(x, h_prev, toy.U_F, toy.W_F, toy.B_F),
        g=cell_update(x, h_prev, toy.U_G, toy.W_G, toy.B_G),
        o=output_gate(x, h_prev, toy.U_O, toy.W_O, toy.B_O),
        c=c,
        h=h,
    )


def whole_cell(read_by: Trace, words: Sequence[str] = SENTENCE) -> None:
    """Show i, f, g, o, c and h of every unit as one table over the words, a group of rows for each letter.

    >>> whole_cell(read_sentence())  # doctest: +SKIP
    """
    letters = {part: checked(np.asarray(getattr(read_by, part), float).T, toy.UNITS, words) for part in PARTS}
    values = np.concatenate(list(letters.values()))
    rows = [f"${part}$ · {task}" for part in PARTS for task in TASKS]
    most = scale("c", values)

    def draw(narrow: bool) -> Figure:
        height = 88 + 27 * len(rows)
        fig, (ax,) = plots.panels(narrow, wide=(820, height), tall=(400, height))
        plots.grid(ax, values, rows, words, **most)
        for group in range(1, len(PARTS)):
            ax.axhline(group * len(TASKS) - 0.5, color=INK, linewidth=2)
        ax.set(xlabel=WORDS, ylabel="letra da célula · unidade")
        return fig

    told = " ".join(f"{part}, {name(part)}. {in_words(block, words)}." for part, block in letters.items())
    plots.show(
        Picture(
            draw,
            f"Uma tabela só, com uma coluna por palavra e {len(rows)} linhas: três unidades para cada letra. {told}",
            "De cima para baixo, na ordem das equações (1), (2), (3), (4), (5) e (6). Laranja é negativo, azul é positivo.",
            Table(
                ["letra e unidade", *words],
                [[row.replace("$", ""), *map(br, cells)] for row, cells in zip(rows, values, strict=True)],
            ),
        )
    )


def beside_torch(mine: np.ndarray, torchs: np.ndarray, words: Sequence[str] = SENTENCE) -> None:
    """Show h of the student's cell and of torch's over the words, one on the other, and their largest difference.

    >>> beside_torch(read_sentence().h, read_sentence().h)  # doctest: +SKIP

    mine, torchs: (T, 3).
    """
    mine, torchs = (checked(np.asarray(h, float).T, toy.UNITS, words).T for h in (mine, torchs))
    apart = float(np.abs(mine - torchs).max())

    def draw(narrow: bool) -> Figure:
        fig, (ax,) = plots.panels(narrow, wide=(820, 400), tall=(400, 440))
        for k, task in enumerate(TASKS):
            ax.plot(
                words, mine[:, k], color=LINES[k], linestyle=DASHES[k], marker="o", markersize=5, label=f"sua, {task}"
            )
        for k, task in enumerate(TASKS):
            ax.plot(words, torchs[:, k], "s", color=LINES[k], markersize=13, fillstyle="none", label=f"torch, {task}")
        ax.axhline(0, color=INK, linewidth=0.8)
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, markerscale=0.6)
        ax.set(xlabel=WORDS, ylabel="h (de −1 a 1)")
        plots.decimal_comma(ax.yaxis)
        return fig

    end = f"A maior diferença entre as duas células, na frase inteira, é {pt(apart)}."
    rows = [
        [f"{whose}, {task}", *(br(v, 6) for v in h[:, k])]
        for k, task in enumerate(TASKS)
        for whose, h in (("sua", mine), ("torch", torchs))
    ]
    alt = f"Três linhas com h da sua célula e, sobre cada ponto, um quadrado com h da célula do torch. {end}"
    plots.show(
        Picture(
            draw,
            f"{alt} A sua: {in_words(mine.T, words)}.",
            f"Pontos: a sua célula. Quadrados: a do torch. {end}",
            Table(["de quem, e a unidade", *words], rows),
        )
    )
