"""What one thing that is wrong tells a student: the pieces of which `wording` makes a panel. A leaf."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """Sentences in the order in which they are read; `line` is the student's line in question and `remark` what to see
    there. `step` is one thing to do now; `whole` says that nothing needs to be added, no hint either."""

    happened: str
    kind: str = ""
    where: str = ""
    expected: str = ""
    got: str = ""
    remarks: tuple[str, ...] = ()
    step: str = ""
    line: int | None = None
    remark: str = ""
    whole: bool = False
