"""The page that a student reads, made by nbconvert: the same from `feedback`, nbgrader's command and the formgrader's button.

nbgrader reads the recorded notebook, the gradebook's marks, comments and penalties; the page adds, from the record, what
each part of the points was worth and the notes of the grading. `sanitize_html` stays on.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades
from traitlets import Bool
from traitlets.config import Config

from autograder.building.cell_ids import exercise_of
from autograder.course import records
from autograder.course.folder import Course
from autograder.ground.untrusted import for_html
from autograder.outgoing import told
from autograder.outgoing.markdown import for_comment, for_source
from enap_lstm.portuguese import points, pt

TEMPLATES = Path(__file__).parent
NO_RECORD = "A entrega de {student} em {notebook} não tem registro. Corrija-a de novo: python -m autograder grade"
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HEADING = re.compile(r"<h(?P<level>[3-6])(?P<rest>[^>]*)>(?P<words>.*?)</h(?P=level)>", re.DOTALL)
CODE = re.compile(r"^(?:→|  ).*$", re.MULTILINE)  # a line of code that a message quotes


def for_message(text: str) -> str:
    """A message of the grading: text with its line breaks, lines of code as code.

    >>> for_message("Olhe:\\n→ 2  h = x < 1")
    'Olhe:\\n<code>→ 2  h = x &lt; 1</code>'
    """
    return CODE.sub(lambda line: f"<code>{line[0]}</code>", for_html(text))


def headings_in_order(page: str) -> str:
    """The part of a page below a second level, no level of heading left out on the way down.

    >>> headings_in_order("<h3>a</h3><h5>b</h5><h4>c</h4>")
    '<h3>a</h3><h4>b</h4><h4>c</h4>'
    """
    level = 2

    def put(found: re.Match[str]) -> str:
        nonlocal level
        level = min(int(found["level"]), level + 1)
        return f"<h{level}{found['rest']}>{found['words']}</h{level}>"

    return HEADING.sub(put, page)


class Devolutiva(HTMLExporter):
    """nbconvert's HTML with our template and filters, whatever the configuration says of other pages."""

    def __init__(self, config: Config | None = None, **kw: Any) -> None:
        own: Any = Config()
        own.Devolutiva.template_name = "devolutiva"
        own.Devolutiva.extra_template_basedirs = [str(TEMPLATES)]
        own.Devolutiva.sanitize_html = True
        own.Devolutiva.preprocessors = []  # the converter's own are registered; what is for the formgrader's page is not
        own.Devolutiva.filters = {
            "for_html": for_html, "for_source": for_source, "for_comment": for_comment, "for_message": for_message,
            "headings_in_order": headings_in_order,
            "number": _number, "points": lambda value: points(round(float(value), 2)),
        }  # fmt: skip
        config = Config(config or {})
        config.merge(own)
        super().__init__(config=config, **kw)


class Readable(Preprocessor):
    """The formgrader's page of a submission: long lines are wrapped, and on a narrow screen its bar covers nothing.

    nbconvert takes custom/custom.css of a person's configuration into what it makes; here it is ours.
    """

    enabled = Bool(True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        resources["config_dir"] = str(TEMPLATES / "formgrader")
        return nb, resources


class Marks(GetGrades):
    """nbgrader's own, which also says which marks and comments a person gave."""

    def _get_score(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(cell.metadata.nbgrader.grade_id, *self._where())
        if grade.manual_score is not None:
            cell.metadata.nbgrader |= {"automatic": grade.auto_score or 0.0, "outlived": grade.needs_manual_grade}

    def _get_comment(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        comment = self.gradebook.find_comment(cell.metadata.nbgrader.grade_id, *self._where())
        cell.metadata.nbgrader.comment = comment.manual_comment

    def _where(self) -> tuple[str, str, str]:
        return self.notebook_id, self.assignment_id, self.student_id


class Tell(Preprocessor):
    """Give the template what it tells; a note that speaks of a cell stands beside it."""

    enabled = Bool(True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        where = resources["nbgrader"]
        course = Course(Path(resources["metadata"]["path"]).resolve().parents[2])
        record = records.read(course.root, where["notebook"], where["student"])
        if record is None:
            raise ValueError(NO_RECORD.format(**where))
        graded = [cell.metadata.nbgrader for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]
        exercises = told.exercises(record, {exercise_of(meta.grade_id): meta for meta in graded})
        notices: list[dict[str, str]] = []
        for text, cell in told.beside_cells(told.notices(record), nb.cells):
            notices.append({"text": text, "to": f"cel-{cell.id}" if cell else ""})
            if cell is not None:
                cell.metadata.setdefault("notices", []).append(text)
        late = told.lateness(record, where["late_penalty"])
        outlived = [told.OUTLIVED] if any(meta.get("outlived") for meta in graded) else []
        resources["enap_lstm"] = {
            "status": told.status(record, exercises), "exercises": {each.name: each for each in exercises},
            "late": late + outlived, "notices": notices, "limits": told.limits(record), "contact": course.contact,
            "mail": MAIL.fullmatch(course.contact) is not None, "record": record,
        }  # fmt: skip
        return nb, resources


def _number(value: float) -> str:
    return pt(round(float(value), 2))


PREPROCESSORS = [Marks, Tell]
