"""Notebook 07: equation (6) and the whole step against torch, answers as students type them, and what each still earns."""

import re

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm import reference
from enap_lstm.exercises import step
from enap_lstm.exercises.gate.cases import gate_arrays
from enap_lstm.exercises.hidden_state import hidden_state, hidden_state_backward, lstm_step, lstm_step_backward
from enap_lstm.exercises.permitted import look_alikes, permitted
from enap_lstm.exercises.sequence.kinds import Sequence
from enap_lstm.exercises.step.cases import FAR, labels, step_arrays, step_backward_cases, step_cases
from enap_lstm.exercises.step.lines import LETTERS, forward, way_back
from enap_lstm.judging.answer import copy_tree

NOTEBOOK = "07_hidden_state"
SIZES = [(None, 3, 4), (1, 4, 3), (5, 1, 2), (3, 2, 1)]

STEP = """
def lstm_step(x, h_prev, c_prev, U, W, b):
    U_i, U_f, U_g, U_o = np.split(U, 4)
    W_i, W_f, W_g, W_o = np.split(W, 4)
    b_i, b_f, b_g, b_o = np.split(b, 4)
    i = sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)
    f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)
    g = np.tanh(x @ U_g.T + h_prev @ W_g.T + b_g)
    o = sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c
"""
BACK = """
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z_i, z_f, z_g, z_o = np.split(x @ U.T + h_prev @ W.T + b, 4, axis=-1)
    i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    total = dc + dh * o * (1 - t**2)
    df = total * c_prev
    dc_prev = total * f
    di = total * g
    dg = total * i
    dx = dh_prev = 0
    dU, dW, db = [], [], []
    slopes = (i * (1 - i), f * (1 - f), 1 - g**2, o * (1 - o))
    for d, slope, U_k, W_k in zip((di, df, dg, do), slopes, np.split(U, 4), np.split(W, 4)):
        dz = d * slope
        rows = np.atleast_2d(dz)
        dx = dx + dz @ U_k
        dh_prev = dh_prev + dz @ W_k
        dU.append(rows.T @ np.atleast_2d(x))
        dW.append(rows.T @ np.atleast_2d(h_prev))
        db.append(rows.sum(axis=0))
    dU, dW, db = np.concatenate(dU), np.concatenate(dW), np.concatenate(db)
    return dx, dh_prev, dc_prev, dU, dW, db
"""


def written(source, *changes):
    """The function of a source, with some of its lines written otherwise."""
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    names = {"np": np, "sigmoid": reference.sigmoid}
    exec(source, names)
    return names[re.search(r"def (\w+)", source)[1]]


def earned(exercise, answer, rng):
    report = exercise.judge(answer, rng)
    return report.score * report.points, " ".join(report.message.split())


# The oracles.
@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_equation_6_and_its_way_back_agree_with_torch(N, D, H, rng):
    size = (H,) if N is None else (N, H)
    o, c = (torch.tensor(rng.normal(size=size), requires_grad=True) for _ in range(2))
    h = o * torch.tanh(c)
    assert_allclose(hidden_state.oracle(o.detach().numpy(), c.detach().numpy()), h.detach(), rtol=1e-12)
    dh = rng.normal(size=size)
    h.backward(torch.tensor(dh))
    got = hidden_state_backward.oracle(dh, o.detach().numpy(), c.detach().numpy())
    for gradient, leaf in zip(got, (o, c), strict=True):
        assert_allclose(gradient, leaf.grad, rtol=1e-10)


@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_the_step_and_its_way_back_agree_with_torchs_cell(N, D, H, rng):
    """torch's cell holds its rows in the same order; its second bias is zero."""
    arrays = step_arrays(rng, gate_arrays(rng, N=N, D=D, H=H))
    x, h_prev, c_prev = (torch.tensor(array, requires_grad=True) for array in arrays[:3])
    cell = torch.nn.LSTMCell(D, H, dtype=torch.float64)
    with torch.no_grad():
        for parameter, ours in zip(cell.parameters(), (*arrays[3:], 0 * arrays[5]), strict=True):
            parameter.copy_(torch.tensor(ours))
    h, c = cell(x, (h_prev, c_prev))
    for got, expected in zip(lstm_step.oracle(*arrays), (h, c), strict=True):
        assert_allclose(got, expected.detach(), rtol=1e-10)

    dh, dc = rng.normal(size=h_prev.shape), rng.normal(size=h_prev.shape)
    torch.autograd.backward([h, c], [torch.tensor(dh), torch.tensor(dc)])
    leaves = [x, h_prev, c_prev, cell.weight_ih, cell.weight_hh, cell.bias_ih]
    for got, leaf in zip(lstm_step_backward.oracle(dh, dc, *arrays), leaves, strict=True):
        assert_allclose(got, leaf.grad, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize(("N", "D", "H"), SIZES)
def test_the_lines_that_slips_change_are_the_references(N, D, H, rng):
    arrays = step_arrays(rng, gate_arrays(rng, N=N, D=D, H=H))
    gradients = rng.normal(size=arrays[1].shape), rng.normal(size=arrays[1].shape)
    for got, right in zip(forward(*arrays), reference.lstm_step(*arrays), strict=True):
        assert_allclose(got, right, rtol=1e-12)
    back = reference.lstm_step_backward(*gradients, *arrays)
    for got, right in zip(way_back(*gradients, *arrays), back, strict=True):
        assert_allclose(got, right, rtol=1e-10, atol=1e-14)


# What is tried.
def test_no_two_gates_stand_alike_and_the_two_states_differ():
    for seed in range(50):
        rng = np.random.default_rng(seed)
        for N in (None, 4):
            x, h_prev, c_prev, U, W, b = step_arrays(rng, gate_arrays(rng, N=N, D=2, H=3))
            z = np.atleast_2d(x @ U.T + h_prev @ W.T + b)
            ends = np.abs(z).max(axis=0).reshape(4, 3)[:, 0]
            assert_allclose(ends, [2.5 * abs(far) for far in FAR.values()], rtol=1e-12)
            assert (np.abs(c_prev - h_prev) > 1e-6).all()


def test_dc_is_zero_where_a_case_says_so_and_nowhere_in_a_batch(rng):
    zero = {case.name for case in step_backward_cases(rng) if not case.args[1].any()}
    assert all("dc = 0" in name or "todas abertas" in name for name in zero) and zero
    assert all(case.args[1].all() for case in step_backward_cases(rng) if case.prop == "um lote")


def test_the_labels_follow_the_blocks_of_the_reference():
    blocks = reference.by_gate(np.array(labels(2)["db"][0]))
    assert [set(row[6] for row in block) for block in blocks] == [{letter} for letter in LETTERS]


def test_every_case_names_its_gates_and_units(rng):
    for case in step_backward_cases(rng):
        assert all(len(case.labels_of(leaf)[0]) == len(case.args[-1]) for leaf in ("dU", "dW", "db"))
    sentence = next(case for case in step_cases(rng) if "duendes" in case.name)
    assert sentence.labels_of("c")[0][1] == "palavra *não* (t = 1)"


# Answers as students type them: what is said, and what is still earned.
def test_right_answers_in_other_styles(rng):
    def joined(x, h_prev, c_prev, U, W, b):
        both = np.concatenate([x, h_prev], axis=-1)
        z = np.einsum("kd,...d->...k", np.hstack([U, W]), both) + b
        i, f, g, o = (z[..., k * c_prev.shape[-1] : (k + 1) * c_prev.shape[-1]] for k in range(4))
        memory = c_prev * reference.sigmoid(f)
        memory += np.tanh(g) * reference.sigmoid(i)
        return [np.tanh(memory) * reference.sigmoid(o), memory]

    assert lstm_step.judge(written(STEP), rng).passed and lstm_step.judge(joined, rng).passed
    assert lstm_step_backward.judge(written(BACK), rng).passed


@pytest.mark.parametrize(
    ("old", "new", "said", "points"),
    [
        ("U_i, U_f, U_g, U_o = np.split(U, 4)", "U_i, U_g, U_f, U_o = np.split(U, 4)", r"Em c, 3 de 3", 0),
        ("f * c_prev + i * g", "f * c_prev + f * g", "f multiplica também g", 0),
        ("f * c_prev + i * g", "f * c_prev + i + g", "com i somado a g", 0),
        ("f * c_prev + i * g", "i * c_prev + f * g", "i e f um no lugar do outro", 0),
        ("W_f.T + b_f)", "W_f.T + b_f + 1)", "1 somado ao viés da porta de esquecimento", 0),
        ("W_f.T + b_f)", "W_f.T)", "Na soma de f falta o viés", 0),
        ("h_prev @ W_o.T", "h_prev @ W_g.T", "Na soma de o entrou W_g", 1.25),
        ("h = o * np.tanh(c)", "h = o * c", "sem a tanh", 1),
        ("h = o * np.tanh(c)", "h = o * np.tanh(c_prev)", "a memória de antes da palavra", 1.25),
        ("h = o * np.tanh(c)", "h = np.tanh(o * np.tanh(c))", "uma tanh a mais, por fora de h", 1),
        ("h = o * np.tanh(c)", "h = None", "c: certo. Falta h", 1),
        ("return h, c", "return c, h", "em outra ordem: c, h", 0),
        ("return h, c", "return h", "Veio só h", 0),
        ("return h, c", "c_prev[:] = c\n    return h, c_prev", "dentro do c_prev que recebeu", 0),
    ],
)
def test_what_a_wrong_step_is_told(old, new, said, points, rng):
    got, message = earned(lstm_step, written(STEP, (old, new)), rng)
    assert re.search(said, message), message
    assert got == pytest.approx(points)


def test_three_orders_of_blocks_are_told_apart(rng):
    for order in ("igfo", "ifog", "iofg"):
        answer = STEP
        for parameter in "UWb":
            names = ", ".join(f"{parameter}_{k}" for k in order)
            answer = answer.replace(", ".join(f"{parameter}_{k}" for k in "ifgo"), names)
        _, message = earned(lstm_step, written(answer), rng)
        assert f"na ordem {', '.join(order)}" in message, message


TOTAL = "total = dc + dh * o * (1 - t**2)"
BY_C, BY_H = "Falta o caminho que vem por c", "Falta o caminho que vem por h"


@pytest.mark.parametrize(
    ("old", "new", "said", "points"),
    [
        (TOTAL, "total = dh * o * (1 - t**2)", BY_C, 1.8),
        (TOTAL, "dc = dh * o * (1 - t**2)\n    total = dc", BY_C, 1.8),
        (TOTAL, "total = dc", BY_H, 0),
        (TOTAL, "total = dc + dh * o", "sem a inclinação da tanh", 0),
        (TOTAL, "total = dc + dh * (1 - t**2)", "sem a porta de saída", 0),
        (TOTAL, "total = dc + dh * o * (1 - (o * t)**2)", "entrou h", 0),
        (TOTAL, "total = dc + dh * o * (1 - c**2)", "entrou o próprio c", 0),
        (TOTAL, "total = (dc + dh * o) * (1 - t**2)", "multiplicou também o caminho que vem por c", 1.8),
        (TOTAL, "dc += dh * o * (1 - t**2)\n    total = dc", "dentro do dc que recebeu", 0),
        ("t = np.tanh(c)", "t = np.tanh(c_prev)", "entrou c_prev, a memória de antes", 0),
        ("t = np.tanh(c)", "t = np.tanh(np.tanh(c))", None, 0),
        ("dc_prev = total * f", "dc_prev = dc * f", "dc_prev saiu só do dc .* falta o caminho que vem por h", 2),
        ("dc_prev = total * f", "dc_prev = (total - dc) * f", "falta o caminho que vem por c", 2.4),
        ("dc_prev = total * f", "dc_prev = total", "sem a porta de esquecimento", 2.4),
        ("dc_prev = total * f", "dc_prev = np.zeros_like(f)", "dc_prev veio zerado", 2),
        ("dc_prev = total * f", "dc_prev = None", "Falta dc_prev", 2),
        ("di = total * g", "di = total * i", "entrou a própria i", 2.2),
        ("df = total * c_prev", "df = total * c", "entrou c, a memória nova", 2.2),
        ("df = total * c_prev", "df = dc * c_prev", "bloco f, unidade 0", 2.2),
        ("1 - g**2, o * (1 - o)", "1 - g**2, 1", "porta de saída foi aos pesos sem a inclinação", 1.8),
        ("1 - g**2, o * (1 - o)", "g * (1 - g), o * (1 - o)", "usou a inclinação da σ", 2.2),
        ("dx = dx + dz @ U_k", "dx = dz @ U_k", "dx traz só a parte da porta de saída", 2.8),
        ("dh_prev = dh_prev + dz @ W_k", "dh_prev = dh_prev + dz @ W_k.T", "dz @ W_k.T", 2.8),
        ("np.atleast_2d(h_prev))", "np.atleast_2d(c_prev))", "dW saiu do produto com c_prev", 2.8),
        ("rows.sum(axis=0))", "rows.mean(axis=0))", "dividido por N", 3.4),
        ("rows.sum(axis=0))", "dz)", "db", 3.4),
        ("return dx, dh_prev, dc_prev, dU, dW, db", "return dx, dc_prev, dh_prev, dU, dW, db", "outra ordem", 1.4),
        ("return dx, dh_prev, dc_prev, dU, dW, db", "return dx, dh_prev, dU, dW, db", "sem dc_prev", 0),
    ],
)
def test_what_a_wrong_way_back_is_told(old, new, said, points, rng):
    got, message = earned(lstm_step_backward, written(BACK, (old, new)), rng)
    assert said is None or re.search(said, message), message
    assert got == pytest.approx(points), message


def test_gates_that_get_one_path_only_are_told_which_is_missing(rng):
    gates = [("df = total", "df = {}"), ("di = total", "di = {}"), ("dg = total", "dg = {}")]
    for path, said in (("dc", "caminho que vem por h"), ("(total - dc)", "caminho que vem por c")):
        answer = written(BACK, *((old, new.format(path)) for old, new in gates))
        _, message = earned(lstm_step_backward, answer, rng)
        assert f"Em i, f e g falta o {said}" in message


def test_a_slip_in_one_block_names_the_gate_and_the_blocks_that_hold(rng):
    answer = written(BACK, ("df = total * c_prev", "df = 1.5 * total * c_prev"))
    points, message = earned(lstm_step_backward, answer, rng)
    assert points == pytest.approx(2.2)
    assert re.search(r"em db\[3\], bloco f, unidade 0: .* Conferem bloco i, bloco g e bloco o\.", message), message


def test_a_half_answer_is_told_what_is_right(rng):
    answer = written(BACK, ("return dx, dh_prev, dc_prev, dU, dW, db", "return dx, dh_prev, dc_prev, None, None, None"))
    points, message = earned(lstm_step_backward, answer, rng)
    assert "dx, dh_prev e dc_prev: certos. Faltam dU, dW e db." in message and points == pytest.approx(2.4)


def test_one_slip_costs_each_of_the_two_gradients_of_equation_6_on_its_own(rng):
    points, message = earned(hidden_state_backward, lambda dh, o, c: (dh * c, dh * o * (1 - np.tanh(c) ** 2)), rng)
    assert points == pytest.approx(0.8) and "do saiu com c" in message
    points, message = earned(hidden_state_backward, lambda dh, o, c: (dh * np.tanh(c), None), rng)
    assert points == pytest.approx(0.6) and "do: certo. Falta dc." in message


# What an answer may call.
def test_the_step_may_call_earlier_notebooks_but_not_its_own(rng):
    assert look_alikes(NOTEBOOK) == ()
    open_names = permitted(NOTEBOOK)
    assert {"sigmoid", "input_gate", "forget_gate", "forget_gate_backward"} <= open_names
    assert not open_names & {"hidden_state", "hidden_state_backward", "lstm_step", "lstm_step_backward", "lstm_forward"}
    for name in ("lstm_step", "lstm_step_backward", "hidden_state", "hidden_state_backward"):
        exercise = {e.name: e for e in (hidden_state, hidden_state_backward, lstm_step, lstm_step_backward)}[name]
        ready = getattr(reference, name)
        report = exercise.judge(lambda *args, ready=ready: ready(*args), rng)
        assert report.score == 0 and "fica fechada" in " ".join(report.message.split())


# What 08 and 09 will read over a sentence.
def test_slips_of_the_step_can_be_read_over_a_sequence(rng):
    T, N, D, H = 4, 3, 2, 5
    x, h0, c0 = rng.normal(size=(T, N, D)), rng.normal(size=(N, H)), rng.normal(size=(N, H))
    args = h0, c0, rng.normal(size=(4 * H, D)), rng.normal(size=(4 * H, H)), rng.normal(size=4 * H)
    expected = reference.lstm_forward(x, *args)
    for id in ("rows-igfo", "input-and-forget-exchanged", "peephole", "forget-gate-for-both", "tanh-missing"):
        slip = step.FORWARD[id]
        reading = Sequence(
            lambda *a, slip=slip: slip.wrong(step.STEP, *a), ("h0", "c0"), "lstm_step(x[t], h, c, U, W, b)"
        )
        h, c_T = reading.read(x, *args)
        assert h.shape == expected[0].shape and c_T.shape == expected[1].shape and not np.allclose(h, expected[0]), id


def test_slips_of_the_way_back_can_be_carried_through_time(rng):
    T, N, D, H = 4, 3, 2, 5
    x, h0, c0 = rng.normal(size=(T, N, D)), rng.normal(size=(N, H)), rng.normal(size=(N, H))
    args = x, h0, c0, rng.normal(size=(4 * H, D)), rng.normal(size=(4 * H, H)), rng.normal(size=4 * H)
    dh = rng.normal(size=(T, N, H))
    right = reference.lstm_backward(dh, *args)
    for got, expected in zip(through_time(way_back, dh, *args), right, strict=True):
        assert_allclose(got, expected, rtol=1e-9, atol=1e-12)
    for id in ("path-through-c-lost", "path-through-h-lost", "dc_prev-zero", "last-gate-only", "blocks-figo"):
        slip = step.BACKWARD[id]
        got = through_time(lambda *a, slip=slip: slip.wrong(step.STEP, *copy_tree(a)), dh, *args)
        assert not all(map(np.allclose, got, right)), id


def through_time(back, dh, x, h0, c0, U, W, b):
    """What a step's way back gives over a sequence: dx, dh0, dc0, dU, dW, db."""
    states = [(h0, c0)]
    for x_t in x:
        states.append(reference.lstm_step(x_t, *states[-1], U, W, b))
    carried, dc, dx, sums = np.zeros_like(h0), np.zeros_like(c0), [], [0, 0, 0]
    for t in reversed(range(len(x))):
        dx_t, carried, dc, *parts = back(dh[t] + carried, dc, x[t], *states[t], U, W, b)
        dx, sums = [dx_t, *dx], [a + b for a, b in zip(sums, parts, strict=True)]
    return np.stack(dx), carried, dc, *sums
