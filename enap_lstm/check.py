"""What a student calls in a notebook: `check`, `resumo`, `restaurar`, and `caderno`, which the first cell calls for them.

Everything is shown through IPython where there is one, and printed elsewhere.
"""

from __future__ import annotations

import difflib
import json
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import resources
from types import FrameType
from typing import Any

import numpy as np

from enap_lstm.checking.finding import NotFound, find, written_name
from enap_lstm.checking.panels import PATIENCE, next_hint, standing, too_long, unchecked
from enap_lstm.checking.session import SESSION, namespace
from enap_lstm.checking.stale import failed_cell
from enap_lstm.checking.surroundings import warnings_about
from enap_lstm.checking.time_limit import SECONDS, TimeUp, time_limit
from enap_lstm.exercise import Exercise, Report
from enap_lstm.judging.answer import TrainedModel, function_of
from enap_lstm.judging.written import Written
from enap_lstm.panel import Panel, Summary, show
from enap_lstm.portuguese import points, series
from enap_lstm.version import __version__


class CheckFailed(AssertionError):
    """A wrong answer, told in one line. An AssertionError, so that Validate and CI see it.

    `short` is what a notebook shows of it, below the panel.
    """

    def __init__(self, line: str, short: str = "") -> None:
        super().__init__(line)
        self.short = short or line

    def _render_traceback_(self) -> list[str]:  # IPython's hook, in 7.34 (Colab) and later
        return [self.short]


@dataclass(frozen=True)
class FailingCase:
    """The case that a check has spoken of: its arguments by name, what is expected and what came (None: it stopped)."""

    name: str
    arguments: dict[str, Any]
    expected: Any
    got: Any


def check(function: Callable[..., Any] | TrainedModel, dica: int = 0) -> None:
    """Check an answer: the exercise is the one named in the call, or whose name the object has in the notebook.

    >>> def sigmoid(z):
    ...     return 1 / (1 + np.exp(-np.asarray(z)))
    >>> check(sigmoid)  # doctest: +ELLIPSIS
    ✓ Certo · sigmoid · 10 de 10 pontos...

    A wrong one shows its panel and raises CheckFailed; the case that failed is in `check.caso`. `dica` says how many hints
    are told besides. Inputs are the same at every call, so that numbers in a message can be followed; grading draws others.
    """
    frame: FrameType = sys._getframe(1)
    try:
        exercise = find(function, SESSION.exercises(), namespace(frame), written_name(frame))
    except NotFound as problem:
        raise CheckFailed(str(problem)) from None
    if not isinstance(dica, int):
        raise CheckFailed(f"dica é um número, sem aspas: check({exercise.name}, dica=2).")
    if failed := failed_cell(exercise.name, function):
        raise _shown(unchecked(exercise, failed))
    report = _judged(exercise, function, dica)
    same = SESSION.keep(exercise.name, report, function)
    panel = replace(report.panel, warnings=warnings_about(function, exercise.parameters, report.passed))
    if same >= PATIENCE:
        panel = next_hint(panel, exercise.hints[report.failed.case.prop] if report.failed else (), same)
    check.caso = None if report.failed is None else _case(exercise, report)  # type: ignore[attr-defined]
    if not report.passed:
        raise _shown(panel)
    show(panel)


check.caso = None  # type: ignore[attr-defined]


def _judged(exercise: Exercise, function: Any, dica: int) -> Report:
    """The judgement, within the time that a check may take."""
    rng = np.random.default_rng(zlib.crc32(exercise.name.encode()))
    own = function_of(function)
    try:
        with time_limit(SECONDS, own.__code__ if own else None):
            return exercise.judge(function, rng, hint=dica)
    except TimeUp:
        raise _shown(too_long(exercise, Written.of(function), SECONDS)) from None
    except KeyboardInterrupt:
        raise CheckFailed("Verificação interrompida: nada foi avaliado.") from None


def _shown(panel: Panel) -> CheckFailed:
    """The panel, displayed; and what to raise after it."""
    show(panel)
    return CheckFailed(panel.line, " · ".join(filter(None, (panel.exercise, panel.state.words, panel.score))))


def _case(exercise: Exercise, report: Report) -> FailingCase:
    failed = report.failed
    assert failed is not None
    arguments = dict(zip(exercise.parameters, failed.case.args, strict=False))
    expected = failed.expected if len(exercise.leaves) > 1 else failed.expected[0]
    return FailingCase(failed.case.name, arguments, expected, failed.seen.value)


def resumo() -> None:
    """Show what this notebook's checks have said so far: exercises done, points of 10, what is missing, how to hand in."""
    checked = SESSION.checked
    if SESSION.notebook is None and not checked:
        raise CheckFailed("Ainda não sei que caderno é este: rode a primeira célula de código e depois resumo().")
    notebook = SESSION.notebook or _notebook_of(next(iter(checked)))
    from enap_lstm.exercises import of_notebook

    show(Summary(notebook, [standing(exercise, checked.get(exercise.name)) for exercise in of_notebook(notebook)]))


def _notebook_of(name: str) -> str:
    from enap_lstm.exercises import EXERCISES

    return EXERCISES[name].notebook


def restaurar(name: Any) -> None:
    """Show the original of an answer cell, to be copied back; nothing in the notebook is changed."""
    name = getattr(name, "__name__", str(name))  # without quotes, the function itself comes
    originals = json.loads(resources.files("enap_lstm").joinpath("data/originals.json").read_text(encoding="utf-8"))
    if name not in originals:
        near = difflib.get_close_matches(name, originals, n=1)
        meant = f"Você quis dizer {near[0]!r}?" if near else "Confira o nome da função."
        raise CheckFailed(f"Não há exercício chamado {name!r}. {meant}")
    print("# O original da célula. Copie para a sua célula de resposta e recomece dali:\n")
    print(originals[name])


def caderno(notebook: str) -> None:
    """Say which notebook this is; its first cell calls this, so that `check` and `resumo` know what belongs to it."""
    from enap_lstm.exercises import of_notebook

    SESSION.notebook = notebook
    exercises = of_notebook(notebook)
    names = series([e.name for e in exercises])
    noun = "exercício" if len(exercises) == 1 else "exercícios"
    total = points(sum(e.points for e in exercises))
    print(f"Caderno {notebook}: {len(exercises)} {noun} ({names}), {total}. enap-lstm {__version__}")
