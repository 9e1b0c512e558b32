"""One command at a time writes in a course."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from autograder.course.folder import private
from autograder.ground.errors import CommandFailed

BUSY = "Outro comando, uma correção por exemplo, está em andamento nesta turma. Espere que termine e repita este."


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Two gradings of one course at a time would write over each other; the system lets go of it when a process ends."""
    with open(private(root) / "lock", "w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed(BUSY) from None
        yield
