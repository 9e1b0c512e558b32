"""What a step of the LSTM shares: equation (6), the step's cases and lines, and the slips that answers may hold, each written once."""

from __future__ import annotations

from enap_lstm.exercise import Exercise
from enap_lstm.exercises.bank import give
from enap_lstm.exercises.step.backward_slips import EQUATIONS, PATHS
from enap_lstm.exercises.step.forward_slips import STATES
from enap_lstm.exercises.step.gate_slips import GATES
from enap_lstm.exercises.step.hidden_back_slips import HIDDEN_BACK, HIDDEN_BACK_ALONE
from enap_lstm.exercises.step.hidden_slips import HIDDEN, HIDDEN_ALONE
from enap_lstm.exercises.step.kinds import HIDDEN as HIDDEN_KIND
from enap_lstm.exercises.step.kinds import STEP
from enap_lstm.exercises.step.parameter_slips import BLOCKS, INPUTS
from enap_lstm.exercises.step.slope_slips import AGAIN, SLOPES

FORWARD = GATES | STATES
BACKWARD = PATHS | EQUATIONS | SLOPES | AGAIN | INPUTS | BLOCKS

__all__ = ["BACKWARD", "FORWARD", "STEP", "backward_mistakes", "forward_mistakes", "hidden_mistakes"]


def hidden_mistakes(forward: Exercise, backward: Exercise) -> None:
    """Register what equation (6) may get wrong, and its way back."""
    give(forward, HIDDEN_KIND, HIDDEN, HIDDEN_ALONE)
    give(backward, HIDDEN_KIND, HIDDEN_BACK, HIDDEN_BACK_ALONE)


def forward_mistakes(exercise: Exercise) -> None:
    """Register what a step may get wrong."""
    give(exercise, STEP, GATES, STATES)


def backward_mistakes(exercise: Exercise) -> None:
    """Register what a step's way back may get wrong."""
    give(exercise, STEP, PATHS, EQUATIONS, SLOPES, AGAIN, INPUTS, BLOCKS)
