"""One table for any gate: a unit per row, a word per column, the gate's value in each cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from enap_lstm import plots
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.heat import heat_map, over_sentence, scale
from enap_lstm.figures.parts import NAME, name


def gate_table(letter: str, values: np.ndarray, words: Sequence[str] = SENTENCE) -> None:
    """Show a letter of the toy cell over the words, as the student's own function gave it.

    >>> gate_table("f", np.full((5, 3), 0.5))  # doctest: +SKIP

    letter: i, f, g, o, c or h; values: (T, 3).
    """
    ends = scale(letter, np.asarray(values, float))
    read = "0 fechada, 1 aberta" if letter in "ifo" else "laranja é negativo, azul é positivo"
    plots.show(
        heat_map(
            np.asarray(values, float).T,
            toy.UNITS,
            words,
            about=f"Tabela d{NAME[letter][0]} {name(letter)} ({letter}): uma linha por unidade, uma coluna por palavra.",
            caption=f"Cada número é {letter} de uma unidade, em uma palavra: {read}.",
            **ends,
        )
    )


def letters_table(words: Sequence[str] = SENTENCE, **letters: np.ndarray) -> None:
    """Show several letters of the cell over the same words, one table each, as the student's own functions gave them.

    >>> letters_table(f=np.full((5, 3), 0.5), c=np.zeros((5, 3)))  # doctest: +SKIP

    letters: i, f, g, o, c, h, each (T, 3).
    """
    plots.show(over_sentence(letters, words))
