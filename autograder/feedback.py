"""What a student reads: nbgrader's GenerateFeedback, with a page of ours that tells the messages of the grading.

nbgrader reads the recorded notebook, the gradebook's marks, comments and penalties; the page adds, from the record, what
each part of the points was worth and the notes of the grading. `sanitize_html` stays on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from traitlets.config import Config

from autograder import records
from autograder.converting import converter_of

TEMPLATES = Path(__file__).parent / "templates"


@dataclass
class Written:
    """The pages that were written and the submissions whose page was not."""

    pages: list[Path] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def in_words(self, root: Path) -> str:
        """The result, and on the last line what to do next."""
        lines = [f"Devolutivas escritas: {len(self.pages)}."]
        lines += [f"Sem devolutiva: {name}." for name in self.failed]
        if self.failed:
            return "\n".join([*lines, "Corrija de novo essas entregas: python -m autograder grade --regrade"])
        return "\n".join([*lines, f"Para ver uma, abra um arquivo .html de {root / 'feedback'}/ESTUDANTE/CADERNO/."])


class AddRecord(NbGraderPreprocessor):
    """Give the page the record of the submission, and the marks that the gradebook holds (a person may have changed them)."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        where = resources["nbgrader"]
        root = Path(self.parent.parent.coursedir.root)
        resources["enap_lstm"] = records.read(root, where["notebook"], where["student"])
        graded = [cell.metadata.nbgrader for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]
        resources["enap_lstm_scores"] = {meta["grade_id"].removeprefix("check_"): meta["score"] for meta in graded}
        return nb, resources


def feedback(
    root: Path, notebooks: Iterable[str], student: str | None = None, tell: Callable[[str], None] = lambda page: None
) -> Written:
    """Write `feedback/STUDENT/NOTEBOOK/NOTEBOOK.html` for every graded submission.

    root: the course's folder; student: only this one; tell: called with each page's address as it is written.
    A page that cannot be written is listed in the result; the others are.
    """
    written = Written()
    for notebook in notebooks:
        students = [record["student"] for record in records.all_of(root, notebook)]
        for name in students if student is None else [student] if student in students else []:
            page = root / "feedback" / name / notebook / f"{notebook}.html"
            converter = converter_of(GenerateFeedback, root, notebook, name, _page_settings())
            try:
                page.unlink(missing_ok=True)
                converter.start()
            except NbGraderException:
                logging.getLogger(__name__).debug("no page for %s", name, exc_info=True)
            if page.exists():
                written.pages.append(page)
                tell(str(page))
            else:
                written.failed.append(f"{name} · {notebook}")
    return written


def _page_settings() -> Config:
    settings: Any = Config()
    settings.GenerateFeedback.preprocessors = [GetGrades, AddRecord, CSSHTMLHeaderPreprocessor]
    settings.GenerateFeedback.force = True
    settings.HTMLExporter.template_name = "devolutiva"
    settings.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    settings.HTMLExporter.sanitize_html = True
    settings.TemplateExporter.filters = {"for_html": "autograder.untrusted.for_html"}
    return settings
