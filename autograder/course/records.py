"""One JSON file per graded submission: what the class report, the export and the next `grade` need to know.

`<course>/.enap/records/NOTEBOOK/STUDENT.json`. A record is written last, after the gradebook and the recorded notebook, and
removed first: a record that exists says that everything it speaks of exists too, even after a power cut.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any, TypedDict

from autograder.course.folder import private
from autograder.ground.files import write_whole

OFF_LIST = "fora da lista"  # why a record is flagged whose student is not on the class list


class Status(StrEnum):
    """How a submission came through, from the best to the worst; of several that hold the last one is said."""

    GRADED = "graded"
    LIMITS = "limits"
    FLAGGED = "flagged"
    UNREADABLE = "unreadable"


STATUSES = (*map(str, Status), "missing")  # the rightmost that holds wins


class Alike(TypedDict, total=False):
    """The Fingerprint of a wrong answer that no mistake explains; older records have none."""

    group: str
    line: int


class ExerciseRecord(Alike):
    """One graded cell: `score` is earned of `points`; `properties` says which part of the points was earned."""

    name: str
    score: float
    points: float
    properties: dict[str, bool]
    mistakes: list[str]
    reason: str


class Terms(TypedDict):
    """What a penalty for lateness depends on: when it was handed in, when it was due (ISO, UTC), `extra` seconds allowed."""

    handed_in: str | None
    due: str
    extra: float


class Judged(TypedDict):
    """One submission, graded. `status` is graded, limits, flagged or unreadable; `file_hash` tells an unchanged file."""

    student: str
    notebook: str
    file_hash: str
    submission_hash: str
    course_version: str
    limits: dict[str, Any]
    score: float
    max_score: float
    status: Status
    reason: str
    exercises: list[ExerciseRecord]
    notes: list[str]
    layers: dict[str, bool]


class Record(Judged, total=False):
    """What is kept of it: also the `terms`, where the notebook has a due date."""

    terms: Terms


def folder(course: Path, notebook: str) -> Path:
    """Where the records of a notebook lie."""
    return private(course) / "records" / notebook


def write(course: Path, record: Record) -> Path:
    """Write a record so that a reader sees the old one or the new one, never half of one."""
    where = folder(course, record["notebook"])
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = where / f"{record['student']}.json"
    write_whole(path, json.dumps(record, ensure_ascii=False, indent=1).encode())
    return path


def read(course: Path, notebook: str, student: str) -> Record | None:
    """The record of a submission, or None when there is none that can be read."""
    return _load(folder(course, notebook) / f"{student}.json")


def remove(course: Path, notebook: str, student: str) -> None:
    """Forget a submission: what follows is not yet graded."""
    (folder(course, notebook) / f"{student}.json").unlink(missing_ok=True)


def all_of(course: Path, notebook: str) -> list[Record]:
    """Every record of a notebook, in the order of the students' ids."""
    paths = sorted(folder(course, notebook).glob("[!.]*.json"), key=lambda path: path.stem)
    return [record for record in map(_load, paths) if record is not None]


def _load(path: Path) -> Record | None:
    """What a file holds, if it is a whole record of its own place: anything else is graded again."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    return record if _is_record(record, path) else None


def _is_record(record: Any, path: Path) -> bool:
    return (
        isinstance(record, dict)
        and record.keys() >= Judged.__required_keys__
        and (record["student"], record["notebook"]) == (path.stem, path.parent.name)
        and record["status"] in STATUSES
        and isinstance(record["reason"], str)
        and isinstance(record["score"], int | float)
        and isinstance(record["exercises"], list)
        and all(isinstance(e, dict) and e.keys() >= ExerciseRecord.__required_keys__ for e in record["exercises"])
    )
