"""What a mark depends on besides the submission, in one hash: when it changes, the course is graded anew.

Whole folders count, so that no list can grow stale: the exercises and what judges them, the reference and its data, the way
from the file to the marks, the other side of the wall. Figures, pages, commands and the class list do not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

import autograder
import enap_lstm

OF_COURSE = ("exercise.py", "exercises", "judging", "reference", "data")
OF_GRADER = ("building", "incoming", "judging", "running")
GENERATED = ("__pycache__", "originals.json")


def course_version(source: NotebookNode, course: Path | None = None, grader: Path | None = None) -> str:
    """A hash of the source notebook and of every deciding file; `course`, `grader`: the packages' folders."""
    digest = hashlib.sha256(nbformat.writes(source).encode())
    for path in deciding(course or Path(enap_lstm.__path__[0]), grader or Path(autograder.__path__[0])):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def deciding(course: Path, grader: Path) -> Iterator[Path]:
    """The files that can change a mark, in a fixed order."""
    for place in [course / name for name in OF_COURSE] + [grader / name for name in OF_GRADER]:
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and not set(GENERATED) & set(path.parts):
                yield path
