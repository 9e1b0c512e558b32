"""What of a submission could not be run, in the words that its student reads; and the names that are missing for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from autograder.building.cell_ids import exercise_of
from autograder.incoming.cells import NEEDED, Cell, Normalised
from autograder.running.outcome import CellResult, Failure, Status
from autograder.running.statements import statements

LEFT_OUT = "A célula {number} ficou fora da correção: {why}."
LEFT_OUT_TOGETHER = "As células {numbers} ficaram fora da correção: {why}."
LINE = "Na célula {number}, a linha {lines} ficou fora da correção: {why}."
LINES = "Na célula {number}, as linhas {lines} ficaram fora da correção: {why}."
THE_REST = " O resto da célula foi executado."
ENDED = "A célula {number} termina na linha {line}, em exit(): o que vem abaixo, nela, não foi executado."
NO_PYTHON = "A célula {number} não é Python que se possa executar: {why}."
NAMES = " Por isso faltam: {names}."
UNKNOWN = re.compile(r"NameError: name '(\w+)' is not defined")
WHERE_IPYTHON_SAYS = re.compile(r" \(<ipython-input-[^>]*>, line (\d+)\)")
STAND_IN = re.compile(r"\bNothing\b|\bnothing\b")  # a figure that grading does not draw was reckoned with


@dataclass(frozen=True)
class Missing:
    """A name that only a statement which was left out would have bound."""

    cell: Cell
    failure: Failure


def missing_names(submission: Normalised, results: Mapping[int, CellResult], left_out: Set[int]) -> dict[str, Missing]:
    """Names that nothing binds but what failed."""
    failed: dict[str, Missing] = {}
    there: set[str] = set()
    for place, result in results.items():
        cell = submission.cells[place]
        lines = {failure.line: failure for failure in result.failures}
        for statement in statements(cell.source):
            failure = lines.get(statement.line) or lines.get(0)
            if failure is None and place not in left_out:
                there |= statement.binds
            elif result.failures:
                failed |= dict.fromkeys(statement.binds, Missing(cell, failure or result.failures[0]))
    return {name: what for name, what in failed.items() if name not in there}


def left_out_notes(
    submission: Normalised, results: Mapping[int, CellResult], left_out: Set[int], missing: dict[str, Missing]
) -> Iterator[str]:
    together: dict[str, list[str]] = {}
    for place, result in results.items():
        cell = submission.cells[place]
        figure = cell.role in NEEDED and result.status is Status.ERROR  # one that fails is no news
        if result.status is Status.OK or figure:
            continue
        if place in left_out:
            together.setdefault(said(result.error), []).append(number(cell))
        else:
            yield from _lines(cell, [f for f in result.failures if not _follows(f, missing)], missing)
    for why, numbers in together.items():
        if len(numbers) == 1:
            yield LEFT_OUT.format(number=numbers[0], why=why)
        else:
            listed = ", ".join(numbers[:8]) + (", …" if len(numbers) > 8 else "")
            yield LEFT_OUT_TOGETHER.format(numbers=listed, why=why)


def _lines(cell: Cell, failures: list[Failure], missing: dict[str, Missing]) -> Iterator[str]:
    if not failures:
        return
    why = said(failures[0].text)
    names = [f"`{name}`" for name, what in missing.items() if what.cell is cell and what.failure in failures]
    if failures[0].line == 0:
        yield NO_PYTHON.format(number=number(cell), why=why)
        return
    *failures, last = failures
    if last.text.startswith("SystemExit"):
        yield ENDED.format(number=number(cell), line=last.line)
    else:
        failures.append(last)
    if not failures:
        return
    lines = sorted({failure.line for failure in failures})
    told = (LINE if len(lines) == 1 else LINES).format(
        number=number(cell), lines=", ".join(map(str, lines[:8])), why=why
    )
    told += THE_REST if len(statements(cell.source)) > len(lines) else ""
    yield told + (NAMES.format(names=", ".join(sorted(names)[:8])) if names else "")


def _follows(failure: Failure, missing: dict[str, Missing]) -> bool:
    """Is this only what comes of something that was left out before, or of a figure that is not drawn?"""
    unknown = UNKNOWN.match(failure.text)
    before = missing.get(unknown[1]) if unknown else None
    return (before is not None and before.failure is not failure) or bool(STAND_IN.search(failure.text))


def number(cell: Cell) -> str:
    return str(cell.number) if cell.number else f"de {exercise_of(cell.grade_id or cell.role)}"


def said(text: str) -> str:
    return WHERE_IPYTHON_SAYS.sub(r" (linha \1)", text).rstrip(". ") or "parou sem dizer por quê"
