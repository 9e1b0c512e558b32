"""What one graded cell has earned, and how that came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from autograder.judging.fingerprint import Fingerprint


class Reason(StrEnum):
    """How a verdict came about."""

    JUDGED = "judged"  # an answer came back, and was held against what is expected
    LOST = "lost"  # none came back: a limit, a process that is gone
    UNREADABLE = "unreadable"  # nothing could be read of the file


@dataclass(frozen=True)
class Verdict:
    """One graded cell: `score` is 0 to 1 of `points`; `properties` says which part of the points was earned, and `message`
    is what a student reads."""

    name: str
    score: float
    points: float
    reason: Reason
    message: str
    mistakes: tuple[str, ...] = ()
    properties: dict[str, bool] = field(default_factory=dict)
    lost: str = ""  # why no answer came back, if none did
    seen: Fingerprint = Fingerprint()  # of a wrong answer that no mistake explains
