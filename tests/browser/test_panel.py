"""The panel where it is read: contrast, whole words and no sideways scroll on every ground; keyboard and screen reader."""

from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbconvert import HTMLExporter
from playwright.sync_api import Page, expect

from tests.panel_states import HOSTILE, NAME, PARTLY, RECOGNISED, STATES

MEASURES = Path(__file__).with_name("panel_measures.js").read_text(encoding="utf-8")
# Grounds and inks of the places that are not built here: JupyterLab's two themes, Colab's dark one, VS Code's.
GROUNDS = {
    "JupyterLab, light": ("#ffffff", "rgba(0, 0, 0, 0.87)"),
    "JupyterLab, dark": ("#111111", "rgba(255, 255, 255, 1)"),
    "Colab, dark": ("#383838", "#d5d5d5"),
    "VS Code, light": ("#ffffff", "#3b3b3b"),
    "VS Code, dark": ("#1f1f1f", "#cccccc"),
}
EXPORTS = {"lab, light": ("lab", "light"), "lab, dark": ("lab", "dark"), "classic": ("classic", "light")}
PLACES = [*GROUNDS, *EXPORTS]


def body() -> str:
    panels = [f"<h2>{name}</h2>{panel.as_html()}" for name, panel in STATES.items()]
    return f"<h1>Painéis</h1>{''.join(panels)}"


def on_ground(ground: str, ink: str) -> str:
    """A page as a front end lays it: the output is a div with the theme's colours and a style of its own for code."""
    return (
        '<!DOCTYPE html><html lang="pt-BR"><title>Painéis</title><style>'
        f":root {{ --jp-content-font-color1: {ink}; --vscode-foreground: {ink}; --jp-layout-color0: {ground} }}"
        f" body {{ margin: 12px; background: {ground}; color: {ink}; font: 14px/1.4 sans-serif }}"
        " code { color: #c7254e; background: #f9f2f4 } td, th { text-align: right } tr:nth-child(even) { background: #f5f5f5 }"
        f"</style><main><div>{body()}</div></main></html>"
    )


def exported(template: str, theme: str) -> str:
    """The page that nbconvert makes of a notebook with every panel as an output."""
    cells = [nbformat.v4.new_markdown_cell("# Painéis")]
    for panel in STATES.values():
        data = {"text/html": panel.as_html(), "text/plain": panel.as_text()}
        cells.append(nbformat.v4.new_code_cell("check()", outputs=[nbformat.v4.new_output("display_data", data)]))
    exporter = HTMLExporter(template_name=template, theme=theme)
    return exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))[0]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    grounds = {name: on_ground(*colours) for name, colours in GROUNDS.items()}
    return grounds | {name: exported(*how) for name, how in EXPORTS.items()}


def show(page: Page, content: str, width: int = 1100) -> None:
    page.route("**/*", lambda route: route.abort())  # an exported page asks for MathJax
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(content, wait_until="domcontentloaded")


def must_be_readable(found: dict) -> None:
    assert found["panels"] == len(STATES) and found["texts"] > 200
    assert found["faint"] == []
    assert min(found["accents"]) >= 3
    assert found["broken"] == []
    assert found["wide"] == []


@pytest.mark.parametrize("width", [1100, 400])
@pytest.mark.parametrize("place", PLACES)
def test_every_text_is_readable_and_no_word_is_cut(page, pages, place, width):
    show(page, pages[place], width)
    found = page.evaluate(MEASURES)
    must_be_readable(found)
    assert not found["scrolls"]


def test_a_faint_text_and_a_cut_word_would_be_found(page, pages):
    show(page, pages["JupyterLab, dark"].replace("color: #ffffff", "color: #888888"), 400)
    assert page.evaluate(MEASURES)["faint"]
    page.add_style_tag(content="[role=group] p { word-break: break-all }")
    assert page.evaluate(MEASURES)["broken"]
    page.add_style_tag(content="[role=group] p { white-space: nowrap }")
    assert page.evaluate(MEASURES)["scrolls"]


@pytest.mark.parametrize("place", ["JupyterLab, light", "JupyterLab, dark", "Colab, dark"])
def test_axe_finds_nothing(page, pages, place):
    show(page, pages[place])
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["impact"]) for rule in found] == []


def test_what_a_student_wrote_stays_text_and_inside_the_page(page):
    show(page, on_ground("#ffffff", "#000000").replace(body(), HOSTILE.as_html()), 400)
    found = page.evaluate(MEASURES)
    assert not found["scrolls"] and found["faint"] == []
    assert page.evaluate("window.pwned") is None
    assert page.locator("main script, main img").count() == 0


def test_a_hint_is_opened_and_closed_with_the_keyboard(page, pages):
    show(page, pages["JupyterLab, light"])
    second = page.get_by_label("Verificação de forget_gate_backward").locator("details").nth(1)
    second.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(second.locator("p")).to_be_visible()
    page.keyboard.press("Space")
    expect(second.locator("p")).to_be_hidden()


def test_code_wider_than_the_page_is_reached_and_scrolled_with_the_keyboard(page):
    show(page, on_ground("#ffffff", "#000000").replace(body(), RECOGNISED.as_html()), 400)
    page.keyboard.press("Tab")
    code = page.get_by_label("O seu código")
    expect(code).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=code.element_handle())


@pytest.mark.parametrize(("panel", "role"), [(PARTLY, "alert"), (RECOGNISED, "alert"), (STATES["certo"], "status")])
def test_verdict_points_and_what_happened_are_spoken_and_nothing_else(page, panel, role):
    show(page, on_ground("#ffffff", "#000000").replace(body(), panel.as_html()))
    spoken = page.get_by_role(role).inner_text()
    assert panel.state.words in spoken and panel.score in spoken and panel.happened.split(" em *")[0] in spoken
    for waits in ("def ", "igual?", "Próximo passo", "Dica"):
        assert waits not in spoken
    tree = page.locator("main").aria_snapshot()
    assert f'group "Verificação de {panel.exercise}: {panel.state.words}"' in tree


def test_without_any_style_the_words_still_say_it(page):
    """GitHub drops every style: lines of code stay lines, and no meaning was in a colour."""
    show(page, on_ground("#ffffff", "#000000").replace(body(), NAME.as_html()))
    page.evaluate("for (const e of document.querySelectorAll('main *')) e.removeAttribute('style')")
    told = page.locator("main").inner_text()
    assert "A conta parou" in told and "vale 4 pontos" in told
    assert "\n→ 3      return sigmoide(z)\n" in told
