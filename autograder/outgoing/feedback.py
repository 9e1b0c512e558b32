"""`feedback`: a page for every graded submission, each replaced when the new one is written, never before.

nbgrader's converter (generate_feedback) makes the same page, but clears the folder first; so of the converter only its
settings are used here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.converters import GenerateFeedback
from sqlalchemy.exc import SQLAlchemyError

from autograder.course import records
from autograder.course.converters import LOG, converter_of, log_to, one_engine
from autograder.course.folder import Course, private
from autograder.course.records import Record
from autograder.ground.errors import Stop
from autograder.ground.files import write_whole
from autograder.incoming import submitted
from autograder.judging.late import TIME
from autograder.outgoing.exchange import SECRET

FOR_NBGRADER = (TIME, SECRET)  # what release_feedback looks for beside a page


@dataclass
class Written:
    """The pages that were written and the submissions whose page was not."""

    pages: list[Path] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def in_words(self, root: Path) -> str:
        """The result, and on the last line what to do next."""
        lines = [f"Devolutivas escritas: {len(self.pages)}."]
        lines += [f"Sem devolutiva nova: {name}." for name in self.failed]
        if self.failed:
            return "\n".join([*lines, "Corrija de novo essas entregas: python -m autograder grade --regrade"])
        if not self.pages:
            return "Nenhuma entrega foi corrigida ainda. Para corrigir: python -m autograder grade"
        return "\n".join([*lines, f"Para ver uma, abra um arquivo .html de {root / 'feedback'}/ESTUDANTE/CADERNO/."])


def feedback(root: Path, notebooks: Iterable[str], student: str | None = None) -> Written:
    """Write `feedback/STUDENT/NOTEBOOK/NOTEBOOK.html` for every graded submission.

    root: the course's folder; student: only this one. A page that cannot be made is listed, the one before stays, the
    others are written; where the disk or the gradebook refuses, that is raised, and what is written stays.
    """
    written, course = Written(), Course(root)
    with one_engine(), log_to(private(root) / "feedback.log"):
        for notebook in notebooks:
            page_of, mode = _pages(root, notebook)
            for record in records.all_of(root, notebook):
                if student not in (None, record["student"]):
                    continue
                try:
                    page = page_of(record)
                except (SQLAlchemyError, Stop):
                    raise
                except Exception as error:  # of this submission: its recorded notebook or its row is gone or damaged
                    LOG.error("%s · %s", record["student"], notebook, exc_info=error)
                    written.failed.append(f"{record['student']} · {notebook}")
                else:
                    written.pages.append(_write(course, record, page, mode))
    return written


def _pages(root: Path, notebook: str) -> tuple[Callable[[Record], str], int]:
    """record → page, as nbgrader's converter would make it; and the mode that it would give it."""
    converter = converter_of(GenerateFeedback, root, notebook)
    exporter = converter.exporter_class(parent=converter, config=converter.config)
    for preprocessor in converter.preprocessors:
        exporter.register_preprocessor(preprocessor)

    def page_of(record: Record) -> str:
        path = Path(converter._format_source(notebook, record["student"])) / f"{notebook}.ipynb"
        page, _ = exporter.from_filename(str(path), converter.init_single_notebook_resources(str(path)))
        return page

    return page_of, int(str(converter.permissions), 8)  # release_feedback copies it, for the student to read


def _write(course: Course, record: Record, page: str, mode: int) -> Path:
    notebook, student = record["notebook"], record["student"]
    folder = course.feedback / student / notebook
    folder.mkdir(parents=True, exist_ok=True)
    for name in FOR_NBGRADER:
        kept = submitted.read(course.autograded / student / notebook / name)
        if kept.refused:
            (folder / name).unlink(missing_ok=True)
        else:
            write_whole(folder / name, kept.raw, mode)
    path = folder / f"{notebook}.html"
    write_whole(path, page.encode("utf-8", "replace"), mode)
    return path
