"""When something was handed in, as Moodle's worksheet and nbgrader write it, in Portuguese and in English."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from autograder.course.headings import plain

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "fev feb",
            "mar",
            "abr apr",
            "mai may",
            "jun",
            "jul",
            "ago aug",
            "set sep",
            "out oct",
            "nov",
            "dez dec",
        ),
        1,
    )
    for name in names.split()
}  # the first three letters
CLOCK = r"(?P<hour>\d{1,2})(?::|h)(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[ap]\.?m\.?)?"
SHAPES = [
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)[ t]{CLOCK}"),
    re.compile(rf"(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{{4}})[ ,]+{CLOCK}"),
    re.compile(
        rf"(?:[^\W\d]+(?:-feira)?,\s*)?(?P<day>\d\d?)\s+(?:de\s+)?(?P<name>[^\W\d]{{3,}})\.?\s+(?:de\s+)?(?P<year>\d{{4}}),?\s+{CLOCK}"
    ),
    re.compile(
        rf"(?:[^\W\d]+,\s*)?(?P<name>[^\W\d]{{3,}})\.?\s+(?P<day>\d\d?),\s*(?P<year>\d{{4}}),?\s+{CLOCK}"
    ),
]  # fmt: skip


def moodle_date(text: str) -> datetime | None:
    """An instant in UTC, or None for what is no date. Moodle writes the reader's local time: this machine's, we take it.

    >>> moodle_date("segunda-feira, 5 out. 2026, 14:30") == moodle_date("Monday, 5 October 2026, 2:30 PM")
    True
    >>> moodle_date("-") is None
    True
    """
    text = " ".join(text.casefold().split())
    found = next(filter(None, (shape.fullmatch(text) for shape in SHAPES)), None)
    if found is None:
        return None
    part = found.groupdict()
    month = MONTHS.get(plain(part["name"])[:3], 0) if part.get("name") else int(part["month"])
    hour, half = int(part["hour"]), (part["half"] or "").replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        local = datetime(
            int(part["year"]), month, int(part["day"]), hour, int(part["minute"]), int(part["second"] or 0)
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def nbgrader_date(text: str) -> datetime | None:
    """An instant as nbgrader writes it in timestamp.txt and in its exchange; None where nbgrader could not read it."""
    from nbgrader.utils import parse_utc  # here: it takes its time

    try:
        return parse_utc(text.strip()).replace(tzinfo=UTC) if text.strip() else None
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None


def read_timestamp(path: Path) -> datetime | None:
    """What a timestamp.txt says; None where there is none, or none that nbgrader could read."""
    try:
        return nbgrader_date(path.read_text(encoding="utf-8")) if path.is_file() and not path.is_symlink() else None
    except (OSError, UnicodeDecodeError):
        return None


def timestamp(when: datetime) -> bytes:
    """The content of a timestamp.txt."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n".encode()
