"""From `solutions/` to notebooks: the student's, committed in `notebooks/`, and the instructor's, for a course's source/.

Order of work, for each source: read and refuse (sources) → the student's or the instructor's notebook (assemble,
regions), with our figures run (figures) → files. Nothing is written before everything is ready.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.building.assemble import assemble
from autograder.building.sources import read_source
from autograder.ground.errors import Stop
from autograder.ground.files import write_whole

SOLUTIONS, NOTEBOOKS = Path("solutions"), Path("notebooks")
ORIGINALS = Path("enap_lstm", "data", "originals.json")  # what `restaurar` shows a student


def build(root: Path, check: bool = False, exercises: Mapping[str, Any] | None = None) -> list[Path]:
    """Write every student notebook and the originals of their answer cells; return the files that changed.

    >>> build(Path("."), check=True)  # nothing is written; [] means that what is committed is what would be built
    []

    root: the checkout, with solutions/ and pyproject.toml. exercises: name → Exercise, by default the course's.
    A notebook that an earlier build wrote and whose source is gone is removed. Raises Stop, having written nothing.
    """
    sources = sorted((root / SOLUTIONS).glob("*.py"))
    if not sources:
        raise Stop(f"Não há fontes em {root / SOLUTIONS}. Execute o comando na raiz do repositório do curso.")
    exercises = _course_exercises() if exercises is None else exercises
    wanted: dict[Path, bytes] = {}
    originals: dict[str, str] = {}
    for path in sources:
        notebook = student_notebook(path, exercises)
        wanted[NOTEBOOKS / f"{path.stem}.ipynb"] = notebook_bytes(notebook)
        originals |= _answer_cells(notebook)
    wanted[ORIGINALS] = (json.dumps(originals, ensure_ascii=False, indent=1) + "\n").encode()
    changed = [path for path, content in wanted.items() if _content(root / path) != content]
    gone = [path.relative_to(root) for path in _generated(root) if path.relative_to(root) not in wanted]
    if not check:
        for path in changed:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(root / path, wanted[path], mode=0o644)
        for path in gone:
            (root / path).unlink()
    return changed + gone


def student_notebook(path: Path, exercises: Mapping[str, Any] | None = None) -> NotebookNode:
    """Build the notebook that students get: no solutions, and our own figures already shown.

    >>> student_notebook(Path("solutions/02_input_gate.py")).metadata.enap_lstm.notebook
    '02_input_gate'
    """
    exercises = _course_exercises() if exercises is None else exercises
    return assemble(read_source(path, exercises), exercises, for_students=True)


def instructor_notebook(path: Path, exercises: Mapping[str, Any] | None = None) -> NotebookNode:
    """Build the notebook with its solutions, for the course's source/: same cells and ids as the student's, no outputs.

    >>> instructor_notebook(Path("solutions/02_input_gate.py")).cells[1].metadata.enap_lstm.role
    'install'
    """
    exercises = _course_exercises() if exercises is None else exercises
    return assemble(read_source(path, exercises), exercises, for_students=False)


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """The one way a notebook becomes a file: the same notebook, the same bytes."""
    return (nbformat.writes(notebook, version=4).rstrip("\n") + "\n").encode()


def _course_exercises() -> Mapping[str, Any]:
    from enap_lstm.exercises import EXERCISES

    return EXERCISES


def _answer_cells(notebook: NotebookNode) -> dict[str, str]:
    answers = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in answers}


def _generated(root: Path) -> list[Path]:
    """Notebooks that a build wrote: someone's own notebook in the same folder is not ours to remove."""
    ours = []
    for path in sorted((root / NOTEBOOKS).glob("*.ipynb")):
        try:
            metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
            ours += [path] if metadata["enap_lstm"]["notebook"] == path.stem else []
        except (ValueError, KeyError, TypeError):
            continue
    return ours


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
