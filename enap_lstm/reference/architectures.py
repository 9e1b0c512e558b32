"""LSTMs put together: layers upon layers, a sentence's class, and one sequence from another.

Source: the slides "Montando Arquiteturas mais Complexas"; Sutskever, Vinyals & Le (2014); Jurafsky & Martin, ch. 9.
"""

import numpy as np  # noqa: F401  (the examples in the docstrings)

from enap_lstm.reference.bilstm import bilstm_forward, sentence_vector
from enap_lstm.reference.language import output_layer
from enap_lstm.reference.lstm import lstm_backward, lstm_forward, zero_states


def stacked_lstm_forward(x, layers):
    """The states of the top layer: each layer reads the states h of the one below, and starts from zeros of its own.

    >>> layers = [[np.zeros((8, n)) for n in (3, 2)] + [np.zeros(8)], [np.zeros((20, n)) for n in (2, 5)] + [np.zeros(20)]]
    >>> stacked_lstm_forward(np.ones((4, 1, 3)), layers).shape
    (4, 1, 5)

    x (T, N, D), layers: a list of (U, W, b), whose sizes H may differ -> h (T, N, H of the last).
    Source: Graves, Mohamed & Hinton (2013).
    """
    return _all_layers(x, layers)[-1]


def stacked_lstm_backward(dh, x, layers):
    """Gradients of a stack, from the top layer down: the dx of a layer is the dh of the one below.

    >>> layers = [[np.zeros((8, n)) for n in (3, 2)] + [np.zeros(8)], [np.zeros((20, n)) for n in (2, 5)] + [np.zeros(20)]]
    >>> dx, gradients = stacked_lstm_backward(np.ones((4, 1, 5)), np.ones((4, 1, 3)), layers)
    >>> dx.shape, [dU.shape for dU, dW, db in gradients]
    ((4, 1, 3), [(8, 3), (20, 2)])

    dh (T, N, H of the last): the loss's own gradient with respect to the top layer's states; the rest as in
    `stacked_lstm_forward` -> dx (T, N, D), a list of (dU, dW, db), the bottom layer first. Source: Werbos (1990).
    """
    inputs = _all_layers(x, layers)[:-1]
    gradients = []
    for below, layer in zip(reversed(inputs), reversed(layers), strict=True):
        dh, _, _, *own = lstm_backward(dh, below, *zero_states(below, layer), *layer)
        gradients.append(tuple(own))
    return dh, gradients[::-1]


def sentence_logits(x, lengths, fwd, bwd, V, b_y):
    """Many to one: the scores of each class for a whole sentence.

    >>> parameters = np.zeros((12, 2)), np.zeros((12, 3)), np.zeros(12)
    >>> sentence_logits(np.ones((4, 2, 2)), np.array([4, 2]), parameters, parameters, np.ones((5, 6)), np.zeros(5)).shape
    (2, 5)

    x (T, N, D), lengths (N,), fwd and bwd (U, W, b), V (K, 2H), b_y (K,) -> logits (N, K).
    Source: Jurafsky & Martin, ch. 9.
    """
    return output_layer(sentence_vector(bilstm_forward(x, lengths, fwd, bwd), lengths), V, b_y)


def seq2seq_logits(x, y, encoder, decoder, V, b_y):
    """Many to many: the encoder reads x and hands its last h and c to the decoder, which reads y and scores every next word.

    >>> encoder, decoder = [(np.zeros((12, D)), np.zeros((12, 3)), np.zeros(12)) for D in (2, 4)]
    >>> seq2seq_logits(np.ones((5, 1, 2)), np.ones((3, 1, 4)), encoder, decoder, np.ones((6, 3)), np.zeros(6)).shape
    (3, 1, 6)

    x (Tx, N, D) and y (Ty, N, E): vectors of words; encoder and decoder (U, W, b) of the same H, V (K, H), b_y (K,)
    -> logits (Ty, N, K). Source: Sutskever, Vinyals & Le (2014).
    """
    read, c = lstm_forward(x, *zero_states(x, encoder), *encoder)
    said, _ = lstm_forward(y, read[-1], c, *decoder)
    return output_layer(said, V, b_y)


def _all_layers(x, layers):
    """x, and the states of every layer, from the bottom up."""
    states = [x]
    for layer in layers:
        h, _ = lstm_forward(states[-1], *zero_states(x, layer), *layer)
        states.append(h)
    return states
