"""What every exercise owes, whoever wrote it: a perfect oracle, mistakes that are caught and named, honest points."""

import ast
import inspect
import re
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from enap_lstm import reference
from enap_lstm.exercises import EXERCISES, NOTEBOOKS, of_notebook
from enap_lstm.judging.alike import alike
from enap_lstm.judging.answer import observe
from tests.exercises.mutants import mutants
from tests.students.blocks import before

ROOT = Path(__file__).parents[2]
SEEDS = range(20)
MISTAKES = [(e.name, id) for e in EXERCISES.values() for id in e.mistakes]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_oracle_scores_full_marks_on_every_seed(name):
    exercise = EXERCISES[name]
    for seed in SEEDS:
        report = exercise.judge(exercise.oracle, np.random.default_rng(seed))
        assert report.passed and report.score == 1 and report.mistakes == [], (seed, report.message)


@pytest.mark.parametrize(("name", "id"), MISTAKES)
def test_a_mistake_is_caught_on_every_seed_with_its_own_hint_and_the_same_mark(name, id):
    exercise = EXERCISES[name]
    scores = set()
    for seed in SEEDS:
        report = exercise.judge(exercise.mistakes[id].function, np.random.default_rng(seed))
        assert not report.passed and report.mistakes[:1] == [id], (seed, report.mistakes, report.message)
        scores.add(report.score)
    assert len(scores) == 1 and scores < {1.0, *scores}


@pytest.mark.parametrize("name", EXERCISES)
def test_no_two_mistakes_do_the_same_on_all_cases(name):
    exercise = EXERCISES[name]
    cases = exercise.inputs(np.random.default_rng(0))
    seen = {id: [observe(m.function, case.args) for case in cases] for id, m in exercise.mistakes.items()}
    for a, b in combinations(seen, 2):
        assert not all(map(alike, seen[a], seen[b])), (a, b)


@pytest.mark.parametrize("name", EXERCISES)
def test_hints_ask_for_one_thing_in_few_words(name):
    exercise = EXERCISES[name]
    told = [m.hint for m in exercise.mistakes.values()]
    assert len(told) >= 4 and len(set(told)) == len(told)
    for hint in told:
        assert re.search(r"[.?]$", hint) and "!" not in hint and "{" not in hint, hint
        assert len(hint.split()) <= 45, hint


@pytest.mark.parametrize("name", EXERCISES)
def test_every_property_has_hints_that_grow(name):
    exercise = EXERCISES[name]
    assert exercise.hints.keys() == exercise.properties.keys()
    for grown in exercise.hints.values():
        assert 1 <= len(grown) <= 3
        assert all(len(hint.split()) <= (120 if k == 2 else 80) for k, hint in enumerate(grown))
        assert all(re.search(r"[.?]$", hint) and "!" not in hint for hint in grown)


@pytest.mark.parametrize("name", EXERCISES)
def test_no_first_hint_holds_a_line_of_the_answer(name):
    lines = [ast.unparse(node) for node in ast.walk(_solution(name)) if isinstance(node, ast.BinOp)]
    for idea, *_ in EXERCISES[name].hints.values():
        assert not [line for line in lines if line.replace(" ", "") in idea.replace(" ", "")]


@pytest.mark.parametrize("name", EXERCISES)
def test_properties_can_be_listed_with_e(name):
    assert not [prop for prop in EXERCISES[name].properties if " e " in prop]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_oracle_is_the_reference_under_the_same_name_and_signature(name):
    exercise = EXERCISES[name]
    assert list(exercise.signature.parameters) == list(inspect.signature(getattr(reference, name)).parameters)


@pytest.mark.parametrize("name", EXERCISES)
def test_cases_try_every_property_on_sizes_that_differ_and_include_one(name):
    exercise = EXERCISES[name]
    for seed in SEEDS:
        cases = exercise.inputs(np.random.default_rng(seed))
        assert {case.prop for case in cases} == exercise.properties.keys()
        shapes = [a.shape for case in cases for a in case.args if isinstance(a, np.ndarray)]
        assert 1 in {size for shape in shapes for size in shape}
        assert any(len(shape) > 1 and len(set(shape)) == len(shape) for shape in shapes)


@pytest.mark.parametrize("name", [name for name, e in EXERCISES.items() if list(e.signature.parameters)[-1][0] == "b"])
def test_biases_are_not_zero_and_differ_unless_a_property_is_about_them(name):
    exercise = EXERCISES[name]
    for seed in SEEDS:
        cases = exercise.inputs(np.random.default_rng(seed))
        zero = {case.prop for case in cases if not case.args[-1].any()}
        assert not zero or "o viés" in exercise.properties.keys() - zero
        assert all(len(set(case.args[-1])) == case.args[-1].size for case in cases if case.args[-1].any())


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("answer", [lambda *args: None, lambda *args: args[0], lambda *args: 0.0, lambda *args: 1 / 0])
def test_an_empty_answer_earns_nothing(name, answer):
    for seed in range(3):
        assert EXERCISES[name].judge(answer, np.random.default_rng(seed)).score == 0


@cache
def _solution(name):
    """The answer in the instructor's source, as a tree."""
    source = (ROOT / "solutions" / f"{EXERCISES[name].notebook}.py").read_text(encoding="utf-8")
    return next(n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef) and n.name == name)


@pytest.mark.parametrize("name", EXERCISES)
def test_every_mutant_of_the_answer_is_caught(name):
    exercise = EXERCISES[name]
    tried = 0
    for what, source in mutants(_solution(name)):
        names = dict(before(exercise.notebook, name))
        exec(source, names)
        for seed in range(2):
            passed = exercise.judge(names[name], np.random.default_rng(seed)).passed
            assert not passed, (what, source)
        tried += 1
    assert tried >= 5  # equation (6), the shortest answer, has five places to slip


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebooks_points_sum_to_ten(notebook):
    assert sum(exercise.points for exercise in of_notebook(notebook)) == 10
