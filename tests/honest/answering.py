"""Habits of writing an answer: where its parts stand, what surrounds it, which versions of it are kept."""

from __future__ import annotations

import re
import textwrap

from tests.honest.draft import Draft, Stage, habit

ANSWERING = Stage.ANSWERING
BELOW = r"que vale é a da célula \d+, abaixo da verificação"
FIRST = r"vale a que estava definida na verificação"


def _renamed(draft: Draft, name: str, other: str) -> str:
    """The answer's text with another name for the function."""
    return re.sub(rf"\b{name}\b", other, re.sub(r"\n*check\(.*\)", "", draft.answers[name]["source"]))


@habit(ANSWERING)
def helper_above(draft: Draft) -> None:
    """Whoever learnt to program elsewhere: the work in a function of their own in a cell above, the answer only calls it."""
    name = draft.pick()
    draft.above(name, _renamed(draft, name, f"minha_{name}"))
    draft.answers[name]["source"] = f"def {name}(*args):\n    return minha_{name}(*args)"


@habit(ANSWERING)
def helper_defined_after_use(draft: Draft) -> None:
    """Whoever writes from the top down: the answer first, the helper in the cell below it, then the check."""
    name = draft.pick()
    draft.add(draft.answers[name], _renamed(draft, name, f"conta_{name}"), below=True)
    draft.answers[name]["source"] = f"def {name}(*args):\n    return conta_{name}(*args)"


@habit(ANSWERING)
def helper_in_the_answer_cell(draft: Draft) -> None:
    """Whoever keeps together what belongs together: helper and answer in one cell."""
    name = draft.pick()
    whole = _renamed(draft, name, "_auxiliar")
    draft.answers[name]["source"] = f"{whole}\n\n\ndef {name}(*args):\n    return _auxiliar(*args)"


@habit(ANSWERING)
def answer_in_two_cells(draft: Draft) -> None:
    """Whoever splits a cell (Ctrl-Shift-Minus): the function under a working name, the real name in the graded cell."""
    name = draft.pick()
    draft.above(name, _renamed(draft, name, "tentativa"))
    draft.answers[name]["source"] = f"# a de cima funcionou\n{name} = tentativa"


@habit(ANSWERING)
def lambda_for_the_answer(draft: Draft) -> None:
    """Whoever likes it short: a lambda over what was worked out in the cell above."""
    name = draft.pick()
    draft.above(name, _renamed(draft, name, "passo"))
    draft.answers[name]["source"] = f"{name} = lambda *v: passo(*v)"


@habit(ANSWERING)
def partial_for_the_answer(draft: Draft) -> None:
    """Whoever has read about functools: a partial with nothing left to fill in."""
    name = draft.pick()
    draft.above(name, _renamed(draft, name, "base"))
    draft.answers[name]["source"] = f"from functools import partial\n\n{name} = partial(base)"


@habit(ANSWERING)
def old_version_above(draft: Draft) -> None:
    """Whoever throws nothing away: the version that did not work stays in a cell above the answer."""
    name = draft.pick()
    draft.above(name, "# não deu certo\n" + draft.older(name))


@habit(ANSWERING)
def old_version_in_the_same_cell(draft: Draft) -> None:
    """Whoever writes the new version below the old one, in the same cell."""
    name = draft.pick()
    draft.answers[name]["source"] = f"{draft.older(name)}\n\n# versão 2\n{draft.answers[name]['source']}"


@habit(ANSWERING)
def old_version_commented_out(draft: Draft) -> None:
    """Whoever comments the old version out, below the new one."""
    name = draft.pick()
    draft.answers[name]["source"] += "\n\n" + textwrap.indent(draft.older(name), "# ", lambda line: True)


@habit(ANSWERING)
def old_version_below(draft: Draft) -> None:
    """Whoever keeps the first try at the bottom, "para comparar", and does not check it again."""
    name = draft.pick()
    draft.add(len(draft.cells), "# minha primeira tentativa, para comparar\n" + draft.older(name))


@habit(ANSWERING)
def new_version_between(draft: Draft) -> None:
    """Whoever leaves a wrong try in the graded cell and writes the good one in a new cell, above the check."""
    name = draft.pick()
    draft.add(draft.answers[name], draft.answers[name]["source"], below=True)
    draft.answers[name]["source"] = draft.older(name)


@habit(ANSWERING)
def new_version_below_and_checked(draft: Draft) -> None:
    """Whoever tries again below the check, in a new cell, and checks that one in another."""
    name = draft.pick()
    draft.after(name, f"check({name})")
    draft.after(name, draft.answers[name]["source"])
    draft.answers[name]["source"] = draft.older(name)


@habit(ANSWERING, told=BELOW)
def new_version_below_unchecked(draft: Draft) -> None:
    """Whoever tries again below the check and hands in without another one: the summary still says what was wrong."""
    name = draft.pick()
    draft.after(name, draft.answers[name]["source"])
    draft.answers[name]["source"] = draft.older(name)


@habit(ANSWERING, told=FIRST)
def experiment_below_and_checked(draft: Draft) -> None:
    """Whoever tries "e se fosse assim?" below the check, under the same name, and checks that too: the summary forgets the first."""
    name = draft.pick()
    draft.after(name, f"check({name})")
    draft.after(name, draft.older(name))


@habit(ANSWERING)
def stub_kept_above(draft: Draft) -> None:
    """Whoever wants to keep the statement: the released cell is copied, the copy filled in below it."""
    name = draft.pick()
    twin = draft.paste(draft.answers[name], draft.place(draft.answers[name]))
    twin["source"] = f'def {name}(*args):\n    raise NotImplementedError("Falta a sua solução.")'


@habit(ANSWERING)
def prints_inside(draft: Draft) -> None:
    """Whoever looks for a mistake with print, and leaves the prints in."""
    name = draft.pick()
    source = draft.answers[name]["source"]
    draft.answers[name]["source"] = re.sub(r"(?m)^( +)return ", r'\1print("cheguei aqui")\n\1return ', source)


@habit(ANSWERING)
def tried_in_the_answer_cell(draft: Draft) -> None:
    """Whoever tries the function right below its def, in the same cell, and gets the arguments wrong."""
    name = draft.pick()
    draft.answers[name]["source"] += f"\n\nprint({name}.__class__)\n{name}(1)"


@habit(ANSWERING)
def checked_in_the_answer_cell(draft: Draft) -> None:
    """Whoever finds it quicker: the check at the end of the answer cell, and the check cell as it was."""
    name = draft.pick()
    draft.answers[name]["source"] += f"\n\ncheck({name})"


@habit(ANSWERING)
def timed_answer_cell(draft: Draft) -> None:
    """Whoever has %%time in every cell."""
    name = draft.pick()
    draft.answers[name]["source"] = "%%time\n" + draft.answers[name]["source"]


@habit(ANSWERING)
def type_hints(draft: Draft) -> None:
    """A programmer: annotations, as far as they are quickly typed."""
    name = draft.pick()
    source = draft.answers[name]["source"]
    draft.answers[name]["source"] = re.sub(rf"(?m)^(def {name}\([^)]*\)):", r'\1 -> "np.ndarray | tuple":', source)


@habit(ANSWERING)
def tabs(draft: Draft) -> None:
    """Whoever pastes from an editor that writes tabs."""
    name = draft.pick()
    source = draft.answers[name]["source"]
    draft.answers[name]["source"] = re.sub(r"(?m)^ +", lambda blanks: "\t" * (len(blanks[0]) // 4), source)


@habit(ANSWERING)
def timing_decorator(draft: Draft) -> None:
    """Whoever came from web development: a decorator of their own around every function."""
    name = draft.pick()
    decorator = """
import time
from functools import wraps

def cronometro(f):
    @wraps(f)
    def dentro(*args, **kwargs):
        começo = time.perf_counter()
        resultado = f(*args, **kwargs)
        dentro.tempo = time.perf_counter() - começo
        return resultado
    return dentro
"""
    draft.above(name, decorator)
    source = draft.answers[name]["source"]
    draft.answers[name]["source"] = re.sub(rf"(?m)^def {name}\(", f"@cronometro\ndef {name}(", source)


@habit(ANSWERING)
def constants_above(draft: Draft) -> None:
    """Whoever gives every number a name, in a cell of their own."""
    name = draft.pick()
    draft.above(name, "UM = 1\nDOIS = 2.0\nVAZIO = None")
    draft.answers[name]["source"] = re.sub(r"\b1 / \(1 \+", "UM / (UM +", draft.answers[name]["source"])


@habit(ANSWERING)
def main_guard(draft: Draft) -> None:
    """Whoever writes scripts: the trial of the function under if __name__ == "__main__"."""
    name = draft.pick()
    draft.answers[name]["source"] += f'\n\nif __name__ == "__main__":\n    print("testando", {name})'


@habit(ANSWERING)
def answer_in_a_module(draft: Draft) -> None:
    """Whoever keeps code in files: the function is written to one by the cell above, the answer cell imports it."""
    name = draft.pick()
    imports = (
        "import numpy as np\nfrom enap_lstm.reference import sigmoid\n\n"
        if draft.notebook > "02"
        else "import numpy as np\n\n"
    )
    draft.above(name, f"%%writefile m_{name}.py\n{imports}{draft.answers[name]['source']}")
    draft.answers[name]["source"] = f"from m_{name} import {name}"


@habit(ANSWERING)
def captured(draft: Draft) -> None:
    """Whoever hides the output of a cell with %%capture."""
    name = draft.pick()
    draft.answers[name]["source"] = "%%capture saida\n" + draft.answers[name]["source"]


@habit(ANSWERING)
def counts_its_calls(draft: Draft) -> None:
    """Whoever counts with a global how often the function is called."""
    name = draft.pick()
    draft.above(name, "chamadas = 0\n\ndef conta_chamada():\n    global chamadas\n    chamadas += 1")
    source = draft.answers[name]["source"]
    draft.answers[name]["source"] = re.sub(r"(?m)^( +)return ", r"\1conta_chamada()\n\1return ", source)


@habit(Stage.EXPLORING)  # after the other versions are there
def chosen_by_an_if(draft: Draft) -> None:
    """Whoever chooses between versions with an if: the def stands inside it, and is the only one."""
    name = draft.pick()
    source = draft.answers[name]["source"]
    if sum(f"def {name}(" in cell["source"] for cell in draft.cells) == 1:  # check takes one at the margin for the last
        chosen = f"VERSAO = 2\nif VERSAO == 2:\n{textwrap.indent(source, '    ')}\nelse:\n    {name} = None"
        draft.answers[name]["source"] = chosen
