"""The panel in a real JupyterLab, light and dark, wide and narrow: as a kernel shows it, and as a notebook without trust does."""

import base64
import pickle
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.panel_states import STATES

pytestmark = pytest.mark.slow

MEASURES = Path(__file__).with_name("panel_measures.js").read_text(encoding="utf-8")
INSIDE = """async (panel) => {
    while (panel.getBoundingClientRect().right > window.innerWidth) await new Promise(requestAnimationFrame);
}"""  # JupyterLab lays its cells out anew some frames after the window has changed
PANEL = '[style*="border-left"]'


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """A notebook that shows every panel when it runs, and has them as outputs that nobody signed before."""
    panels = base64.b64encode(pickle.dumps(list(STATES.values()))).decode("ascii")
    source = (
        "import base64, pickle\nfrom enap_lstm.panel import show\n"
        f'for panel in pickle.loads(base64.b64decode("{panels}")):\n    show(panel)'
    )
    data = [{"text/html": panel.as_html(), "text/plain": panel.as_text()} for panel in STATES.values()]
    outputs = [nbformat.v4.new_output("display_data", one) for one in data]
    cell = nbformat.v4.new_code_cell(source, outputs=outputs, metadata={"jupyter": {"source_hidden": True}})
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    folder = tmp_path_factory.mktemp("painel")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), folder / "painel.ipynb")
    return folder


def must_be_readable(page: Page, output: Locator, name: str) -> None:
    for width in (1366, 400):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(PANEL).first.evaluate(INSIDE)
        found = page.evaluate(MEASURES)
        assert found["panels"] == len(STATES), name
        assert found["faint"] == [] and min(found["accents"]) >= 3, name
        assert found["broken"] == [] and found["wide"] == [], f"{name}, {width} px"
        sideways = output.evaluate_all("all => all.filter((e) => e.scrollWidth > e.clientWidth).length")
        assert sideways == 0, f"{name}, {width} px"


@pytest.fixture(params=["JupyterLab Light", "JupyterLab Dark"])
def theme(lab, page, request) -> Iterator[str]:
    """JupyterLab in one of its two themes; the server is everybody's, so it is light again afterwards."""
    lab.use_theme(page, request.param)
    yield request.param
    lab.use_theme(page, "JupyterLab Light")


def test_every_state_is_readable_without_trust_and_with_it(lab, page, kept, theme):
    notebook = lab.open(page, "painel", kept)
    output = notebook.output(0)
    page.keyboard.press("Control+b")  # on a narrow screen a student closes the list of files
    expect(page.locator("#jp-left-stack")).to_be_hidden()
    expect(page.locator(PANEL)).to_have_count(len(STATES))
    assert page.locator(f"{PANEL}[role]").count() == 0  # what a notebook without trust loses
    must_be_readable(page, output, f"{theme}, without trust")

    page.set_viewport_size({"width": 1366, "height": 900})
    notebook.run(0)
    expect(page.locator(f"{PANEL}[role]")).to_have_count(len(STATES))
    must_be_readable(page, output, theme)
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0


def test_enter_opens_a_hint_and_leaves_the_cell_alone(lab, page, kept):
    notebook = lab.open(page, "painel", kept)
    notebook.run(0)
    second = page.get_by_label("Verificação de forget_gate_backward").locator("details").nth(1)
    second.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(second.locator("p")).to_be_visible()
    expect(notebook.cell(0).locator(".jp-InputPrompt")).to_have_text(f"[{notebook.executed}]:")
