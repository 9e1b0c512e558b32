"""Figures and controls in a real JupyterLab: described, moved by keyboard, and still there when the kernel is not."""

import re

import pytest
from playwright.sync_api import expect

from enap_lstm.data import SENTENCE
from enap_lstm.widgets.outputs import DEAD

pytestmark = pytest.mark.slow

CELLS = (
    "from enap_lstm.widgets import palpite, slider\n"
    "from enap_lstm.figures.forget_gate import fading\n"
    "from enap_lstm.figures.gate_table import gate_table\n"
    "from enap_lstm.figures.trace import trace\n"
    "from enap_lstm.figures.cell_map import mapa_da_celula",
    "gate_table('i', trace().i)",
    "slider(fading, 'f', low=0.0, high=1.0, step=0.01, start=0.9)",
    "mapa_da_celula(3, t=3)",
    "palpite('Quanto resta de 1?', ['metade', 'um quarto'], certa='um quarto', porque='0,5 × 0,5 = 0,25.')",
)
SETUP, TABLE, SLIDER, MAP, GUESS = range(5)
# Every description that the figure of a cell has had since: a busy machine may look too late at a word that is on its way.
WATCH = """cell => {
    window.walked = [];
    const look = () => {
        const alt = cell.querySelector("figure img")?.alt;
        if (alt && alt !== window.walked.at(-1)) window.walked.push(alt);
    };
    new MutationObserver(look).observe(cell, {subtree: true, childList: true, attributes: true});
}"""


def alt(notebook, place):
    """The description that a screen reader finds on the figure of a cell."""
    return notebook.cell(place).locator("figure img")


def test_controls_by_keyboard_and_every_figure_after_the_server_was_killed(page, start_lab, tmp_path):
    (tmp_path / "cadernos").mkdir()
    homes = [tmp_path / name for name in ("hoje", "amanhã")]
    for home in homes:
        home.mkdir()
    with start_lab(tmp_path / "cadernos", homes[0]) as lab:
        notebook = lab.open_cells(page, CELLS)
        for place in range(len(CELLS)):
            notebook.run(place)
        expect(alt(notebook, TABLE)).to_have_attribute("alt", contains("Tabela da porta de entrada (i)"))
        a_slider_is_moved_and_typed_into(notebook)
        the_map_walks(notebook)
        a_guess_is_answered(notebook)
        the_narrow_layout_is_taken_in_a_narrow_window(notebook)
        notebook.save()
        said = [alt(notebook, place).get_attribute("alt") for place in (TABLE, SLIDER, MAP)]
    with start_lab(tmp_path / "cadernos", homes[1]) as lab:
        again = lab.opened(page, notebook.path)
        for place, sentence in zip((TABLE, SLIDER, MAP), said, strict=True):
            picture = alt(again, place)
            expect(picture).to_have_attribute("alt", sentence)
            assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 1000
        for place in (SLIDER, MAP):
            expect(again.cell(place)).to_contain_text(DEAD)
        expect(again.cell(GUESS)).to_contain_text("Quanto resta de 1?")
        expect(again.cell(GUESS)).to_contain_text("✓ Certo. b) um quarto")


def a_slider_is_moved_and_typed_into(notebook):
    cell, picture = notebook.cell(SLIDER), alt(notebook, SLIDER)
    field = cell.get_by_role("textbox", name="f =")
    field.fill("0,97")
    field.press("Enter")
    expect(picture).to_have_attribute("alt", contains("Com f = 0,97,"))
    cell.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("ArrowLeft")
    expect(picture).to_have_attribute("alt", contains("Com f = 0,96,"))
    expect(field).to_have_value("0,96")


def the_map_walks(notebook):
    """The next word by its button, then the walk from the first to the last, and the button's own word."""
    cell, picture = notebook.cell(MAP), alt(notebook, MAP)
    cell.get_by_role("button", name="próxima ▶").focus()
    notebook.page.keyboard.press("Enter")
    expect(picture).to_have_attribute("alt", contains("“duendes” (t = 4)"))
    cell.evaluate(WATCH)
    cell.get_by_role("button", name="percorrer").focus()
    notebook.page.keyboard.press("Enter")
    expect(cell.get_by_role("button", name="parar")).to_be_visible()
    expect(cell.get_by_role("button", name="percorrer")).to_be_visible()
    walked = notebook.page.evaluate("window.walked.map(alt => /“(.*?)”/.exec(alt)[1])")
    assert walked[-len(SENTENCE) :] == list(SENTENCE)


def a_guess_is_answered(notebook):
    cell = notebook.cell(GUESS)
    expect(cell.locator("details p")).to_be_hidden()
    cell.get_by_role("button", name="b)").focus()
    notebook.page.keyboard.press("Enter")
    expect(cell.get_by_role("status")).to_contain_text("✓ Certo. b) um quarto")


def the_narrow_layout_is_taken_in_a_narrow_window(notebook):
    """Another picture of 400 px (800 in the file), with the same description; nothing wider than its output."""
    page = notebook.page
    wide = [alt(notebook, place).evaluate("image => image.naturalWidth") for place in (TABLE, SLIDER, MAP)]
    page.keyboard.press("Control+b")  # the list of files would take all the room
    page.set_viewport_size({"width": 400, "height": 900})
    for place in (TABLE, SLIDER, MAP):
        page.wait_for_function("image => image.naturalWidth === 800", arg=alt(notebook, place).element_handle())
        assert alt(notebook, place).evaluate("image => image.clientWidth") >= 320
    page.set_viewport_size({"width": 1280, "height": 1000})
    assert min(wide) > 1000


def contains(text):
    return re.compile(re.escape(text))
