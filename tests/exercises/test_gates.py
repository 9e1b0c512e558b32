"""Every gate, and Elman's step, which is one: the oracles against torch, and what is particular to a notebook."""

import re

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from torch.nn.functional import linear

from enap_lstm import reference
from enap_lstm.exercises import EXERCISES
from enap_lstm.exercises.elman_rnn import STEP
from enap_lstm.exercises.forget_gate import HALF_LIVES, half_life_arrays
from enap_lstm.exercises.gate.cases import END, backward_cases, extreme_arrays, gate_arrays
from enap_lstm.exercises.gate.kinds import sigmoid_gate
from enap_lstm.exercises.permitted import look_alikes, permitted

SIZES = [(None, 3, 4), (1, 4, 3), (5, 1, 2), (3, 2, 1)]
GATES = {
    "rnn_step": torch.tanh,
    "input_gate": torch.sigmoid,
    "forget_gate": torch.sigmoid,
    "cell_update": torch.tanh,
    "output_gate": torch.sigmoid,
}


@pytest.mark.parametrize("name", GATES)
@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_a_gate_and_its_way_back_agree_with_torch(name, N, D, H, rng):
    arrays = gate_arrays(rng, N=N, D=D, H=H)
    leaves = [torch.tensor(array, requires_grad=True) for array in arrays]
    x, h, U, W, b = leaves
    value = GATES[name](linear(x, U, b) + linear(h, W))
    assert_allclose(EXERCISES[name].oracle(*arrays), value.detach(), rtol=1e-12)

    upstream = rng.normal(size=value.shape)
    value.backward(torch.tensor(upstream))
    args = [upstream, value.detach().numpy(), *arrays[:4]]
    if name == "rnn_step":  # (dh, x, h_prev, h, U, W)
        args = [args[k] for k in (0, 2, 3, 1, 4, 5)]
    got = EXERCISES[f"{name}_backward"].oracle(*args)
    for gradient, leaf in zip(got, leaves, strict=True):
        assert_allclose(gradient, leaf.grad, rtol=1e-10, atol=1e-14)


def test_z_always_reaches_the_same_ends():
    for seed in range(50):
        for N in (None, 4):
            x, h_prev, U, W, b = gate_arrays(np.random.default_rng(seed), N=N, D=2, H=3)
            z = np.atleast_2d(x @ U.T + h_prev @ W.T + b)
            assert_allclose([z[:, 0].max(), z[:, 1].min(), np.abs(z).max()], [END, -END, END], rtol=1e-12)


def test_extreme_cases_reach_both_sides_and_no_term_decides_alone():
    for seed in range(50):
        x, h_prev, U, W, b = extreme_arrays(np.random.default_rng(seed), D=1, H=4)
        sign = np.where(np.arange(4) % 2, -1, 1)
        assert (sign * (x @ U.T) > 999).all()
        for rest in (h_prev @ W.T + b, h_prev @ W.T, b):
            assert (sign * rest > 100).all() and (np.abs(rest) < 700).all()


def test_backward_cases_hold_values_that_the_forward_gives(rng):
    gate = sigmoid_gate("i")
    *cases, shut = backward_cases(rng, gate)
    assert all(((case.args[1] > 0) & (case.args[1] < 1)).all() for case in cases)
    assert set(shut.args[1]) == {0.0, 1.0}
    dh, x, h_prev, h, U, W = backward_cases(rng, STEP)[0].args
    assert h.shape == dh.shape and (np.abs(h) < 1).all() and x.shape == (3,) and U.shape == W.shape == (3, 3)


def test_the_half_lives_are_what_the_case_says(rng):
    f = reference.forget_gate(*half_life_arrays(rng))
    assert_allclose(f**HALF_LIVES, 0.5, rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "id", "points"),
    [
        ("rnn_step", "columns-for-rows", 2.1),  # right for one example
        ("rnn_step", "overflow", 2.4),
        ("rnn_step", "bias-missing", 0),
        ("input_gate", "overflow", 3),
        ("forget_gate", "bias-missing", 2.4),
        ("cell_update", "sign-lost", 0),
        ("cell_update", "overflow", 3),
        ("output_gate", "shown-state-applied", 0),
        ("rnn_step_backward", "W-transposed", 2),  # the slope and the parameters keep their points
        ("rnn_step_backward", "mean-over-batch", 3.2),
        ("rnn_step_backward", "slope-missing", 0),
        ("input_gate_backward", "U-transposed", 2.7),
        ("input_gate_backward", "slope-with-a-division", 5.4),
        ("forget_gate_backward", "db-before-dU", 2.7),
        ("cell_update_backward", "slope-of-sigmoid", 0),
        ("cell_update_backward", "U-transposed", 3),
    ],
)
def test_what_a_mistake_still_earns(name, id, points, rng):
    report = EXERCISES[name].judge(EXERCISES[name].mistakes[id].function, rng)
    assert report.score * report.points == pytest.approx(points)


def test_a_letter_that_is_a_word_stands_in_backquotes_in_every_hint():
    for name in ("output_gate", "output_gate_backward"):
        told = [mistake.hint for mistake in EXERCISES[name].mistakes.values()]
        told += [hint for grown in EXERCISES[name].hints.values() for hint in grown]
        sentences = " ".join(re.sub("`[^`]*`", "", hint) for hint in told)
        assert not re.search(r"\b(o|do) (o|do)\b| do[,:.]| o sozinho", sentences)
    assert (
        EXERCISES["output_gate_backward"].mistakes["slope-alone"].hint.endswith("Multiplique `do` por `o * (1 - o)`.")
    )


@pytest.mark.parametrize("name", ["c", "c_prev", "c_t"])
def test_the_memory_is_no_argument_of_a_gate_and_the_state_is_not_proposed_for_it(name, rng):
    names = {"np": np, "sigmoid": reference.sigmoid}
    exec(f"def answer(x, h_prev, U, W, b):\n    return sigmoid(x @ U.T) * np.tanh({name})", names)
    message = EXERCISES["output_gate"].judge(names["answer"], rng).message
    assert f"A memória não entra nesta equação, e a função não a recebe: tire {name} da conta." in " ".join(
        message.split()
    )


def test_look_alikes_follow_from_the_families():
    assert look_alikes("01_elman_rnn") == ()
    assert look_alikes("02_input_gate") == ("rnn_step", "rnn_forward", "rnn_step_backward")
    assert set(look_alikes("03_forget_gate")) == {*look_alikes("02_input_gate"), "input_gate", "input_gate_backward"}
    assert permitted("03_forget_gate") == {"sigmoid"}


@pytest.mark.parametrize("like", ["input_gate", "rnn_step", "rnn_forward"])
def test_a_look_alike_with_other_numbers_writes_no_answer(like, rng):
    """σ(z) is (tanh(z/2) + 1) / 2, and tanh(z) is 2σ(2z) − 1: either would be the other's answer."""

    def through_another(x, h, U, W, b):
        if like == "rnn_forward":
            rows, states = np.atleast_2d(x), np.atleast_2d(h)
            return ((reference.rnn_forward(rows[None], states, U / 2, W / 2, b / 2)[0] + 1) / 2).reshape(h.shape)
        if like == "rnn_step":
            return (reference.rnn_step(x, h, U / 2, W / 2, b / 2) + 1) / 2
        return reference.input_gate(x, h, U, W, b)

    x, h, U, W, b = arrays = gate_arrays(rng, N=4, D=2, H=3)
    assert_allclose(through_another(*arrays), reference.forget_gate(x, h, U, W, b), rtol=1e-12)
    assert EXERCISES["forget_gate"].judge(through_another, rng).score == 0
