"""The isolated runner: a submission's cells run, and its functions are called, in a process that holds nothing of ours.

Theory of operation. `WarmParent` starts, once per notebook, a process that has imported everything (inside.py). For each
submission it forks a keeper (keeper.py), which forks the confined process (confine.py) and watches what its tree uses.
The grader talks to the confined process over one socket (frames.py, wire.py), every request bound to its reply by a
nonce, and holds the keeper on a leash: closing it kills the tree. This is where limits of time and memory bite:
seconds of a cell or call here, with a grace during which the process may stop by itself; the rest in the keeper.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from autograder.running.confined.frames import Closed, Late, receive, send
from autograder.running.confined.limits import Budget, Limits
from autograder.running.confined.wire import Bounds, WireError, decode, encode
from autograder.running.outcome import (
    CellResult,
    IsolationMissing,
    Note,
    RunnerLost,
    Status,
    cell_result,
    in_words,
    late,
    observation,
)
from autograder.running.shown import printable, reencode_png
from autograder.running.warm import Link, ParentLost, Process
from enap_lstm.judging.answer import Observation
from enap_lstm.judging.written import Written

__all__ = [
    "CellResult", "IsolationMissing", "Limits", "Note", "ParentLost", "RemoteAnswer", "Runner", "RunnerLost", "WarmParent",
    "execute", "reencode_png",
]  # fmt: skip

GRACE = 1.0  # seconds between the polite end of a cell or call and the hard one
CALL_BOUNDS = Bounds()
MAX_FORKS = 20
DEFAULT = Limits()
T = TypeVar("T")


class WarmParent:
    """The process from which the runs of one notebook are forked; starts again, once, if it dies.

    `grading_copy` is the folder that holds the notebook's `enap_lstm`; `require` names layers (confine.LAYERS) without
    which it refuses with IsolationMissing. `layers` says which ones hold.
    """

    def __init__(self, notebook: str, grading_copy: Path, limits: Limits = DEFAULT, require: Collection[str] = ()):
        self.notebook, self.grading_copy, self.limits = notebook, Path(grading_copy).resolve(), limits
        self.require, self.layers, self._lock = tuple(require), dict[str, bool](), threading.Lock()
        self._process: Process | None = None

    def __enter__(self) -> WarmParent:
        self._process = self._start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._process:
            self._process.close()
        self._process = None

    def run(self, cells: Sequence[str]) -> Runner:
        """Run the cells in a new confined process; an error does not stop the next cell, a limit does."""
        runner = Runner(self, cells)
        if (stopped := runner.play()) is not None:
            runner.skip(range(stopped, len(cells)))
        return runner

    def fork(self, budget: Budget) -> Link:
        """A new run; a parent that has died is started again, once. ParentLost."""
        process = self._process
        if process is None:
            raise ParentLost("o processo de correção não está aberto (use with WarmParent(...))")
        try:
            return process.fork(budget)
        except OSError:
            process = self._again(process)
        try:
            return process.fork(budget)
        except OSError as error:
            raise ParentLost(f"o processo de correção terminou duas vezes: {error}") from None

    def _again(self, dead: Process) -> Process:
        """The process in place of a dead one; of several threads that miss it, the first starts the new one."""
        with self._lock:
            if self._process is dead:
                dead.close()
                self._process = self._start()
            assert self._process is not None
            return self._process

    def _start(self) -> Process:
        process, why = None, ""
        if shutil.which("bwrap"):
            try:
                process = Process(self.grading_copy, self.limits, bubblewrap=True)
            except ParentLost as error:  # installed, but not allowed here: `layers` says so
                why = f" ({error})"
        process = process or Process(self.grading_copy, self.limits, bubblewrap=False)
        self.layers = process.layers
        if missing := [name for name in self.require if not self.layers.get(name)]:
            process.close()
            raise IsolationMissing(f"falta isolamento nesta máquina: {', '.join(missing)}{why}")
        return process


class Runner:
    """One submission: its cells' results and its functions, at a distance. Close it, or use it in a `with`."""

    def __init__(self, parent: WarmParent, cells: Sequence[str], budget: Budget | None = None):
        self.parent, self.cells, self.limits = parent, list(cells), parent.limits
        self.budget = budget or Budget(self.limits, time.monotonic())
        self.results: list[CellResult] = []
        self.skipped: set[int] = set()
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
        """The student's function of that name."""
        return RemoteAnswer(self, name)

    def play(self, stop_at: Collection[int] = ()) -> int | None:
        """Run the cells that are not skipped in a new process, up to a cell that meets its limit or takes the process
        with it, or one of `stop_at` that ends in an error. Returns that cell, None if all have run."""
        self._end()
        earlier, self.results = self.results, []
        for k, source in enumerate(self.cells):
            if k in self.skipped:
                self.results.append(earlier[k])
                continue
            try:
                self._link = self._link or self._fork()
                self.results.append(self._cell(source))
            except RunnerLost as lost:
                self.results.append(CellResult(Status.LOST, str(lost)))
            status = self.results[-1].status
            if status in (Status.LIMIT, Status.LOST) or (status is Status.ERROR and k in stop_at):
                return k
        return None

    def skip(self, cells: Iterable[int]) -> None:
        """Leave cells out of every later run; those that have no result yet were not run."""
        self.skipped |= set(cells)
        missing = len(self.cells) - len(self.results)
        self.results += [CellResult(Status.LOST, "a célula não foi executada")] * missing

    def call(self, name: str, args: tuple[Any, ...]) -> Observation:
        """One call of a function; after a lost one that function is lost, the others get a new process. RunnerLost."""
        if name in self._lost:
            raise RunnerLost(self._lost[name])
        try:
            if self._link is None:
                self._revive()
            request = encode(("call", name, self.limits.call, args), CALL_BOUNDS)
            seen = self._ask(request, self.limits.call, CALL_BOUNDS, lambda reply: observation(reply, len(args)))
            if seen is None:
                raise RunnerLost(late("a função", self.limits.call))
            return seen
        except RunnerLost as lost:
            self._lost[name] = str(lost)
            raise

    def _revive(self) -> None:
        """A new process with the same cells, whose first results stand."""
        results = self.results
        stopped, again = self.play(), self.results
        self.results = results
        if stopped is not None:
            self._end()
            raise RunnerLost(again[stopped].error)
        self._link = self._link or self._fork()  # there may have been no cell to run

    def _cell(self, source: str) -> CellResult:
        kept = sum(len(str(result.outputs)) for result in self.results)
        room = max(self.limits.output - kept, 0)
        request = encode(("cell", source, self.limits.cell, room), Bounds(size=1 << 30))
        bounds = Bounds(size=4 * room + 1_000_000)  # at most four bytes a character, and what frames them
        return self._ask(request, self.limits.cell, bounds, lambda reply: cell_result(reply, room), "a célula")

    def _fork(self) -> Link:
        if self.budget.spent(time.monotonic()):
            raise RunnerLost(in_words("cpu" if self.budget.cpu <= 1 else "wall", self.limits))
        return self.parent.fork(self.budget)

    def _ask(
        self, request: bytes, seconds: float, bounds: Bounds, read: Callable[[Any], T], what: str = "a função"
    ) -> T:
        """What `read` makes of the reply to one request, or RunnerLost with the reason; the process is gone then."""
        assert self._link is not None
        nonce, deadline = os.urandom(16), time.monotonic() + seconds + GRACE
        try:
            send(self._link.channel, nonce, request, deadline)
            echoed, data = receive(self._link.channel, bounds.size, deadline)
            if echoed != nonce:
                raise WireError("a reply to another request")
            return read(decode(data, bounds))
        except Late:
            reason = self._end()
            raise RunnerLost(late(what, seconds) if reason == "closed" else in_words(reason, self.limits)) from None
        except Closed:  # we may end the run before its keeper has seen that the process is gone: the same sentence
            reason = self._end()
            raise RunnerLost(in_words("exit" if reason == "closed" else reason, self.limits)) from None
        except WireError:
            raise RunnerLost(in_words(self._end(), self.limits)) from None

    def _end(self) -> str:
        """Kill what runs, take its CPU off the budget; why it was over."""
        if self._link is None:
            return "exit"
        reason, cpu = self._link.end()
        self._link = None
        self.budget.spend(cpu)
        return reason


class RemoteAnswer:
    """A student's function in the confined process; `Exercise.judge` asks it as it would ask the function itself."""

    def __init__(self, runner: Runner, name: str):
        self.runner, self.name = runner, name

    @property
    def written(self) -> Written:
        """The function's text, as the notebook's cells have it."""
        cells = [printable(cell) for k, cell in enumerate(self.runner.cells) if k not in self.runner.skipped]
        return Written.in_cells(self.name, cells)

    def observe(self, args: tuple[Any, ...]) -> Observation:
        """What one call did. RunnerLost: nothing came back, or not in time."""
        return self.runner.call(self.name, args)


def execute(parent: WarmParent, cells: Sequence[str], optional: Collection[int]) -> tuple[Runner, list[Note]]:
    """Run a submission: cells that fail are left out and the rest runs anew, so that no half of one has an effect.

    A cell outside `optional` (set-up, answers) that ends in an error stays, as in a notebook; one that meets a limit
    goes. Forking anew has a bound: when half of the submission's time is gone, the optional cells not yet seen to work
    are left out together.
    """
    runner = Runner(parent, cells)
    half = parent.limits.submission_cpu / 2
    for forks in range(len(cells)):
        failed = runner.play(stop_at=optional)
        if failed is None:
            break
        runner.close()
        left = runner.budget.deadline - time.monotonic()
        hurry = runner.budget.cpu < half or left < 3 * half or forks >= MAX_FORKS
        runner.skip([failed, *(k for k in optional if k > failed and hurry)])
    failed_cells = [(k, result) for k, result in enumerate(runner.results) if result.status is not Status.OK]
    return runner, [Note(k, result.status, k in runner.skipped, result.error) for k, result in failed_cells]
