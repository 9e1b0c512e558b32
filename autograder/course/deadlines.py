"""When work is due and who has longer: `[due]` of curso.toml and `extra_time` of alunos.csv, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from autograder.ground.errors import BadFile

EXTRA_TIME = re.compile(r"(\d{1,4}(?:[.,]\d{1,4})?)\s*(d|dias?|h|horas?)?", re.IGNORECASE)
EXTRA_TIME_IN_WORDS = 'dias ("2" ou "2d") ou horas ("48h")'
WRITTEN = 'NN_topico = 2026-11-30T23:59:00-03:00, com o fuso no fim ("-03:00" é o de Brasília)'


def extra_time(text: str) -> timedelta:
    """How much longer a student has: a number of days, or hours where it says so; raises ValueError for anything else.

    >>> extra_time("2") == extra_time("2d") == extra_time("48h"), extra_time("1,5 dias").total_seconds() / 3600
    (True, 36.0)
    """
    found = EXTRA_TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    number, unit = float(found[1].replace(",", ".")), (found[2] or "d").lower()
    return timedelta(hours=number) if unit.startswith("h") else timedelta(days=number)


def due_dates(table: Mapping[str, Any], notebooks: Iterable[str]) -> dict[str, datetime]:
    """The table `[due]`: notebook → the moment it is due, in UTC without a zone, as nbgrader's gradebook keeps it.

    Raises BadFile for a notebook that there is not, and for a moment without its time zone: it would be guessed.
    """
    known = list(notebooks)
    dates = {}
    for name, value in table.items():
        if name not in known:
            raise BadFile(f'curso.toml: em [due], não há o caderno "{name}". Há: {", ".join(known)}.')
        moment = _moment(value)
        if moment is None or moment.tzinfo is None:
            raise BadFile(f'curso.toml: em [due], o prazo de {name}, "{value}", não serve. Escreva {WRITTEN}.')
        dates[name] = moment.astimezone(UTC).replace(tzinfo=None)
    return dates


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def in_words(time: timedelta) -> str:
    """A length of time as a person says it, its two largest units.

    >>> in_words(timedelta(days=2, hours=3, minutes=4)), in_words(timedelta(minutes=5)), in_words(timedelta(seconds=9))
    ('2 d 3 h', '5 min', 'menos de 1 min')
    """
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    parts = [f"{n} {unit}" for n, unit in ((hours // 24, "d"), (hours % 24, "h"), (minutes, "min")) if n]
    return " ".join(parts[:2]) or "menos de 1 min"
