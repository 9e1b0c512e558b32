"""Pieces of a panel as plain text: for a terminal, a page without HTML, and a grader's log."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from enap_lstm.panel.parts import SIGNS, Output, Source, Table

WIDTH = 88


def plain(sentence: str) -> str:
    """A sentence without its signs.

    >>> plain("Em *não*, `h_prev` tem a forma (3,).")
    'Em “não”, h_prev tem a forma (3,).'
    """
    return SIGNS.sub(lambda found: found["code"] or f"“{found['words']}”", sentence)


def wrapped(sentence: str, lead: str = "") -> str:
    return textwrap.fill(f"{lead}{plain(sentence)}", WIDTH, break_long_words=False, break_on_hyphens=False)


def outputs_text(outputs: Sequence[Output]) -> str:
    return "   ".join(f"{o.name} {o.mark.value[0]} {o.words}" for o in outputs)


def source_text(source: Source) -> str:
    lines = list(source.shown())
    wide = max(len(str(number or "")) for number, _ in lines)
    quoted = [
        f"{'→' if number == source.line else ' '} {number or '':>{wide}}  {text}".rstrip() for number, text in lines
    ]
    return "\n".join([*quoted, wrapped(source.remark, f"linha {source.line}: ")])


def table_text(table: Table) -> str:
    rows = [[plain(value) for value in row] for row in (table.head, *table.rows)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    right = table.numeric()
    lines = [
        "  ".join(v.rjust(w) if r else v.ljust(w) for v, w, r in zip(row, wide, right, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([wrapped(table.caption), *lines])
