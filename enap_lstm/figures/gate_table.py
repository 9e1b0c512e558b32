"""One table for any gate: a unit per row, a word per column, the gate's value in each cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from enap_lstm import plots
from enap_lstm.data import SENTENCE, toy
from enap_lstm.exercises.localise import gate
from enap_lstm.plots import br


def gate_table(letter: str, values: np.ndarray, words: Sequence[str] = SENTENCE) -> None:
    """Show a gate (T, 3) of the toy cell over the words; `letter` is i, f or o."""
    fig, ax = plots.new_figure(7.6, 2.3)
    plots.grid(ax, values.T, toy.UNITS, words)
    read = "; ".join(f"{word}: {', '.join(br(v) for v in row)}" for word, row in zip(words, values, strict=True))
    alt = f"Tabela da {gate(letter)}: uma linha por unidade da memória, uma coluna por palavra. {read}."
    plots.show(fig, alt, f"Cada número é a {gate(letter)} de uma unidade, em uma palavra: 0 fechada, 1 aberta.")
