"""What a student reads: nbgrader's GenerateFeedback, with a page of ours that tells the messages of the grading.

nbgrader reads the recorded notebook, the gradebook's marks, comments and penalties; the page adds, from the record, what
each part of the points was worth and the notes of the grading. `sanitize_html` stays on.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bleach
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from traitlets.config import Config

from autograder.building.cell_ids import exercise_of
from autograder.course import records
from autograder.course.converters import converter_of, log_to, one_engine
from autograder.course.folder import private
from autograder.course.records import OFF_LIST
from autograder.ground.untrusted import for_html

TEMPLATES = Path(__file__).parent
TAGS = frozenset(
    "a b blockquote br code dd details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li ol p pre span strong sub"
    " summary sup table tbody td th thead tr ul".split()
)
FETCHED = re.compile(r'(<a [^>]*>)?<img [^>]*src="https?:[^>]*>(</a>)?')  # the badge: it would be asked of a server
SAID = {OFF_LIST: "Seu nome ainda não está na lista da turma. Fale com quem dá o curso."}


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
        if not self.pages:
            return "Nenhuma entrega foi corrigida ainda. Para corrigir: python -m autograder grade"
        return "\n".join([*lines, f"Para ver uma, abra um arquivo .html de {root / 'feedback'}/ESTUDANTE/CADERNO/."])


class AddRecord(NbGraderPreprocessor):
    """Give the page the record, and the marks that the gradebook holds: a person may have changed them."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        where = resources["nbgrader"]
        converter: Any = self.parent.parent if self.parent else None
        record = records.read(Path(converter.coursedir.root), where["notebook"], where["student"])
        graded = [cell.metadata.nbgrader for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]
        resources["enap_lstm"] = {
            "record": record,
            "notices": notices(record) if record else [],
            "marks": {exercise_of(meta["grade_id"]): meta["score"] for meta in graded},
        }
        return nb, resources


def notices(record: records.Record) -> list[str]:
    """What stands at the top of the page: why the submission was flagged or cut short, then the notes.

    >>> notices({"reason": "fora da lista", "notes": []})
    ['Seu nome ainda não está na lista da turma. Fale com quem dá o curso.']
    """
    reasons = [SAID.get(part, part) for part in record["reason"].split("; ") if part]
    return list(dict.fromkeys(f"{text[:1].upper()}{text[1:]}" for text in [*reasons, *record["notes"]]))


@functools.lru_cache(maxsize=1000)
def for_page(html: str) -> str:
    """What Markdown of the source becomes, without anything that runs or is fetched: a second wall, it is ours."""
    return bleach.clean(
        FETCHED.sub("", html), tags=TAGS, attributes=_allowed, protocols={"http", "https", "data"}, strip=True
    )


def _allowed(tag: str, name: str, value: str) -> bool:
    return name in ("class", "id", "alt", "title", "href") or (name == "src" and value.startswith("data:image/png;"))


def feedback(root: Path, notebooks: Iterable[str], student: str | None = None) -> Written:
    """Write `feedback/STUDENT/NOTEBOOK/NOTEBOOK.html` for every graded submission.

    root: the course's folder; student: only this one. A page that cannot be written is listed, the others are written.
    """
    written = Written()
    settings = _page_settings()
    with one_engine(), log_to(private(root) / "feedback.log"):
        for notebook in notebooks:
            students = [record["student"] for record in records.all_of(root, notebook)]
            chosen = [name for name in students if student in (None, name)]
            pages = {name: root / "feedback" / name / notebook / f"{notebook}.html" for name in chosen}
            for page in pages.values():
                page.unlink(missing_ok=True)
            if chosen:
                with contextlib.suppress(NbGraderException):  # whose page is missing afterwards is listed
                    converter_of(GenerateFeedback, root, notebook, student or "*", settings).start()
            written.pages += [page for page in pages.values() if page.exists()]
            written.failed += [f"{name} · {notebook}" for name, page in pages.items() if not page.exists()]
    return written


def _page_settings() -> Config:
    settings: Any = Config()
    settings.GenerateFeedback.preprocessors = [GetGrades, AddRecord, CSSHTMLHeaderPreprocessor]
    settings.GenerateFeedback.force = True
    settings.HTMLExporter.template_name = "devolutiva"
    settings.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    settings.HTMLExporter.sanitize_html = True
    settings.TemplateExporter.filters = {"for_html": for_html, "for_page": for_page}
    return settings
