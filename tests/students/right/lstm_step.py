# %% lstm_step | stacked sum, np.split on the last axis
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


# %% lstm_step | slices of U, W, b, a helper for each part
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]

    def soma(k):
        r = slice(k * H, (k + 1) * H)
        return x @ U[r].T + h_prev @ W[r].T + b[r]

    i, f, g, o = sigmoid(soma(0)), sigmoid(soma(1)), np.tanh(soma(2)), sigmoid(soma(3))
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | np.hstack([x, h]) with np.hstack([U, W])
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h_prev, c_prev, U, W, b):
    z = np.hstack([x, h_prev]) @ np.hstack([U, W]).T + b
    H = z.shape[-1] // 4
    i, f, o = sigmoid(z[..., :H]), sigmoid(z[..., H:2 * H]), sigmoid(z[..., 3 * H:])
    g = np.tanh(z[..., 2 * H:3 * H])
    c = f * c_prev + i * g
    return o * np.tanh(c), c


# %% lstm_step | einsum with the parameters reshaped to (4, H, .)
def sigm(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_step(x, h_prev, c_prev, U, W, b):
    H = c_prev.shape[-1]
    U4, W4, b4 = U.reshape(4, H, -1), W.reshape(4, H, H), b.reshape(4, H)
    z = np.einsum("khd,...d->...kh", U4, x) + np.einsum("khj,...j->...kh", W4, h_prev) + b4
    i, f, o = sigm(z[..., 0, :]), sigm(z[..., 1, :]), sigm(z[..., 3, :])
    c = f * c_prev + i * np.tanh(z[..., 2, :])
    return o * np.tanh(c), c


# %% lstm_step | one example at a time, list of rows
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h_prev, c_prev, U, W, b):
    def um(x, h, c):
        z = U @ x + W @ h + b
        H = len(h)
        c = sigmoid(z[H:2 * H]) * c + sigmoid(z[:H]) * np.tanh(z[2 * H:3 * H])
        return sigmoid(z[3 * H:]) * np.tanh(c), c

    if x.ndim == 1:
        return um(x, h_prev, c_prev)
    pares = [um(x[n], h_prev[n], c_prev[n]) for n in range(x.shape[0])]
    return np.array([p[0] for p in pares]), np.array([p[1] for p in pares])


# %% lstm_step | pure Python loops over units
import math


def lstm_step(x, h_prev, c_prev, U, W, b):
    def s(v):
        return 1 / (1 + math.exp(-v)) if v > -500 else 0.0

    X, Hp, C = np.atleast_2d(x), np.atleast_2d(h_prev), np.atleast_2d(c_prev)
    h, c = np.zeros(Hp.shape), np.zeros(C.shape)
    H = Hp.shape[1]
    for n in range(len(X)):
        for k in range(H):
            z = []
            for bloco in range(4):
                linha = bloco * H + k
                soma = b[linha]
                for d in range(X.shape[1]):
                    soma = soma + U[linha, d] * X[n, d]
                for j in range(H):
                    soma = soma + W[linha, j] * Hp[n, j]
                z.append(soma)
            c[n, k] = s(z[1]) * C[n, k] + s(z[0]) * math.tanh(z[2])
            h[n, k] = s(z[3]) * math.tanh(c[n, k])
    return h.reshape(h_prev.shape), c.reshape(c_prev.shape)


# %% lstm_step | class with __call__
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


class Celula:
    def __call__(self, x, h_prev, c_prev, U, W, b):
        self.H = h_prev.shape[-1]
        z = np.dot(x, U.T) + np.dot(h_prev, W.T) + b
        c = self.porta(z, 1) * c_prev + self.porta(z, 0) * np.tanh(self.parte(z, 2))
        return self.porta(z, 3) * np.tanh(c), c

    def parte(self, z, k):
        return z[..., k * self.H:(k + 1) * self.H]

    def porta(self, z, k):
        return sigmoid(self.parte(z, k))


lstm_step = Celula()


# %% lstm_step | float32 inside
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h_prev, c_prev, U, W, b):
    x, h_prev, c_prev, U, W, b = [np.asarray(v, np.float32) for v in (x, h_prev, c_prev, U, W, b)]
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


# %% lstm_step | plain 1/(1+exp(-z)) that may warn, list returned for a tuple
def lstm_step(x, h_prev, c_prev, U, W, b):
    sigma = lambda z: 1 / (1 + np.exp(-z))
    z = np.matmul(x, np.transpose(U)) + np.matmul(h_prev, np.transpose(W)) + b
    i, f, g, o = np.array_split(z, 4, axis=z.ndim - 1)
    c = sigma(f) * c_prev + sigma(i) * np.tanh(g)
    return [sigma(o) * np.tanh(c), c]


# %% lstm_step | matrix first, batch in columns, transposed back and copied
def sigm(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_step(x, h_prev, c_prev, U, W, b):
    z = (U @ x.T).T + (W @ h_prev.T).T + b
    H = len(b) // 4
    i = sigm(z[..., 0 * H:1 * H])
    f = sigm(z[..., 1 * H:2 * H])
    g = np.tanh(z[..., 2 * H:3 * H])
    o = sigm(z[..., 3 * H:4 * H])
    c = np.ascontiguousarray(f * c_prev + i * g)
    return o * np.tanh(c), c


# %% lstm_step | activations all at once with tanh: scale and shift per row
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = c_prev.shape[-1]
    escala = np.repeat([0.5, 0.5, 1.0, 0.5], H)
    a = np.tanh((x @ U.T + h_prev @ W.T + b) * escala)
    a = np.where(escala == 0.5, (1 + a) / 2, a)
    i, f, g, o = (a[..., k * H:(k + 1) * H] for k in range(4))
    c = f * c_prev + i * g
    return o * np.tanh(c), c


# %% lstm_step | bias folded in as a column of ones
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h_prev, c_prev, U, W, b):
    um = np.ones(x.shape[:-1] + (1,))
    entrada = np.concatenate([x, h_prev, um], axis=-1)
    M = np.column_stack([U, W, b])
    i, f, g, o = np.split(entrada @ M.T, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


# %% lstm_step | extra default arguments, split of the parameters by name
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h_prev, c_prev, U, W, b, activation=np.tanh, *, forget_bias=0.0):
    (U_i, U_f, U_g, U_o), (W_i, W_f, W_g, W_o) = np.split(U, 4), np.split(W, 4)
    b_i, b_f, b_g, b_o = b.reshape(4, -1)
    i = sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)
    f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f + forget_bias)
    g = activation(x @ U_g.T + h_prev @ W_g.T + b_g)
    o = sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o)
    c = f * c_prev + i * g
    return o * activation(c), c


