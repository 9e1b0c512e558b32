"""The cell state and its way back: the oracles against torch, what half an answer earns, other styles, what is said."""

import re

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.exercises.cell.cell_state_backward_slips import PARTNERS
from enap_lstm.exercises.cell.cell_state_cases import (
    FAR,
    SITUATIONS,
    backward_cases,
    cell_arrays,
    forward_cases,
    four_situations,
)
from enap_lstm.exercises.cell.cell_state_return_slips import SLOPES
from enap_lstm.exercises.cell_state import cell_state, cell_state_backward
from enap_lstm.exercises.permitted import look_alikes, permitted
from enap_lstm.judging.answer import observe

SIZES = [(None, 4), (None, 1), (1, 3), (5, 1), (3, 3), (4, 2)]


@pytest.mark.parametrize(("N", "H"), SIZES)
def test_the_state_and_its_way_back_agree_with_torch(N, H, rng):
    shape = (H,) if N is None else (N, H)
    arrays = [rng.normal(size=shape) * scale for scale in (1, FAR, 1, 1)]
    f, c_prev, i, g = leaves = [torch.tensor(array, requires_grad=True) for array in arrays]
    c = torch.addcmul(i * g, f, c_prev)
    assert_allclose(cell_state.oracle(*arrays), c.detach(), rtol=1e-12)

    upstream = rng.normal(size=shape)
    c.backward(torch.tensor(upstream))
    for gradient, leaf in zip(cell_state_backward.oracle(upstream, *arrays), leaves, strict=True):
        assert_allclose(gradient, leaf.grad, rtol=1e-12)


@pytest.mark.parametrize(("N", "H"), SIZES)
def test_the_way_back_agrees_with_finite_differences(N, H, rng):
    arrays = cell_arrays(rng, N=N, H=H)
    upstream = rng.normal(size=arrays[0].shape)
    got = cell_state_backward.oracle(upstream, *arrays)
    for k, gradient in enumerate(got):
        for index in np.ndindex(gradient.shape):
            ends = []
            for step in (1e-6, -1e-6):
                moved = [array.copy() for array in arrays]
                moved[k][index] += step
                ends.append((upstream * cell_state.oracle(*moved)).sum())
            assert gradient[index] == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-6)


def test_the_four_situations_do_what_their_names_say():
    for seed in range(20):
        f, c_prev, i, g = four_situations(np.random.default_rng(seed))
        kept, added, replaced, erased = cell_state.oracle(f, c_prev, i, g)
        assert (kept, added, replaced, erased) == (c_prev[0], c_prev[1] + g[1], g[2], 0)
        assert kept * replaced < 0 and list(SITUATIONS) == ["guardar", "somar", "trocar", "apagar"]


def test_only_one_property_goes_beyond_one_and_there_every_number_does():
    for seed in range(20):
        for case in forward_cases(np.random.default_rng(seed)):
            beyond = np.abs(cell_state.oracle(*case.args)) > 1
            assert beyond.all() if case.prop == "memória além de 1" else not beyond.any()


def test_gates_are_between_their_ends_and_tell_all_roles_apart():
    for seed in range(20):
        rng = np.random.default_rng(seed)
        for case in [*forward_cases(rng), *backward_cases(rng)]:
            f, _, i, _ = case.args[-4:]
            assert ((f >= 0) & (f <= 1) & (i >= 0) & (i <= 1)).all()
            if "0 ou em 1" not in case.name:
                assert (np.abs(f - i) > 0.05).all() and (np.abs(f + i - 1) > 0.05).all()


def by_loops(f, c_prev, i, g):
    c = np.empty_like(c_prev)
    for place in np.ndindex(c.shape):
        c[place] = f[place] * c_prev[place] + i[place] * g[place]
    return c


def by_copies(f, c_prev, i, g):
    c = c_prev.copy()
    c *= f
    c += i * g
    return c


RIGHT = {
    "multiply and add": lambda f, c_prev, i, g: np.add(np.multiply(f, c_prev), np.multiply(i, g)),
    "einsum": lambda f, c_prev, i, g: np.einsum("...h,...h->...h", f, c_prev) + np.einsum("...,...->...", i, g),
    "the news first": lambda f, c_prev, i, g: g * i + c_prev * f,
    "sum of a list": lambda f, c_prev, i, g: sum([f * c_prev, i * g]),
    "stacked, then summed": lambda f, c_prev, i, g: (np.stack([f, i]) * np.stack([c_prev, g])).sum(axis=0),
    "a list": lambda f, c_prev, i, g: (f * c_prev + i * g).tolist(),
    "float32": lambda f, c_prev, i, g: f.astype("f") * c_prev.astype("f") + i.astype("f") * g.astype("f"),
    "what is not forgotten": lambda f, c_prev, i, g: c_prev - (1 - f) * c_prev + i * g,
    "loops": by_loops,
    "in place, on a copy": by_copies,
}
RIGHT_BACK = {
    "multiply": lambda dc, f, c, i, g: (np.multiply(dc, c), np.multiply(f, dc), g * dc, np.multiply(dc, i)),
    "a list": lambda dc, f, c, i, g: [dc * c, dc * f, dc * g, dc * i],
    "one array of four": lambda dc, f, c, i, g: np.stack([c, f, g, i]) * dc,
    "unpacked": lambda dc, f, c, i, g: tuple(dc * other for other in (c, f, g, i)),
    "einsum": lambda dc, f, c, i, g: tuple(np.einsum("...,...->...", dc, other) for other in (c, f, g, i)),
    "lists of numbers": lambda dc, f, c, i, g: tuple((dc * other).tolist() for other in (c, f, g, i)),
}


@pytest.mark.parametrize("style", RIGHT)
def test_another_style_is_right(style):
    for seed in range(20):
        report = cell_state.judge(RIGHT[style], np.random.default_rng(seed))
        assert report.score == 1, report.message


@pytest.mark.parametrize("style", RIGHT_BACK)
def test_another_style_of_the_way_back_is_right(style):
    for seed in range(20):
        report = cell_state_backward.judge(RIGHT_BACK[style], np.random.default_rng(seed))
        assert report.score == 1, report.message


@pytest.mark.parametrize(
    ("exercise", "id", "points"),
    [
        (cell_state, "gates-rounded", 1.6),
        (cell_state, "sum-over-batch", 2.4),
        (cell_state, "clipped-at-1", 3.2),
        (cell_state, "kept-only", 0),
        (cell_state, "memory-overwritten", 0),
        (cell_state_backward, "gates-exchanged", 3),
        (cell_state_backward, "forget-gate-forgotten", 3.6),
        (cell_state_backward, "slopes-of-the-gates-too-early", 3),
        (cell_state_backward, "sum-over-batch", 4.8),
        (cell_state_backward, "upstream-missing", 0),
    ],
)
def test_what_a_mistake_still_earns(exercise, id, points, rng):
    report = exercise.judge(exercise.mistakes[id].function, rng)
    assert report.score * report.points == pytest.approx(points)


@pytest.mark.parametrize(
    ("written", "points", "said"),
    [
        ((0, 2), 2.4, "df e di: certos. Faltam dc_prev e dg."),
        ((1,), 1.8, "dc_prev: certo. Faltam df, di e dg."),
        ((1, 3), 3, "dc_prev e dg: certos. Faltam df e di."),
        ((0, 1, 2), 3.6, "df, dc_prev e di: certos. Falta dg."),
    ],
)
def test_half_a_way_back_earns_half_and_the_message_begins_with_it(written, points, said, rng):
    def answer(dc, f, c_prev, i, g):
        return tuple(dc * other if k in written else None for k, other in enumerate((c_prev, f, g, i)))

    report = cell_state_backward.judge(answer, rng)
    assert report.score * report.points == pytest.approx(points)
    message = " ".join(report.message.split())
    assert said in message
    assert [f"{name} ✓ certo" in message for name in cell_state_backward.outputs] == [k in written for k in range(4)]


def test_a_wrong_gradient_is_named_and_the_right_ones_keep_their_points(rng):
    def answer(dc, f, c_prev, i, g):
        return dc * c_prev, dc, dc * g, dc * i  # dc itself, not a copy: a window on an argument

    report = cell_state_backward.judge(answer, rng)
    message = " ".join(report.message.split())
    assert report.mistakes[0] == "forget-gate-forgotten" and report.score * report.points == pytest.approx(3.6)
    assert "df ✓ certo dc_prev ≠ os valores di ✓ certo dg ✓ certo" in message and "multiplique dc por f" in message


class OneOf:
    """A mistake of which one output is written, the others None; at a distance, because it calls the reference."""

    def __init__(self, mistake, k):
        self.mistake, self.k = mistake, k

    def observe(self, args):
        return observe(lambda *args: tuple(self._kept(self.mistake.function(*args))), args)

    def _kept(self, outputs):
        return (one if n == self.k else None for n, one in enumerate(outputs))


@pytest.mark.parametrize("bank", [PARTNERS, SLOPES], ids=["partners", "slopes"])
@pytest.mark.parametrize("k", range(4))
def test_a_hint_speaks_of_no_output_that_is_not_written_yet(k, bank):
    name, *others = (cell_state_backward.outputs[n] for n in (k, *{0, 1, 2, 3} - {k}))
    for id in bank:
        report = cell_state_backward.judge(OneOf(cell_state_backward.mistakes[id], k), np.random.default_rng(0))
        for told in report.mistakes[:1]:
            hint = cell_state_backward.mistakes[told].hint
            assert not [other for other in others if re.search(rf"\b{other} (saiu|já|veio|e \w+ )", hint)], (id, hint)


def test_a_message_names_the_situation_or_the_word(rng):
    exchanged = cell_state.judge(cell_state.mistakes["gates-exchanged"].function, rng).message
    assert "situação “guardar”" in exchanged
    rows = cell_state.judge(cell_state.mistakes["walks-over-the-batch"].function, rng).message
    assert "palavra “não” (t = 1)" in " ".join(rows.split())


def test_the_gates_of_earlier_notebooks_are_open_and_nothing_earlier_is_alike():
    assert look_alikes("06_cell_state") == ()
    assert {"sigmoid", "input_gate", "forget_gate"} <= permitted("06_cell_state")
    assert "cell_state" not in permitted("06_cell_state")
