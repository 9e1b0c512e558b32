"""Rooms stand on floors: a module imports from its own room and from floors below; no file in a circle; what students
import stays light."""

import graphlib
import json
import subprocess
import sys

import grimp
import pytest

# From the ground up. Rooms of one floor do not know each other.
FLOORS = {
    "autograder": [
        {"ground"},
        {"building", "running"},
        {"course"},
        {"incoming"},
        {"judging"},
        {"outgoing"},
        {"commands", "nbgrader_plugin"},
        {"__main__"},
    ],
    "enap_lstm": [
        {"portuguese", "reference", "data", "version"},
        {"panel", "training"},
        {"judging", "gradcheck"},
        {"exercise"},
        {"exercises", "plots"},
        {"checking"},
        {"check", "widgets"},
        {"figures"},
    ],
}
OUTSIDE = {  # who alone may import what does not belong to every machine
    "nbgrader": {"autograder"}, "jupytext": {"autograder"}, "jupyterhub": {"autograder"}, "dask": {"autograder"},
    "autograder": {"autograder"},
}  # fmt: skip
HEAVY = ["torch", "nbgrader", "matplotlib.pyplot", "jupytext", "enap_lstm.training"]


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("autograder", "enap_lstm", include_external_packages=True, cache_dir=None)


def floor(module: str) -> int | None:
    """The floor of a module's room; None for a package's own face."""
    package, *rest = module.split(".")
    return next(level for level, rooms in enumerate(FLOORS[package]) if rest[0] in rooms) if rest else None


def room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def of(graph, package: str) -> list[str]:
    return sorted(m for m in graph.modules if m.split(".")[0] == package)


@pytest.mark.parametrize("package", FLOORS)
def test_every_module_has_a_floor(graph, package):
    known = set().union(*FLOORS[package])
    assert {m.split(".")[1] for m in of(graph, package) if "." in m} == known


@pytest.mark.parametrize("package", FLOORS)
def test_nothing_imports_upwards(graph, package):
    upwards = [
        f"{module} imports {other}"
        for module in of(graph, package)
        for other in graph.find_modules_directly_imported_by(module)
        if other.split(".")[0] == package and floor(module) is not None and floor(other) is not None
        if room(module) != room(other) and floor(other) >= floor(module)
    ]
    assert upwards == []


def test_no_file_imports_itself_by_a_detour(graph):
    """A room's face (`__init__`) imports what is public in it; what it holds does not import the face."""
    imports = {m: graph.find_modules_directly_imported_by(m) - {m} for p in FLOORS for m in of(graph, p)}
    graphlib.TopologicalSorter(imports).prepare()  # raises CycleError, with the circle in it


def test_a_circle_would_be_found():
    with pytest.raises(graphlib.CycleError):
        graphlib.TopologicalSorter({"a": {"b"}, "b": {"c"}, "c": {"a"}}).prepare()


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_only_instructors_have_is_imported_by_their_package_alone(graph, name):
    if name in graph.modules:
        users = {m.split(".")[0] for m in graph.find_modules_that_directly_import(name)}
        assert users - {"autograder"} == set() and OUTSIDE[name] == {"autograder"}
    assert not any(other.split(".")[0] == name for m in of(graph, "enap_lstm") for other in
                   graph.find_modules_directly_imported_by(m))  # fmt: skip


def test_what_observes_an_answer_stands_alone(graph):
    """It is copied to where student code runs, where nothing else of ours is."""
    ours = {m for m in graph.find_modules_directly_imported_by("enap_lstm.judging.answer") if m.startswith("enap_lstm")}
    assert ours == set()


def test_a_panel_needs_no_ipython():
    code = "import sys, enap_lstm.panel as p; p.show(p.Panel('f', p.State.TO_DO)); sys.exit('IPython' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def test_importing_the_course_brings_nothing_heavy():
    code = f"import json, sys, enap_lstm; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout) == []
