"""A check ends by itself, whichever way this system has of stopping a loop."""

import contextlib
import signal
import sys
import threading
import time

import pytest

from enap_lstm.checking import time_limit as limits
from enap_lstm.checking.time_limit import TimeUp, time_limit


def forever():
    while True:
        try:
            time.monotonic()
        except:  # noqa: E722  # a student's own, which catches everything
            pass


def test_the_timer_stops_a_loop_that_catches_everything_and_leaves_no_timer():
    with pytest.raises(TimeUp), time_limit(0.1, None):
        forever()
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_somebody_elses_timer_goes_on():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(True))
    try:
        signal.setitimer(signal.ITIMER_REAL, 30.0)
        with time_limit(20.0, None):
            pass
        assert 20.0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 30.0 and not rung
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def long():
    """Longer than its limit, but not for ever: nobody may be there to stop it."""
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        pass


def test_python_itself_stops_a_loop_where_there_is_no_timer():
    """From Python 3.12 on, which can watch the jumps of one function; before, nothing is lost but the limit."""
    watches = hasattr(sys, "monitoring")
    with pytest.raises(TimeUp) if watches else contextlib.nullcontext(), limits._watching(0.1, long.__code__):
        long()
    with limits._watching(0.1, long.__code__):  # and the tool is free again
        pass


def test_in_another_thread_nothing_is_lost_but_the_limit():
    done = []

    def run():
        with time_limit(20.0, None):
            done.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert done == [True]
