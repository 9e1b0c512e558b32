"""Figures of notebook 05: what is kept while the gate hides it, two sentences with one h, and where a slip is felt."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.heat import WORDS, heat_map
from enap_lstm.figures.trace import Trace, trace
from enap_lstm.plots import MEMORY, SAID, SOFT, Picture, Table, br

Gate = Callable[..., np.ndarray]  # x, h_prev, U_o, W_o, b_o -> o, as `output_gate` takes them

NEGATION = 0  # the unit "1 · negação"
SECOND, BEFORE_LAST = 1, 3  # t of "não", and of "em"
PLAIN = "ainda"  # what the second sentence says in the place of "não": none of the four features

# A seal on units 1 and 3: closed, until a noun comes when the subject matter has been told. Unit 2 is open as ever.
U_SEAL = np.array([[0.0, 0.0, 8.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
W_SEAL = np.array([[0.0, 2.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
B_SEAL = np.array([-6.5, 1.0, -6.5])


def kept_and_shown(bias: float, gate: Gate = reference.output_gate) -> Picture:
    """Memory, gate and what is shown of the unit of the negation, for a bias of its output gate: for a slider.

    >>> kept_and_shown(-6.0).caption
    'Com viés −6,0, em duendes estão guardados 0,8976 e aparecem 0,0018.'

    gate: `output_gate`, the student's own if it stands already.
    """
    b_o = toy.B_O.copy()
    b_o[NEGATION] = bias
    t = trace(o_at=lambda _, word, h_prev: gate(word, h_prev, toy.U_O, toy.W_O, b_o))
    rows = np.stack([t.c, t.o, t.h])[:, :, NEGATION]
    caption = (
        f"Com viés {br(bias, 1)}, em duendes estão guardados {br(rows[0, -1], 4)} e aparecem {br(rows[2, -1], 4)}."
    )
    return heat_map(
        rows,
        ["guardado, c", "porta, o", "aparece, h"],
        SENTENCE,
        about=f"Tabela de três linhas, uma coluna por palavra, da unidade da negação: c, o, h. {caption}",
        caption=caption,
        digits=4,
        axes=("", WORDS),
    )


def under_seal(x: np.ndarray, gate: Gate = reference.output_gate) -> Trace:
    """The toy cell over the rows of x, its output gate under seal until a noun comes.

    >>> under_seal(toy.WORDS).h[:, 0].round(2)
    array([0.  , 0.  , 0.  , 0.  , 0.65])
    """
    return trace(x, o_at=lambda _, word, h_prev: gate(word, h_prev, U_SEAL, W_SEAL, B_SEAL))


def without_no() -> np.ndarray:
    """The words of the sentence with "ainda" in the place of "não".

    >>> without_no()[:2]
    array([[0. , 0. , 0.5, 0. ],
           [0. , 0. , 0. , 0. ]])
    """
    words = toy.WORDS.copy()
    words[SECOND] = 0.0
    return words


def two_sentences(gate: Gate = reference.output_gate) -> None:
    """Show c and h of the unit of the negation over two sentences, one with "não" and one with "ainda", under seal.

    >>> two_sentences()  # doctest: +SKIP

    gate: the student's own `output_gate`.
    """
    no, plain = under_seal(toy.WORDS, gate), under_seal(without_no(), gate)
    series = [("não", no), (PLAIN, plain)]
    names = [f"não / {PLAIN}" if t == SECOND else word for t, word in enumerate(SENTENCE)]

    def draw(narrow: bool) -> Figure:
        fig, (kept, told) = plots.panels(narrow, 2, wide=(960, 400), tall=(400, 680))
        _pair(kept, [(name, t.c[:, NEGATION]) for name, t in series], MEMORY, names, narrow)
        _pair(told, [(name, t.h[:, NEGATION]) for name, t in series], SAID, names, narrow)
        kept.set(title="o que está guardado, $c$", ylabel="c da unidade 1")
        told.set(title="o que aparece, $h$", ylabel="h da unidade 1")
        return fig

    def widest(letter: str, t: int) -> str:
        return br(np.abs(getattr(no, letter)[t] - getattr(plain, letter)[t]).max(), 4)

    caption = (
        f"Na faixa cinza, em “{SENTENCE[BEFORE_LAST]}”, a maior diferença entre as frases é {widest('h', BEFORE_LAST)} em h e"
        f" {widest('c', BEFORE_LAST)} em c. Em “{SENTENCE[-1]}”, a de h é {widest('h', -1)}."
    )
    columns = {f"{letter}, com {name}": getattr(t, letter)[:, NEGATION] for letter in "ch" for name, t in series}
    read = "; ".join(f"{column}: {', '.join(br(v) for v in values)}" for column, values in columns.items())
    rows = [[word, *(br(values[t], 4) for values in columns.values())] for t, word in enumerate(names)]
    alt = f"Duas curvas em cada um de dois quadros, uma por frase, palavra por palavra, na unidade 1. {read}. {caption}"
    plots.show(Picture(draw, alt, caption, Table(["palavra", *columns], rows)))


def _pair(ax: Axes, series: list[tuple[str, np.ndarray]], colour: str, names: list[str], narrow: bool) -> None:
    """Two curves over the words: with "não" full, with the other word dashed and hollow; the word before the last in grey."""
    ax.axvspan(BEFORE_LAST - 0.35, BEFORE_LAST + 0.35, color="#EEEEEE")
    (name, values), (other, others) = series
    ax.plot(values, "o-", color=colour, markersize=8, label=f"com “{name}”")
    ax.plot(others, "s--", color=SOFT, markersize=6, markerfacecolor="white", label=f"com “{other}”")
    ax.set_xticks(range(len(names)), names, rotation=30 if narrow else 0)
    ax.set(ylim=(-0.08, 1.25), xlim=(-0.4, len(names) - 0.6), xlabel=WORDS, yticks=np.linspace(0, 1, 6))
    ax.legend(loc="upper left", ncols=2)
    plots.decimal_comma(ax.yaxis)


def where_it_is_felt(gate: Gate = reference.output_gate) -> None:
    """Show what changes, word by word, when the output gate of unit 1 is shut at "não" and nowhere else.

    >>> where_it_is_felt()  # doctest: +SKIP

    gate: the student's own `output_gate`.
    """

    def shut(t: int, word: np.ndarray, h_prev: np.ndarray) -> np.ndarray:
        o = np.array(gate(word, h_prev, toy.U_O, toy.W_O, toy.B_O))
        o[NEGATION] *= t != SECOND
        return o

    before = trace(o_at=lambda _, word, h_prev: gate(word, h_prev, toy.U_O, toy.W_O, toy.B_O))
    after = trace(o_at=shut)
    rows = [("o", 0, "porta de saída"), ("h", 0, "estado interno"), ("c", 0, "memória")]
    rows += [("i", 1, "porta de entrada"), ("c", 1, "memória"), ("h", 1, "estado interno")]
    changes = np.stack([(getattr(after, letter) - getattr(before, letter))[:, k] for letter, k, _ in rows])
    plots.show(
        heat_map(
            changes,
            [f"{letter} da unidade {k + 1}" for letter, k, _ in rows],
            SENTENCE,
            about="Tabela do que muda quando a porta de saída da unidade 1 fecha só em “não”: em cada palavra, "
            + ", ".join(f"{letter} da unidade {k + 1} ({name})" for letter, k, name in rows)
            + ".",
            caption="Cada número é quanto mudou, depois menos antes. Branco é nada; laranja, menos.",
            low=-0.5,
            high=0.5,
            digits=3,
            axes=("", WORDS),
        )
    )
