"""environment.yml, pyproject.toml and constraints.txt agree: one place for ranges, nothing pinned twice."""

import ast
import re
import sys
import tomllib
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
CLIENTS_SIX = {"jupyterlab", "numpy", "torch", "ipywidgets", "nbgrader", "matplotlib"}
CPU_INDEX = "https://download.pytorch.org/whl/cpu"


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def ranges(*extras: str) -> list[Requirement]:
    optional = project()["optional-dependencies"]
    return [Requirement(line) for line in [*project()["dependencies"], *(line for e in extras for line in optional[e])]]


def environment() -> tuple[list[str], list[str]]:
    """What conda installs, what pip installs."""
    entries = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    (pip,) = (entry["pip"] for entry in entries if isinstance(entry, dict))
    return [entry for entry in entries if isinstance(entry, str)], pip


def constraints() -> list[Requirement]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line.strip() and not line.startswith(("#", "-"))]


def test_conda_brings_python_and_pip_and_nothing_else():
    conda, _ = environment()
    assert {re.split(r"[<>=]", entry)[0] for entry in conda} == {"python", "pip"}
    assert f"python{project()['requires-python']}" in conda


def test_pip_brings_the_clients_six_packages_without_versions_and_the_course():
    _, pip = environment()
    options, names = [e for e in pip if e.startswith("-")], [e for e in pip if not e.startswith("-")]
    assert options == [f"--extra-index-url {CPU_INDEX}", "-e .[course]"]
    assert len(names) == len(CLIENTS_SIX) and set(names) == CLIENTS_SIX
    assert not any(Requirement(name).specifier for name in names)


def test_only_one_extra_of_the_project_is_used_and_it_exists():
    _, pip = environment()
    (extra,) = re.findall(r"-e \.\[(\w+)\]", " ".join(pip))
    assert extra in project()["optional-dependencies"]


@pytest.mark.parametrize("extras", [("course",), ("course", "dev")])
def test_nothing_is_pinned_twice(extras):
    names = Counter(canonicalize_name(requirement.name) for requirement in ranges(*extras))
    assert [name for name, times in names.items() if times > 1] == []
    assert not [r for r in ranges(*extras) if any(part.operator in ("==", "===") for part in r.specifier)]


def test_constraints_are_exact_and_name_each_package_once():
    pins = constraints()
    assert all(len(pin.specifier) == 1 and next(iter(pin.specifier)).operator == "==" for pin in pins)
    assert len({canonicalize_name(pin.name) for pin in pins}) == len(pins)


def test_constraints_satisfy_every_range():
    pins = {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in constraints()}
    for requirement in ranges("course", "dev"):
        name = canonicalize_name(requirement.name)
        if name == "torch" and name not in pins:  # its CPU build comes from another index under a local version
            continue
        assert name in pins, f"{name} is not in constraints.txt"
        assert requirement.specifier.contains(pins[name], prereleases=True), (str(requirement), pins[name])


def imported(*folders: str) -> set[str]:
    """Every package that the code imports, wherever in a file, but for Python's own and ours."""
    names = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add((node.module or "").partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"enap_lstm", "autograder", "tests", "conftest"}


def test_every_package_the_students_code_imports_is_declared():
    # IPython is under any notebook (ipywidgets needs it), PIL under matplotlib; torch is closed, never asked for
    allowed = {"IPython", "PIL", "torch"}
    assert imported("enap_lstm") - allowed <= {requirement.name for requirement in ranges()}


def test_every_package_the_instructors_code_imports_is_declared():
    distributions = packages_distributions()
    declared = {canonicalize_name(requirement.name) for requirement in ranges("course", "dev")}
    undeclared = {
        name
        for name in imported("autograder")
        if not declared & {canonicalize_name(distribution) for distribution in distributions.get(name, [name])}
    }
    assert undeclared == set()
