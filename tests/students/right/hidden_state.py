# %% hidden_state | one line
def hidden_state(o, c):
    return o * np.tanh(c)


# %% hidden_state | tanh from exp(-2|c|), stable
def hidden_state(o, c):
    e = np.exp(-2 * np.abs(c))
    t = np.sign(c) * (1 - e) / (1 + e)
    return o * t


# %% hidden_state | tanh as 2 sigmoid(2c) - 1, sigmoid by two branches
def hidden_state(o, c):
    z = 2.0 * c
    s = np.empty(z.shape)
    pos = z >= 0
    s[pos] = 1 / (1 + np.exp(-z[pos]))
    e = np.exp(z[~pos])
    s[~pos] = e / (1 + e)
    return o * (2 * s - 1)


# %% hidden_state | math.tanh in a loop
import math


def hidden_state(o, c):
    saida = [a * math.tanh(b) for a, b in zip(o.flatten(), c.flatten())]
    return np.array(saida).reshape(c.shape)


# %% hidden_state | np.multiply with out= on a new array
def hidden_state(o, c):
    h = np.tanh(c)
    np.multiply(h, o, out=h)
    return h


# %% hidden_state | lambda
hidden_state = lambda o, c: np.tanh(c) * o


# %% hidden_state | class with __call__ that keeps a cache
class EstadoInterno:
    def __init__(self):
        self.cache = None

    def __call__(self, o, c):
        self.cache = (o, np.tanh(c))
        return self.cache[0] * self.cache[1]


hidden_state = EstadoInterno()


# %% hidden_state | float32 inside
def hidden_state(o, c):
    return np.float32(o) * np.tanh(np.float32(c))


# %% hidden_state | einsum
def hidden_state(o, c):
    return np.einsum("...,...->...", o, np.tanh(c))


# %% hidden_state | np.vectorize of a scalar function
def hidden_state(o, c):
    passo = np.vectorize(lambda a, b: a * np.tanh(b))
    return passo(o, c)


# %% hidden_state | sinh/cosh with the argument clipped at 20
def hidden_state(o, c):
    curto = np.clip(c, -20, 20)
    return o * (np.sinh(curto) / np.cosh(curto))


# %% hidden_state | rows of the batch by list, np.stack; extra default
def hidden_state(o, c, ativacao=np.tanh):
    if np.ndim(c) == 1:
        return o * ativacao(c)
    return np.stack([hidden_state(o[n], c[n], ativacao) for n in range(len(c))])


# %% hidden_state | expm1
def hidden_state(o, c):
    e = np.expm1(-2 * np.abs(c))
    return o * np.copysign(-e / (e + 2), c)


