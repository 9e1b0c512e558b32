"""The slides in NumPy, float64, forward and backward: the one reference that everything else is a view of."""

from enap_lstm.reference.activations import sigmoid
from enap_lstm.reference.gates import (
    cell_update,
    cell_update_backward,
    forget_gate,
    forget_gate_backward,
    input_gate,
    input_gate_backward,
    output_gate,
    output_gate_backward,
)
from enap_lstm.reference.lstm import (
    by_gate,
    cell_state,
    cell_state_backward,
    hidden_state,
    hidden_state_backward,
    lstm_backward,
    lstm_forward,
    lstm_step,
    lstm_step_backward,
)
from enap_lstm.reference.rnn import rnn_backward, rnn_forward, rnn_step, rnn_step_backward

__all__ = [
    "by_gate",
    "cell_state",
    "cell_state_backward",
    "cell_update",
    "cell_update_backward",
    "forget_gate",
    "forget_gate_backward",
    "hidden_state",
    "hidden_state_backward",
    "input_gate",
    "input_gate_backward",
    "lstm_backward",
    "lstm_forward",
    "lstm_step",
    "lstm_step_backward",
    "output_gate",
    "output_gate_backward",
    "rnn_backward",
    "rnn_forward",
    "rnn_step",
    "rnn_step_backward",
    "sigmoid",
]
