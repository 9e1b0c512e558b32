import numpy as np
import pytest
import torch

from enap_lstm import plots
from enap_lstm.data.toy import WORDS
from enap_lstm.figures import elman_rnn


@pytest.fixture
def shown(monkeypatch):
    """What a figure was shown with: (fig, alt, caption) of each call."""
    calls = []
    monkeypatch.setattr(plots, "show", lambda fig, alt, caption="": calls.append((fig, alt, caption)))
    return calls


def last_belief(words):
    """Unit 2 after the last word, by torch."""
    h = torch.zeros(2, dtype=torch.float64)
    U, W = torch.tensor(elman_rnn.U), torch.tensor(elman_rnn.W)
    for word in torch.tensor(words):
        h = torch.tanh(U @ word + W @ h)
    return float(h[1])


def test_the_last_state_tells_the_two_sentences_apart_and_forgets_when_nothing_feeds_back():
    _, _, caption = elman_rnn.remembering(1.0)
    assert plots.br(last_belief(WORDS)) in caption and plots.br(last_belief(WORDS[[0, 2, 3, 4]])) in caption
    _, _, forgotten = elman_rnn.remembering(0.0)
    assert forgotten.count(plots.br(last_belief(WORDS[[0, 2, 3, 4]]))) == 2


def test_the_weights_of_the_figure_are_not_changed_by_the_slider():
    before = elman_rnn.W.copy()
    elman_rnn.remembering(0.3)
    assert (elman_rnn.W == before).all()


def test_states_are_written_in_their_cells_and_read_aloud(shown):
    elman_rnn.states(np.array([[0.5], [-0.25]]), ["Eu", "não"])
    ((fig, alt, _),) = shown
    assert {text.get_text() for text in fig.axes[0].texts} == {"0,50", "−0,25"}
    assert "Eu: 0,50; não: −0,25" in alt


@pytest.mark.parametrize("draw", [elman_rnn.unrolled, elman_rnn.way_back])
def test_a_diagram_has_a_description_a_caption_and_ink(draw, shown):
    draw()
    ((fig, alt, caption),) = shown
    assert len(alt) > 80 and caption
    assert len(fig.axes[0].texts) > 10


def test_the_shrinking_gradient_has_a_logarithmic_axis_and_names_its_ends(shown):
    elman_rnn.shrinking({"a": np.array([1e-3, 1.0]), "b": np.array([10.0, 1.0])}, ["Não", "ontem"])
    ((fig, alt, _),) = shown
    ax = fig.axes[0]
    assert ax.get_yscale() == "log" and ax.get_xlabel() and ax.get_ylabel()
    assert "a: 1,0e-03 na primeira palavra; b: 1,0e+01" in alt
