"""What differs first, between two arrays and between two calls."""

import numpy as np
import pytest

from enap_lstm.judging.answer import AnswerError, Observation
from enap_lstm.judging.compare import Mismatch, alike, compare, compare_observation


@pytest.mark.parametrize(
    "got", [[[1, 2.5], [3, 4]], np.float32([[1, 2.5], [3, 4]]), np.array([[1, 2.5], [3, 4]], order="F")]
)
def test_lists_and_float32_are_right(got):
    compare(np.array([[1, 2.5], [3, 4]]), got)


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (None, "none"),
        ({"h": 1.0}, "type"),
        ("1.0", "type"),
        ([[1.0], [1.0, 2.0]], "type"),
        (np.ones((1, 2)), "shape"),
        (1.0, "shape"),
        (np.ones(2, int), "dtype"),
        (np.ones(2, bool), "dtype"),
        (np.ones(2, np.float16), "dtype"),
        (np.ones(2, complex), "dtype"),
        (np.array([1.0, 1.0], object), "dtype"),
        ([1.0, np.nan], "value"),
        ([1.0, 1 + 1e-5], "value"),
    ],
)
def test_what_differs_is_named(got, kind):
    with pytest.raises(Mismatch) as caught:
        compare(np.ones(2), got)
    assert caught.value.kind == kind


def test_the_first_wrong_value_has_its_index_and_the_count():
    with pytest.raises(Mismatch) as caught:
        compare(np.zeros((2, 3)), [[0.0, 0, 0], [0, 7, 8]])
    assert (caught.value.index, caught.value.got, caught.value.wrong, caught.value.size) == ((1, 1), 7.0, 2, 6)


def test_ids_may_be_any_integers_and_compare_exactly():
    compare(np.array([3, 4]), np.array([3, 4], np.int16))
    with pytest.raises(Mismatch):
        compare(np.array([3, 4]), np.array([3, 5]))
    with pytest.raises(Mismatch):
        compare(np.array([3, 4]), np.array([3.0, 4.0]))


def test_rounding_of_a_cancelling_sum_is_forgiven_and_a_small_error_is_not():
    compare(np.array([1.0, 0.0]), [1.0, 1e-17])
    with pytest.raises(Mismatch):
        compare(np.array([1.0, 0.0]), [1.0, 1e-6])


def test_an_array_that_claims_to_equal_everything_is_no_array():
    class Agreeable(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, bool)

        def __array_function__(self, *args, **kwargs):
            return True

    with pytest.raises(Mismatch) as caught:
        compare(np.ones(2), np.ones(2).view(Agreeable))
    assert caught.value.kind == "type"


def test_manners_count_after_values():
    with pytest.raises(Mismatch) as caught:
        compare_observation((np.ones(1),), Observation([2.0], changed=(0,)), ("h",), None)
    assert caught.value.kind == "value"
    with pytest.raises(Mismatch) as caught:
        compare_observation((np.ones(1),), Observation([1.0], aliased=(0,)), ("h",), None)
    assert caught.value.kind == "aliased"


@pytest.mark.parametrize("value", [np.ones(3), [np.ones(2)], {"dx": 1.0}, 4.0])
def test_two_outputs_come_as_a_tuple_or_a_list_of_two(value):
    with pytest.raises(Mismatch) as caught:
        compare_observation((np.ones(1), np.ones(2)), Observation(value), ("dx", "dh"), None)
    assert caught.value.kind == "count"


def test_calls_are_alike_in_arrays_errors_and_manners():
    nan = np.array([np.nan])
    assert alike(Observation(nan), Observation([np.nan]), ("h",))
    assert not alike(Observation(nan), Observation(nan, changed=(1,)), ("h",))
    error = Observation(error=AnswerError("ValueError", "a"))
    assert alike(error, Observation(error=AnswerError("ValueError", "b")), ("h",))
    assert not alike(error, Observation(nan), ("h",))
    assert alike(Observation((nan, nan)), Observation((nan, 3.0)), ("a", "b"), only=("a",))
