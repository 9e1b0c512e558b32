"""No sentence that is not so: noise, corners, what is too small to see, what was drawn, what was not looked at."""

import re

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.gradcheck import evidence, gradient_check
from enap_lstm.gradcheck import progress as progress_module
from enap_lstm.gradcheck.probe import Probe
from enap_lstm.reference import lstm_backward, lstm_forward, rnn_backward, rnn_forward, sigmoid

# A function that changes between calls


def dropout(rng):
    return lambda x: x * (rng.random(x.shape) > 0.5)


def running_mean():
    state = {"m": 0.0}

    def f(x):
        state["m"] = 0.9 * state["m"] + 0.1 * x.mean(axis=0)
        return x - state["m"]

    return f


def counter(first):
    """Changes from its `first` call on: late enough to pass any look at the beginning."""
    calls = []

    def f(x):
        calls.append(1)
        return x * (1.0 + 1e-3 * max(0, len(calls) - first))

    return f


@pytest.mark.parametrize("f", [dropout(np.random.default_rng(1)), running_mean(), counter(0), counter(12)])
def test_noise_is_never_shown_as_a_derivative(f, rng):
    x = rng.normal(size=(4, 3))
    report = gradient_check(f, (np.ones_like(x),), (x,), upstream=np.ones_like(x))
    assert not report.passed and report.where == "f"
    assert report.message.startswith("f devolve números diferentes a cada chamada")
    assert "esperado" not in report.message and not re.search(r"\d", report.message)


def test_sums_that_round_differently_from_call_to_call_are_no_such_function(rng):
    x = rng.normal(size=6)
    assert gradient_check(lambda x: x * (1 + 1e-15 * rng.normal()), (np.ones(6),), (x,), upstream=np.ones(6)).passed


# Arguments that are not differentiated


def test_what_has_no_gradient_passes_as_it_is(rng):
    E, d = rng.normal(size=(5, 2)), rng.normal(size=(3, 2))
    mask, seen = np.array([True, False, True]), []

    def f(ids, E, mask, y, kind, n, options):
        seen.append((ids.dtype.kind, mask.dtype.kind, y, kind, n, options))
        return E[ids] * mask[:, None] * n

    ids = np.array([0, 3, 3])
    dE = np.zeros_like(E)
    np.add.at(dE, ids, 2 * d * mask[:, None])
    args = (ids, E, mask, None, "relu", 2, {"lr": 0.1})
    report = gradient_check(f, (None, dE, *[None] * 5), args, upstream=d)
    assert report.passed and report.message.startswith("O gradiente de E confere")
    assert set(map(str, seen)) == {"('i', 'b', None, 'relu', 2, {'lr': 0.1})"}


# Corners and singularities


def test_at_a_corner_no_side_is_the_truth_and_the_rest_is_judged():
    v = np.array([0.0, 1.0, -1.0])

    def relu(v):
        return np.maximum(v, 0)

    for at_zero in (0.0, 0.5, 1.0):
        report = gradient_check(relu, (np.array([at_zero, 1.0, 0.0]),), (v,), upstream=np.ones(3))
        assert report.passed and "0,5" not in report.message
        assert "Em v[0] a derivada não existe ou é duvidosa (um bico: 0 de um lado, 1 do outro)" in report.message
    report = gradient_check(relu, (np.array([0.0, -1.0, 0.0]),), (v,), upstream=np.ones(3))
    assert report.where == "v[1]" and "Em v[0] a derivada não existe" in report.message
    report = gradient_check(relu, (np.array([3.0, 1.0, 0.0]),), (v,), upstream=np.ones(3))
    assert report.where == "v[0]" and "deveria estar entre 0 e 1; veio 3" in report.message


def test_where_nothing_has_a_derivative_nothing_passes():
    report = gradient_check(np.sqrt, (np.ones(1),), (np.zeros(1),), upstream=np.ones(1))
    assert not report.passed and report.where == ""
    assert "não dá para conferir neste ponto" in report.message and "esperado" not in report.message


@pytest.mark.parametrize(
    "f, g, near",
    [
        (np.log, lambda p: 1 / p, 1e-8),
        (np.sqrt, lambda p: 0.5 / np.sqrt(p), 1e-8),
        (lambda v: 1 / v, lambda p: -(p**-2), 1e-5),
    ],
    ids=["log", "sqrt", "inverse"],
)
@pytest.mark.parametrize("complex_too", [True, False])
def test_near_a_singularity(f, g, near, complex_too):
    """With steps as short as the entry, each entry in its own scale: 1/v is 1e10 steep in one, 11 in the other."""
    p = np.array([near, 0.3])
    own = f if complex_too else lambda v: f(v + 0 * np.abs(v)).real * 1.0
    assert gradient_check(own, (g(p),), (p,), upstream=np.ones(2)).passed
    for k in range(2):
        wrong = g(p)
        wrong[k] *= 1.001
        assert gradient_check(own, (wrong,), (p,), upstream=np.ones(2)).where.endswith(f"[{k}]")


@pytest.mark.parametrize("near", [1e-9, 1e-5, -1e-9])
def test_beside_a_corner(near):
    v = np.array([near, 1.0, -1.0])
    right = (v > 0) * 1.0
    assert gradient_check(lambda v: np.maximum(v, 0), (right,), (v,), upstream=np.ones(3)).passed
    assert not gradient_check(lambda v: np.maximum(v, 0), (1 - right,), (v,), upstream=np.ones(3)).passed


# Small gradients


@pytest.fixture
def long_ago(rng):
    """An LSTM of 30 steps that is asked at its last: what reaches its first state is a ten-millionth."""
    shapes = ((30, 1, 2), (1, 3), (1, 3), (12, 2), (12, 3), (12,))
    args = [rng.normal(size=shape) for shape in shapes]
    args[4] *= 0.3
    dh = np.zeros((30, 1, 3))
    dh[-1] = 1
    return args, lstm_backward(dh, *args), (dh, np.zeros((1, 3)))


def test_a_small_gradient_is_judged_in_its_own_scale(long_ago):
    args, grads, upstream = long_ago
    assert np.abs(grads[1]).max() < 1e-5
    assert gradient_check(lstm_forward, grads, args, upstream=upstream).passed
    for k, name in ((1, "h0"), (2, "c0")):
        wrong = [-g if j == k else g for j, g in enumerate(grads)]
        report = gradient_check(lstm_forward, wrong, args, upstream=upstream)
        assert report.where.startswith(name) and "o sinal trocado" in report.message


def test_a_gradient_that_is_lost_in_rounding_is_not_said_to_agree(rng):
    x, h0, U, W, b = (rng.normal(size=shape) for shape in ((30, 1, 2), (1, 3), (3, 2), (3, 3), (3,)))
    W *= 0.3
    dh = np.zeros((30, 1, 3))
    dh[-1] = 1
    grads = list(rnn_backward(dh, x, h0, rnn_forward(x, h0, U, W, b), U, W))
    assert 0 < np.abs(grads[1]).max() < 1e-16
    for sign in (1, -1):
        grads[1] = sign * grads[1]
        report = gradient_check(rnn_forward, grads, (x, h0, U, W, b), upstream=dh)
        assert report.passed and "Os gradientes de x, U, W e b conferem" in report.message
        assert "O gradiente de h0 é zero até o arredondamento" in report.message
        assert "o sinal e o tamanho não dá para conferir" in report.message
    grads[1] = np.full((1, 3), 1e-9)
    assert gradient_check(rnn_forward, grads, (x, h0, U, W, b), upstream=dh).where.startswith("h0")


def test_what_an_offset_hides_is_said_to_be_hidden(rng):
    v = rng.normal(size=12)
    right = 1.5 * np.sign(v) * np.abs(v) ** 0.5

    def loss(offset):
        return lambda v: offset + np.sum(np.abs(v) ** 1.5)

    assert gradient_check(loss(1e9), (right,), (v,)).passed
    assert not gradient_check(loss(1e9), (1.01 * right,), (v,)).passed
    for grads in (right, 1.01 * right):
        report = gradient_check(loss(1e13), (grads,), (v,))
        assert not report.passed and report.where == ""
        assert report.message.startswith("O gradiente de v não dá para conferir assim")
    assert not gradient_check(loss(1e13), (-right,), (v,)).message.startswith("O gradiente de v não dá")


def test_an_argument_that_does_nothing_has_a_gradient_of_zero():
    """W with h_prev = 0: exactly zero, and seen to be."""
    report = gradient_check(
        lambda h, W: h @ W.T,
        (np.ones((1, 2)), np.zeros((2, 2))),
        (np.zeros((1, 2)), np.full((2, 2), 0.5)),
        upstream=np.ones((1, 2)),
    )
    assert report.passed and report.message.startswith("Os gradientes de h e W conferem")


@pytest.mark.parametrize("factor", [1 + 1e-4, 1 - 1e-5])
def test_one_small_entry_is_held_to_its_own_size(factor, rng):
    x = np.array([1.0, 2.0, -8.0])
    grads = 1 - np.tanh(x) ** 2
    grads[2] *= factor  # 4.5e-7 beside 0.42
    assert gradient_check(np.tanh, (grads,), (x,), upstream=np.ones(3)).where == "x[2]"


# The upstream gradient that nobody gave


def test_a_drawn_upstream_is_said_to_be_drawn(rng):
    x = rng.normal(size=(2, 3))
    report = gradient_check(lambda x: x**2, (3 * x,), (x,))
    assert "upstream não foi passado e foi sorteado. Se os seus gradientes partem de outro, passe-o" in report.message
    drawn = np.random.default_rng(0).normal(size=x.shape)
    assert gradient_check(lambda x: x**2, (2 * x * drawn,), (x,)).message.endswith("foi sorteado.")
    assert "sorteado" not in gradient_check(lambda x: x**2, (3 * x,), (x,), upstream=drawn).message
    assert "sorteado" not in gradient_check(lambda x: np.sum(x**2), (3 * x,), (x,)).message


def test_the_gradient_of_a_plain_sum_is_recognised(rng):
    x = rng.normal(size=(4, 3))
    report = gradient_check(lambda x: np.array([np.sum(x**2)]), (2 * x,), (x,))
    assert not report.passed
    assert report.message.endswith("com um só de uns, tudo confere. Se é esse o seu, passe upstream=np.ones((1,)).")
    report = gradient_check(lambda x: (x, np.sum(x, axis=0)), (2 * np.ones((4, 3)),), (x,))
    assert report.message.endswith("passe upstream=(np.ones((4, 3)), np.ones((3,))).")


def test_a_result_that_the_loss_does_not_read_may_have_none(rng):
    x = rng.normal(size=3)
    assert gradient_check(lambda x: (x**2, np.exp(x)), (2 * x,), (x,), upstream=(np.ones(3), None)).passed


# Large arguments


def dense(X, W):
    return np.tanh(X @ W.T)


@pytest.fixture
def large(rng):
    X, W, d = rng.normal(size=(30, 60)), rng.normal(size=(60, 60)) / 8, rng.normal(size=(30, 60))
    tX, tW = (torch.tensor(a, requires_grad=True) for a in (X, W))
    torch.tanh(tX @ tW.T).backward(torch.tensor(d))
    return (X, W), [tX.grad.numpy(), tW.grad.numpy()], d


def test_a_large_argument_is_sampled_and_says_so(large):
    args, grads, d = large
    calls = []

    def counted(X, W):
        calls.append(1)
        return dense(X, W)

    report = gradient_check(counted, grads, args, upstream=d)
    assert report.passed and len(calls) < 500  # of the 75,600 that every entry would take
    assert "Foram olhados 16 dos 1800 números de X e 16 dos 3600 números de W" in report.message


@pytest.mark.parametrize("seed", range(5))
def test_one_wrong_entry_among_thousands_is_found(seed, large):
    args, grads, d = large
    i, j = np.random.default_rng(seed).integers(60, size=2)
    grads[1][i, j] += 0.01 * np.abs(grads[1]).max()
    report = gradient_check(dense, grads, args, upstream=d)
    assert report.where == f"W[{i}, {j}]" and "só esse difere" in report.message


def test_what_all_entries_share_is_seen_in_a_sample(large):
    args, grads, d = large
    assert "o sinal trocado" in gradient_check(dense, [grads[0], -grads[1]], args, upstream=d).message
    report = gradient_check(dense, [grads[0], grads[1].T], args, upstream=d)
    assert "Com a matriz transposta, conferiria." in report.message
    report = gradient_check(dense, [grads[0].T, grads[1]], args, upstream=d)
    assert "(60, 30); os números estão certos, mas transpostos" in report.message


def test_directions_hold_every_entry_to_account(large, rng):
    args, grads, d = large
    found = evidence.examine(Probe(dense, args, d), 1, grads[1], 0.0, rng)
    assert found.agrees(grads[1]) and len(found.along) == evidence.DIRECTIONS
    for way, slope in zip(found.ways, found.along, strict=True):
        assert_allclose(slope.value, np.vdot(way, grads[1]), rtol=1e-8)
    spoilt = grads[1].copy()
    unseen = next(k for k in range(spoilt.size) if k not in found.looked)
    spoilt.flat[unseen] *= -1
    assert not found.wrong(spoilt).any() and found.astray(spoilt)


def test_a_long_check_says_how_far_it_is_and_leaves_no_trace(monkeypatch, capsys):
    now = iter(range(10**6))
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: float(next(now)))
    report = gradient_check(
        lambda U, x: U @ x, (np.ones((1, 2)), np.ones(2)), (np.ones((1, 2)), np.ones(2)), upstream=np.ones(1)
    )
    shown = capsys.readouterr().out
    assert report.passed and "Conferindo: o gradiente de U…" in shown
    assert shown.endswith("\r") and not shown.rsplit("\r", 2)[1].strip()


def test_what_f_prints_is_printed_once(capsys):
    def talkative(x):
        print("forma:", x.shape)
        return 2 * x

    assert gradient_check(talkative, (2 * np.ones(3),), (np.ones(3),), upstream=np.ones(3)).passed
    assert capsys.readouterr().out == "forma: (3,)\n"


# The words


def test_messages_are_short_and_in_portuguese_prose(large, rng):
    args, grads, d = large
    v = np.array([0.0, 1.0])
    said = [
        gradient_check(dense, [-grads[0], 2 * grads[1]], args, upstream=d).message,
        gradient_check(dense, [-grads[0], 2 * grads[1]], args).message,
        gradient_check(lambda v: np.maximum(v, 0), (np.ones(2),), (v,)).message,
        gradient_check(dropout(rng), (v,), (v,)).message,
        gradient_check(lambda v: 1e13 + np.sum(sigmoid(v)), (v,), (v,)).message,
    ]
    for message in said:
        assert len(message.split()) <= 90 and len(message.splitlines()) <= 6, message
        assert not re.search(r"\d\.\d", message) and "!" not in message
