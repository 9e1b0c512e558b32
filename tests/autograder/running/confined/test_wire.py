"""The wire between grader and confined process: what is written is read back; what is malformed is refused."""

import socket
import threading
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.running.confined.frames import HEADER, Closed, Late, receive, send
from autograder.running.confined.wire import DTYPES, Bounds, Seed, Unsupported, WireError, decode, encode

PLAIN = st.none() | st.booleans() | st.integers(-(2**300), 2**300) | st.floats(allow_nan=False) | st.text()
TREES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(TREES.filter(lambda tree: "\ud800" not in repr(tree)))
@settings(max_examples=60, deadline=None)
def test_plain_trees_come_back_as_they_were(tree):
    """Equal, and of the same types all the way down: repr tells 1 from True and a tuple from a list."""
    assert repr(decode(encode(tree))) == repr(tree)


@given(st.sampled_from(DTYPES).flatmap(lambda name: arrays.arrays(name, arrays.array_shapes(min_dims=0, min_side=0))))
@settings(max_examples=60, deadline=None)
def test_arrays_come_back_bit_for_bit(array):
    back = decode(encode(array))
    assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())
    assert back.flags.writeable and back.flags.owndata | (back.base is not None)


def test_byte_order_and_strides_do_not_travel():
    """A transposed big-endian view is the same numbers."""
    array = np.arange(6, dtype=">f8").reshape(2, 3).T
    back = decode(encode(array))
    assert back.dtype == np.float64 and back.flags.c_contiguous
    np.testing.assert_array_equal(back, [[0, 3], [1, 4], [2, 5]])


def test_numpy_scalars_stay_scalars():
    for scalar in (np.float64(0.5), np.float32(0.5), np.int64(3), np.bool_(True), np.complex128(1j)):
        back = decode(encode(scalar))
        assert type(back) is type(scalar) and back == scalar


def test_nan_and_infinity_travel():
    back = decode(encode((float("nan"), float("-inf"), np.array([np.nan]))))
    assert np.isnan(back[0]) and back[1] == -np.inf and np.isnan(back[2][0])


class Claims(np.ndarray):
    """A subclass that says it equals everything."""

    def __eq__(self, other):
        return True


@pytest.mark.parametrize(
    "leaf",
    [np.array([None]), np.ones(2).view(Claims), {1, 2}, {1: 2}, 1j, b"x", len, object(), np.array(["a"]), 10**200],
    ids=lambda leaf: type(leaf).__name__,
)
def test_what_is_no_plain_value_arrives_as_unsupported(leaf):
    assert isinstance(decode(encode([leaf]))[0], Unsupported)


def test_a_generator_travels_as_its_seed():
    """A fresh one gives the same draws on the other side; a used one a seed that its state decides, and keeps its state."""
    assert decode(encode(np.random.default_rng(7))) == Seed(7)
    used = np.random.default_rng(7)
    used.random()
    assert decode(encode(used)) == decode(encode(used)) != Seed(7)
    again = np.random.default_rng(7)
    again.random()
    assert used.random() == again.random()


@pytest.mark.parametrize("tree", [[[[[1]]]], list(range(50)), np.ones(200), "x" * 2000])
def test_too_deep_too_long_or_too_large_is_refused_on_both_sides(tree):
    small = Bounds(depth=3, count=40, size=1000)
    with pytest.raises(WireError):
        decode(encode(tree), small)
    with pytest.raises(WireError):
        decode(encode(tree, small), small)


def test_a_cycle_is_too_deep():
    cycle: list = []
    cycle.append(cycle)
    with pytest.raises(WireError):
        encode(cycle)


def test_every_cut_and_every_excess_of_a_message_is_refused():
    message = encode({"a": [np.ones((2, 3)), (1, 2.0, None)], "b": "ç"})
    for end in range(len(message)):
        with pytest.raises(WireError):
            decode(message[:end])
    with pytest.raises(WireError):
        decode(message + b"N")


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_noise_is_refused_or_read_but_never_another_error(noise):
    try:
        decode(noise, Bounds(size=1000))
    except WireError:
        pass


@pytest.mark.parametrize(
    "forged",
    [
        b"l\xff\xff\xff\xff" + b"N" * 10,
        b"s\xff\xff\xff\xff",
        b"i\xff\x00\x00\x00" + bytes(255),
        b"a\x0b\x02" + b"\xff" * 16,
        b"a\x0b\x02" + (1 << 40).to_bytes(8, "little") + bytes(8),
        b"a\x63\x00" + bytes(8),
        b"a\x0b\x21" + bytes(8 * 33),
        b"x\x0b\x01" + (1).to_bytes(8, "little") + bytes(8),
        b"m\x01\x00\x00\x00" + b"NN",
        b"s\x01\x00\x00\x00\xff",
        b"l\x01\x00\x00\x00" * 100_000,
    ],
    ids=["list", "text", "integer", "shape", "empty but long", "dtype", "axes", "scalar", "key", "utf-8", "depth"],
)
def test_forged_lengths_and_types_are_refused(forged):
    with pytest.raises(WireError):
        decode(forged)


def test_a_forged_boolean_is_true_or_false():
    """A byte of 2 in a bool array would be neither."""
    message = bytearray(encode(np.array([True])))
    message[-1] = 2
    assert decode(message).view(np.uint8).tolist() == [1]


@pytest.fixture
def pair():
    left, right = socket.socketpair()
    with left, right:
        yield left, right


def test_a_frame_carries_its_nonce(pair):
    send(pair[0], b"n" * 16, b"payload")
    assert receive(pair[1], 100) == (b"n" * 16, bytearray(b"payload"))


def test_a_frame_longer_than_allowed_is_refused_before_it_is_read(pair):
    pair[0].sendall(HEADER.pack(b"n" * 16, 1 << 60))
    with pytest.raises(WireError, match="too large"):
        receive(pair[1], 100)


def test_a_frame_in_drops_is_late(pair):
    """The deadline is for the whole frame: each byte in time does not make it timely."""
    over = threading.Event()

    def drip():
        while not over.wait(0.02):
            pair[0].sendall(b"x")

    dripping = threading.Thread(target=drip)
    dripping.start()
    with pytest.raises(Late):
        receive(pair[1], 1 << 20, time.monotonic() + 0.3)
    over.set()
    dripping.join()


def test_who_does_not_read_makes_the_sender_late(pair):
    with pytest.raises(Late):
        send(pair[0], bytes(16), bytes(10 << 20), time.monotonic() + 0.2)


def test_who_has_gone_is_closed(pair):
    pair[0].sendall(b"half a header")
    pair[0].close()
    with pytest.raises(Closed):
        receive(pair[1], 100)
