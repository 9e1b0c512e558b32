"""Putting people on a course's list; nobody is ever removed by it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from dataclasses import astuple, dataclass, field
from pathlib import Path

from autograder.course.folder import Course
from autograder.course.gradebook import mirror
from autograder.course.lock import only_one
from autograder.course.roster import COLUMNS, Student, read_list, written
from autograder.ground.files import write_whole
from autograder.ground.next_step import next_step
from autograder.ground.untrusted import for_terminal

ABANDONED = 60  # seconds; a draft this old belongs to a command that was killed


@dataclass(frozen=True)
class Merged:
    """What a new list changes, by ids; `students` is the whole list as it will be."""

    added: list[str]
    changed: list[str]
    unchanged: list[str]
    students: dict[str, Student]
    ignored: list[str] = field(default_factory=list)
    made_from: str = ""

    def table(self) -> str:
        """The people who are new or changed, one a line, under the columns of alunos.csv."""
        people = [("nova", self.students[id]) for id in self.added] + [
            ("alterada", self.students[id]) for id in self.changed
        ]
        rows = [("", *COLUMNS)] + [(what, *(for_terminal(text, 60) for text in astuple(one))) for what, one in people]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
        return "\n".join(lines if people else [])

    def in_words(self, course: Course, origin: Path, dry_run: bool = False) -> str:
        """The result, what a person should know of it, and on the last line what to do next."""
        lines = [
            f"Pessoas na lista da turma: {len(self.students)} ao todo; novas, {len(self.added)}; alteradas,"
            f" {len(self.changed)}; sem mudança, {len(self.unchanged)}."
        ]
        if self.made_from:
            lines.append(f"A lista não traz a coluna id; os ids vieram do {self.made_from}.")
        if self.ignored:
            headings = ", ".join(f'"{for_terminal(heading, 60)}"' for heading in self.ignored)
            lines.append(f"Colunas que não são usadas: {headings}.")
        for email, ids in _shared(self.students.values()).items():
            lines.append(
                f"O e-mail {for_terminal(email, 80)} está em {len(ids)} linhas ({', '.join(ids)}): por ele,"
                " collect não sabe de quem é uma entrega do Moodle."
            )
        if dry_run:
            step = next_step("roster", "--from", origin, course=course.root)
            return "\n".join([*lines, f"Nada foi gravado. Para gravar: {step}"])
        return "\n".join([*lines, f"Para distribuir os cadernos: {next_step('release', course=course.root)}"])


def _shared(students: Iterable[Student]) -> dict[str, list[str]]:
    by_email: dict[str, list[str]] = defaultdict(list)
    for student in students:
        by_email[student.email.casefold()].append(student.id)
    return {email: ids for email, ids in by_email.items() if email and len(ids) > 1}


def merge(course: Course, path: Path, dry_run: bool = False, tell: Callable[[Merged], None] | None = None) -> Merged:
    """Take a list into the course's: new students are added, known ones updated, nobody is removed.

    tell: is shown what will change, before anything is written. dry_run: nothing is written.
    """
    with nullcontext() if dry_run else only_one(course.root):  # two lists at a time would lose one
        known = dict(course.students)
        given = read_list(path, known.values())
        new = {student.id: student for student in given.students}
        merged = Merged(
            added=[id for id in new if id not in known],
            changed=[id for id in new if id in known and known[id] != new[id]],
            unchanged=[id for id in new if known.get(id) == new[id]],
            students=known | new,
            ignored=given.ignored,
            made_from=given.made_from,
        )
        if tell:
            tell(merged)
        if not dry_run:
            _forget_abandoned(course.root)
            mirror(merged.students.values(), course.db_url)  # first: if it fails, the list says so by being the old one
            write_whole(course.roster, written(merged.students.values()))
            course.__dict__.pop("students", None)
        return merged


def _forget_abandoned(folder: Path) -> None:
    """Drafts of a command that was killed while it wrote."""
    for draft in folder.glob(".draft-*"):
        with suppress(FileNotFoundError):
            if time.time() - draft.lstat().st_mtime > ABANDONED:
                draft.unlink()
