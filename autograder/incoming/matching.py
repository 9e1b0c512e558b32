"""Which submitted cell is which cell of ours: by what it defines, by its id, by its text, in this order of trust."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import chain

from autograder.building.cell_ids import graded_id
from autograder.building.released_text import bare
from autograder.incoming.cells import Cell
from autograder.incoming.definitions import asks_for, defined_in_text, defined_names
from autograder.incoming.salvage import RawCell
from autograder.running.statements import binds

MAX_PARSED_FILE = (
    300_000  # characters of a submission; an honest one has a tenth of it, and a second goes for each million
)
SIMILAR = 0.6  # the share of lines that a changed cell without its id must still have in common with ours


@dataclass
class Places:
    """`home`: position of a submitted cell → place in the source. Each cell of ours has at most one.

    `copies`: for each answer, the positions that define it; its home is the last one above its check. `shared`: answers
    defined in a cell that is already another answer's home → that cell's position.
    """

    home: dict[int, int] = field(default_factory=dict)
    copies: dict[str, list[int]] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)


def match(
    theirs: Sequence[RawCell], ours: Sequence[Cell], ids: Sequence[str], stubs: dict[str, str], untouched: Set[int]
) -> Places:
    """Find the home of every submitted cell that has one.

    ids: the source's cell ids, in its order. stubs: grade_id → the answer cell as it was released. untouched: positions of
    submitted cells that are as we once released them.
    """
    places = Places()
    defines = _defines(theirs, stubs.keys())
    for place, cell in enumerate(ours):
        if cell.role == "answer":
            _place_answer(places, place, cell.grade_id or "", theirs, ids[place], defines, untouched)
            _choose_home(places, place, cell.grade_id or "", _checked_at(theirs, ours, cell.grade_id or ""))
    free = [k for k, cell in enumerate(theirs) if k not in places.home and not defines.get(k)]
    _place_rest(places, free, theirs, ours, ids)
    return places


def _defines(theirs: Sequence[RawCell], names: Set[str]) -> dict[int, frozenset[str]]:
    """Which answers each code cell defines, with a bound on how much code is parsed for it."""
    left, defines = MAX_PARSED_FILE, {}
    for k, cell in enumerate(theirs):
        if cell.kind == "code":
            defines[k] = defined_names(cell.source, parse=len(cell.source) <= left) & names
            left -= len(cell.source)
    return defines


def _place_answer(
    places: Places,
    place: int,
    name: str,
    theirs: Sequence[RawCell],
    cell_id: str,
    defines: dict[int, frozenset[str]],
    untouched: Set[int],
) -> None:
    copies = [k for k, names in defines.items() if name in names or _is_bound_in_its_own(theirs[k], name, cell_id)]
    written = [k for k in copies if k not in untouched]
    copies = written or copies[-1:]  # a stub left below the answer defines nothing
    if not copies:  # a body that is no longer Python, or not in a code cell, is still shown where it belongs
        copies = [k for k, c in enumerate(theirs) if c.grade_id == name and not defines.get(k) and k not in places.home]
    if not copies and cell_id:
        copies = [k for k, c in enumerate(theirs) if c.id == cell_id and not defines.get(k) and k not in places.home]
    if not copies:  # a partial, an alias, an import
        code = [k for k in defines if k not in places.home]
        copies = [k for k in code if name in binds(theirs[k].source)]
    if not copies:
        copies = [k for k, c in enumerate(theirs) if c.kind != "code" and name in defined_in_text(c.source)][-1:]
    places.copies[name] = copies


def _is_bound_in_its_own(cell: RawCell, name: str, cell_id: str) -> bool:
    """Is this the graded cell, and does it give the name without a def: an alias, a partial, an object of a class?"""
    own = cell.grade_id == name or bool(cell_id and cell.id == cell_id)
    return own and name in binds(cell.source)


def _checked_at(theirs: Sequence[RawCell], ours: Sequence[Cell], name: str) -> int:
    """The position of an answer's check in the submitted file, or below the first cell that asks for it, or the file's end."""
    check = next((bare(cell.source) for cell in ours if cell.role == "check" and cell.grade_id == graded_id(name)), "")
    exact = (k for k, cell in enumerate(theirs) if check and bare(cell.source) == check)
    asking = (k + 1 for k, cell in enumerate(theirs) if cell.kind == "code" and asks_for(cell.source, name))
    return next(chain(exact, asking), len(theirs))


def _choose_home(places: Places, place: int, name: str, checked_at: int) -> None:
    copies = places.copies[name]
    if not copies:
        return
    counts = [k for k in copies if k < checked_at][-1:] or copies[-1:]
    if counts[0] in places.home:
        places.shared[name] = counts[0]
    else:
        places.home[counts[0]] = place


def _place_rest(
    places: Places, free: list[int], theirs: Sequence[RawCell], ours: Sequence[Cell], ids: Sequence[str]
) -> None:
    """Cells of ours that are no answers: by text, then by id or grade_id, then by what is left of the text."""
    texts = {k: (theirs[k].kind == "code", bare(theirs[k].source)) for k in free}
    open_places = [place for place, cell in enumerate(ours) if cell.role != "answer"]

    def take(same) -> None:
        for place in list(open_places):
            found = next((k for k in free if k not in places.home and same(k, place)), None)
            if found is not None:
                places.home[found] = place
                open_places.remove(place)

    wanted = [(cell.role != "text", bare(cell.source)) for cell in ours]
    take(lambda k, place: texts[k] == wanted[place] and theirs[k].id == ids[place])
    take(lambda k, place: texts[k] == wanted[place])
    take(lambda k, place: texts[k][0] == wanted[place][0] and bool(ids[place]) and theirs[k].id == ids[place])
    take(
        lambda k, place: texts[k][0] and ours[place].grade_id is not None and theirs[k].grade_id == ours[place].grade_id
    )
    lines = {k: _lines(text) for k, (is_code, text) in texts.items() if is_code}
    ours_lines = {place: _lines(wanted[place][1]) for place in open_places if wanted[place][0]}
    take(lambda k, place: k in lines and place in ours_lines and _alike(lines[k], ours_lines[place]))


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.split("\n") if line.strip())


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and len(a & b) >= SIMILAR * max(len(a), len(b))
