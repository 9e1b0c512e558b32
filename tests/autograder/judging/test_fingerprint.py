"""Equal wrong answers have equal fingerprints, unequal ones do not, and nothing of it can earn a point."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.judging import fingerprint, judge
from autograder.judging.fingerprint import ABSENT, BLANK, Fingerprint
from autograder.running.outcome import RunnerLost
from enap_lstm.exercises import EXERCISES
from enap_lstm.judging.answer import AnswerError, Observation, observe

SIGMOID = EXERCISES["sigmoid"]


class At:
    """An answer at a distance that is none."""

    def __init__(self, function):
        self.function = function

    def answer(self, name):
        return self

    def observe(self, args):
        return observe(self.function, args)


class Lost:
    def answer(self, name):
        return self

    def observe(self, args):
        raise RunnerLost("longe demais")


def of(function, seed=7):
    return fingerprint.of(SIGMOID, At(function), seed)


def test_one_calculation_written_in_three_ways_is_one_group():
    ways = [
        lambda z: 2 / (1 + np.exp(-z)),
        lambda z: (1 + np.exp(-z)) ** -1.0 * 2,
        lambda z: (lambda s: s + s)(1 / (1 + np.exp(-z))),
    ]
    assert len({of(way) for way in ways}) == 1


def test_every_known_mistake_and_the_right_answer_differ_from_each_other():
    functions = [SIGMOID.oracle, *(mistake.function for mistake in SIGMOID.mistakes.values())]
    seen = [of(function).group for function in functions]
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("digit, same", [(12, True), (6, False)])
def test_a_difference_counts_once_it_is_larger_than_that_of_two_ways_to_write(digit, same):
    group = of(lambda z: np.tanh(z) + 0.1).group
    assert (of(lambda z: np.tanh(z) + 0.1 + 10.0**-digit).group == group) is same


def test_the_line_where_an_answer_stops_is_told_and_the_error_is_its_group():
    def one(z):
        y = z + 1
        return y.tanh()

    def other(valores):
        return valores.tanh()

    assert of(one).line == 3 and of(other).line == 2 and of(one).group == of(other).group


def test_what_is_not_written_yet_is_no_group():
    def blank(z):
        raise NotImplementedError

    assert of(blank).group == BLANK
    missing = Observation(error=AnswerError("NameError", "name 'sigmoid' is not defined"))
    nowhere = At(None)
    nowhere.observe = lambda args: missing
    assert fingerprint.of(SIGMOID, nowhere, 7) == Fingerprint(ABSENT)


def test_a_lost_runner_leaves_no_fingerprint():
    assert fingerprint.of(SIGMOID, Lost(), 7) == Fingerprint()


@pytest.mark.parametrize("function, asked", [(SIGMOID.oracle, False), (np.tanh, False), (np.sin, True)])
def test_only_a_wrong_answer_that_no_mistake_explains_is_asked_and_its_mark_stays(function, asked):
    verdict = judge.verdict(At(function), SIGMOID, lambda name: 1)
    seen = judge.with_fingerprint(verdict, At(function), b"segredo")
    assert bool(seen.seen.group) is asked
    assert replace(seen, seen=Fingerprint()) == verdict


def test_the_inputs_depend_on_the_course_and_not_on_the_submission():
    verdict = judge.verdict(At(np.sin), SIGMOID, lambda name: 1)
    again = judge.verdict(At(np.sin), SIGMOID, lambda name: 2)
    one, other = (judge.with_fingerprint(v, At(np.sin), b"segredo").seen for v in (verdict, again))
    assert one == other != judge.with_fingerprint(verdict, At(np.sin), b"outro").seen
