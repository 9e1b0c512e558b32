"""One submission put where nbgrader looks for it, whole or not at all; an older one never replaces a newer one."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from autograder.course.folder import Course
from autograder.ground.errors import CommandFailed
from autograder.ground.files import PRIVATE_FOLDER, write_whole
from autograder.incoming.members import Refused
from autograder.incoming.moodle_dates import read_timestamp, timestamp

OCCUPIED = "no lugar da entrega de {id} há um link ou outra coisa que não é uma pasta"
FORBIDDEN = "a pasta da entrega de {id} não pode ser gravada: {error}"
BUSY = "Outro collect desta turma ainda está em andamento. Espere que termine e repita o comando."
BLUR = timedelta(seconds=2)  # a zip counts in steps of two seconds


class Change(Enum):
    """What taking a submission would do to what lies there."""

    NEW, CHANGED, SAME, OLDER = "nova", "trocada", "igual", "mais antiga"


@dataclass(frozen=True)
class Handed:
    """A submission to be put in its place: `when` it was handed in, if known, and the `age` of the file it came in."""

    content: bytes
    when: datetime | None = None
    age: datetime | None = None


@contextmanager
def alone(course: Course) -> Iterator[None]:
    """One collect at a time; what a killed one has left half-written is swept away."""
    with open(course.private / "collect.lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed(BUSY) from None
        for draft in [*course.submitted.glob("*/*/.draft-*"), *_ages(course).glob("*/.draft-*")]:
            with suppress(OSError):
                draft.unlink()
        yield


def change(course: Course, notebook: str, student: str, handed: Handed) -> Change:
    """What `put` would do; raises Refused when something that is no hand-in lies in its place."""
    path = course.submission(student, notebook)
    for folder in (path.parent.parent, path.parent):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise Refused(OCCUPIED.format(id=student))
    if path.is_dir() and not path.is_symlink():
        raise Refused(OCCUPIED.format(id=student))
    if path.is_symlink() or not path.is_file():
        return Change.NEW
    if path.stat().st_size == len(handed.content) and path.read_bytes() == handed.content:
        return Change.SAME
    return Change.OLDER if _is_older(course, notebook, student, handed, path) else Change.CHANGED


def put(course: Course, notebook: str, student: str, handed: Handed) -> Change:
    """Put one submission in its place; its time first, so that an interruption is mended by the next collect."""
    what = change(course, notebook, student, handed)
    path = course.submission(student, notebook)
    try:
        if what is Change.SAME:
            _earliest(path.parent / "timestamp.txt", handed.when)
            _remember_age(course, notebook, student, handed)
        elif what is not Change.OLDER:
            path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
            _write_time(path.parent / "timestamp.txt", handed.when)
            write_whole(path, handed.content)
            _remember_age(course, notebook, student, handed)
    except PermissionError as error:
        raise Refused(FORBIDDEN.format(id=student, error="falta permissão")) from error
    return what


def _write_time(path: Path, when: datetime | None) -> None:
    if when is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, timestamp(when))


def _earliest(path: Path, when: datetime | None) -> None:
    """The same file, handed in twice, was handed in the first time; and a time that nobody can read says nothing."""
    before = read_timestamp(path)
    if when is not None and (before is None or when < before.replace(microsecond=0)):
        write_whole(path, timestamp(when))


def _is_older(course: Course, notebook: str, student: str, handed: Handed, path: Path) -> bool:
    """By the times of handing in when both are known and differ, else by the ages of the files they came in."""
    before = read_timestamp(path.parent / "timestamp.txt")
    if handed.when and before and abs(handed.when - before) >= timedelta(seconds=1):
        return handed.when < before
    age = _age(course, notebook, student, path)
    return bool(handed.age and age and handed.age < age - BLUR)


def _ages(course: Course) -> Path:
    return course.private / "collected"


def _age(course: Course, notebook: str, student: str, path: Path) -> datetime | None:
    """How old the file was from which we took what lies there; None when it was put there by somebody else."""
    try:
        noted = json.loads((_ages(course) / notebook / f"{student}.json").read_text(encoding="utf-8"))
        same = noted["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        return datetime.fromisoformat(noted["age"]) if same and noted["age"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember_age(course: Course, notebook: str, student: str, handed: Handed) -> None:
    path = _ages(course) / notebook / f"{student}.json"
    age = handed.age.isoformat() if handed.age else None
    noted = {"sha256": hashlib.sha256(handed.content).hexdigest(), "age": age}
    content = json.dumps(noted).encode()
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        write_whole(path, content)
