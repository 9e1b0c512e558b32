"""Notebook 01: one step of Elman's network, the step over a sequence, and the step's backward; a file each."""

from enap_lstm.exercises.elman_rnn.step import rnn_step  # isort: skip  (the order of the notebook)
from enap_lstm.exercises.elman_rnn.forward import rnn_forward  # isort: skip
from enap_lstm.exercises.elman_rnn.step_backward import rnn_step_backward  # isort: skip
from enap_lstm.exercises.elman_rnn import step_backward_mistakes  # noqa: F401  # isort: skip  (registers them)

__all__ = ["rnn_forward", "rnn_step", "rnn_step_backward"]
