"""What the page of a submission tells, gathered from its record and from the gradebook: words, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.building.cell_ids import exercise_of
from autograder.course.records import OFF_LIST, ExerciseRecord, Record
from autograder.judging import late
from enap_lstm.exercises import EXERCISES
from enap_lstm.portuguese import pt

STATUS = {
    "graded": "Corrigida.",
    "limits": "Corrigida; um limite da correção foi atingido.",
    "flagged": "Corrigida; uma pessoa ainda vai olhar esta entrega.",
    "unreadable": "O arquivo entregue não pôde ser lido.",
    "by_hand": "Corrigida, com nota dada por uma pessoa.",
}
SAID = {OFF_LIST: "Seu nome ainda não está na lista da turma. Fale com quem dá o curso."}
OUTLIVED = "A nota dada por uma pessoa é de uma entrega anterior a esta, e ainda vai ser revista."
LIMITS = "{cell} s por célula, {call} s por resposta, {submission_cpu} s ao todo"
SHOWN = 280  # characters of a message in the summary; the whole stands beside the answer
CELL = re.compile(r"célula (?P<number>\d+)|^A célula de (?P<name>\w+)")


@dataclass(frozen=True)
class Part:
    """A property of an exercise: what it is worth, and whether it was earned."""

    name: str
    worth: float | None
    earned: bool


@dataclass(frozen=True)
class Told:
    """An exercise: `points` of `maximum`, the grading's message; `automatic` is what it had given where a person decided."""

    name: str
    points: float
    maximum: float
    message: str
    parts: tuple[Part, ...]
    automatic: float | None = None

    @property
    def state(self) -> str:
        """The mark in a word."""
        if self.automatic is not None:
            return "nota dada por uma pessoa"
        return "certo" if self.points >= self.maximum else "em parte" if self.points > 0 else "ainda não"

    @property
    def short(self) -> str:
        """As much of the message as fits the summary."""
        return self.message if len(self.message) <= SHOWN else f"{self.message[:SHOWN].rsplit(maxsplit=1)[0]} …"


def exercises(record: Record, marks: Mapping[str, NotebookNode]) -> list[Told]:
    """Every exercise of a record, with what the gradebook says of it. marks: nbgrader's metadata of the graded cells."""
    return [_told(each, marks.get(each["name"], NotebookNode())) for each in record["exercises"]]


def _told(found: ExerciseRecord, mark: NotebookNode) -> Told:
    exercise = EXERCISES.get(found["name"])
    shares = exercise.properties if exercise else {}
    parts = tuple(
        Part(name, found["points"] * shares[name] if name in shares else None, earned)
        for name, earned in found["properties"].items()
    )
    points = mark.get("score", found["score"])
    return Told(found["name"], points, found["points"], found["reason"], parts, mark.get("automatic"))


def notices(record: Record) -> list[str]:
    """Why the submission was flagged or cut short, then the notes; each once.

    >>> notices({"reason": "fora da lista", "notes": []})
    ['Seu nome ainda não está na lista da turma. Fale com quem dá o curso.']
    """
    reasons = [SAID.get(part, part) for part in record["reason"].split("; ") if part]
    return list(dict.fromkeys(f"{text[:1].upper()}{text[1:]}" for text in [*reasons, *record["notes"]]))


def lateness(record: Record, penalty: float) -> list[str]:
    """What lateness cost, with its reason."""
    found = late.reasons(record.get("terms"), penalty)
    if not found and penalty > 0:
        found = [f"entregue depois do prazo: {pt(round(penalty, 2))} a menos"]
    return [f"{text[:1].upper()}{text[1:]}." for text in found]


def status(record: Record, told: Iterable[Told]) -> str:
    """The submission's state in words."""
    by_hand = any(each.automatic is not None for each in told)
    return STATUS["by_hand" if by_hand and record["status"] in ("graded", "limits") else record["status"]]


def limits(record: Record) -> str:
    """The limits of the grading in words."""
    return LIMITS.format(**{name: pt(value) for name, value in record["limits"].items()})


def beside_cells(notes: Iterable[str], cells: Iterable[NotebookNode]) -> Iterator[tuple[str, NotebookNode | None]]:
    """Each note with the cell that it speaks of, where there is one."""
    by_number: dict[str, NotebookNode] = {}
    by_name: dict[str, NotebookNode] = {}
    for cell in cells:
        number = cell.metadata.get("enap_lstm", {}).get("number")
        by_number.setdefault(str(number), cell)
        name = exercise_of(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        by_name.setdefault(name, cell)
    for note in notes:
        found = CELL.search(note)
        number = found and found["number"]
        yield note, (by_number.get(number) if number else by_name.get(found["name"]) if found else None)
