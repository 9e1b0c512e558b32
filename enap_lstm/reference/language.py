"""The LSTM as a language model: what it is to say, how far off it is, and how it speaks.

Source: the slide "Modelo de Linguagem LSTM"; Jurafsky & Martin, ch. 3 and 9.
"""

import numpy as np


def make_targets(ids):
    """Inputs and targets of a language model: at each word, the next one.

    >>> make_targets(np.array([4, 7, 9]))
    (array([4, 7]), array([7, 9]))

    ids: integers (T,) or (T, N) -> inputs and targets, each (T - 1,) or (T - 1, N). Source: Jurafsky & Martin, ch. 9.
    """
    return ids[:-1], ids[1:]


def output_layer(h, V, b_y):
    """Scores of every word from a state: logits = h Vᵀ + b_y.

    >>> output_layer(np.ones((2, 1, 3)), np.ones((4, 3)), np.zeros(4)).shape
    (2, 1, 4)

    h (..., H), V (K, H), b_y (K,) -> logits (..., K). Source: Jurafsky & Martin, ch. 9.
    """
    return h @ V.T + b_y


def output_layer_backward(dlogits, h, V):
    """Gradients of the output layer, given dlogits.

    >>> [gradient.shape for gradient in output_layer_backward(np.ones((2, 1, 4)), np.ones((2, 1, 3)), np.ones((4, 3)))]
    [(2, 1, 3), (4, 3), (4,)]

    dlogits (..., K), h (..., H), V (K, H) -> dh (..., H), dV (K, H), db_y (K,), summed over all but the last axis.
    Source: the chain rule.
    """
    rows = dlogits.reshape(-1, dlogits.shape[-1])
    return dlogits @ V, rows.T @ h.reshape(-1, h.shape[-1]), rows.sum(axis=0)


def cross_entropy(logits, targets, mask):
    """Mean negative log likelihood, in nats, of the targets where mask is 1, and its gradient.

    >>> loss, dlogits = cross_entropy(np.zeros((1, 1, 4)), np.array([[2]]), np.ones((1, 1)))
    >>> round(float(loss), 6), dlogits  # four words, equally likely: log 4
    (1.386294, array([[[ 0.25,  0.25, -0.75,  0.25]]]))

    logits (T, N, K), targets: integers (T, N), mask (T, N) of 0 and 1 -> loss, dlogits (T, N, K); 0.0 and zeros where
    the mask is 0 everywhere. Source: Jurafsky & Martin, ch. 9.
    """
    shifted = logits - logits.max(axis=-1, keepdims=True)  # softmax does not change, and exp stays in reach
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    count = max(float(np.sum(mask)), 1.0)
    places = targets[..., None]
    loss = -np.sum(np.take_along_axis(log_p, places, axis=-1)[..., 0] * mask) / count
    dlogits = np.exp(log_p)
    np.put_along_axis(dlogits, places, np.take_along_axis(dlogits, places, axis=-1) - 1, axis=-1)
    return float(loss), dlogits * (np.asarray(mask)[..., None] / count)


def perplexity(total_nll, n_tokens):
    """How many equally likely words would be as hard to guess: exp of the mean negative log likelihood in nats.

    >>> round(perplexity(3 * np.log(10), 3), 6)
    10.0

    total_nll: nats, summed over n_tokens words -> a float. Source: Jurafsky & Martin, ch. 3.
    """
    return float(np.exp(total_nll / n_tokens))


def sample_next(logits, temperature, rng):
    """Draw the next word from softmax(logits / temperature); at temperature 0 the likeliest one.

    >>> sample_next(np.array([0.0, 3.0, 1.0]), 0, np.random.default_rng(0))
    1

    logits (K,), temperature ≥ 0, rng: a numpy Generator -> int. Source: Jurafsky & Martin, ch. 10.
    """
    if temperature == 0:
        return int(np.argmax(logits))
    scaled = (logits - np.max(logits)) / temperature
    p = np.exp(scaled)
    return int(rng.choice(len(p), p=p / p.sum()))
