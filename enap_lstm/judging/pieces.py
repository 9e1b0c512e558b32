"""Pieces of a panel that are no sentences: a mark and a chip for each output, the numbers around the first that differs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from enap_lstm.judging.compare import Kind, Mismatch
from enap_lstm.judging.definition import Definition
from enap_lstm.judging.trial import Trial
from enap_lstm.panel import Mark, Output, Table
from enap_lstm.portuguese import pt, pt_pair

ROWS = 8  # of a table
REMARKS = {Kind.SHAPE: "a forma", Kind.DTYPE: "o tipo", Kind.TYPE: "outro tipo", Kind.KEYS: "as chaves"}


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


def chips(exercise: Definition, trials: Sequence[Trial], failed: Trial) -> list[Output]:
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


def groups_right(failed: Trial, m: Mismatch) -> list[str]:
    """Of an axis whose labels come in groups ("bloco f, unidade 2"), the groups in which nothing differs; of others, none."""
    assert m.leaf is not None
    axes = failed.case.labels_of(m.leaf.name)
    if not axes or isinstance(axes[0], str | None) or m.leaf.path not in failed.outputs or not m.index:
        return []
    right = np.asarray(failed.expected[list(failed.outputs).index(m.leaf.path)])
    same = np.isclose(np.asarray(failed.value(m.leaf), float), right, rtol=1e-6, atol=1e-9 * np.abs(right).max())
    rows = same.reshape(len(right), -1).all(axis=1)
    groups: dict[str, list[bool]] = {}
    for label, row in zip(axes[0], rows.tolist(), strict=True):
        groups.setdefault(label.partition(", ")[0], []).append(row)
    return [name for name, held in groups.items() if len(held) > 1 and all(held)]


def table(failed: Trial, m: Mismatch) -> Table | None:
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
