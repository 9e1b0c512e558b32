"""Names that do not exist, and those that may have been meant: arguments, the function's own, the notebook's, NumPy's."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import numpy as np

from enap_lstm.judging.definition import Definition
from enap_lstm.judging.written import Written
from enap_lstm.portuguese import series

SIGNS = {"σ": "sigmoid", "sigma": "sigmoid", "logistic": "sigmoid", "numpy": "np", "tgh": "np.tanh"}
NUMPY = tuple(name for name in dir(np) if not name.startswith("_"))


def unknown_name(exercise: Definition, written: Written, name: str) -> str:
    """What to do about a name that the notebook does not have.

    The nearest is proposed only when it is near; an argument comes before NumPy, because it is nearer at hand.
    """
    if name == "np":
        return "O NumPy ainda não foi importado: rode a primeira célula do caderno, que traz `import numpy as np`."
    if name in exercise.parameters:
        return f"No enunciado, `{name}` é um dos argumentos: confira a linha do def."
    if name in exercise.outputs and len(exercise.outputs) > 1:
        return f"Escreva a linha que calcula `{name}`, acima do return."
    known = written.names | written.locals
    if SIGNS.get(name) in known:
        return f"A função se chama `{SIGNS[name]}` neste caderno: escreva esse nome."
    if name in exercise.look_alikes:
        return "Ele é de um caderno anterior; aqui, escreva a conta de novo."
    if twin := next(
        (p for p in exercise.parameters if p.lower().replace("_", "") == name.lower().replace("_", "")), ""
    ):
        return f"O argumento se chama `{twin}`: troque `{name}` por `{twin}`."
    if callable(getattr(np, name, None)):
        return f"A função do NumPy se escreve `np.{name}`."
    if name.partition("_")[0] == "c" and exercise.family.startswith("gate"):  # before h_prev is proposed for c_prev
        return f"A memória não entra nesta equação, e a função não a recebe: tire `{name}` da conta."
    if near := nearest(name, [*exercise.parameters, *sorted(known - {name, exercise.name})]):
        return f"Existe `{near}`, quase igual: troque `{name}` por `{near}`."
    kin = [p for p in exercise.parameters if p.partition("_")[0] == name.partition("_")[0]]
    if len(kin) == 1:
        return f"Há um argumento `{kin[0]}`: era ele?"
    if near := nearest(name, NUMPY):
        return f"O NumPy tem `np.{near}`: era ele?"
    few = [f"`{p}`" for p in exercise.parameters]
    return (
        f"Use {'o argumento' if len(few) == 1 else 'um dos argumentos:'} {series(few, 'ou')}, ou defina `{name}` acima."
    )


def unknown_in_numpy(written: Written, name: str) -> str:
    """What to do about `np.name`, which does not exist.

    >>> unknown_in_numpy(Written(names=frozenset({"sigmoid"})), "sigmoid")
    'A função `sigmoid` é do próprio caderno: chame `sigmoid(…)`, sem np na frente.'
    """
    if name in written.names:
        return f"A função `{name}` é do próprio caderno: chame `{name}(…)`, sem np na frente."
    if name in ("sigmoid", "logistic", "expit"):
        return "Ele tem `np.exp`: escreva a σ com ela."
    if name == "math":
        return "As funções estão direto em np: troque `np.math.exp` por `np.exp`, e assim com as outras."
    near = nearest(name, NUMPY)
    return f"Ele tem `np.{near}`: era essa?" if near else "Confira a grafia."


def unknown_in_array(name: str) -> str:
    """What to do about `array.name`, which does not exist."""
    if name.lower() == "t":
        return "A transposta é `.T`, com letra maiúscula e sem parênteses."
    if name == "append":
        return "Guarde os resultados numa lista, que começa em `[]`, e junte-os no fim com `np.stack`."
    near = nearest(name, [one for one in dir(np.ndarray) if not one.startswith("_")])
    if near:
        return f"Ele tem `.{near}`: era esse?"
    return f"A função do NumPy se escreve `np.{name}(…)`." if callable(getattr(np, name, None)) else "Confira a grafia."


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that is almost the same, or "": a letter more, less, exchanged with its neighbour.

    >>> nearest("than", ["tan", "tanh", "exp"]), nearest("media", ["mean"])
    ('tanh', '')
    """
    near = difflib.get_close_matches(name, list(names), n=5, cutoff=0.72)
    near.sort(key=lambda one: sorted(one.lower()) != sorted(name.lower()))
    return near[0] if near else ""
