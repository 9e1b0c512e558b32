import re

import numpy as np
import pytest

from enap_lstm import plots
from enap_lstm.figures import start


@pytest.fixture
def shown(monkeypatch):
    """What a figure was shown with: (fig, alt, caption) of each call."""
    calls = []
    monkeypatch.setattr(plots, "show", lambda fig, alt, caption="": calls.append((fig, alt, caption)))
    return calls


def test_scores_are_read_aloud_beside_the_shares_that_they_become(shown):
    start.scores_and_shares(["não", "em"], np.array([4.0, -3.0]))
    ((fig, alt, _),) = shown
    assert "não: nota 4,0, fração 0,98; em: nota −3,0, fração 0,05" in alt
    assert all(ax.get_xlabel() for ax in fig.axes)


@pytest.mark.parametrize(
    ("z", "height", "slope"), [(0.0, "0,500", "0,250"), (2.0, "0,881", "0,105"), (8.0, "1,000", "0,000")]
)
def test_the_curve_says_height_and_slope_at_the_point(z, height, slope):
    fig, alt, _ = start.sigmoid_at(z)
    assert height in alt and slope in alt
    assert all(ax.get_xlabel() and ax.get_ylabel() for ax in fig.axes)


def test_the_chain_multiplies_the_slopes_that_it_shows(shown):
    start.chain(x=2.0, w=0.5)
    ((_, alt, _),) = shown
    first, second, product = (
        float(n.replace(",", ".")) for n in re.search(r"= (\S+) × (\S+) = (\S+)\.$", alt).groups()
    )
    assert product == pytest.approx(first * second, abs=5e-5)


def test_the_framed_row_and_column_give_the_framed_entry(shown):
    dz, x = np.array([[1.0, -0.5], [2.0, 1.0]]), np.array([[1.0, 3.0], [2.0, -1.0]])
    start.row_meets_column(dz, x, row=1, column=0)
    ((fig, alt, caption),) = shown
    assert caption == "dW[1, 0] = (−0,5)·(1,0) + (1,0)·(2,0) = 1,5"
    assert caption in alt and len(fig.axes) == 3
