# %% cell_update | sigmoid left over from the gates | tanh|tangente|sigm|σ|negativ
def cell_update(x, h_prev, U_g, W_g, b_g):
    z = x @ U_g.T + h_prev @ W_g.T + b_g
    return sigmoid(z)


# %% cell_update | no bias | vi[ée]s|\bb_g\b
def cell_update(x, h_prev, U_g, W_g, b_g):
    return np.tanh(x @ U_g.T + h_prev @ W_g.T)


# %% cell_update | no activation at all | tanh|tangente|ativa[çc]|entre [-−]1
def cell_update(x, h_prev, U_g, W_g, b_g):
    g = x @ U_g.T + h_prev @ W_g.T + b_g
    return g


# %% cell_update | bias added outside the tanh | vi[ée]s|\bb_g\b|dentro|fora|par[êe]ntes
def cell_update(x, h_prev, U_g, W_g, b_g):
    return np.tanh(x @ U_g.T + h_prev @ W_g.T) + b_g


# %% cell_update | state forgotten, reads only the word | \bh_prev\b|\bW_g\b|estado
def cell_update(x, h_prev, U_g, W_g, b_g):
    z = np.dot(x, U_g.T) + b_g
    return np.tanh(z)


# %% cell_update | W_g not transposed | \bW_g\b|transp
def cell_update(x, h_prev, U_g, W_g, b_g):
    return np.tanh(x @ U_g.T + h_prev @ W_g + b_g)


# %% cell_update | matrix first, works for one example only | \blote|transp|\bforma|batch
def cell_update(x, h_prev, U_g, W_g, b_g):
    return np.tanh(U_g @ x + W_g @ h_prev + b_g)


# %% cell_update | tanh on each term, then the sum | tanh|tangente|parcela|soma
def cell_update(x, h_prev, U_g, W_g, b_g):
    return np.tanh(x @ U_g.T) + np.tanh(h_prev @ W_g.T) + np.tanh(b_g)


# %% cell_update | misspelt np.tanh | tahn|tanh|atributo
def cell_update(x, h_prev, U_g, W_g, b_g):
    z = x @ U_g.T + h_prev @ W_g.T + b_g
    return np.tahn(z)


# %% cell_update | tanh without np (NameError) | tanh
def cell_update(x, h_prev, U_g, W_g, b_g):
    g = tanh(x @ U_g.T + h_prev @ W_g.T + b_g)
    return g


# %% cell_update | own tanh with exp, nan at extremes | extrem|\bnan\b|\bexp\b|grand|overflow|estour|np\.tanh
def cell_update(x, h_prev, U_g, W_g, b_g):
    z = x @ U_g.T + h_prev @ W_g.T + b_g
    a = np.exp(z)
    b = np.exp(-z)
    return (a - b) / (a + b)


# %% cell_update | prints instead of returning | \bNone\b|\breturn\b|n[ãa]o (devolv|retorn)|devolv\w* nada|sem devolver|print
def cell_update(x, h_prev, U_g, W_g, b_g):
    g = np.tanh(x @ U_g.T + h_prev @ W_g.T + b_g)
    print(g)


# %% cell_update | negative candidates cut to zero (thinks it is an opening) | negativ|tanh|tangente|zero|ReLU|maximum|[-−]1
def cell_update(x, h_prev, U_g, W_g, b_g):
    g = np.tanh(x @ U_g.T + h_prev @ W_g.T + b_g)
    return np.maximum(g, 0)


# %% cell_update | rescales tanh to 0..1 | entre [-−]1|negativ|intervalo|0 a 1|0 e 1|metade|tanh|tangente|escala
def cell_update(x, h_prev, U_g, W_g, b_g):
    z = x @ U_g.T + h_prev @ W_g.T + b_g
    return (np.tanh(z) + 1) / 2


# %% cell_update | names of the other notebook (U_f) | \bU_f\b
def cell_update(x, h_prev, U_g, W_g, b_g):
    return np.tanh(x @ U_f.T + h_prev @ W_f.T + b_f)


# %% cell_update | loop over units that adds the bias only to the last | vi[ée]s|\bb_g\b|la[çc]o|unidade
def cell_update(x, h_prev, U_g, W_g, b_g):
    z = x @ U_g.T + h_prev @ W_g.T
    for k in range(len(b_g)):
        soma = b_g[k]
    z[..., k] = z[..., k] + soma
    return np.tanh(z)


# %% cell_update | rounds to 2 decimals as in the figures | arredond|casas|precis[ãa]o|round|decima
def cell_update(x, h_prev, U_g, W_g, b_g):
    return np.round(np.tanh(x @ U_g.T + h_prev @ W_g.T + b_g), 2)


# %% cell_update | elementwise * in place of @ for the state | @|matri|produto|\bforma|elemento|broadcast|\*
def cell_update(x, h_prev, U_g, W_g, b_g):
    return np.tanh(x @ U_g.T + h_prev * W_g + b_g)


# %% cell_update | only the first row of the batch comes back | \blote|\bforma|cada exemplo|s[óo] um exemplo|exemplos|linha
def cell_update(x, h_prev, U_g, W_g, b_g):
    x2 = np.atleast_2d(x)
    h2 = np.atleast_2d(h_prev)
    g = np.tanh(x2 @ U_g.T + h2 @ W_g.T + b_g)
    return g[0]


# %% cell_update | always returns a table, (1, H) for one example | \bforma|cada exemplo|s[óo] um exemplo|exemplos|\(1, |atleast_2d|dimens|linha
def cell_update(x, h_prev, U_g, W_g, b_g):
    x2 = np.atleast_2d(x)
    h2 = np.atleast_2d(h_prev)
    return np.tanh(x2 @ U_g.T + h2 @ W_g.T + b_g)


# %% cell_update_backward | slope of sigmoid, copied from the gate | tanh|tangente|sigm|σ|inclina|g²|g ?\*\* ?2
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * g * (1 - g)
    dx = dz @ U_g
    dh_prev = dz @ W_g
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dx, dh_prev, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% cell_update_backward | tanh applied again to g | tanh|tangente|duas vezes|segunda vez|inclina
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - np.tanh(g) ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_g, dz @ W_g, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% cell_update_backward | square in the wrong place, (1 - g)**2 | quadrado|inclina|tanh|tangente|g²|par[êe]ntes|\*\*
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g) ** 2
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_g, dz @ W_g, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% cell_update_backward | no slope, dz = dg | inclina|tanh|tangente|derivada|\bdz\b
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dg2, x2, h2 = np.atleast_2d(dg), np.atleast_2d(x), np.atleast_2d(h_prev)
    dx = dg @ U_g
    dh_prev = dg @ W_g
    dU = dg2.T @ x2
    dW = dg2.T @ h2
    db = dg2.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% cell_update_backward | slope without the incoming dg | \bdg\b
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = 1 - g ** 2
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_g, dz @ W_g, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% cell_update_backward | 1 + g**2, sign of the slope | sinal|inclina|tanh|tangente|1 ?[-−] ?g|\bmenos\b
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 + g ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_g, dz @ W_g, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% cell_update_backward | W_g transposed in dh_prev | dh_prev|transp|\bW_g\b
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dx = dz @ U_g
    dh_prev = dz @ W_g.T
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dx, dh_prev, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% cell_update_backward | dW transposed | \bdW\b|transp
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = h2.T @ dz2
    return dz @ U_g, dz @ W_g, dU, dW, dz2.sum(axis=0)


# %% cell_update_backward | dU transposed (D, H) | \bdU\b|transp|\bforma
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = x2.T @ dz2
    dW = dz2.T @ h2
    return dz @ U_g, dz @ W_g, dU, dW, dz2.sum(axis=0)


# %% cell_update_backward | mean over the batch | m[ée]dia|\bmean\b|soma|divid|dividi|\blote
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    N = len(dz2)
    return dz @ U_g, dz @ W_g, dz2.T @ x2 / N, dz2.T @ h2 / N, dz2.mean(axis=0)


# %% cell_update_backward | db not summed over the batch | \bdb\b
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz
    return dz @ U_g, dz @ W_g, dU, dW, db


# %% cell_update_backward | db summed over everything | \bdb\b
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_g, dz @ W_g, dz2.T @ x2, dz2.T @ h2, dz.sum()


# %% cell_update_backward | np.outer, one example only | \blote|outer|cada exemplo|s[óo] um exemplo|exemplos|\bforma
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dx = dz @ U_g
    dh_prev = dz @ W_g
    dU = np.outer(dz, x)
    dW = np.outer(dz, h_prev)
    db = dz.copy()
    return dx, dh_prev, dU, dW, db


# %% cell_update_backward | only works for a batch (dz.T of a vector) | um exemplo|exemplo s[óo]|atleast_2d|vetor|\bforma|\blote
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    return dz @ U_g, dz @ W_g, dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)


# %% cell_update_backward | parameters first in the returned tuple | ordem|troca|\bdx\b|posi[çc]
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    dx = dz @ U_g
    dh_prev = dz @ W_g
    return dU, dW, db, dx, dh_prev


# %% cell_update_backward | half finished: the parameters are None | \bNone\b|\bdU\b
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dx = dz @ U_g
    dh_prev = dz @ W_g
    dU = None
    dW = None
    db = None
    return dx, dh_prev, dU, dW, db


# %% cell_update_backward | recomputes z and needs b_g, not given | \bb_g\b
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    z = x @ U_g.T + h_prev @ W_g.T + b_g
    dz = dg * (1 - np.tanh(z) ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_g, dz @ W_g, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% cell_update_backward | overwrites dg in place | argument|\bdg\b|dado de entrada|alter|muda|modific
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dg *= 1 - g ** 2
    dz2, x2, h2 = np.atleast_2d(dg), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dg @ U_g, dg @ W_g, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% cell_update_backward | returns a dict | dict|dicion[áa]rio|tupla|ordem|cinco
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    dz = dg * (1 - g ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return {
        "dx": dz @ U_g,
        "dh_prev": dz @ W_g,
        "dU": dz2.T @ x2,
        "dW": dz2.T @ h2,
        "db": dz2.sum(axis=0),
    }


