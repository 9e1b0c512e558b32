"""Numbers and words that differ: where the first is, both sides, and what all of them have in common."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from enap_lstm.judging.compare import Mismatch, as_array, compare
from enap_lstm.judging.definition import Definition
from enap_lstm.judging.patterns import pattern
from enap_lstm.judging.told import Told
from enap_lstm.judging.trial import Trial
from enap_lstm.judging.written import Written
from enap_lstm.portuguese import pt, pt_pair, series

NAN = "nan quer dizer “não é um número”: sai de contas como inf/inf, 0/0 ou 0 · inf."
LONG = 60  # characters of a value that a sentence quotes


def value(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """Numbers or words that differ: how many, where the first is, both sides."""
    assert m.leaf is not None
    if swapped := other_order(exercise, one):
        return swapped
    if isinstance(m.expected, str) or isinstance(m.got, str):
        return Told(
            f"`{m.leaf.path}` difere.", "os valores diferem", f"com {one.case.name}", quoted(m.expected), quoted(m.got)
        )
    expected, got = pt_pair(m.expected, m.got)
    happened = (
        f"Em `{m.leaf.path}`, {m.wrong} de {m.size} números diferem." if m.size > 1 else f"`{m.leaf.path}` difere."
    )
    if m.wrong == 1 < m.size:
        happened = f"Em `{m.leaf.path}`, 1 de {m.size} números difere."
    where = f"com {one.case.name}, {place(one, m)}{inputs_there(exercise, one, m)}"
    nan = np.isnan(m.got) and not np.isnan(m.expected)
    seen, step = (NAN, "") if nan else in_common(exercise, one, m)
    return Told(happened, "os valores diferem", where, expected, got, (seen,) if seen else (), step)


def place(one: Trial, m: Mismatch) -> str:
    """`em h[2, 0], palavra *não* (t = 2), unidade 0`; empty when there is no place to name."""
    if m.leaf is None:
        return ""
    names = [f"em `{m.leaf.path}{list(m.index) if m.index else ''}`"]
    for axis, k in zip(one.case.labels_of(m.leaf.name), m.index, strict=False):
        if axis is not None:
            names.append(f"{axis} {k}" if isinstance(axis, str) else axis[k])
    return ", ".join(names)


def inputs_there(exercise: Definition, one: Trial, m: Mismatch) -> str:
    """The inputs at the very place, when every argument has the result's shape: ", com z = 0,3"."""
    whole = one.expected[exercise.outputs.index(m.output)]
    shape = np.shape(whole) if isinstance(whole, np.ndarray | float | int) else None
    if any(not isinstance(a, np.ndarray | float | int) or np.shape(a) != shape for a in one.case.args):
        return ""
    told = [
        f"{name} = {pt(float(np.asarray(a)[m.index]))}"
        for name, a in zip(exercise.parameters, one.case.args, strict=True)
    ]
    return f", com {series(told)}"


def in_common(exercise: Definition, one: Trial, m: Mismatch) -> tuple[str, str]:
    """What all numbers of an output have in common with the right ones, if anything, and what to do about it."""
    if m.leaf is None or m.leaf.path not in one.outputs:
        return "", ""
    right = dict(zip(exercise.outputs, one.expected, strict=True))
    arguments = list(zip(exercise.parameters, one.case.args, strict=False))
    others = [(name, value) for name, value in right.items() if name != m.leaf.path]
    array = as_array(one.value(m.leaf))
    return ("", "") if array is None else pattern(np.asarray(right[m.leaf.path]), array, arguments, others)


def other_order(exercise: Definition, one: Trial) -> Told | None:
    """All the values are there, but not each in its place."""
    n = len(exercise.leaves)
    if not 1 < n <= 6 or one.spoilt or sum(m is not None for m in one.outputs.values()) < 2:
        return None
    fits = [
        [j for j in range(n) if compare(one.expected[j], value, exercise.leaves[j]) is None] for value in one.seen.value
    ]
    for order in itertools.product(*fits):  # empty where one value fits nowhere
        if len(set(order)) == n:
            came = ", ".join(exercise.outputs[j] for j in order)
            names = ", ".join(exercise.outputs)
            step = f"Na linha do return, escreva nesta ordem: {names}."
            return Told(f"Os valores estão certos, mas vieram em outra ordem: {came}.", "outra ordem", step=step, whole=True)  # fmt: skip
    return None


def quoted(value: Any) -> str:
    """A student's value as code, cut where it is long."""
    text = "".join(c for c in " ".join(str(value).split()) if c.isprintable()).replace("`", "'")
    return f"`{text if len(text) <= LONG else text[: LONG - 1] + '…'}`"
