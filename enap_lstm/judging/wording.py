"""What a student is told of an answer, as a panel: what is right, what happened, where, expected and got, one next step.

Nothing is guessed: what differs is worded in `differences`, what stopped in `stopped`, and a recognised mistake brings its own
sentences. A hint comes unasked only where none of these says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from enap_lstm.judging.compare import Kind, Mismatch
from enap_lstm.judging.definition import Definition
from enap_lstm.judging.differences import BY_KIND, place
from enap_lstm.judging.recognise import Recognised
from enap_lstm.judging.stopped import stopped
from enap_lstm.judging.told import Told
from enap_lstm.judging.trial import Trial
from enap_lstm.judging.written import Written
from enap_lstm.panel import Mark, Output, Panel, Part, Source, State, Table
from enap_lstm.portuguese import pt, pt_pair, series

__all__ = ["marks", "panel", "place", "speaking"]

WORDED = BY_KIND | {Kind.ERROR: stopped}
ROWS = 8  # of a table
REMARKS = {Kind.SHAPE: "a forma", Kind.DTYPE: "o tipo", Kind.TYPE: "outro tipo", Kind.KEYS: "as chaves"}


def speaking(trials: Sequence[Trial], prop: str | None, known: Sequence[Recognised]) -> Trial | None:
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
) -> Panel:
    """The panel of a judgement; `hint` says how many hints are told though a next step is known."""
    parts = [Part(prop, share * exercise.points, earned[prop]) for prop, share in exercise.properties.items()]
    if failed is None:
        done = (exercise.well_done,) if exercise.well_done else ()
        return Panel(exercise.name, State.RIGHT, parts=parts, happened="Tudo certo.", remarks=done)
    m = _first(failed, known)
    told = other_signature(exercise, written) or WORDED[m.kind](exercise, failed, m, written)
    remarks, step = _advice(exercise, trials, failed, m, told, known)
    hints = exercise.hints[failed.case.prop]
    return Panel(
        exercise.name,
        _state(m, any(earned.values())),
        "engano reconhecido" if _is_told(known, m, told) else told.kind,
        parts if not _blank(m) else (),
        _chips(exercise, trials, failed),
        told.happened,
        told.where,
        told.expected,
        told.got,
        remarks,
        Source(written.source.rstrip(), told.line, told.remark) if told.line and written.source else None,
        _table(failed, m) if m.kind is Kind.VALUE else None,
        step=step,
        hints=hints if hint or not told.whole else (),
        opened=min(max(hint, 0 if step else 1), len(hints)),
    )


def marks(trials: Sequence[Trial]) -> dict[str, Mark]:
    """What became of each output that these trials ask for; an output is right when it is so in all of them."""
    found: dict[str, Mark] = {}
    for one in trials:
        for leaf in one.judged if not one.spoilt else ():
            m = one.outputs[leaf.name]
            mark = Mark.RIGHT if m is None else Mark.MISSING if m.kind is Kind.NONE else Mark.WRONG
            if found.get(leaf.name, Mark.RIGHT) is Mark.RIGHT:
                found[leaf.name] = mark
    return found


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
        seen = (
            () if m.kind is Kind.VALUE else told.remarks
        )  # what the numbers have in common is said better by the mistake
        return (*seen, *said), step
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
    axes = failed.case.labels_of(m.leaf.name) if m.leaf else ()
    if axes and not isinstance(axes[0], str | None) and m.index and m.index[0] > 0:
        return f"Até {axes[0][m.index[0] - 1]}, tudo confere."
    fine = [one.case.name for one in trials if one.case.prop == failed.case.prop and one.passed]
    return f"Confere com {series(list(dict.fromkeys(fine)))}." if fine else ""


def _chips(exercise: Definition, trials: Sequence[Trial], failed: Trial) -> list[Output]:
    """A chip for each output; none where there is only one, or where nothing is known of any."""
    if len(exercise.leaves) == 1 or failed.spoilt:
        return []
    found = marks(trials)
    first = {name: next((m for one in trials if (m := one.outputs.get(name))), None) for name in exercise.outputs}
    return [
        Output(leaf.path, mark, REMARKS.get(m.kind, "os valores") if (m := first[leaf.name]) and mark is Mark.WRONG else "")
        for leaf in exercise.leaves
        if (mark := found.get(leaf.name))
    ]  # fmt: skip


def _table(failed: Trial, m: Mismatch) -> Table | None:
    """The numbers along the first axis, through the first that differs."""
    assert m.leaf is not None
    if m.leaf.path not in failed.outputs or not m.index:
        return None
    whole = failed.expected[list(failed.outputs).index(m.leaf.path)], failed.value(m.leaf)
    right, got = (np.moveaxis(np.asarray(side), 0, -1)[m.index[1:]] for side in whole)
    if not 2 <= len(right) <= ROWS:
        return None
    axes = failed.case.labels_of(m.leaf.name)
    names = [str(k) for k in range(len(right))] if not axes or isinstance(axes[0], str | None) else axes[0]
    head = axes[0] if axes and isinstance(axes[0], str) else "palavra" if names[0].startswith("palavra") else "posição"
    rows: list[tuple[str, ...]] = []
    for name, a, b in zip(names, right.tolist(), got.tolist(), strict=True):
        differs = len(rows) == m.index[0] or not np.isclose(a, b, rtol=1e-4, atol=1e-9, equal_nan=True)
        both = pt_pair(a, b) if differs else (pt(a), pt(b))
        rows.append((name.removeprefix("palavra "), *both, "não" if differs else "sim"))
    rest = ", ".join(map(str, (":", *m.index[1:])))
    return Table(
        f"`{m.leaf.path}[{rest}]`, com {failed.case.name}", (head, "esperado", "obtido", "igual?"), rows, m.index[0]
    )
