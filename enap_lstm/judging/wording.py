"""What a student is told of an answer, as a panel: what is right, what happened, where, expected and got, one next step.

Nothing is guessed: what differs is worded in `differences`, what stopped in `stopped`, and a recognised mistake brings its own
sentences. A hint comes unasked only where none of these says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from enap_lstm.judging.compare import Kind, Mismatch
from enap_lstm.judging.definition import Definition
from enap_lstm.judging.differences import BY_KIND
from enap_lstm.judging.pieces import chips, groups_right, table
from enap_lstm.judging.recognise import Recognised
from enap_lstm.judging.stopped import stopped
from enap_lstm.judging.told import Told
from enap_lstm.judging.trial import Trial
from enap_lstm.judging.written import Written
from enap_lstm.panel import Panel, Part, Source, State
from enap_lstm.portuguese import series

UNSTEADY = Told(
    "A função devolve números diferentes a cada chamada, com os mesmos argumentos.",
    "muda a cada chamada",
    step="Tire o que é sorteado, ou guardado fora da função: o resultado depende só dos argumentos.",
    whole=True,
)
WORDED = BY_KIND | {Kind.ERROR: stopped}


def speaking(trials: Sequence[Trial], prop: str | None) -> Trial | None:
    """The trial that a message speaks of: the first that fails in the first property that fails."""
    return next((one for one in trials if one.case.prop == prop and not one.passed), None)


def panel(
    exercise: Definition,
    trials: Sequence[Trial],
    failed: Trial | None,
    earned: dict[str, bool],
    known: Sequence[Recognised],
    written: Written,
    hint: int,
    steady: bool = True,
) -> Panel:
    """The panel of a judgement; `hint` says how many hints are told though a next step is known, and `steady` whether the
    same question brought the same answer twice."""
    parts = [Part(prop, share * exercise.points, earned[prop]) for prop, share in exercise.properties.items()]
    if failed is None:
        done = (exercise.well_done,) if exercise.well_done else ()
        return Panel(exercise.name, State.RIGHT, parts=parts, happened="Tudo certo.", remarks=done)
    m = _first(failed, known)
    told = (
        other_signature(exercise, written)
        or (None if steady else UNSTEADY)
        or WORDED[m.kind](exercise, failed, m, written)
    )
    remarks, step = _advice(exercise, trials, failed, m, told, known)
    hints = exercise.hints[failed.case.prop]
    return Panel(
        exercise.name,
        _state(m, any(earned.values())),
        "engano reconhecido" if _is_told(known, m, told) else told.kind,
        parts if not _blank(m) else (),
        chips(exercise, trials, failed),
        told.happened,
        told.where,
        told.expected,
        told.got,
        remarks,
        Source(written.source.rstrip(), told.line, told.remark) if told.line and written.source else None,
        table(failed, m) if m.kind is Kind.VALUE else None,
        step=step,
        hints=hints if hint or not told.whole else (),
        opened=min(max(hint, 0 if step else 1), len(hints)),
    )


def _first(failed: Trial, known: Sequence[Recognised]) -> Mismatch:
    """What the message is about: what is recognised before what is not."""
    recognised = known[0].outputs if known else ()
    return next((m for m in failed.mismatches if m.output in recognised), failed.mismatches[0])


def other_signature(exercise: Definition, written: Written) -> Told | None:
    """The arguments of the def in another order than they come in: it spoils everything else."""
    mine = written.parameters
    if mine == exercise.parameters or sorted(mine) != sorted(exercise.parameters):
        return None
    happened = f"Na linha do def, os argumentos estão em outra ordem: ({', '.join(mine)})."
    step = f"Escreva ({', '.join(exercise.parameters)}), a ordem em que eles chegam."
    return Told(happened, "outra ordem", step=step, line=1, remark="a ordem dos argumentos", whole=True)


def _blank(m: Mismatch) -> bool:
    return m.kind is Kind.ERROR and m.got.kind == "NotImplementedError"


def _state(m: Mismatch, earned: bool) -> State:
    if _blank(m):
        return State.TO_DO
    return State.PARTLY if earned else State.STOPPED if m.kind is Kind.ERROR else State.NOT_YET


def _advice(
    exercise: Definition, trials: Sequence[Trial], failed: Trial, m: Mismatch, told: Told, known: Sequence[Recognised]
) -> tuple[tuple[str, ...], str]:
    """What is known beyond the difference, and one next step: a recognised mistake's own, else the difference's."""
    if _is_told(known, m, told):
        said, step = sentences(_of_outputs(known[0], failed))
        return said, step
    fine = _still_right(trials, failed, m) if m.kind in (Kind.VALUE, Kind.SHAPE) else ""
    return (*told.remarks, *([fine] if fine else [])), told.step


def _is_told(known: Sequence[Recognised], m: Mismatch, told: Told) -> bool:
    """Is the mistake's own hint the next step? A misspelt name, say, comes before what is recognised elsewhere."""
    return bool(known) and not (told.whole and (m.kind is Kind.ERROR or told.line == 1))


def _of_outputs(known: Recognised, failed: Trial) -> str:
    """A mistake's hint; when more than it explains is wrong, the outputs that it speaks of come first."""
    wrong = {m.output for m in failed.mismatches if m.kind is not Kind.NONE and m.output}
    hint = known.mistake.hint
    if not known.outputs or wrong <= set(known.outputs) or hint.startswith(known.outputs):
        return hint
    first, _, rest = hint.partition(" ")
    lowered = first.lower() if first.isalpha() and first.istitle() else first
    return f"Em {series([f'`{name}`' for name in known.outputs])}, {lowered} {rest}"


def sentences(hint: str) -> tuple[tuple[str, ...], str]:
    """A hint as what was computed and the one thing to do, its last sentence.

    >>> sentences("É o que se obtém com tanh. A porta fica entre 0 e 1. Use σ.")
    (('É o que se obtém com tanh. A porta fica entre 0 e 1.',), 'Use σ.')
    """
    *said, step = re.split(r"(?<=[.?]) (?=[A-ZÀ-Ú`])", hint)
    return ((" ".join(said),) if said else ()), step


def _still_right(trials: Sequence[Trial], failed: Trial, m: Mismatch) -> str:
    """What already agrees near the first difference: earlier words of a sentence, other cases."""
    if m.kind is Kind.VALUE and m.leaf and (right := groups_right(failed, m)):
        return f"{'Confere' if len(right) == 1 else 'Conferem'} {series(right)}."
    axes = failed.case.labels_of(m.leaf.name) if m.leaf else ()
    if axes and not isinstance(axes[0], str | None) and m.index and m.index[0] > 0:
        return f"Até {axes[0][m.index[0] - 1]}, tudo confere."
    fine = [one.case.name for one in trials if one.case.prop == failed.case.prop and one.passed]
    return f"Confere com {series(list(dict.fromkeys(fine)))}." if fine else ""
