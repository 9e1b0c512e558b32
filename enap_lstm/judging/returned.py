"""What came back in the place of an array: a tuple, a list, a dict, a function, nothing. The kind is named first."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from enap_lstm.judging.compare import Mismatch, compare
from enap_lstm.judging.definition import Definition
from enap_lstm.judging.told import Told
from enap_lstm.judging.trial import Trial
from enap_lstm.judging.written import Written

METHODS = ("method", "builtin_function_or_method", "method-wrapper", "method_descriptor")
FUNCTIONS = ("function", "ufunc", "type", "partial", "_ArrayFunctionDispatcher")
KINDS = {
    "dict": "um dict",
    "set": "um set",
    "str": "um texto",
    "matrix": "um np.matrix",
    "map": "um map",
    "zip": "um zip",
    "range": "um range",
    "bool": "um valor lógico",
    "MaskedArray": "um array mascarado",
    "Tensor": "um tensor do torch",
    "DataFrame": "um DataFrame",
}


def nothing(exercise: Definition, one: Trial, written: Written) -> Told:
    """None came back: no return at all, one that this call does not reach, or a print in its place."""
    returns = list(written.returns())
    if returns and written.source:
        line = returns[-1].lineno
        if isinstance(returns[-1].value, ast.Constant) and returns[-1].value.value is None:
            return Told(
                "A função devolveu `None`.",
                "nada devolvido",
                step="Devolva o resultado.",
                line=line,
                remark="é este return",
                whole=True,
            )
        if isinstance(returns[-1].value, ast.Call) and (called := _called(returns[-1].value)):
            return Told(
                f"Com {one.case.name}, veio `None`.",
                "nada devolvido",
                step=f"O return devolve o que `{called}` devolve: confira se ela tem um return, ou devolva o resultado.",
                line=line,
                remark="o return desta linha",
                whole=True,
            )  # fmt: skip
        return Told(
            f"Com {one.case.name}, a função chegou ao fim sem passar por um return, e devolveu `None`.",
            "nada devolvido",
            step="Alinhe o return com as primeiras linhas da função, fora do if, do else ou do for.",
            line=line,
            remark="este return não é alcançado em todos os casos",
            whole=True,
        )
    printed = written.first_line(r"\bprint\(")
    if printed:
        happened = f"`{exercise.name}` mostra o resultado com print, mas não o devolve: veio `None`."
        return Told(happened, "nada devolvido", step="Troque o print por return.", line=printed, remark="print só mostra", whole=True)  # fmt: skip
    happened = f"`{exercise.name}` não devolveu nada (veio `None`): falta um return com o resultado."
    names = ", ".join(leaf.path for leaf in exercise.leaves)
    step = f"Acrescente o return com {names} como última linha da função."
    return Told(happened, "falta o return", step=step, whole=True)


def _called(value: ast.Call) -> str:
    return value.func.id if isinstance(value.func, ast.Name) else ""


def instead_of_array(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """Something else in the place of an array or a number."""
    name = m.leaf.path if m.leaf else exercise.name
    line = next((node.lineno for node in reversed(list(written.returns()))), None)
    if isinstance(m.got, tuple | list):
        return _sequence(one, m, name, written, line)
    kind = kind_of(m.got)
    if kind in METHODS or kind in FUNCTIONS:
        word = "um método" if kind in METHODS else "uma função"
        happened = f"`{name}` deveria ser um array; veio {word}, que não foi chamad{'o' if kind in METHODS else 'a'}."
        return Told(happened, "faltam parênteses", step="Ponha os parênteses depois do nome, com o que ela recebe." if kind in FUNCTIONS else "Ponha os parênteses depois do nome: `.transpose()`, `.sum()`, `.copy()`.", line=line, remark="o que esta linha devolve não foi chamado", whole=True)  # fmt: skip
    came = KINDS.get(kind, f"um `{kind}`")
    advice = "Devolva os números num array do NumPy, como np.array([…]) ou np.stack(lista)."
    wanted = "um array do NumPy" if isinstance(m.expected, np.ndarray) else expected_kind(m.expected)
    return Told(f"`{name}` deveria ser {wanted}; veio {came}.", "outro tipo", step=advice, line=line, remark="o que esta linha devolve", whole=True)  # fmt: skip


def _sequence(one: Trial, m: Mismatch, name: str, written: Written, line: int | None) -> Told:
    word = "uma tupla" if isinstance(m.got, tuple) else "uma lista"
    if len(m.got) == 1:
        comma = isinstance(m.got, tuple)
        happened = f"`{name}` deveria ser um array; veio {word} com um array dentro."
        step = "Tire a vírgula do fim da linha do return." if comma else "Tire os colchetes da linha do return."
        remark = "a vírgula no fim faz uma tupla" if comma else "os colchetes fazem uma lista"
        return Told(happened, f"veio {word}", step=step, line=line, remark=remark, whole=True)
    right = [k for k, item in enumerate(m.got) if compare(m.expected, item, m.leaf or one.judged[0]) is None]
    shapes = [np.shape(item) if isinstance(item, np.ndarray | np.generic | float | int) else None for item in m.got]
    if None in shapes or len(set(shapes)) > 1 or isinstance(m.got, tuple) or right:
        happened = f"`{name}` deveria ser um array; veio {word} de {len(m.got)} valores."
        which = f" O valor de posição {right[0]} já é `{name}`." if right else ""
        return Told(happened + which, f"veio {word}", step=f"Devolva só `{name}`.", line=line, remark=f"devolve {len(m.got)} valores", whole=True)  # fmt: skip
    expected = np.shape(m.expected)
    got = (len(m.got), *(shapes[0] or ()))
    happened = f"`{name}` deveria ter a forma {expected}; veio uma lista que dá a forma {got}."
    return Told(happened, "outra forma", f"com {one.case.name}", line=line, remark="devolve uma lista")


def expected_kind(expected: Any) -> str:
    """What was asked for, in words."""
    kinds = {dict: "um dict", list: "uma lista", tuple: "uma tupla", str: "um texto"}
    return next((word for kind, word in kinds.items() if isinstance(expected, kind)), "um número")


def kind_of(got: Any) -> str:
    """The type of what came; of what could not travel, the type it had."""
    return got.kind if type(got).__name__ == "Unsupported" else type(got).__name__


def count(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """Not as many values as outputs."""
    names = ", ".join(leaf.path for leaf in exercise.leaves)
    n = len(exercise.leaves)
    if isinstance(m.got, np.ndarray | np.generic | float | int):
        came = f"um array só, de forma {np.shape(m.got)}"
    elif isinstance(m.got, tuple | list):
        came = f"{'uma tupla' if isinstance(m.got, tuple) else 'uma lista'} de {len(m.got)}"
    else:
        came = KINDS.get(kind_of(m.got), f"um `{kind_of(m.got)}`")
    line = next((node.lineno for node in reversed(list(written.returns()))), None)
    happened = f"`{exercise.name}` deve devolver {n} valores, nesta ordem: {names}. Veio {came}."
    more = isinstance(m.got, tuple | list) and len(m.got) > n
    step = f"Termine com `return {names}`" + ("." if more else "; o que ainda falta pode ser None.")
    return Told(
        happened,
        "sobram valores" if more else "faltam valores",
        step=step,
        line=line,
        remark="o que esta linha devolve",
        whole=True,
    )
