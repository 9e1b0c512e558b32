"""Who writes relatorio.html and relatorio.csv: each in one step, and only where there is nothing, or what this command made."""

from __future__ import annotations

import csv
import functools
import io
from dataclasses import dataclass
from pathlib import Path

from autograder.course.folder import Course
from autograder.ground.errors import BadFile
from autograder.ground.files import write_whole
from autograder.ground.untrusted import for_csv
from autograder.outgoing.report.gather import TidyRow, gather, tidy
from autograder.outgoing.report.page import page

PAGE, TABLE = "relatorio.html", "relatorio.csv"
MARK = "Relatório da turma, gravado por python -m autograder report"
HEADING = ",".join(TidyRow._fields)
NOT_MADE_HERE = "{path} já existe e não foi gravado por este comando; nada foi mudado. Mude o nome desse arquivo e repita o comando."


@dataclass(frozen=True)
class Written:
    """The page and the table that were written, of how many answers, and how many records could not be read."""

    page: Path
    table: Path
    answers: int
    damaged: int

    def in_words(self) -> str:
        """The result, and on the last line what to do next."""
        lines = [f"Relatório gravado em {self.page}, e as mesmas linhas em {self.table.name}: {_count(self.answers)}."]
        if self.damaged == 1:
            lines.append("1 registro não pode ser lido e ficou de fora. Para refazê-lo: python -m autograder grade")
        elif self.damaged:
            lines.append(
                f"{self.damaged} registros não podem ser lidos e ficaram de fora. Para refazê-los: python -m autograder grade"
            )
        return "\n".join([*lines, "Abra a página em um navegador; ela não precisa de internet."])


def _count(answers: int) -> str:
    return "1 resposta corrigida" if answers == 1 else f"{answers} respostas corrigidas"


def report(course: Course) -> Written:
    """Write the class report into the course's folder.

    Raises CommandFailed when nothing was graded or nothing of it can be read, BadFile rather than write over another's file.
    """
    html, table = course.root / PAGE, course.root / TABLE
    for path, beginning in ((html, f"<!DOCTYPE html>\n<!-- {MARK} -->"), (table, HEADING)):
        if path.is_symlink() or (path.exists() and not _begins(path, beginning)):
            raise BadFile(NOT_MADE_HERE.format(path=path))
    gathered = gather(course)
    rows = list(tidy(gathered.answers))
    made = page(gathered, rows, MARK, TABLE)
    write_whole(table, as_csv(rows))
    write_whole(html, made.encode("utf-8"))
    return Written(html, table, len(gathered.answers), len(gathered.damaged))


def _begins(path: Path, beginning: str) -> bool:
    expected = beginning.encode()
    if not path.is_file():
        return False
    with open(path, "rb") as file:
        return file.read(len(expected)) in (expected, b"")


def as_csv(rows: list[TidyRow]) -> bytes:
    """relatorio.csv: UTF-8, comma, decimal dot; every text is safe to open in a spreadsheet.

    >>> as_csv([TidyRow("ana", "00_start", "sigmoid", "formas", 0, "relu", "", 2.5, 10.0)]).decode().splitlines()[1]
    'ana,00_start,sigmoid,formas,0,relu,,2.5,10.0'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TidyRow._fields)
    safe = functools.cache(for_csv)  # the same few texts come back in every row
    writer.writerows([safe(value) if isinstance(value, str) else value for value in row] for row in rows)
    return out.getvalue().encode("utf-8")
