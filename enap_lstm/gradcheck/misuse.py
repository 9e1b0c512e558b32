"""How `gradient_check` stops: one sentence in a notebook, the traceback of f alone when it is f that stopped."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

OURS = str(Path(__file__).parent)
F_STOPPED = (
    "Foi a própria f que parou, com os argumentos dados. Chame f em uma célula à parte, com eles, para ver onde."
)


class Misuse(ValueError):
    """What was given cannot be checked; the message says what to give. A notebook shows it without a traceback."""

    def _render_traceback_(self) -> list[str]:  # IPython's hook, in 7.34 (Colab) and later
        return str(self).splitlines()


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, or the stop button: how far the check had come."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


def frames_outside(error: BaseException) -> TracebackType | None:
    """The traceback of an error from the first frame on that is not of this package.

    >>> try:
    ...     1 / 0
    ... except ZeroDivisionError as error:
    ...     frames_outside(error) is error.__traceback__
    True
    """
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename.startswith(OURS):
        frames = frames.tb_next
    return frames
