"""The figures of notebook 06: their numbers against torch and against the equation, the student's own function drawn."""

import re

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.cell_state import OPENINGS, STORED, belt, openings
from enap_lstm.figures.trace import trace
from enap_lstm.plots import br

LETTERS = {letter: getattr(trace(), letter) for letter in "figc"}
NEGATIVE = {"f": np.full((5, 3), 0.5), "i": np.full((5, 3), 1.0), "g": np.full((5, 3), -0.9)}
NEGATIVE["c"] = -0.9 * (2 - 0.5 ** np.arange(5.0))[:, None] * np.ones(3)


def picture_of(shown, unit, letters):
    belt(unit, **letters)
    return shown.pop()


@pytest.mark.parametrize("g", [-1.0, -0.5, 0.0, 1.0])
def test_the_table_of_openings_is_the_equation_and_names_its_corners(g, drawn):
    f, i = torch.meshgrid(torch.tensor(OPENINGS), torch.tensor(OPENINGS[::-1]), indexing="ij")
    picture = openings(g)
    assert_allclose([numbers(row[1:]) for row in picture.numbers.rows], f * STORED + i * g, atol=0.005001)
    (ax,) = drawn(picture).axes
    named = {text.get_text(): text.get_position() for text in ax.texts[25:]}
    assert {name: (round(x), round(y)) for name, (x, y) in named.items()} == {
        "guardar": (0, 0),
        "somar": (4, 0),
        "trocar": (4, 4),
        "apagar": (0, 4),
    }
    corners = dict(re.findall(r"(\w+) (−?\d,\d\d)[,.]", picture.caption.partition("cantos: ")[2]))
    assert corners == {"guardar": "0,80", "somar": br(0.8 + g), "trocar": br(g), "apagar": "0,00"}


def numbers(written):
    return np.array([float(number.replace("−", "-").replace(",", ".")) for number in written])


@pytest.mark.parametrize("unit", [1, 2, 3])
def test_what_stays_and_what_enters_make_the_memory_that_torch_computes(unit, shown):
    lstm = torch.nn.LSTM(4, 3, dtype=torch.float64)
    with torch.no_grad():
        for mine, theirs in (("weight_ih_l0", toy.U), ("weight_hh_l0", toy.W), ("bias_ih_l0", toy.B)):
            getattr(lstm, mine).copy_(torch.tensor(theirs))
        lstm.bias_hh_l0.zero_()
        states = [lstm(torch.tensor(toy.WORDS[: t + 1]))[1][1][0, unit - 1].item() for t in range(5)]
    picture = picture_of(shown, unit, LETTERS)
    stays, enters, c = (
        np.array([float(row[k].replace("−", "-").replace(",", ".")) for row in picture.numbers.rows]) for k in (3, 4, 5)
    )
    assert_allclose(c, states, atol=0.005001)
    assert_allclose(stays + enters, states, atol=0.010001)
    assert all(f"{word}: f " in picture.alt for word in SENTENCE)


def test_the_bars_stand_on_each_other_or_on_either_side_of_zero(shown, drawn):
    memory = drawn(picture_of(shown, 3, LETTERS)).axes[1]
    stays, enters = (memory.patches[k : k + 5] for k in (0, 5))
    diamonds = memory.lines[0].get_ydata()
    for low, high, c in zip(stays, enters, diamonds, strict=True):
        assert low.get_height() + high.get_height() == pytest.approx(c)
        expected = low.get_height() if low.get_height() * high.get_height() > 0 else 0
        assert high.get_y() == pytest.approx(expected)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("letters", [LETTERS, NEGATIVE], ids=["the toy cell", "all negative"])
@pytest.mark.parametrize("unit", [1, 2, 3])
def test_no_label_touches_another_on_the_belt(unit, letters, narrow, shown, drawn, clashes):
    assert clashes(drawn(picture_of(shown, unit, letters), narrow)) == []


def test_the_students_own_function_is_drawn(shown):
    assert "guardar 0,25, somar 0,25" in openings(0.3, state=lambda f, c, i, g: np.full(f.shape, 0.25)).caption
    belt(1, **(LETTERS | {"c": np.full((5, 3), 0.125)}))
    assert "duendes: f 0,98, i 0,12, fica 0,12, entra 0,00, c 0,12" in shown[-1].alt


@pytest.mark.parametrize(("unit", "shape"), [(0, (5, 3)), (4, (5, 3)), (2, (3, 5))])
def test_another_shape_or_unit_is_named_in_portuguese(unit, shape):
    with pytest.raises(ValueError, match=r"unidade de 1 a 3 e f, i, g e c com forma \(5, 3\); veio unidade"):
        belt(unit, **(LETTERS | {"f": np.ones(shape)}))
