"""Pieces of a panel as plain text: for a terminal, a page without HTML, and a grader's log."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from enap_lstm.panel.parts import Output, Source, Table, read_signs

WIDTH = 88
TOGETHER = "\u00a0"  # the space that no line ends at


def plain(sentence: str) -> str:
    """A sentence without its signs.

    >>> plain("Em *não*, `h_prev` tem a forma (3,).")
    'Em “não”, h_prev tem a forma (3,).'
    """
    return _kept_together(sentence).replace(TOGETHER, " ")


def wrapped(sentence: str, lead: str = "") -> str:
    """The same in lines, broken between words alone."""
    told = textwrap.fill(lead + _kept_together(sentence), WIDTH, break_long_words=False, break_on_hyphens=False)
    return told.replace(TOGETHER, " ")


def _kept_together(sentence: str) -> str:
    return read_signs(sentence, code=str, words="“{}”".format, equals=f"{TOGETHER}={TOGETHER}")


def side(value: str) -> str:
    """Expected or got, beside the word before it."""
    return TOGETHER + value


def outputs_text(outputs: Sequence[Output]) -> str:
    told = (f"{o.name} {o.mark.value[0]} {o.words}".replace(" ", TOGETHER) for o in outputs)
    return wrapped("   ".join(told))


def source_text(source: Source) -> str:
    lines = list(source.shown())
    wide = max(len(str(number or "")) for number, _ in lines)
    quoted = [
        f"{'→' if number == source.line else ' '} {number or '':>{wide}}  {text}".rstrip() for number, text in lines
    ]
    return "\n".join([*quoted, wrapped(source.remark, f"linha {source.line}: " if source.line else "")])


def table_text(table: Table) -> str:
    rows = [[plain(value) for value in row] for row in (table.head, *table.rows)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    right = table.numeric()
    lines = [
        "  ".join(v.rjust(w) if r else v.ljust(w) for v, w, r in zip(row, wide, right, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([wrapped(table.caption), *lines])
