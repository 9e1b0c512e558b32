"""What a student, and whoever teaches, is told of a grading beside the marks: what was left out, what changed an answer, and why.

Nothing here decides a mark. Sentences are about cells by their number in the file that was handed in.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.building.cell_ids import exercise_of, graded_id
from autograder.incoming.cells import NEEDED, Cell, Concern, Look, Normalised
from autograder.running.outcome import CellResult, CellStatus, Failure
from autograder.running.statements import Statement, binds, statements

MOST_NOTES = 40
LEFT_OUT = "A célula {number} ficou fora da correção: {why}."
LEFT_OUT_TOGETHER = "As células {numbers} ficaram fora da correção: {why}."
LINE = "Na célula {number}, a linha {lines} ficou fora da correção: {why}."
LINES = "Na célula {number}, as linhas {lines} ficaram fora da correção: {why}."
THE_REST = " O resto da célula foi executado."
ENDED = "A célula {number} termina na linha {line}, em exit(): o que vem abaixo, nela, não foi executado."
NO_PYTHON = "A célula {number} não é Python que se possa executar: {why}."
NAMES = " Por isso faltam: {names}."
CAME_FROM = "`{name}` viria da linha {line} da célula {number}, que ficou fora da correção: {why}."
CHANGED_BELOW = "A célula {number} muda `{helper}`, de que {name} precisa. Como vem depois da verificação, não mudou a nota de {name}."
CHANGED_BEFORE = "A célula {number} muda `{helper}`, de que {name} precisa, antes da verificação: foi com essa mudança que {name} foi corrigida."
NEWER = "O caderno foi escrito com {python}, e a correção usa o Python {ours}, que não lê a célula {number}: é preciso corrigir com um Python mais novo."
MORE = "E mais {n} recados como estes."
NEW_SYNTAX = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w+\[|^[ \t]*type[ \t]+\w+.*=", re.MULTILINE)
VERSION = re.compile(r"(\d{1,2})\.(\d{1,3})")
UNKNOWN = re.compile(r"NameError: name '(\w+)' is not defined")
WHERE_IPYTHON_SAYS = re.compile(r" \(<ipython-input-[^>]*>, line (\d+)\)")
STAND_IN = re.compile(r"\bNothing\b|\bnothing\b")  # a figure that grading does not draw was reckoned with


@dataclass(frozen=True)
class Verdict:
    """One graded cell: `score` is 0 to 1 of `points`; `properties` says which part of the points was earned."""

    name: str
    score: float
    points: float
    reason: str
    mistakes: tuple[str, ...] = ()
    properties: dict[str, bool] = field(default_factory=dict)
    lost: str = ""  # why no answer came back, if none did


@dataclass(frozen=True)
class Account:
    """The verdicts, with what was found beside their reasons; notes for the student; what a person must look at."""

    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...]
    concerns: tuple[Concern, ...]


@dataclass(frozen=True)
class Missing:
    """A name that only a statement which was left out would have bound."""

    cell: Cell
    failure: Failure


def of(
    submission: Normalised, results: Mapping[int, CellResult], left_out: Set[int], verdicts: list[Verdict]
) -> Account:
    """The account of a grading. results: by the cell's place in the submission; left_out: places of which nothing was run."""
    missing = missing_names(submission, results, left_out)
    notes = [*_left_out(submission, results, left_out, missing)]
    for verdict in verdicts:
        notes += _helpers(submission, verdict.name)
    concerns = []
    too_new = _too_new(submission, results)
    if too_new is not None and any(verdict.score < 1 for verdict in verdicts):
        concerns.append(too_new[1])
    explained = []
    for verdict in verdicts:
        reason = [verdict.reason, *_why_missing(verdict, missing)]
        if too_new is not None and too_new[0].grade_id == verdict.name and verdict.score < 1:
            reason.append(too_new[1].text)
        explained.append(replace(verdict, reason="\n".join(reason)))
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES:] = [MORE.format(n=len(notes) - MOST_NOTES)]
    return Account(tuple(explained), tuple(dict.fromkeys(notes)), tuple(concerns))


def limits(results: Mapping[int, CellResult]) -> list[str]:
    """Which limits the cells met."""
    met = (CellStatus.LIMIT, CellStatus.LOST)
    return [result.failures[-1].text for result in results.values() if result.status in met and result.failures]


def shown(result: CellResult) -> list[dict[str, Any]]:
    """A cell's outputs; where it ran out of time, without the traceback of our alarm, which explains nothing."""
    kept = ("stream", "display_data", "execute_result") + (() if result.status is CellStatus.LIMIT else ("error",))
    return [output for output in result.outputs if output["output_type"] in kept]


def defined_below(submission: Normalised, check_id: str) -> Cell | None:
    """The last cell below a graded cell that defines its answer, or may: %run and a star import tell no names."""
    name, place = exercise_of(check_id), _place_of(submission, check_id)
    below = [cell for cell in submission.cells[place:] if cell.run and cell.role != "check"]
    defining = [c for c in below if not binds(c.source).isdisjoint({name, "*"}) or "%run" in c.source]
    return defining[-1] if defining else None


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


def _left_out(
    submission: Normalised, results: Mapping[int, CellResult], left_out: Set[int], missing: dict[str, Missing]
) -> Iterator[str]:
    together: dict[str, list[str]] = {}
    for place, result in results.items():
        cell = submission.cells[place]
        figure = cell.role in NEEDED and result.status is CellStatus.ERROR  # one that fails is no news
        if result.status is CellStatus.OK or figure:
            continue
        if place in left_out:
            together.setdefault(_said(result.error), []).append(_number(cell))
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
    why = _said(failures[0].text)
    names = [f"`{name}`" for name, what in missing.items() if what.cell is cell and what.failure in failures]
    if failures[0].line == 0:
        yield NO_PYTHON.format(number=_number(cell), why=why)
        return
    *failures, last = failures
    if last.text.startswith("SystemExit"):
        yield ENDED.format(number=_number(cell), line=last.line)
    else:
        failures.append(last)
    if not failures:
        return
    lines = sorted({failure.line for failure in failures})
    said = (LINE if len(lines) == 1 else LINES).format(
        number=_number(cell), lines=", ".join(map(str, lines[:8])), why=why
    )
    said += THE_REST if len(statements(cell.source)) > len(lines) else ""
    yield said + (NAMES.format(names=", ".join(sorted(names)[:8])) if names else "")


def _follows(failure: Failure, missing: dict[str, Missing]) -> bool:
    """Is this only what comes of something that was left out before, or of a figure that is not drawn?"""
    unknown = UNKNOWN.match(failure.text)
    before = missing.get(unknown[1]) if unknown else None
    return (before is not None and before.failure is not failure) or bool(STAND_IN.search(failure.text))


def _why_missing(verdict: Verdict, missing: dict[str, Missing]) -> Iterator[str]:
    """Where a name would have come from that the answer did not find; or the answer itself."""
    if verdict.score == 1:
        return
    for name, what in missing.items():
        wanted = f"`{name}`" in verdict.reason or (
            name == verdict.name and f"{name} não foi encontrada" in verdict.reason
        )
        if wanted and what.failure.line:
            why = _said(what.failure.text)
            yield CAME_FROM.format(name=name, line=what.failure.line, number=_number(what.cell), why=why)


def _helpers(submission: Normalised, name: str) -> Iterator[str]:
    """What an answer needs and another cell changes, below the answer: before its check, where that counts, or after it."""
    check = _place_of(submission, graded_id(name))
    known: dict[str, tuple[int, Statement]] = {}
    for place, statement in _running(submission, 0, check):
        known |= dict.fromkeys(statement.binds, (place, statement))
    if name not in known:
        return
    home = known[name][0]
    needs: set[str] = set()
    waiting = [name]
    while waiting:
        new = {read for read in known[waiting.pop()][1].reads if read in known} - needs - {name}
        needs |= new
        waiting += new
    now: dict[str, str] = {}
    for place, statement in _running(submission, 0, len(submission.cells)):
        for helper in statement.binds & needs:
            cell, says = submission.cells[place], statement.gives(helper)
            if place > home and cell.changed and helper in now and (now[helper] != says or not says):
                sentence = CHANGED_BEFORE if place < check else CHANGED_BELOW
                yield sentence.format(number=_number(cell), helper=helper, name=name)
            now[helper] = says


def _running(submission: Normalised, start: int, end: int) -> Iterator[tuple[int, Statement]]:
    for place, cell in enumerate(submission.cells[start:end], start):
        if cell.run:
            for statement in statements(cell.source):
                yield place, statement


def _too_new(submission: Normalised, results: Mapping[int, CellResult]) -> tuple[Cell, Concern] | None:
    """The first cell that is no Python for us, in a notebook that was written with a newer one."""
    ours, theirs = sys.version_info[:2], VERSION.match(submission.python)
    newer = theirs is not None and (int(theirs[1]), int(theirs[2])) > ours
    for place, result in results.items():
        cell = submission.cells[place]
        broken = cell.changed and any(f.line == 0 and f.text.startswith("SyntaxError") for f in result.failures)
        if broken and (newer or (ours < (3, 12) and NEW_SYNTAX.search(cell.source))):
            python = f"Python {theirs[0]}" if newer and theirs else "um Python mais novo"
            said = NEWER.format(python=python, ours=".".join(map(str, ours)), number=_number(cell))
            return cell, Concern(Look.NEWER_PYTHON, said)
    return None


def _place_of(submission: Normalised, check_id: str) -> int:
    return next(k for k, cell in enumerate(submission.cells) if cell.role == "check" and cell.grade_id == check_id)


def _number(cell: Cell) -> str:
    return str(cell.number) if cell.number else f"de {exercise_of(cell.grade_id or cell.role)}"


def _said(text: str) -> str:
    return WHERE_IPYTHON_SAYS.sub(r" (linha \1)", text).rstrip(". ") or "parou sem dizer por quê"
