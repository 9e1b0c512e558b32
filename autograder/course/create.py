"""A new course, and new sources for one that exists."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from autograder.course import roster
from autograder.course.folder import CONFIG, NOTEBOOK, PRIVATE, SETTINGS, Course, is_ours, private, usable
from autograder.course.gradebook import mirror
from autograder.course.health import is_notebook
from autograder.course.lock import only_one
from autograder.ground.errors import BadFile, WrongUse
from autograder.ground.files import PRIVATE_FOLDER, write_whole
from autograder.ground.next_step import next_step
from autograder.running.confined.allowance import Limits

NBGRADER_CONFIG = """\
# Escrito por `python -m autograder init`: liga o corretor do curso ao nbgrader.
from pathlib import Path

from autograder import nbgrader_plugin

c = get_config()
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
nbgrader_plugin.configure(c)
# Sem o "#", uma entrega fora do prazo (e do tempo extra da pessoa) vale zero:
# c.LateSubmissionPlugin.penalty_method = "zero"
"""
COURSE_SETTINGS = """\
# O que cada entrega pode usar e o que o isolamento precisa ter. Sem o "#", vale o número escrito.
[limits]
{limits}

[isolation]
# require = ["namespaces", "landlock", "seccomp", "limits"]

# A quem pedir a revisão de uma nota por uma pessoa; a devolutiva diz.
[feedback]
# contact = "curso@exemplo.gov.br"

# Prazos, com o fuso. Com a tabela, só ela vale; sem ela, valem os prazos do formgrader.
# [due]
# 02_input_gate = 2026-11-30T23:59:00-03:00
"""


def create(folder: Path, solutions: Path) -> Course:
    """Make a course from the sources in `solutions`; the folder must be new or empty. All of it is made, or nothing.

    >>> create(Path("turma"), Path("solutions")).notebooks[:3]
    ['00_start', '01_elman_rnn', '02_input_gate']
    """
    sources = _sources(solutions)
    folder = usable(folder)
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise WrongUse(f"{place} é um arquivo; a turma precisa de uma pasta nova ou vazia.")
    if folder.is_dir() and any(folder.iterdir()):
        what = "já é uma turma (para trazer fontes novas: --update)" if is_ours(folder) else "não está vazia"
        raise WrongUse(f"A pasta {folder} {what}; nada foi mudado. Dê o nome de uma pasta nova ou vazia.")
    with _staged(folder) as draft:
        _fill(draft, sources)
    return Course(folder)


def update(course: Course, solutions: Path) -> list[str]:
    """Bring the sources' present state into a course that exists; the names of the notebooks that changed."""
    from autograder.building.student_version import source_notebook

    changed = []
    for path in _sources(solutions):
        place = course.source_of(path.stem)
        before = place.read_bytes() if place.is_file() else b""
        content = source_notebook(path, before if is_notebook(before) else None)
        if before != content:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, content)
            changed.append(path.stem)
    return changed


def mend(course: Course) -> list[str]:
    """Make what a course has lost, never over anything; the names of what was made."""
    made = []
    for folder in (course.private, course.source, course.release, course.submitted):
        if not folder.exists():
            folder.mkdir(mode=PRIVATE_FOLDER)
            made.append(folder.name)
    for path, content in (
        (course.private / "secret", secrets.token_bytes(32)),
        (course.root / SETTINGS, _settings()),
        (course.root / CONFIG, NBGRADER_CONFIG.encode()),
    ):
        if not path.exists():
            write_whole(path, content)
            made.append(path.name)
    if not course.gradebook.exists():
        with _new_gradebook(course.root) as gradebook:
            mirror(course.students.values(), f"sqlite:///{gradebook}")
        made.append(course.gradebook.name)
    return made


def update_in_words(course: Course, solutions: Path, typed: Path) -> str:
    """Mend and update a course; what was done, and what to do next. typed: the folder as the person wrote it."""
    with only_one(course.root) if course.private.is_dir() else contextlib.nullcontext():
        made, names = mend(course), update(course, solutions)
    lines = [f"Feitos de novo: {', '.join(made)}."] if made else []
    lines.append(f"Cadernos atualizados: {', '.join(names) or 'nenhum, já estavam em dia'}.")
    return "\n".join([*lines, f"Para distribuir: {next_step('release', course=typed)}"])


def _sources(solutions: Path) -> list[Path]:
    sources = sorted(path for path in solutions.glob("*.py") if NOTEBOOK.fullmatch(path.stem))
    if not sources:
        raise BadFile(f"Não há fontes de cadernos em {solutions}. Indique a pasta com --solutions DIR.")
    return sources


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `folder` at the end; an interruption leaves nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".turma-"))
    try:
        yield draft
        if folder.exists():  # an empty one; it may be where the person stands, so it stays the same folder
            os.chmod(folder, PRIVATE_FOLDER)
            for part in sorted(draft.iterdir(), key=lambda path: path.name == CONFIG):
                part.rename(folder / part.name)
        else:
            draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _fill(draft: Path, sources: list[Path]) -> None:
    from autograder.building.student_version import source_notebook  # here: building notebooks takes its time

    for name in ("source", "release", "submitted", "autograded", "feedback", PRIVATE):
        (draft / name).mkdir(mode=PRIVATE_FOLDER)
    for path in sources:
        (draft / "source" / path.stem).mkdir()
        write_whole(draft / "source" / path.stem / f"{path.stem}.ipynb", source_notebook(path))
    write_whole(private(draft) / "secret", secrets.token_bytes(32))
    write_whole(draft / "alunos.csv", roster.written([]))
    write_whole(draft / SETTINGS, _settings())
    with _new_gradebook(draft) as gradebook:
        mirror([], f"sqlite:///{gradebook}")
    write_whole(draft / CONFIG, NBGRADER_CONFIG.encode())


def _settings() -> bytes:
    usual = "\n".join(f"# {field.name} = {getattr(Limits(), field.name)}" for field in fields(Limits))
    return COURSE_SETTINGS.format(limits=usual).encode()


@contextmanager
def _new_gradebook(root: Path) -> Iterator[Path]:
    """A place to make a gradebook in, which becomes the course's when it is whole."""
    draft = root / ".draft-gradebook.db"
    write_whole(draft, b"")
    try:
        yield draft
        draft.rename(root / "gradebook.db")
    finally:
        draft.unlink(missing_ok=True)
