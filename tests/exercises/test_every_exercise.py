"""What every exercise owes, whoever wrote it: a perfect oracle, mistakes that are caught and named, honest points."""

import inspect
from itertools import combinations

import numpy as np
import pytest

from enap_lstm import reference
from enap_lstm.exercises import EXERCISES, NOTEBOOKS, of_notebook
from enap_lstm.judging.alike import alike
from enap_lstm.judging.answer import observe

SEEDS = range(20)
MISTAKES = [(e.name, id) for e in EXERCISES.values() for id in e.mistakes]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_oracle_scores_full_marks_on_every_seed(name):
    exercise = EXERCISES[name]
    for seed in SEEDS:
        report = exercise.judge(exercise.oracle, np.random.default_rng(seed))
        assert report.passed and report.score == 1 and report.mistakes == [], (seed, report.message)


@pytest.mark.parametrize(("name", "id"), MISTAKES)
def test_a_mistake_is_caught_on_every_seed_with_its_own_hint(name, id):
    exercise = EXERCISES[name]
    for seed in SEEDS:
        report = exercise.judge(exercise.mistakes[id].function, np.random.default_rng(seed))
        assert not report.passed and report.score < 1, seed
        assert report.mistakes[0] == id, (seed, report.mistakes)
        assert " ".join([*report.panel.remarks, report.panel.step]).endswith(exercise.mistakes[id].hint), report.message


@pytest.mark.parametrize("name", EXERCISES)
def test_no_two_mistakes_do_the_same_on_all_cases(name):
    exercise = EXERCISES[name]
    for seed in SEEDS:
        cases = exercise.inputs(np.random.default_rng(seed))
        seen = {id: [observe(m.function, case.args) for case in cases] for id, m in exercise.mistakes.items()}
        for a, b in combinations(seen, 2):
            same = [alike(x, y) for x, y in zip(seen[a], seen[b], strict=True)]
            assert not all(same), (seed, a, b)


@pytest.mark.parametrize("name", EXERCISES)
def test_there_are_at_least_four_mistakes_and_every_hint_asks_for_one_thing(name):
    exercise = EXERCISES[name]
    assert len(exercise.mistakes) >= 4
    hints = [m.hint for m in exercise.mistakes.values()]
    assert len(set(hints)) == len(hints)
    assert all(hint.strip()[-1] in ".?`" and "!" not in hint for hint in [*hints, *sum(exercise.hints.values(), ())])


@pytest.mark.parametrize("name", EXERCISES)
def test_the_oracle_is_the_reference_under_the_same_name_and_signature(name):
    exercise = EXERCISES[name]
    assert list(exercise.signature.parameters) == list(inspect.signature(getattr(reference, name)).parameters)


@pytest.mark.parametrize("name", EXERCISES)
def test_cases_try_every_property_and_sizes_that_differ_and_include_one(name):
    exercise = EXERCISES[name]
    cases = exercise.inputs(np.random.default_rng(0))
    assert {case.prop for case in cases} == exercise.properties.keys()
    sizes = {size for case in cases for a in case.args if isinstance(a, np.ndarray) for size in a.shape}
    assert 1 in sizes and len(sizes) >= 3


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("answer", [lambda *args: None, lambda *args: args[0], lambda *args: 0.0, lambda *args: 1 / 0])
def test_an_empty_answer_earns_nothing(name, answer):
    for seed in SEEDS:
        assert EXERCISES[name].judge(answer, np.random.default_rng(seed)).score == 0


@pytest.mark.parametrize("name", EXERCISES)
def test_float32_and_lists_are_forgiven(name):
    exercise = EXERCISES[name]

    def in_float32(*args):
        value = exercise.oracle(*args)
        return [np.float32(v) for v in value] if isinstance(value, tuple) else np.float32(value)

    def in_lists(*args):
        value = exercise.oracle(*args)
        return [v.tolist() for v in value] if isinstance(value, tuple) else np.asarray(value).tolist()

    exercise_sealed, exercise.sealed = exercise.sealed, ()  # both call the oracle, which is closed to answers
    try:
        for answer in (in_float32, in_lists):
            report = exercise.judge(answer, np.random.default_rng(1))
            assert report.score == 1, report.message
    finally:
        exercise.sealed = exercise_sealed


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebooks_points_sum_to_ten(notebook):
    assert sum(exercise.points for exercise in of_notebook(notebook)) == 10
