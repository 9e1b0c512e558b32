"""Release: nbgrader's generate_assignment, after the solutions have earned full marks through the judge."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.building.regions import without_solutions
from autograder.building.released_text import is_note
from autograder.course.folder import PRIVATE, Course
from autograder.course.gradebook import gradebook_of, mirror_due_dates
from autograder.course.lock import only_one
from autograder.ground.errors import NotReleased
from autograder.ground.files import PRIVATE_FOLDER
from autograder.ground.next_step import next_step

DRAFT = f"{PRIVATE}/draft"
REFUSED = "O nbgrader recusou o caderno."
OTHER_CELLS = f"{REFUSED} Já há entregas, e as células de resposta ou de verificação não são mais as mesmas."


@dataclass
class Released:
    """The notebooks that students can have now, and why the others stayed."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    def in_words(self, course: Course) -> str:
        """The result, and on the last line what to do next."""
        lines = [f"Pronto para distribuir: {course.release_of(name)}" for name in self.done]
        lines += [f"Não distribuído: {name}. {reason}" for name, reason in self.refused.items()]
        if self.refused:
            update = next_step("init", "--update", course.root)
            return "\n".join([*lines, f"Depois de corrigir a fonte em solutions/: {update}, e de novo este comando."])
        example = self.done[0] if self.done else "CADERNO"
        return "\n".join(
            [*lines, f"Quando houver entregas: python -m autograder collect {example} --from PASTA_OU_ZIP"]
        )


def release(course: Course, notebooks: Iterable[str], tell: Callable[[str], None] = lambda name: None) -> Released:
    """Make `release/NOTEBOOK` and register the assignment, for every notebook whose solutions earn full marks.

    It may be stopped at any moment: what students have is the old notebook or the new one, and the same command goes on.
    """
    result = Released()
    with only_one(course.root):
        with gradebook_of(course):
            pass  # no judging for nothing: a gradebook that cannot be opened is said at once
        for name in notebooks:
            tell(name)
            try:
                source = nbformat.read(course.source_of(name), as_version=4)
                verify(source, name)
                _generate(course, name, source)
            except NotReleased as refused:
                result.refused[name] = str(refused)
            else:
                result.done.append(name)
        mirror_due_dates(course)
    return result


def verify(source: NotebookNode, name: str) -> None:
    """Judge the instructor's own solutions; raise NotReleased unless each earns all its points."""
    from autograder.judging.judge import judge_notebook  # here: it starts the runner

    verdicts = judge_notebook(source, name).verdicts
    short = [verdict for verdict in verdicts if verdict.score < 1]
    if short:
        reasons = " ".join(f"{verdict.name}: {verdict.message}" for verdict in short)
        raise NotReleased(f"A solução não recebe todos os pontos. {reasons}")
    if not verdicts:
        raise NotReleased("O caderno não tem célula de verificação.")


def _generate(course: Course, name: str, source: NotebookNode) -> None:
    """nbgrader writes into a draft; only a notebook that is what it should be takes the old one's place."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from traitlets.config import Config

    from autograder.course.converters import converter_of, telling_why

    settings: Any = Config()
    settings.CourseDirectory.release_directory = DRAFT
    settings.GenerateAssignment.force = True
    draft = course.root / DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    try:
        try:
            with telling_why():
                converter_of(GenerateAssignment, course.root, name, settings=settings).start()
        except NbGraderException:
            raise NotReleased(REFUSED) from None
        except RuntimeError as error:
            if "Cannot add or remove cells" not in str(error):
                raise
            raise NotReleased(OTHER_CELLS) from None
        _compare(source, nbformat.read(draft / name / f"{name}.ipynb", as_version=4))
        _put(draft / name, course.release / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put(new: Path, old: Path) -> None:
    """Take a folder's place file by file, each in one step: a folder that is not empty cannot be replaced in one."""
    files = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    for name in sorted(files):
        (old / name).parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        os.replace(new / name, old / name)
    for path in sorted(old.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(old) not in files:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _compare(source: NotebookNode, released: NotebookNode) -> None:
    if _cells(released) != _cells(source, for_students=True):
        raise NotReleased("O caderno gerado pelo nbgrader não tem as células do caderno do estudante.")


def is_current(course: Course, notebook: str) -> bool:
    """Whether students have what the source says now: the same cells, worth the same."""
    try:
        now, then = (json.loads(p.read_bytes()) for p in (course.source_of(notebook), course.release_of(notebook)))
        return _cells(then) == _cells(now, for_students=True)
    except (ValueError, KeyError, TypeError):  # what lies in release/ is no notebook
        return False


def _cells(notebook: Mapping[str, Any], for_students: bool = False) -> list[tuple[Any, ...]]:
    found = []
    for cell in notebook["cells"]:
        if for_students and is_note(cell):
            continue
        ours = cell["metadata"].get("nbgrader", {})
        text = "".join(cell["source"])
        text = without_solutions(text) if for_students and ours.get("solution") else text
        found.append((cell["cell_type"], cell.get("id"), text, ours.get("grade_id"), ours.get("points")))
    return found
