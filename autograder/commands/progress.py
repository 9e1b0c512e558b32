"""What a person sees while submissions are graded: how many of how many, the rate, the time left, whose is running."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from autograder.ground.untrusted import for_terminal
from autograder.judging.grade import Work

SHOWN = 3  # names beside the bar
Tell = Callable[[Work, str], None]


class Rate(ProgressColumn):
    """Submissions per second since the beginning, with a decimal comma."""

    def render(self, task: Task) -> Text:
        done, seconds = task.completed, task.elapsed or 0.0
        return Text(f"{done / seconds:.1f}/s".replace(".", ",") if done and seconds else "–/s")


@contextmanager
def bar(todo: list[Work], file: TextIO | None = None) -> Iterator[Tell]:
    """A progress bar on the terminal; yields the function that grade tells what happens. Nothing where there is no terminal."""
    running: dict[Work, float] = {}
    columns = (
        TextColumn("Corrigindo"), BarColumn(bar_width=24), MofNCompleteColumn(), Rate(), TextColumn("faltam"),
        TimeRemainingColumn(), TextColumn("{task.fields[who]}"),
    )  # fmt: skip
    console = Console(file=file, stderr=file is None)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal or not todo) as progress:
        task = progress.add_task("", total=len(todo), who="")

        def tell(work: Work, state: str) -> None:
            if state == "runs":
                running[work] = time.monotonic()
            elif running.pop(work, None) is not None or state == "done":
                progress.advance(task)
            names = [
                for_terminal(work.student, 20) for work in sorted(list(running), key=lambda w: running.get(w, 0.0))
            ]
            more = f" +{len(names) - SHOWN}" if len(names) > SHOWN else ""
            progress.update(task, who=", ".join(names[:SHOWN]) + more)

        yield tell
