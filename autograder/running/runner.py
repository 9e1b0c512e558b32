"""The isolated runner: a submission's cells run, and its functions are called, in a process that holds nothing of ours.

Theory of operation. `WarmParent` starts, once per notebook, a process that has imported everything (inside.py). For each
submission it forks a keeper (limit_keeper.py), which forks the confined process (confine.py) and watches what its tree uses.
The grader talks to the confined process over one socket (frames.py, wire.py), every request bound to its reply by a
nonce, and holds the keeper on a leash: closing it kills the tree. This is where limits of time and memory bite:
seconds of a cell or call here, with a grace during which the process may stop by itself; the rest in the keeper.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from autograder.running.confined.allowance import CLOCK, SPENT, Budget, Limits
from autograder.running.confined.frames import Closed, Late, receive, send
from autograder.running.confined.wire import Bounds, WireError, decode, encode
from autograder.running.outcome import (
    CellResult,
    Failure,
    IsolationMissing,
    RunnerLost,
    Spent,
    Status,
    cell_result,
    in_words,
    late,
    observation,
)
from autograder.running.parent import Parent
from autograder.running.shown import printable, reencode_png
from autograder.running.statements import slow_lines, statements
from autograder.running.warm import Link, ParentLost
from enap_lstm.judging.answer import Observation
from enap_lstm.judging.written import Written

__all__ = [
    "CellResult", "Failure", "IsolationMissing", "Limits", "ParentLost", "RemoteAnswer", "Runner", "RunnerLost", "Status",
    "WarmParent", "reencode_png",
]  # fmt: skip

GRACE = 1.0  # seconds between the polite end of a cell or call and the hard one
CALL_BOUNDS = Bounds()
BUSY = 0.2  # a run that waited for the processor for this share of its time was disturbed
T = TypeVar("T")


class WarmParent(Parent):
    """The warm parent of one notebook, see Parent; `run` gives it a submission's cells."""

    def run(self, cells: Sequence[str]) -> Runner:
        """Run the cells in a new confined process. What fails or meets a limit is left out, see Runner."""
        runner = Runner(self, cells)
        runner.advance()
        return runner


class Runner:
    """One submission: its cells' results and its functions, at a distance. Close it, or use it in a `with`.

    Cells run in their order, as far as `advance` is told; a function may be called at any point between. In a cell that
    meets a limit, or takes the process with it, what did so is left out: a new process runs everything before it and the
    rest of it. `left_out` says of which cells nothing is run any more. A lost process is replaced in the same way.
    """

    def __init__(self, parent: WarmParent, cells: Sequence[str], budget: Budget | None = None):
        self.parent, self.cells, self.limits = parent, list(cells), parent.limits
        self.budget = budget or Budget(self.limits, time.monotonic())
        self.results: list[CellResult] = []
        self.left_out: set[int] = set()
        self.disturbed = False  # the machine, not the student's code, has cost something: worth a second judgement
        self._without: dict[int, frozenset[int]] = {}
        self._lost: dict[str, str] = {}
        self._link: Link | None = None

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Kill the whole tree and remove its folder."""
        self._end()

    def answer(self, name: str) -> RemoteAnswer:
        """The student's function of that name, as it is defined at this point."""
        return RemoteAnswer(self, name)

    def advance(self, end: int | None = None) -> None:
        """Run the cells that have not had their turn, up to and without the cell `end`."""
        for k in range(len(self.results), len(self.cells) if end is None else end):
            self.results.append(self._turn(k))

    def call(self, name: str, args: tuple[Any, ...]) -> Observation:
        """One call of a function; after a lost one that function is lost, the others get a new process. RunnerLost."""
        if name in self._lost:
            raise RunnerLost(self._lost[name])
        try:
            self._ready()
            request = encode(("call", name, self.limits.call, args), CALL_BOUNDS)
            seen = self._ask(request, self.limits.call, CALL_BOUNDS, lambda reply: observation(reply, len(args)))
            if seen is None:
                raise RunnerLost(late("a função", self.limits.call))
            return seen
        except RunnerLost as lost:
            self._lost[name] = str(lost)
            raise

    def again(self, name: str) -> None:
        """Forget that a function was lost: it has been defined anew."""
        self._lost.pop(name, None)

    def _turn(self, k: int) -> CellResult:
        """Run one cell, each time without what had to be left out the time before; the first result tells what came of it."""
        first = None
        while k not in self.left_out:
            try:
                self._ready()
                result = self._cell(k)
            except Spent as spent:
                self.left_out.add(k)
                return first or CellResult(Status.LOST, (Failure(0, str(spent)),))
            except RunnerLost as lost:
                result = CellResult(Status.LOST, (Failure(0, str(lost)),))
            first = first or result
            if result.status in (Status.OK, Status.ERROR):
                break
            self._leave_out(k, result)
        assert first is not None
        return first

    def _leave_out(self, k: int, result: CellResult) -> None:
        """What met the limit: that statement; where nobody could say which, all that is no definition; then the cell."""
        self._end()
        before = self._without.get(k, frozenset())
        late = result.failures[-1].line if result.status is Status.LIMIT and result.failures else 0
        self._without[k] = before | ({late} if late else slow_lines(self.cells[k]))
        if self._without[k] == before or len(self._without[k]) - len(before) == len(statements(self.cells[k])):
            self.left_out.add(k)

    def _ready(self) -> None:
        """A process in which the cells before have run; one that is lost on the way there goes without the culprit."""
        while self._link is None:
            self._link = self._fork()
            for k in range(len(self.results)):
                if k in self.left_out:
                    continue
                try:
                    late = self._cell(k).status is Status.LIMIT
                except RunnerLost:
                    late = True
                if late:
                    self.left_out.add(k)
                    self._end()
                    break

    def _cell(self, k: int) -> CellResult:
        kept = sum(len(str(result.outputs)) for result in self.results[:k])
        room = max(self.limits.output - kept, 0)
        left = min(self.budget.cpu, (self.budget.deadline - time.monotonic()) / CLOCK)
        seconds = min(self.limits.cell, max(left / 2, 1.0))  # one cell never takes all that the others need
        without = sorted(self._without.get(k, ()))
        request = encode(("cell", self.cells[k], seconds, room, without), Bounds(size=1 << 30))
        bounds = Bounds(size=4 * room + 1_000_000)  # at most four bytes a character, and what frames them
        result = self._ask(request, seconds, bounds, lambda reply: cell_result(reply, room), "a célula")
        if result.status is not Status.LIMIT:
            return result
        *others, last = result.failures or (Failure(0, ""),)
        return replace(result, failures=(*others, replace(last, text=late("a célula", seconds))))

    def _fork(self) -> Link:
        if self.budget.spent(time.monotonic()):
            raise Spent(in_words("cpu" if self.budget.cpu <= SPENT else "wall", self.limits))
        return self.parent.fork(self.budget)

    def _ask(
        self, request: bytes, seconds: float, bounds: Bounds, read: Callable[[Any], T], what: str = "a função"
    ) -> T:
        """What `read` makes of the reply to one request, or RunnerLost with the reason; the process is gone then."""
        assert self._link is not None
        nonce, deadline = os.urandom(16), time.monotonic() + CLOCK * seconds + GRACE
        try:
            send(self._link.channel, nonce, request, deadline)
            echoed, data = receive(self._link.channel, bounds.size, deadline)
            if echoed != nonce:
                raise WireError("a reply to another request")
            return read(decode(data, bounds))
        except Late:
            reason = self._end()
            told = late(what, seconds) if reason in ("closed", "late") else in_words(reason, self.limits)
        except Closed:  # we may end the run before its keeper has seen that the process is gone: the same sentence
            reason = self._end()
            told = (
                late(what, seconds)
                if reason == "late"
                else in_words("exit" if reason == "closed" else reason, self.limits)
            )
        except WireError:
            told = in_words(self._end(), self.limits)
        raise RunnerLost(told)

    def _end(self) -> str:
        """Kill what runs, take its CPU off the budget; why it was over."""
        if self._link is None:
            return "exit"
        lasted, ending = time.monotonic() - self._link.started, self._link.end()
        self._link = None
        self.budget.spend(ending.cpu)
        self.disturbed = self.disturbed or ending.vanished or ending.waited > max(BUSY * lasted, 1.0)
        return ending.reason


class RemoteAnswer:
    """A student's function in the confined process; `Exercise.judge` asks it as it would ask the function itself."""

    def __init__(self, runner: Runner, name: str):
        self.runner, self.name = runner, name

    @property
    def written(self) -> Written:
        """The function's text, as the notebook's cells have it."""
        ran = enumerate(self.runner.cells[: len(self.runner.results)])
        cells = [printable(cell) for k, cell in ran if k not in self.runner.left_out]
        return Written.in_cells(self.name, cells)

    def observe(self, args: tuple[Any, ...]) -> Observation:
        """What one call did. RunnerLost: nothing came back, or not in time."""
        return self.runner.call(self.name, args)
