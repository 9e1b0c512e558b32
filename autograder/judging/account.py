"""What a student, and whoever teaches, is told of a grading beside the marks: what was left out, what changed an answer, and why.

Nothing here decides a mark. Sentences are about cells by their number in the file that was handed in.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from autograder.building.cell_ids import exercise_of, graded_id
from autograder.incoming.cells import Cell, Concern, Look, Normalised
from autograder.judging.left_out import Missing, left_out_notes, missing_names, number, said
from autograder.judging.verdict import Verdict
from autograder.running.outcome import CellResult, Status
from autograder.running.statements import Statement, binds, statements

MOST_NOTES = 40
CAME_FROM = "`{name}` viria da linha {line} da célula {number}, que ficou fora da correção: {why}."
CHANGED_BELOW = "A célula {number} muda `{helper}`, de que {name} precisa. Como vem depois da verificação, não mudou a nota de {name}."
CHANGED_BEFORE = "A célula {number} muda `{helper}`, de que {name} precisa, antes da verificação: foi com essa mudança que {name} foi corrigida."
NEWER = "O caderno foi escrito com {python}, e a correção usa o Python {ours}, que não lê a célula {number}: é preciso corrigir com um Python mais novo."
MORE = "E mais {n} recados como estes."
NEW_SYNTAX = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w+\[|^[ \t]*type[ \t]+\w+.*=", re.MULTILINE)
VERSION = re.compile(r"(\d{1,2})\.(\d{1,3})")


@dataclass(frozen=True)
class Account:
    """The verdicts, with what was found beside their reasons; notes for the student; what a person must look at."""

    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...]
    concerns: tuple[Concern, ...]


def of(
    submission: Normalised, results: Mapping[int, CellResult], left_out: Set[int], verdicts: list[Verdict]
) -> Account:
    """The account of a grading. results: by the cell's place in the submission; left_out: places of which nothing was run."""
    missing = missing_names(submission, results, left_out)
    notes = [*left_out_notes(submission, results, left_out, missing)]
    for verdict in verdicts:
        notes += _helpers(submission, verdict.name)
    concerns = []
    too_new = _too_new(submission, results)
    if too_new is not None and any(verdict.score < 1 for verdict in verdicts):
        concerns.append(too_new[1])
    explained = []
    for verdict in verdicts:
        message = [verdict.message, *_why_missing(verdict, missing)]
        if too_new is not None and too_new[0].grade_id == verdict.name and verdict.score < 1:
            message.append(too_new[1].text)
        explained.append(replace(verdict, message="\n".join(message)))
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES:] = [MORE.format(n=len(notes) - MOST_NOTES)]
    return Account(tuple(explained), tuple(dict.fromkeys(notes)), tuple(concerns))


def limits(results: Mapping[int, CellResult]) -> list[str]:
    """Which limits the cells met."""
    met = (Status.LIMIT, Status.LOST)
    return [result.failures[-1].text for result in results.values() if result.status in met and result.failures]


def shown(result: CellResult) -> list[dict[str, Any]]:
    """A cell's outputs; where it ran out of time, without the traceback of our alarm, which explains nothing."""
    kept = ("stream", "display_data", "execute_result") + (() if result.status is Status.LIMIT else ("error",))
    return [output for output in result.outputs if output["output_type"] in kept]


def judged_at(submission: Normalised, check_id: str) -> int:
    """The place of the first cell that has not run yet when a graded cell is judged.

    That is its own, or, where the student has it further down, theirs; where they have none, the one below their answer.
    """
    cells, name = submission.cells, exercise_of(check_id)
    place = next(k for k, cell in enumerate(cells) if cell.role == "check" and cell.grade_id == check_id)
    answered = [cell.number for cell in cells if cell.role == "answer" and cell.grade_id == name and cell.number]
    number = cells[place].number or 1 + max(answered, default=0)
    return max([place, *(k + 1 for k, cell in enumerate(cells) if cell.run and 0 < (cell.number or 0) < number)])


def defined_below(submission: Normalised, check_id: str) -> Cell | None:
    """The last cell below a graded cell that defines its answer, or may: %run and a star import tell no names."""
    name, place = exercise_of(check_id), judged_at(submission, check_id)
    below = [cell for cell in submission.cells[place:] if cell.run and cell.role != "check"]
    defining = [c for c in below if not binds(c.source).isdisjoint({name, "*"}) or "%run" in c.source]
    return defining[-1] if defining else None


def defined_above(submission: Normalised, check_id: str) -> bool:
    """Does a cell above a graded cell plainly define its answer?"""
    above = submission.cells[: judged_at(submission, check_id)]
    return any(cell.run and exercise_of(check_id) in binds(cell.source) for cell in above)


def _why_missing(verdict: Verdict, missing: dict[str, Missing]) -> Iterator[str]:
    """Where a name would have come from that the answer did not find; or the answer itself."""
    if verdict.score == 1:
        return
    for name, what in missing.items():
        wanted = f"`{name}`" in verdict.message or (
            name == verdict.name and f"{name} não foi encontrada" in verdict.message
        )
        if wanted and what.failure.line:
            why = said(what.failure.text)
            yield CAME_FROM.format(name=name, line=what.failure.line, number=number(what.cell), why=why)


def _helpers(submission: Normalised, name: str) -> Iterator[str]:
    """What an answer needs and another cell changes, below the answer: before its check, where that counts, or after it."""
    check = judged_at(submission, graded_id(name))
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
                yield sentence.format(number=number(cell), helper=helper, name=name)
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
            said = NEWER.format(python=python, ours=".".join(map(str, ours)), number=number(cell))
            return cell, Concern(Look.NEWER_PYTHON, said)
    return None
