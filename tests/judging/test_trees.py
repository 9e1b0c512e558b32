"""Answers that are dicts, lists, nested tuples, draws and trained models, judged here."""

import numpy as np
import pytest

from tests.small_exercises import ANSWERS, EVERY, here


@pytest.mark.parametrize(("name", "k"), EVERY)
def test_an_answer_earns_the_same_on_every_seed_and_its_mistake_is_named(name, k):
    exercise, answers = ANSWERS[name]
    text, mistakes, score = answers[k]
    for seed in range(10):
        report = exercise.judge(here(name, text), np.random.default_rng(seed))
        assert (report.score, report.mistakes[:1]) == (score, mistakes), report.message


@pytest.mark.parametrize("name", ANSWERS)
def test_mistakes_are_caught_and_named(name):
    exercise, _ = ANSWERS[name]
    for id in exercise.mistakes:
        report = exercise.judge(exercise.answer_with(id), np.random.default_rng(0))
        assert not report.passed and report.mistakes[0] == id


def said(name, k):
    exercise, answers = ANSWERS[name]
    message = exercise.judge(here(name, answers[k][0]), np.random.default_rng(0)).message
    return " ".join(message.split())


def test_the_path_of_a_leaf_is_named():
    assert (
        'vocabulary["não"] difere. Com uma frase em que uma palavra volta, em vocabulary["não"]: esperado 2,'
        in said("build_vocabulary", 1)
    )
    assert "Em clipped[0], 6 de 6 números diferem. Com dois gradientes compridos, em clipped[0][0, 0]:" in said(
        "clip_by_global_norm", 2
    )
    assert "em bwd.dU[0, 0]: esperado" in said("both_ways", 1)
    assert "dx ✓ certo fwd ≠ os valores bwd — falta" in said("both_ways", 2)


def test_what_is_missing_or_too_much_in_a_dict_is_listed():
    assert "Em vocabulary, falta <pad> e <unk>." in said("build_vocabulary", 2)


def test_another_kind_of_value_is_named_first():
    assert "vocabulary deveria ser um dict; veio uma lista de 5." in said("build_vocabulary", 3)


def test_an_unfinished_answer_hears_what_is_right_first():
    message = said("both_ways", 4)
    assert "dx — falta fwd ✓ certo bwd — falta" in message
    assert "fwd: certo. Faltam dx e bwd." in message


def test_a_view_may_be_handed_back_where_that_is_natural_and_a_change_may_not():
    assert "a função mudou grads, que recebeu de fora" in said("clip_by_global_norm", 4)


def test_frequencies_and_figures_are_told():
    assert "Em 400 sorteios, as frequências não são as esperadas." in said("sample_next", 1)
    assert "o número 0: esperado 60 %, obtido 3" in said("sample_next", 1)
    assert "O erro médio ainda não chega aonde deve. Com frases novas: esperado no máximo 0,1, obtido" in said(
        "trained", 3
    )
