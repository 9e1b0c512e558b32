"""What an exception tells: the line of the function, what it means in Portuguese, and one thing to do.

Each rule looks at one kind of error and answers or passes on; the first answer counts. What no rule knows is shown as
Python said it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from enap_lstm.judging import python_said
from enap_lstm.judging.answer import AnswerError
from enap_lstm.judging.compare import Mismatch
from enap_lstm.judging.definition import Case, Definition
from enap_lstm.judging.returned import called
from enap_lstm.judging.stop_rules import (
    arguments,
    at_line,
    attribute,
    ours,
    shortened,
    silence,
    stop,
    uncalled,
    unknown,
)
from enap_lstm.judging.told import Told
from enap_lstm.judging.trial import Trial
from enap_lstm.judging.written import Written

Rule = Callable[[Definition, Trial, AnswerError, Written], Told | None]


def stopped(exercise: Definition, one: Trial, m: Mismatch, written: Written) -> Told:
    """What an exception tells; one in another function of the student's is said to be there."""
    error: AnswerError = m.got
    told = next(found for rule in RULES if (found := rule(exercise, one, error, written)))
    if error.inside and told.line:
        return replace(told, happened=f"{told.happened} Foi dentro de `{error.inside}`, que esta linha chama.")
    return told


def shapes_differ(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """Arrays that do not fit: which shapes came in is half of the answer."""
    said = python_said.told(error.text, python_said.SHAPES)
    if error.kind != "ValueError" or not (said or re.search(r"matmul|shapes|broadcast|dimension", error.text)):
        return None
    sentence = said or "as formas não se combinam."
    remarks = (came_in(exercise, one.case, written.line(error.line)),)
    told = stop(error, sentence[:1].lower() + sentence[1:], "as formas não se combinam", "", remarks, whole=False)
    return told


def spelled(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """What has one certain cause."""
    for pattern, sentence, step in python_said.CERTAIN:
        if found := re.search(pattern, error.text):
            return stop(error, sentence.format(*found.groups()), "a conta parou", step.format(*found.groups()))
    if error.kind == "RecursionError":
        return stop(error, f"`{exercise.name}` chama a si mesma sem parar.", "sem fim", "Escreva a conta no lugar da chamada à própria função.")  # fmt: skip
    return None


def sizes(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """Where the shapes that came in help to see why."""
    for pattern, sentence, step in python_said.SIZES:
        if found := re.search(pattern, error.text):
            came = (came_in(exercise, one.case, written.line(error.line)),)
            return stop(error, sentence.format(*found.groups()), "a conta parou", step.format(*found.groups()), came, whole=bool(step))  # fmt: skip
    return None


def anything(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told:
    """As Python said it."""
    sentence = f"a conta parou com {error.kind}" + (f": `{shortened(error.text)}`." if error.text else ".")
    came = (came_in(exercise, one.case, written.line(error.line)),)
    return Told(at_line(error, sentence), "a conta parou", remarks=came, line=error.line, remark="a conta parou aqui")


RULES: tuple[Rule, ...] = (
    ours,
    unknown,
    attribute,
    uncalled,
    silence,
    arguments,
    shapes_differ,
    spelled,
    sizes,
    anything,
)


def came_in(exercise: Definition, case: Case, line: str) -> str:
    """The shapes of a case's arguments: of those that stand in the line in question, else of all.

    A name in a line is one whole word.
    """
    told = {
        name: f"`{name}` {argument.shape if isinstance(argument, np.ndarray) else called(argument)}"
        for name, argument in zip(exercise.parameters, case.args, strict=False)
    }
    here = [text for name, text in told.items() if re.search(rf"\b{name}\b", line)]
    return f"Chegaram ({case.name}): {', '.join(here or told.values())}."
