import numpy as np
import pytest
import torch

from enap_lstm import plots
from enap_lstm.data.toy import WORDS
from enap_lstm.figures import elman_rnn, gradients


def last_belief(words):
    """Unit 2 after the last word, by torch."""
    h = torch.zeros(2, dtype=torch.float64)
    U, W = torch.tensor(elman_rnn.U), torch.tensor(elman_rnn.W)
    for word in torch.tensor(words):
        h = torch.tanh(U @ word + W @ h)
    return float(h[1])


def test_the_last_state_tells_the_two_sentences_apart_and_forgets_when_nothing_feeds_back():
    caption = elman_rnn.remembering(1.0).caption
    assert plots.br(last_belief(WORDS)) in caption and plots.br(last_belief(WORDS[[0, 2, 3, 4]])) in caption
    forgotten = elman_rnn.remembering(0.0).caption
    assert forgotten.count(plots.br(last_belief(WORDS[[0, 2, 3, 4]]))) == 2


def test_the_weights_of_the_figure_are_not_changed_by_the_slider():
    before = elman_rnn.W.copy()
    elman_rnn.remembering(0.3)
    assert (elman_rnn.W == before).all()


def test_states_are_written_in_their_cells_and_read_aloud(shown):
    elman_rnn.states(np.array([[0.5], [-0.25]]), ["Eu", "não"])
    (picture,) = shown
    assert {text.get_text() for text in picture.draw(False).axes[0].texts} == {"0,50", "−0,25"}
    assert "Eu: 0,50; não: −0,25" in picture.alt


@pytest.mark.parametrize("narrow", [False, True])
def test_the_unrolled_network_shows_every_word_and_state(narrow, shown):
    elman_rnn.unrolled()
    written = [text.get_text() for text in shown[0].draw(narrow).axes[0].texts]
    assert written.count("tanh") == 5 and {"duendes", "h0", "h[4]"} <= set(written)


def test_the_way_back_carries_the_gradients_that_torch_computes(shown):
    elman_rnn.way_back(t=2)
    x, U, W = (torch.tensor(a, requires_grad=True) for a in (WORDS[2], elman_rnn.U, elman_rnn.W))
    b = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    h_prev = torch.tanh(torch.tensor(WORDS[1]) @ U.T + torch.tanh(torch.tensor(WORDS[0]) @ U.T) @ W.T).detach()
    h_prev.requires_grad_()
    torch.tanh(U @ x + W @ h_prev + b).backward(torch.tensor([0.2, 1.0]))
    alt, numbers = shown[0].alt, dict(shown[0].numbers.rows)
    for name, leaf in (("dx", x), ("dh_prev", h_prev), ("db", b)):
        assert f"{name} = {vector(leaf.grad)}" in alt and numbers[name] == vector(leaf.grad)
    assert numbers["dU, linha 1"] == vector(U.grad[1]) and f"dU[1, 1] = {plots.br(float(U.grad[1, 1]))}" in alt
    assert numbers["dW, linha 0"] == vector(W.grad[0])


def vector(values):
    return f"({'; '.join(plots.br(float(v)) for v in values)})"


def test_the_shrinking_gradient_has_a_logarithmic_axis_and_names_its_ends(shown):
    elman_rnn.shrinking({"a": np.array([5.5e-11, 1.0]), "b": np.array([10.0, 1.0])}, ["Não", "ontem"])
    (picture,) = shown
    ax = picture.draw(False).axes[0]
    assert ax.get_yscale() == "log" and ax.get_xlabel() and ax.get_ylabel()
    assert "a: 5,5e−11 na primeira palavra; b: 10 na primeira palavra" in picture.alt


@pytest.mark.parametrize("f", [0.0, 0.5, 1.0])
def test_the_gradient_along_c_is_a_power_of_f(f):
    rows = gradients.gradient_along_c(f).numbers.rows
    assert [float(value.replace(",", ".").replace("−", "-")) for _, value in rows] == pytest.approx(
        [f ** int(n) for n, _ in rows], rel=1e-2, abs=1e-9
    )
