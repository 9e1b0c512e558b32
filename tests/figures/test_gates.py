"""The figures of notebooks 02 and 03: their numbers against torch and against closed forms."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm import plots
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures import forget_gate, gate_table, input_gate
from enap_lstm.figures.trace import trace


def texts(ax):
    return [text.get_text() for text in ax.texts]


def by_torch():
    """h and c of the toy cell over the sentence, from torch.nn.LSTM, whose rows stand in the same order."""
    lstm = torch.nn.LSTM(4, 3, dtype=torch.float64)
    with torch.no_grad():
        for mine, theirs in (("weight_ih_l0", toy.U), ("weight_hh_l0", toy.W), ("bias_ih_l0", toy.B)):
            getattr(lstm, mine).copy_(torch.tensor(theirs))
        lstm.bias_hh_l0.zero_()
        h, (_, c) = lstm(torch.tensor(toy.WORDS))
    return h.numpy(), c.numpy()[0]


def test_the_toy_cell_is_the_lstm_that_torch_computes():
    h, last_c = by_torch()
    assert_allclose(trace().h, h, rtol=1e-12)
    assert_allclose(trace().c[-1], last_c, rtol=1e-12)
    assert_allclose(trace().h_prev[1:], h[:-1], rtol=1e-12)
    assert not trace().h_prev[0].any()


def test_what_gets_in_is_the_product_of_the_two_rows_above(shown):
    input_gate.what_gets_in()
    (picture,) = shown
    alt = picture.alt
    arriving, gate, entering = np.array(texts(picture.draw(True).axes[0])).reshape(3, 5)
    product = [plots.br(a * g) for a, g in zip(trace().g[:, 1], trace().i[:, 1], strict=True)]
    assert list(entering) == product
    assert all(word in alt for word in SENTENCE) and picture.caption
    assert f"duendes: chega {arriving[4]}, porta {gate[4]}, entra {entering[4]}" in alt


def test_saturation_reads_the_gate_and_its_slope_for_every_word():
    picture = input_gate.saturation(-1.5)
    alt, caption = picture.alt, picture.caption
    i = trace().i[:, 1]
    step = 1e-6
    z = np.log(i / (1 - i))
    slope = (1 / (1 + np.exp(-z - step)) - 1 / (1 + np.exp(-z + step))) / (2 * step)
    for word, a, s in zip(SENTENCE, i, slope, strict=True):
        assert f"{word}: porta {plots.br(a, 4)}, inclinação {plots.br(s, 4)}" in alt
    assert plots.br(slope.max(), 4) in caption and plots.br(slope.min(), 4) in caption
    assert all(ax.get_ylabel() for ax in picture.draw(False).axes)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("bias", [-8.0, 0.0, 8.0])
def test_every_word_is_on_the_axis_at_both_ends_of_the_slider(bias, narrow):
    picture = input_gate.saturation(bias)
    curve = picture.draw(narrow).axes[0]
    low, high = curve.get_xlim()
    assert set(SENTENCE) <= set(texts(curve)) and plots.br(bias, 1) in picture.alt
    assert all(low < text.get_position()[0] < high for text in curve.texts)
    points = next(line for line in curve.lines if line.get_marker() == "o").get_xdata()
    assert len(points) == 5 and (points > low).all() and (points < high).all()


def test_a_slope_that_is_not_zero_is_not_written_as_zero():
    picture = input_gate.saturation(8.0)
    assert picture.caption.endswith("e a menor, menos de 0,0001.") and "0,0000" not in picture.alt
    assert "<0,0001" in texts(picture.draw(True).axes[1])


def test_news_writes_three_digits_a_word_per_column(shown):
    dz = np.arange(15).reshape(5, 3) / 60
    input_gate.news(dz)
    assert texts(shown[0].draw(False).axes[0])[:5] == [plots.br(v, 3) for v in dz[:, 0]]
    assert "não: 0,050, 0,067, 0,083" in shown[0].alt


def test_the_table_of_a_gate_names_it_in_the_words_of_the_slides(shown):
    gate_table.gate_table("f", np.full((5, 3), 0.25))
    assert "porta de esquecimento (f)" in shown[0].alt and "duendes: 0,25, 0,25, 0,25" in shown[0].alt
    assert texts(shown[0].draw(True).axes[0]) == ["0,25"] * 15


@pytest.mark.parametrize("n", [1, 7.5, 34])
def test_half_life_turns_back_what_defines_it(n):
    assert forget_gate.half_life(0.5 ** (1 / n)) == pytest.approx(n)


@pytest.mark.parametrize(
    ("f", "says"),
    [
        (0.0, "Nada passa da primeira palavra."),
        (0.5, "cai à metade em 1,0 palavra."),
        (0.9, "cai à metade em 6,6 palavras."),
        (0.99, "cai à metade em 69,0 palavras."),
        (1.0, "nunca cai à metade."),
    ],
)
def test_fading_says_how_long_it_takes(f, says):
    picture = forget_gate.fading(f)
    assert picture.caption.endswith(says) and picture.caption in picture.alt
    assert plots.br(f**5) in picture.caption
    assert_allclose(picture.draw(False).axes[0].lines[0].get_ydata(), [f**t for t in range(41)])


def test_the_memory_of_no_follows_the_bias_and_leaves_the_toy_cell_alone():
    before = toy.B_F.copy()
    caption = forget_gate.memory_of_no(0.0).caption
    stored = trace().c[1, 0]
    assert f"o não guarda {plots.br(stored, 4)}; em duendes, restam {plots.br(stored / 8, 4)}" in caption
    assert (toy.B_F == before).all()


def test_a_gate_that_is_not_one_is_not_written_as_one():
    f, c = np.array(texts(forget_gate.memory_of_no(6.0).draw(True).axes[0])).reshape(2, 5)
    assert set(f) == {"0,9975"} and len(set(c)) == 5  # the memory shrinks, and both rows say so


def test_the_price_of_keeping_marks_half_life_and_slope(shown):
    forget_gate.price_of_keeping((0.0, 3.0))
    alt = shown[0].alt
    life, slope = shown[0].draw(False).axes
    f = 1 / (1 + np.exp(-3.0))
    assert texts(life) == ["1,0", plots.br(np.log(0.5) / np.log(f), 1)]
    assert texts(slope) == ["0,250", plots.br(f - f**2, 3)]
    assert life.get_yscale() == "log" and "meia-vida 1,0, inclinação 0,250" in alt
