"""A whole report, in Portuguese: what is right, where the others differ, what was not seen, one next step."""

from __future__ import annotations

from enap_lstm.gradcheck.compare import Finding
from enap_lstm.gradcheck.evidence import DIRECTIONS
from enap_lstm.portuguese import pt, series

SHOWN = 2  # wrong gradients told in full; odd entries; large arguments

NOT_FINITE = "A própria f devolve nan ou inf nesse ponto. Confira a conta de ida antes do gradiente."
CHANGES = (
    "f devolve números diferentes a cada chamada, com os mesmos argumentos: um sorteio, como no dropout, ou algo que ela"
    " guarda e atualiza. Assim não há derivada para comparar.\n"
    "Sorteie ou guarde isso fora de f, passe como argumento (com None no lugar do gradiente) e confira de novo."
)
DRAWN = "upstream não foi passado e foi sorteado"


def report(findings: list[Finding], drawn: bool, with_ones: str) -> str:
    """At most six lines and 90 words in all but the oddest cases.

    with_ones: how ones are written in the shape of f's result, if with them as upstream everything would agree.
    """
    right, troubles, zero, unseen = (
        [f for f in findings if f.verdict == verdict] for verdict in ("right", "wrong", "zero", "unseen")
    )
    troubles = worst_first(troubles)
    lines = [_right(right, not troubles)] + [f.sentence for f in troubles[:SHOWN]]
    if others := [f.name for f in troubles[SHOWN:]]:
        lines[-1] += f" Também difere{'m' * (len(others) > 1)}: {series(others)}."
    lines += [_zero(zero), _unseen(unseen), _odd(findings), _sampled(findings)]
    if with_ones:
        lines.append(f"{DRAWN}; com um só de uns, tudo confere. Se é esse o seu, passe upstream={with_ones}.")
    elif troubles:
        lines.append(f"{DRAWN}. Se os seus gradientes partem de outro, passe-o em upstream=…" if drawn else "")
        lines.append(troubles[0].next_step)
    else:
        lines.append(f"{DRAWN}." if drawn else "")
    return "\n".join(line for line in lines if line)


def worst_first(troubles: list[Finding]) -> list[Finding]:
    return sorted(troubles, key=lambda f: -round(f.error, 6))  # what is as bad, in f's order


def stopped(findings: list[Finding], doing: str) -> str:
    """After Ctrl-C: what is known so far.

    >>> stopped([Finding("x", "right")], "o gradiente de W")
    'Conferência interrompida (o gradiente de W). O gradiente de x confere. Se f demora, confira com arrays menores.'
    """
    known = _right([f for f in findings if f.verdict == "right"], False)
    return " ".join(
        filter(None, [f"Conferência interrompida ({doing}).", known, "Se f demora, confira com arrays menores."])
    )


def _right(right: list[Finding], alone: bool) -> str:
    if not right:
        return ""
    said = f"{_gradients(right)} confere{'m' * (len(right) > 1)}"
    error = pt(max(f.error for f in right), 1)
    return f"{said} com a derivada numérica (maior erro relativo: {error})." if alone else f"{said}."


def _zero(zero: list[Finding]) -> str:
    if not zero:
        return ""
    verb = "são" if len(zero) > 1 else "é"
    bound = pt(max(f.bound for f in zero), 1)
    return f"{_gradients(zero)} {verb} zero até o arredondamento (menos de {bound}); o sinal e o tamanho não dá para conferir."


def _unseen(unseen: list[Finding]) -> str:
    if not unseen:
        return ""
    if any(f.odd for f in unseen):
        return f"{_gradients(unseen)} não dá para conferir neste ponto."
    them = "os" if len(unseen) > 1 else "o"
    return f"{_gradients(unseen)} não dá para conferir assim: o arredondamento do resultado de f {them} esconde."


def _gradients(findings: list[Finding]) -> str:
    names = series([f.name for f in findings])
    return f"Os gradientes de {names}" if len(findings) > 1 else f"O gradiente de {names}"


def _odd(findings: list[Finding]) -> str:
    odd = [sentence for f in findings for sentence in f.odd]
    if not odd:
        return ""
    more = f"; e assim em mais {len(odd) - SHOWN}" if len(odd) > SHOWN else ""
    said = "; ".join(odd[:SHOWN]) + more
    return f"{said[0].upper()}{said[1:]}: ali não se comparou."


def _sampled(findings: list[Finding]) -> str:
    sampled = [f for f in findings if f.looked]
    if not sampled:
        return ""
    told = series([f"{f.looked} dos {f.size} números de {f.name}" for f in sampled[:SHOWN]])
    more = " (e assim nos outros grandes)" if len(sampled) > SHOWN else ""
    return f"Foram olhados {told}{more}, e todos juntos em {DIRECTIONS} direções sorteadas."
