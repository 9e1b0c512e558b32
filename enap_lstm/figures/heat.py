"""Numbers over the words of a sentence as coloured cells: one table, or one for each letter of the cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from enap_lstm import plots
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.parts import name
from enap_lstm.plots import Picture, Table, br

WORDS, UNITS = "palavra", "unidade"


def heat_map(
    values: np.ndarray,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    about: str,
    caption: str = "",
    low: float = 0.0,
    high: float = 1.0,
    digits: int = 2,
    axes: tuple[str, str] = (UNITS, WORDS),
) -> Picture:
    """A matrix as coloured cells, each with its number; `about` says what it is, the rest of the alt text reads it.

    >>> heat_map(np.array([[0.1, 0.9]]), ["porta 1"], ["Eu", "não"], about="A porta.").alt
    'A porta. Eu: 0,10; não: 0,90.'

    values: (len(rows), len(columns)); axes: what rows and columns are. Raises ValueError if a name is missing.
    """
    values = checked(values, rows, columns)

    def draw(narrow: bool) -> Figure:
        height = 88 + 40 * len(rows)
        fig, (ax,) = plots.panels(narrow, wide=(770, height), tall=(400, height))
        plots.grid(ax, values, rows, columns, low=low, high=high, digits=digits)
        ax.set_ylabel(axes[0])
        ax.set_xlabel(axes[1])
        return fig

    written = [[row, *(br(v, digits) for v in cells)] for row, cells in zip(rows, values, strict=True)]
    return Picture(
        draw, f"{about} {read(values, columns, digits)}.", caption, Table([" × ".join(axes), *columns], written)
    )


def over_sentence(
    letters: Mapping[str, np.ndarray], words: Sequence[str] = SENTENCE, units: Sequence[str] = toy.UNITS
) -> Picture:
    """One table for each letter of the cell, i, f, g, o, c, h, all over the same words.

    >>> over_sentence({"i": np.full((5, 3), 0.5)}).alt
    'Uma tabela por letra da célula, ... i, porta de entrada. Eu: 0,50, 0,50, 0,50; não: ...'

    letters: letter -> (T, H), as the student's own functions give them.
    """
    tables = {letter: checked(np.asarray(values).T, units, words) for letter, values in letters.items()}

    def draw(narrow: bool) -> Figure:
        each, lines = 74 + 30 * len(units), -(-len(tables) // 2)
        fig, axes = plots.panels(
            narrow, len(tables), columns=2, wide=(1000, each * lines), tall=(400, each * len(tables))
        )
        for ax, (letter, values) in zip(axes, tables.items(), strict=True):
            plots.grid(ax, values, units, words, **scale(letter, values))
            ax.set_title(f"${letter}$ · {name(letter)}")
        return fig

    alt = " ".join(f"{letter}, {name(letter)}. {read(values, words)}." for letter, values in tables.items())
    rows = [
        [f"{letter}, {unit}", *map(br, cells)]
        for letter, values in tables.items()
        for unit, cells in zip(units, values, strict=True)
    ]
    return Picture(
        draw,
        f"Uma tabela por letra da célula, com uma linha por unidade e uma coluna por palavra. {alt}",
        "Nas portas, branco é 0 e azul cheio é 1; em g, c e h, laranja é negativo.",
        Table(["letra e unidade", *words], rows),
    )


def scale(letter: str, values: np.ndarray) -> dict[str, Any]:
    """The ends of a letter's colours: 0 and 1 for a gate, −1 and 1 or what the memory needs for the others."""
    if letter in "ifo":
        return {"low": 0.0, "high": 1.0}
    most = max(1.0, float(np.abs(values).max()))
    return {"low": -most, "high": most}


def read(values: np.ndarray, columns: Sequence[str], digits: int = 2) -> str:
    """A table read column by column.

    >>> read(np.array([[0.1, 0.9], [0.2, 0.8]]), ["Eu", "não"])
    'Eu: 0,10, 0,20; não: 0,90, 0,80'
    """
    return "; ".join(
        f"{column}: {', '.join(br(v, digits) for v in cells)}" for column, cells in zip(columns, values.T, strict=True)
    )


def checked(values: np.ndarray, rows: Sequence[str], columns: Sequence[str]) -> np.ndarray:
    """The matrix, if each row and each column has its name; a student's array may have any shape."""
    values = np.asarray(values, float)
    if values.shape != (len(rows), len(columns)):
        raise ValueError(
            f"A figura espera {len(columns)} palavras × {len(rows)} unidades; o que veio tem forma {values.T.shape}."
        )
    return values
