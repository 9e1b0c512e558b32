"""A check ends by itself: an endless loop is stopped, and a Ctrl-C is told apart from it.

Where the system has an interval timer (Linux, macOS) and this is the main thread, the timer interrupts Python between two
instructions, whatever it is doing. Elsewhere (Windows, Pyodide) Python watches the answer's own backward jumps, from 3.12 on. Where
neither is to be had, nothing is lost but the limit.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import CodeType, FrameType

SECONDS = 10.0
AGAIN = 0.5  # a bare `except:` in the loop may have swallowed the first one


class TimeUp(KeyboardInterrupt):
    """The limit was met; a KeyboardInterrupt, because that is what `observe` lets through."""


@contextlib.contextmanager
def time_limit(seconds: float, code: CodeType | None) -> Iterator[None]:
    """TimeUp when the block takes longer than `seconds`; `code` is what is watched where there is no timer.

    >>> try:
    ...     with time_limit(0.05, None):
    ...         while True:
    ...             pass
    ... except TimeUp:
    ...     print("o tempo acabou")
    o tempo acabou
    """
    rings = hasattr(signal, "setitimer") and sys.platform != "emscripten"  # which has it, and never rings
    timer = rings and threading.current_thread() is threading.main_thread()
    with _timer(seconds) if timer else _watching(seconds, code):
        yield


@contextlib.contextmanager
def _timer(seconds: float) -> Iterator[None]:
    def time_up(number: int, frame: FrameType | None) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGALRM, time_up)
    others = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    started = time.monotonic()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if others[0]:  # somebody else's timer goes on where it was
            signal.setitimer(signal.ITIMER_REAL, max(others[0] - (time.monotonic() - started), 0.01), others[1])


@contextlib.contextmanager
def _watching(seconds: float, code: CodeType | None) -> Iterator[None]:
    monitoring = getattr(sys, "monitoring", None)
    tool = next((k for k in range(6) if monitoring and monitoring.get_tool(k) is None), None)
    if monitoring is None or code is None or tool is None:
        yield
        return
    end = time.monotonic() + seconds

    def jumped(code: CodeType, origin: int, destination: int) -> None:
        if time.monotonic() > end:
            raise TimeUp

    monitoring.use_tool_id(tool, "enap_lstm")
    monitoring.register_callback(tool, monitoring.events.JUMP, jumped)
    monitoring.set_local_events(tool, code, monitoring.events.JUMP)
    try:
        yield
    finally:
        monitoring.set_local_events(tool, code, 0)
        monitoring.free_tool_id(tool)
