"""The fast kernel in float64 against the reference and against torch; in float32 near both."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from enap_lstm import reference
from enap_lstm.training import Kernel, Own, initial_parameters

SIZES = [(5, 3, 7, 4, 2, 6), (1, 2, 5, 3, 4, 8), (4, 1, 3, 2, 5, 7), (3, 4, 6, 1, 2, 5), (2, 5, 4, 3, 1, 6), (3, 2, 1, 5, 4, 6),
         (2, 3, 5, 4, 6, 1)]  # T, N, words, D, H, K  # fmt: skip
CLIPS = [1e-2, 1e9]  # always, never
RATE = 0.01
NAMES = ["E", "U", "W", "b", "V", "b_y"]


def problem(T, N, words, D, H, K, rng, steps=3):
    """Parameters, and batches whose sequences differ in length; a word left out, another often."""
    shapes = {"E": (words, D), "U": (4 * H, D), "W": (4 * H, H), "b": (4 * H,), "V": (K, H), "b_y": (K,)}
    parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    batches = []
    for _ in range(steps):
        lengths = rng.integers(1, T + 1, size=N)
        inputs = rng.integers(0, max(1, words - 1), size=(T, N))
        batches.append((inputs, rng.integers(0, K, size=(T, N)), np.arange(T)[:, None] < lengths))
    return parameters, batches


def by_reference(parameters, inputs, targets, mask):
    """The loss and its gradients, by the reference's functions one after the other."""
    E, U, W, b, V, b_y = (parameters[name] for name in NAMES)
    x = reference.embed(inputs, E)
    h0, c0 = reference.zero_states(x, (U, W, b))
    h, _ = reference.lstm_forward(x, h0, c0, U, W, b)
    loss, dlogits = reference.cross_entropy(reference.output_layer(h, V, b_y), targets, mask)
    dh, dV, db_y = reference.output_layer_backward(dlogits, h, V)
    dx, _, _, dU, dW, db = reference.lstm_backward(dh, x, h0, c0, U, W, b)
    dE = np.zeros_like(E)
    for t, n in np.ndindex(inputs.shape):
        dE[inputs[t, n]] += dx[t, n]
    return loss, dict(zip(NAMES, [dE, dU, dW, db, dV, db_y], strict=True))


class Torch:
    """nn.Embedding, nn.LSTM, nn.Linear, cross_entropy, clip_grad_norm_, Adam; one bias, not two."""

    def __init__(self, parameters, max_norm):
        tensors = {name: torch.tensor(array) for name, array in parameters.items()}
        (words, D), (K, H) = parameters["E"].shape, parameters["V"].shape
        self.embedding = torch.nn.Embedding(words, D, dtype=torch.float64)
        self.lstm = torch.nn.LSTM(D, H, dtype=torch.float64)
        self.output = torch.nn.Linear(H, K, dtype=torch.float64)
        self.named = dict(zip(NAMES, [self.embedding.weight, self.lstm.weight_ih_l0, self.lstm.weight_hh_l0,
                                      self.lstm.bias_ih_l0, self.output.weight, self.output.bias], strict=True))  # fmt: skip
        with torch.no_grad():
            self.lstm.bias_hh_l0.zero_()
            for name, parameter in self.named.items():
                parameter.copy_(tensors[name])
        self.max_norm, self.adam = max_norm, torch.optim.Adam(self.named.values(), lr=RATE)

    def backpropagate(self, inputs, targets, mask):
        self.adam.zero_grad()
        h, _ = self.lstm(self.embedding(torch.tensor(inputs)))
        kept = torch.tensor(np.where(mask, targets, -100)).reshape(-1)
        loss = torch.nn.functional.cross_entropy(self.output(h).reshape(len(kept), -1), kept)
        loss.backward()
        return loss.item()

    def update(self):
        norm = torch.nn.utils.get_total_norm([parameter.grad for parameter in self.named.values()])
        # torch divides by the norm + 1e-6, the paper by the norm
        torch.nn.utils.clip_grad_norm_(self.named.values(), self.max_norm * (1 + 1e-6 / max(norm.item(), 1e-12)))
        self.adam.step()


def assert_equal(ours, theirs, **tolerance):
    for name in NAMES:
        assert_allclose(ours[name], theirs[name], err_msg=name, **({"rtol": 1e-10, "atol": 1e-12} | tolerance))


@pytest.mark.parametrize("max_norm", CLIPS)
@pytest.mark.parametrize("sizes", SIZES)
def test_three_steps_equal_the_reference(sizes, max_norm, rng):
    parameters, batches = problem(*sizes, rng)
    kernel = Kernel(parameters, *sizes[:2], learning_rate=RATE, max_norm=max_norm, dtype=np.float64)
    values, moments = list(parameters.values()), [(np.zeros(a.shape), np.zeros(a.shape)) for a in parameters.values()]
    for step, batch in enumerate(batches, start=1):
        loss, gradients = by_reference(dict(zip(NAMES, values, strict=True)), *batch)
        assert_allclose(kernel.backpropagate(*batch), loss, rtol=1e-10)
        assert_equal(kernel.gradients, gradients)
        kernel.update()
        clipped = reference.clip_by_global_norm(list(gradients.values()), max_norm)
        values, moments = reference.adam_step(values, clipped, moments, step, RATE)
    assert_equal(kernel.parameters, dict(zip(NAMES, values, strict=True)))


@pytest.mark.parametrize("max_norm", CLIPS)
@pytest.mark.parametrize("sizes", SIZES)
def test_three_steps_equal_torch(sizes, max_norm, rng):
    parameters, batches = problem(*sizes, rng)
    kernel = Kernel(parameters, *sizes[:2], learning_rate=RATE, max_norm=max_norm, dtype=np.float64)
    rival = Torch(parameters, max_norm)
    for batch in batches:
        assert_allclose(kernel.backpropagate(*batch), rival.backpropagate(*batch), rtol=1e-10)
        assert_equal(kernel.gradients, {name: parameter.grad.numpy() for name, parameter in rival.named.items()})
        kernel.update()
        rival.update()
    assert_equal(kernel.parameters, {name: parameter.detach().numpy() for name, parameter in rival.named.items()})


def test_a_students_own_functions_give_the_kernels_gradients(rng):
    parameters, [batch, *_] = problem(*SIZES[0], rng)
    settings = {"learning_rate": RATE, "max_norm": 1.0, "dtype": np.float64}
    kernel = Kernel(parameters, *SIZES[0][:2], **settings)
    own = Own(parameters, reference.lstm_forward, reference.lstm_backward, **settings)
    assert_allclose(own.backpropagate(*batch), kernel.backpropagate(*batch), rtol=1e-10)
    assert_equal(own.gradients, kernel.gradients)


def test_float32_stays_float32_and_near_the_reference(rng):
    parameters, [batch, *_] = problem(*SIZES[0], rng)
    kernel = Kernel(parameters, *SIZES[0][:2], learning_rate=RATE, max_norm=1.0)
    loss, gradients = by_reference(parameters, *batch)
    assert_allclose(kernel.backpropagate(*batch), loss, rtol=1e-5)
    assert_equal(kernel.gradients, gradients, rtol=1e-4, atol=1e-5)
    kernel.update()
    assert {array.dtype for array in kernel.parameters.values()} == {np.dtype(np.float32)}


def test_extremes_stay_finite_and_an_empty_mask_costs_nothing(rng):
    parameters, [(inputs, targets, mask), *_] = problem(*SIZES[0], rng)
    huge = {name: 1000 * array for name, array in parameters.items()}
    kernel = Kernel(huge, *SIZES[0][:2], learning_rate=RATE, max_norm=1.0)
    assert np.isfinite(kernel.backpropagate(inputs, targets, mask))
    assert all(np.isfinite(gradient).all() for gradient in kernel.gradients.values())
    assert kernel.backpropagate(inputs, targets, 0 * mask) == 0
    assert not any(gradient.any() for gradient in kernel.gradients.values())


@pytest.mark.parametrize("which, wrong", [(0, -1), (0, 7), (1, -100), (1, 6), (0, np.zeros((4, 3), int))])
def test_ids_outside_the_tables_are_refused(which, wrong, rng):
    parameters, [batch, *_] = problem(*SIZES[0], rng)
    kernel, batch = Kernel(parameters, *SIZES[0][:2], learning_rate=RATE, max_norm=1.0), list(batch)
    batch[which] = wrong if isinstance(wrong, np.ndarray) else np.full_like(batch[which], wrong)
    with pytest.raises(ValueError, match="ids must be"):
        kernel.backpropagate(*batch)


def test_nothing_that_was_given_is_changed(rng):
    parameters, [batch, *_] = problem(*SIZES[0], rng)
    given = [*parameters.values(), *batch]
    before = [array.copy() for array in given]
    kernel = Kernel(parameters, *SIZES[0][:2], learning_rate=RATE, max_norm=1.0)
    kernel.backpropagate(*batch)
    kernel.update()
    for array, old in zip(given, before, strict=True):
        assert (array == old).all()


def test_every_parameter_starts_on_a_line_of_memory():
    kernel = Kernel(initial_parameters(K=7, D=3, H=5), 2, 3, learning_rate=RATE, max_norm=1.0)
    assert {array.ctypes.data % 64 for array in (*kernel.parameters.values(), *kernel.gradients.values())} == {0}
