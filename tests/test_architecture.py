"""docs/architecture: the picture is the code's, and every path that the page names is there."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
UPDATE = "make docs-picture"


def drawing() -> str:
    spec = importlib.util.spec_from_file_location("picture", DOCS / "picture.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.drawing()


def test_the_picture_is_drawn_from_the_imports_of_now():
    assert (DOCS / "architecture.dot").read_text(encoding="utf-8") == drawing(), UPDATE


@pytest.mark.needs("dot", "graphviz")
def test_the_svg_shows_every_box_and_arrow_of_the_drawing():
    svg = (DOCS / "architecture.svg").read_text(encoding="utf-8")
    fresh = subprocess.run([shutil.which("dot"), "-Tsvg"], input=drawing(), capture_output=True, encoding="utf-8")
    titles = re.compile(r"<title>(.*?)</title>")  # places differ from one graphviz to the next, boxes and arrows do not
    assert sorted(titles.findall(svg)) == sorted(titles.findall(fresh.stdout)), UPDATE


def test_every_path_of_the_page_exists():
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = {
        path for path in re.findall(r"`([\w/.]+/[\w/.]*)`", page) if path.startswith(("autograder/", "enap_lstm/"))
    }
    assert len(named) > 15
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
