# %% output_gate | tanh left over from the cell update | sigm|σ|tanh|tangente|entre 0
def output_gate(x, h_prev, U_o, W_o, b_o):
    return np.tanh(x @ U_o.T + h_prev @ W_o.T + b_o)


# %% output_gate | tanh of the sigmoid | tanh|tangente|duas (ativa|fun|vezes)|s[óo] a? ?(σ|sigm)|sigm|σ
def output_gate(x, h_prev, U_o, W_o, b_o):
    o = sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o)
    return np.tanh(o)


# %% output_gate | names of the previous notebook | \bU_g\b
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = x @ U_g.T + h_prev @ W_g.T + b_g
    return sigmoid(z)


# %% output_gate | peephole: uses c, not given | \bc\b
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = x @ U_o.T + h_prev @ W_o.T + b_o
    o = sigmoid(z)
    return o * np.tanh(c)


# %% output_gate | returns the output h instead of the opening: gate times h_prev | h_prev|multiplic|abertura|s[óo] a porta
def output_gate(x, h_prev, U_o, W_o, b_o):
    o = sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o)
    return o * h_prev


# %% output_gate | bias subtracted | vi[ée]s|\bb_o\b|sinal
def output_gate(x, h_prev, U_o, W_o, b_o):
    return sigmoid(x @ U_o.T + h_prev @ W_o.T - b_o)


# %% output_gate | own sigmoid with the sign wrong | sinal|sigm|σ|1 ?[-−]|\bmenos\b|\bexp\b|contr[áa]ri|invert
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = x @ U_o.T + h_prev @ W_o.T + b_o
    return 1 / (1 + np.exp(z))


# %% output_gate | own sigmoid exp(z)/(1+exp(z)), nan at extremes | extrem|\bnan\b|\bexp\b|grand|overflow|estour
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = x @ U_o.T + h_prev @ W_o.T + b_o
    e = np.exp(z)
    return e / (1 + e)


# %% output_gate | U and W exchanged | \bU_o\b|\bW_o\b|troca|\bforma
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = x @ W_o.T + h_prev @ U_o.T + b_o
    return sigmoid(z)


# %% output_gate | threshold: open or closed | entre 0|0 ou 1|0 e 1|0 a 1|corte|limiar|intermedi|arredond|fra[çc]
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = x @ U_o.T + h_prev @ W_o.T + b_o
    return (sigmoid(z) > 0.5).astype(float)


# %% output_gate | boolean result | bool|\btipo\b|\bTrue\b|float|dtype
def output_gate(x, h_prev, U_o, W_o, b_o):
    return sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o) >= 0.5


# %% output_gate | softmax, "it is the output" | softmax|sigm|σ|soma[mr]? 1|independent
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = x @ U_o.T + h_prev @ W_o.T + b_o
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% output_gate | x and h added before the weights | \bforma|\bx\b|\bh_prev\b|U_o|W_o|dimens
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = (x + h_prev) @ (U_o + W_o).T + b_o
    return sigmoid(z)


# %% output_gate | concatenates on the batch axis (axis=0) | eixo|axis|concat|\blote|\bforma|dimens
def output_gate(x, h_prev, U_o, W_o, b_o):
    xh = np.concatenate([x, h_prev], axis=0)
    P = np.concatenate([U_o, W_o], axis=1)
    return sigmoid(xh @ P.T + b_o)


# %% output_gate | concatenation in different orders ([h, x] with [U, W]) | ordem|troca|concat|\bU_o\b|\bW_o\b|\bh_prev\b
def output_gate(x, h_prev, U_o, W_o, b_o):
    hx = np.concatenate([h_prev, x], axis=-1)
    P = np.hstack([U_o, W_o])
    return sigmoid(hx @ P.T + b_o)


# %% output_gate | matrix first with a transpose of the batch, result (H, N) | \bforma|transp|\blote|dimens
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = U_o @ x.T + W_o @ h_prev.T
    return sigmoid(z.T + b_o).T


# %% output_gate | result forgotten after assignment | \bNone\b|\breturn\b|n[ãa]o (devolv|retorn)|devolv\w* nada|sem devolver|print
def output_gate(x, h_prev, U_o, W_o, b_o):
    z = x @ U_o.T + h_prev @ W_o.T + b_o
    o = sigmoid(z)


# %% output_gate | sigmoid of the word's part only, the rest outside | par[êe]ntes|dentro|fora|soma|sigm|σ
def output_gate(x, h_prev, U_o, W_o, b_o):
    return sigmoid(x @ U_o.T) + h_prev @ W_o.T + b_o


# %% output_gate | Keras convention: x @ U without transpose | transp|\bforma|\.T\b|\bU_o\b
def output_gate(x, h_prev, U_o, W_o, b_o):
    return sigmoid(np.dot(x, U_o) + np.dot(h_prev, W_o) + b_o)


# %% output_gate_backward | tanh slope copied from the previous notebook | sigm|σ|tanh|tangente|inclina
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * (1 - o ** 2)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | sigmoid applied again to o | sigm|σ|duas vezes|inclina
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    s = sigmoid(o)
    dz = do * s * (1 - s)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | half of the slope, forgot o | inclina|sigm|σ|derivada|1 ?[-−] ?o\b
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * (1 - o)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | precedence: do * o * 1 - o | par[êe]ntes|inclina|sigm|σ|1 ?[-−] ?o
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * 1 - o
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | gradient step sign, everything negative | sinal|negativ|\bmenos\b|contr[áa]ri
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = -do * o * (1 - o)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | x and h_prev exchanged in dU and dW | \bdU\b|\bdW\b|troca
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ h2, dz2.T @ x2, dz2.sum(axis=0)


# %% output_gate_backward | dx uses o instead of dz | \bdx\b|\bdz\b
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dx = do @ U_o
    dh_prev = dz @ W_o
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dx, dh_prev, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | slope applied again on the way to dh_prev | \bdh_prev\b|inclina|duas vezes
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dx = dz @ U_o
    dh_prev = (dz * o * (1 - o)) @ W_o
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dx, dh_prev, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | dh_prev adds the incoming do ("residual") | dh_prev
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dx = dz @ U_o
    dh_prev = dz @ W_o + do
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dx, dh_prev, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | loop over the batch that keeps only the last example | \blote|acumul|soma|[úu]ltim|\+=
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dx = dz @ U_o
    dh_prev = dz @ W_o
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    for n in range(len(dz2)):
        dU = np.outer(dz2[n], x2[n])
        dW = np.outer(dz2[n], h2[n])
        db = dz2[n].copy()
    return dx, dh_prev, dU, dW, db


# %% output_gate_backward | loop stops one example early | \blote|[úu]ltim|range|cada exemplo|s[óo] um exemplo|exemplos
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = np.zeros(U_o.shape)
    dW = np.zeros(W_o.shape)
    db = np.zeros(len(U_o))
    for n in range(len(dz2) - 1):
        dU += np.outer(dz2[n], x2[n])
        dW += np.outer(dz2[n], h2[n])
        db += dz2[n]
    return dz @ U_o, dz @ W_o, dU, dW, db


# %% output_gate_backward | db sums the wrong axis | \bdb\b
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=1)


# %% output_gate_backward | db with keepdims, (1, H) | \bdb\b
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    db = dz2.sum(axis=0, keepdims=True)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, db


# %% output_gate_backward | slope uses do instead of o | inclina|sigm|σ|derivada|1 ?[-−] ?o\b
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = o * do * (1 - do)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | four outputs, db missing | \bdb\b|cinco|\b5\b|quatro|\b4\b
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2


# %% output_gate_backward | dx and dh_prev as tables for one example | \bforma|um exemplo|\(1, |dimens|atleast_2d|\bdx\b
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    do, o = np.atleast_2d(do), np.atleast_2d(o)
    x, h_prev = np.atleast_2d(x), np.atleast_2d(h_prev)
    dz = do * o * (1 - o)
    return dz @ U_o, dz @ W_o, dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)


# %% output_gate_backward | logit of o to recover z, nan when saturated | extrem|\bnan\b|\blog\b|satur|em 0 e em 1|0 e 1|0 ou 1|divis[ãa]o por
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    z = np.log(o / (1 - o))
    dz = do * np.exp(-z) / (1 + np.exp(-z)) ** 2
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | o(1 - o): multiplication sign missing, calls an array | par[êe]ntes|chama(r|da|ndo|do)?\b|\*|multiplica|TypeError|callable
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o(1 - o)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz2.T @ x2, dz2.T @ h2, dz2.sum(axis=0)


# %% output_gate_backward | only dz returned, "pass" for the rest | cinco|\b5\b|\bdz\b|tupla|\bdx\b
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    dz = do * o * (1 - o)
    # falta o resto
    return dz


