"""What became of a cell, a call or a run, and how a student is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from autograder.running.confined.allowance import Limits
from autograder.running.confined.wire import WireError
from autograder.running.shown import outputs, printable
from enap_lstm.judging.answer import AnswerError, Observation

MOST_FAILURES = 50  # of one cell


class Status(StrEnum):
    """How a cell may end."""

    OK = "ok"
    ERROR = "error"
    LIMIT = "limit"
    LOST = "lost"


REPLIED = (Status.OK, Status.ERROR, Status.LIMIT)  # a process that is lost says nothing


class RunnerLost(Exception):
    """No reply, a late one, or one beyond the limits; its text is what the student reads."""


class Spent(RunnerLost):
    """The whole submission has used up its time."""


class IsolationMissing(Exception):
    """The configuration requires a layer of isolation that does not hold on this machine."""


@dataclass(frozen=True)
class Failure:
    """A statement of a cell that was left out: the line it begins on (0: the cell as a whole), and why (pt-BR or Python's words)."""

    line: int
    text: str


@dataclass(frozen=True)
class CellResult:
    """What became of a cell.

    "ok"; "error": some statements failed, the others ran; "limit": it ran out of time; "lost": it took the process with it,
    or was not run at all. What met a limit was left out when the rest of the cell ran again.
    """

    status: Status
    failures: tuple[Failure, ...] = ()
    outputs: list[dict[str, Any]] = field(default_factory=list)

    @property
    def error(self) -> str:
        """Why the first statement was left out; empty if none was."""
        return self.failures[0].text if self.failures else ""


def cell_result(reply: Any, room: int) -> CellResult:
    """The result of a cell from the confined process's reply, with outputs of about `room` characters. WireError."""
    match reply:  # by type first: a forged reply may hold arrays anywhere, and an array compares to an array
        case (str() as kind, str() as status, list() as failed, list() as shown) if kind == "cell":
            if status in REPLIED and all(map(_is_failure, failed)):
                failures = tuple(Failure(line, printable(text[:500])) for line, text in failed[:MOST_FAILURES])
                return CellResult(Status(status), failures, outputs(shown, room + 10_000))
    raise WireError("no result of a cell")


def _is_failure(found: Any) -> bool:
    match found:
        case [int() as line, str()]:
            return 0 <= line <= 1_000_000
    return False


def observation(reply: Any, n_args: int) -> Observation | None:
    """What a call with `n_args` arguments did, from the confined process's reply; None: it was late. WireError."""
    match reply:
        case (str() as kind,) if kind == "late":
            return None
        case (str(), value, None, tuple() as changed, tuple() as aliased):
            if (
                _pairs(changed)
                and _pairs(aliased)
                and _positions([k for k, _ in changed] + [k for _, k in aliased], n_args)
            ):
                return Observation(value, None, dict(changed), aliased)
        case (str(), None, (str() as kind, str() as text, int() | None as line, str() as inside), (), ()):
            return Observation(
                error=AnswerError(printable(kind[:80]), printable(text[:500]), line, printable(inside[:80]))
            )
    raise WireError("no result of a call")


def _pairs(found: tuple[Any, ...]) -> bool:
    return all(isinstance(one, tuple) and len(one) == 2 and type(one[0]) is int for one in found)


def _positions(found: list[Any], n: int) -> bool:
    return all(type(k) is int and 0 <= k < n for k in found)


def late(what: str, seconds: float) -> str:
    """The sentence for a cell or call that did not end in time."""
    return f"{what} não terminou em {seconds:g} s"


def in_words(reason: str, limits: Limits) -> str:
    """The sentence for a run that is over, from its keeper's reason (limit_keeper.py)."""
    return {
        "memory": f"o código passou do limite de {limits.memory >> 20} MB de memória",
        "processes": f"o código passou do limite de {limits.processes} processos",
        "cpu": f"a entrega passou do limite de {limits.submission_cpu:g} s de processamento",
        "wall": f"a entrega passou do limite de {limits.wall:g} s",
        "files": f"o código passou do limite de {limits.files >> 20} MB de arquivos",
        "exit": "o processo que executa a entrega terminou antes de responder",
    }.get(reason, "a resposta do processo que executa a entrega não pôde ser lida")
