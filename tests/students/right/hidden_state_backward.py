# %% hidden_state_backward | two lines
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    return dh * t, dh * o * (1 - t ** 2)


# %% hidden_state_backward | recomputes tanh each time, np.power
def hidden_state_backward(dh, o, c):
    do = dh * np.tanh(c)
    dc = dh * o * (1.0 - np.power(np.tanh(c), 2))
    return do, dc


# %% hidden_state_backward | (1 - t)(1 + t)
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    dt = dh * o
    return dh * t, dt * (1 - t) * (1 + t)


# %% hidden_state_backward | sech squared, stable
def hidden_state_backward(dh, o, c):
    e = np.exp(-2 * np.abs(c))
    return dh * np.tanh(c), dh * o * 4 * e / (1 + e) ** 2


# %% hidden_state_backward | 1 / cosh^2 with the argument clipped
def hidden_state_backward(dh, o, c):
    do = dh * np.tanh(c)
    dc = dh * o / np.cosh(np.clip(c, -300, 300)) ** 2
    return do, dc


# %% hidden_state_backward | through h: dh (o - h t)
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    h = o * t
    return dh * t, dh * (o - h * t)


# %% hidden_state_backward | a list in place of a tuple
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    resultado = []
    resultado.append(dh * t)
    resultado.append(dh * o * (1 - t * t))
    return resultado


# %% hidden_state_backward | loops
def hidden_state_backward(dh, o, c):
    do = np.zeros_like(o)
    dc = np.zeros_like(c)
    for k in np.ndindex(c.shape):
        t = np.tanh(c[k])
        do[k] = dh[k] * t
        dc[k] = dh[k] * o[k] * (1 - t * t)
    return do, dc


# %% hidden_state_backward | einsum
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = np.einsum("...k,...k->...k", dh, t)
    dc = np.einsum("...k,...k,...k->...k", dh, o, 1 - t * t)
    return do, dc


# %% hidden_state_backward | float32 inside
def hidden_state_backward(dh, o, c):
    dh, o, c = dh.astype(np.float32), o.astype(np.float32), c.astype(np.float32)
    t = np.tanh(c)
    return dh * t, dh * o * (1 - t * t)


# %% hidden_state_backward | class with __call__
class Volta:
    def __call__(self, dh, o, c):
        t = np.tanh(c)
        return dh * t, self.pela_tanh(dh * o, t)

    @staticmethod
    def pela_tanh(dt, t):
        return dt - dt * t ** 2


hidden_state_backward = Volta()


# %% hidden_state_backward | lambda with two calls of tanh
hidden_state_backward = lambda dh, o, c: (np.tanh(c) * dh, (1 - np.tanh(c) ** 2) * (dh * o))


# %% hidden_state_backward | helper functions, extra default dc
def hidden_state_backward(dh, o, c, dc=0.0):
    def tanh_derivative(z):
        return 1 - np.square(np.tanh(z))

    do = np.tanh(c) * dh
    return do, dc + tanh_derivative(c) * o * dh


