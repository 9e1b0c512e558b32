"""Our grading inside nbgrader's own pipeline: `nbgrader autograde` and the formgrader's button give our marks.

    nbgrader                      ours
    before a submission           tidy_first: links are taken away, the old record is forgotten
    reads submitted/              TolerantExporter: any file, never an exception
    sanitize_preprocessors        Normalise: what is written to autograded/ has our structure, nothing live
    autograde_preprocessors       Judge (the way of a submission), WriteMarks (the recorded notebook), then nbgrader's
                                  SaveAutoGrades reads the marks from it and LatePenalties takes off what nbgrader
                                  would, after the extra time of the class list; AskForAPerson says what to look at
    after a submission            remember_last: the record is written, when everything it speaks of exists
    generate_feedback             page.Devolutiva: the page that `feedback` writes
    release_feedback              exchange.ReleaseFeedback: what did not come by the exchange stops nobody else's

`configure(c)` in a course's nbgrader_config.py puts it all in place.
"""

from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from traitlets import Bool

from autograder.building import student_version
from autograder.course import records
from autograder.course.converters import mend_times
from autograder.incoming import submitted
from autograder.incoming.normalise import normalise
from autograder.judging import formgrader, late
from autograder.judging.grader import Grader, shared
from autograder.judging.judge import Graded
from autograder.judging.recorded_notebook import recorded
from autograder.outgoing import exchange, page

SERVER_CPU = 20.0  # seconds; the formgrader's button grades inside the Jupyter server: 60 s of the clock at most
KEPT = (late.TIME, exchange.SECRET)  # what nbgrader itself needs of a student's other files
Resources = ResourcesDict
_waiting: dict[tuple[Path, str, str], records.Record] = {}  # records to write when nbgrader has finished a submission


def configure(c: Any) -> None:
    """Make nbgrader grade as we do; for a course's nbgrader_config.py: `configure(get_config())`."""
    student_version.configure(c)  # release
    c.Autograde.exporter_class = TolerantExporter
    c.Autograde.sanitize_preprocessors = [Normalise]
    c.Autograde.autograde_preprocessors = [
        Judge,
        WriteMarks,
        SaveAutoGrades,
        late.LatePenalties,
        formgrader.AskForAPerson,
    ]
    c.Autograde.pre_convert_hook = tidy_first
    c.Autograde.post_convert_hook = remember_last
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.preprocessors = [page.Readable]
    c.GenerateFeedback.exporter_class = page.Devolutiva
    c.GenerateFeedback.preprocessors = page.PREPROCESSORS
    c.ExchangeFactory.release_feedback = exchange.ReleaseFeedback
    mend_times()


class TolerantExporter(NotebookExporter):
    """Reads whatever lies in a submission's place, and holds what is known of it until it is recorded.

    A converter that has judged ahead (grade.JudgedAhead) says so by an attribute `ahead` = (Handed, Graded) and a `grader`.
    """

    optimistic_validation = Bool(True)  # what we record is valid; once is enough
    handed = submitted.Handed()
    graded: Graded | None = None
    record: records.Record | None = None

    @property
    def converter(self) -> Any:
        """nbgrader's Autograde, whose exporter this is."""
        return self.parent

    @property
    def grader(self) -> Grader:
        """The converter's own grader, else the process's: the formgrader's server grades many in one process."""
        if hasattr(self.converter, "grader"):
            return self.converter.grader
        in_server = isinstance(self.converter.parent, NbGraderAPI)
        return shared(Path(self.converter.coursedir.root), SERVER_CPU if in_server else math.inf)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Open a submitted notebook without ever failing; what we wrote ourselves is read as nbgrader does."""
        if not self.converter._sanitizing:
            return super().from_filename(filename, resources, **kw)
        self.handed, self.graded = getattr(self.converter, "ahead", None) or (submitted.read(Path(filename)), None)
        resources = resources if resources is not None else ResourcesDict()
        resources["metadata"] = ResourcesDict(name=Path(filename).stem, path=str(Path(filename).parent))
        return self.from_notebook_node(new_notebook(), resources, **kw)


class Normalise(NbGraderPreprocessor):
    """Put the submission into the source's structure, without outputs or marks, before anything of it is written."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        exporter: TolerantExporter = self.parent
        where = resources["nbgrader"]
        _only_ours(exporter.converter, where["assignment"], where["student"])
        source = exporter.grader.source(where["notebook"])
        submission = exporter.graded.submission if exporter.graded else normalise(exporter.handed.raw, source)
        return recorded(source, submission.cells, {}, {}), resources


class Judge(NbGraderPreprocessor):
    """Have the submission judged; the marks are in the exporter's `graded`, not yet in the notebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        exporter: TolerantExporter = self.parent
        if exporter.graded is None:
            exporter.graded = exporter.grader.grade(resources["nbgrader"]["notebook"], exporter.handed)
        return nb, resources


class WriteMarks(NbGraderPreprocessor):
    """Replace the notebook by the recorded one, which says the marks in the way nbgrader reads them."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        exporter: TolerantExporter = self.parent
        assert exporter.graded is not None
        where, grader = resources["nbgrader"], exporter.grader
        exporter.record = grader.record(where["notebook"], where["student"], exporter.handed, exporter.graded)
        _waiting[Path(exporter.converter.coursedir.root), where["notebook"], where["student"]] = exporter.record
        return grader.recorded(where["notebook"], exporter.graded, exporter.record), resources


def tidy_first(assignment: str, student: str, notebooks: list[str], **_: Any) -> None:
    """nbgrader's pre-convert hook: take links and devices out of the folder, forget the old record.

    nbgrader forgets an exception raised here, and gives `*` for the student: the folder says who it is.
    """
    for folder in {Path(notebook).parent for notebook in notebooks}:
        for path in submitted.tidy(folder):
            logging.getLogger(__name__).warning("taken away: %s", path)
        root, name = folder.parents[2], folder.parent.name
        _waiting.pop((root, assignment, name), None)
        records.remove(root, assignment, name)


def remember_last(assignment: str, student: str, notebooks: list[str], **_: Any) -> None:
    """nbgrader's post-convert hook: gradebook and recorded notebook are written, so the record may say so."""
    for folder in {Path(notebook).parent for notebook in notebooks}:
        root = folder.parents[2]
        record = _waiting.pop((root, assignment, folder.parent.name), None)
        if record is not None:
            records.write(root, record)


def _only_ours(converter: Any, assignment: str, student: str) -> None:
    """Remove what nbgrader has copied of a student's other files: grading needs none, and formgrader would serve them."""
    folder = Path(converter._format_dest(assignment, student))
    ours = Path(converter.coursedir.format_path(converter.coursedir.source_directory, ".", assignment))
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.name not in KEPT and path.suffix != ".ipynb" and not (ours / path.relative_to(folder)).is_file():
            path.unlink()
