"""The slides in NumPy, float64, forward and backward: the one reference that everything else is a view of."""

from enap_lstm.reference.activations import sigmoid
from enap_lstm.reference.architectures import (
    sentence_logits,
    seq2seq_logits,
    stacked_lstm_backward,
    stacked_lstm_forward,
)
from enap_lstm.reference.bilstm import bilstm_backward, bilstm_forward, reverse_sequence, sentence_vector
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
from enap_lstm.reference.language import (
    cross_entropy,
    make_targets,
    output_layer,
    output_layer_backward,
    perplexity,
    sample_next,
)
from enap_lstm.reference.learning import adam_step, choose_hyperparameters, clip_by_global_norm, sgd_step
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
    zero_states,
)
from enap_lstm.reference.rnn import rnn_backward, rnn_forward, rnn_step, rnn_step_backward
from enap_lstm.reference.text import build_vocabulary, embed, encode

__all__ = [
    "adam_step",
    "bilstm_backward",
    "bilstm_forward",
    "build_vocabulary",
    "by_gate",
    "cell_state",
    "cell_state_backward",
    "cell_update",
    "cell_update_backward",
    "choose_hyperparameters",
    "clip_by_global_norm",
    "cross_entropy",
    "embed",
    "encode",
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
    "make_targets",
    "output_gate",
    "output_gate_backward",
    "output_layer",
    "output_layer_backward",
    "perplexity",
    "reverse_sequence",
    "rnn_backward",
    "rnn_forward",
    "rnn_step",
    "rnn_step_backward",
    "sample_next",
    "sentence_logits",
    "sentence_vector",
    "seq2seq_logits",
    "sgd_step",
    "sigmoid",
    "stacked_lstm_backward",
    "stacked_lstm_forward",
    "zero_states",
]
