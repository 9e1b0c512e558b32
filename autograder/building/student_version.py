"""From the instructor's notebook to what students get, inside nbgrader's own `generate_assignment`.

nbgrader's ClearSolutions leaves another stub in every region and its ClearOutput takes our figures away; here the released
notebook has the cells of the one that build writes for students.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import CheckCellMetadata, ComputeChecksums, LockCells, NbGraderPreprocessor, SaveCells

from autograder.building.build import instructor_notebook, notebook_bytes, student_notebook
from autograder.building.regions import without_solutions
from autograder.building.released_text import is_note, released_texts


def configure(c: Any) -> None:
    """Make nbgrader release what build writes for students; for a course's nbgrader_config.py."""
    c.GenerateAssignment.preprocessors = [LockCells, StudentVersion, CheckCellMetadata, ComputeChecksums, SaveCells]


class StudentVersion(NbGraderPreprocessor):
    """Take out solutions, notes for whoever teaches, and the outputs of every cell that is not a figure of ours."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        nb.cells = [cell for cell in nb.cells if not is_note(cell)]
        return super().preprocess(nb, resources)

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        if cell.cell_type != "code":
            return cell, resources
        cell.execution_count = None
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = without_solutions(cell.source)
        if cell.metadata.get("enap_lstm", {}).get("role") != "figure":
            cell.outputs = []
        return cell, resources


def source_notebook(path: Path, before: bytes | None = None) -> bytes:
    """The instructor's notebook for a course's source/, with our own figures already shown as students get them.

    before: what stands there now. Students may work on what was released from it: the digests of its cells stay in the
    metadata, so that none of them is ever taken for a change of theirs.
    """
    notebook = instructor_notebook(path)
    shown = {cell.id: cell.get("outputs", []) for cell in _student_notebook(path).cells}
    for cell in notebook.cells:
        if cell.metadata.get("enap_lstm", {}).get("role") == "figure":
            cell.outputs = shown.get(cell.id, [])
    if before is not None:
        old = nbformat.reads(before.decode("utf-8"), as_version=4)
        known = old.metadata.get("enap_lstm", {}).get("earlier", [])
        earlier = (released_texts(old) | set(known)) - released_texts(notebook)
        notebook.metadata.enap_lstm |= {"earlier": sorted(earlier)} if earlier else {}
    return notebook_bytes(notebook)


def _student_notebook(path: Path) -> NotebookNode:
    """As committed beside the sources, if it is there: drawing the figures again takes seconds."""
    committed = path.resolve().parent.parent / "notebooks" / f"{path.stem}.ipynb"
    return nbformat.read(committed, as_version=4) if committed.is_file() else student_notebook(path)
