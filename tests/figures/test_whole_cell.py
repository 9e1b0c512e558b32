"""The figures of notebook 07: the whole cell, its controls, and the ways back, against torch and against differences."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm import reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures import cell_controls, gradient_ways, ways_into_c, whole_cell
from enap_lstm.figures.trace import trace
from enap_lstm.plots import br


def half_step(x, h_prev, c_prev, U, W, b):
    """A step that is not the reference's: what it gives must be what is shown."""
    return np.full(3, 0.25), np.full(3, 0.5)


def by_torch(x, U, W, b, loss):
    """h and c after each word, and the gradients of loss(all h) with respect to them, from torch's own cell."""
    cell = torch.nn.LSTMCell(x.shape[1], W.shape[1], dtype=torch.float64)
    with torch.no_grad():
        for theirs, mine in ((cell.weight_ih, U), (cell.weight_hh, W), (cell.bias_ih, b)):
            theirs.copy_(torch.tensor(mine))
        cell.bias_hh.zero_()
    zero = torch.zeros(W.shape[1], dtype=torch.float64)
    states = [(zero, zero)]
    for word in torch.tensor(x):
        states.append(cell(word, states[-1]))
        for state in states[-1]:
            state.retain_grad()
    loss([h for h, _ in states[1:]]).backward()
    # its c is one of two outputs of one operation: what comes back to it is from t + 1 alone, and nothing at the end
    return [tuple(zero if state.grad is None else state.grad for state in pair) for pair in states[1:]]


def test_the_sentence_is_read_by_the_step_that_was_given():
    assert all(
        np.array_equal(getattr(whole_cell.read_sentence(), k), getattr(trace(), k)) for k in ("h_prev", *"ifgoch")
    )
    mine = whole_cell.read_sentence(half_step)
    assert (mine.h == 0.25).all() and (mine.c == 0.5).all() and not mine.h_prev[0].any()
    assert_allclose(mine.i[2], reference.input_gate(toy.WORDS[2], mine.h[1], toy.U_I, toy.W_I, toy.B_I))


def test_the_table_of_the_whole_cell_stands_in_the_order_of_the_equations(shown, drawn):
    whole_cell.whole_cell(trace())
    written = [text.get_text() for text in drawn(shown[0]).axes[0].texts]
    letters = np.concatenate([getattr(trace(), k).T for k in "ifgoch"])
    assert written == [br(v) for v in letters.ravel()]
    assert "c, estado da célula. Eu: 0,00, 0,47, 0,23" in shown[0].alt
    assert [row[0] for row in shown[0].numbers.rows][3] == "f · negação"


def test_beside_torch_says_how_far_apart_the_two_cells_are(shown):
    whole_cell.beside_torch(trace().h, trace().h)
    whole_cell.beside_torch(trace().h, trace().h + 0.125)
    assert [picture.caption.split(" é ")[1] for picture in shown] == ["0.", "0,125."]


def test_the_two_ways_into_c_are_what_torch_finds():
    grads = by_torch(toy.WORDS, toy.U, toy.W, toy.B, lambda h: sum(each.sum() for each in h))
    values = ways_into_c.arriving()
    assert_allclose(values[:, 0], [dh[0] for dh, _ in grads], rtol=1e-10)
    assert_allclose(values[:, 2], [dc[0] for _, dc in grads], rtol=1e-10)
    assert_allclose(values[:, 1] + values[:, 2], values[:, 3])
    assert_allclose(values[1:, 4], values[:-1, 2])  # what goes on is what the word before receives


def test_the_drawing_says_the_word_and_the_students_own_number(drawn):
    picture = ways_into_c.ways_into_c(3, back=lambda dh, o, c: (dh, 0 * c + 0.125))
    written = [text.get_text() for text in drawn(picture).axes[0].texts]
    assert "Em “em” (t = 3): 0,12 por h" in picture.caption and "0,12" in written
    assert {"c[2]", "c[3]", "c[4]", "h[3]"} <= set(written)
    assert "c0" in [text.get_text() for text in drawn(ways_into_c.ways_into_c(0)).axes[0].texts]


@pytest.mark.parametrize("f", [0.3, 0.9])
def test_what_reaches_each_word_is_what_torch_finds(f):
    U, W, b = toy.U.copy(), toy.W.copy(), toy.B.copy()
    U[3:6], W[3:6], b[3:6] = 0, 0, np.log(f / (1 - f))
    back = reference.lstm_step_backward
    by_h, by_c = gradient_ways.sizes_by_way(reference.lstm_step, back, toy.WORDS, U, W, b)
    grads = by_torch(toy.WORDS, U, W, b, lambda h: h[-1].sum() / np.sqrt(3))
    assert_allclose(by_h, [np.linalg.norm(dh) for dh, _ in grads], rtol=1e-10, atol=1e-15)
    assert_allclose(by_c, [np.linalg.norm(dc) for _, dc in grads], rtol=1e-10)
    caption = gradient_ways.both_ways(f).caption
    assert f"{gradient_ways.told(by_c[1])} por c e {gradient_ways.told(by_h[1])} por h" in caption


def test_through_c_alone_the_gradient_is_multiplied_by_f_and_by_nothing_else():
    U, W, b = toy.U.copy(), toy.W.copy(), toy.B.copy()
    U[3:6], W[3:6], b[3:6] = 0, 0, 0
    back = reference.lstm_step_backward
    _, by_c = gradient_ways.sizes_by_way(reference.lstm_step, back, toy.WORDS, U, W, b, only_c=True)
    assert_allclose(by_c[:-1] / by_c[-2], [0.125, 0.25, 0.5, 1])


def test_both_ends_of_the_dial_are_drawn_and_the_toy_cell_stays_as_it_was():
    before = toy.B.copy()
    assert "em: 0 por c, 0,0281 por h" in gradient_ways.both_ways(0.0).alt
    assert gradient_ways.both_ways(1.0).caption.startswith("Com f = 1,00")
    assert (toy.B == before).all()
    assert "0,2500 por c" in gradient_ways.both_ways(0.5, backward=quarter).alt


def quarter(dh, dc, *args):
    """A way back in which 0.25 reaches c, whatever came."""
    return None, 0 * dh, 0 * dc + 0.25 / np.sqrt(3), None, None, None


def test_the_controls_give_the_c_and_the_h_of_the_equations(drawn):
    picture = cell_controls.with_openings(0.5, 0.25, -1.0, 0.5)
    c = 0.25 * trace().c[1, 1] - 0.5
    h = 0.5 * np.tanh(c)
    assert f"c = {br(c)} e h = {br(h)}." in picture.caption
    written = " ".join(text.get_text() for text in drawn(picture).axes[0].texts)
    assert f"= {br(c)}" in written and f"= {br(h)}" in written and "acredito" in written
    own = cell_controls.with_openings(0.5, 0.25, -1.0, 0.5, hidden=lambda o, c: 0 * c + 0.75)
    assert "h = 0,75." in own.caption and SENTENCE[2] in own.alt


def test_there_is_a_control_on_each_gate(monkeypatch):
    calls = []
    monkeypatch.setattr(cell_controls, "sliders", lambda draw, starts, step: calls.append((draw, starts)))
    cell_controls.mapa_com_controles(lambda o, c: 0 * c)
    ((draw, starts),) = calls
    assert [name[0] for name, *_ in starts] == list("ifgo") and starts[2][1] == -1.0
    assert "h = 0,00." in draw(*(start for *_, start in starts)).caption
