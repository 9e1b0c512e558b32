"""What a student writes into an answer cell: the right and the wrong answers of tests/students, in the notebook's own names."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from tests.students.blocks import blocks

TANH = ("rnn_step", "rnn_step_backward")
NEVER_END = "laço|while"  # a check waits ten seconds for each of these: tests/attacks has them
STATE_FIRST = re.compile(r"\bdk(\S*), k(\S*), x(\S*), h_prev(\S*), U")  # Elman's way back has its state behind h_prev
RIGHT, WRONG = (
    0.62,
    0.93,
)  # the shares of right ones, and of those with an answer at all; a few leave the cell as it came


@cache
def right(name: str) -> tuple[str, ...]:
    """Right answers to an exercise, each in another style."""
    families = (name, "gate_backward" if name.endswith("_backward") else "gate", "sigmoid_gate")
    asked = [
        family for family in families[: 2 + (name not in TANH)] if family != "sigmoid_gate" or "backward" not in name
    ]
    if name in ("sigmoid", "rnn_forward"):
        asked = [name]
    return tuple(_named(block.code, block.exercise, name) for block in blocks("right") if block.exercise in asked)


def _named(code: str, family: str, name: str) -> str:
    code = re.sub(rf"\b{family}\b", name, code)
    code = re.sub(r"\bact\(", "np.tanh(" if name in TANH else "sigmoid(", code)
    code = re.sub(r"\bslope\((\w+)\)", r"(1 - \1**2)" if name in TANH else r"(\1 * (1 - \1))", code)
    return STATE_FIRST.sub(r"dk\1, x\3, h_prev\4, k\2, U", code) if name == "rnn_step_backward" else code


@cache
def wrong(name: str) -> tuple[str, ...]:
    """Wrong answers to an exercise, as students made them; some earn a part of the points."""
    return tuple(block.code for block in blocks("wrong") if block.exercise == name and NEVER_END not in block.wanted)


def answer(name: str, rng: Random, blank: str) -> str:
    """One answer: right, wrong, or the cell as it was released."""
    drawn = rng.random()
    kinds = ((RIGHT, right(name)), (WRONG, wrong(name)), (1.0, (blank,)))
    return rng.choice(next(styles for share, styles in kinds if drawn < share)).rstrip("\n")
