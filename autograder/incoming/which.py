"""Which notebook of the course a file is: by its metadata and what it defines first, by its name second."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from autograder.course.folder import Course
from autograder.ground.files import decoded

IN_METADATA = re.compile(r'"enap_lstm"\s*:\s*\{\s*"notebook"\s*:\s*"(\d\d_[A-Za-z0-9_]+)"')  # no text's quotes are bare
DEFINITION = re.compile(r"(?<![\w.])def\s+(\w+)\s*\(")
CELL_ID = re.compile(r'"id"\s*:\s*"([0-9a-f]{16})"')
UNKNOWN_NOTEBOOK = re.compile(r"(?:^|[\W_])(\d\d_[a-z]{4}\w*)")  # of another year, say


class Notebooks:
    """The course's notebooks, and what tells them apart."""

    def __init__(self, course: Course, wanted: str) -> None:
        self.names = sorted({*course.notebooks, wanted}, key=len, reverse=True)
        self.answers: dict[str, frozenset[str]] = {}
        self.of_cell: dict[str, str] = {}
        for name in course.notebooks:
            cells = _cells(course, name)
            self.answers[name] = frozenset(_answers(cells))
            self.of_cell |= {str(cell.get("id")): name for cell in cells}

    def in_name(self, stem: str) -> tuple[str, str, str] | None:
        """A file's name around the notebook's: what stands before it, the notebook, what stands after it."""
        for name in self.names:
            spelled = r"[\s_-]+".join(map(re.escape, name.split("_")))
            found = re.fullmatch(rf"(?is)(?:(.*[\W_]))?{spelled}(?![a-z])(.*)", stem)
            if found:
                return found[1] or "", name, found[2]
        other = UNKNOWN_NOTEBOOK.search(stem)
        return (stem[: other.start(1)], other[1], "") if other else None

    def of(self, raw: bytes, named: str | None) -> str | None:
        """The notebook that a content is; `named` is what the file's name says; None where nothing tells."""
        text = decoded(raw)
        defined = set(DEFINITION.findall(text))
        share = {name: len(answers & defined) / len(answers) for name, answers in self.answers.items() if answers}
        if named and share.get(named):
            return named
        metadata = IN_METADATA.findall(text)
        written = metadata[-1] if metadata else None
        if written and (share.get(written) or not any(share.values())):
            return written
        ids = Counter(self.of_cell[id] for id in CELL_ID.findall(text) if id in self.of_cell)
        return _first_alone(ids) or _first_alone(share) or written or named


def _first_alone(weights: Mapping[str, float]) -> str | None:
    """The one with the largest weight, if it is one."""
    ordered = sorted(weights, key=lambda name: -weights[name])
    if not ordered or not weights[ordered[0]]:
        return None
    return None if len(ordered) > 1 and weights[ordered[1]] == weights[ordered[0]] else ordered[0]


def _cells(course: Course, name: str) -> list[dict]:
    """The cells of our own notebook; none when the source cannot be read, which is another command's to say."""
    try:
        cells = json.loads(course.source_of(name).read_bytes())["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []


def _answers(cells: Iterable[dict]) -> Iterable[str]:
    for cell in cells:
        nbgrader = cell.get("metadata", {}).get("nbgrader", {})
        if nbgrader.get("solution"):
            yield nbgrader.get("grade_id", "")
