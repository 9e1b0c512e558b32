"""By what a released cell is known again, whatever an editor has done to its blanks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from autograder.building.regions import without_solutions


def bare(source: str) -> str:
    """A cell's text without what an editor may add: blanks at the ends of lines and around the whole."""
    return "\n".join(line.rstrip() for line in source.strip().split("\n"))


def digest(source: str) -> str:
    """What an earlier text of a cell is remembered by."""
    return hashlib.sha256(bare(source).encode("utf-8", "replace")).hexdigest()[:16]


def is_note(cell: Mapping[str, Any]) -> bool:
    """Is this cell of an instructor's notebook one that students do not get?"""
    return cell["metadata"].get("enap_lstm", {}).get("role") == "teacher"


def released_texts(notebook: NotebookNode) -> set[str]:
    """The digests of a source notebook's cells, as students get them."""
    return {
        digest(without_solutions(cell.source) if cell.metadata.get("nbgrader", {}).get("solution") else cell.source)
        for cell in notebook.cells
        if not is_note(cell)
    }
