"""The fast way to the gradients of an LSTM language model: the mathematics of `reference`, in another order of work.

An LSTM this small waits for memory, not for arithmetic. So every buffer is made once, and:
1. σ(z) = (1 + tanh(z/2)) / 2, with the inner half taken from the weights beforehand: one tanh serves all four gates.
2. Inside, gates stand as i, f, o, g, each one contiguous block (N, H): what σ bends lies together.
3. A word's part of the sum, U E[word] + b, is computed once a step for the whole vocabulary, then fetched.
4. What the way back multiplies by is made on the way forth, while i, f, g, o and c are still at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from enap_lstm.reference.lstm import by_gate
from enap_lstm.training.learner import Learner, aligned


class Kernel(Learner):
    """Gradients of the mean cross entropy for batches (T, N), as many steps and sequences in every one.

    >>> from enap_lstm.training import initial_parameters
    >>> kernel = Kernel(initial_parameters(K=9, D=2, H=3), T=4, N=2, learning_rate=0.01, max_norm=1.0)
    >>> inputs = targets = np.zeros((4, 2), dtype=int)
    >>> before = kernel.backpropagate(inputs, targets, np.ones((4, 2)))
    >>> kernel.update()
    >>> kernel.backpropagate(inputs, targets, np.ones((4, 2))) < before
    True
    """

    def __init__(self, parameters: Mapping[str, np.ndarray], T: int, N: int, **learning) -> None:
        super().__init__(parameters, **learning)
        (words, D), (K, H), self.shape = parameters["E"].shape, parameters["V"].shape, (T, N)
        new = partial(aligned, dtype=self.dtype)
        self._U, self._W, self._b = new(4, D, H), new(4, H, H), new(4, 1, H)
        self._table, self._dtable = new(4, words, H), new(words, 4 * H)
        self._fetched, self._cell, self._sums = new(4, N, H), new(6, N, H), new(2, N, H)
        self._h, self._logits, self._dh_y = new(T + 1, N, H), new(K, T * N), new(T, N, H)
        self._dz, self._dh, self._dc, self._through_h = new(T, N, 4 * H), new(N, H), new(N, H), new(N, H)
        self._ones: np.ndarray = np.ones(T * N, self.dtype)
        slopes, gates = new(T, 6, N, H), self._dz.reshape(T, N, 4, H).swapaxes(1, 2)
        # The views of each step, cut once.
        self._forth = [(self._h[t], self._h[t + 1], s[:2], *s[2:]) for t, s in enumerate(slopes)]
        self._back = [
            (self._dh_y[t], s[:3], *s[3:], gates[t, :3], gates[t, 3], self._dz[t]) for t, s in enumerate(slopes)
        ][::-1]

    def backpropagate(self, inputs: np.ndarray, targets: np.ndarray, mask: np.ndarray) -> float:
        """The loss of a batch, each (T, N); its gradients are left in `gradients`. Ids outside the tables: ValueError."""
        for ids, size in (inputs, len(self._dtable)), (targets, len(self._logits)):
            if ids.shape != self.shape or ids.min() < 0 or ids.max() >= size:
                raise ValueError(f"{ids.shape}, {ids.min()} to {ids.max()}: ids must be {self.shape}, 0 to {size - 1}")
        self._forward(inputs)
        loss = self._cross_entropy(targets.ravel(), np.asarray(mask, dtype=float).ravel())
        self._backward(inputs.ravel())
        return loss

    def _forward(self, inputs: np.ndarray) -> None:
        """Equations (1) to (6), step by step, and the slopes that `_backward` needs."""
        for name, inside in ("U", self._U), ("W", self._W), ("b", self._b):
            i, f, g, o = by_gate(self.parameters[name])
            for block, rows in zip(inside, (i / 2, f / 2, o / 2, g), strict=True):
                block[...] = rows.T
        np.matmul(self.parameters["E"], self._U, out=self._table)
        self._table += self._b
        z, i_f_o, i_f, g_c = self._cell[:4], self._cell[:3], self._cell[:2], self._cell[3:5]
        i, f, o, g, c, tanh_c = self._cell
        ig, fc = self._sums
        c.fill(0)
        for ids, (h_prev, h, to_i_f, to_g, to_o, to_c, to_c_prev) in zip(inputs, self._forth, strict=True):
            self._table.take(ids, axis=1, out=self._fetched, mode="clip")  # checked before; "raise" would copy
            np.matmul(h_prev, self._W, out=z)
            z += self._fetched
            np.tanh(z, out=z)  # (3), and (1), (2), (4) up to the two lines that follow
            i_f_o *= 0.5
            i_f_o += 0.5
            np.multiply(i_f, g_c, out=self._sums)
            np.add(ig, fc, out=c)  # (5)
            np.tanh(c, out=tanh_c)
            np.multiply(o, tanh_c, out=h)  # (6)
            _less(self._sums, self._sums, i_f, out=to_i_f)  # g i (1 - i) and c f (1 - f)
            _less(i, ig, g, out=to_g)  # i (1 - g²)
            _less(h, h, o, out=to_o)  # tanh(c) o (1 - o)
            _less(o, h, tanh_c, out=to_c)  # o (1 - tanh(c)²)
            to_c_prev[...] = f

    def _cross_entropy(self, targets: np.ndarray, mask: np.ndarray) -> float:
        """The loss; leaves dlogits in place of the logits, (K, T N): along its first axis NumPy is fast."""
        logits, places = self._logits, (targets, np.arange(len(targets)))
        np.matmul(self.parameters["V"], self._h[1:].reshape(len(targets), -1).T, out=logits)
        logits += self.parameters["b_y"][:, None]
        logits -= logits.max(axis=0)
        of_targets = logits[places]
        np.exp(logits, out=logits)
        total = logits.sum(axis=0)
        share = mask / max(mask.sum(), 1.0)
        logits *= (share / total).astype(self.dtype)
        logits[places] -= share
        return float((np.log(total) - of_targets) @ share)

    def _backward(self, ids: np.ndarray) -> None:
        """From the last step to the first, then each parameter's gradient in one product over all steps."""
        parameters, gradients, dlogits, H = self.parameters, self.gradients, self._logits, self._dh.shape[1]
        np.matmul(dlogits, self._h[1:].reshape(-1, H), out=gradients["V"])
        np.sum(dlogits, axis=1, out=gradients["b_y"])
        np.matmul(dlogits.T, parameters["V"], out=self._dh_y.reshape(-1, H))
        dh, dc, through_h, W = self._dh, self._dc, self._through_h, parameters["W"]
        dh.fill(0)
        dc.fill(0)
        for dh_y, to_i_f_g, to_o, to_c, to_c_prev, dz_i_f_g, dz_o, dz in self._back:
            dh += dh_y
            dc += np.multiply(dh, to_c, out=through_h)
            np.multiply(dh, to_o, out=dz_o)
            np.multiply(dc, to_i_f_g, out=dz_i_f_g)
            dc *= to_c_prev
            np.matmul(dz, W, out=dh)
        dz = self._dz.reshape(-1, 4 * H)
        np.matmul(dz.T, self._h[:-1].reshape(-1, H), out=gradients["W"])
        order = np.argsort(ids, kind="stable")  # the steps of each word side by side
        by_word = dz[order]
        ends = np.cumsum(np.bincount(ids, minlength=len(self._dtable))).tolist()
        for dword, start, end in zip(self._dtable, [0, *ends], ends, strict=False):
            np.matmul(self._ones[: end - start], by_word[start:end], out=dword)  # their sum, as fast as a product is
        np.matmul(self._dtable.T, parameters["E"], out=gradients["U"])
        np.matmul(self._dtable, parameters["U"], out=gradients["E"])
        np.sum(self._dtable, axis=0, out=gradients["b"])


def _less(whole: np.ndarray, a: np.ndarray, b: np.ndarray, *, out: np.ndarray) -> None:
    """whole - a b."""
    np.multiply(a, b, out=out)
    np.subtract(whole, out, out=out)
