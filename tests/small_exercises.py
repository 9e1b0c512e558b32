"""Small exercises whose answers are trees, like those of notebooks 08 to 11: each with two mistakes, and students' texts.

`ANSWERS` maps an exercise to (a student's text, the mistakes that it makes, the score that it earns); none and 1 for a right one.
"""

import numpy as np

from enap_lstm import TrainedModel
from enap_lstm.exercise import Case, Exercise, Frequencies, NewOrSame, Threshold, exercise, words

SENTENCE = ("Eu", "não", "acredito", "em", "duendes")


def hints(*properties):
    return {prop: (f"Uma ideia sobre {prop}.", "Um esquema.", "Uma conta com 2 × 2.") for prop in properties}


@exercise(
    notebook="08_sentence",
    inputs=lambda rng: [
        Case("a frase dos duendes", (list(SENTENCE),), "ordem"),
        Case("uma frase em que uma palavra volta", (["não", "sei", "não"],), "repetidas"),
    ],
    points=2,
    properties={"ordem": 0.5, "repetidas": 0.5},
    outputs=("vocabulary",),
    hints=hints("ordem", "repetidas"),
)
def build_vocabulary(tokens):
    names = ["<pad>", "<unk>", *dict.fromkeys(tokens)]
    return {token: k for k, token in enumerate(names)}


@build_vocabulary.mistake("no-specials", "É o que se obtém sem <pad> e <unk>. Ponha os dois antes das palavras.")
def _(tokens):
    return {token: k for k, token in enumerate(dict.fromkeys(tokens))}


@build_vocabulary.mistake("last-place", "Uma palavra que volta ficou com o número da última vez. Numere só a primeira.")
def _(tokens):
    return {"<pad>": 0, "<unk>": 1} | {token: k + 2 for k, token in enumerate(tokens)}


def gradients(rng):
    return [rng.normal(size=(2, 3)), rng.normal(size=4)]


@exercise(
    notebook="09_bptt",
    inputs=lambda rng: [
        Case("dois gradientes compridos", (gradients(rng), 0.1), "corta", compare=NewOrSame()),
        Case("dois gradientes curtos", (gradients(rng), 1e3), "não corta", compare=NewOrSame()),
    ],
    points=2,
    properties={"corta": 0.5, "não corta": 0.5},
    outputs=(("clipped", [()]),),
    hints=hints("corta", "não corta"),
)
def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [g * min(1.0, max_norm / norm) for g in grads]


@clip_by_global_norm.mistake("norm-per-array", "Cada array foi cortado sozinho. Some os quadrados de todos antes.")
def _(grads, max_norm):
    return [g * min(1.0, max_norm / np.sqrt((g**2).sum())) for g in grads]


@clip_by_global_norm.mistake("always-scaled", "Os gradientes curtos também foram esticados. Corte só acima do limite.")
def _(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [g * max_norm / norm for g in grads]


def bilstm_like(rng):
    return rng.normal(size=(3, 2)), rng.normal(size=(3, 4)), rng.normal(size=(3, 4))


@exercise(
    notebook="11_bilstm",
    inputs=lambda rng: [
        Case("três palavras", bilstm_like(rng), "a entrada", only=("dx",), labels={"dx": (words(SENTENCE[:3]),)}),
        Case("três palavras", bilstm_like(rng), "a ida", only=("fwd",), labels={"fwd.dU": ("unidade",)}),
        Case("três palavras", bilstm_like(rng), "a volta", only=("bwd",)),
    ],
    points=3,
    properties={"a entrada": 0.4, "a ida": 0.3, "a volta": 0.3},
    outputs=("dx", ("fwd", ("dU", "db")), ("bwd", ("dU", "db"))),
    hints=hints("a entrada", "a ida", "a volta"),
)
def both_ways(x, a, b):
    return 2 * x, (a.T @ x, a.sum(axis=0)), (b.T @ x[::-1], b.sum(axis=0))


@both_ways.mistake("not-turned", "Em bwd, x entrou na ordem da ida. Use x[::-1].")
def _(x, a, b):
    return None, None, (b.T @ x, b.sum(axis=0))


@both_ways.mistake("mean", "db saiu como média. Troque mean por sum.")
def _(x, a, b):
    return None, (a.T @ x, a.mean(axis=0)), (b.T @ x[::-1], b.mean(axis=0))


LOGITS = np.log(np.array([0.6, 0.3, 0.1]))


def softmax(z):
    p = np.exp(z - z.max())
    return p / p.sum()


def draws(logits, temperature, name, rng):
    p = softmax(logits / temperature) if temperature else np.eye(len(logits))[logits.argmax()]
    return Case(name, (logits, temperature, rng), name, compare=Frequencies(p), times=400)


@exercise(
    notebook="10_language_model",
    inputs=lambda rng: [draws(LOGITS, 1.0, "temperatura 1", rng), draws(LOGITS, 0.5, "temperatura 0,5", rng),
                        draws(LOGITS, 0.0, "temperatura 0", rng)],
    points=1,
    properties={"temperatura 1": 0.5, "temperatura 0,5": 0.25, "temperatura 0": 0.25},
    outputs=("k",),
    hints=hints("temperatura 1", "temperatura 0,5", "temperatura 0"),
)  # fmt: skip
def sample_next(logits, temperature, rng):
    return int(np.argmax(logits)) if temperature == 0 else int(rng.choice(len(logits), p=softmax(logits / temperature)))


@sample_next.mistake("uniform", "Todas as palavras saem por igual. Dê as probabilidades a rng.choice, em p.")
def _(logits, temperature, rng):
    return int(rng.integers(len(logits)))


@sample_next.mistake("argmax", "Sai sempre a palavra mais provável. Sorteie quando a temperatura é maior que 0.")
def _(logits, temperature, rng):
    return int(np.argmax(logits))


def error_of(model, x):
    return float(np.abs(x @ model["arrays"]["w"] - x.sum(axis=1)).mean())


@exercise(
    notebook="10_language_model",
    inputs=lambda rng: [
        Case("frases novas", (rng.normal(size=(50, 3)),), "serve", compare=Threshold(error_of, "o erro médio", at_most=0.6)),
        Case("frases novas", (rng.normal(size=(50, 3)),), "é bom", compare=Threshold(error_of, "o erro médio", at_most=0.1)),
    ],
    points=1,
    properties={"serve": 0.5, "é bom": 0.5},
    outputs=("model",),
    hints=hints("serve", "é bom"),
)  # fmt: skip
def trained(x):
    return TrainedModel("linear", {"w": np.ones(3)})


@trained.mistake("untrained", "São os pesos do começo. Treine antes de verificar.")
def _(x):
    return TrainedModel("linear", {"w": np.zeros(3)})


@trained.mistake("one-word", "Só o primeiro número é lido. Treine com a frase inteira.")
def _(x):
    return TrainedModel("linear", {"w": np.array([1.0, 0.0, 0.0])})


VOCABULARY = """
def build_vocabulary(tokens):
    vocabulary = {{"<pad>": 0, "<unk>": 1}}
    for token in tokens:
        {body}
    return vocabulary
"""
CLIP = """
def clip_by_global_norm(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads]))
    {body}
"""
BOTH = """
def both_ways(x, a, b):
    {body}
"""
SAMPLE = """
def sample_next(logits, temperature, rng):
    {body}
"""
MODEL = "from enap_lstm import TrainedModel\ntrained = TrainedModel({body})\n"
P = "p = np.exp(logits / temperature)\n    p = p / p.sum()\n    "
SMALL = "return grads if norm <= max_norm else "

ANSWERS: dict[str, tuple[Exercise, list[tuple[str, list[str], float]]]] = {
    "build_vocabulary": (build_vocabulary, [
        (VOCABULARY.format(body="vocabulary.setdefault(token, len(vocabulary))"), [], 1),
        (VOCABULARY.format(body="vocabulary[token] = len(vocabulary) if token not in vocabulary else tokens.index(token, 1) + 2"), ["last-place"], 0.5),
        ("def build_vocabulary(tokens):\n    out = {}\n    for t in tokens: out.setdefault(t, len(out))\n    return out", ["no-specials"], 0),
        ("def build_vocabulary(tokens):\n    return list(tokens)", [], 0),
    ]),
    "clip_by_global_norm": (clip_by_global_norm, [
        (CLIP.format(body=SMALL + "[np.float32(g * max_norm / norm) for g in grads]"), [], 1),
        (CLIP.format(body="return tuple(g * min(1, max_norm / norm) for g in grads)"), [], 1),
        (CLIP.format(body=SMALL + "[g * max_norm / np.linalg.norm(g) for g in grads]"), ["norm-per-array"], 0),
        (CLIP.format(body="return [max_norm * g / norm for g in grads]"), ["always-scaled"], 0.5),
        (CLIP.format(body="for g in grads:\n        g *= min(1, max_norm / norm)\n    return grads"), [], 0),
    ]),
    "both_ways": (both_ways, [
        (BOTH.format(body="return [x + x, [a.T @ x, a.sum(0)], (b.T @ x[::-1], b.sum(0))]"), [], 1),
        (BOTH.format(body="return 2 * x, (a.T @ x, a.sum(0)), (b.T @ x, b.sum(0))"), ["not-turned"], 0.7),
        (BOTH.format(body="return 2 * x, (a.T @ x, a.sum(0) / len(a)), None"), ["mean"], 0.4),
        (BOTH.format(body="return 2 * x, None, (b.T @ x[::-1], b.sum(0))"), [], 0.7),
        (BOTH.format(body="return None, (a.T @ x, a.sum(0)), None"), [], 0.3),
    ]),
    "sample_next": (sample_next, [
        (SAMPLE.format(body="if temperature == 0:\n        return logits.argmax()\n    " + P + "return np.searchsorted(np.cumsum(p), rng.random())"), [], 1),
        (SAMPLE.format(body="return rng.integers(3)"), ["uniform"], 0),
        (SAMPLE.format(body="return int(np.argmax(logits + 0 * temperature))"), ["argmax"], 0),
        (SAMPLE.format(body=P + "return int(rng.choice(3, p=p))"), [], 0.75),
        (SAMPLE.format(body=P + "return float(rng.choice(3, p=p))"), [], 0),
    ]),
    "trained": (trained, [
        (MODEL.format(body='"linear", {"w": np.ones(3) + 0.01}'), [], 1),
        (MODEL.format(body='"linear", {"w": np.zeros(3)}'), ["untrained"], 0),
        (MODEL.format(body='"linear", {"w": np.array([1.0, 0, 0])}'), ["one-word"], 0),
        (MODEL.format(body='"linear", {"w": np.full(3, 0.9)}'), [], 0.5),
        (MODEL.format(body='"linear", {"v": np.ones(3)}'), [], 0),
    ]),
}  # fmt: skip
EVERY = [(name, k) for name, (_, answers) in ANSWERS.items() for k in range(len(answers))]


def here(name: str, text: str):
    """The answer as it would be in a notebook."""
    names = {"np": np, "__name__": "__main__"}
    exec(compile(text, f"<{name}>", "exec"), names)
    return names[name]
