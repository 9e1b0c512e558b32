"""Every notebook, solved, in a real JupyterLab: run, saved, the server killed; the next day every figure is there."""

from __future__ import annotations

import re

import nbformat
import pytest
from playwright.sync_api import expect

from autograder.building.build import instructor_notebook
from autograder.building.sources import TRAINING
from enap_lstm.exercises.registry import NOTEBOOKS

pytestmark = pytest.mark.slow
RUN = 90_000  # ms for all cells of a notebook on a busy machine
SIZES = {"wide, light": (1366, 768, "JupyterLab Light"), "narrow, dark": (400, 800, "JupyterLab Dark")}
WIDER = """() => [...document.querySelectorAll('.jp-Notebook .jp-OutputArea-output figure, .jp-Notebook .jp-OutputArea-output .enap')]
    .filter(each => each.getBoundingClientRect().right > each.closest('.jp-Cell').getBoundingClientRect().right + 1)
    .map(each => each.outerHTML.slice(0, 200))"""


def solved(root, name):
    """The instructor's notebook as a student who is through with it has it; what trains is left out here."""
    notebook = instructor_notebook(root / "solutions" / f"{name}.py")
    notebook.cells = [cell for cell in notebook.cells if TRAINING not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def figures(page) -> list[tuple[str, int]]:
    """The description and width in pixels of every figure on the page, each brought into view and decoded."""
    found = []
    for picture in page.locator(".jp-Notebook .jp-OutputArea-output figure img").all():
        picture.scroll_into_view_if_needed()
        width = picture.evaluate("image => image.decode().then(() => image.naturalWidth)")
        found.append((picture.get_attribute("alt"), width))
    return found


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_figure_is_there_after_the_server_was_killed(page, start_lab, tmp_path, root, name):
    folder = tmp_path / "cadernos"
    (folder / "meu").mkdir(parents=True)
    path = folder / "meu" / f"{name}.ipynb"
    nbformat.write(solved(root, name), path)
    home = tmp_path / "home"
    home.mkdir()
    with start_lab(folder, home) as lab:
        notebook = lab.opened(page, path)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name=re.compile("^Run All Cells$")).click()
        expect(notebook.output(len(notebook.cells) - 1)).to_contain_text("10 de 10 pontos", timeout=RUN)
        expect(page.locator('[data-mime-type="application/vnd.jupyter.stderr"]')).to_have_count(0)
        expect(page.locator('[data-mime-type="application/vnd.jupyter.error"]')).to_have_count(0)
        before = figures(page)
        notebook.save()
    assert before and all(len(alt or "") > 40 and width > 300 for alt, width in before)
    with start_lab(folder, home) as lab:
        for size, (width, height, theme) in SIZES.items():
            lab.use_theme(page, theme)
            page.set_viewport_size({"width": 1366, "height": 768})
            lab.opened(page, path)
            page.keyboard.press("Control+b")  # the list of files would take all of a narrow window
            page.set_viewport_size({"width": width, "height": height})  # by now: a narrow toolbar hides the kernel
            assert [alt for alt, _ in figures(page)] == [alt for alt, _ in before], size
            assert notebook.cell(0).bounding_box()["width"] > width * 0.7
            assert page.evaluate(WIDER) == [], size
