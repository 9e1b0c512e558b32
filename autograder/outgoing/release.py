"""Release: nbgrader's generate_assignment, after the solutions have earned full marks through the judge."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.building.regions import without_solutions
from autograder.building.released_text import is_note
from autograder.course.folder import PRIVATE, Course
from autograder.ground.errors import NotReleased

DRAFT = f"{PRIVATE}/draft"


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
            update = f"python -m autograder init --update {course.root}"
            return "\n".join([*lines, f"Depois de corrigir a fonte em solutions/: {update}, e de novo este comando."])
        example = self.done[0] if self.done else "CADERNO"
        return "\n".join(
            [*lines, f"Quando houver entregas: python -m autograder collect {example} --from PASTA_OU_ZIP"]
        )


def release(course: Course, notebooks: Iterable[str], tell: Callable[[str], None] = lambda name: None) -> Released:
    """Make `release/NOTEBOOK` and register the assignment, for every notebook whose solutions earn full marks."""
    result = Released()
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

    from autograder.course.converters import converter_of

    settings: Any = Config()
    settings.CourseDirectory.release_directory = DRAFT
    settings.GenerateAssignment.force = True
    draft = course.root / DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    try:
        try:
            converter_of(GenerateAssignment, course.root, name, settings=settings).start()
        except NbGraderException:
            raise NotReleased(
                "O nbgrader recusou o caderno. Se as células mudaram e já há entregas, o nbgrader não as troca."
            ) from None
        _compare(source, nbformat.read(draft / name / f"{name}.ipynb", as_version=4))
        shutil.rmtree(course.release / name, ignore_errors=True)
        (draft / name).rename(course.release / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _compare(source: NotebookNode, released: NotebookNode) -> None:
    expected = [(cell.cell_type, cell.get("id"), _for_students(cell)) for cell in source.cells if not is_note(cell)]
    if [(cell.cell_type, cell.get("id"), cell.source) for cell in released.cells] != expected:
        raise NotReleased("O caderno gerado pelo nbgrader não tem as células do caderno do estudante.")


def _for_students(cell: NotebookNode) -> str:
    return without_solutions(cell.source) if cell.metadata.get("nbgrader", {}).get("solution") else cell.source
