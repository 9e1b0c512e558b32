# %% rnn_forward | list and np.stack
def rnn_forward(x, h0, U, W, b):
    h, states = h0, []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | for word in x, np.array
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for word in x:
        h = np.tanh(np.dot(word, U.T) + np.dot(h, W.T) + b)
        states += [h]
    return np.array(states)


# %% rnn_forward | array of zeros, h[t - 1]
def rnn_forward(x, h0, U, W, b):
    T, N, _ = x.shape
    h = np.zeros((T, N, W.shape[0]))
    for t in range(T):
        previous = h0 if t == 0 else h[t - 1]
        h[t] = np.tanh(x[t] @ U.T + previous @ W.T + b)
    return h


# %% rnn_forward | T + 1 buffer, copy without the first
def rnn_forward(x, h0, U, W, b):
    T, N = x.shape[:2]
    h = np.empty((T + 1, N, len(b)))
    h[0] = h0
    for t in range(T):
        h[t + 1] = np.tanh(x[t] @ U.T + h[t] @ W.T + b)
    return h[1:]


# %% rnn_forward | words read all at once before the loop
def rnn_forward(x, h0, U, W, b):
    z = x @ U.T + b
    prev = h0
    for t in range(len(z)):
        z[t] += prev @ W.T
        prev = np.tanh(z[t], out=z[t])
    return z


# %% rnn_forward | einsum, h0 negative index trick
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    h = np.empty((T, N, len(b)))
    h[-1] = h0
    for t in range(T):
        h[t] = np.tanh(np.einsum("nd,hd->nh", x[t], U) + np.einsum("nk,hk->nh", h[t - 1], W) + b)
    return h


# %% rnn_forward | itertools.accumulate
from itertools import accumulate


def rnn_forward(x, h0, U, W, b):
    steps = accumulate(x, lambda h, word: np.tanh(word @ U.T + h @ W.T + b), initial=h0)
    return np.stack(list(steps)[1:])


# %% rnn_forward | recursion
def rnn_forward(x, h0, U, W, b):
    h = np.tanh(x[0] @ U.T + h0 @ W.T + b)
    if len(x) == 1:
        return h[None]
    return np.concatenate([h[None], rnn_forward(x[1:], h, U, W, b)])


# %% rnn_forward | helper rnn_step in the cell, while
def one_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.transpose() + h_prev @ W.transpose() + b)


def rnn_forward(x, h0, U, W, b):
    states = []
    h = h0.copy()
    t = 0
    while t < x.shape[0]:
        h = one_step(x[t], h, U, W, b)
        states.append(h)
        t += 1
    return np.concatenate([s[np.newaxis] for s in states], axis=0)


# %% rnn_forward | float32 inside, float64 returned
def rnn_forward(x, h0, U, W, b):
    x, h, U, W, b = (np.asarray(v, dtype=np.float32) for v in (x, h0, U, W, b))
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states).astype(np.float64)


# %% rnn_forward | loop over the sentences outside, words inside
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    out = np.zeros((T, N, len(b)))
    for n in range(N):
        h = h0[n]
        for t in range(T):
            h = np.tanh(U @ x[t, n] + W @ h + b)
            out[t, n] = h
    return out


# %% rnn_forward | generator inside, stacked
def rnn_forward(x, h0, U, W, b):
    def reading(h):
        for word in x:
            h = np.tanh(word @ U.T + h @ W.T + b)
            yield h

    return np.stack([*reading(h0)], axis=0)


# %% rnn_forward | class with __call__
class Reader:
    def __call__(self, x, h0, U, W, b):
        self.h = h0
        return np.array([self.read(word, U, W, b) for word in x])

    def read(self, word, U, W, b):
        self.h = np.tanh(word @ U.T + self.h @ W.T + b)
        return self.h


rnn_forward = Reader()


# %% rnn_forward | list returned
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return states
