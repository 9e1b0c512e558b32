"""The process from which the runs of one notebook are forked, started again when it dies."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection
from pathlib import Path
from typing import Self

from autograder.running.confined.allowance import Budget, Limits
from autograder.running.outcome import IsolationMissing
from autograder.running.warm import Link, ParentLost, Process

DEFAULT = Limits()


class Parent:
    """The process from which the runs of one notebook are forked; starts again, once, if it dies.

    `grading_copy` is the folder that holds the notebook's `enap_lstm`; `require` names layers (confine.LAYERS) without
    which it refuses with IsolationMissing. `layers` says which ones hold.
    """

    def __init__(self, notebook: str, grading_copy: Path, limits: Limits = DEFAULT, require: Collection[str] = ()):
        self.notebook, self.grading_copy, self.limits = notebook, Path(grading_copy).resolve(), limits
        self.require, self.layers, self._lock = tuple(require), dict[str, bool](), threading.Lock()
        self._process: Process | None = None

    def __enter__(self) -> Self:
        self._process = self._start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._process:
            self._process.close()
        self._process = None

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
