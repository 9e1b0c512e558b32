"""A course: a folder in nbgrader's own layout. Every path of it is made here.

DIR/nbgrader_config.py     read by every nbgrader command and by the formgrader
    curso.toml             limits and isolation, when they differ from the usual ones; when work is due; a contact
    alunos.csv             the class list
    gradebook.db           nbgrader's
    source/N/N.ipynb       the instructor's notebooks, with solutions
    release/N/N.ipynb      what students get
    submitted/S/N/N.ipynb  what they hand in; autograded/ and feedback/ alike
    .enap/                 the secret of the draws, the records of the grading
"""

from __future__ import annotations

import functools
import json
import re
import tomllib
import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.course import roster
from autograder.course.deadlines import due_dates
from autograder.ground.errors import BadFile, NoCourse, UnknownNotebook, WrongUse
from autograder.ground.next_step import next_step
from autograder.running.confined.allowance import Limits

PRIVATE, CONFIG, SETTINGS = ".enap", "nbgrader_config.py", "curso.toml"
NOTEBOOK = re.compile(r"\d\d_[A-Za-z0-9_]+")
UNUSABLE = re.compile(r"[\[\]*?$\x00-\x1f\x7f]")  # nbgrader reads patterns, a URL, or a variable where a name should be
BAD_PATH = (
    "O caminho {root} tem um caractere com que o nbgrader não trabalha: [, ], *, ?, $ ou de controle."
    " Dê à pasta, e às pastas acima dela, um nome sem eles."
)


def private(root: Path) -> Path:
    """Where a course keeps what is nobody else's business."""
    return root / PRIVATE


def is_ours(root: Path) -> bool:
    """Whether a folder is a course of this grader, even a damaged one."""
    config = root / CONFIG
    return private(root).is_dir() or (config.is_file() and b"autograder" in config.read_bytes())


def usable(root: Path) -> Path:
    """The same path, resolved; raises WrongUse where nbgrader could not work in it."""
    root = root.resolve()
    if UNUSABLE.search(str(root)):
        raise WrongUse(BAD_PATH.format(root=root))
    return root


class Course:
    """The course in a folder; raises NoCourse when there is none.

    >>> Course(Path("turma")).submission("ana", "02_input_gate")
    PosixPath('.../turma/submitted/ana/02_input_gate/02_input_gate.ipynb')
    """

    def __init__(self, root: Path | str) -> None:
        self.root = usable(Path(root))
        self.source, self.release = self.root / "source", self.root / "release"
        self.submitted, self.autograded = self.root / "submitted", self.root / "autograded"
        self.feedback, self.private = self.root / "feedback", private(self.root)
        self.roster, self.gradebook = self.root / "alunos.csv", self.root / "gradebook.db"
        self.db_url = f"sqlite:///{self.gradebook}"
        if not self.root.is_dir():
            raise NoCourse(f"A pasta {self.root} não existe. Para criar uma turma: {next_step('init', root)}")
        if not is_ours(self.root):
            raise NoCourse(
                f"A pasta {self.root} não é uma turma deste corretor. Indique a pasta com --course DIR,"
                " ou crie uma turma: python -m autograder init DIR"
            )

    @functools.cached_property
    def secret(self) -> bytes:
        """What the draws of the grading depend on; written once, by init."""
        return (self.private / "secret").read_bytes()

    @functools.cached_property
    def students(self) -> Mapping[str, roster.Student]:
        """The class list, by id, in its order; empty when there is no alunos.csv."""
        return {student.id: student for student in roster.read(self.roster)} if self.roster.exists() else {}

    @functools.cached_property
    def limits(self) -> Limits:
        """What a submission may use: the usual limits and what curso.toml changes of them."""
        known = {field.name: type(getattr(Limits(), field.name)) for field in fields(Limits)}
        given = self._settings("limits")
        for name, value in given.items():
            if name not in known or isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                raise BadFile(f'{SETTINGS}: em [limits], "{name} = {value}" não é um limite. Há: {", ".join(known)}.')
        return Limits(**{name: known[name](value) for name, value in given.items()})

    @functools.cached_property
    def require(self) -> tuple[str, ...]:
        """The layers of isolation without which this course does not grade."""
        layers = self._settings("isolation").get("require", [])
        if not isinstance(layers, list) or not all(isinstance(layer, str) for layer in layers):
            raise BadFile(f"{SETTINGS}: em [isolation], require deve ser uma lista de nomes entre aspas.")
        return tuple(layers)

    @functools.cached_property
    def contact(self) -> str:
        """Whom a student asks for a person's review: an address, or words; empty where curso.toml does not say."""
        contact = self._settings("feedback").get("contact", "")
        if not isinstance(contact, str):
            raise BadFile(f"{SETTINGS}: em [feedback], contact deve ser um texto entre aspas.")
        return contact.strip()

    @functools.cached_property
    def due(self) -> Mapping[str, datetime] | None:
        """Notebook → when it is due (UTC), as `[due]` of curso.toml says; None where it has no such table.

        With the table, it alone counts; without it, the dates that were set in the formgrader do.
        """
        table = self._settings("due", None)
        return None if table is None else due_dates(table, self.notebooks)

    @property
    def notebooks(self) -> list[str]:
        """The notebooks of the course, in their order."""
        return sorted(path.parent.name for path in self.source.glob("*/*.ipynb") if path.stem == path.parent.name)

    @property
    def released(self) -> list[str]:
        """The notebooks that students have."""
        return [name for name in self.notebooks if self.release_of(name).is_file()]

    def known(self, notebook: str) -> str:
        """The same name; raises UnknownNotebook, with the names there are, when the course has no such notebook."""
        name = Path(notebook).stem if notebook.endswith(".ipynb") else notebook
        if name not in self.notebooks:
            there_are = ", ".join(self.notebooks) or "nenhum"
            raise UnknownNotebook(f'A turma não tem o caderno "{notebook}". Cadernos: {there_are}.')
        return name

    def source_of(self, notebook: str) -> Path:
        """The instructor's notebook."""
        return self.source / notebook / f"{notebook}.ipynb"

    def release_of(self, notebook: str) -> Path:
        """The notebook as students get it."""
        return self.release / notebook / f"{notebook}.ipynb"

    def submission(self, student: str, notebook: str) -> Path:
        """Where a student's submission lies."""
        return self.submitted / student / notebook / f"{notebook}.ipynb"

    def submissions(self, notebook: str) -> list[str]:
        """The ids of who has handed in something for a notebook, even an empty folder."""
        return sorted(
            path.parent.name for path in self.submitted.glob(f"*/{notebook}") if roster.is_id(path.parent.name)
        )

    def points(self, notebook: str) -> float:
        """What a notebook's graded cells are worth together."""
        cells = json.loads(self.source_of(notebook).read_text(encoding="utf-8"))["cells"]
        graded = (cell["metadata"].get("nbgrader", {}) for cell in cells)
        return float(sum(meta["points"] for meta in graded if meta.get("grade")))

    def _settings(self, table: str, default: Any = types.MappingProxyType({})) -> Any:
        path = self.root / SETTINGS
        try:
            settings = tomllib.loads(path.read_text(encoding="utf-8")).get(table, default) if path.exists() else default
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadFile(f"{path} não pode ser lido: {error}. Corrija o arquivo e repita o comando.") from None
        if settings is not default and not isinstance(settings, dict):
            raise BadFile(f"{path}: [{table}] deve ser uma tabela.")
        return settings
