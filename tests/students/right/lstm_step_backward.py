# %% lstm_step_backward | stacked sum, np.split, atleast_2d
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    t = np.tanh(f * c_prev + i * g)
    total = dc + dh * o * (1 - t ** 2)
    dz = np.concatenate(
        [total * g * i * (1 - i), total * c_prev * f * (1 - f), total * i * (1 - g ** 2), dh * t * o * (1 - o)], axis=-1
    )
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U, dz @ W, total * f, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% lstm_step_backward | slices per part, helper functions inside, parameters by np.vstack
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    partes = [slice(k * H, (k + 1) * H) for k in range(4)]

    def soma(s):
        return x @ U[s].T + h_prev @ W[s].T + b[s]

    def volta(dz, s):
        d2 = np.atleast_2d(dz)
        return dz @ U[s], dz @ W[s], d2.T @ np.atleast_2d(x), d2.T @ np.atleast_2d(h_prev), d2.sum(axis=0)

    i, f, g, o = sigmoid(soma(partes[0])), sigmoid(soma(partes[1])), np.tanh(soma(partes[2])), sigmoid(soma(partes[3]))
    c = f * c_prev + i * g
    do = dh * np.tanh(c)
    dc_t = dc + dh * o * (1 - np.tanh(c) ** 2)
    vi = volta(dc_t * g * i * (1 - i), partes[0])
    vf = volta(dc_t * c_prev * f * (1 - f), partes[1])
    vg = volta(dc_t * i * (1 - g * g), partes[2])
    vo = volta(do * o * (1 - o), partes[3])
    dx = vi[0] + vf[0] + vg[0] + vo[0]
    dh_prev = vi[1] + vf[1] + vg[1] + vo[1]
    dU = np.vstack([v[2] for v in (vi, vf, vg, vo)])
    dW = np.vstack([v[3] for v in (vi, vf, vg, vo)])
    db = np.hstack([v[4] for v in (vi, vf, vg, vo)])
    return dx, dh_prev, dc_t * f, dU, dW, db


# %% lstm_step_backward | concatenated weights: [x, h] with [U, W], results cut apart and copied
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    D, H = x.shape[-1], h_prev.shape[-1]
    M = np.hstack([U, W])
    xh = np.hstack([x, h_prev])
    z = xh @ M.T + b
    i, f, o = sigmoid(z[..., :H]), sigmoid(z[..., H:2 * H]), sigmoid(z[..., 3 * H:])
    g = np.tanh(z[..., 2 * H:3 * H])
    t = np.tanh(f * c_prev + i * g)
    dct = dc + dh * o * (1 - t * t)
    dz = np.zeros(z.shape)
    dz[..., :H] = dct * g * i * (1 - i)
    dz[..., H:2 * H] = dct * c_prev * f * (1 - f)
    dz[..., 2 * H:3 * H] = dct * i * (1 - g * g)
    dz[..., 3 * H:] = dh * t * o * (1 - o)
    dxh = dz @ M
    dM = np.atleast_2d(dz).T @ np.atleast_2d(xh)
    db = dz.reshape(-1, 4 * H).sum(axis=0)
    return dxh[..., :D].copy(), dxh[..., D:].copy(), dct * f, dM[:, :D].copy(), dM[:, D:].copy(), db


# %% lstm_step_backward | concatenated weights, results are slices of one new array (views of own data)
def sigm(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    D = x.shape[-1]
    P = np.concatenate((U, W), axis=1)
    e = np.concatenate((x, h_prev), axis=-1)
    zi, zf, zg, zo = np.split(e @ P.T + b, 4, axis=-1)
    i, f, g, o = sigm(zi), sigm(zf), np.tanh(zg), sigm(zo)
    t = np.tanh(f * c_prev + i * g)
    d = dh * o * (1 - t ** 2) + dc
    dz = np.concatenate((d * g * (i - i ** 2), d * c_prev * (f - f ** 2), d * (i - i * g ** 2), dh * t * (o - o ** 2)), axis=-1)
    de = dz @ P
    dP = np.einsum("nk,nj->kj", np.atleast_2d(dz), np.atleast_2d(e))
    return de[..., :D], de[..., D:], d * f, dP[:, :D], dP[:, D:], np.atleast_2d(dz).sum(0)


# %% lstm_step_backward | einsum everywhere, (N, 4, H)
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    um = x.ndim == 1
    if um:
        dh, dc, x, h_prev, c_prev = dh[None], dc[None], x[None], h_prev[None], c_prev[None]
    N, H = h_prev.shape
    U4, W4 = U.reshape(4, H, -1), W.reshape(4, H, H)
    z = np.einsum("khd,nd->nkh", U4, x) + np.einsum("khj,nj->nkh", W4, h_prev) + b.reshape(4, H)
    i, f, g, o = sigmoid(z[:, 0]), sigmoid(z[:, 1]), np.tanh(z[:, 2]), sigmoid(z[:, 3])
    t = np.tanh(f * c_prev + i * g)
    d = dc + dh * o * (1 - t ** 2)
    dz = np.stack([d * g * i * (1 - i), d * c_prev * f * (1 - f), d * i * (1 - g ** 2), dh * t * o * (1 - o)], axis=1)
    dx = np.einsum("nkh,khd->nd", dz, U4)
    dh_prev = np.einsum("nkh,khj->nj", dz, W4)
    dU = np.einsum("nkh,nd->khd", dz, x).reshape(U.shape)
    dW = np.einsum("nkh,nj->khj", dz, h_prev).reshape(W.shape)
    db = np.einsum("nkh->kh", dz).reshape(-1)
    dc_prev = d * f
    if um:
        dx, dh_prev, dc_prev = dx[0], dh_prev[0], dc_prev[0]
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | one example with np.outer; a batch by recursion and accumulation
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    if x.ndim == 2:
        dU, dW, db = np.zeros(U.shape), np.zeros(W.shape), np.zeros(b.shape)
        dx, dh_prev, dc_prev = [], [], []
        for n in range(len(x)):
            r = lstm_step_backward(dh[n], dc[n], x[n], h_prev[n], c_prev[n], U, W, b)
            dx.append(r[0])
            dh_prev.append(r[1])
            dc_prev.append(r[2])
            dU += r[3]
            dW += r[4]
            db += r[5]
        return np.stack(dx), np.stack(dh_prev), np.stack(dc_prev), dU, dW, db
    i, f, g, o = np.split(U @ x + W @ h_prev + b, 4)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    t = np.tanh(f * c_prev + i * g)
    dc = dc + dh * o * (1 - t ** 2)
    dz = np.hstack([dc * g * i * (1 - i), dc * c_prev * f * (1 - f), dc * i * (1 - g ** 2), dh * t * o * (1 - o)])
    return U.T @ dz, W.T @ dz, dc * f, np.outer(dz, x), np.outer(dz, h_prev), dz


# %% lstm_step_backward | scalar loops over units and inputs
import math


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    def s(v):
        return 1 / (1 + math.exp(-v)) if v > -500 else 0.0

    X, A, C, DH, DC = [np.atleast_2d(v) for v in (x, h_prev, c_prev, dh, dc)]
    N, H = A.shape
    D = X.shape[1]
    dx, da, dcp = np.zeros((N, D)), np.zeros((N, H)), np.zeros((N, H))
    dU, dW, db = np.zeros((4 * H, D)), np.zeros((4 * H, H)), np.zeros(4 * H)
    for n in range(N):
        for k in range(H):
            z = [sum(U[r, d] * X[n, d] for d in range(D)) + sum(W[r, j] * A[n, j] for j in range(H)) + b[r] for r in (k, H + k, 2 * H + k, 3 * H + k)]
            i, f, g, o = s(z[0]), s(z[1]), math.tanh(z[2]), s(z[3])
            t = math.tanh(f * C[n, k] + i * g)
            q = DC[n, k] + DH[n, k] * o * (1 - t * t)
            dcp[n, k] = q * f
            dz = (q * g * i * (1 - i), q * C[n, k] * f * (1 - f), q * i * (1 - g * g), DH[n, k] * t * o * (1 - o))
            for bloco in range(4):
                r = bloco * H + k
                db[r] += dz[bloco]
                for d in range(D):
                    dx[n, d] += dz[bloco] * U[r, d]
                    dU[r, d] += dz[bloco] * X[n, d]
                for j in range(H):
                    da[n, j] += dz[bloco] * W[r, j]
                    dW[r, j] += dz[bloco] * A[n, j]
    return dx.reshape(x.shape), da.reshape(h_prev.shape), dcp.reshape(c_prev.shape), dU, dW, db


# %% lstm_step_backward | class with __call__, forward and backward methods
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


class VoltaLSTM:
    def __call__(self, dh, dc, x, h_prev, c_prev, U, W, b):
        self.ida(x, h_prev, c_prev, U, W, b)
        d = dc + dh * self.o * (1 - self.t ** 2)
        dz = [d * self.g * self.i * (1 - self.i), d * c_prev * self.f * (1 - self.f), d * self.i * (1 - self.g ** 2), dh * self.t * self.o * (1 - self.o)]
        dz = np.concatenate(dz, axis=-1)
        m = dz.reshape(-1, dz.shape[-1])
        dU = m.T @ x.reshape(-1, x.shape[-1])
        dW = m.T @ h_prev.reshape(-1, h_prev.shape[-1])
        return dz @ U, dz @ W, d * self.f, dU, dW, np.ones(len(m)) @ m

    def ida(self, x, h_prev, c_prev, U, W, b):
        z = np.split(x @ U.T + h_prev @ W.T + b, 4, axis=-1)
        self.i, self.f, self.o = map(sigmoid, (z[0], z[1], z[3]))
        self.g = np.tanh(z[2])
        self.t = np.tanh(self.f * c_prev + self.i * self.g)


lstm_step_backward = VoltaLSTM()


# %% lstm_step_backward | float32 inside
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    dh, dc, x, h_prev, c_prev, U, W, b = (v.astype(np.float32) for v in (dh, dc, x, h_prev, c_prev, U, W, b))
    i, f, g, o = np.split(x @ U.T + h_prev @ W.T + b, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    t = np.tanh(f * c_prev + i * g)
    d = dc + dh * o * (1 - t ** 2)
    dz = np.concatenate([d * g * i * (1 - i), d * c_prev * f * (1 - f), d * i * (1 - g ** 2), dh * t * o * (1 - o)], axis=-1)
    d2 = np.atleast_2d(dz)
    return dz @ U, dz @ W, d * f, d2.T @ np.atleast_2d(x), d2.T @ np.atleast_2d(h_prev), d2.sum(axis=0)


# %% lstm_step_backward | list returned for a tuple, other slopes (sech, sigma(-z)), extra defaults
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b, verbose=False, *, scale=1.0):
    H = h_prev.shape[-1]
    z = x @ U.T + h_prev @ W.T + b
    zi, zf, zg, zo = z[..., :H], z[..., H:2 * H], z[..., 2 * H:3 * H], z[..., 3 * H:]
    ds = lambda v: sigmoid(v) * sigmoid(-v)
    dt = lambda v: 4 * sigmoid(2 * v) * sigmoid(-2 * v)
    c = sigmoid(zf) * c_prev + sigmoid(zi) * np.tanh(zg)
    d = dc + dh * sigmoid(zo) * dt(c)
    dz = np.concatenate([d * np.tanh(zg) * ds(zi), d * c_prev * ds(zf), d * sigmoid(zi) * dt(zg), dh * np.tanh(c) * ds(zo)], axis=-1)
    dz = dz * scale
    linhas = dz[None] if dz.ndim == 1 else dz
    xs = x[None] if x.ndim == 1 else x
    hs = h_prev[None] if h_prev.ndim == 1 else h_prev
    dU = sum(np.outer(a, v) for a, v in zip(linhas, xs))
    dW = sum(np.outer(a, v) for a, v in zip(linhas, hs))
    if verbose:
        print(dU.shape, dW.shape)
    return [dz @ U, dz @ W, d * sigmoid(zf), dU, dW, np.sum(linhas, axis=0)]


# %% lstm_step_backward | np.tensordot, matmul with transposes, all as columns
def sigm(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    forma_x, forma_h = x.shape, h_prev.shape
    X, A, C, DH, DC = (np.array(v, ndmin=2).T for v in (x, h_prev, c_prev, dh, dc))
    Z = np.matmul(U, X) + np.matmul(W, A) + b[:, None]
    I, F, G, O = np.vsplit(Z, 4)
    I, F, G, O = sigm(I), sigm(F), np.tanh(G), sigm(O)
    T = np.tanh(F * C + I * G)
    Q = DC + DH * O * (1 - T ** 2)
    DZ = np.vstack([Q * G * I * (1 - I), Q * C * F * (1 - F), Q * I * (1 - G ** 2), DH * T * O * (1 - O)])
    dx = np.matmul(U.T, DZ).T.reshape(forma_x)
    dh_prev = np.matmul(W.T, DZ).T.reshape(forma_h)
    dc_prev = (Q * F).T.reshape(forma_h)
    return dx, dh_prev, dc_prev, np.tensordot(DZ, X, axes=(1, 1)), np.tensordot(DZ, A, axes=([1], [1])), DZ.sum(axis=1)


# %% lstm_step_backward | defines its own gates and their backwards first, as in the notebooks
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def ida(x, h, U, W, b, ativacao):
    return ativacao(x @ U.T + h @ W.T + b)


def volta(dy, inclinacao, x, h, U, W):
    dz = dy * inclinacao
    m = np.atleast_2d(dz)
    return [dz @ U, dz @ W, m.T @ np.atleast_2d(x), m.T @ np.atleast_2d(h), m.sum(axis=0)]


def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    Us, Ws, bs = np.split(U, 4), np.split(W, 4), np.split(b, 4)
    i, f, g, o = [ida(x, h_prev, *p, a) for *p, a in zip(Us, Ws, bs, [sigmoid, sigmoid, np.tanh, sigmoid])]
    c = f * c_prev + i * g
    do, dc = dh * np.tanh(c), dc + dh * o * (1 - np.tanh(c) ** 2)
    dy = [dc * g, dc * c_prev, dc * i, do]
    inclinacoes = [i * (1 - i), f * (1 - f), 1 - g ** 2, o * (1 - o)]
    v = [volta(dy[k], inclinacoes[k], x, h_prev, Us[k], Ws[k]) for k in range(4)]
    dx, dh_prev = sum(r[0] for r in v), sum(r[1] for r in v)
    return dx, dh_prev, dc * f, *(np.concatenate([r[k] for r in v]) for k in (2, 3, 4))


