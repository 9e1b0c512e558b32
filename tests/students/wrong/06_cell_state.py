# %% cell_state | gates exchanged: i on the memory, f on the news | troca|\bf\b|\bi\b|\bportas?\b
def cell_state(f, c_prev, i, g):
    return i * c_prev + f * g


# %% cell_state | forgets how much: (1 - f) | 1 ?[-−] ?f|\bf\b|esquec|\bfica\b|invert
def cell_state(f, c_prev, i, g):
    return (1 - f) * c_prev + i * g


# %% cell_state | one gate only, GRU style: 1 - f in place of i | \bi\b|1 ?[-−] ?f|porta de entrada|GRU
def cell_state(f, c_prev, i, g):
    return f * c_prev + (1 - f) * g


# %% cell_state | no forget gate (1997 version) | \bf\b|esquec
def cell_state(f, c_prev, i, g):
    return c_prev + i * g


# %% cell_state | input gate forgotten | \bi\b|porta de entrada
def cell_state(f, c_prev, i, g):
    c = f * c_prev + g
    return c


# %% cell_state | forgets the old memory altogether | \bc_prev\b|\bf\b|mem[óo]ria|esquec
def cell_state(f, c_prev, i, g):
    c = i * g
    return c


# %% cell_state | matrix product in place of elementwise | elemento|@|matri|\*|⊙|\bforma|produto
def cell_state(f, c_prev, i, g):
    return f @ c_prev + i @ g


# %% cell_state | np.dot for one example, gives a number | elemento|\bdot\b|\*|⊙|escalar|\bforma|produto
def cell_state(f, c_prev, i, g):
    c = np.dot(f, c_prev.T) + np.dot(i, g.T)
    return c


# %% cell_state | multiplied where it should be added | soma|\+|multiplic|produto
def cell_state(f, c_prev, i, g):
    return (f * c_prev) * (i * g)


# %% cell_state | forget gate on everything | par[êe]ntes|\bf\b|esquec
def cell_state(f, c_prev, i, g):
    return f * (c_prev + i * g)


# %% cell_state | tanh over the memory | tanh|tangente
def cell_state(f, c_prev, i, g):
    return np.tanh(f * c_prev + i * g)


# %% cell_state | sigmoid applied again to the gates | sigm|σ|duas vezes|segunda vez|j[áa] (é|s[ãa]o|v[êe]m|passa)
def cell_state(f, c_prev, i, g):
    return sigmoid(f) * c_prev + sigmoid(i) * g


# %% cell_state | tanh applied again to g | tanh|tangente|duas vezes|segunda vez|inclina
def cell_state(f, c_prev, i, g):
    return f * c_prev + i * np.tanh(g)


# %% cell_state | clips the memory to [-1, 1] | clip|limit|cort|pass(a|ar) de 1|maior|[-−]1|extrem
def cell_state(f, c_prev, i, g):
    return np.clip(f * c_prev + i * g, -1.0, 1.0)


# %% cell_state | changes c_prev in place | \bc_prev\b|argument|alter|muda|modific|c[óo]pia
def cell_state(f, c_prev, i, g):
    c_prev *= f
    c_prev += i * g
    return c_prev


# %% cell_state | sums the units, a number per example | \bforma|unidade|\bsum\b|soma|escalar|eixo
def cell_state(f, c_prev, i, g):
    return (f * c_prev + i * g).sum(axis=-1)


# %% cell_state | name not defined: C | \bC\b|\bc\b|definid|\bnome
def cell_state(f, c_prev, i, g):
    c = f * c_prev + i * g
    return C


# %% cell_state | c_prev spelt c_ant | c_ant
def cell_state(f, c_prev, i, g):
    return f * c_ant + i * g


# %% cell_state | returns a tuple (c, h) | tupla|\bh\b|s[óo] o? ?\bc\b|um (s[óo] )?(valor|array|resultado)|dois
def cell_state(f, c_prev, i, g):
    c = f * c_prev + i * g
    h = np.tanh(c)
    return c, h


# %% cell_state | loop with a hard-coded 2 over the first axis | \b2\b|fixo|tamanho|\blote|\bforma|unidade|range|qualquer
def cell_state(f, c_prev, i, g):
    c = np.zeros_like(c_prev)
    for k in range(2):
        c[k] = f[k] * c_prev[k] + i[k] * g[k]
    return c


# %% cell_state | subtracts, "the forget gate removes" | sinal|subtra|\+|\bmenos\b|soma
def cell_state(f, c_prev, i, g):
    return c_prev - f * c_prev + i * g


# %% cell_state | divides by two, an average | m[ée]dia|metade|divid|divis|soma|\b2\b
def cell_state(f, c_prev, i, g):
    return (f * c_prev + i * g) / 2


# %% cell_state | integer memory allocated | inteir|\bint\b|\btipo\b|float|arredond|trunc
def cell_state(f, c_prev, i, g):
    c = np.zeros(c_prev.shape, dtype=int)
    c[...] = f * c_prev + i * g
    return c


# %% cell_state_backward | order of the equation's letters mixed: di first | ordem|troca|posi[çc]|\bdf\b
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    return di, df, dg, dc_prev


# %% cell_state_backward | df and dc_prev exchanged | \bdf\b|\bdc_prev\b|troca|ordem
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * f
    dc_prev = dc * c_prev
    di = dc * g
    dg = dc * i
    return df, dc_prev, di, dg


# %% cell_state_backward | di and dg exchanged | \bdi\b|\bdg\b|troca|ordem
def cell_state_backward(dc, f, c_prev, i, g):
    return dc * c_prev, dc * f, dc * i, dc * g


# %% cell_state_backward | slope of the sigmoid put in already | inclina|sigm|σ|derivada|sa[íi]da da porta|\bdf\b
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev * f * (1 - f)
    dc_prev = dc * f
    di = dc * g * i * (1 - i)
    dg = dc * i
    return df, dc_prev, di, dg


# %% cell_state_backward | slope of tanh put in dg already | \bdg\b|inclina|tanh|tangente
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    dc_prev = dc * f
    di = dc * g
    dg = dc * i * (1 - g ** 2)
    return df, dc_prev, di, dg


# %% cell_state_backward | memory passes untouched: dc_prev = dc | \bdc_prev\b
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    dc_prev = dc.copy()
    di = dc * g
    dg = dc * i
    return df, dc_prev, di, dg


# %% cell_state_backward | forgot dc everywhere (only the local derivatives) | \bdc\b
def cell_state_backward(dc, f, c_prev, i, g):
    return 1.0 * c_prev, 1.0 * f, 1.0 * g, 1.0 * i


# %% cell_state_backward | forgot dc in one, returning a view of g | \bdi\b
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    dc_prev = dc * f
    di = g
    dg = dc * i
    return df, dc_prev, di, dg


# %% cell_state_backward | summed over the batch like a parameter | \blote|soma|\bsum\b|\bforma|cada exemplo|s[óo] um exemplo|exemplos
def cell_state_backward(dc, f, c_prev, i, g):
    df = np.sum(np.atleast_2d(dc * c_prev), axis=0)
    dc_prev = dc * f
    di = np.sum(np.atleast_2d(dc * g), axis=0)
    dg = np.sum(np.atleast_2d(dc * i), axis=0)
    return df, dc_prev, di, dg


# %% cell_state_backward | divides by N | \blote|m[ée]dia|divid|divis|\bN\b
def cell_state_backward(dc, f, c_prev, i, g):
    N = np.atleast_2d(dc).shape[0]
    return dc * c_prev / N, dc * f / N, dc * g / N, dc * i / N


# %% cell_state_backward | df = dc * g, copied from di | \bdf\b
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * g
    dc_prev = dc * f
    di = dc * g
    dg = dc * i
    return df, dc_prev, di, dg


# %% cell_state_backward | 1 - f in the memory's path | \bdc_prev\b|1 ?[-−] ?f
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    dc_prev = dc * (1 - f)
    di = dc * g
    dg = dc * i
    return df, dc_prev, di, dg


# %% cell_state_backward | outer product as in dU | elemento|outer|\bforma|\bdf\b|produto externo
def cell_state_backward(dc, f, c_prev, i, g):
    df = np.outer(dc, c_prev)
    dc_prev = dc * f
    di = np.outer(dc, g)
    dg = np.outer(dc, i)
    return df, dc_prev, di, dg


# %% cell_state_backward | transposed matrix product as in dW | elemento|@|matri|\bforma|\bdf\b|\*
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc.T @ c_prev
    dc_prev = dc @ f.T
    di = dc.T @ g
    dg = dc.T @ i
    return df, dc_prev, di, dg


# %% cell_state_backward | dc_prev forgotten, three outputs | quatro|\b4\b|tr[êe]s|\b3\b|\bdc_prev\b
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    di = dc * g
    dg = dc * i
    return df, di, dg


# %% cell_state_backward | half finished: di, dg None | \bNone\b|\bdi\b|\bdg\b
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    dc_prev = dc * f
    di = None
    dg = None
    return df, dc_prev, di, dg


# %% cell_state_backward | dictionary | dict|dicion[áa]rio|tupla|ordem
def cell_state_backward(dc, f, c_prev, i, g):
    return {"df": dc * c_prev, "dc_prev": dc * f, "di": dc * g, "dg": dc * i}


# %% cell_state_backward | one stacked array of the wrong order of axes | quatro|\b4\b|tupla|ordem|\bforma|array
def cell_state_backward(dc, f, c_prev, i, g):
    return np.stack([dc * c_prev, dc * f, dc * g, dc * i], axis=-1)


# %% cell_state_backward | dc changed in place | \bdc\b|argument|alter|muda|modific
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    di = dc * g
    dg = dc * i
    dc *= f
    return df, dc, di, dg


# %% cell_state_backward | dc overwritten before it was used up | \bdi\b|\bdg\b|ordem|antes d|sobrescr
def cell_state_backward(dc, f, c_prev, i, g):
    df = dc * c_prev
    dc = dc * f
    di = dc * g
    dg = dc * i
    return df, dc, di, dg


# %% cell_state_backward | tanh' on dc, as if h were here | tanh|tangente|inclina|\bc\b
def cell_state_backward(dc, f, c_prev, i, g):
    c = f * c_prev + i * g
    dc = dc * (1 - np.tanh(c) ** 2)
    return dc * c_prev, dc * f, dc * g, dc * i


# %% cell_state_backward | asks for o, not given | [`"'“(]o\b|\bo [*·×⊙=]|[*·×⊙] ?o\b|porta de sa[íi]da|output|definid|\bnome\b
def cell_state_backward(dc, f, c_prev, i, g):
    dc = dc * o
    return dc * c_prev, dc * f, dc * g, dc * i


# %% cell_state_backward | loop from 1 to len, index past the end | [íi]ndice|come[çc]a|\brange\b|fora d|limite|\bk\b|IndexError
def cell_state_backward(dc, f, c_prev, i, g):
    df = np.zeros_like(f)
    dc_prev, di, dg = np.zeros_like(f), np.zeros_like(f), np.zeros_like(f)
    for k in range(1, len(f) + 1):
        df[k] = dc[k] * c_prev[k]
        dc_prev[k] = dc[k] * f[k]
        di[k] = dc[k] * g[k]
        dg[k] = dc[k] * i[k]
    return df, dc_prev, di, dg


