"""A run that saves at every look and waits to be killed: `python killed.py FILE`."""

import sys
import time

import numpy as np

from enap_lstm.training import checkpoint, initial_parameters, loop

STEPS = 200
START = initial_parameters(K=5, D=2, H=3)


def batch(rng):
    """Five words in turn; each now and then another."""
    ids = (rng.integers(5, size=3) + np.arange(7)[:, None]) % 5
    noisy = np.where(rng.random(ids.shape) < 0.1, rng.integers(5, size=ids.shape), ids)
    return noisy[:-1], noisy[1:], np.ones((6, 3))


def train(path=None, steps=STEPS, **more):
    return loop.train(START, batch, steps, learning_rate=0.02, checkpoint=path, **({"watch": lambda *_: None} | more))


if __name__ == "__main__":
    checkpoint.PAUSE = loop.PAUSE = 0
    train(sys.argv[1], watch=lambda words, losses: (print(len(losses), flush=True), time.sleep(0.05)))
