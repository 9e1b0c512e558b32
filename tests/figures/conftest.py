"""What the tests of figures share: what was shown, and the test that no label touches anything."""

from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from enap_lstm import plots
from enap_lstm.figures.diagram import GROUND, ON_AN_EDGE
from enap_lstm.plots import frame
from enap_lstm.plots.style import style

MARGIN = 2  # pixels of the page between a text and the border of the picture


@pytest.fixture
def shown(monkeypatch):
    """The pictures that were shown, in order."""
    pictures = []
    monkeypatch.setattr(plots, "show", pictures.append)
    return pictures


@pytest.fixture(scope="session")
def drawn():
    """Draws a picture in one of its layouts, in the course's style: `drawn(picture, narrow)`."""

    def draw(picture, narrow=False) -> Figure:
        with style(narrow):
            fig = picture.draw(narrow)
            fig.set_dpi(plots.DPI * frame.DENSITY)  # hinting makes text a little wider than at one pixel to the pixel
            fig.draw_without_rendering()
        return fig

    return draw


@pytest.fixture(scope="session")
def clashes():
    """Labels of a drawn figure that touch one another, the border, or, in a drawing without axes, a line."""
    return found_clashes


def found_clashes(fig: Figure) -> list[str]:
    texts = [(text.get_text(), text, text.get_window_extent().padded(-1)) for text in visible(fig)]
    found = [f"{a} × {b}" for (a, _, box), (b, _, other) in combinations(texts, 2) if box.overlaps(other)]
    edge = MARGIN * frame.DENSITY
    for words, _, box in texts:
        if box.x0 < edge or box.y0 < edge or box.x1 > fig.bbox.x1 - edge or box.y1 > fig.bbox.y1 - edge:
            found.append(f"{words} × border")
    for ax in fig.axes:
        for words, text, box in texts:
            if ax.axison or text.get_gid() == ON_AN_EDGE:
                continue
            for patch in ax.patches:
                outline = patch.get_transform().transform_path(patch.get_path())
                if patch.get_gid() != GROUND and outline.intersects_bbox(box, filled=False):
                    found.append(f"{words} × {type(patch).__name__}")
    return found


def visible(fig: Figure) -> list[Text]:
    """Every text that is drawn; of an axis, the labels of the ticks within its limits."""
    texts = [text for legend in (ax.get_legend() for ax in fig.axes) if legend for text in legend.get_texts()]
    for ax in fig.axes:
        texts += [*ax.texts, ax.title]
        for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
            low, high = sorted(axis.get_view_interval())
            texts += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
            texts.append(axis.label)
    return [text for text in texts if text.get_visible() and text.get_text().strip()]
