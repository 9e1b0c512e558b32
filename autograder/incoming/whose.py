"""Whose an incoming file is, by its path; what is not certain is nobody's.

ana.ipynb · ana_02_input_gate….ipynb · 02_input_gate_ana.ipynb   flat: the name says who
ana/02_input_gate….ipynb · ana/…/x.ipynb                         a folder (or a zip) for each student
Ana Souza_48213_assignsubmission_file/x.ipynb                    Moodle: the number leads to a line of the worksheet
ana+02_input_gate+2026-09-14 21:51:00 UTC/02_input_gate.ipynb    nbgrader's exchange
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from autograder.course.folder import NOTEBOOK
from autograder.course.roster import ID_IN_WORDS, is_id
from autograder.ground.untrusted import for_terminal
from autograder.incoming.moodle import SEVERAL, Doubtful, from_moodle
from autograder.incoming.moodle_dates import nbgrader_date
from autograder.incoming.people import SEPARATORS, People, is_nobodys
from autograder.incoming.which import Notebooks
from autograder.incoming.worksheet import Participant

EXCHANGE = re.compile(r"(.+)\+(\d\d_\w+)\+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [^+]+)?)(?:\+.*)?")
EXTENSIONS = re.compile(
    r"(?i)(\.(ipynb|txt|json|zip|rar|7z|tar|t?gz|xz|bz2|pdf|html?|py|docx?|odt|md|csv|np[yz]|png|jpe?g|bak|download|part|"
    r"crdownload|gdoc|url|lnk))+$"
)
OTHER_EXTENSION = re.compile(r"\.\w{1,8}$")
COPY_BEFORE = re.compile(r"(?i)^(c[óo]pia|copy|copia)[\s_]+(de|of|di)[\s_]+")
COPY_BETWEEN = re.compile(r"(?i)(^|[\s_-]+)(c[óo]pia|copy)[\s_]+(de|of)[\s_]*$")
COPY_AFTER = re.compile(r"(?i)(\s*\(\d{1,3}\)|\s+-\s+(c[óo]pia|copy)|[\s_-]+(copy|c[óo]pia)\s?\d*)$")
NO_ID = "o nome não diz quem entregou"
BAD_ID = 'o id "{id}" não serve; use ' + ID_IN_WORDS
PERHAPS = 'não está na lista; pode ser de {ids}. Se for, renomeie para começar com o id, como em "{example}"; se não for, ponha a pessoa na lista'


@dataclass(frozen=True)
class Owner:
    """Whose a file is; what else its path says: the notebook in its name, a draft, when it was handed in."""

    student: str
    notebook: str | None = None
    draft: bool = False
    when: datetime | None = None
    from_moodle: bool = False


def whose(
    parts: tuple[str, ...], people: People, notebooks: Notebooks, participants: Mapping[str, Participant] | None
) -> Owner:
    """The one person whose a file is; raises Doubtful, with the reason and who it might be."""
    folders = [re.sub(r"(?i)\.zip$", "", folder) for folder in parts[:-1]]
    stem = EXTENSIONS.sub("", parts[-1])
    if stem == parts[-1] and not people.called(stem):
        stem = OTHER_EXTENSION.sub("", stem)  # an id may hold dots: only what nobody is called is an extension
    places = [*folders, stem]
    moodle = from_moodle(places, people, participants)
    if moodle:
        one = moodle.participant
        notebook = _split(moodle.name, people, notebooks)[1]
        return Owner(moodle.student, notebook, one.draft, one.when, True)
    in_zip = any(folder.lower().endswith(".zip") for folder in parts[:-1])  # whose maker may write any time into it
    exchanged = None if in_zip else next(filter(None, map(EXCHANGE.fullmatch, folders)), None)
    folders = [exchanged[1]] if exchanged else folders
    prefix, named, suffix = _split(stem, people, notebooks)
    named = named or next((folder for folder in reversed(folders) if NOTEBOOK.fullmatch(folder)), None)
    folders = [f for f in folders if people.called(f) or not is_nobodys(f)]
    student = _of_list(prefix, suffix, folders, people) or _stranger(prefix, suffix, named, folders, people)
    when = nbgrader_date(exchanged[3]) if exchanged else None
    return Owner(student, exchanged[2] if exchanged else named, when=when)


def _split(stem: str, people: People, notebooks: Notebooks) -> tuple[str, str | None, str]:
    """What stands before the notebook's name, that name, what stands after it; without one, all stands before."""
    before = None
    while before != stem and not people.called(stem):
        before = stem
        stem = COPY_AFTER.sub("", COPY_BEFORE.sub("", stem))
    found = None if people.called(stem) else notebooks.in_name(stem)
    return (COPY_BETWEEN.sub("", found[0]), *found[1:]) if found else (stem, None, "")


def _of_list(prefix: str, suffix: str, folders: list[str], people: People) -> str | None:
    """The one person of the list whom name and folders mean; None when they mean nobody on it."""
    claimed = [people.called(text) for text in (prefix, suffix, *folders)]
    meant = set().union(*claimed)
    if len(meant) > 1:
        raise Doubtful(SEVERAL.format(ids=", ".join(sorted(meant))), tuple(sorted(meant)))
    return meant.pop() if meant else None


def _stranger(prefix: str, suffix: str, named: str | None, folders: list[str], people: People) -> str:
    """An id from outside the list: handed in, graded and flagged, unless it might be somebody of the list."""
    prefix = prefix.removesuffix("_") if named else prefix
    texts = [prefix, *folders[:1]] if named else [*folders[:1], prefix]
    id = next((text for text in texts if text.strip(SEPARATORS) and not is_nobodys(text)), "")
    hint = id or suffix.strip(SEPARATORS)
    perhaps = people.like(hint)
    if perhaps:
        example = f"{perhaps[0]}_{named or 'CADERNO'}.ipynb"
        shown = ", ".join(perhaps[:5]) + (" ou outros" if len(perhaps) > 5 else "")
        raise Doubtful(f'"{for_terminal(hint, 80)}" ' + PERHAPS.format(ids=shown, example=example), tuple(perhaps))
    if not id:
        raise Doubtful(NO_ID)
    if not is_id(id):
        raise Doubtful(BAD_ID.format(id=for_terminal(id, 80)))
    return id
