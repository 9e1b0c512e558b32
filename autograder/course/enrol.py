"""Putting people on a course's list; nobody is ever removed by it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.course.folder import Course
from autograder.course.gradebook import mirror
from autograder.course.roster import read, written
from autograder.ground.files import write_whole


@dataclass(frozen=True)
class Merged:
    """What a new list changed, by ids."""

    added: list[str]
    changed: list[str]
    unchanged: list[str]

    def in_words(self, total: int) -> str:
        """The result, and on the last line what to do next."""
        return (
            f"Lista da turma: {len(self.added)} novos, {len(self.changed)} alterados, {len(self.unchanged)} sem mudança;"
            f" ao todo {total}.\nPara distribuir os cadernos: python -m autograder release"
        )


def merge(course: Course, path: Path) -> Merged:
    """Take a list into the course's: new students are added, known ones updated, nobody is removed."""
    known, new = dict(course.students), {student.id: student for student in read(path)}
    merged = Merged(
        added=[id for id in new if id not in known],
        changed=[id for id in new if id in known and known[id] != new[id]],
        unchanged=[id for id in new if known.get(id) == new[id]],
    )
    mirror((known | new).values(), course.db_url)  # first: if it fails, the list says so by being the old one
    write_whole(course.roster, written((known | new).values()))
    course.__dict__.pop("students", None)
    return merged
