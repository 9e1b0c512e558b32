"""The cells of whatever a student handed in, as far as they can be read; never an exception.

nbformat refuses what it does not know and validates what we do not need. Here a notebook is a list of cells, each a kind, a
text and the names it goes by; formats 1 to 4 differ only in where these stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from autograder.incoming.cells import Concern, Look
from autograder.incoming.encoding import utf8, without_conflicts
from autograder.incoming.scan import TEXT, Found, Scanner, Wish, objects

MAX_CELLS = 10_000
MAX_SOURCE = 500_000  # characters of one cell
WITH_NAMES: Wish = {"id": TEXT, "nbgrader": {"grade_id": TEXT}, "enap_lstm": {"role": TEXT}}
CELL: Wish = {
    "cell_type": TEXT, "source": TEXT, "input": TEXT, "code": TEXT, "id": TEXT,
    "metadata": WITH_NAMES,
}  # fmt: skip
ABOUT: Wish = {"enap_lstm": {"notebook": TEXT}, "language_info": {"version": TEXT}}
NOTEBOOK: Wish = {"cells": CELL, "worksheets": {"cells": CELL}, "nbformat": TEXT, "metadata": {**WITH_NAMES, **ABOUT}}
ANYTHING: Wish = {**CELL, **NOTEBOOK}  # a piece of a notebook is a cell
CELL_BEGINS = re.compile(
    rb'\{\s*+"(?:attachments|cell_type|collapsed|execution_count|id|input|language|metadata|outputs|source)"'
)
SOURCE = re.compile(rb'"(?:source|input)"\s*+:\s*+(?=["\[])')
SOURCES = frozenset({"source", "input", "code"})
KINDS = ("code", "markdown", "raw", "heading")

EMPTY = "O arquivo está vazio."
NOT_JSON = "O arquivo não é um caderno do Jupyter, ou está danificado a ponto de nenhuma célula poder ser lida."
NOT_NOTEBOOK = "O arquivo não é um caderno do Jupyter: não tem células."
IS_OTHER = "O arquivo não é um caderno do Jupyter: é {what}. Peça o caderno, com o final .ipynb."
SIGNATURES = {
    b"PK": "um arquivo zip, ou do Word ou do Excel, com outro nome", b"%PDF": "um PDF", b"\x1f\x8b": "um arquivo gzip",
    b"Rar!": "um arquivo rar", b"7z\xbc\xaf": "um arquivo 7z", b"\x89PNG": "uma imagem", b"\xff\xd8\xff": "uma imagem",
    b"\xd0\xcf\x11\xe0": "um arquivo antigo do Word ou do Excel", b"<": "uma página da internet (HTML)", b"{\\rtf": "um texto em RTF",
}  # fmt: skip
ENCODING = "O arquivo não está em UTF-8; foi lido como {encoding}."
FOREIGN = "Alguns caracteres do arquivo não estão em UTF-8; foram lidos como Windows-1252."
DAMAGED = "O arquivo está danificado: {n} células puderam ser recuperadas."
GARBAGE = "Havia texto depois do fim do caderno; foi ignorado."
SEVERAL = "O arquivo tem mais de um caderno, um depois do outro; todos foram lidos."
FORMAT = "O caderno diz ter um formato que não conhecemos; foi lido mesmo assim."
TOO_MANY = "O caderno tem mais de {n} células: as últimas não foram lidas."
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
    """What could be read: the cells, notes in Portuguese, or in `unreadable` the reason why nothing could.

    notebook, python: which one it says it is, and the version it was written with. damaged: the file is no notebook as a whole.
    """

    cells: tuple[RawCell, ...] = ()
    notes: tuple[str, ...] = ()
    unreadable: str | None = None
    notebook: str = ""
    python: str = ""
    damaged: bool = False
    concerns: tuple[Concern, ...] = ()


def salvage(raw: bytes) -> Salvaged:
    """Read a notebook of any format, encoding and state of repair.

    >>> salvage(b'{"cells": [{"cell_type": "code", "source": ["a = 1"]}, {"cell_ty').cells[0].source
    'a = 1'
    """
    data, encoding = utf8(raw)
    notes = [ENCODING.format(encoding=encoding)] if encoding else []
    if not data.strip():
        return Salvaged(notes=tuple(notes), unreadable=EMPTY)
    scanner = Scanner(without_conflicts(data))
    scanner.broken = len(scanner.data) != len(data)
    found, top, first_end = _documents(scanner)
    if scanner.broken:
        found = _pieces(scanner, found)
    if not found:
        return Salvaged(notes=tuple(notes), unreadable=_what_it_is(raw, scanner.broken))
    cells = tuple(_cells(found, notes))
    notes += [FOREIGN] if scanner.foreign else []
    if not scanner.broken:
        notes += _about_the_whole(scanner.data, top, found, first_end)
    concerns = []
    if scanner.broken:
        n = sum(cell.kind in KINDS for cell in cells)
        concerns.append(Concern(Look.DAMAGED, DAMAGED.format(n=n)))
    if len(found) > MAX_CELLS:
        concerns.append(Concern(Look.TOO_MANY_CELLS, TOO_MANY.format(n=MAX_CELLS)))
    return Salvaged(
        cells, tuple(notes), None, _name(top.get("metadata", "enap_lstm", "notebook")),
        _name(top.get("metadata", "language_info", "version")), scanner.broken, tuple(concerns),
    )  # fmt: skip


def _documents(scanner: Scanner) -> tuple[list[Any], Found, int]:
    """The cells of every notebook in the file, of one that is cut at its beginning the cells as they come; the first notebook."""
    found: list[Any] = []
    top, end = Found(), 0
    for document in objects(scanner, ANYTHING, MAX_CELLS):
        inside = list(_listed(document))
        if inside or "cells" in document.values:
            top, end = (document, document.end) if not end else (top, end)
            found += inside
        elif _name(document.get("cell_type")) in KINDS:
            found.append(document)
            scanner.broken = True
        if len(found) > MAX_CELLS:
            break
    return found, top, end


def _listed(document: Found) -> Iterator[Any]:
    """A document's cells; formats 1 to 3 kept them in worksheets. What is no cell counts as one that cannot be read."""
    sheets = document.get("worksheets")
    for sheet in [document, *(sheets if isinstance(sheets, list) else [])]:
        cells = sheet.get("cells") if isinstance(sheet, Found) else None
        yield from cells if isinstance(cells, list) else []


def _pieces(scanner: Scanner, found: list[Any]) -> list[Any]:
    """The cells of a damaged file: those that were found, those that something broken has swallowed, and their lost texts."""
    left = scanner.patience()  # anew: what came before may have been a heap of brackets, and a piece may begin with one
    cells = {cell.start: cell for cell in found if isinstance(cell, Found) and _name(cell.get("cell_type"))}
    whole = max((cell.end for cell in cells.values() if cell.whole), default=0)
    inside = sorted((cell.start, cell.end) for cell in cells.values() if cell.whole)
    for begins in CELL_BEGINS.finditer(scanner.data):
        at = begins.start()
        while inside and inside[0][1] <= at:
            inside.pop(0)
        if at in cells or (inside and inside[0][0] <= at < whole) or left <= 0 or len(cells) > MAX_CELLS:
            continue
        scanner.at, scanner.left = at, min(left, 2 * len(scanner.data))
        left -= scanner.left
        piece = scanner.object(CELL)
        left += max(scanner.left, 0)
        if _name(piece.get("cell_type")) in KINDS and not SOURCES.isdisjoint(
            piece.values
        ):  # nbgrader's metadata has a type too
            cells[at] = piece
    ordered = [cells[at] for at in sorted(cells)]
    for cell, following in pairwise([*ordered, Found(start=len(scanner.data))]):
        lost = SOURCE.search(scanner.data, cell.start, following.start) if not _source(cell) else None
        if lost:
            scanner.at, scanner.left = lost.end(), 2 * len(scanner.data)
            cell.values["source"] = scanner.value(TEXT)
    return ordered


def _about_the_whole(data: bytes, top: Found, found: list[Any], end: int) -> Iterator[str]:
    if data[end:].strip():
        beyond = any(isinstance(cell, Found) and cell.start > end for cell in found)
        yield SEVERAL if beyond else GARBAGE
    if top.get("nbformat") not in ("1", "2", "3", "4"):
        yield FORMAT


def _what_it_is(raw: bytes, broken: bool) -> str:
    """Why there is no cell in a file; the sentence names what else it is, where its first bytes tell."""
    begins = raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, what in SIGNATURES.items():
        if begins.startswith(signature):
            return IS_OTHER.format(what=what)
    return NOT_NOTEBOOK if begins.startswith(b"{") and not broken else NOT_JSON


def _cells(found: list[Any], notes: list[str]) -> Iterator[RawCell]:
    for number, cell in enumerate(found[:MAX_CELLS], start=1):
        if not isinstance(cell, Found):
            continue
        source = _source(cell)
        if len(source) > MAX_SOURCE:
            notes.append(TOO_LONG.format(number=number, n=MAX_SOURCE))
            continue
        yield RawCell(
            number,
            kind=_name(cell.get("cell_type")),
            source=source,
            id=_name(cell.get("id")) or _name(cell.get("metadata", "id")),  # Colab keeps the id in the metadata
            grade_id=_name(cell.get("metadata", "nbgrader", "grade_id")),
            role=_name(cell.get("metadata", "enap_lstm", "role")),
        )


def _source(cell: Found) -> str:
    text = next((cell.values[key] for key in SOURCES if key in cell.values), "") or ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")
    return text.encode("utf-8", errors="replace").decode("utf-8")  # half of a surrogate pair cannot be written again


def _name(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= 200 else ""
