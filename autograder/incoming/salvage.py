"""The cells of whatever a student handed in, as far as they can be read; never an exception.

nbformat refuses what it does not know and validates what we do not need. Here a notebook is a list of cells, each a kind, a
text and the names it goes by; formats 1 to 4 differ only in where these stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LIMIT = 20 << 20  # bytes that are read
MAX_CELLS = 2_000
MAX_SOURCE = 500_000  # characters of one cell
MAX_TRIES = 60  # each try may read to the end of the text, so a hostile text must not get many
CELL_BEGINS = re.compile(
    r'\{\s*"(?:attachments|cell_type|collapsed|execution_count|id|input|language|metadata|outputs|source)"'
)
DECODER = json.JSONDecoder(
    strict=False, parse_int=float
)  # a float of any length is read, an int of 5,000 digits is not

EMPTY = "O arquivo está vazio."
NOT_JSON = "O arquivo não é um caderno do Jupyter, ou está danificado a ponto de nenhuma célula poder ser lida."
NOT_NOTEBOOK = "O arquivo não é um caderno do Jupyter: não tem células."
CUT = "O arquivo tem {size} MB; só os primeiros {limit} MB foram lidos."
ENCODING = "O arquivo não está em UTF-8; foi lido como {encoding}."
DAMAGED = "O arquivo está danificado; {n} células puderam ser recuperadas."
GARBAGE = "Havia texto depois do fim do caderno; foi ignorado."
FORMAT = "O caderno diz ter um formato que não conhecemos; foi lido mesmo assim."
TOO_MANY = "O caderno tem mais de {n} células; as últimas não foram lidas."
TOO_LONG = "A célula {number} tem mais de {n} caracteres e foi ignorada."


@dataclass(frozen=True)
class RawCell:
    """A cell as handed in: `number` counts all cells from 1; `names` are its id and grade_id, which may be wrong or missing."""

    number: int
    kind: str
    source: str
    id: str = ""
    grade_id: str = ""
    role: str = ""


@dataclass(frozen=True)
class Salvaged:
    """What could be read: the cells, notes in Portuguese, or in `unreadable` the reason why nothing could."""

    cells: tuple[RawCell, ...] = ()
    notes: tuple[str, ...] = ()
    unreadable: str | None = None
    notebook: str = ""
    damaged: bool = False  # the cells are pieces of a file that is no notebook as a whole


def salvage(raw: bytes) -> Salvaged:
    """Read a notebook of any format, encoding and state of repair.

    >>> salvage(b'{"cells": [{"cell_type": "code", "source": ["a = 1"]}, {"cell_ty').cells[0].source
    'a = 1'
    """
    notes: list[str] = []
    if len(raw) > LIMIT:
        notes.append(CUT.format(size=f"{len(raw) / 2**20:.0f}", limit=LIMIT >> 20))
    text = _decoded(raw[:LIMIT], notes)
    if not text.strip("\0 \t\r\n"):
        return Salvaged(notes=tuple(notes), unreadable=EMPTY)
    found, top = _whole(text, notes)
    damaged = found is None
    if found is None:
        found = list(_piecewise(text))
        if not found:
            return Salvaged(notes=tuple(notes), unreadable=NOT_NOTEBOOK if isinstance(top, dict) else NOT_JSON)
        notes.append(DAMAGED.format(n=len(found)))
    cells = tuple(_cells(found, notes))
    return Salvaged(
        cells, tuple(notes), notebook=_text(_inside(top, "metadata", "enap_lstm", "notebook")), damaged=damaged
    )


def _decoded(raw: bytes, notes: list[str]) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        notes.append(ENCODING.format(encoding="UTF-16"))
        return raw.decode("utf-16", errors="replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(raw) == LIMIT and error.start > LIMIT - 4:  # the cut went through a character
            return raw.decode("utf-8-sig", errors="ignore")
        notes.append(ENCODING.format(encoding="Windows-1252"))
        text = raw.decode("cp1252", errors="replace")
    return text.replace("\0", "") if "\0" in text else text


def _whole(text: str, notes: list[str]) -> tuple[list[Any] | None, Any]:
    """The list of cells of a text that is one JSON object, with the object; (None, …) if it is not."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    try:
        top, end = DECODER.raw_decode(text, start)
    except (ValueError, RecursionError, MemoryError):
        return None, None
    if not isinstance(top, dict):
        return None, top
    cells = top.get("cells")
    if not isinstance(cells, list):  # formats 1 to 3 kept them in worksheets
        sheets = top.get("worksheets")
        if not isinstance(sheets, list):
            return None, top
        cells = [cell for sheet in sheets if isinstance(_inside(sheet, "cells"), list) for cell in sheet["cells"]]
    if text[end:].strip():
        notes.append(GARBAGE)
    if top.get("nbformat") not in (1, 2, 3, 4):
        notes.append(FORMAT)
    return cells, top


def _piecewise(text: str) -> Iterator[dict[str, Any]]:
    """Every object of a damaged text that reads as a cell; a broken one is passed over."""
    position = tries = 0
    while tries < MAX_TRIES and (begins := CELL_BEGINS.search(text, position)):
        try:
            value, position = DECODER.raw_decode(text, begins.start())
        except (ValueError, RecursionError, MemoryError):
            position, tries = begins.start() + 1, tries + 1
            continue
        if _text(value.get("cell_type")):
            yield value


def _cells(found: list[Any], notes: list[str]) -> Iterator[RawCell]:
    if len(found) > MAX_CELLS:
        notes.append(TOO_MANY.format(n=MAX_CELLS))
    for number, cell in enumerate(found[:MAX_CELLS], start=1):
        if not isinstance(cell, dict):
            continue
        source = _source(cell)
        if len(source) > MAX_SOURCE:
            notes.append(TOO_LONG.format(number=number, n=MAX_SOURCE))
            continue
        yield RawCell(
            number,
            kind=_text(cell.get("cell_type")),
            source=source,
            id=_text(cell.get("id")) or _text(_inside(cell, "metadata", "id")),  # Colab keeps the id in the metadata
            grade_id=_text(_inside(cell, "metadata", "nbgrader", "grade_id")),
            role=_text(_inside(cell, "metadata", "enap_lstm", "role")),
        )


def _source(cell: dict[str, Any]) -> str:
    value = next((cell[key] for key in ("source", "input", "code") if key in cell), "")
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    text = value if isinstance(value, str) else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")
    return text.encode("utf-8", errors="replace").decode("utf-8")  # half of a surrogate pair cannot be written again


def _inside(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= 200 else ""
