"""What the formgrader is told of a submission beside its marks: that a person must look at it, and why.

Its tables know "needs manual grading" and nothing else of the kind; the reason stands in the first lines of the submission.
"""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.course.gradebook import opened
from autograder.course.records import Record

STATUS = {
    "limits": "Um limite da correção foi atingido",
    "flagged": "Uma pessoa precisa olhar esta entrega",
    "unreadable": "O arquivo não pôde ser lido",
}


def first_lines(record: Record) -> list[str]:
    """What stands above the notes in a recorded notebook; nothing where there is nothing to look at.

    >>> first_lines({"status": "flagged", "reason": "fora da lista"})
    ['Uma pessoa precisa olhar esta entrega: fora da lista']
    """
    if record["status"] not in STATUS:
        return []
    return [f"{STATUS[record['status']]}: {record['reason']}"]


class AskForAPerson(NbGraderPreprocessor):
    """After the marks are in the gradebook: "needs manual grading" for what is not simply graded, or lost points by lateness.

    Whoever presses "Resolve" on each mark has looked.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        exporter: Any = self.parent
        where = resources["nbgrader"]
        with opened(where["db_url"]) as gradebook:
            part = gradebook.find_submission_notebook(where["notebook"], where["assignment"], where["student"])
            if exporter.record["status"] in STATUS or part.late_submission_penalty:
                for grade in part.grades:
                    grade.needs_manual_grade = True
                gradebook.db.commit()
        return nb, resources
