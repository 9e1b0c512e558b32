"""The same gradients by a student's own functions, for a shorter run: the milestone of the course."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from enap_lstm.reference.language import cross_entropy, output_layer, output_layer_backward
from enap_lstm.reference.text import embed
from enap_lstm.training.learner import Learner


class Own(Learner):
    """Gradients by somebody's `lstm_forward` and `lstm_backward`, which are given copies, in float64."""

    def __init__(
        self, parameters: Mapping[str, np.ndarray], lstm_forward: Callable, lstm_backward: Callable, **learning
    ) -> None:
        super().__init__(parameters, **learning)
        self._lstm_forward, self._lstm_backward = lstm_forward, lstm_backward

    def backpropagate(self, inputs: np.ndarray, targets: np.ndarray, mask: np.ndarray) -> float:
        """The loss of a batch, each (T, N); its gradients are left in `gradients`."""
        E, U, W, b, V, b_y = (self.parameters[name].astype(float) for name in ("E", "U", "W", "b", "V", "b_y"))
        x, (h0, c0) = embed(inputs, E), np.zeros((2, inputs.shape[1], W.shape[1]))
        h, _ = self._lstm_forward(x, h0, c0, U, W, b)
        loss, dlogits = cross_entropy(output_layer(h, V, b_y), targets, mask)
        dh, dV, db_y = output_layer_backward(dlogits, h, V)
        dx, _, _, dU, dW, db = self._lstm_backward(dh, x, h0, c0, U, W, b)
        dE = np.zeros_like(E)
        np.add.at(dE, inputs, dx)  # a word met twice has two gradients
        for name, gradient in {"E": dE, "U": dU, "W": dW, "b": db, "V": dV, "b_y": db_y}.items():
            self.gradients[name][...] = gradient
        return loss
