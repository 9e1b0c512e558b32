"""click's own sentences in Portuguese: a person who teaches reads them at every mistyped command.

click passes its sentences through gettext by the name `_` in each of its modules; here that name looks into a table, so
that no compiled catalogue has to be built and shipped. A sentence that is not in the table stays in English.
"""

from __future__ import annotations

import importlib

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
SENTENCES = {
    "Usage:": "Uso:",
    "Options": "Opções",
    "Commands": "Comandos",
    "Show this message and exit.": "Mostra esta ajuda e termina.",
    "default: {default}": "padrão: {default}",
    "required": "obrigatória",
    "Aborted!": "Interrompido. Execute o mesmo comando de novo para continuar.",
    "Error: {message}": "Erro: {message}",
    "Try '{command} {option}' for help.": "Para ver a ajuda: {command} {option}",
    "Missing command.": "Falta o comando.",
    "Missing argument": "Falta o argumento",
    "Missing option": "Falta a opção",
    "Missing parameter": "Falta o parâmetro",
    "Missing parameter: {param_name}": "Falta o parâmetro: {param_name}",
    "No such option {name!r}.": "Não existe a opção {name!r}.",
    "No such option: {name}": "Não existe a opção {name}.",
    "No such command {name!r}.": "Não existe o comando {name!r}.",
    "Did you mean {possibility}?": "Você quis dizer {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Você quis dizer um destes: {possibilities}?)",
    "(Possible options: {possibilities})": "(Opções possíveis: {possibilities})",
    "Invalid value: {message}": "Valor inválido: {message}",
    "Invalid value for {param_hint}: {message}": "Valor inválido para {param_hint}: {message}",
    "Choose from:\n\t{choices}": "Escolha entre:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} não é {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} não é nenhum destes: {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} não é um número ({number_type}).",
    "{value} is not in the range {range}.": "{value} está fora do intervalo {range}.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} não existe.",
    "{name} {filename!r} is a file.": "{name} {filename!r} é um arquivo.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} é uma pasta.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} não pode ser lido.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} não pode ser gravado.",
    "file": "arquivo",
    "directory": "pasta",
    "path": "caminho",
    "File": "O arquivo",
    "Directory": "A pasta",
    "Path": "O caminho",
    "Option {name!r} requires an argument.": "A opção {name!r} precisa de um valor.",
    "Option {name!r} requires {nargs} arguments.": "A opção {name!r} precisa de {nargs} valores.",
    "Option {name!r} does not take a value.": "A opção {name!r} não recebe valor.",
    "Got unexpected extra argument ({args})": "Sobrou um argumento ({args})",
    "Got unexpected extra arguments ({args})": "Sobraram argumentos ({args})",
}


def install() -> None:
    """Make click speak Portuguese in this process."""
    for name in MODULES:
        module = importlib.import_module(f"click.{name}")
        for function, ours in (("_", translate), ("ngettext", translate_number)):
            if hasattr(module, function):
                setattr(module, function, ours)


def translate(sentence: str) -> str:
    """The Portuguese for one of click's sentences.

    >>> translate("Missing command.")
    'Falta o comando.'
    """
    return SENTENCES.get(sentence, sentence)


def translate_number(one: str, many: str, number: int) -> str:
    """The Portuguese for one of click's sentences that counts.

    >>> translate_number("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 2)
    'Sobraram argumentos ({args})'
    """
    return translate(one if number == 1 else many)
