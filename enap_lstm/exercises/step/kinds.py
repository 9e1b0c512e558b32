"""What tells equation (6) alone from the whole step, and how both are written in an answer."""

from __future__ import annotations

from dataclasses import dataclass

from enap_lstm.exercises.gate.kinds import Gate

SUM = Gate("z", "", "o passo", lambda z: z, lambda z: z, lambda z: 1.0, "")  # a gate that is its sum z, and no more
BLOCK = Gate("z", "_k", "a porta", lambda z: z, lambda z: z, lambda z: 1.0, "")  # the same for the block of a gate k


@dataclass(frozen=True)
class Step:
    """`through_h`: what the gradient is called that reaches c through h; alone, it is dc."""

    through_h: str

    def words(self) -> dict[str, str]:
        """What fills the blanks of a hint.

        >>> STEP.words()["Dc"], HIDDEN.words()["dc"]
        ('A parcela que vem por h', 'dc')
        """
        first = self.through_h if self.through_h == "dc" else self.through_h[0].upper() + self.through_h[1:]
        return SUM.words() | {"dc": self.through_h, "Dc": first}


HIDDEN = Step("dc")
STEP = Step("a parcela que vem por h")
