"""A CSV that a person, Excel or Moodle has saved: its rows with their line numbers, or a sentence with the line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.ground.errors import BadFile
from autograder.ground.files import decoded

MAX_BYTES = 10 << 20
UTF16 = ((0, "utf-16-be"), (1, "utf-16-le"))  # where Latin letters have their zero byte
NO_CSV = {
    b"PK\x03\x04": "é uma planilha do Excel ou do LibreOffice; nela, use Salvar como › CSV UTF-8 e indique o CSV",
    b"\xd0\xcf\x11\xe0": "é uma planilha antiga do Excel; nele, use Salvar como › CSV UTF-8 e indique o CSV",
    b"%PDF": "é um PDF; indique um CSV",
    b"<!DOC": "é uma página da web; baixe o CSV e indique o arquivo baixado",
    b"<html": "é uma página da web; baixe o CSV e indique o arquivo baixado",
}
WIDTH = "tem {n} células, e o cabeçalho tem {wanted}; confira vírgulas e aspas."
LINE_BREAK = "uma quebra de linha dentro de uma célula; falta fechar aspas?"


@dataclass(frozen=True)
class Row:
    """One row: the line of the file where it begins, and its cells without blanks around them."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The first row that is not blank, and those below it that are not blank."""

    path: Path
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def problem(self, row: Row, line_breaks: bool = False) -> str | None:
        """Why a row cannot be trusted: cells too many or too few, or, where none may be, a line break in a cell."""
        if len(row.cells) != len(self.headings):
            return WIDTH.format(n=len(row.cells), wanted=len(self.headings))
        if not line_breaks and any("\n" in cell or "\r" in cell for cell in row.cells):
            return LINE_BREAK
        return None


def read_table(path: Path) -> Table:
    """Read a CSV: UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs, with or without Excel's `sep=`.

    Raises BadFile, in one sentence, for what is no CSV, and with the line for a quote that is not closed.
    """
    lines, skipped = _text(path), 0
    if lines[:4].lower() == "sep=":
        separator, _, lines = lines.partition("\n")
        delimiter, skipped = separator.strip()[4:5] or "\t", 1
    else:
        header = next((line for line in lines.splitlines() if line.strip()), "")
        delimiter = max(",;\t", key=header.count)
    rows = _rows(path, lines, delimiter, skipped)
    width = len(rows[0].cells) if rows else 0
    # Excel ends rows with empty cells wherever one row was longer
    rows = [Row(row.line, row.cells[:width] if not any(row.cells[width:]) else row.cells) for row in rows]
    return Table(path, rows[0].cells if rows else (), tuple(rows[1:]))


def _text(path: Path) -> str:
    try:
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"O arquivo {path} não pode ser lido: {_why(error)}.") from None
    if len(raw) > MAX_BYTES:
        raise BadFile(
            f"{path} tem mais de {MAX_BYTES >> 20} MB; isso não é uma lista de turma nem uma planilha de notas."
        )
    what = next((what for begins, what in NO_CSV.items() if raw.lstrip()[: len(begins)] == begins), None)
    if what:
        raise BadFile(f"{path} {what}.")
    for place, encoding in UTF16:
        if len(raw) > 3 and not any(raw[place : min(len(raw), 40) : 2]) and any(raw[:40]):  # UTF-16 without its mark
            return raw.decode(encoding, errors="replace")
    return decoded(raw)


def _why(error: OSError) -> str:
    kinds = {
        FileNotFoundError: "o arquivo não existe",
        IsADirectoryError: "é uma pasta",
        PermissionError: "falta permissão",
    }
    return kinds.get(type(error), error.strerror or "erro de leitura")


def _rows(path: Path, text: str, delimiter: str, skipped: int) -> list[Row]:
    limit = csv.field_size_limit(MAX_BYTES)  # Moodle's online texts are longer than csv's usual limit
    try:
        return list(_parsed(text, delimiter, skipped))
    except csv.Error as error:
        with_backslashes: dict[str, Any] = {"escapechar": "\\"}  # as PHP writes a quote that follows one
        try:
            return list(_parsed(text, delimiter, skipped, **with_backslashes))
        except csv.Error:
            raise BadFile(
                f"{path}, linha {error.args[-1]}: aspas que não fecham onde deviam. Nada foi lido;"
                " corrija essa linha e repita o comando."
            ) from None
    finally:
        csv.field_size_limit(limit)


def _parsed(text: str, delimiter: str, skipped: int, **dialect: Any) -> Iterator[Row]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True, **dialect
    )
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = tuple(cell.strip() for cell in next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            raise csv.Error(*error.args, line) from None
        if any(cells):
            yield Row(line, cells)
