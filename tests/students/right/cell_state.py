# %% cell_state | one line
def cell_state(f, c_prev, i, g):
    return f * c_prev + i * g


# %% cell_state | np.multiply and np.add
def cell_state(f, c_prev, i, g):
    fica = np.multiply(f, c_prev)
    entra = np.multiply(i, g)
    return np.add(fica, entra)


# %% cell_state | einsum with an ellipsis, the two products stacked
def cell_state(f, c_prev, i, g):
    portas = np.stack([f, i])
    valores = np.stack([c_prev, g])
    return np.einsum("k...,k...->...", portas, valores)


# %% cell_state | double loop over a table, reshaped back
def cell_state(f, c_prev, i, g):
    F, C, I, G = (np.atleast_2d(v) for v in (f, c_prev, i, g))
    c = np.empty(C.shape)
    for n in range(C.shape[0]):
        for k in range(C.shape[1]):
            c[n, k] = F[n, k] * C[n, k] + I[n, k] * G[n, k]
    return c.reshape(np.shape(c_prev))


# %% cell_state | copy, then in-place operators on the copy
def cell_state(f, c_prev, i, g):
    c = c_prev.copy()
    c *= f
    c += i * g
    return c


# %% cell_state | lambda
cell_state = lambda f, c_prev, i, g: c_prev * f + g * i


# %% cell_state | class with __call__
class EstadoDaCelula:
    def __call__(self, f, c_prev, i, g):
        self.c = f * c_prev
        return self.c + i * g


cell_state = EstadoDaCelula()


# %% cell_state | float32 inside
def cell_state(f, c_prev, i, g):
    f, c_prev, i, g = (np.asarray(v, dtype=np.float32) for v in (f, c_prev, i, g))
    return f * c_prev + i * g


# %% cell_state | list comprehension, converted at the end
def cell_state(f, c_prev, i, g):
    tudo = zip(f.ravel().tolist(), c_prev.ravel().tolist(), i.ravel().tolist(), g.ravel().tolist())
    return np.array([a * b + p * q for a, b, p, q in tudo]).reshape(c_prev.shape)


# %% cell_state | another formula: what was kept plus the change
def cell_state(f, c_prev, i, g):
    mudanca = (f - 1.0) * c_prev + i * g
    return c_prev + mudanca


# %% cell_state | one example at a time by recursion, extra defaults
def cell_state(f, c_prev, i, g, debug=False, *, eps=0.0):
    if c_prev.ndim == 2:
        return np.array([cell_state(f[n], c_prev[n], i[n], g[n]) for n in range(len(c_prev))])
    c = f * c_prev + i * g + eps
    if debug:
        print(c)
    return c


# %% cell_state | diagonal matrices and np.matmul
def cell_state(f, c_prev, i, g):
    def diag(v):
        return v[..., None] * np.eye(v.shape[-1])

    return (np.matmul(diag(f), c_prev[..., None]) + np.matmul(diag(i), g[..., None]))[..., 0]


# %% cell_state | np.vectorize
@np.vectorize
def cell_state(f, c_prev, i, g):
    return f * c_prev + i * g


# %% cell_state | sum of a list of arrays, annotations
def cell_state(f: np.ndarray, c_prev: np.ndarray, i: np.ndarray, g: np.ndarray) -> np.ndarray:
    """Estado da célula."""
    return sum([f * c_prev, i * g])


