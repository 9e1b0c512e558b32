"""nbgrader's exchange, where it needs care of ours."""

from __future__ import annotations

from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import temp_attrs

from autograder.ground.files import write_whole
from autograder.judging.late import TIME

SECRET = "submission_secret.txt"  # made by `nbgrader submit`; what the student's `fetch_feedback` finds the page by
NOT_THIS_WAY = "Sem devolutiva pela troca do nbgrader: %s. A entrega não veio por ela, ou foi corrigida antes de vir."


class ReleaseFeedback(ExchangeReleaseFeedback):
    """nbgrader's own; a submission that did not come by the exchange stops nobody else's page: it is named and left out."""

    def copy_files(self) -> None:
        pages = Path(self.coursedir.root, self.coursedir.feedback_directory)
        assignment = self.coursedir.assignment_id
        folders = [path for path in pages.glob(f"*/{assignment}") if any(path.glob("*.html"))]
        without = sorted(path.parent.name for path in folders if not (path / SECRET).is_file())
        if without:
            self.log.warning(NOT_THIS_WAY, ", ".join(without))
        for time in (folder / TIME for folder in folders):  # nbgrader reads them, to say them in its log
            if not (time.is_file() and time.read_bytes().isascii()):
                write_whole(time, b"")
        excluded = [*filter(None, self.coursedir.student_id_exclude.split(",")), *without]
        with temp_attrs(self.coursedir, student_id_exclude=",".join(excluded)):
            super().copy_files()
