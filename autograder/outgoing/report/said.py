"""What to say in the next lesson about a mistake: its own words, how many made it, what to do at the blackboard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from enap_lstm.exercises import EXERCISES

SENTENCE_END = re.compile(r"(?<=[.?!]) +|(?<=[.?!]”) +")
CLAUSE_END = re.compile(r"[.:;?](?: |$)")
OBTAINED = "É o que se obtém "  # how most hints begin
NO_NAME = "Nenhum erro conhecido a explica."
AT_THE_BOARD = "refazer essa conta no quadro com números pequenos, ao lado da certa, e perguntar o que muda."
SPLIT = "pôr no quadro a linha do exemplo ao lado da certa e perguntar onde as duas se separam."


@dataclass(frozen=True)
class Hint:
    """A mistake's words: what was computed and why that is wrong; the last sentence, what a student is told to do."""

    what: str = ""
    step: str = ""

    @property
    def name(self) -> str:
        """What a mistake is called on the page: its first clause.

        >>> Hint("É o que se obtém sem o viés: tudo passa pela origem.", "Some `b_i` à conta.").name
        'sem o viés'
        """
        return CLAUSE_END.split((self.what or self.step).removeprefix(OBTAINED).removeprefix("É "))[0]


def hint_of(exercise: str, mistake: str) -> Hint:
    """The words of a mistake; empty ones for what no mistake explains.

    >>> hint_of("input_gate", "bias-missing").step
    'Some b_i à conta, dentro de sigmoid.'
    """
    known = EXERCISES[exercise].mistakes.get(mistake) if exercise in EXERCISES else None
    if known is None:
        return Hint()
    *what, step = SENTENCE_END.split(known.hint)
    return Hint(" ".join(what), step)


def for_class(count: int, total: int, exercise: str, hint: Hint, following: str = "") -> str:
    """How many, what they computed, what to do about it; `following` is the notebook that comes next.

    >>> hint = Hint("É o que se obtém sem o viés.", "Some `b_i` à conta.")
    >>> for sentence in for_class(14, 31, "input_gate", hint, "03_forget_gate").split(". "):
    ...     print(sentence)
    14 de 31 chegaram, em `input_gate`, ao que se obtém sem o viés
    Sugestão: antes do caderno 03, refazer essa conta no quadro com números pequenos, ao lado da certa, e perguntar o que muda
    Aonde chegar: “Some `b_i` à conta.”
    """
    who = f"{count} de {total} {'chegou' if count == 1 else 'chegaram'}, em `{exercise}`,"
    when = f"antes do caderno {following[:2]}" if following else "na próxima aula"
    if not hint.step:
        return f"{who} à mesma resposta errada. {NO_NAME} Sugestão: {when}, {SPLIT}"
    if not hint.what:
        told = f"{who} ao mesmo engano."
    elif hint.what.startswith(OBTAINED):
        told = f"{who} ao que se obtém {hint.what.removeprefix(OBTAINED)}"
    else:
        told = f"{count} de {total}, em `{exercise}`: {hint.what}"
    return f"{told} Sugestão: {when}, {AT_THE_BOARD} Aonde chegar: “{hint.step}”"
