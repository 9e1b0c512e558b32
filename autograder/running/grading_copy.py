"""The `enap_lstm` that a graded notebook finds: what a process does not hold it cannot leak.

For each notebook a folder with a package `enap_lstm` cut down to what its answers may call, and a `torch` that refuses.
In it: `judging/answer.py` and the data whole; of the reference, the permitted functions and what they call. Not in it: exercises,
oracles, mistakes, numerical gradients (they would write every backward), docstrings, later names. Checks, figures and
sliders do nothing. What is missing may still be imported; calling it raises one sentence.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from autograder.running.cut import CannotCut, Package, without_docstrings
from enap_lstm.judging import seal

WHOLE = ("judging/__init__.py", "judging/answer.py")
# Packages whose every name, and every module, does nothing.
SHOWN_ONLY = ("plots", "widgets", "figures", "training")
NOT_DATA = ("originals.json",)  # the texts of all answer cells, later ones included
REAL_TORCH = ("12_",)  # notebooks that ask for torch itself

REFUSING = """
from enap_lstm._stand_ins import Closed as _Closed, stand_in as _stand_in
__getattr__ = _stand_in(__name__, _Closed({sentence!r}))
"""
IDLE = """
from enap_lstm._stand_ins import Nothing as _Nothing, stand_in as _stand_in
__getattr__ = _stand_in(__name__, _Nothing())
"""
TOP = """
from enap_lstm._stand_ins import CheckFailed, silent
from enap_lstm.gradcheck import gradient_check
from enap_lstm.judging.answer import TrainedModel
__version__ = {version!r}
caderno = check = restaurar = resumo = silent
"""
GRADCHECK = """
from enap_lstm._stand_ins import Nothing

def gradient_check(*args, **kwargs):
    return Nothing()
"""


def write_grading_copy(
    notebook: str,
    folder: Path,
    exercises: Iterable[str] | None = None,
    permitted: Iterable[str] | None = None,
    package: Path | None = None,
) -> Path:
    """Write the grading copy of `notebook` into `folder` and return it, ready to stand first in `sys.path`.

    >>> folder = write_grading_copy("02_input_gate", Path("copy"))
    >>> sorted(path.name for path in folder.iterdir())
    ['enap_lstm', 'torch']

    exercises: the names of all exercises, and permitted: those that this notebook's answers may call, by default the
    course's own; package: the folder of `enap_lstm`. An earlier copy in `folder` is replaced.
    Raises CannotCut if a permitted function needs one that is not: then a look-alike is missing in the exercise.
    """
    package = _installed() if package is None else package
    permitted = _course_permits(notebook) if permitted is None else frozenset(permitted)
    closed = frozenset(_course_exercises() if exercises is None else exercises) - permitted
    for name in ("enap_lstm", "torch"):
        shutil.rmtree(folder / name, ignore_errors=True)
    copy = folder / "enap_lstm"
    files = _reference(package, notebook, permitted, closed) | _whole(package) | _stand_ins()
    for path, text in files.items():
        _write(copy / path, text)
    for data in (package / "data").iterdir():
        if data.is_file() and data.suffix not in (".py", ".pyc") and data.name not in NOT_DATA:
            shutil.copyfile(data, copy / "data" / data.name)
    if not notebook.startswith(REAL_TORCH):
        _write(folder / "torch" / "__init__.py", _template("torch").replace("{sentence}", seal.TORCH))
    return folder


def _reference(package: Path, notebook: str, permitted: frozenset[str], closed: frozenset[str]) -> dict[str, str]:
    reference = Package(package / "reference", "enap_lstm.reference")
    kept = reference.closure(permitted)
    dragged = sorted({name for _, name in kept} & closed)
    if dragged:
        raise CannotCut(f"{notebook}: what is permitted needs {', '.join(dragged)}, which is not; name its look-alikes")
    refusing = REFUSING.format(sentence=seal.REFERENCE)
    files = {}
    for module in reference.modules:
        if module != "__init__" and module not in reference.exports - permitted:
            files[f"reference/{module}.py"] = reference.cut(module, kept) + refusing
    public = [f"from enap_lstm.reference import {module}" for module in reference.modules if module[0] != "_"]
    names = [f"from enap_lstm.reference.{module} import {name}" for module, name in sorted(kept) if name in permitted]
    files["reference/__init__.py"] = "\n".join(public + names) + "\n" + refusing
    return files


def _whole(package: Path) -> dict[str, str]:
    paths = [package / name for name in WHOLE] + sorted((package / "data").glob("*.py"))
    sources = {str(path.relative_to(package)): path.read_text(encoding="utf-8") for path in paths}
    return {path: without_docstrings(source) + "\n" for path, source in sources.items()}


def _stand_ins() -> dict[str, str]:
    from importlib.metadata import version

    return {
        "__init__.py": TOP.format(version=version("enap-lstm")).lstrip(),
        "_stand_ins.py": _template("course"),
        "gradcheck.py": GRADCHECK.lstrip() + REFUSING.format(sentence=seal.REFERENCE),
        "check.py": "from enap_lstm._stand_ins import CheckFailed, silent\ncaderno = check = restaurar = resumo = silent\n",
    } | {f"{name}/__init__.py": IDLE.lstrip() for name in SHOWN_ONLY}


def _template(name: str) -> str:
    return resources.files("autograder.running").joinpath("stand_ins", f"{name}.py").read_text(encoding="utf-8")


def _installed() -> Path:
    spec = importlib.util.find_spec("enap_lstm")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def _course_permits(notebook: str) -> frozenset[str]:
    from enap_lstm.exercises.permitted import permitted

    return permitted(notebook)


def _course_exercises() -> Iterable[str]:
    from enap_lstm.exercises import EXERCISES

    return EXERCISES


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
