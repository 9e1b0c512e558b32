# %% forget_gate | 1 - sigmoid, since the gate should forget | 1 ?[−-]|invert|quanto (fica|guarda)|fica|complement|ao contrário
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return 1 - sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)


# %% forget_gate | tanh instead of sigmoid | tanh|sigm|σ
def forget_gate(x, h_prev, U_f, W_f, b_f):
    z = x @ U_f.T + h_prev @ W_f.T + b_f
    f = np.tanh(z)
    return f


# %% forget_gate | bias forgotten | falt\w*.{0,60}\b(viés|bias|b_f|b)\b|\bsem .{0,40}\b(viés|bias|b_f|b)\b|\b(viés|bias|b_f|b)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(viés|bias|b_f|b)\b
def forget_gate(x, h_prev, U_f, W_f, b_f):
    z = x @ U_f.T + h_prev @ W_f.T
    return sigmoid(z)


# %% forget_gate | bias +1 added inside, as advised for the start | viés|b_f|\+ ?1|somou 1|a mais
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f + 1)


# %% forget_gate | bias multiplied | viés|b_f|soma|multiplic
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return sigmoid((x @ U_f.T + h_prev @ W_f.T) * b_f)


# %% forget_gate | only the mean of the bias | viés|b_f|média|cada unidade|mean
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return sigmoid(x @ U_f.T + h_prev @ W_f.T + np.mean(b_f))


# %% forget_gate | bias twice, in each part | viés.*(duas|dobr|uma)|b_f.*(duas|dobr|uma)|duas vezes|dobro|uma (só )?vez
def forget_gate(x, h_prev, U_f, W_f, b_f):
    from_x = x @ U_f.T + b_f
    from_h = h_prev @ W_f.T + b_f
    return sigmoid(from_x + from_h)


# %% forget_gate | result already multiplied by h_prev | h_prev\b(?!, [UW])|multiplic|memória|só a porta|a mais
def forget_gate(x, h_prev, U_f, W_f, b_f):
    f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)
    return f * h_prev


# %% forget_gate | x forgotten | falt\w*.{0,60}\b(x|U_f|palavra|entrada)\b|\bsem .{0,40}\b(x|U_f|palavra|entrada)\b|\b(x|U_f|palavra|entrada)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(x|U_f|palavra|entrada)\b
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return sigmoid(h_prev @ W_f.T + b_f)


# %% forget_gate | W_f not transposed | transpos|W_f\.T|Wᵀ
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return sigmoid(np.matmul(x, U_f.T) + np.matmul(h_prev, W_f) + b_f)


# %% forget_gate | minus in front of the recurrent part | sinal|h_prev\b(?!, [UW])|W_f|menos|subtra
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return sigmoid(x @ U_f.T - h_prev @ W_f.T + b_f)


# %% forget_gate | weights added before the product, U_f + W_f | U_f|W_f|separad|cada (um|uma).*peso|próprios|soma
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return sigmoid((x + h_prev) @ (U_f + W_f).T + b_f)


# %% forget_gate | weights of the input gate, from another notebook | U_i|NameError|U_f|nome
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)


# %% forget_gate | calls input_gate of notebook 02 | input_gate|NameError|nome|fechad|não existe|não está
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return input_gate(x, h_prev, U_f, W_f, b_f)


# %% forget_gate | einsum with the wrong letters | einsum|índice|letra|eixo|W_f
def forget_gate(x, h_prev, U_f, W_f, b_f):
    z = np.einsum("...d,hd->...h", x, U_f) + np.einsum("...k,hk->...k", h_prev, W_f) + b_f
    return sigmoid(z)


# %% forget_gate | stable by cutting: gate at least 0.01 | clip|mínimo|limit|cheg.{0,20}(0|1)\b|cort|pontas|0[.,]01
def forget_gate(x, h_prev, U_f, W_f, b_f):
    f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)
    return np.clip(f, 0.01, 0.99)


# %% forget_gate | softmax of z and 0 by hand, nan for big z | nan|(valor|nota|número|z)\w* (muito )?(extrem|grand)|nos extremos|valores extremos.{0,40}(nan|err|difer)|grande|overflow|infinit
def forget_gate(x, h_prev, U_f, W_f, b_f):
    z = x @ U_f.T + h_prev @ W_f.T + b_f
    return np.exp(z) / (np.exp(z) + np.exp(0 * z))


# %% forget_gate | print instead of return | print|return|não devolv|devolveu nada|None|nada de volta
def forget_gate(x, h_prev, U_f, W_f, b_f):
    print(sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f))


# %% forget_gate | recursion instead of sigmoid | recurs|chama a si|si mesma|própria|RecursionError
def forget_gate(x, h_prev, U_f, W_f, b_f):
    return forget_gate(x, h_prev, U_f, W_f, b_f)


# %% forget_gate | class with an error inside | NameError|\bx\b.{0,60}(não|falt|ignor|us|troc|lugar)|argumento x\b|['\"“«`]x['\"”»`]|self|__call__|classe|class|argumento
class forget_gate:
    def __init__(self, x, h_prev, U_f, W_f, b_f):
        self.f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)


# %% forget_gate | lambda with a wrong name inside | bf\b|b_f|NameError|nome
forget_gate = lambda x, h_prev, U_f, W_f, b_f: sigmoid(x @ U_f.T + h_prev @ W_f.T + bf)


# %% forget_gate | random weights instead of the arguments | aleat|sorte|random|argumento|U_f
def forget_gate(x, h_prev, U_f, W_f, b_f):
    rng = np.random.default_rng()
    U_f = rng.normal(size=U_f.shape)
    return sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)


# %% forget_gate | transposed with reshape and axes wrong for a batch | \b(no|num|com|para|em|do|um|ao) (o |um )?lote|transpos|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|\(N, ?H\)|eixo|deitad
def forget_gate(x, h_prev, U_f, W_f, b_f):
    z = U_f @ x.T + W_f @ h_prev.T
    return sigmoid(z.T + b_f).T


# %% forget_gate | endless while until the gate settles | laço|while|termina|infinit|tempo|demor
def forget_gate(x, h_prev, U_f, W_f, b_f):
    f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)
    while np.any(f != f + 1):
        f = sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)
    return f


# %% forget_gate_backward | slope of the tanh, copied from notebook 01 | tanh|sigm|σ|f ?\*? ?\(1 ?[−-] ?f\)|inclina|derivada
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * (1 - f * f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | slope missing | f ?\*? ?\(1 ?[−-] ?f\)|inclina|derivada|σ
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | 1 - f forgotten | 1 ?[−-] ?f
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | parentheses missing: df * f * 1 - f | par[êe]ntes|1 ?[−-] ?f|precedência
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * 1 - f
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | minus, as for a gate that forgets | sinal|negativ|menos|invertid
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = -df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | multiplied by h_prev as if it were c_prev | h_prev\b(?!, [UW])|c_prev|memória|a mais
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * h_prev * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | log-derivative with division by f, nan at gate 0 | nan|divis|divid|satur|zero|(valor|nota|número|z)\w* (muito )?(extrem|grand)|nos extremos|valores extremos.{0,40}(nan|err|difer)|infinit
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f**2 * (1 - f) / f
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | slope from exp of f | f ?\*? ?\(1 ?[−-] ?f\)|inclina|derivada|f já|já é|exp
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * np.exp(-f) / (1 + np.exp(-f)) ** 2
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | W_f transposed in dh_prev | transpos|W_f\.T|dz @ W_f|sem transpor
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f.T
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | dh_prev given the shape of x | dh_prev|W_f|U_f
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ U_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | dh_prev sums the direct path df | dh_prev|\bdf\b|a mais
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f + df * f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | batch only | \b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|exemplo único|um só|vetor|atleast_2d|outer
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = np.matmul(dz, U_f)
    dh_prev = np.matmul(dz, W_f)
    dU = np.matmul(dz.T, x)
    dW = np.matmul(dz.T, h_prev)
    db = np.sum(dz, axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | one example only | \b(no|num|com|para|em|do|um|ao) (o |um )?lote|outer|soma|N exemplos
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    dU = np.outer(dz, x)
    dW = np.outer(dz, h_prev)
    db = dz
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | rows stay rows: dx (1, D) for one example | \(1, ?D\)|dx.*forma|forma.*dx|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|\b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|exemplo único
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = dz.T @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(h_prev)
    db = dz.sum(axis=0)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | mean in the batch branch | média|mean|divid|soma
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x / len(x)
        dW = dz.T @ h_prev / len(x)
        db = dz.mean(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | batch branch transposed | dU.*transpos|transpos|formas?\b.{0,60}\(\d|forma (errad|difer)|shape
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = x.T @ dz
        dW = h_prev.T @ dz
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | single branch: outer with the arguments reversed | outer|transpos|ordem|\b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|exemplo único
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(x, dz)
        dW = np.outer(h_prev, dz)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | einsum keeps the batch axis in dU | \b(no|num|com|para|em|do|um|ao) (o |um )?lote|soma|dU|eixo|\(N, ?H, ?D\)|formas?\b.{0,60}\(\d|forma (errad|difer)|shape
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = np.einsum("nh,nd->nhd", dz, np.atleast_2d(x))
    dW = dz.T @ np.atleast_2d(h_prev)
    db = dz.sum(axis=0)
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | wrong axis: db sums over the last one | eixo|axis|linha|coluna|exemplos
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=-1)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | db left out in the batch branch | \bdb\b
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | dW from x, dU from h_prev | trocad|dU|dW|h_prev\b(?!, [UW])
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, h_prev)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ h_prev
        dW = dz.T @ h_prev
        dW = dz.T @ x
        db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | dW from f, the new gate | h_prev\b(?!, [UW])|estado anterior|dW.*\bf\b
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = dz.T @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(f)
    db = dz.sum(axis=0)
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | only dz and dx, the rest not written | dh_prev|dU|cinco|\b5 (result|saíd|gradient|valor|array|coisas)|faltam
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    return dx


# %% forget_gate_backward | zeros for the parameters still to write | dU|dW|db|zero|parâmetros
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = np.zeros_like(U_f)
    dW = np.zeros_like(W_f)
    db = np.zeros(len(W_f))
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | order dz-params first | ordem|trocad|dx
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = dz.T @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(h_prev)
    db = dz.sum(axis=0)
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dU, dW, db, dx, dh_prev


# %% forget_gate_backward | db before dU in the return | ordem|trocad|\bdb\b
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = dz.T @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(h_prev)
    db = dz.sum(axis=0)
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, db, dU, dW


# %% forget_gate_backward | extra argument b_f in the signature | argumento|b_f|assinatura|parâmetro|missing
def forget_gate_backward(df, f, x, h_prev, U_f, W_f, b_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = dz.T @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(h_prev)
    db = dz.sum(axis=0)
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | f overwritten in place | \bf\b.*(mud|alter|modific)|argumento|cópia|no lugar|-=|\*=
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    f -= f * f
    dz = np.atleast_2d(df * f)
    dU = dz.T @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(h_prev)
    db = dz.sum(axis=0)
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | return indented under else | return|recuo|inden|else|None|\b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|exemplo único
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = df * f * (1 - f)
    dx = dz @ U_f
    dh_prev = dz @ W_f
    if dz.ndim == 1:
        dU = np.outer(dz, x)
        dW = np.outer(dz, h_prev)
        db = dz
    else:
        dU = dz.T @ x
        dW = dz.T @ h_prev
        db = dz.sum(axis=0)
        return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | float16 for speed | float16|precis|float64|arredond|casas
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f)).astype(np.float16)
    dU = dz.T @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(h_prev)
    db = dz.sum(axis=0)
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | dz.T() with parentheses | \.T\b|par[êe]ntes|callable|cham
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = dz.T() @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(h_prev)
    db = dz.sum(axis=0)
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, dU, dW, db


# %% forget_gate_backward | db returned as a view of df when the slope is skipped | \bdb\b|\bdz\b|inclina|cópia|argumento
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    dz = np.atleast_2d(df * f * (1 - f))
    dU = dz.T @ np.atleast_2d(x)
    dW = dz.T @ np.atleast_2d(h_prev)
    db = df.reshape(-1, df.shape[-1])[0]
    dx = (dz @ U_f).reshape(x.shape)
    dh_prev = (dz @ W_f).reshape(h_prev.shape)
    return dx, dh_prev, dU, dW, db
