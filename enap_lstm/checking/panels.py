"""Panels that no judgement makes: the cell failed, the time is up; a hint more; where an exercise stands in the summary."""

from __future__ import annotations

from dataclasses import replace

from enap_lstm.checking.session import Checked, shell
from enap_lstm.checking.stale import Failed
from enap_lstm.exercise import Exercise
from enap_lstm.judging.answer import function_of
from enap_lstm.judging.written import Written
from enap_lstm.panel import Panel, Source, Standing, State
from enap_lstm.portuguese import pt

PATIENCE = 3  # the same mistake so often brings the next hint unasked


def unchecked(exercise: Exercise, failed: Failed) -> Panel:
    """The cell on the screen did not run to its def: what the notebook holds is the function of before."""
    error = failed.error
    happened = "A última execução da célula falhou, e o caderno ainda guarda a função de antes. Nada foi verificado."
    if error is None:
        step = "Corrija o erro que a célula mostrou, rode-a de novo e depois esta verificação."
        return Panel(exercise.name, State.UNCHECKED, "a célula falhou", happened=happened, step=step)
    step = f"Corrija a linha {error.lineno} da célula (ou a de cima), rode-a de novo e depois esta verificação."
    source = Source(failed.cell.rstrip(), error.lineno or 0, f"o Python disse: {error.msg}")
    return Panel(exercise.name, State.UNCHECKED, "erro de sintaxe", happened=happened, source=source, step=step)


def too_long(exercise: Exercise, written: Written, seconds: float) -> Panel:
    """An endless loop, most likely."""
    line = written.first_line(r"^\s*while\b") or written.first_line(r"^\s*for\b") or 0
    happened = f"A função não terminou em {pt(seconds)} s, e a verificação parou."
    step = "Confira o laço: o que muda a cada volta, e quando a condição deixa de valer?"
    source = Source(written.source.rstrip(), line, "este laço termina?") if line else None
    return Panel(exercise.name, State.TIME_LIMIT, "um laço sem fim?", happened=happened, source=source, step=step)


def next_hint(panel: Panel, hints: tuple[str, ...], same: int) -> Panel:
    """One hint more for whoever has seen the same mistake so often; another at each further time."""
    if panel.state is State.TO_DO:
        return panel
    hints = tuple(panel.hints) or hints
    return replace(panel, hints=hints, opened=min(panel.opened + same - PATIENCE + 1, len(hints)))


def standing(exercise: Exercise, checked: Checked | None) -> Standing:
    if checked is None:
        return Standing(exercise.name, State.TO_DO, 0, exercise.points)
    earned = round(checked.report.score * exercise.points, 2)
    return Standing(
        exercise.name, checked.report.panel.state, earned, exercise.points, _changed(exercise.name, checked)
    )


def _changed(name: str, checked: Checked) -> bool:
    """Has the notebook another function of this name than the one last checked? Running the same cell again changes none."""
    running = shell()
    now = running.user_ns.get(name) if running is not None else None
    if now is None or now is checked.answer:
        return False
    before, after = function_of(checked.answer), function_of(now)
    return before is None or after is None or before.__code__ != after.__code__
