# %% cell_state_backward | four lines
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    return df, dc_prev, di, dg


# %% cell_state_backward | a list in place of a tuple
def cell_state_backward(dc, f, c_prev, i, g):
    return [dc * v for v in (c_prev, f, g, i)]


# %% cell_state_backward | generator inside tuple()
def cell_state_backward(dc, f, c_prev, i, g):
    return tuple(np.multiply(dc, outro) for outro in [c_prev, f, g, i])


# %% cell_state_backward | one stacked product, unpacked
def cell_state_backward(dc, f, c_prev, i, g):
    df, dc_prev, di, dg = dc[None] * np.stack((c_prev, f, g, i))
    return df, dc_prev, di, dg


# %% cell_state_backward | einsum
def cell_state_backward(dc, f, c_prev, i, g):
    vezes = lambda a, b: np.einsum("...k,...k->...k", a, b)
    return vezes(dc, c_prev), vezes(dc, f), vezes(dc, g), vezes(dc, i)


# %% cell_state_backward | loops over a table
def cell_state_backward(dc, f, c_prev, i, g):
    forma = np.shape(dc)
    DC, F, C, I, G = [np.atleast_2d(v) for v in (dc, f, c_prev, i, g)]
    df, dc_prev, di, dg = [np.zeros(DC.shape) for _ in range(4)]
    for n in range(DC.shape[0]):
        for k in range(DC.shape[1]):
            df[n, k] += DC[n, k] * C[n, k]
            dc_prev[n, k] += DC[n, k] * F[n, k]
            di[n, k] += DC[n, k] * G[n, k]
            dg[n, k] += DC[n, k] * I[n, k]
    return df.reshape(forma), dc_prev.reshape(forma), di.reshape(forma), dg.reshape(forma)


# %% cell_state_backward | helper function for a product node
def cell_state_backward(dc, f, c_prev, i, g):
    def volta_do_produto(d, a, b):
        return d * b, d * a

    df, dc_prev = volta_do_produto(dc, f, c_prev)
    di, dg = volta_do_produto(dc, i, g)
    return df, dc_prev, di, dg


# %% cell_state_backward | class with __call__
class Volta:
    def __call__(self, dc, f, c_prev, i, g):
        self.dc = dc
        return self.por(c_prev), self.por(f), self.por(g), self.por(i)

    def por(self, outro):
        return self.dc * outro


cell_state_backward = Volta()


# %% cell_state_backward | float32 inside
def cell_state_backward(dc, f, c_prev, i, g):
    dc = dc.astype("float32")
    return dc * c_prev.astype("float32"), dc * f.astype("float32"), dc * g.astype("float32"), dc * i.astype("float32")


# %% cell_state_backward | returns the named tuple of collections
from collections import namedtuple

Gradientes = namedtuple("Gradientes", "df dc_prev di dg")


def cell_state_backward(dc, f, c_prev, i, g):
    return Gradientes(df=dc * c_prev, dc_prev=dc * f, di=dc * g, dg=dc * i)


# %% cell_state_backward | lambda
cell_state_backward = lambda dc, f, c_prev, i, g: (c_prev * dc, f * dc, g * dc, i * dc)


# %% cell_state_backward | in-place on fresh copies, dictionary inside, values out
def cell_state_backward(dc, f, c_prev, i, g):
    grads = {"df": c_prev.copy(), "dc_prev": f.copy(), "di": g.copy(), "dg": i.copy()}
    for nome in grads:
        grads[nome] *= dc
    return tuple(grads.values())


# %% cell_state_backward | zeros, then accumulated; dc rebound without mutation
def cell_state_backward(dc, f, c_prev, i, g, *, dc_extra=None):
    if dc_extra is not None:
        dc = dc + dc_extra
    df = np.zeros_like(f) + dc * c_prev
    dc_prev = np.zeros_like(c_prev) + dc * f
    di = np.zeros_like(i) + dc * g
    dg = np.zeros_like(g) + dc * i
    return df, dc_prev, di, dg


