"""Looking for a person in a file: an id, an e-mail or a name, however the file writes it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable

ID_CHARACTER = rb"[A-Za-z0-9_@+\-]"


class Traces:
    """Words that say who somebody is; found as whole words only, for "ana" is not in "semana" nor "ana" in "ana.souza".

    >>> Traces(["ana"]).within(b"a semana de ana.souza"), Traces(["ana"]).within(b'{"student": "ana"}')
    (False, True)
    """

    def __init__(self, words: Iterable[str]):
        forms = {form for word in words if word for form in _forms(word)}
        either = b"|".join(map(re.escape, sorted(forms)))
        before, after = rb"(?<!" + ID_CHARACTER + rb")(?<!\w\.)", rb"(?!" + ID_CHARACTER + rb"|\.\w)"
        self._pattern = re.compile(before + b"(?:" + either + b")" + after, re.IGNORECASE) if forms else None

    def within(self, content: bytes) -> bool:
        """Whether any of the words stands in the content."""
        return self._pattern is not None and self._pattern.search(content) is not None


def _forms(word: str) -> Iterable[bytes]:
    """UTF-8, composed and not, and as JSON escapes it."""
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, word)
        yield text.encode()
        yield json.dumps(text)[1:-1].encode()
