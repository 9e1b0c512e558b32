"""From py:percent source to notebooks: what is written, and every source that is refused."""

import inspect
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from click.testing import CliRunner
from nbclient import NotebookClient

from autograder.__main__ import main
from autograder.building import build as building
from autograder.building.build import build, instructor_notebook, notebook_bytes, student_notebook
from autograder.building.figures import run_figures
from autograder.building.regions import Unbalanced, find_regions, without_solutions
from autograder.ground import files
from autograder.ground.errors import Stop
from enap_lstm.exercises import NOTEBOOKS

ROOT = Path(__file__).parents[3]
PYPROJECT = '[project]\nversion = "9.8.7"\n[tool.enap-lstm]\nrepository = "escola/curso"\nbranch = "principal"\n'
SOURCE = '''# %% [markdown]
# # 02 · Porta de entrada
#
# O texto, com $\\sigma$.

# %%
import numpy as np
from IPython.display import display

# %% tags=["figura"]
display({"image/png": "iVBORw0KGgo=", "text/html": "<figure>porta</figure>", "text/plain": "a porta"}, raw=True)

# %%
def gate(x, W):
    """A porta."""
    ### BEGIN SOLUTION
    return x @ W.T
    ### END SOLUTION


# %%
check(gate)

# %% tags=["treino"]
raise SystemExit("nunca ao construir")

# %%
print(gate(np.ones(2), np.ones((1, 2))))

# %%
resumo()
'''


def gate(x, W):
    return x


def other(z):
    return z


def exercise(function, notebook="02_gate", points=4):
    return SimpleNamespace(
        name=function.__name__, notebook=notebook, points=points, signature=inspect.signature(function)
    )


REGISTRY = {"gate": exercise(gate), "other": exercise(other, notebook="03_other")}


@pytest.fixture
def course(tmp_path):
    """A checkout with one source."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (tmp_path / "solutions" / "02_gate.py").write_text(SOURCE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def plain(course):
    """The same without a figure, where what is built is not the question: no process to wait for."""
    edit(course, '# %% tags=["figura"]', "# %%")
    return course


def source(course: Path) -> Path:
    return course / "solutions" / "02_gate.py"


def edit(course: Path, old: str, new: str) -> None:
    text = source(course).read_text(encoding="utf-8")
    assert old in text
    source(course).write_text(text.replace(old, new), encoding="utf-8")


def by_role(notebook) -> dict[str, nbformat.NotebookNode]:
    return {cell.metadata.enap_lstm.role: cell for cell in notebook.cells if "enap_lstm" in cell.metadata}


def test_student_notebook_is_valid_and_opens_without_asking_for_a_kernel(course):
    build(course, exercises=REGISTRY)
    raw = (course / "notebooks" / "02_gate.ipynb").read_bytes()
    notebook = json.loads(raw)
    nbformat.validate(notebook)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["language_info"]["name"] == "python"
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert raw.endswith(b"}\n") and "Preparar" in raw.decode("utf-8") and b"\\u" not in raw


def test_roles_and_nbgrader_metadata_come_from_the_cells_and_the_exercise(course):
    notebook = instructor_notebook(source(course), REGISTRY)
    roles = [cell.metadata.get("enap_lstm", {}).get("role") for cell in notebook.cells]
    assert roles == [None, "install", "setup", "figure", "answer", "check", "training", "demo", "summary"]
    cells = by_role(notebook)
    common = {"schema_version": 3, "task": False}
    assert cells["answer"].metadata.nbgrader == common | {
        "grade_id": "gate", "grade": False, "solution": True, "locked": False
    }  # fmt: skip
    assert cells["check"].metadata.nbgrader == common | {
        "grade_id": "check_gate", "grade": True, "solution": False, "locked": True, "points": 4
    }  # fmt: skip
    assert sum("nbgrader" in cell.metadata for cell in notebook.cells) == 2


def test_nbgrader_itself_accepts_the_notebook(course):
    """Its own validator of metadata, and its own removal of solutions."""
    from nbgrader.nbgraderformat import MetadataValidator
    from nbgrader.preprocessors import ClearSolutions

    notebook = instructor_notebook(source(course), REGISTRY)
    MetadataValidator().validate_nb(notebook)
    cleared, _ = ClearSolutions().preprocess(notebook, {})
    assert "x @ W.T" not in by_role(cleared)["answer"].source


def test_only_the_instructor_sees_the_solution(course):
    student, teacher = student_notebook(source(course), REGISTRY), instructor_notebook(source(course), REGISTRY)
    assert "x @ W.T" not in notebook_bytes(student).decode("utf-8")
    assert "x @ W.T" in by_role(teacher)["answer"].source
    assert [cell.id for cell in student.cells] == [cell.id for cell in teacher.cells]
    compile(by_role(student)["answer"].source, "answer", "exec")


def test_the_untouched_answer_raises_in_portuguese(plain):
    namespace = {}
    exec(by_role(student_notebook(source(plain), REGISTRY))["answer"].source, namespace)
    with pytest.raises(NotImplementedError, match="Falta a sua solução"):
        namespace["gate"](1, 2)


def test_figures_are_stored_and_nothing_else_is_run(course):
    student, teacher = student_notebook(source(course), REGISTRY), instructor_notebook(source(course), REGISTRY)
    (output,) = by_role(student)["figure"].outputs
    assert output.output_type == "display_data"
    assert output.data == {"image/png": "iVBORw0KGgo=", "text/html": "<figure>porta</figure>", "text/plain": "a porta"}
    assert [cell for cell in student.cells if cell.get("outputs")] == [by_role(student)["figure"]]
    assert not any(cell.get("outputs") for cell in teacher.cells)


def test_a_note_for_whoever_teaches_is_the_instructors_alone(course):
    without = student_notebook(source(course), REGISTRY)
    edit(course, "# %%\ndef gate", '# %% [markdown] tags=["teacher"]\n# Mostre no quadro.\n\n# %%\ndef gate')
    student, teacher = student_notebook(source(course), REGISTRY), instructor_notebook(source(course), REGISTRY)
    assert student == without
    notes = [cell for cell in teacher.cells if cell.metadata.get("enap_lstm", {}).get("role") == "teacher"]
    assert [cell.source for cell in notes] == ["Mostre no quadro."]
    assert [cell.id for cell in teacher.cells if cell not in notes] == [cell.id for cell in student.cells]


def test_what_is_ours_is_locked_and_the_install_cell_folded(course):
    cells = by_role(student_notebook(source(course), REGISTRY))
    locked = {role for role, cell in cells.items() if cell.metadata.get("editable") is False}
    assert locked == {"install", "setup", "check", "summary"}
    assert locked == {role for role, cell in cells.items() if cell.metadata.get("deletable") is False}
    assert cells["install"].metadata.cellView == "form" and cells["install"].metadata.jupyter.source_hidden


def test_a_guess_is_folded_for_its_code_holds_the_answer(course):
    edit(course, "# %%\ndef gate", '# %% tags=["figura"]\nfrom enap_lstm.widgets import palpite\n\n'
         'palpite("Abre?", ["sim", "não"], certa="sim", porque="z é positivo.")\n\n# %%\ndef gate')  # fmt: skip
    for notebook in (student_notebook(source(course), REGISTRY), instructor_notebook(source(course), REGISTRY)):
        (guess,) = [cell for cell in notebook.cells if "palpite(" in cell.source]
        assert guess.metadata.cellView == "form" and guess.metadata.jupyter.source_hidden
        assert guess.source.startswith("# @title Seu palpite\n")


def test_without_an_answer_a_notebook_still_runs_to_its_summary(course, tmp_path):
    """The cells after a check that fails are run, and nbgrader's Validate still sees the failure."""
    from nbgrader.validator import Validator

    notebook = student_notebook(source(course), REGISTRY)
    cells = by_role(notebook)
    cells["setup"].source += "\ndef check(f): f(1, 1)\ndef resumo(): print('o resumo')"
    cells["install"].source = cells["training"].source = ""
    NotebookClient(notebook, timeout=60).execute()
    assert [cell.outputs[0].output_type for cell in (cells["check"], cells["demo"])] == ["error", "error"]
    assert cells["summary"].outputs[0].text == "o resumo\n"
    (tmp_path / "02_gate.ipynb").write_bytes(notebook_bytes(notebook))
    failed = Validator().validate(str(tmp_path / "02_gate.ipynb"))["failed"]
    assert [cell["source"] for cell in failed] == ["check(gate)"]


def test_a_widget_leaves_its_fallback_and_no_view():
    code = """
    import ipywidgets
    from IPython.display import display
    display(ipywidgets.IntSlider())
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "image/svg+xml": "<svg/>"}
    display(view | {"text/html": "<b>f = 0,5</b>", "text/plain": "f"}, raw=True)
    ipywidgets.IntSlider()
    """
    (outputs,) = run_figures([("\n".join(line[4:] for line in code.splitlines()), True)], "exemplo")
    assert [output["data"] for output in outputs] == [{"text/html": "<b>f = 0,5</b>", "text/plain": "f"}]


def test_matplotlib_gives_the_same_bytes_in_two_processes_whatever_the_users_settings(tmp_path, monkeypatch):
    code = """
import base64, io
import numpy as np
from IPython.display import display
from matplotlib.figure import Figure
fig = Figure()
fig.subplots().plot(np.arange(3), label="σ")
buffer = io.BytesIO()
fig.savefig(buffer, format="png")
display({"image/png": base64.b64encode(buffer.getvalue()).decode()}, raw=True)
"""
    first = run_figures([(code, True)], "exemplo")
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 9\nfont.size: 20\n", encoding="utf-8")
    monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "matplotlibrc"))
    assert run_figures([(code, True)], "exemplo") == first


def test_a_figure_that_needs_the_students_answer_is_refused(course):
    edit(course, '# %% tags=["figura"]\n', '# %% tags=["figura"]\ngate(1, 2)\n')
    with pytest.raises(Stop, match="NameError: name 'gate' is not defined"):
        student_notebook(source(course), REGISTRY)


def test_the_same_source_gives_the_same_bytes(course):
    first, second = (notebook_bytes(student_notebook(source(course), REGISTRY)) for _ in range(2))
    assert first == second


def test_every_notebook_of_the_course_has_its_source():
    assert tuple(path.stem for path in sorted((ROOT / "solutions").glob("*.py"))) == NOTEBOOKS


def test_equal_cells_have_different_ids(course):
    edit(course, "# %%\nresumo()", "# %%\nprint()\n\n# %%\nprint()\n\n# %%\nresumo()")
    ids = [cell.id for cell in instructor_notebook(source(course), REGISTRY).cells]
    assert len(set(ids)) == len(ids)


def test_badge_and_install_cell_use_the_one_address(course):
    notebook = instructor_notebook(source(course), REGISTRY)
    title, _, badge, _, *text = notebook.cells[0].source.splitlines()
    assert title == "# 02 · Porta de entrada" and text
    assert "(https://colab.research.google.com/github/escola/curso/blob/principal/notebooks/02_gate.ipynb)" in badge
    install = notebook.cells[1].source
    assert 'endereco = "https://raw.githubusercontent.com/escola/curso/principal/notebooks/"' in install
    assert 'default=endereco + "enap_lstm-9.8.7-py3-none-any.whl"' in install
    assert install.endswith('from enap_lstm import caderno\n\ncaderno("02_gate")')


INSTALL_PROGRAM = """
import importlib.util, subprocess, sys, types
calls = []
subprocess.run = lambda command, **_: calls.append(command[-1]) or types.SimpleNamespace(returncode=RETURNCODE)
sys.modules["enap_lstm"] = types.SimpleNamespace(caderno=lambda name: calls.append(name))
importlib.util.find_spec = lambda name: FOUND
try:
    exec(sys.stdin.read(), {})
except ImportError as error:
    print(*error._render_traceback_())
print(calls)
"""


def run_install_cell(course: Path, cwd: Path, found: bool, returncode: int = 0) -> str:
    cell = by_role(instructor_notebook(source(course), REGISTRY))["install"].source
    program = INSTALL_PROGRAM.replace("RETURNCODE", str(returncode)).replace("FOUND", "True" if found else "None")
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, input=cell, capture_output=True, encoding="utf-8", cwd=cwd, check=True)
    return done.stdout.strip()


def test_install_cell_does_nothing_where_the_package_is(course, tmp_path):
    assert run_install_cell(course, tmp_path, found=True) == "['02_gate']"


def test_install_cell_takes_a_wheel_of_its_folder_before_the_address(course, tmp_path):
    assert "raw.githubusercontent.com" in run_install_cell(course, tmp_path, found=False)
    (tmp_path / "enap_lstm-0.1.0-py3-none-any.whl").touch()
    assert run_install_cell(course, tmp_path, found=False) == "['enap_lstm-0.1.0-py3-none-any.whl', '02_gate']"


def test_install_cell_that_fails_says_one_sentence_and_stops(course, tmp_path):
    said = run_install_cell(course, tmp_path, found=False, returncode=1)
    assert said.startswith("Não foi possível instalar o pacote do curso.") and "02_gate" not in said


ANSWER, CHECK = SOURCE[SOURCE.index("# %%\ndef") : SOURCE.index("# %%\ncheck")], "# %%\ncheck(gate)\n\n"
REFUSED = {
    "signature": ("def gate(x, W):", "def gate(x, U):", r"linha 13: a assinatura é gate\(x, U\), .*gate\(x, W\)"),
    "default": ("def gate(x, W):", "def gate(x, W=1):", "assinatura"),
    "no region": (
        "    ### BEGIN SOLUTION\n    return x @ W.T\n    ### END SOLUTION\n",
        "    return x\n",
        "região de sol",
    ),
    "no end": ("    ### END SOLUTION\n", "", r"linha 16: há um ### BEGIN SOLUTION sem"),
    "no begin": ("    ### BEGIN SOLUTION\n", "", r"linha 17: há um ### END SOLUTION sem"),
    "nested": ("    return x @ W.T", "    ### BEGIN SOLUTION\n    return x @ W.T", "dentro de outro"),
    "misspelt": ("### END SOLUTION", "### End solution", "não está escrita como"),
    "def in region": (
        'def gate(x, W):\n    """A porta."""\n    ### BEGIN SOLUTION',
        "### BEGIN SOLUTION\ndef gate(x, W):",
        "as marcas ficam dentro da função",
    ),
    "no answer": ("def gate(x, W):", "def gated(x, W):", "fora da função"),
    "no check": ("# %%\ncheck(gate)\n", "", r"falta a célula check\(\) do exercício gate"),
    "check twice": ("check(gate)\n", "check(gate)\n\n# %%\ncheck(gate)\n", "aparece duas vezes"),
    "answer twice": (
        "# %%\ncheck(gate)",
        "# %%\ndef gate(x, W):\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n\n# %%\ncheck(gate)",
        "aparece duas vezes",
    ),
    "unknown check": ("check(gate)\n", "check(gate)\n\n# %%\ncheck(gato)\n", r"check\(gato\) pede um exercício"),
    "check of another": ("check(gate)\n", "check(gate)\n\n# %%\ncheck(other)\n", "do caderno 03_other"),
    "check first": (ANSWER + CHECK, CHECK + ANSWER, r"check\(gate\) vem antes"),
    "nbgrader metadata": ("# %%\ncheck(gate)", '# %% nbgrader={"grade": true}\ncheck(gate)', "metadados de nbgrader"),
    "our metadata": ("# %%\ncheck(gate)", '# %% enap_lstm={"role": "demo"}\ncheck(gate)', "metadados de enap_lstm"),
    "unknown tag": ('tags=["figura"]', 'tags=["figure"]', 'linha 10: a marca "figure" não existe'),
    "syntax": ("import numpy as np", "import numpy as", "linha 7: isto não é Python válido"),
    "split definition": ("def gate(x, W):\n", "def gate(x, W):\n# %%\n", "linha 13: esta célula, sozinha, não é"),
    "no summary": ("# %%\nresumo()\n", "", r"última célula deve ser exatamente `resumo\(\)`"),
    "no title": ("# # 02", "# 02", "primeira célula deve ser de texto"),
    "solution in a demo": (
        "print(gate(np.ones(2), np.ones((1, 2))))",
        "### BEGIN SOLUTION\nprint(1)\n### END SOLUTION",
        "linha 28: há uma região de solução fora",
    ),
    "note in code": (
        "# %%\nprint(gate",
        '# %% tags=["teacher"]\nprint(gate',
        'linha 27: a marca "teacher" é só de células de texto',
    ),
    "tagged answer": ("# %%\ndef gate", '# %% tags=["treino"]\ndef gate', "não pode ter marcas"),
}


@pytest.mark.parametrize("old, new, sentence", REFUSED.values(), ids=REFUSED)
def test_a_wrong_source_is_refused_in_one_sentence_and_nothing_is_written(course, old, new, sentence):
    edit(course, old, new)
    with pytest.raises(Stop, match=sentence) as refused:
        build(course, exercises=REGISTRY)
    assert "02_gate.py" in str(refused.value) and "\n" not in str(refused.value)
    assert not (course / "notebooks").exists()


def test_a_source_of_no_registered_exercise_is_refused(course):
    with pytest.raises(Stop, match="nenhum exercício registrado é do caderno 02_gate"):
        build(course, exercises={"other": REGISTRY["other"]})


def test_annotations_and_earlier_names_in_a_demo_are_fine(plain):
    edit(plain, "def gate(x, W):", "def gate(x: np.ndarray, W: np.ndarray) -> np.ndarray:")
    edit(
        plain,
        "check(gate)\n",
        "check(gate)\n\n# %%\ntry:\n    check(gate, dica=2)\nexcept AssertionError:\n    pass\n",
    )
    assert build(plain, exercises=REGISTRY)


SCAFFOLD = """def sequence(x):
    h = []
    for t in range(3):
        ### BEGIN SOLUTION
        h.append(x)
        ### END SOLUTION
    # depois do laço
    ### BEGIN SOLUTION
    h = h[::-1]
    ### END SOLUTION
    while h:
        ### BEGIN SOLUTION
        h.pop()
        ### END SOLUTION
    return h"""


def test_what_stands_outside_the_regions_stays_and_the_first_one_raises():
    student = without_solutions(SCAFFOLD)
    stub = "raise NotImplementedError("
    assert [line.strip().partition('"')[0] for line in student.splitlines()] == [
        "def sequence(x):", "h = []", "for t in range(3):", "# Escreva aqui a sua solução.", stub, "# depois do laço",
        "# Escreva aqui a sua solução.", "while h:", "# Escreva aqui a sua solução.", stub, "return h",
    ]  # fmt: skip
    compile(student, "student", "exec")


def test_each_definition_of_a_cell_raises_once():
    cell = "\n".join(f"def {name}():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION" for name in "ab")
    assert without_solutions(cell).count("raise NotImplementedError") == 2


def test_a_hash_in_prose_is_no_marker():
    assert find_regions("# a solução começa aqui\nx = 1  # BEGIN") == []
    with pytest.raises(Unbalanced):
        find_regions("# BEGIN SOLUTION")


def test_originals_hold_what_the_student_was_given(plain):
    build(plain, exercises=REGISTRY)
    originals = json.loads((plain / "enap_lstm/data/originals.json").read_text(encoding="utf-8"))
    assert originals == {"gate": by_role(student_notebook(source(plain), REGISTRY))["answer"].source}


def test_check_writes_nothing_and_lists_what_differs(plain):
    written = [Path("notebooks/02_gate.ipynb"), Path("enap_lstm/data/originals.json")]
    assert build(plain, check=True, exercises=REGISTRY) == written
    assert not (plain / "notebooks").exists()
    assert build(plain, exercises=REGISTRY) == written
    assert build(plain, check=True, exercises=REGISTRY) == []
    with (plain / written[0]).open("a", encoding="utf-8") as notebook:
        notebook.write(" ")
    assert build(plain, check=True, exercises=REGISTRY) == written[:1]


def test_a_generated_notebook_goes_with_its_source_and_anybody_elses_stays(plain):
    build(plain, exercises=REGISTRY)
    old = (plain / "notebooks/02_gate.ipynb").read_text(encoding="utf-8")
    gone, theirs = plain / "notebooks/01_old.ipynb", plain / "notebooks/rascunho.ipynb"
    gone.write_text(old.replace('"notebook": "02_gate"', '"notebook": "01_old"'), encoding="utf-8")
    theirs.write_text('{"cells": [], "metadata": {}}', encoding="utf-8")
    assert build(plain, check=True, exercises=REGISTRY) == [Path("notebooks/01_old.ipynb")] and gone.exists()
    build(plain, exercises=REGISTRY)
    assert not gone.exists() and theirs.exists()


def test_a_full_disk_leaves_the_old_file_whole(plain, monkeypatch):
    build(plain, exercises=REGISTRY)
    before = (plain / "notebooks/02_gate.ipynb").read_bytes()
    edit(plain, "O texto", "Outro texto")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        build(plain, exercises=REGISTRY)
    assert (plain / "notebooks/02_gate.ipynb").read_bytes() == before
    assert [path.name for path in (plain / "notebooks").iterdir()] == ["02_gate.ipynb"]


def test_command_outside_a_checkout_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 1 and "Execute o comando na raiz do repositório" in result.output


def test_command_lists_the_files_that_differ(plain, monkeypatch):
    monkeypatch.chdir(plain)
    monkeypatch.setattr(building, "_course_exercises", lambda: REGISTRY)
    stale = CliRunner().invoke(main, ["build", "--check"])
    assert stale.exit_code == 1
    assert "  notebooks/02_gate.ipynb\n" in stale.output and "Execute: python -m autograder build" in stale.output
    assert "gravado: notebooks/02_gate.ipynb" in CliRunner().invoke(main, ["build"]).output
    fresh = CliRunner().invoke(main, ["build", "--check"])
    assert fresh.exit_code == 0 and "Tudo em dia" in fresh.output


@pytest.mark.parametrize("wrong", [["biuld"], ["build", "--x"], ["build", "x"], []])
def test_wrong_use_is_told_in_portuguese_with_exit_code_2(wrong):
    result = CliRunner().invoke(main, wrong)
    assert result.exit_code == 2
    assert result.output.startswith("Uso: ")
    assert not {"Error", "Usage", "Options", "Show this"} & set(result.output.replace(":", " ").split())


STOPPED = {
    "full disk": (OSError(28, "No space left on device"), "não há mais espaço em disco"),
    "no permission": (PermissionError(13, "Permission denied"), "falta permissão"),
    "Ctrl-C": (KeyboardInterrupt(), "Interrompido"),
}


@pytest.mark.parametrize("error, sentence", STOPPED.values(), ids=STOPPED)
def test_a_command_that_is_stopped_says_why_in_one_line_with_exit_code_1(plain, monkeypatch, error, sentence):
    def stopped(*_):
        raise error

    monkeypatch.chdir(plain)
    monkeypatch.setattr(building, "_course_exercises", lambda: REGISTRY)
    monkeypatch.setattr(files.os, "replace", stopped)
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 1 and sentence in result.output and len(result.output.split("\n")) <= 3
    assert list((plain / "notebooks").iterdir()) == []
