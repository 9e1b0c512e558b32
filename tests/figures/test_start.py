import re

import numpy as np
import pytest

from enap_lstm.figures import start


def test_sums_are_read_aloud_beside_the_shares_that_they_become(shown):
    start.scores_and_shares(["não", "em"], np.array([4.0, -3.0]))
    (picture,) = shown
    assert "não: soma 4,0, fração 0,98; em: soma −3,0, fração 0,05" in picture.alt
    assert all(ax.get_xlabel() for ax in picture.draw(False).axes)


@pytest.mark.parametrize(
    ("z", "height", "slope"), [(0.0, "0,500", "0,250"), (2.0, "0,881", "0,105"), (8.0, "1,000", "0,000")]
)
def test_the_curve_says_height_and_slope_at_the_point(z, height, slope):
    picture = start.sigmoid_at(z)
    assert height in picture.alt and slope in picture.alt
    assert all(ax.get_xlabel() and ax.get_ylabel() for ax in picture.draw(True).axes)


def test_the_chain_multiplies_the_slopes_that_it_shows(shown):
    start.chain(x=2.0, w=0.5)
    (picture,) = shown
    first, second, product = (
        float(n.replace(",", ".")) for n in re.search(r"= (\S+) × (\S+) = (\S+)\.$", picture.alt).groups()
    )
    assert product == pytest.approx(first * second, abs=5e-5)


def test_the_framed_row_and_column_give_the_framed_entry(shown):
    dz, x = np.array([[1.0, -0.5], [2.0, 1.0]]), np.array([[1.0, 3.0], [2.0, -1.0]])
    start.row_meets_column(dz, x, row=1, column=0)
    (picture,) = shown
    assert picture.caption == "dW[1, 0] = (−0,5)·(1,0) + (1,0)·(2,0) = 1,5"
    assert picture.caption in picture.alt and len(picture.draw(False).axes) == 3
