# %% hidden_state | no tanh: o * c | tanh|tangente
def hidden_state(o, c):
    return o * c


# %% hidden_state | tanh of the product | tanh|tangente|par[êe]ntes|dentro|fora
def hidden_state(o, c):
    return np.tanh(o * c)


# %% hidden_state | sigmoid instead of tanh | tanh|tangente|sigm|σ|negativ
def hidden_state(o, c):
    return o * sigmoid(c)


# %% hidden_state | sigmoid applied again to the gate | sigm|σ|duas vezes|segunda vez|j[áa] (é|s[ãa]o|v[êe]m|passa)
def hidden_state(o, c):
    return sigmoid(o) * np.tanh(c)


# %% hidden_state | tanh on the gate instead of the memory | tanh|tangente|troca|\bc\b
def hidden_state(o, c):
    return np.tanh(o) * c


# %% hidden_state | output gate forgotten | [`"'“(]o\b|\bo [*·×⊙=]|[*·×⊙] ?o\b|porta de sa[íi]da|output|\bportas?\b
def hidden_state(o, c):
    h = np.tanh(c)
    return h


# %% hidden_state | added in place of multiplied | multiplic|produto|soma|\*|⊙|\+
def hidden_state(o, c):
    return o + np.tanh(c)


# %% hidden_state | matrix product | elemento|@|matri|⊙|\*|\bforma|produto
def hidden_state(o, c):
    return o @ np.tanh(c).T


# %% hidden_state | np.tan, the tangent of the angle | \btan\b|tanh|hiperb
def hidden_state(o, c):
    return o * np.tan(c)


# %% hidden_state | own tanh with exp(2c), nan at extremes | extrem|\bnan\b|\bexp\b|grand|overflow|estour
def hidden_state(o, c):
    e = np.exp(2 * c)
    return o * (e - 1) / (e + 1)


# %% hidden_state | c changed in place by out= | \bc\b|argument|alter|muda|modific|\bout\b
def hidden_state(o, c):
    np.tanh(c, out=c)
    return o * c


# %% hidden_state | 1 - o | 1 ?[-−] ?o|invert|[`"'“(]o\b|\bo [*·×⊙=]|[*·×⊙] ?o\b|porta de sa[íi]da|output|contr[áa]ri
def hidden_state(o, c):
    return (1 - o) * np.tanh(c)


# %% hidden_state | float16 to "save memory" | float16|precis[ãa]o|\btipo\b|float64
def hidden_state(o, c):
    return (o * np.tanh(c)).astype(np.float16)


# %% hidden_state | normalised by the norm, as a unit vector | \bnorma|normaliz|divid|divis|comprimento
def hidden_state(o, c):
    h = o * np.tanh(c)
    return h / np.linalg.norm(h)


# %% hidden_state | math without its import (NameError) | \bmath\b
def hidden_state(o, c):
    return o * math.tanh(c)


# %% hidden_state | math.tanh of an array (TypeError) | \bmath\b|escalar|np\.tanh|array|s[óo] um n[úu]mero|TypeError
def hidden_state(o, c):
    import math

    return o * math.tanh(c)


# %% hidden_state | returns (h, c) as in the step | tupla|dois|s[óo] o? ?\bh\b|um (s[óo] )?(valor|array|resultado)|\bc\b
def hidden_state(o, c):
    h = o * np.tanh(c)
    return h, c


# %% hidden_state | docstring and pass only | \bNone\b|\breturn\b|n[ãa]o (devolv|retorn)|devolv\w* nada|sem devolver|print|\bpass\b
def hidden_state(o, c):
    """Estado interno."""
    pass


# %% hidden_state_backward | no tanh slope: dc = dh * o | \bdc\b|tanh|tangente|inclina
def hidden_state_backward(dh, o, c):
    do = dh * np.tanh(c)
    dc = dh * o
    return do, dc


# %% hidden_state_backward | 1 - c**2, c taken for its tanh | \bdc\b|tanh|tangente|inclina
def hidden_state_backward(dh, o, c):
    do = dh * np.tanh(c)
    dc = dh * o * (1 - c ** 2)
    return do, dc


# %% hidden_state_backward | tanh of c squared | \bdc\b|quadrado|tanh|tangente|inclina
def hidden_state_backward(dh, o, c):
    do = dh * np.tanh(c)
    dc = dh * o * (1 - np.tanh(c ** 2))
    return do, dc


# %% hidden_state_backward | slope from h: 1 - h**2 | \bdc\b|1 ?[-−] ?h|\bh\b|tanh|tangente|inclina
def hidden_state_backward(dh, o, c):
    h = o * np.tanh(c)
    do = dh * np.tanh(c)
    dc = dh * o * (1 - h ** 2)
    return do, dc


# %% hidden_state_backward | o forgotten in dc | \bdc\b|[`"'“(]o\b|\bo [*·×⊙=]|[*·×⊙] ?o\b|porta de sa[íi]da|output|\bportas?\b
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = dh * t
    dc = dh * (1 - t ** 2)
    return do, dc


# %% hidden_state_backward | do = dh * c | [`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])|tanh|tangente
def hidden_state_backward(dh, o, c):
    do = dh * c
    dc = dh * o * (1 - np.tanh(c) ** 2)
    return do, dc


# %% hidden_state_backward | sigmoid slope already in do | [`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])|inclina|sigm|σ
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = dh * t * o * (1 - o)
    dc = dh * o * (1 - t ** 2)
    return do, dc


# %% hidden_state_backward | sigmoid slope on the memory | tanh|tangente|sigm|σ|\bdc\b
def hidden_state_backward(dh, o, c):
    s = sigmoid(c)
    do = dh * np.tanh(c)
    dc = dh * o * s * (1 - s)
    return do, dc


# %% hidden_state_backward | results in the other order | ordem|troca|posi[çc]
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    dc = dh * o * (1 - t ** 2)
    do = dh * t
    return dc, do


# %% hidden_state_backward | adds dc coming from outside, not given | \bdc\b|definid|antes de
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = dh * t
    dc += dh * o * (1 - t ** 2)
    return do, dc


# %% hidden_state_backward | dh forgotten in do | [`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])|\bdh\b
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = t
    dc = dh * o * (1 - t ** 2)
    return do, dc


# %% hidden_state_backward | dc multiplied by do: chain through the wrong path | \bdc\b|[`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = dh * t
    dc = do * (1 - t ** 2)
    return do, dc


# %% hidden_state_backward | summed over the batch | \blote|soma|\bsum\b|\bforma|cada exemplo|s[óo] um exemplo|exemplos
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = np.atleast_2d(dh * t).sum(axis=0)
    dc = np.atleast_2d(dh * o * (1 - t * t)).sum(axis=0)
    return do, dc


# %% hidden_state_backward | slope as 1/cosh**2 from exp, nan at extremes | extrem|\bnan\b|\bexp\b|grand|overflow|estour
def hidden_state_backward(dh, o, c):
    a, b = np.exp(c), np.exp(-c)
    t = (a - b) / (a + b)
    return dh * t, dh * o * (1 - t ** 2)


# %% hidden_state_backward | dh overwritten in place | \bdh\b|argument|alter|muda|modific
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = dh * t
    dh *= o
    dh *= 1 - t ** 2
    return do, dh


# %% hidden_state_backward | only dc returned | dois|[`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])|tupla|\b2\b
def hidden_state_backward(dh, o, c):
    return dh * o * (1 - np.tanh(c) ** 2)


# %% hidden_state_backward | do left None | \bNone\b|[`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])
def hidden_state_backward(dh, o, c):
    do = None
    dc = dh * o * (1 - np.tanh(c) ** 2)
    return do, dc


# %% hidden_state_backward | matrix products out of habit | elemento|@|matri|\*|\bforma
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    return dh.T @ t, (dh.T @ o) @ (1 - t ** 2).T


# %% hidden_state_backward | ^ in place of ** | \^|\*\*|pot[êe]ncia|quadrado|TypeError|expoente
def hidden_state_backward(dh, o, c):
    t = np.tanh(c)
    do = dh * t
    dc = dh * o * (1 - t ^ 2)
    return do, dc


# %% hidden_state_backward | square brackets for a call | colchete|par[êe]ntes|\[|subscript|np\.tanh
def hidden_state_backward(dh, o, c):
    do = dh * np.tanh[c]
    dc = dh * o * (1 - np.tanh[c] ** 2)
    return do, dc


# %% lstm_step | order i, f, o, g (TensorFlow habits) | ordem|i, ?f, ?g, ?o|bloco|fatia|\bg\b|troca
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    z = x @ U.T + h_prev @ W.T + b
    i = sigmoid(z[..., :H])
    f = sigmoid(z[..., H:2 * H])
    o = sigmoid(z[..., 2 * H:3 * H])
    g = np.tanh(z[..., 3 * H:])
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | order f, i, g, o (order of the papers' text) | ordem|i, ?f|bloco|fatia|troca|\bf\b
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    f, i, g, o = np.split(z, 4, axis=-1)
    f, i, g, o = sigmoid(f), sigmoid(i), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    return o * np.tanh(c), c


# %% lstm_step | sigmoid on all four | \bg\b|tanh|tangente|atualiza[çc][ãa]o|candidat
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = sigmoid(x @ U.T + h_prev @ W.T + b)
    i, f, g, o = np.split(z, 4, axis=-1)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | returns c, h | ordem|troca|h, ?c|posi[çc]|primeiro
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return c, h


# %% lstm_step | returns only h | \bc\b|dois|\b2\b|tupla
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    i = input_gate(x, h_prev, U[:H], W[:H], b[:H])
    f = forget_gate(x, h_prev, U[H:2 * H], W[H:2 * H], b[H:2 * H])
    g = cell_update(x, h_prev, U[2 * H:3 * H], W[2 * H:3 * H], b[2 * H:3 * H])
    o = output_gate(x, h_prev, U[3 * H:], W[3 * H:], b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    return o * np.tanh(c)


# %% lstm_step | tanh of the old memory: h from c_prev | \bc_prev\b|antig|mem[óo]ria nova|c nov[ao]|\bh\b
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    i = input_gate(x, h_prev, U[:H], W[:H], b[:H])
    f = forget_gate(x, h_prev, U[H:2 * H], W[H:2 * H], b[H:2 * H])
    g = cell_update(x, h_prev, U[2 * H:3 * H], W[2 * H:3 * H], b[2 * H:3 * H])
    o = output_gate(x, h_prev, U[3 * H:], W[3 * H:], b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    h = o * np.tanh(c_prev)
    return h, c


# %% lstm_step | whole U, W, b handed to every gate | fatia|bloco|\bforma|4 ?H|\blinhas|dividi|separ|quatro|recort
def lstm_step(x, h_prev, c_prev, U, W, b):
    i = input_gate(x, h_prev, U, W, b)
    f = forget_gate(x, h_prev, U, W, b)
    g = cell_update(x, h_prev, U, W, b)
    o = output_gate(x, h_prev, U, W, b)
    c = cell_state(f, c_prev, i, g)
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | the four blocks have names that are not given | \bU_i\b
def lstm_step(x, h_prev, c_prev, U, W, b):
    i = input_gate(x, h_prev, U_i, W_i, b_i)
    f = forget_gate(x, h_prev, U_f, W_f, b_f)
    g = cell_update(x, h_prev, U_g, W_g, b_g)
    o = output_gate(x, h_prev, U_o, W_o, b_o)
    c = cell_state(f, c_prev, i, g)
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | cuts columns of U and W in place of rows | linha|coluna|fatia|eixo|\bforma|bloco
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    i = input_gate(x, h_prev, U[:, :H], W[:, :H], b[:H])
    f = forget_gate(x, h_prev, U[:, H:2 * H], W[:, H:2 * H], b[H:2 * H])
    g = cell_update(x, h_prev, U[:, 2 * H:3 * H], W[:, 2 * H:3 * H], b[2 * H:3 * H])
    o = output_gate(x, h_prev, U[:, 3 * H:], W[:, 3 * H:], b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    return o * np.tanh(c), c


# %% lstm_step | H taken from U.shape[0], which is 4H | 4 ?H|\bH\b|fatia|\bforma|bloco|tamanho
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = U.shape[0]
    i = input_gate(x, h_prev, U[:H], W[:H], b[:H])
    f = forget_gate(x, h_prev, U[H:2 * H], W[H:2 * H], b[H:2 * H])
    g = cell_update(x, h_prev, U[2 * H:3 * H], W[2 * H:3 * H], b[2 * H:3 * H])
    o = output_gate(x, h_prev, U[3 * H:], W[3 * H:], b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    return o * np.tanh(c), c


# %% lstm_step | H taken from len(h_prev), the batch size in a batch | \blote|\blen\b|shape|\bH\b|\bN\b|tamanho
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = len(h_prev)
    i = input_gate(x, h_prev, U[:H], W[:H], b[:H])
    f = forget_gate(x, h_prev, U[H:2 * H], W[H:2 * H], b[H:2 * H])
    g = cell_update(x, h_prev, U[2 * H:3 * H], W[2 * H:3 * H], b[2 * H:3 * H])
    o = output_gate(x, h_prev, U[3 * H:], W[3 * H:], b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    return o * np.tanh(c), c


# %% lstm_step | hard-coded H = 2 of the toy on the board | fixo|tamanho|\bH\b|qualquer|\bforma|\b2\b
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i = sigmoid(z[..., 0:2])
    f = sigmoid(z[..., 2:4])
    g = np.tanh(z[..., 4:6])
    o = sigmoid(z[..., 6:8])
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | z[:H], one example only | \blote|eixo|fatia|linha|batch
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    z = x @ U.T + h_prev @ W.T + b
    i = sigmoid(z[:H])
    f = sigmoid(z[H:2 * H])
    g = np.tanh(z[2 * H:3 * H])
    o = sigmoid(z[3 * H:])
    c = f * c_prev + i * g
    return o * np.tanh(c), c


# %% lstm_step | z[:, :H], batch only | um exemplo|exemplo s[óo]|[íi]ndice|eixo|vetor|dimens|exemplo sozinho
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[1]
    z = x @ U.T + h_prev @ W.T + b
    i, f = sigmoid(z[:, :H]), sigmoid(z[:, H:2 * H])
    g, o = np.tanh(z[:, 2 * H:3 * H]), sigmoid(z[:, 3 * H:])
    c = f * c_prev + i * g
    return o * np.tanh(c), c


# %% lstm_step | slice ends off by one (0:H-1) | fatia|\bH\b|\bforma|H ?[-−] ?1|tamanho|bloco
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    z = x @ U.T + h_prev @ W.T + b
    i = sigmoid(z[..., 0:H - 1])
    f = sigmoid(z[..., H:2 * H - 1])
    g = np.tanh(z[..., 2 * H:3 * H - 1])
    o = sigmoid(z[..., 3 * H:4 * H - 1])
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | blocks interleaved: z[..., 0::4] | intercal|bloco|\bordem|fatia|\blinhas|seguid|::
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i = sigmoid(z[..., 0::4])
    f = sigmoid(z[..., 1::4])
    g = np.tanh(z[..., 2::4])
    o = sigmoid(z[..., 3::4])
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | np.split without axis | eixo|axis|\blote|split|divid|divis
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


# %% lstm_step | bias forgotten in the stacked sum | vi[ée]s|\bb\b
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, c


# %% lstm_step | forget bias of 1 added inside (TensorFlow) | \+ ?1|vi[ée]s|\bb\b|\bf\b|esquec
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f + 1.0) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, c


# %% lstm_step | bias twice, as b_ih + b_hh of PyTorch | vi[ée]s|\bb\b|duas vezes|dobro
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = (x @ U.T + b) + (h_prev @ W.T + b)
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, c


# %% lstm_step | U and W exchanged: U reads the state | \bU\b|\bW\b|troca|\bforma
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ W.T + h_prev @ U.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, c


# %% lstm_step | Keras layout: U (D, 4H), no transpose | transp|\bforma|\.T\b|\bU\b
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = np.dot(x, U) + np.dot(h_prev, W) + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, c


# %% lstm_step | the memory fed to the gates instead of h_prev | \bh_prev\b|\bc_prev\b|estado
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + c_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, c


# %% lstm_step | cell_state called with the arguments in another order | cell_state|ordem|argument|\bc\b|troca
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    i = input_gate(x, h_prev, U[:H], W[:H], b[:H])
    f = forget_gate(x, h_prev, U[H:2 * H], W[H:2 * H], b[H:2 * H])
    g = cell_update(x, h_prev, U[2 * H:3 * H], W[2 * H:3 * H], b[2 * H:3 * H])
    o = output_gate(x, h_prev, U[3 * H:], W[3 * H:], b[3 * H:])
    c = cell_state(i, c_prev, f, g)
    return o * np.tanh(c), c


# %% lstm_step | activations applied again after the gates' functions | duas vezes|segunda vez|sigm|σ|tanh|tangente|\bportas?\b
def lstm_step(x, h_prev, c_prev, U, W, b):
    U_i, U_f, U_g, U_o = np.split(U, 4)
    W_i, W_f, W_g, W_o = np.split(W, 4)
    b_i, b_f, b_g, b_o = np.split(b, 4)
    i = sigmoid(input_gate(x, h_prev, U_i, W_i, b_i))
    f = sigmoid(forget_gate(x, h_prev, U_f, W_f, b_f))
    g = np.tanh(cell_update(x, h_prev, U_g, W_g, b_g))
    o = sigmoid(output_gate(x, h_prev, U_o, W_o, b_o))
    c = cell_state(f, c_prev, i, g)
    return o * np.tanh(c), c


# %% lstm_step | same slice for f and o (copy and paste) | [`"'“(]o\b|\bo [*·×⊙=]|[*·×⊙] ?o\b|porta de sa[íi]da|output|fatia|bloco
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    i = input_gate(x, h_prev, U[:H], W[:H], b[:H])
    f = forget_gate(x, h_prev, U[H:2 * H], W[H:2 * H], b[H:2 * H])
    g = cell_update(x, h_prev, U[2 * H:3 * H], W[2 * H:3 * H], b[2 * H:3 * H])
    o = output_gate(x, h_prev, U[H:2 * H], W[H:2 * H], b[H:2 * H])
    c = cell_state(f, c_prev, i, g)
    return o * np.tanh(c), c


# %% lstm_step | bias not sliced in one gate | vi[ée]s|\bb\b|\bforma|fatia|broadcast
def lstm_step(x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    i = input_gate(x, h_prev, U[:H], W[:H], b)
    f = forget_gate(x, h_prev, U[H:2 * H], W[H:2 * H], b)
    g = cell_update(x, h_prev, U[2 * H:3 * H], W[2 * H:3 * H], b)
    o = output_gate(x, h_prev, U[3 * H:], W[3 * H:], b)
    c = cell_state(f, c_prev, i, g)
    return o * np.tanh(c), c


# %% lstm_step | h without tanh | \bh\b|tanh|tangente
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * c
    return h, c


# %% lstm_step | c already squashed by tanh | \bc\b|tanh|tangente
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = np.tanh(sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g))
    h = sigmoid(o) * c
    return h, c


# %% lstm_step | c_prev updated in place | \bc_prev\b|argument|alter|muda|modific
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = c_prev
    c *= sigmoid(f)
    c += sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, c


# %% lstm_step | batch loop that returns after the first example | \blote|primeir|la[çc]o|\bforma|dentro do for
def lstm_step(x, h_prev, c_prev, U, W, b):
    if x.ndim == 1:
        x, h_prev, c_prev = x[None], h_prev[None], c_prev[None]
    for n in range(len(x)):
        z = U @ x[n] + W @ h_prev[n] + b
        i, f, g, o = np.split(z, 4)
        c = sigmoid(f) * c_prev[n] + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        return h, c


# %% lstm_step | dict with h and c | dict|dicion[áa]rio|tupla
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return {"h": h, "c": c}


# %% lstm_step | TensorFlow-like: returns h, (h, c) | tupla|h, ?c|dentro|dois|\bc\b|segund
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, (h, c)


# %% lstm_step | GRU equations | \bc\b|\bc_prev\b|GRU|1 ?[-−]
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g = sigmoid(i), sigmoid(f), np.tanh(g)
    h = (1 - i) * h_prev + i * g
    c = f * h
    return h, c


# %% lstm_step | torch tensors' chunk method on arrays | chunk|atributo|torch|PyTorch|split
def lstm_step(x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = z.chunk(4, -1)
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


# %% lstm_step_backward | dc from t+1 thrown away | t ?\+ ?1|\bdc\b|duas parcelas|dois caminhos|soma
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dc_total left out: only dc from t+1 reaches the memory | \bdh\b|tanh|dois caminhos|duas parcelas|soma|\bdc\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dh's part without the tanh slope | tanh|tangente|inclina
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dh's part without the output gate | [`"'“(]o\b|\bo [*·×⊙=]|[*·×⊙] ?o\b|porta de sa[íi]da|output|porta de sa[íi]da
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | 1 - c**2 in place of 1 - tanh(c)**2 | tanh|tangente|inclina
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - c ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | incoming dc multiplied by o and the slope as well | \bdc\b|par[êe]ntes|t ?\+ ?1|s[óo] (o )?dh|inclina
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = (dc + dh) * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | tanh slope at the old memory c_prev | \bc_prev\b|antig|mem[óo]ria nova|c nov[ao]|\bc\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c_prev)
    dc_total = dc + dh * o * (1 - np.tanh(c_prev) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dc_prev without f | \bdc_prev\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = 1.0 * dc
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dc_prev computed before dh's part was added | \bdc_prev\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc_prev = dc * f
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | sigmoid slope on g | \bg\b|\bdg\b|tanh|tangente|atualiza[çc]
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * g * (1 - g), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | tanh slope on all four blocks | sigm|σ|inclina|\bportas?\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * (1 - i ** 2), df * (1 - f ** 2), dg * (1 - g ** 2), do * (1 - o ** 2)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | no slopes: the gates' outputs taken for z | inclina|sigm|σ|derivada|\bz\b|\bdz\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di, df, dg, do], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | slope missing in the output gate only | [`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])|[`"'“(]o\b|\bo [*·×⊙=]|[*·×⊙] ?o\b|porta de sa[íi]da|output|porta de sa[íi]da|inclina
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | blocks of dz in the order f, i, g, o | ordem|i, ?f|bloco|troca
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([df * f * (1 - f), di * i * (1 - i), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dU, dW, db stacked in the order i, f, o, g | ordem|bloco|i, ?f, ?g|troca
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_o, dU_g])
    dW = np.concatenate([dW_i, dW_f, dW_o, dW_g])
    db = np.concatenate([db_i, db_f, db_o, db_g])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dh_prev of the output gate only (last one kept) | \bdh_prev\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dx without the cell update's part | \bdx\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dx and dh_prev averaged over the four gates | m[ée]dia|divid|divis|soma|\b4\b|quatro
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = (dx_i + dx_f + dx_g + dx_o) / 4
    dh_prev = (dh_i + dh_f + dh_g + dh_o) / 4
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dx concatenated like the parameters | \bdx\b|\bsoma|\bforma|concat
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = np.concatenate([dx_i, dx_f, dx_g, dx_o], axis=-1)
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | parameters' gradients added instead of stacked | \bdU\b|empilh|concat|\bforma|4 ?H|bloco
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = dU_i + dU_f + dU_g + dU_o
    dW = dW_i + dW_f + dW_g + dW_o
    db = db_i + db_f + db_g + db_o
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | stack makes (4, H, D) in place of (4H, D) | \bforma|\bdU\b|concat|stack|4 ?H|dimens
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.stack([dU_i, dU_f, dU_g, dU_o])
    dW = np.stack([dW_i, dW_f, dW_g, dW_o])
    db = np.stack([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | parameters concatenated sideways (axis=1) | \bforma|eixo|axis|\bdU\b|\bdW\b|linha|coluna|concat
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o], axis=1)
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o], axis=1)
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dh added to dh_prev, as if h passed straight through | \bdh_prev\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh + dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | do with c in place of tanh(c) | [`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])|tanh|tangente|porta de sa[íi]da
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * c
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | do receives dc too | [`"'“(]do\b|\bdo[,:;)]|\bdo (n[ãa]o|est[áa]|dev|fal|conf|err|vem|rece|é|=|×|vale|fic|sai|ve[mi]|usa|s[óo])|porta de sa[íi]da|\bdc\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = (dh + dc) * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | df and di unpacked in the wrong order | ordem|troca|\bdf\b|\bdi\b|cell_state_backward|\bdc_prev\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    di, df, dc_prev, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | gate's own gradient gets the wrong opening (i for f) | \bf\b|porta de esquecimento|forget_gate_backward
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    H = h_prev.shape[-1]
    U_i, U_f, U_g, U_o = U[:H], U[H:2 * H], U[2 * H:3 * H], U[3 * H:]
    W_i, W_f, W_g, W_o = W[:H], W[H:2 * H], W[2 * H:3 * H], W[3 * H:]
    i = input_gate(x, h_prev, U_i, W_i, b[:H])
    f = forget_gate(x, h_prev, U_f, W_f, b[H:2 * H])
    g = cell_update(x, h_prev, U_g, W_g, b[2 * H:3 * H])
    o = output_gate(x, h_prev, U_o, W_o, b[3 * H:])
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, i, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | each block of W transposed in dh_prev | \bdh_prev\b|transp
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    H = h_prev.shape[-1]
    dh_prev = sum(dz[..., k * H:(k + 1) * H] @ W[k * H:(k + 1) * H].T for k in range(4))
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dU and dW transposed | \bdU\b|\bdW\b|transp|\bforma
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = x2.T @ dz2
    dW = h2.T @ dz2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dW takes the new h in place of h_prev | \bdW\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ np.atleast_2d(o * t)
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | means over the batch for the parameters | m[ée]dia|\bmean\b|divid|divis|\blote|soma
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2 / len(x2)
    dW = dz2.T @ h2 / len(x2)
    db = dz2.mean(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | np.outer for dU and dW, one example only | \blote|outer|\bforma
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dU = np.outer(dz, x)
    dW = np.outer(dz, h_prev)
    db = dz * 1.0
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | batch only: axis=1 when joining the blocks | um exemplo|exemplo s[óo]|eixo|axis|vetor|dimens
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | db of one scalar | \bdb\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum()
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | dc changed in place | \bdc\b|argument|alter|muda|modific
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc += dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | forward with the candidate through sigmoid | \bg\b|tanh|tangente|atualiza[çc]
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), sigmoid(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | forward rebuilt without the bias | vi[ée]s|\bb\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | outputs in the order dx, dh_prev, dU, dW, db, dc_prev | ordem|troca|posi[çc]|\bdc_prev\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dU, dW, db, dc_prev


# %% lstm_step_backward | dc_prev not returned | \bdc_prev\b|seis|\b6\b|cinco|\b5\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% lstm_step_backward | parameters left for later, None | \bNone\b|\bdU\b|\bdW\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = None
    dW = None
    db = None
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | di = dc * i, g forgotten | \bdi\b|porta de entrada
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * i
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | df uses the new memory c | \bdf\b|\bc_prev\b|porta de esquecimento
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | zeros as placeholder for dh_prev | \bdh_prev\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = np.zeros_like(h_prev)
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | typo: dh_prv | dh_prv|dh_prev
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    t = np.tanh(c)
    do = dh * t
    dc = dc + dh * o * (1 - t ** 2)
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g ** 2), do * o * (1 - o)], axis=-1)
    dx = dz @ U
    dh_prev = dz @ W
    dz2, x2, h2 = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz2.T @ x2
    dW = dz2.T @ h2
    db = dz2.sum(axis=0)
    return dx, dh_prv, dc_prev, dU, dW, db


# %% lstm_step_backward | thinks the forward is already there (NameError c) | \bc\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    do = dh * np.tanh(c) * o * (1 - o)
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc, f, c_prev, i, g)
    dz = np.concatenate([di, df, dg, do], axis=-1)
    return dz @ U, dz @ W, dc_prev, dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)


# %% lstm_step_backward | backward functions called with the stacked U and W | fatia|bloco|\bforma|4 ?H|dividi|separ|\blinhas|\bU\b|recort
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    i = input_gate(x, h_prev, U, W, b)
    f = forget_gate(x, h_prev, U, W, b)
    g = cell_update(x, h_prev, U, W, b)
    o = output_gate(x, h_prev, U, W, b)
    c = cell_state(f, c_prev, i, g)
    do = dh * np.tanh(c)
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    df, dc_prev, di, dg = cell_state_backward(dc, f, c_prev, i, g)
    dx, dh_prev, dU, dW, db = input_gate_backward(di, i, x, h_prev, U, W)
    return dx, dh_prev, dc_prev, dU, dW, db


# %% lstm_step_backward | started with the memory and stopped there, pass | \bNone\b|\breturn\b|n[ãa]o (devolv|retorn)|devolv\w* nada|sem devolver|print|\bpass\b|seis
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    i, f, g, o = np.split(z, 4, axis=-1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    # agora as portas
    pass


# %% lstm_step_backward | dx, dh_prev, dc_prev filled for the loop's last row only | \blote|[úu]ltim|la[çc]o|indent|recuo|\bdx\b
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    um_exemplo = x.ndim == 1
    X, Hp, Cp = np.atleast_2d(x), np.atleast_2d(h_prev), np.atleast_2d(c_prev)
    DH, DC = np.atleast_2d(dh), np.atleast_2d(dc)
    dx, dh_prev, dc_prev = np.zeros_like(X), np.zeros_like(Hp), np.zeros_like(Cp)
    dU, dW, db = np.zeros_like(U), np.zeros_like(W), np.zeros_like(b)
    for n in range(len(X)):
        i, f, g, o = np.split(U @ X[n] + W @ Hp[n] + b, 4)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        t = np.tanh(f * Cp[n] + i * g)
        d = DC[n] + DH[n] * o * (1 - t * t)
        dz = np.concatenate([d * g * i * (1 - i), d * Cp[n] * f * (1 - f), d * i * (1 - g * g), DH[n] * t * o * (1 - o)])
        dU += np.outer(dz, X[n])
        dW += np.outer(dz, Hp[n])
        db += dz
    dx[n], dh_prev[n], dc_prev[n] = dz @ U, dz @ W, d * f
    if um_exemplo:
        dx, dh_prev, dc_prev = dx[0], dh_prev[0], dc_prev[0]
    return dx, dh_prev, dc_prev, dU, dW, db


