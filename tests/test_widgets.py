import base64

import ipywidgets
import pytest

from enap_lstm import plots, widgets


def draw(value):
    fig, ax = plots.new_figure(3, 2)
    plots.lines(ax, [0, 1], {"memória": [1, value]})
    return fig, f"A memória vale {plots.br(value)}.", f"f = {plots.br(value)}"


@pytest.fixture
def displayed(monkeypatch):
    """The widget, and what a notebook would store of it."""
    stored, boxes = [], []
    monkeypatch.setattr(widgets, "display", lambda data, *, raw: stored.append(data))
    make = widgets.with_picture
    monkeypatch.setattr(widgets, "with_picture", lambda *args: boxes.append(make(*args)) or boxes[-1])
    assert widgets.slider(draw, "f", low=0.0, high=1.0, step=0.05, start=0.5) is None  # or a cell would show it twice
    (data,), (box,) = stored, boxes
    return box, data


def test_one_output_holds_the_control_and_its_first_figure(displayed):
    box, data = displayed
    assert data[widgets.VIEW]["model_id"] == box.model_id
    assert data["text/plain"] == "A memória vale 0,50."
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert 'alt="A memória vale 0,50."' in data["text/html"]


def test_moving_the_control_redraws_figure_description_and_caption(displayed):
    box, data = displayed
    control, picture = box.children
    assert picture.value == data["text/html"]
    control.value = 0.9
    assert 'alt="A memória vale 0,90."' in picture.value
    assert "<figcaption>f = 0,90</figcaption>" in picture.value
    control.value = 0.5
    assert picture.value == data["text/html"]


def test_only_core_widgets_that_colab_has(displayed):
    box, _ = displayed
    assert [type(child) for child in box.children] == [ipywidgets.FloatSlider, ipywidgets.HTML]
