import base64
import io
import subprocess
import sys
from html.parser import HTMLParser

import matplotlib
import numpy as np
import pytest
from PIL import Image

from enap_lstm import plots
from enap_lstm.plots import frame


class Tags(HTMLParser):
    """Collects the attributes of every tag, as a screen reader would find them."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def all(self, name):
        return [attributes for tag, attributes in self.found if tag == name]


def reta(narrow):
    fig, (ax,) = plots.panels(narrow, wide=(770, 350), tall=(400, 300))
    plots.curves(ax, [0, 1], {"reta": [0, 1]})
    return fig


def picture(alt="Uma reta.", **more):
    return plots.Picture(reta, alt, **more)


def pixels(address):
    return Image.open(io.BytesIO(base64.b64decode(address.removeprefix("data:image/png;base64,"))))


def test_one_output_holds_html_png_and_text(monkeypatch):
    stored = []
    monkeypatch.setattr(frame, "display", lambda data, *, metadata, raw: stored.append((data, metadata)))
    plots.show(picture("Uma reta que sobe.", caption="Legenda"))
    ((data, metadata),) = stored
    assert set(data) == {"text/html", "image/png", "text/plain"}
    assert data["text/plain"] == "Uma reta que sobe." and "Legenda</figcaption>" in data["text/html"]
    assert metadata == {"image/png": {"width": 770}}  # a page without HTML shows it at its size, not at its pixels'


def test_the_page_takes_the_wide_layout_and_where_there_is_less_room_the_narrow_one():
    data, _ = plots.bundle(picture())
    tags = Tags(data["text/html"])
    (image,), (source,) = tags.all("img"), tags.all("source")
    assert image["src"] == "data:image/png;base64," + data["image/png"]
    assert (image["width"], source["width"], source["media"]) == ("770", "400", "(max-width: 700px)")
    assert (pixels(image["src"]).size, pixels(source["srcset"]).size) == ((1540, 700), (800, 600))
    assert pixels(image["src"]).mode == "P"  # a palette: a third of the weight
    assert np.asarray(pixels(image["src"]).convert("L")).min() < 128


@pytest.mark.parametrize("alt", ['a "porta" < 1 & > 0', "<script>alert(1)</script>", "σ(z) = 0,73"])
def test_the_description_reaches_the_reader_letter_by_letter(alt):
    page = plots.bundle(picture(alt))[0]["text/html"]
    assert [image["alt"] for image in Tags(page).all("img")] == [alt]
    assert "<script>" not in page


def test_numbers_stand_in_a_table_folded_below_with_named_rows_and_columns():
    numbers = plots.Table(["palavra", "porta <i>"], [["Eu", "0,62"], ["não", "0,18"]])
    page = plots.bundle(picture(numbers=numbers))[0]["text/html"]
    tags = Tags(page)
    assert [cell["scope"] for cell in tags.all("th")] == ["col", "col", "row", "row"]
    assert len(tags.all("td")) == 2 and page.index("<summary>") < page.index("<table") and "porta &lt;i&gt;" in page
    assert "open" not in tags.all("details")[0]


def test_without_caption_numbers_and_note_there_is_no_empty_line():
    page = plots.bundle(picture())[0]["text/html"]
    assert not {"figcaption", "details", "p"} & {tag for tag, _ in Tags(page).found}


def test_a_note_stands_above_the_picture():
    page = plots.bundle(picture(), note="Execute a célula.")[0]["text/html"]
    assert page.index("Execute a célula.") < page.index("<img")


def test_the_same_drawing_gives_the_same_bytes_whatever_the_readers_settings():
    before = plots.bundle(picture())
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "font.family": "serif"}):
        assert plots.bundle(picture()) == before


def test_a_figure_made_with_pyplot_is_closed():
    from matplotlib import pyplot

    numbers = []

    def draw(narrow):
        fig = pyplot.figure()
        numbers.append(fig.number)
        return fig

    plots.bundle(plots.Picture(draw, "Vazia."))
    assert len(numbers) == 2 and not any(map(pyplot.fignum_exists, numbers))


def test_pyplot_is_not_imported():
    code = (
        "import sys, enap_lstm.plots, enap_lstm.widgets, enap_lstm.figures.cell_map;"
        " sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_lines_are_told_apart_without_colour():
    fig, (ax,) = plots.panels(False, wide=(300, 200), tall=(300, 200))
    plots.curves(ax, [0, 1], {name: [0, 1] for name in "abcde"})
    assert len({line.get_linestyle() + str(line._dash_pattern) for line in ax.lines}) == 5


def test_bars_write_their_numbers_on_their_own_side_of_zero():
    fig, (ax,) = plots.panels(False, wide=(300, 200), tall=(300, 200))
    plots.bars(ax, ["não", "em"], np.array([4.0, -3.0]), (-5, 6))
    assert [(text.get_text(), text.get_ha()) for text in ax.texts] == [("4,00", "left"), ("−3,00", "right")]


def test_the_grid_writes_each_number_where_it_stands():
    fig, (ax,) = plots.panels(False, wide=(300, 200), tall=(300, 200))
    plots.grid(ax, np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.96]]), ["porta 1", "porta 2"], ["Eu", "não", "acredito"])
    written = {text.get_position(): text.get_text() for text in ax.texts}
    assert written[(2, 0)] == "0,30"
    assert written[(2, 1)] == "0,96"
    assert len({text.get_color() for text in ax.texts}) == 1  # no black number among white ones
    assert [label.get_text() for label in ax.get_yticklabels()] == ["porta 1", "porta 2"]


def test_spread_labels_keep_their_order_and_their_distance(rng):
    for _ in range(50):
        places = rng.normal(size=6)
        found = plots.spread(places, gap=0.5)
        assert (np.argsort(found) == np.argsort(places)).all()
        assert np.diff(np.sort(found)).min() >= 0.5 - 1e-12
        assert found.mean() == pytest.approx(places.mean())
    assert (plots.spread([3.0, 0.0, 9.0], gap=1.0) == [3.0, 0.0, 9.0]).all()


@pytest.mark.parametrize(
    ("value", "digits", "text"), [(0.5, 2, "0,50"), (-1.25, 1, "−1,2"), (-0.001, 2, "0,00"), (1000, 0, "1000")]
)
def test_numbers_are_written_the_brazilian_way(value, digits, text):
    assert plots.br(value, digits) == text


def test_axes_use_the_decimal_comma():
    fig, (ax,) = plots.panels(False, wide=(700, 300), tall=(400, 300))
    plots.curves(ax, [-0.5, 0.5], {"reta": [0, 1]})
    fig.draw_without_rendering()
    assert "−0,4" in [label.get_text() for label in ax.get_xticklabels()]
