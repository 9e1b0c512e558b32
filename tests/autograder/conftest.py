"""A course of one notebook, made once by the real commands' own functions and copied for each test."""

import shutil
from pathlib import Path

import pytest

from autograder.course import enrol
from autograder.course.create import create
from autograder.course.folder import Course

PYPROJECT = '[project]\nversion = "1.0"\n[tool.enap-lstm]\nrepository = "escola/curso"\nbranch = "main"\n'
SOURCE = '''# %% [markdown]
# # 00 · Começo

# %% [markdown] tags=["teacher"]
# Comece pela figura.

# %%
import numpy as np
from enap_lstm import check, resumo

# %%
def sigmoid(z):
    """A sigmoide."""
    ### BEGIN SOLUTION
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))
    ### END SOLUTION


# %%
check(sigmoid)

# %%
resumo()
'''
STUDENTS = (
    "id,first_name,last_name,email,extra_time\nana,Ana,Souza,ana@example.org,0\nbia,Bia,Lima,bia@example.org,1.5\n"
)


def write_sources(folder: Path, source: str = SOURCE) -> Path:
    solutions = folder / "solutions"
    solutions.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (solutions / "00_start.py").write_text(source, encoding="utf-8")
    return solutions


@pytest.fixture(scope="session")
def made_course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("curso")
    course = create(folder / "turma", write_sources(folder))
    (folder / "lista.csv").write_text(STUDENTS, encoding="utf-8")
    enrol.merge(course, folder / "lista.csv")
    return course


@pytest.fixture
def course(made_course, tmp_path):
    """A course with ana and bia on its list, nothing released."""
    shutil.copytree(made_course.root, tmp_path / "turma")
    return Course(tmp_path / "turma")


@pytest.fixture
def run():
    """Run a command of `python -m autograder`; the exit code and all it says."""
    from click.testing import CliRunner

    from autograder.__main__ import main

    def run(*words):
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return run


@pytest.fixture(scope="session")
def made_release(made_course, tmp_path_factory):
    from autograder.outgoing.release import release

    folder = tmp_path_factory.mktemp("distribuido") / "turma"
    shutil.copytree(made_course.root, folder)
    assert release(Course(folder), ["00_start"]).done == ["00_start"]
    return folder


@pytest.fixture
def released(made_release, tmp_path):
    """A course whose notebook 00_start was released; ana and bia are on its list."""
    shutil.copytree(made_release, tmp_path / "turma")
    return Course(tmp_path / "turma")
