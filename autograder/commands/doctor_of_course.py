"""What `doctor` looks at in a course's folder."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from autograder.commands.finding import Finding
from autograder.commands.purge import strangers
from autograder.course import deadlines, health
from autograder.course.folder import Course
from autograder.course.gradebook import RESTORE, due_dates_of
from autograder.ground.errors import Stop
from autograder.ground.next_step import next_step
from autograder.incoming import submitted

ROOM = 1 << 30  # bytes: what a class of notebooks and a grading need
PRIVATE_PLACES = {"": 0o700, ".enap": 0o700, ".enap/secret": 0o600, "gradebook.db": 0o600, "alunos.csv": 0o600}


def of_course(folder: Path) -> Iterator[Finding]:
    """Every part of a course that health knows, then what is peculiar to it: rights, room, list, due dates, Pythons."""
    try:
        course = Course(folder)
    except Stop as stop:
        yield Finding("turma", False, str(folder), str(stop))
        return
    broken = {fault.part: fault.sentence for fault in health.faults(course)}
    for part in health.PARTS:
        fault = broken.get(part)
        seen = "não está como deveria" if fault else "em ordem"
        yield Finding(f"turma: {part}", not fault, seen, (fault or "").replace("DIR", str(folder)))
    yield from _rights(course)
    yield _room(course)
    if not broken:
        yield _gradebook(course)
        yield from _people(course)
        yield from _due(course)
    yield _pythons(course)


def _rights(course: Course) -> Iterator[Finding]:
    for name, wanted in PRIVATE_PLACES.items():
        path = course.root / name
        if path.exists():
            mode = stat.S_IMODE(path.stat().st_mode)
            closed = mode & 0o077 == 0
            remedy = f"chmod {wanted:o} {shlex.quote(str(path))}"
            yield Finding(f"permissões: {name or 'a pasta'}", closed, f"{mode:o}", remedy)


def _room(course: Course) -> Finding:
    free = free_space(course.root)
    return Finding(
        "espaço em disco", free >= ROOM, f"{free >> 20} MB livres", "libere espaço: um disco cheio para tudo"
    )


def _gradebook(course: Course) -> Finding:
    with closing(sqlite3.connect(course.gradebook)) as database:
        said = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    return Finding("gradebook.db por dentro", said == "ok", "íntegro" if said == "ok" else said, RESTORE)


def _people(course: Course) -> Iterator[Finding]:
    remedy = next_step("roster", "--from", "LISTA.csv", course=course.root)
    yield Finding("lista da turma", bool(course.students), f"{len(course.students)} pessoas", remedy)
    emails = Counter(student.email.casefold() for student in course.students.values() if student.email)
    twice = [email for email, times in emails.items() if times > 1]
    yield Finding("e-mails", not twice, f"{len(twice)} repetidos", f"corrija em alunos.csv: {', '.join(twice)}")
    longer = [s for s in course.students.values() if deadlines.extra_time(s.extra_time)]
    yield Finding("tempo extra", True, f"{len(longer)} pessoas")
    others = strangers(course) if course.students else []
    remedy = f"ponha-as em alunos.csv, ou: {next_step('purge', '--strangers', course=course.root)}"
    yield Finding("pessoas fora da lista", not others, str(len(others)), remedy)


def _due(course: Course) -> Iterator[Finding]:
    dates = {name: due for name, due in due_dates_of(course).items() if due}
    where = "curso.toml" if course.due is not None else "formgrader"
    said = ", ".join(f"{name} {due:%Y-%m-%d %H:%M} UTC" for name, due in sorted(dates.items())) or "nenhum"
    yield Finding("prazos", True, f"{said} ({where})")


def _pythons(course: Course) -> Finding:
    theirs, ours = newest_python(course.root), sys.version_info[:2]
    seen = "nenhuma entrega diz qual" if theirs is None else f"o mais novo nas entregas é {theirs[0]}.{theirs[1]}"
    remedy = f"corrija com um Python {theirs and '.'.join(map(str, theirs))} ou mais novo: o que é novo não se lê aqui"
    return Finding(
        "Python dos estudantes", theirs is None or theirs <= ours, f"{seen}; aqui, {ours[0]}.{ours[1]}", remedy
    )


def newest_python(course: Path) -> tuple[int, int] | None:
    """The newest Python that a submission says it was written with."""
    says = re.compile(rb'"language_info"\s*:\s*\{(?:[^{}]|\{[^{}]*\})*?"version"\s*:\s*"(\d{1,2})\.(\d{1,3})')
    paths = sorted((course / "submitted").glob("*/*/*.ipynb"))
    found = (says.search(submitted.read(path).raw) for path in paths)
    return max(((int(version[1]), int(version[2])) for version in found if version), default=None)


def free_space(path: Path) -> int:
    """Bytes that this user may still write beside `path`."""
    disk = os.statvfs(path)
    return disk.f_bavail * disk.f_frsize
