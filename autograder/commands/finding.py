"""What `doctor` says of one thing it looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it holds, what was seen, and what to do if it does not."""

    part: str
    holds: bool
    seen: str
    remedy: str = ""
