"""A goal in sight: what a student's own function should achieve, and which parts of it are reached. Ungraded."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any

from enap_lstm import plots
from enap_lstm.widgets import outputs

REACHED, OPEN, UNKNOWN = "✓ atingida", "· ainda não", "· não calculada"
LIT = "background: rgba(0, 158, 115, 0.18)"  # a tint, on light and dark pages; the words say the same
CELL = "border: 1px solid rgb(132, 132, 132); padding: 0.25em 0.7em; text-align: left"
Goal = tuple[str, Callable[[Any], float], Callable[[float], bool]]


def desafio(objetivo: str, calcular: Callable[[], Any], metas: Sequence[Goal]) -> None:
    """Display a goal as a table of its parts: each with the number reached, and whether that is enough.

    >>> f = [0.5, 0.95, 0.9]  # what the student's gate gave
    >>> desafio(
    ...     "Guarde o não.",
    ...     lambda: f,
    ...     [("em não, f passa de 0,9", lambda f: f[1], lambda v: v > 0.9)],
    ... )  # doctest: +SKIP

    objetivo: the goal in a sentence; calcular: () -> what the student's function gives; metas: for each part its words, the
    number to look at, as a function of what `calcular` gave, and whether that number reaches it. A function that fails
    costs its line, never the cell: the goal may be shown before there is an answer.
    """
    rows, stopped = _rows(calcular, metas)
    done = sum(state == REACHED for _, _, state in rows)
    end = f"{done} de {len(rows)} metas."
    end += f" A sua função parou: {stopped}." if stopped else " Desafio completo." if done == len(rows) else ""
    body = "".join(
        f'<tr style="{LIT if state == REACHED else "background: transparent"}">'
        + "".join(f'<td style="{CELL}">{html.escape(text)}</td>' for text in (state, words, number))
        + "</tr>"
        for words, number, state in rows
    )
    head = "".join(f'<th scope="col" style="{CELL}">{name}</th>' for name in ("situação", "meta", "o seu número"))
    page = (
        f'<p style="max-width: 46em"><strong>Desafio:</strong> {html.escape(objetivo)}</p><div style="overflow-x: auto">'
        f'<table style="border-collapse: collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f'<p role="status">{html.escape(end)}</p>'
    )
    lines = [f"{state}: {words} ({number})" for words, number, state in rows]
    outputs.show_html(page, "\n".join([f"Desafio: {objetivo}", *lines, end]))


def _rows(calcular: Callable[[], Any], metas: Sequence[Goal]) -> tuple[list[tuple[str, str, str]], str]:
    """(words, number, state) of each part, and what stopped the calculation, if anything did."""
    try:
        values = calcular()
    except Exception as error:  # the student's function, as far as it has come
        return [(words, "—", UNKNOWN) for words, *_ in metas], f"{type(error).__name__}: {error}"
    rows, stopped = [], ""
    for words, measure, enough in metas:
        try:
            number = float(measure(values))
            rows.append((words, plots.br(number), REACHED if enough(number) else OPEN))
        except Exception as error:  # None, or another shape
            rows.append((words, "—", UNKNOWN))
            stopped = stopped or f"{type(error).__name__}: {error}"
    return rows, stopped
