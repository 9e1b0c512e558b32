"""Controls, guesses and goals without a front end: what is displayed, and what changes when a control does."""

import base64

import ipywidgets
import numpy as np
import pytest

from enap_lstm import plots, widgets
from enap_lstm.widgets import goal, outputs
from enap_lstm.widgets.number import Number, parse


class Page:
    """What a notebook would store: its outputs in order, each with what replaced it."""

    def __init__(self):
        self.outputs, self.drawn = [], []

    def display(self, data, *, metadata=None, raw, display_id=False):
        self.outputs.append(data)
        place = len(self.outputs) - 1
        return Handle(self, place) if display_id else None


class Handle:
    def __init__(self, page, place):
        self.page, self.place = page, place

    def update(self, data, *, metadata=None, raw):
        self.page.outputs[self.place] = data


@pytest.fixture
def page(monkeypatch):
    page = Page()
    monkeypatch.setattr(outputs, "display", page.display)
    return page


@pytest.fixture
def controls(monkeypatch):
    """Every control that was displayed."""
    found, show = [], outputs.show_control

    def keep(control, words, html=""):
        found.append(control)
        show(control, words, html)

    monkeypatch.setattr(outputs, "show_control", keep)
    return found


@pytest.fixture
def draw(page):
    def draw(value):
        page.drawn.append(value)

        def fig(narrow):
            fig, (ax,) = plots.panels(narrow, wide=(300, 200), tall=(200, 200))
            plots.curves(ax, [0, 1], {"memória": [1, value]})
            return fig

        return plots.Picture(fig, f"A memória vale {plots.br(value)}.", f"f = {plots.br(value)}")

    return draw


def test_the_figure_is_an_output_of_its_own_and_the_control_another(page, controls, draw):
    assert widgets.slider(draw, "f", low=0.0, high=1.0, step=0.05, start=0.5) is None  # or a cell would show it twice
    control, figure = page.outputs
    assert control[outputs.VIEW]["model_id"] == controls[0].model_id
    assert control["text/plain"] == "Controle: f, de 0,00 a 1,00; aqui, 0,50." and "text/html" not in control
    assert outputs.VIEW not in figure  # or JupyterLab would take the widget and lose the figure with the kernel
    assert figure["text/plain"] == "A memória vale 0,50." and outputs.DEAD in figure["text/html"]
    assert base64.b64decode(figure["image/png"]).startswith(b"\x89PNG")


def test_moving_the_slider_redraws_the_figure_in_its_place_and_draws_each_value_once(page, controls, draw):
    widgets.slider(draw, "f", low=0.0, high=1.0, step=0.05, start=0.5)
    slider, field, _ = controls[0].children
    first = page.outputs[1]
    slider.value = 0.9
    assert 'alt="A memória vale 0,90."' in page.outputs[1]["text/html"] and field.value == "0,90"
    slider.value = 0.5
    assert page.outputs[1] == first and len(page.outputs) == 2
    assert page.drawn == [0.5, 0.9]


def test_several_sliders_share_one_figure(page, controls, draw):
    assert widgets.sliders(lambda i, g: draw(i + g), [("i", 0.0, 1.0, 0.5), ("g", -1.0, 1.0, 0.25)], step=0.25) is None
    control, figure = page.outputs
    assert control["text/plain"] == "Controles: i, de 0,00 a 1,00; aqui, 0,50; g, de −1,00 a 1,00; aqui, 0,25."
    assert figure["text/plain"] == "A memória vale 0,75."
    i, g = (box.children[0] for box in controls[0].children)
    g.value = -1.0
    i.value = 1.0
    assert page.outputs[1]["text/plain"] == "A memória vale 0,00." and page.drawn == [0.75, -0.5, 0.0]


@pytest.mark.parametrize(
    ("typed", "value", "written"),
    [
        ("0,97", 0.97, "0,97"),
        ("0.3", 0.3, "0,30"),
        ("7", 1.0, "1,00"),
        ("−1", 0.0, "0,00"),
        ("muito", 0.5, "0,50"),
        ("", 0.5, "0,50"),
    ],
)
def test_what_is_typed_may_have_a_comma_and_ends_within_the_limits(typed, value, written):
    number = Number("f", low=0.0, high=1.0, step=0.01, start=0.5)
    number.field.value = typed
    assert (number.slider.value, number.field.value) == (value, written)


def test_the_field_shows_the_digits_of_the_step_and_is_named():
    number = Number("w", low=0.0, high=1.0, step=0.001, start=0.5)
    assert number.field.value == "0,500" and number.field.description == "w ="
    assert not number.slider.readout and "de 0,000 a 1,000" in number.box.children[2].value


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "1,2,3", "0x1"])
def test_what_is_no_number_is_none(text):
    assert parse(text) is None


WALKS = ipywidgets.Play, ipywidgets.SelectionSlider, ipywidgets.Button


def test_only_core_widgets_that_colab_has(controls, draw):
    widgets.slider(draw, "f", low=0.0, high=1.0, step=0.05, start=0.5)
    widgets.over_words(draw, ["Eu", "não"])
    used = {type(child) for box in controls for child in box.children}
    assert used <= {ipywidgets.FloatSlider, ipywidgets.Text, ipywidgets.HTML, *WALKS}


def test_slider_buttons_and_player_walk_over_the_words_together(page, controls, draw):
    widgets.over_words(draw, ["Eu", "não", "acredito"], start=1)
    back, forward, walk, at, play = controls[0].children
    assert at.label == "1 · não" and page.drawn == [1]
    assert play.layout.display == "none" and [b.description for b in (back, forward)] == ["◀ anterior", "próxima ▶"]
    forward.click()
    assert (at.index, play.value) == (2, 2) and "vale 2,00" in page.outputs[1]["text/plain"]
    forward.click()  # there is no further one
    play.value = 0
    assert at.index == 0 and "vale 0,00" in page.outputs[1]["text/plain"]
    back.click()
    at.index = 2
    assert play.value == 2 and page.drawn == [1, 2, 0]


def test_the_button_that_walks_starts_again_at_the_end_and_says_what_it_will_do(page, controls, draw):
    widgets.over_words(draw, ["Eu", "não"], start=1)
    *_, walk, at, play = controls[0].children
    playing = "playing" if play.has_trait("playing") else "_playing"
    walk.click()
    assert at.index == 0 and getattr(play, playing) and walk.description == "parar"
    walk.click()
    assert not getattr(play, playing) and walk.description == "percorrer"


QUESTION = dict(certa="um quarto", porque="0,5 × 0,5 = 0,25.")


@pytest.fixture
def buttons(page, controls):
    widgets.palpite("Quanto resta se f < 1?", ["metade", "um quarto", "nada"], **QUESTION)
    return controls[0].children


def test_a_page_without_a_kernel_has_question_and_options_and_the_answer_folded(page, buttons):
    question, control, answer = page.outputs
    assert "Quanto resta se f &lt; 1?<br>a) metade<br>b) um quarto<br>c) nada" in question["text/html"]
    assert (
        answer["text/html"].startswith("<details><summary>")
        and "b) um quarto</strong> · 0,5 × 0,5" in answer["text/html"]
    )
    assert outputs.VIEW not in answer and outputs.VIEW not in question
    assert [button.description for button in buttons] == ["a)", "b)", "c)"]


@pytest.mark.parametrize(
    ("place", "said"), [(1, "✓ Certo. b) um quarto"), (2, "· Você escolheu c). A resposta é b) um quarto")]
)
def test_first_the_choice_then_whether_it_is_right_and_why(place, said, page, buttons):
    buttons[place].click()
    answer = page.outputs[2]
    assert f"<strong>{said}</strong>" in answer["text/html"] and QUESTION["porque"] in answer["text/html"]
    assert answer["text/plain"] == f"{said} · {QUESTION['porque']}" and len(page.outputs) == 3
    assert 'role="status"' in answer["text/html"]


def test_the_right_one_must_be_among_the_options():
    with pytest.raises(ValueError, match="não está entre as opções: 'a' e 'b'"):
        widgets.palpite("?", ["a", "b"], certa="c", porque="")


GOALS = [
    ("em não, f passa de 0,9", lambda f: f[1], lambda v: v > 0.9),
    ("em duendes, f fica abaixo de 0,1", lambda f: f[4], lambda v: v < 0.1),
]


def shown_goals(page, compute):
    widgets.desafio("Guarde o <não>.", compute, GOALS)
    return page.outputs.pop()


def test_a_goal_lights_up_part_by_part_in_words(page):
    half = shown_goals(page, lambda: np.array([0.5, 0.95, 0.9, 0.9, 0.6]))
    assert half["text/plain"].splitlines() == [
        "Desafio: Guarde o <não>.",
        "✓ atingida: em não, f passa de 0,9 (0,95)",
        "· ainda não: em duendes, f fica abaixo de 0,1 (0,60)",
        "1 de 2 metas.",
    ]
    assert half["text/html"].count(goal.LIT) == 1 and "&lt;não&gt;" in half["text/html"]
    assert shown_goals(page, lambda: [0, 1, 0, 0, 0])["text/plain"].endswith("2 de 2 metas. Desafio completo.")


@pytest.mark.parametrize(
    ("compute", "said"),
    [(lambda: 1 / 0, "ZeroDivisionError"), (lambda: None, "TypeError"), (lambda: np.ones(3), "IndexError")],
)
def test_an_unfinished_function_costs_its_line_never_the_cell(compute, said, page):
    text = shown_goals(page, compute)["text/plain"]
    assert "· não calculada: em duendes" in text and f"A sua função parou: {said}" in text
