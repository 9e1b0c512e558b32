"""What the check says, all of it, to be read aloud: every registered mistake, Python's usual errors, the right answer.

`python -m tests.students.transcript` writes `mensagens.md` anew; a test holds it against what the check says now.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import linecache
import math
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from enap_lstm.exercise import Exercise
from enap_lstm.exercises import EXERCISES, NOTEBOOKS, of_notebook
from enap_lstm.panel import Panel

PAGE = Path(__file__).with_name("mensagens.md")
HEAD = """# O que a verificação diz

Escrito por `make mensagens`; um teste confere se está em dia. Sem as tabelas de números e sem as dicas repetidas: elas
vêm no começo de cada exercício. Para ler em voz alta: o que uma professora não diria, corrija em `enap_lstm/exercises`.
"""
USUAL = {
    "o raise ficou": "raise NotImplementedError",
    "sem return": "resposta = {0}",
    "print no lugar de return": "print({0})",
    "um nome que não existe": "return sigmoide({0})",
    "uma função que o NumPy não tem": "return np.than({0})",
    "uma função de math": "return math.exp({0} + np.zeros(3))",
    ".T com parênteses": "return np.ones((2, 2)).T() + {0}",
    "transpose sem parênteses": "return np.ones((2, 2)).transpose @ np.ones(2)",
    "formas que não se encontram": "return np.ones((2, 3)) @ np.ones(7)",
    "um índice que não existe": "return np.ones(3)[9]",
    "o circunflexo por potência": "return np.ones(3) ^ 2",
    "um dict": "return {{'resposta': {0}}}",
    "um texto": "return 'pronto'",
    "uma vírgula a mais": "return np.ones(3),",
    "um array de inteiros": "return np.zeros((2, 3), dtype=int)",
    "a função, sem chamá-la": "return np.tanh",
    "chama a si mesma": "return {name}({all})",
}


def panel(exercise: Exercise, answer: Callable[..., Any]) -> Panel:
    """What a student reads, on the draw of the check: but for numbers in tables, quoted lines and hints."""
    with contextlib.redirect_stdout(io.StringIO()):
        report = exercise.judge(answer, np.random.default_rng(zlib.crc32(exercise.name.encode())))
    return dataclasses.replace(report.panel, hints=(), table=None, source=None)


@cache
def panels(name: str) -> dict[str, Panel]:
    """What was done, and what is said of it."""
    exercise = EXERCISES[name]
    answers = {"a resposta certa": exercise.oracle}
    answers |= {id: mistake.function for id, mistake in exercise.mistakes.items()}
    answers |= {what: _usual(exercise, line) for what, line in USUAL.items()}
    return {what: panel(exercise, answer) for what, answer in answers.items()}


def sentences(panel: Panel) -> str:
    """What a panel says in sentences: without its badge, its points and the marks of each output."""
    return dataclasses.replace(panel, parts=(), outputs=()).as_text().partition("\n")[2]


def _usual(exercise: Exercise, line: str) -> Callable[..., Any]:
    """An answer of the exercise's name and arguments whose one line is this."""
    names = list(exercise.signature.parameters)
    body = line.format(*names, name=exercise.name, all=", ".join(names))
    source = f"def {exercise.name}({', '.join(names)}):\n    {body}\n"
    file = f"<{exercise.name}: {line}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    found: dict[str, Any] = {"__name__": "__main__", "np": np, "math": math}
    exec(compile(source, file, "exec"), found)
    return found[exercise.name]


def hints(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The hints of each property, as they grow."""
    for prop, grown in exercise.hints.items():
        for number, hint in enumerate(grown, 1):
            yield f"{prop}, dica {number}", hint


def page() -> str:
    """The whole transcript."""
    lines = [HEAD]
    for notebook in NOTEBOOKS:
        lines.append(f"# {notebook}\n")
        for exercise in of_notebook(notebook):
            lines.append(f"## {exercise.name}\n")
            lines += [f"**{what}.** {hint}\n" for what, hint in hints(exercise)]
            said = panels(exercise.name).items()
            lines += [f"### {what}\n```text\n{panel.as_text()}\n```\n" for what, panel in said]
    return "\n".join(lines)


def prose(text: str) -> str:
    """A text without its code, its formulas and its numbers, for counting and reading."""
    text = re.sub(r"`[^`]*`", " código ", text)
    return re.sub(r"[\w.]*[\[\](){}=@*/+×·^\d][^\s]*", " ", text)


def readability(text: str) -> float:
    """Flesch's index adapted to Portuguese (Martins and others, 1996): 50 to 75 is easy, above that very easy.

    >>> readability("A casa é azul. O dia é bom.") > readability("A retropropagação desestabiliza arquiteturas.")
    True
    """
    words = re.findall(r"[A-Za-zÀ-ÿ]+", prose(text))
    sentences = max(len(re.findall(r"[.?:;](?:\s|$)", prose(text))), 1)
    syllables = sum(len(re.findall(r"[aeiouáàâãéêíóôõúy]+", word.lower())) or 1 for word in words)
    return 248.835 - 1.015 * len(words) / sentences - 84.6 * syllables / max(len(words), 1)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    said = [sentences(panel) for name in EXERCISES for panel in panels(name).values()]
    count = [len(text.split()) for text in said]
    index = [readability(text) for text in said]
    print(f"{len(said)} mensagens; palavras: {np.mean(count):.0f} em média, {max(count)} no máximo;", end=" ")
    print(f"leitura (Flesch em português): {np.mean(index):.0f} em média, {min(index):.0f} no mínimo")
