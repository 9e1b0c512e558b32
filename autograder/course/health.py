"""What is wrong with a course's folder: each part looked at without changing it, each fault one sentence with its remedy.

nbgrader makes what is missing, silently and empty; a grading with an empty secret would draw what anybody can foresee. So a
command looks first, and a person puts the copy back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from autograder.course.folder import CONFIG, NOTEBOOK, SETTINGS, Course
from autograder.course.gradebook import assignments
from autograder.course.records import folder as records_of
from autograder.ground.errors import Damaged, Stop

SECRET_BYTES = 32
UPDATE = "python -m autograder init --update DIR"
FOLDER_GONE = f"A pasta {{path}} não está lá. Ponha de volta uma cópia; sem cópia, {UPDATE} faz uma vazia."
SECRET = (
    "{path} {what}. Ele decide os sorteios da correção: ponha de volta uma cópia. Sem cópia, apague o que houver no lugar;"
    f" {UPDATE} faz outro, e grade --regrade corrige tudo com ele."
)
CONFIG_BROKEN = "{path} {what}. Corrija o arquivo, ou apague-o: " + UPDATE + " escreve outro."
ROSTER_GONE = (
    "A lista da turma, {path}, não está lá. Ponha de volta uma cópia, ou faça outra:"
    " python -m autograder roster --from LISTA.csv"
)
SOURCE_BROKEN = "A fonte {path} {what}. Para trazê-la de novo de solutions/: " + UPDATE


@dataclass(frozen=True)
class Fault:
    """One part of the course that is not as it should be; `part` is a name of PARTS."""

    part: str
    sentence: str


def faults(course: Course, but: Collection[str] = ()) -> Iterator[Fault]:
    """Everything that is wrong with a course, part by part; `but`: the parts not to look at."""
    for part, look in PARTS.items():
        if part not in but:
            try:
                yield from (Fault(part, sentence) for sentence in look(course))
            except Stop as stop:
                yield Fault(part, str(stop))


def require(course: Course, but: Collection[str] = ()) -> None:
    """Raise Damaged with the first fault of a course."""
    for fault in faults(course, but):
        raise Damaged(fault.sentence)


def _folders(course: Course) -> Iterator[str]:
    for path in (course.private, course.source, course.submitted):
        if not path.is_dir():
            yield FOLDER_GONE.format(path=path)


def _secret(course: Course) -> Iterator[str]:
    path = course.private / "secret"
    if not path.is_file():
        yield SECRET.format(path=path, what="não está lá")
    elif len(course.secret) != SECRET_BYTES:
        yield SECRET.format(path=path, what=f"não tem {SECRET_BYTES} bytes")


def _configuration(course: Course) -> Iterator[str]:
    """Whether it is Python and names our plugin; what it does is seen when nbgrader's own code needs it."""
    path = course.root / CONFIG
    if not path.is_file():
        yield CONFIG_BROKEN.format(path=path, what="não está lá")
        return
    content = path.read_bytes()
    try:
        compile(content, str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        line = f" na linha {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        yield CONFIG_BROKEN.format(path=path, what=f"não é Python válido{line}")
    else:
        if b"autograder" not in content:
            yield CONFIG_BROKEN.format(path=path, what="não liga mais o corretor ao nbgrader")


def _settings(course: Course) -> Iterator[str]:
    path = course.root / SETTINGS
    if not path.is_file():
        yield f"{path} não está lá. Ponha de volta uma cópia; sem cópia, {UPDATE} faz um com os limites usuais, sem prazos."
    else:
        _ = course.limits, course.require, course.due


def _class_list(course: Course) -> Iterator[str]:
    if not course.roster.exists():
        yield ROSTER_GONE.format(path=course.roster)
    _ = course.students


def _gradebook(course: Course) -> Iterator[str]:
    assignments(course)
    yield from ()


def _sources(course: Course) -> Iterator[str]:
    """Every notebook that was released or graded still has its source, and every source is a notebook."""
    used = {path.name for folder in (course.release, records_of(course.root, "")) for path in folder.glob("*")}
    gone = {name for name in used if NOTEBOOK.fullmatch(name)} - set(course.notebooks)
    for name in sorted(gone):
        yield SOURCE_BROKEN.format(path=course.source_of(name), what="não está lá")
    if not course.notebooks and not gone:
        yield SOURCE_BROKEN.format(path=course.source, what="não tem cadernos")
    for name in course.notebooks:
        if not is_notebook(course.source_of(name).read_bytes()):
            yield SOURCE_BROKEN.format(path=course.source_of(name), what="está danificada: não é um caderno")


def is_notebook(content: bytes) -> bool:
    """Whether a file's content is a notebook with cells; not whether it is a good one."""
    try:
        notebook = json.loads(content)
        cells = notebook["cells"] if notebook["nbformat"] == 4 else []
        return bool(cells) and all(isinstance(cell["metadata"], dict) and "source" in cell for cell in cells)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


PARTS: dict[str, Callable[[Course], Iterator[str]]] = {
    "folders": _folders,
    "secret": _secret,
    CONFIG: _configuration,
    "source": _sources,
    SETTINGS: _settings,
    "alunos.csv": _class_list,
    "gradebook.db": _gradebook,
}
