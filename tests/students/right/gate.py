# %% gate | one line
def gate(x, h_prev, U, W, b):
    return act(x @ U.T + h_prev @ W.T + b)


# %% gate | einsum
def gate(x, h_prev, U, W, b):
    z = np.einsum("...d,hd->...h", x, U) + np.einsum("...k,hk->...h", h_prev, W) + b
    return act(z)


# %% gate | np.dot with transpose()
def gate(x, h_prev, U, W, b):
    z = np.dot(x, U.transpose()) + np.dot(h_prev, W.transpose())
    z = z + b
    return act(z)


# %% gate | concatenated weights
def gate(x, h_prev, U, W, b):
    xh = np.concatenate([x, h_prev], axis=-1)
    UW = np.hstack([U, W])
    return act(xh @ UW.T + b)


# %% gate | columns as on the slide, transposed back
def gate(x, h_prev, U, W, b):
    z = (U @ x.T + W @ h_prev.T).T + b
    return act(z)


# %% gate | loop over units with np.add.reduce
def gate(x, h_prev, U, W, b):
    z = np.empty(h_prev.shape)
    for k in range(len(b)):
        z[..., k] = np.add.reduce(x * U[k], axis=-1) + np.add.reduce(h_prev * W[k], axis=-1) + b[k]
    return act(z)


# %% gate | loop over rows, bias last, own array in place
def gate(x, h_prev, U, W, b):
    def one(x_row, h_row):
        z = U @ x_row
        z += W @ h_row
        z += b
        return act(z)

    if x.ndim == 1:
        return one(x, h_prev)
    return np.array([one(x[n], h_prev[n]) for n in range(len(x))])


# %% gate | float32 inside, float64 returned
def gate(x, h_prev, U, W, b):
    f = np.float32
    z = x.astype(f) @ U.astype(f).T + h_prev.astype(f) @ W.astype(f).T + b.astype(f)
    return (act(z)).astype(np.float64)


# %% gate | lambda with matmul
gate = lambda x, h_prev, U, W, b: act(np.matmul(x, np.transpose(U)) + np.matmul(h_prev, np.transpose(W)) + b)


# %% gate | class with __call__
class Step:
    def __call__(self, x, h_prev, U, W, b):
        z = self.read(x, U) + self.read(h_prev, W) + b
        return act(z)

    def read(self, v, M):
        return np.tensordot(v, M, axes=(-1, -1))


gate = Step()


# %% gate | partial with a keyword default, longdouble inside
from functools import partial


def affine(kind, x, h_prev, U, W, b):
    z = np.asarray(x, kind) @ U.T + np.asarray(h_prev, kind) @ W.T + b
    return np.asarray(act(z), dtype=float)


gate = partial(affine, np.longdouble)


# %% gate | try one example, except batch
def gate(x, h_prev, U, W, b, keep=None):
    try:
        N, D = x.shape
    except ValueError:
        return gate(x[None], h_prev[None], U, W, b)[0]
    ones = np.ones((N, 1))
    z = np.hstack([x, h_prev, ones]) @ np.vstack([U.T, W.T, b[None]])
    return act(z)


# %% gate | list returned
def gate(x, h_prev, U, W, b):
    return list(act(x @ U.T + h_prev @ W.T + b))


# %% gate | float32 result
def gate(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return act(z).astype(np.float32)


# %% sigmoid_gate | own stable helper
def s(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_gate(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return s(z)


# %% sigmoid_gate | tanh of half z
def sigmoid_gate(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return (np.tanh(z / 2) + 1) / 2


# %% gate | loops over units, lists of numbers
def gate(x, h_prev, U, W, b):
    def one(x, h):
        return [float(act(sum(U[k] * x) + sum(W[k] * h) + b[k])) for k in range(len(b))]

    return one(x, h_prev) if x.ndim == 1 else [one(*row) for row in zip(x, h_prev)]


# %% gate | all in float32, result too, printing
def gate(x, h_prev, U, W, b):
    x, h_prev, U, W, b = (np.float32(array) for array in (x, h_prev, U, W, b))
    print(x.shape)
    return act(x @ U.T + h_prev @ W.T + b)
