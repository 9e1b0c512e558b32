"""`make bench`, the students' side: what importing the course adds to NumPy, and how long each notebook's slowest check takes.

Each figure stands beside what the design requires, and beside a rival of the same run: NumPy's own import, the right answer.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import click

from enap_lstm import check
from enap_lstm.check import CheckFailed
from enap_lstm.checking.session import SESSION
from enap_lstm.exercise import Exercise
from enap_lstm.exercises import NOTEBOOKS, of_notebook

TIMES = 5  # the best of so many
IMPORT_MAY_ADD, CHECK_MAY_TAKE = 0.3, 0.5  # seconds


def bench_students() -> None:
    """Print both tables."""
    alone, ours = importing("numpy"), importing("enap_lstm")
    click.echo("What a student waits for")
    click.echo(
        f"  import numpy {alone:.2f} s, import enap_lstm {ours:.2f} s: {_beside(ours - alone, IMPORT_MAY_ADD)} more"
    )
    for notebook in NOTEBOOKS:
        times = {
            (exercise.name, what): checking(notebook, exercise.name, answer)
            for exercise in of_notebook(notebook)
            for what, answer in _answers(exercise)
        }
        right = max(seconds for (_, what), seconds in times.items() if what == "right")
        (name, what), slowest = max(times.items(), key=lambda item: item[1])
        click.echo(
            f"  {notebook}: {len(times)} checks, the slowest {_beside(slowest, CHECK_MAY_TAKE)} ({name}, {what}), right {right:.2f} s"
        )


def importing(module: str) -> float:
    """Seconds of a new process that imports the module and nothing else, less those of one that imports nothing."""
    return _fresh(f"import {module}") - _fresh("pass")


def checking(notebook: str, name: str, answer: Callable[..., Any]) -> float:
    """Seconds of `check(answer)` in a fresh session of the notebook, panel included."""
    SESSION.notebook = notebook
    SESSION.checked.clear()
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(CheckFailed):
        exec(f"check({name})", {"check": check, name: answer})
    return time.perf_counter() - start


def _answers(exercise: Exercise) -> Iterator[tuple[str, Callable[..., Any]]]:
    yield "right", exercise.oracle
    for id, mistake in exercise.mistakes.items():
        yield id, mistake.function


def _fresh(statement: str) -> float:
    command, best = [sys.executable, "-c", statement], float("inf")
    for _ in range(TIMES):
        start = time.perf_counter()
        subprocess.run(command, check=True)
        best = min(best, time.perf_counter() - start)
    return best


def _beside(seconds: float, required: float) -> str:
    return f"{seconds:.2f} s (at most {required} s{'' if seconds <= required else ': MISSED'})"
