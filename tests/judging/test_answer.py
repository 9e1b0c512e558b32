"""What `observe` sees of a call."""

import sys

import numpy as np
import pytest

from enap_lstm.judging.answer import TrainedModel, copy_tree, function_of, observe, same_tree


def test_a_value_comes_back_untouched():
    seen = observe(lambda x, y: x + y, (np.ones(3), np.arange(3.0)))
    assert seen.error is None and seen.changed == {} and seen.aliased == ()
    np.testing.assert_array_equal(seen.value, [1.0, 2.0, 3.0])


def test_an_argument_changed_in_place_is_named_and_the_callers_array_stays():
    def answer(x, y):
        y += 1
        return x + y

    mine = np.ones(2)
    assert {k: value.tolist() for k, value in observe(answer, (np.ones(2), mine)).changed.items()} == {1: [2.0, 2.0]}
    np.testing.assert_array_equal(mine, 1.0)


@pytest.mark.parametrize(
    ("answer", "result"),
    [(lambda x, y: y, 0), (lambda x, y: (x + 1, y.T), 1), (lambda x, y: [y[0]], 0), (lambda x, y: {"a": y}, 0)],
)
def test_a_view_of_an_argument_is_named_wherever_it_sits(answer, result):
    assert observe(answer, (np.ones((2, 3)), np.ones((3, 2)))).aliased == ((result, 1),)


def leave():
    sys.exit(3)


def wait():
    input("?")


def yields():
    yield 1


async def waits_for_nobody():
    return 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (leave, "SystemExit"),
        (wait, "RuntimeError"),
        (yields, "Lazy"),
        (waits_for_nobody, "Lazy"),
        (lambda: 1 / 0, "ZeroDivisionError"),
        (3, "TypeError"),
    ],
)
def test_whatever_an_answer_raises_is_a_result(answer, kind):
    assert observe(answer, ()).error.kind == kind


def test_the_keyboard_still_works_afterwards_and_warnings_are_silent():
    original = input
    assert observe(lambda: np.exp(1000.0) * np.log(-1.0), ()).error is None
    observe(wait, ())
    assert input is original


def test_an_interrupt_passes_through_so_that_a_student_can_stop_a_loop():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        observe(interrupted, ())


def test_the_line_is_counted_from_the_functions_own_def():
    def answer(x):
        y = x
        return y.nothing

    assert observe(answer, (1.0,)).error.line == 3


def test_an_exception_that_cannot_be_printed_costs_its_text_only():
    class Mute(Exception):
        def __str__(self):
            raise RuntimeError

    def answer():
        raise Mute

    seen = observe(answer, ())
    assert (seen.error.kind, seen.error.text) == ("Mute", "")


def test_copies_go_all_the_way_down_and_nan_equals_itself():
    tree = (np.array([np.nan, 1.0]), [np.ones(2), (np.zeros(1),)], {"k": np.ones(1)}, np.random.default_rng(3))
    twin = copy_tree(tree)
    assert same_tree(tree, twin)
    twin[1][1][0][0] = 5
    assert not same_tree(tree, twin) and tree[1][1][0][0] == 0
    assert tree[3].random() == twin[3].random()


def test_an_error_in_a_helper_of_the_answer_is_said_to_be_there():
    names = {}
    exec(compile("def ajuda(x):\n    return x.nada\n\ndef answer(x):\n    return 1 + ajuda(x)", "<c>", "exec"), names)
    error = observe(names["answer"], (1.0,)).error
    assert (error.kind, error.line, error.inside) == ("AttributeError", 2, "ajuda")


def test_a_trained_model_is_its_own_value():
    model = TrainedModel("lstm", {"U": np.ones(2)})
    assert observe(model, ()).value["kind"] == observe(lambda: model, ()).value["kind"] == "lstm"


class Callable:
    def __call__(self, x):
        return x.nada


def test_the_line_is_found_in_partials_and_in_classes():
    from functools import partial

    for answer in (Callable(), partial(Callable.__call__, None)):
        assert observe(answer, (1.0,)).error.line == 2
    assert function_of(np.vectorize(abs)) is None and function_of(np.exp) is None


def test_a_result_that_contains_itself_is_an_error_of_the_answers():
    def answer():
        loop = []
        loop.append(loop)
        return loop

    assert observe(answer, ()).error.kind == "RecursionError"
