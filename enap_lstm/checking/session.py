"""What this session has checked so far, and the notebook that it is about."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from enap_lstm.exercise import Exercise, Report


@dataclass
class Checked:
    """The last verdict of an exercise, what it was about, and how often in a row the same mistake was seen."""

    report: Report
    answer: Any
    same: int = 1


@dataclass
class Session:
    """One kernel's memory; `notebook` is set by `caderno`."""

    notebook: str | None = None
    checked: dict[str, Checked] = field(default_factory=dict)

    def exercises(self) -> list[Exercise]:
        """Those of this notebook; all of them while nobody has said which it is."""
        from enap_lstm.exercises import EXERCISES, of_notebook

        return of_notebook(self.notebook) if self.notebook else list(EXERCISES.values())

    def keep(self, name: str, report: Report, answer: Any) -> int:
        """Remember a verdict; how often in a row this very mistake has been seen."""
        before = self.checked.get(name)
        again = before is not None and not report.passed and mistake_of(before.report) == mistake_of(report)
        self.checked[name] = Checked(report, answer, before.same + 1 if before is not None and again else 1)
        return self.checked[name].same


SESSION = Session()


def mistake_of(report: Report) -> tuple[str, ...]:
    """What makes two wrong answers the same to whoever reads: the mistake, or what happened in which property."""
    prop = report.failed.case.prop if report.failed else ""
    return (prop, *(report.mistakes[:1] or (report.panel.kind, report.panel.happened)))


def shell() -> Any:
    """The IPython shell that runs the notebook, if one does."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def namespace(frame: Any) -> Mapping[str, Any]:
    """The notebook's names: its shell's, or those of the code that called."""
    running = shell()
    return running.user_ns if running is not None else frame.f_globals
