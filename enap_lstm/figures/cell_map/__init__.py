"""The map of the cell: one drawing of the LSTM cell for notebooks 01 to 12, in two layouts, with the numbers of one word.

What is built, today's, or still to come follows from the notebook's number alone (`parts.state`); the numbers come from the
student's own arrays where they are given, from the toy cell elsewhere.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from enap_lstm import plots
from enap_lstm.data import SENTENCE
from enap_lstm.figures.cell_map.drawing import drawing
from enap_lstm.figures.cell_map.flow import Flow
from enap_lstm.figures.cell_map.words import bars_of, caption, describe, table
from enap_lstm.plots import Picture
from enap_lstm.widgets import over_words

__all__ = ["Flow", "cell_map", "mapa_da_celula", "o_que_foi_construido"]
UNIT = {4: 2}  # unit 3 writes a negative number, which is what 04 is about; elsewhere unit 2, which moves at every word


def mapa_da_celula(caderno: int, t: int = 2, *, unidade: int = 0, barras: str = "", **letras: np.ndarray) -> None:
    """Show the map of the cell, with a slider and a player over the words of the sentence.

    >>> mapa_da_celula(3)  # doctest: +SKIP
    >>> mapa_da_celula(3, f=np.full((5, 3), 0.5))  # with the student's own gate  # doctest: +SKIP

    caderno: the notebook's number, 1 to 12, and all that decides what is lit; t: the word shown first; unidade: whose
    numbers, 1 to 3, by default one that moves; barras: the letter of the strip below, by default the notebook's own (c
    and h from 08 on: say which); letras: i, f, g, o, c, h of the student's own functions, each (5, 3).
    Raises ValueError in Portuguese for a number, a letter or a shape that is not there.
    """
    unit = unidade - 1 if unidade else UNIT.get(caderno, 1)
    over_words(partial(_at, caderno, unit, barras, Flow.of(**letras)), SENTENCE, start=t)


def o_que_foi_construido(caderno: int, t: int = 2, *, unidade: int = 0, barras: str = "", **letras: np.ndarray) -> None:
    """Show the map once more, without a control: for the end of a notebook. The arguments are those of `mapa_da_celula`.

    >>> o_que_foi_construido(3)  # doctest: +SKIP
    """
    plots.show(
        cell_map(caderno, t, unidade - 1 if unidade else UNIT.get(caderno, 1), bars=barras, flow=Flow.of(**letras))
    )


def cell_map(notebook: int, t: int, unit: int = 1, *, bars: str = "", flow: Flow | None = None) -> Picture:
    """The map as it stands in a notebook, at word t, with the numbers of one unit (from 0).

    >>> cell_map(3, 2).alt
    'Mapa da célula LSTM no caderno 03, ... Hoje: porta de esquecimento, f = 0,18. Por vir: ...'

    bars: the letter that the strip below shows, the notebook's own if none; flow: the arrays, the toy cell's if none.
    """
    flow = flow or Flow.of()
    if not 1 <= notebook <= 12 or not 0 <= t < len(SENTENCE) or not 0 <= unit < flow.units or bars not in "ifgoch":
        raise ValueError(
            f"O mapa existe para os cadernos 1 a 12, t de 0 a {len(SENTENCE) - 1}, unidades 1 a {flow.units} e barras de"
            f" i, f, g, o, c ou h; veio caderno {notebook}, t = {t}, unidade {unit + 1}, barras “{bars}”."
        )
    letter = bars_of(notebook, bars)
    return Picture(
        lambda narrow: drawing(narrow, notebook, t, unit, flow, letter),
        describe(notebook, t, unit, flow, letter),
        caption(notebook),
        table(notebook, t, unit, flow),
    )


def _at(notebook: int, unit: int, bars: str, flow: Flow, t: int) -> Picture:
    return cell_map(notebook, t, unit, bars=bars, flow=flow)
