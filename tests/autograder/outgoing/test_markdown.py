"""Markdown that a page shows: nothing in it runs or is fetched, and formulas need no network."""

import re
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest

from autograder.outgoing.markdown import clean, for_comment, for_source, formula

NOTEBOOKS = sorted((Path(__file__).parents[3] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize(
    "dirty, tidy",
    [
        ("<p>um <em>texto</em></p>", "<p>um <em>texto</em></p>"),
        ('<a href="x"><img src="https://a/b.svg" alt="c"></a>', ""),
        ('<a href="javascript:x()">y</a>', "<a>y</a>"),
        ('<img src="data:image/svg+xml,x" onerror="x()">', "<img>"),
        ("<script>x</script><iframe>y</iframe>", "xy"),
    ],
)
def test_html_passes_a_wall(dirty, tidy):
    assert clean(dirty) == tidy


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_formula_of_the_course_becomes_mathml(path):
    """No dollar sign, no TeX is left; each formula is well-formed, and as many as were written are there."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            page = for_source(cell.source)
            words = re.sub(r"<(code|pre)[ >].*?</\1>", "", page, flags=re.DOTALL)
            assert "$" not in words and "\\" not in words
            formulas = re.findall(r"<math.*?</math>", page, re.DOTALL)
            code = re.sub(r"```.*?```|`[^`]*`", "", cell.source, flags=re.DOTALL)
            assert len(formulas) == code.count("$") // 2 - code.count("$$") // 2
            for each in formulas:
                ElementTree.fromstring(each)


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(http://x)}{y}",
        r"\frac{1}",
        r"\begin{nada}",
    ],
)
def test_tex_that_is_more_or_less_than_a_formula_is_shown_as_it_was_written(tex):
    shown = formula(tex)
    assert not re.search(r"<(script|img)|href=|style=|url\(", re.sub(r"<code>.*</code>", "", shown))
    assert shown.startswith(("<code>", "<math"))


def test_a_text_cannot_hold_the_mark_of_a_formula():
    assert for_source("$x$ \ue0000\ue001").count("<math") == 1


def test_a_comment_is_markdown_or_html_and_has_no_headings():
    assert for_comment("<p>Bom!</p>").strip() == "<p>Bom!</p>"
    assert for_comment("Veja **isto**, $h_t$.").count("<math") == 1
    assert "<h" not in for_comment("# Título\n\n<h1>x</h1>")
    assert for_comment("<img src=x onerror=alert(1)><script>x</script>").strip() == "<p><img>x</p>"
