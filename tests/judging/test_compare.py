"""What differs first, between two trees, and between two calls."""

import numpy as np
import pytest

from enap_lstm.judging.alike import alike, same
from enap_lstm.judging.answer import AnswerError, Observation
from enap_lstm.judging.compare import Kind, compare, outputs_of
from enap_lstm.judging.leaves import Leaf
from enap_lstm.judging.tolerance import slack_of

Y = Leaf.of("y")
NESTED = Leaf.of(("y", ("h", ("layers", [("dU", "db")]), "v")))


def difference(expected, got, leaf=Y, **options):
    return compare(expected, got, leaf, **options)


@pytest.mark.parametrize(
    "got", [[[1, 2.5], [3, 4]], np.float32([[1, 2.5], [3, 4]]), np.array([[1, 2.5], [3, 4]], order="F"),
            np.array([[1, 2.5], [3, 4]], np.longdouble), ((1.0, 2.5), (3.0, 4.0))]
)  # fmt: skip
def test_lists_float32_and_longdouble_are_right(got):
    assert difference(np.array([[1, 2.5], [3, 4]]), got) is None


@pytest.mark.parametrize("got", [0.5, np.float64(0.5), np.float32(0.5), np.array(0.5)])
def test_a_number_is_a_number(got):
    assert difference(0.5, got) is None and difference(np.array(0.5), got) is None


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (None, Kind.NONE),
        ({"h": 1.0}, Kind.TYPE),
        ("1.0", Kind.TYPE),
        ([[1.0], [1.0, 2.0]], Kind.TYPE),
        ((np.ones(2), np.ones(2)), Kind.TYPE),
        (np.ma.array([1.0, 1.0]), Kind.TYPE),
        (np.ones((1, 2)), Kind.SHAPE),
        (1.0, Kind.SHAPE),
        (np.ones(2, int), Kind.DTYPE),
        (np.ones(2, bool), Kind.DTYPE),
        (np.ones(2, np.float16), Kind.DTYPE),
        (np.ones(2, complex), Kind.DTYPE),
        (np.array([1.0, 1.0], object), Kind.DTYPE),
        ([1.0, np.nan], Kind.VALUE),
        ([1.0, 1 + 1e-5], Kind.VALUE),
    ],
)  # fmt: skip
def test_what_differs_is_named(got, kind):
    assert difference(np.ones(2), got).kind is kind


def test_the_first_wrong_value_has_its_index_and_the_count():
    found = difference(np.zeros((2, 3)), [[0.0, 0, 0], [0, 7, 8]])
    assert (found.index, found.got, found.wrong, found.size) == ((1, 1), 7.0, 2, 6)


def test_ids_may_be_any_integers_and_compare_exactly():
    assert difference(np.array([3, 4]), np.array([3, 4], np.int16)) is None
    assert difference(3, np.uint8(3)) is None and difference(np.array([3, 4]), [3, 4]) is None
    assert difference(np.array([3, 4]), np.array([3, 5])).kind is Kind.VALUE
    assert difference(3, 3.0).kind is Kind.DTYPE and difference(3, True).kind is Kind.DTYPE


@pytest.mark.parametrize(
    ("got", "kind", "path"),
    [
        ((np.ones(2), [(np.ones(1), 1.0)], {"não": 2}), None, ""),
        ([np.ones(2), ((np.ones(1), 1.0),), {"não": 2}], None, ""),
        ((np.ones(2), [(np.ones(1), 2.0)], {"não": 2}), Kind.VALUE, "y.layers[0].db"),
        ((np.ones(2), [(None, 1.0)], {"não": 2}), Kind.NONE, "y.layers[0].dU"),
        ((np.ones(2), [], {"não": 2}), Kind.COUNT, "y.layers"),
        ((np.ones(2), [(np.ones(1), 1.0)], {"nao": 2}), Kind.KEYS, "y.v"),
        ((np.ones(2), [(np.ones(1), 1.0)], {"não": 3}), Kind.VALUE, 'y.v["não"]'),
        ((np.ones(2), [(np.ones(1), 1.0)], [2]), Kind.TYPE, "y.v"),
        ({"h": np.ones(2)}, Kind.TYPE, "y"),
    ],
)  # fmt: skip
def test_a_tree_is_compared_leaf_by_leaf(got, kind, path):
    found = difference((np.ones(2), [(np.ones(1), 1.0)], {"não": 2}), got, NESTED)
    assert found is None if kind is None else (found.kind, found.leaf.path) == (kind, path)


def test_a_case_may_ask_for_some_leaves_only():
    expected, got = (np.ones(2), [(np.ones(1), 1.0)], {}), (None, [(None, 1.0)], {})
    assert difference(expected, got, NESTED, only=("y.layers.db", "y.v")) is None
    assert difference(expected, got, NESTED, only=("y.layers",)).leaf.name == "y.layers.dU"


@pytest.mark.parametrize(("expected", "got", "kind"), [
    ("a", "a", None), ("a", np.str_("a"), None), ("a", "b", Kind.VALUE), ("1", 1, Kind.TYPE),
    (True, np.bool_(True), None), (True, False, Kind.VALUE), (True, 1, Kind.TYPE), (None, None, None), (None, 1, Kind.TYPE),
])  # fmt: skip
def test_text_truth_and_nothing_are_themselves(expected, got, kind):
    found = difference(expected, got)
    assert found is None if kind is None else found.kind is kind


def test_rounding_of_a_cancelling_sum_is_forgiven_and_a_small_error_is_not():
    assert difference(np.array([1.0, 0.0]), [1.0, 1e-17]) is None
    assert difference(np.array([1.0, 0.0]), [1.0, 1e-6]).kind is Kind.VALUE


def test_what_float32_loses_is_forgiven_where_it_loses_it():
    """1 − o, near saturation: half of it goes in float32; so much is forgiven there, and only there."""
    o = np.array([1 - 3e-7, 0.5])
    expected = 1 - o
    honest = (np.float32(1) - o.astype(np.float32)).astype(float)
    slack = slack_of(expected, honest)
    assert difference(expected, honest, slack=slack) is None and difference(expected, honest).kind is Kind.VALUE
    assert difference(expected, [3e-7, 0.5005], slack=slack).kind is Kind.VALUE
    assert difference(np.ones(3), [1.0, 1.0, 1.02], slack=slack_of(np.ones(3), np.full(3, 1.5))).kind is Kind.VALUE


def test_an_array_that_claims_to_equal_everything_is_no_array():
    class Agreeable(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, bool)

        def __array_function__(self, *args, **kwargs):
            return True

    assert difference(np.ones(2), np.ones(2).view(Agreeable)).kind is Kind.TYPE


@pytest.mark.parametrize(("value", "kind"), [
    (np.ones(3), Kind.COUNT), ([np.ones(2)], Kind.COUNT), ({"dx": 1.0}, Kind.TYPE), (4.0, Kind.TYPE), (None, Kind.NONE),
])  # fmt: skip
def test_two_outputs_come_as_a_tuple_or_a_list_of_two(value, kind):
    assert outputs_of(value, (Leaf.of("dx"), Leaf.of("dh"))).kind is kind


def test_two_outputs_may_be_the_rows_of_an_array():
    assert [row.tolist() for row in outputs_of(np.eye(2), (Y, Y))] == [[1, 0], [0, 1]]


@pytest.mark.parametrize(("a", "b", "agree"), [
    (np.ones(2), [1.0, 1.0], True),
    (np.ones(2), np.ones(2, np.float32), True),
    (np.ones(2), np.ones(2, np.float16), False),
    (np.ones(2), np.ones((1, 2)), False),
    (np.array([np.nan, np.inf]), np.array([np.nan, np.inf]), True),
    ((np.ones(2), None), [np.ones(2), None], True),
    ({"a": 1}, {"a": 1}, True),
    ({"a": 1}, {"a": 2}, False),
    (None, 0.0, False),
    (np.arange(2), np.arange(2), True),
])  # fmt: skip
def test_wrong_answers_do_the_same_when_everything_agrees(a, b, agree):
    assert same(a, b) is agree and same(b, a) is agree


def test_calls_are_alike_in_values_errors_and_manners():
    nan = np.array([np.nan])
    assert alike(Observation(nan), Observation([np.nan]))
    assert not alike(Observation(nan), Observation(nan, changed={1: nan}))
    assert alike(Observation(nan, changed={1: nan}), Observation(nan, changed={1: nan}))
    assert not alike(
        Observation(nan, changed={1: nan}), Observation(nan, changed={1: np.zeros(1)})
    )  # into something else
    error = Observation(error=AnswerError("ValueError", "a"))
    assert alike(error, Observation(error=AnswerError("ValueError", "b"))) and not alike(error, Observation(nan))
