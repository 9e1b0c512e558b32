"""Right answers in other styles: one table a family, tried on every exercise of it; none is ever called wrong.

In a table `act` is the gate's activation and `slope` its slope, written with the gate's own value.
"""

import numpy as np
import pytest

from enap_lstm.exercises import EXERCISES
from tests.students.blocks import HERE, blocks, check

TANH = ("rnn_step", "cell_update")  # every other gate is a σ
STATE_FIRST = ("rnn_step_backward",)  # (dh, x, h_prev, h, U, W) for (dk, k, x, h_prev, U, W)


def _family(name):
    """The exercises that a table's name stands for."""
    if name in EXERCISES:
        return [name]
    of_family = [e.name for e in EXERCISES.values() if e.family == name.removeprefix("sigmoid_")]
    steps = [name for name in of_family if name not in ("rnn_forward",)]
    return [one for one in steps if one not in TANH] if name.startswith("sigmoid_") else steps


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _answer(block, name):
    """The block's function as the answer to one exercise of its family."""
    tanh = name.removesuffix("_backward") in TANH
    names = {"__name__": "__main__", "np": np, "act": np.tanh if tanh else _sigmoid}
    names["slope"] = (lambda k: 1 - k**2) if tanh else (lambda k: k * (1 - k))
    exec(block.code, names)
    answer = names[block.exercise]
    if name in STATE_FIRST:
        return names | {name: lambda dh, x, h_prev, h, U, W: answer(dh, h, x, h_prev, U, W)}
    return names | {name: answer}


ANSWERS = [(block, name) for block in blocks("right") for name in _family(block.exercise)]


@pytest.mark.parametrize(("block", "name"), ANSWERS, ids=lambda one: str(one).replace("/", "÷"))
def test_a_right_answer_is_right_on_every_draw_and_in_the_check(block, name):
    names = _answer(block, name)
    exercise = EXERCISES[name]
    for seed in range(50):
        report = exercise.judge(names[name], np.random.default_rng(seed))
        assert report.score == 1, (seed, report.message)
    passed, message = check(exercise.notebook, name, names)
    assert passed, message


def test_every_table_stands_for_exercises_and_every_exercise_has_a_table():
    assert {name for _, name in ANSWERS} == EXERCISES.keys()
    assert {block.exercise for block in blocks("right")} >= {path.stem for path in (HERE / "right").glob("*.py")}
