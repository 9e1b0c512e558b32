"""One step of learning: gradients held within bounds, parameters moved against them, and the choice of how fast.

Lists of arrays in, lists of new arrays out; nothing that was given is changed.
"""

import numpy as np

DECAY, DECAY_OF_SQUARES, NEVER_ZERO = 0.9, 0.999, 1e-8  # Adam's β₁, β₂ and ε, as its paper proposes them


def clip_by_global_norm(grads, max_norm):
    """Scale all gradients by one factor, if the norm over all of them together exceeds max_norm.

    >>> clip_by_global_norm([np.array([3.0]), np.array([4.0])], 1.0)
    [array([0.6]), array([0.8])]

    grads: a list of arrays of any shapes, max_norm > 0 -> a list of arrays, the direction of the whole unchanged.
    Source: Pascanu, Mikolov & Bengio (2013), "On the difficulty of training recurrent neural networks".
    """
    norm = np.sqrt(sum(np.sum(gradient**2) for gradient in grads))
    factor = max_norm / norm if norm > max_norm else 1.0
    return [gradient * factor for gradient in grads]


def sgd_step(params, grads, learning_rate):
    """Move each parameter against its gradient.

    >>> sgd_step([np.array([1.0, 2.0])], [np.array([10.0, 0.0])], 0.1)
    [array([0., 2.])]

    params, grads: lists of arrays of equal shapes, learning_rate > 0 -> a list of new arrays.
    Source: Jurafsky & Martin, ch. 5.
    """
    return [parameter - learning_rate * gradient for parameter, gradient in zip(params, grads, strict=True)]


def adam_step(params, grads, moments, step, learning_rate):
    """Adam: each parameter moves by the running mean of its gradient over the root of that of its square.

    >>> params, moments = adam_step([np.array([1.0])], [np.array([5.0])], [(np.zeros(1), np.zeros(1))], 1, 0.1)
    >>> params  # the first step is as long as the learning rate, however large the gradient
    [array([0.9])]

    params, grads: lists of arrays; moments: a list of pairs (mean, mean of squares), zeros before the first step;
    step: counts from 1 -> new params, new moments. Source: Kingma & Ba (2015).
    """
    means = [DECAY * m + (1 - DECAY) * g for (m, _), g in zip(moments, grads, strict=True)]
    squares = [DECAY_OF_SQUARES * v + (1 - DECAY_OF_SQUARES) * g**2 for (_, v), g in zip(moments, grads, strict=True)]
    moved = [
        p - learning_rate * (m / (1 - DECAY**step)) / (np.sqrt(v / (1 - DECAY_OF_SQUARES**step)) + NEVER_ZERO)
        for p, m, v in zip(params, means, squares, strict=True)
    ]
    return moved, list(zip(means, squares, strict=True))


def choose_hyperparameters(losses, learning_rates, units):
    """The learning rate and the number of units with the smallest finite loss; of equal ones the fewer units.

    >>> choose_hyperparameters(np.array([[np.nan, 0.5], [0.4, 0.4]]), [1.0, 0.1], [16, 32])
    (0.1, 16)

    losses (len(learning_rates), len(units)), a run that diverged is nan or inf -> (learning rate, units).
    Raises ValueError if no run ended with a finite loss. Source: the slide on training, its two hyper-parameters.
    """
    losses = np.asarray(losses, dtype=float)
    finite = np.isfinite(losses)
    if not finite.any():
        raise ValueError("no run has a finite loss: every one of them diverged")
    best = losses[finite].min()
    _, column, row = min((units[k], k, j) for j, k in np.argwhere(losses == best))
    return learning_rates[row], units[column]
