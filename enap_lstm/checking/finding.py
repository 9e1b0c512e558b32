"""Which exercise a check is about: the name written in the call, or the one to which the object is bound in the notebook.

So a lambda, a partial, a class with `__call__`, an alias, a wrapper without its inner name are answers like any other.
"""

from __future__ import annotations

import ast
import difflib
import linecache
from collections.abc import Iterable, Mapping, Sequence
from types import FrameType
from typing import Any

from enap_lstm.exercise import Exercise
from enap_lstm.judging.answer import TrainedModel
from enap_lstm.portuguese import series


class NotFound(LookupError):
    """No exercise; the sentence says which ones there are."""


def find(answer: Any, exercises: Sequence[Exercise], names: Mapping[str, Any], written: str) -> Exercise:
    """The exercise that `answer` is for. NotFound.

    `names` is the notebook's namespace, `written` the name that stands in the call, if one does.
    """
    here = {exercise.name: exercise for exercise in exercises}
    if not callable(answer) and not isinstance(answer, TrainedModel):
        raise NotFound(
            f"check recebe a própria função, sem aspas nem parênteses: check({next(iter(here))}). Veio {_what(answer)}."
        )
    if written in here:
        return here[written]
    bound = [name for name in here if names.get(name) is answer]
    own = getattr(answer, "__name__", "")
    for name in (own, *bound):
        if name in here and (name in bound or not bound):
            return here[name]
    raise NotFound(_unknown(written or own, here))


def written_name(frame: FrameType | None) -> str:
    """The name that stands in `check(name)` where the frame is; "" when it cannot be seen, or is none."""
    if frame is None:
        return ""
    try:
        tree = ast.parse("".join(linecache.getlines(frame.f_code.co_filename)))
    except SyntaxError:
        return ""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_check(node.func)]
    at = [call for call in calls if call.lineno <= frame.f_lineno <= (call.end_lineno or call.lineno)]
    first = at[0].args[0] if len(at) == 1 and at[0].args else None
    return first.id if isinstance(first, ast.Name) else ""


def _is_check(function: ast.expr) -> bool:
    return getattr(function, "id", getattr(function, "attr", "")) == "check"


def _what(answer: Any) -> str:
    return "um texto" if isinstance(answer, str) else f"um valor do tipo {type(answer).__name__}"


def _unknown(name: str, here: Iterable[str]) -> str:
    from enap_lstm.exercises import EXERCISES

    near = difflib.get_close_matches(name, list(here), n=1)
    what = f"“{name}”" if name and name.isidentifier() else "essa função"
    elsewhere = EXERCISES[name].notebook if name in EXERCISES else ""
    first = (
        f"{what} é um exercício de outro caderno, {elsewhere}." if elsewhere else f"Não há exercício chamado {what}."
    )
    if what == "essa função":
        first = "Não sei de que exercício é essa função: ela não tem o nome de nenhum."
    quis = f" Você quis dizer {near[0]}?" if near else ""
    return f"{first[:1].upper()}{first[1:]}{quis} Os deste caderno são {series(list(here))}."
