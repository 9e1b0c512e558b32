"""What a student calls in a notebook: `check`, `resumo`, `restaurar`, and `caderno`, which the first cell calls for them.

Everything is shown through IPython where there is one, and printed elsewhere.
"""

from __future__ import annotations

import ast
import difflib
import html
import inspect
import json
import sys
import textwrap
import types
import zlib
from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

import numpy as np

from enap_lstm.exercise import Exercise, Report
from enap_lstm.portuguese import points, pt, series
from enap_lstm.version import __version__

_reports: dict[str, Report] = {}  # the last verdict of each exercise in this session
_checked: dict[str, types.CodeType | None] = {}  # what that verdict was about
_notebook: str | None = None  # set by `caderno`


class CheckFailed(AssertionError):
    """A wrong answer. An AssertionError, so that Validate and CI see it; a notebook shows its message alone."""

    def _render_traceback_(self) -> list[str]:  # IPython's hook, in 7.34 (Colab) and later
        return str(self).splitlines()


def check(function: Callable[..., Any], dica: int = 1) -> None:
    """Check an answer: the exercise is found by the function's name; a wrong one raises CheckFailed.

    >>> def sigmoid(z):
    ...     return 1 / (1 + np.exp(-np.asarray(z)))
    >>> check(sigmoid)  # doctest: +ELLIPSIS
    Tudo certo: ...

    `dica` chooses which hint an unrecognised mistake is told. Inputs are the same at every call, so that numbers in a
    message can be followed; grading draws others.
    """
    exercise = _exercise(function)
    if not isinstance(dica, int):
        raise CheckFailed(f"dica é um número, sem aspas: check({exercise.name}, dica=2).")
    rng = np.random.default_rng(zlib.crc32(exercise.name.encode()))
    report = exercise.judge(function, rng, hint=dica)
    _reports[exercise.name] = report
    _checked[exercise.name] = getattr(function, "__code__", None)
    foreign = sorted(set(foreign_imports(function)))
    warning = ""
    if foreign:
        names = series([f"`{name}`" for name in foreign])
        warning = (
            f"\nAtenção: a função usa {names}. Na correção só existem o NumPy, o SciPy e a biblioteca padrão do Python."
        )
    if not report.passed:
        raise CheckFailed(report.message + _borrowed(function, exercise) + warning)
    _show(report.message + warning)


def resumo() -> None:
    """Show what this notebook's checks have said so far: exercises done, points of 10, what is missing, how to hand in."""
    exercises = _of_this_notebook()
    rows = [(e.name, _reports.get(e.name), e.points) for e in exercises]
    earned = sum(report.score * report.points for _, report, _ in rows if report)
    changed = [name for name, report, _ in rows if report and _changed_since(name)]
    note = " (mudou depois da verificação)"
    lines = [f"{name}: {_verdict(report, worth)}{note if name in changed else ''}" for name, report, worth in rows]
    lines.append(
        f"{pt(round(earned, 2))} de {points(sum(e.points for e in exercises))}, pelas verificações desta sessão."
    )
    missing = [name for name, report, _ in rows if report is None or not report.passed or name in changed]
    if missing:
        lines.append(f"Falta: {series(missing)}. Se já estava certo antes, rode de novo a célula check(…) de cada um.")
    else:
        lines.append("Tudo pronto para entregar.")
    lines.append(
        "Para entregar, salve o caderno. No JupyterHub, use a lista de tarefas (Submit). No Colab, use Arquivo › Fazer"
        " download › Fazer o download do .ipynb e envie esse arquivo pelo Moodle."
    )
    _show("\n".join(lines))


def restaurar(name: str) -> None:
    """Show the original of an answer cell, to be copied back; nothing in the notebook is changed."""
    name = getattr(name, "__name__", str(name))  # without quotes, the function itself comes
    originals = json.loads(resources.files("enap_lstm").joinpath("data/originals.json").read_text(encoding="utf-8"))
    if name not in originals:
        raise CheckFailed(f"Não há exercício chamado {name!r}.{_nearest(name, originals)}")
    print("# O original da célula. Copie para a sua célula de resposta e recomece dali:\n")
    print(originals[name])


def caderno(notebook: str) -> None:
    """Say which notebook this is; its first cell calls this, so that `resumo` knows what belongs to it."""
    global _notebook
    from enap_lstm.exercises import of_notebook

    _notebook = notebook
    exercises = of_notebook(notebook)
    names = series([e.name for e in exercises])
    noun = "exercício" if len(exercises) == 1 else "exercícios"
    total = points(sum(e.points for e in exercises))
    _show(f"Caderno {notebook}: {len(exercises)} {noun} ({names}), {total}. enap-lstm {__version__}")


def foreign_imports(function: Callable[..., Any]) -> Iterator[str]:
    """Packages that an answer uses or imports beside NumPy, SciPy, this one and the standard library."""
    if inspect.isfunction(function):
        used = inspect.getclosurevars(function)
        for value in [*used.globals.values(), *used.nonlocals.values()]:
            owner = value.__name__ if isinstance(value, types.ModuleType) else getattr(value, "__module__", None)
            if isinstance(owner, str):
                yield from _foreign(owner)
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):  # no source at hand: what the names told must do
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _foreign(alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from _foreign(node.module)


def _foreign(module: str) -> Iterator[str]:
    root = module.partition(".")[0]
    if root not in {"numpy", "scipy", "enap_lstm", "__main__"} and root not in sys.stdlib_module_names:
        yield root


def _exercise(function: Callable[..., Any]) -> Exercise:
    from enap_lstm.exercises import EXERCISES

    name = getattr(function, "__name__", None)
    if not callable(function) or name is None:
        raise CheckFailed(f"check recebe a função, sem aspas nem parênteses: check({_example()}). Veio {function!r}.")
    if name not in EXERCISES:
        raise CheckFailed(f"Não há exercício chamado {name!r}.{_nearest(name, EXERCISES)}")
    return EXERCISES[name]


def _of_this_notebook() -> list[Exercise]:
    from enap_lstm.exercises import EXERCISES, of_notebook

    notebook = _notebook or next((EXERCISES[name].notebook for name in _reports), None)
    if notebook is None:
        raise CheckFailed("Ainda não sei que caderno é este: rode a primeira célula de código e depois resumo().")
    return of_notebook(notebook)


def _borrowed(function: Callable[..., Any], exercise: Exercise) -> str:
    """A line on data of the notebook that a wrong answer reads: often an argument under another name."""
    if not inspect.isfunction(function):
        return ""
    used = inspect.getclosurevars(function).globals
    names = [f"`{name}`" for name, value in used.items() if isinstance(value, np.ndarray | float | list)]
    if not names:
        return ""
    arguments = ", ".join(exercise.signature.parameters)
    return f"\nA função usa {series(names)}, do caderno. Confira se não queria um dos argumentos: {arguments}."


def _changed_since(name: str) -> bool:
    """Has the notebook another function of this name than the one last checked? Running the same cell again changes none."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    code = getattr(shell.user_ns.get(name), "__code__", None) if shell is not None else None
    return code is not None and code != _checked.get(name)


def _example() -> str:
    return _of_this_notebook()[0].name if _notebook else "sigmoid"


def _nearest(name: str, names: Any) -> str:
    near = difflib.get_close_matches(name, list(names), n=1)
    return f" Você quis dizer {near[0]!r}?" if near else " Confira o nome da função."


def _verdict(report: Report | None, worth: float) -> str:
    if report is None:
        return f"por fazer (0 de {pt(worth)})"
    state = "certo" if report.passed else "em parte" if report.score else "ainda não"
    return f"{state} ({pt(round(report.score * report.points, 2))} de {pt(worth)})"


def _show(text: str) -> None:
    """Text in a box where a notebook can draw one; the same text everywhere else."""
    if "IPython" in sys.modules:
        from IPython.core.getipython import get_ipython
        from IPython.display import display

        if get_ipython() is not None:
            box = "white-space: pre-wrap; border-left: 4px solid #0072B2; padding: 0.3em 0.8em"
            bundle = {"text/plain": text, "text/html": f'<div role="status" style="{box}">{html.escape(text)}</div>'}
            display(bundle, raw=True)
            return
    print(text)
