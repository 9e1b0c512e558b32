"""Dependencies point one way, and what students import stays light (DESIGN, section 2)."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
INSTRUCTORS_ONLY = {"autograder", "nbgrader", "jupytext", "jupyterhub", "dask"}
LEAVES = {"enap_lstm.reference", "enap_lstm.gradcheck", "enap_lstm.exercise"}
# module or package -> what it must not import
FORBIDDEN = {
    "enap_lstm": INSTRUCTORS_ONLY,
    **{
        leaf: LEAVES - {leaf} | {"enap_lstm.exercises", "enap_lstm.check", "enap_lstm.plots"} for leaf in sorted(LEAVES)
    },
    "enap_lstm.exercises": {"enap_lstm.check", "enap_lstm.plots", "enap_lstm.widgets"},
    "enap_lstm.plots": {"enap_lstm.exercises", "enap_lstm.check", "enap_lstm.widgets"},
    "enap_lstm.panel": LEAVES | {"enap_lstm.exercises", "enap_lstm.judging", "enap_lstm.check", "enap_lstm.plots"},
    "enap_lstm.judging.answer": {"enap_lstm"},
    "enap_lstm.judging.seal": {"enap_lstm.reference", "enap_lstm.exercises", "enap_lstm.exercise"},
}
HEAVY = ["torch", "nbgrader", "matplotlib.pyplot", "jupytext"]


def imports(module: str) -> set[str]:
    """Every dotted name that a module or package imports, anywhere in its files."""
    place = ROOT / module.replace(".", "/")
    found = set()
    for path in [place.with_suffix(".py")] if place.with_suffix(".py").is_file() else place.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("module", FORBIDDEN)
def test_dependencies_point_one_way(module):
    assert imports(module), f"nothing found: has {module} moved?"
    wrong = {name for name in imports(module) for other in FORBIDDEN[module] if f"{name}.".startswith(f"{other}.")}
    assert wrong == set()


def test_a_panel_needs_no_ipython():
    code = "import sys, enap_lstm.panel as p; p.show(p.Panel('f', p.State.TO_DO)); sys.exit('IPython' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def test_importing_the_course_brings_nothing_heavy():
    code = f"import json, sys, enap_lstm; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout) == []
