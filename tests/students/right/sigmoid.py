# %% sigmoid | one line
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# %% sigmoid | tanh of half of z
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


# %% sigmoid | math.exp per element with vectorize, try and except
import math


def one(v):
    try:
        return 1.0 / (1.0 + math.exp(-v))
    except OverflowError:
        return 0.0


def sigmoid(z):
    return np.vectorize(one, otypes=[float])(z)


# %% sigmoid | np.where with the stable branches
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


# %% sigmoid | float32 inside, float64 returned
def sigmoid(z):
    z32 = np.asarray(z, dtype=np.float32)
    s = np.float32(1) / (np.float32(1) + np.exp(-z32))
    return np.float64(s)


# %% sigmoid | longdouble inside
def sigmoid(z):
    z = np.asarray(z, dtype=np.longdouble)
    return (1 / (1 + np.exp(-z))).astype(np.float64)


# %% sigmoid | lambda
sigmoid = lambda z: np.reciprocal(1.0 + np.exp(np.negative(z)))


# %% sigmoid | class with __call__
class Sigmoid:
    def __call__(self, z):
        return 1 / (1 + np.exp(-z))


sigmoid = Sigmoid()


# %% sigmoid | functools.partial
from functools import partial


def logistic(top, z):
    return top / (1 + np.exp(-z))


sigmoid = partial(logistic, 1.0)


# %% sigmoid | loop over the flat copy, own array changed in place
def sigmoid(z, one=1.0):
    out = np.array(z, dtype=float)
    flat = out.reshape(-1)
    for k in range(flat.size):
        flat[k] = one / (one + np.exp(-flat[k]))
    if out.ndim == 0:
        return float(out)
    return out


# %% sigmoid | in-place ufuncs on a copy
def sigmoid(z):
    s = np.array(z, dtype=float)
    np.negative(s, out=s)
    np.exp(s, out=s)
    s += 1
    np.divide(1, s, out=s)
    return s


# %% sigmoid | logaddexp
def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -z))


# %% sigmoid | recursion over rows
def sigmoid(z):
    if np.ndim(z) == 0:
        return 1 / (1 + np.exp(-z))
    return np.array([sigmoid(v) for v in z])


# %% sigmoid | scipy's expit
def sigmoid(z):
    from scipy.special import expit

    return expit(z)


# %% sigmoid | clipped far out
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


# %% sigmoid | printing, an extra default, nested lists returned
def sigmoid(z, base=np.e):
    print(z)
    return (1 / (1 + np.power(base, -np.asarray(z, dtype=float)))).tolist()


# %% sigmoid | an alias of scipy's expit
from scipy.special import expit as sigmoid


# %% sigmoid | a decorator that keeps no name
def timed(f):
    def wrapper(*args):
        return f(*args)

    return wrapper


@timed
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
