# %% gate_backward | skeleton completed
def gate_backward(dk, k, x, h_prev, U, W):
    # 1.
    dz = dk * slope(k)

    # 2.
    dx = dz @ U
    dh_prev = dz @ W

    # 3.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% gate_backward | if on the number of axes, outer
def gate_backward(dk, k, x, h_prev, U, W):
    dz = dk * slope(k)
    if np.ndim(x) == 1:
        return dz @ U, dz @ W, np.outer(dz, x), np.outer(dz, h_prev), dz
    return dz @ U, dz @ W, dz.T @ x, dz.T @ h_prev, np.sum(dz, axis=0)


# %% gate_backward | einsum, list returned
def gate_backward(dk, k, x, h_prev, U, W):
    dz = dk * slope(k)
    rows = dz.reshape(-1, dz.shape[-1])
    dU = np.einsum("nh,nd->hd", rows, x.reshape(-1, x.shape[-1]))
    dW = np.einsum("nh,nk->hk", rows, h_prev.reshape(-1, rows.shape[1]))
    dx = np.einsum("...h,hd->...d", dz, U)
    dh_prev = np.einsum("...h,hk->...k", dz, W)
    return [dx, dh_prev, dU, dW, np.einsum("nh->h", rows)]


# %% gate_backward | loop over the rows, accumulated
def gate_backward(dk, k, x, h_prev, U, W):
    dz = dk * slope(k)
    dU, dW, db = np.zeros(U.shape), np.zeros(W.shape), np.zeros(W.shape[0])
    for dz_n, x_n, h_n in zip(np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)):
        dU += dz_n[:, None] * x_n
        dW += dz_n[:, None] * h_n
        db += dz_n
    return dz @ U, dz @ W, dU, dW, db


# %% gate_backward | transposed products, np.dot
def gate_backward(dk, k, x, h_prev, U, W):
    dz = dk * slope(k)
    dx = np.dot(U.transpose(), dz.transpose()).transpose()
    dh_prev = np.dot(W.transpose(), dz.transpose()).transpose()
    dz2, x2, h2 = (np.atleast_2d(v) for v in (dz, x, h_prev))
    dU = np.dot(x2.transpose(), dz2).transpose()
    dW = np.dot(h2.transpose(), dz2).transpose()
    db = np.add.reduce(dz2, 0)
    return dx, dh_prev, dU, dW, db


# %% gate_backward | concatenated weights
def gate_backward(dk, k, x, h_prev, U, W):
    dz = dk * slope(k)
    dxh = dz @ np.concatenate([U, W], axis=1)
    D = x.shape[-1]
    xh = np.concatenate([x, h_prev], axis=-1)
    both = np.atleast_2d(dz).T @ np.atleast_2d(xh)
    dx, dh_prev = dxh[..., :D], dxh[..., D:]
    return dx, dh_prev, both[:, :D], both[:, D:], np.atleast_2d(dz).sum(0)


# %% gate_backward | float32 inside, float64 returned
def gate_backward(dk, k, x, h_prev, U, W):
    kind = np.float32
    dz = (dk * slope(k)).astype(kind)
    z2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x).astype(kind), np.atleast_2d(h_prev).astype(kind)
    parts = dz @ U.astype(kind), dz @ W.astype(kind), z2.T @ x2, z2.T @ h2, z2.sum(axis=0)
    return tuple(p.astype(np.float64) for p in parts)


# %% gate_backward | longdouble inside
def gate_backward(dk, k, x, h_prev, U, W):
    L = np.longdouble
    dz = np.asarray(dk, L) * slope(k)
    rows = np.atleast_2d(dz)
    out = [dz @ U, dz @ W, rows.T @ np.atleast_2d(x), rows.T @ np.atleast_2d(h_prev), rows.sum(axis=0)]
    return tuple(np.array(v, dtype=float) for v in out)


# %% gate_backward | one example is a batch of one, result unpacked again
def gate_backward(dk, k, x, h_prev, U, W):
    if x.ndim == 1:
        dx, dh, *rest = gate_backward(dk[None], k[None], x[None], h_prev[None], U, W)
        return (dx[0], dh[0], *rest)
    dz = dk * slope(k)
    return np.matmul(dz, U), np.matmul(dz, W), np.matmul(dz.T, x), np.matmul(dz.T, h_prev), dz.sum(axis=0)


# %% gate_backward | own array changed in place, try and except
def gate_backward(dk, k, x, h_prev, U, W):
    dz = dk.copy()
    dz *= slope(k)
    try:
        N, H = dz.shape
        dU, dW, db = dz.T.dot(x), dz.T.dot(h_prev), np.ones(N) @ dz
    except ValueError:
        dU, dW, db = np.multiply.outer(dz, x), np.multiply.outer(dz, h_prev), dz.copy()
    return dz.dot(U), dz.dot(W), dU, dW, db


# %% gate_backward | lambda on a helper
def volta(dz, x, h_prev, U, W, rows=np.atleast_2d):
    return dz @ U, dz @ W, rows(dz).T @ rows(x), rows(dz).T @ rows(h_prev), rows(dz).sum(0)


gate_backward = lambda dk, k, x, h_prev, U, W: volta(dk * slope(k), x, h_prev, U, W)


# %% gate_backward | class with __call__ and a namedtuple
from collections import namedtuple

Gradients = namedtuple("Gradients", "dx dh_prev dU dW db")


class Backward:
    def __call__(self, dk, k, x, h_prev, U, W):
        dz = dk * slope(k)
        rows = np.atleast_2d(dz)
        return Gradients(
            dx=np.tensordot(dz, U, axes=1),
            dh_prev=np.tensordot(dz, W, axes=1),
            dU=np.tensordot(rows, np.atleast_2d(x), axes=(0, 0)),
            dW=np.tensordot(rows, np.atleast_2d(h_prev), axes=(0, 0)),
            db=rows.sum(axis=0),
        )


gate_backward = Backward()


# %% gate_backward | one row at a time, lists of arrays
def gate_backward(dk, k, x, h_prev, U, W):
    if dk.ndim == 1:
        dz = dk * slope(k)
        return U.T @ dz, W.T @ dz, dz[:, None] * x, dz[:, None] * h_prev, dz
    rows = [gate_backward(*row, U, W) for row in zip(dk, k, x, h_prev)]
    dx, dh_prev, dU, dW, db = zip(*rows)
    return list(dx), list(dh_prev), sum(dU), sum(dW), sum(db)


# %% gate_backward | all in float32, results too
def gate_backward(dk, k, x, h_prev, U, W):
    dk, k, x, h_prev, U, W = (np.float32(array) for array in (dk, k, x, h_prev, U, W))
    dz = np.atleast_2d(dk * slope(k))
    dU, dW = dz.T @ np.atleast_2d(x), dz.T @ np.atleast_2d(h_prev)
    return (dz @ U).reshape(x.shape), (dz @ W).reshape(h_prev.shape), dU, dW, dz.sum(axis=0)
