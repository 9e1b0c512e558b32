"""What the paths of a whole delivery tell: the folders around it, and nbgrader's times beside notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from autograder.incoming.members import Incoming, Refused
from autograder.incoming.moodle import is_moodles
from autograder.incoming.moodle_dates import nbgrader_date
from autograder.incoming.people import People, is_nobodys


def is_notebook_file(file: Incoming) -> bool:
    """Whether a file calls itself a notebook, and no program made it for itself."""
    return file.parts[-1].lower().endswith(".ipynb") and not file.by_program


def wrapper_of(files: Iterable[Incoming], notebook: str, people: People) -> tuple[str, ...]:
    """The leading folders that all notebooks share, which say nothing: a zip is often made of one folder."""
    paths = [file.parts for file in files if is_notebook_file(file)]
    depth = 0
    while paths and all(len(path) > depth + 1 and path[depth] == paths[0][depth] for path in paths):
        shared = paths[0][depth]
        bare = any(path[-1].startswith(notebook) and all(map(is_nobodys, path[depth + 1 : -1])) for path in paths)
        if bare or people.called(shared) or is_moodles(shared) or shared.lower().endswith(".zip"):
            break
        depth += 1
    return paths[0][:depth] if paths else ()


def times_of(files: Iterable[Incoming], notebook: str) -> dict[tuple[str, ...], datetime]:
    """Folder → what the timestamp.txt in it says, in nbgrader's own layout; not where a student may have put it."""
    times: dict[tuple[str, ...], datetime] = {}
    for file in files:
        in_layout = file.parts[-1] == "timestamp.txt" and file.parts[-2:-1] == (notebook,)
        if in_layout and not any(part.lower().endswith(".zip") or is_moodles(part) for part in file.parts):
            with suppress(Refused):
                when = nbgrader_date(file.content().decode("utf-8", errors="replace"))
                times |= {file.parts[:-1]: when} if when else {}
    return times
