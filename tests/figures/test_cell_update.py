"""The figures of notebook 04: what is written below zero, the memory without its gate, and the two slopes."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from enap_lstm import plots
from enap_lstm.data import toy
from enap_lstm.figures import cell_update
from enap_lstm.figures.trace import trace


def number(text):
    return float(text.replace("−", "-").replace(",", "."))


@pytest.mark.parametrize("narrow", [False, True])
def test_with_the_toy_weight_the_memory_is_the_toy_cells_and_each_arrow_ends_at_it(narrow, drawn):
    picture = cell_update.kept_and_written(-0.5)
    c = trace().c[:, 2]
    assert [row[-1] for row in picture.numbers.rows] == [plots.br(v) for v in c]
    ax = drawn(picture, narrow).axes[0]
    arrows = [text for text in ax.texts if not text.get_text()]
    assert_allclose([arrow.xy[1] for arrow in arrows], c)
    assert_allclose([bar.get_height() for bar in ax.patches], cell_update.memory(trace().f[:, 2], *unit_3())[0])


def unit_3():
    return trace().i[:, 2], trace().g[:, 2]


def test_forgetting_alone_never_takes_the_memory_below_zero_and_a_negative_proposal_does():
    f, i = np.full(6, 0.5), np.ones(6)
    assert (cell_update.memory(f, i, np.array([0.9, 0, 0, 0, 0, 0]))[1] > 0).all()
    assert cell_update.memory(f, i, np.array([0.9, -0.9, 0, 0, 0, 0]))[1][1] == pytest.approx(-0.45)


@pytest.mark.parametrize("weight", [-4.0, 0.0, 4.0])
def test_the_sign_of_what_is_written_is_the_sign_of_the_proposal(weight):
    before = toy.U_G.copy()
    picture = cell_update.kept_and_written(weight)
    for row in picture.numbers.rows:
        g, i, written, kept, c = map(number, row[1:])
        assert g * written >= 0 and 0 <= i <= 1 and c == pytest.approx(kept + written, abs=0.011)
    assert plots.br(weight, 1) in picture.caption and (toy.U_G == before).all()


def test_without_the_gate_everything_is_written(shown):
    cell_update.without_input_gate()
    (picture,) = shown
    assert picture.caption == "Em “em”, a memória é 0,01 com a porta e 0,70 com i = 1."
    gated, all_in = picture.draw(True).axes[0].lines[:2]
    assert_allclose(gated.get_ydata(), trace().c[:, 2])
    c = 0.0
    for g, there in zip(trace().g[:, 2], all_in.get_ydata(), strict=True):
        c = 0.5 * c + g
        assert there == pytest.approx(c)


def test_the_slopes_are_those_of_the_curves_beside_them(shown):
    cell_update.two_slopes()
    values, slopes = shown[0].draw(False).axes
    for curve, slope in zip(values.lines, slopes.lines, strict=True):
        assert_allclose(np.gradient(curve.get_ydata(), curve.get_xdata())[1:-1], slope.get_ydata()[1:-1], atol=2e-3)
    assert shown[0].numbers.rows[0] == ["0", "1,0000", "0,2500"]


def test_the_students_own_update_is_drawn(shown):
    def low(x, h_prev, U_g, W_g, b_g):
        return np.full(h_prev.shape, -0.8)

    assert "a proposta é −0,80" in cell_update.kept_and_written(1.0, low).caption
    cell_update.without_input_gate(low)
    assert shown[0].numbers.rows[0][1] == "−0,80" and shown[0].numbers.rows[0][-1] == "−0,80"
