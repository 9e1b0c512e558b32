"""A student's session in JupyterLab: what the notebooks show, what a wrong answer is told, how the controls answer."""

import re

import pytest
from playwright.sync_api import Locator, expect

from autograder.building.build import instructor_notebook

pytestmark = pytest.mark.slow

# notebook: the exercise, a wrong answer as students write it, what must be said to it
WRONG = {
    "01_elman_rnn": (
        "rnn_step",
        "def rnn_step(x, h_prev, U, W, b):\n    return np.tanh(x @ U.T + h_prev @ W.T)",
        "É o que se obtém sem o viés",
    ),
    "02_input_gate": (
        "input_gate",
        "def input_gate(x, h_prev, U_i, W_i, b_i):\n    return np.tanh(x @ U_i.T + h_prev @ W_i.T + b_i)",
        "É o que se obtém com a tanh no lugar da σ.",
    ),
}
FRAMES = ("Traceback", "CheckFailed", "Cell In[", "File ", "site-packages", "enap_lstm/")


@pytest.mark.parametrize("name", WRONG)
def test_the_whole_notebook_as_a_student_works_through_it(lab, page, name, root):
    """Every cell runs in order; the first answer is wrong, explained and repaired; the control moves; nothing is missing."""
    notebook = lab.open(page, name)
    exercise, wrong, said = WRONG[name]
    answer, graded = notebook.place(exercise), notebook.place(f"check_{exercise}")
    notebook.run_until(answer)
    slider_moves_the_figure(page)

    notebook.write(answer, wrong)
    notebook.run(answer)
    notebook.run(graded)
    message = notebook.output(graded).first
    expect(message).to_contain_text(said)
    expect(message).to_contain_text(re.compile(r"diferem[\s\S]*esperado\s[\s\S]*obtido\s"))
    assert not [frame for frame in FRAMES if frame in message.inner_text()]

    solved = {cell.id: cell.source for cell in instructor_notebook(root / "solutions" / f"{name}.py").cells}
    notebook.write(answer, solved[notebook.cells[answer]["id"]])
    notebook.run(answer)
    notebook.run(graded)
    expect(notebook.output(graded)).to_contain_text("Tudo certo")

    for place in range(graded + 1, len(notebook.cells)):
        if notebook.is_answer(place):
            notebook.write(place, solved[notebook.cells[place]["id"]])
        notebook.run(place)
    expect(page.locator('[data-mime-type="application/vnd.jupyter.stderr"]')).to_have_count(0)
    expect(page.locator('[data-mime-type="application/vnd.jupyter.error"]')).to_have_count(0)
    summary = notebook.output(len(notebook.cells) - 1)
    expect(summary).to_contain_text("10 de 10 pontos")
    expect(summary).to_contain_text("Tudo pronto para entregar.")
    for picture in pictures(page):
        described_and_whole(picture)

    saved = notebook.save()
    ours = [cell["metadata"].get("nbgrader") for cell in notebook.cells]
    kept = [cell["metadata"].get("nbgrader") for cell in saved]
    assert kept[: len(ours)] == ours  # collecting finds the answers by it; Shift+Enter in the last cell adds one
    assert saved[answer]["source"] == solved[notebook.cells[answer]["id"]]


def slider_moves_the_figure(page) -> None:
    """Right arrow on the first control: the readout, the image and its description change; the arrow back undoes it."""
    handle = page.locator(".jp-Notebook .noUi-handle").first
    picture = page.locator(".jp-Cell:has(.noUi-handle) figure img").first
    before, description = picture.get_attribute("src"), picture.get_attribute("alt")
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(picture).not_to_have_attribute("src", before)
    expect(picture).not_to_have_attribute("alt", description)
    described_and_whole(picture)
    page.keyboard.press("ArrowLeft")
    expect(picture).to_have_attribute("src", before)


@pytest.mark.parametrize("name", WRONG)
def test_before_anything_runs_the_figures_are_there_with_their_descriptions(lab, page, name):
    """JupyterLab does not trust a downloaded notebook: what is left of an output by its sanitizer must say the same."""
    notebook = lab.open(page, name)
    kept = [output["data"] for cell in notebook.cells for output in cell.get("outputs", [])]
    stored = [data for data in kept if "image/png" in data]
    expect(page.locator(".jp-Notebook .jp-OutputArea-output img")).to_have_count(len(stored))
    assert stored
    for picture, data in zip(pictures(page), stored, strict=True):
        described_and_whole(picture)
        assert picture.get_attribute("alt") == data["text/plain"]


def pictures(page) -> list[Locator]:
    return page.locator(".jp-Notebook .jp-OutputArea-output img").all()


def described_and_whole(picture: Locator) -> None:
    """It was loaded, a screen reader finds a sentence, and no part of it lies outside the output."""
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    assert len(picture.get_attribute("alt") or "") > 40
    image, area = (
        picture.bounding_box(),
        picture.locator("xpath=ancestor::*[contains(@class, 'jp-OutputArea')][last()]").bounding_box(),
    )
    assert image["x"] + image["width"] <= area["x"] + area["width"] + 1
