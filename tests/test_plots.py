import base64
import io
import subprocess
import sys
from html.parser import HTMLParser

import matplotlib.image
import numpy as np
import pytest

from enap_lstm import plots


class Images(HTMLParser):
    """Collects the attributes of every <img>, as a screen reader would find them."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.found.append(dict(attributes))


@pytest.fixture
def shown(monkeypatch):
    """Shows one figure and returns what a notebook would store of it."""
    stored = []
    monkeypatch.setattr(plots, "display", lambda data, *, raw: stored.append(data))

    def show(alt="Uma reta.", caption=""):
        fig, ax = plots.new_figure()
        plots.lines(ax, [0, 1], {"reta": [0, 1]})
        plots.show(fig, alt, caption)
        return stored.pop()

    return show


def test_one_output_holds_html_png_and_text(shown):
    data = shown("Uma reta que sobe.", "Legenda")
    assert set(data) == {"text/html", "image/png", "text/plain"}
    assert data["text/plain"] == "Uma reta que sobe."
    assert "<figcaption>Legenda</figcaption>" in data["text/html"]


def test_the_picture_in_the_html_is_the_png(shown):
    data = shown()
    (image,) = Images(data["text/html"]).found
    assert image["src"] == "data:image/png;base64," + data["image/png"]
    pixels = matplotlib.image.imread(io.BytesIO(base64.b64decode(data["image/png"])))
    assert pixels.shape[1] == 7 * plots.DPI
    assert pixels[..., :3].min() < 0.5 < pixels[..., :3].max()


@pytest.mark.parametrize("alt", ['a "porta" < 1 & > 0', "<script>alert(1)</script>", "σ(z) = 0,73"])
def test_the_description_reaches_the_reader_letter_by_letter(alt, shown):
    data = shown(alt)
    (image,) = Images(data["text/html"]).found
    assert image["alt"] == alt
    assert "<script>" not in data["text/html"]


def test_without_a_caption_there_is_no_empty_line(shown):
    assert "figcaption" not in shown()["text/html"]


def test_the_same_drawing_gives_the_same_bytes(shown):
    assert shown() == shown()


def test_a_figure_made_with_pyplot_is_closed(monkeypatch):
    monkeypatch.setattr(plots, "display", lambda data, *, raw: None)
    from matplotlib import pyplot

    fig = pyplot.figure()
    plots.show(fig, "Vazia.")
    assert not pyplot.fignum_exists(fig.number)


def test_pyplot_is_not_imported():
    code = "import sys, enap_lstm.plots, enap_lstm.widgets; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_colours_of_the_lines_differ_and_none_is_too_pale_for_white():
    assert len(set(plots.LINE_COLOURS)) == 7
    assert plots.PALETTE["yellow"] not in plots.LINE_COLOURS


def test_lines_are_told_apart_without_colour():
    fig, ax = plots.new_figure()
    plots.lines(ax, [0, 1], {name: [0, 1] for name in "abcd"})
    assert len({line.get_linestyle() for line in ax.lines}) == 4


def test_the_grid_writes_each_number_where_it_stands():
    fig, ax = plots.new_figure()
    plots.grid(ax, np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.96]]), ["porta 1", "porta 2"], ["Eu", "não", "acredito"])
    written = {text.get_position(): text.get_text() for text in ax.texts}
    assert written[(2, 0)] == "0,30"
    assert written[(2, 1)] == "0,96"
    assert [label.get_text() for label in ax.get_yticklabels()] == ["porta 1", "porta 2"]


@pytest.mark.parametrize(
    ("value", "digits", "text"), [(0.5, 2, "0,50"), (-1.25, 1, "−1,2"), (-0.001, 2, "0,00"), (1000, 0, "1000")]
)
def test_numbers_are_written_the_brazilian_way(value, digits, text):
    assert plots.br(value, digits) == text


def test_axes_use_the_decimal_comma():
    fig, ax = plots.new_figure()
    plots.lines(ax, [-0.5, 0.5], {"reta": [0, 1]})
    fig.canvas.draw()
    assert "−0,4" in [label.get_text() for label in ax.get_xticklabels()]
