"""What certain exceptions tell: what our own walls say, names that do not exist, parentheses, arguments, a None in a sum.

Each rule looks at one kind of error and answers, or passes on with None.
"""

from __future__ import annotations

import re

from enap_lstm.judging import names
from enap_lstm.judging.answer import AnswerError
from enap_lstm.judging.definition import Definition
from enap_lstm.judging.told import Told
from enap_lstm.judging.trial import Trial
from enap_lstm.judging.written import Written

SHORT = 60  # characters of Python's own words beside the line
LAZY = {
    "generator": ("Veio um gerador: há um yield na função, e ela ainda não calculou nada.", r"\byield\b"),
    "coroutine": ("A função é assíncrona (async def), e ela ainda não calculou nada.", r"\basync\b"),
}


def at_line(error: AnswerError, sentence: str) -> str:
    """A sentence with the line in front, where it is known."""
    return f"Na linha {error.line} da sua função, {sentence}" if error.line else f"{sentence[:1].upper()}{sentence[1:]}"


def stop(
    error: AnswerError, sentence: str, kind: str, step: str, remarks: tuple[str, ...] = (), whole: bool = True
) -> Told:
    said = f"o Python disse: {shortened(error.text)}" if 0 < len(error.text) <= SHORT else "a conta parou aqui"
    return Told(at_line(error, sentence), kind, remarks=remarks, step=step, line=error.line, remark=said, whole=whole)


def shortened(text: str) -> str:
    text = " ".join(text.split()).replace("`", "'").replace("*", "∗")  # no sign of ours
    return text if len(text) <= 100 else f"{text[:99]}…"


def ours(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """What `observe` and the seal say themselves."""
    name = exercise.name
    if error.kind == "NotImplementedError":
        return Told(f"`{name}` ainda não foi escrita, ou o raise NotImplementedError ficou.", step="Troque o raise pela sua conta e rode as duas células.", whole=True)  # fmt: skip
    if error.kind == "Unwritten":
        return stop(error, f"a conta chamou `{error.text}`, que ainda não foi escrita.", "falta outra resposta", f"Rode antes a célula com a sua resposta de `{error.text}`.")  # fmt: skip
    if error.kind == "Sealed":
        first, _, step = error.text.partition(". ")
        return Told(f"{first}.", "a referência fica fechada", step=step, line=error.line, remark="chama o que fica fechado", whole=True)  # fmt: skip
    if error.kind == "Lazy":
        sentence, pattern = LAZY.get(error.text, LAZY["generator"])
        step = (
            "Guarde os valores numa lista e devolva com return."
            if error.text == "generator"
            else "Tire o async do def."
        )
        return Told(sentence, "nada calculado", step=step, line=written.first_line(pattern), remark="aqui", whole=True)
    if error.kind == "SystemExit":
        return stop(error, "a função chamou exit().", "a função saiu", "Uma resposta devolve o resultado com return: tire o exit().")  # fmt: skip
    if error.kind == "RuntimeError" and "input()" in error.text:
        return stop(error, "a função chamou input(), e ninguém responde durante a verificação.", "falta o teclado", "Use os argumentos da função no lugar de input().")  # fmt: skip
    return None


def unknown(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """A name that does not exist, or has no value yet."""
    found = re.search(r"name '(\w+)' is not defined", error.text)
    if error.kind == "NameError" and found:
        name = found[1]
        if name == exercise.name and not error.line:
            return Told(f"A função `{name}` não foi encontrada.", "falta a função", step="A célula da resposta está vazia, tem um erro ou mudou o nome da função: confira e rode-a.", whole=True)  # fmt: skip
        output = name in exercise.outputs and len(exercise.outputs) > 1
        sentence = f"`{name}` ainda não tem valor." if output else f"o nome `{name}` não existe neste caderno."
        return stop(error, sentence, "falta um nome", names.unknown_name(exercise, written, name))
    unbound = re.search(r"variable '(\w+)'", error.text)
    if error.kind == "UnboundLocalError" and unbound:
        name = unbound[1]
        step = f"Defina `{name}` acima, em todos os casos." if name not in exercise.parameters else "Confira o nome."
        return stop(error, f"a variável `{name}` é usada antes de receber um valor.", "falta um valor", step)
    return None


def attribute(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """np.something, array.something that does not exist."""
    if found := re.search(r"module 'numpy(?:\.\w+)?' has no attribute '(\w+)'", error.text):
        return stop(error, f"o NumPy não tem `{found[1]}`.", "falta um nome", names.unknown_in_numpy(written, found[1]))
    if found := re.search(r"'numpy\.ndarray' object has no attribute '(\w+)'", error.text):
        return stop(error, f"um array não tem `.{found[1]}`.", "falta um nome", names.unknown_in_array(found[1]))
    return None


def uncalled(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """A method or a function without its parentheses, or parentheses after what is none."""
    line = written.line(error.line)
    if found := re.search(r"\.(transpose|sum|mean|copy|max|min|dot|flatten|ravel|reshape|squeeze)\b(?!\s*\()", line):
        sentence = f"falta chamar `.{found[1]}`: sem parênteses, veio o método, e não o array."
        step = (
            "Escreva `.T`, ou `.transpose()` com parênteses."
            if found[1] == "transpose"
            else f"Escreva `.{found[1]}()`."
        )
        return stop(error, sentence, "faltam parênteses", step)
    if re.search(r"'(?:builtin_function_or_method|method|function|(?:numpy\.)?ufunc)'", error.text):
        name = next(iter(re.findall(r"\b(np\.\w+)\b(?!\s*[(.])", line)), "")
        what = f"`{name}` está sem parênteses" if name else "uma função está sem parênteses"
        sentence = f"{what}: veio a própria função, e não o que ela calcula."
        return stop(error, sentence, "faltam parênteses", f"Chame-a com o que ela recebe: `{name or 'nome'}(…)`.")
    if "not callable" in error.text and re.search(r"\.T\s*\(", line):
        return stop(error, "`.T` não se chama: é um atributo, sem parênteses.", "parênteses a mais", "Escreva `.T` no lugar de `.T()`.")  # fmt: skip
    if "not callable" in error.text:
        what = "um array" if "ndarray" in error.text else "um valor que não é função"
        sentence = f"há parênteses logo depois de {what}, como se fosse uma função."
        return stop(error, sentence, "parênteses a mais", "Para multiplicar, ponha * ou @ entre os dois; para pegar um elemento, use colchetes.")  # fmt: skip
    return None


def silence(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """None where a value should be: often a helper that prints, or that has no return."""
    helper = written.silent_helper(error.line)
    nothing = "NoneType" in error.text or "does not have enough dimensions" in error.text
    if helper and nothing:
        return stop(error, f"`{helper}` não devolve nada, e a conta recebeu `None`.", "um None na conta", f"Em `{helper}`, troque o print por return, ou acrescente o return.")  # fmt: skip
    if "NoneType" in error.text:
        return stop(error, "há um `None` no lugar de um valor.", "um None na conta", "Ele vem de uma função sem return, ou de lista = lista.append(…): escreva lista.append(…) sozinho.")  # fmt: skip
    return None


def arguments(exercise: Definition, one: Trial, error: AnswerError, written: Written) -> Told | None:
    """Too many or too few, of the answer itself or of what it calls."""
    if error.kind != "TypeError" or not re.search(r"argument|takes|missing", error.text):
        return None
    if not re.search(r"positional argument|unexpected keyword|keyword-only", error.text):
        return None
    if error.line:
        return stop(error, "uma função foi chamada com argumentos a mais ou a menos.", "os argumentos não casam", "Confira, na linha do def dessa função, quantos ela recebe e em que ordem.")  # fmt: skip
    parameters = ", ".join(exercise.parameters)
    missing = re.findall(r"'(\w+)'", error.text) if "missing" in error.text else []
    extra = f" A sua pede também {', '.join(f'`{name}`' for name in missing)}." if missing else " A sua recebe menos." if "were given" in error.text else ""  # fmt: skip
    return Told(f"A função é chamada com {len(exercise.parameters)} argumentos.{extra}", "os argumentos não casam", step=f"Na linha do def, escreva ({parameters}), nesta ordem.", line=1 if written.source else None, remark="os argumentos desta linha", whole=True)  # fmt: skip
