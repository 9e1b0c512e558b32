"""What every gate shares: its cases, and the slips that its answers may hold, each written once."""

from __future__ import annotations

from collections.abc import Mapping

from enap_lstm.exercise import Exercise
from enap_lstm.exercises.bank import give
from enap_lstm.exercises.gate.activation_slips import FORWARD, SIGMOID, TANH
from enap_lstm.exercises.gate.backward_slips import SIGMOID_SLOPE, SLOPE, TANH_SLOPE
from enap_lstm.exercises.gate.bias_slips import BIAS
from enap_lstm.exercises.gate.input_slips import INPUTS
from enap_lstm.exercises.gate.kinds import Gate, sigmoid_gate, tanh_gate
from enap_lstm.exercises.gate.layout_slips import LAYOUT
from enap_lstm.exercises.gate.parameter_slips import PARAMETERS
from enap_lstm.exercises.gate.sum_slips import SUM

SHARES = {"um exemplo": 0.5, "um lote": 0.25, "valores extremos": 0.25}  # of the points of a forward
SIGMOID_SHARES = {  # of the points of a way back; the slope is the basic property
    "o passo da σ": 0.2,
    "os parâmetros": 0.25,
    "as entradas": 0.25,
    "um lote": 0.2,
    "portas saturadas": 0.1,
}
TANH_SHARES = {"o passo da tanh": 0.2, "os parâmetros": 0.3, "as entradas": 0.3, "um lote": 0.2}

__all__ = [
    "SHARES",
    "SIGMOID_SHARES",
    "TANH_SHARES",
    "Gate",
    "backward_mistakes",
    "forward_mistakes",
    "sigmoid_gate",
    "tanh_gate",
]


def forward_mistakes(exercise: Exercise, gate: Gate, own: Mapping[str, str] | None = None) -> None:
    """Register what a gate's forward may get wrong; `own` says some hints in the gate's own words."""
    give(exercise, gate, FORWARD, SUM, LAYOUT, SIGMOID if gate.is_sigmoid else TANH, own=own)


def backward_mistakes(exercise: Exercise, gate: Gate, own: Mapping[str, str] | None = None) -> None:
    """Register what a gate's way back may get wrong."""
    slopes = SIGMOID_SLOPE if gate.is_sigmoid else TANH_SLOPE
    give(exercise, gate, SLOPE, slopes, INPUTS, PARAMETERS, BIAS, own=own, order=gate.back)
