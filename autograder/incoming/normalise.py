"""What of a submission is graded: the structure of our source notebook, the student's code.

Everything is ours except the bodies of answer cells and the code that the student added or changed:

    source notebook   set-up   text   answer `f`      check(f)   summary
    submission        set-up*  …      helper, def f   check(f)   …          (* changed)
    result            set-up, set-up*, text, helper, def f, check(f), summary

Order is execution's: an answer is judged where its check stands in the submission, with what was defined before it.

A submitted cell is known by what it is: an answer by its `def` (its grade_id only where no cell defines the name), any
other cell of ours by its id or its text. Tags, outputs, Markdown and all other metadata of the submission are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nbformat import NotebookNode

from autograder.building.cell_ids import exercise_of
from autograder.building.regions import without_solutions
from autograder.building.released_text import bare, digest
from autograder.incoming.cells import NEEDED, Cell, Concern, Look, Normalised, is_answer, our_cells
from autograder.incoming.definitions import asks_for, asks_only, without_fences
from autograder.incoming.matching import Places, match
from autograder.incoming.salvage import RawCell, salvage
from autograder.running.statements import binds, reads

COPIES = "A função {name} aparece em {n} células ({cells}); vale a que estava definida na verificação, ou uma melhor depois dela."
SHARED = "# {name} está definida na célula {number} do arquivo entregue."
BLANK = "Não há resposta para {name} no arquivo."
NO_ANSWERS = "Nenhuma das funções deste caderno está no arquivo: confira se é o caderno certo."
NOTHING_LEFT = "O arquivo está danificado, e nenhuma das respostas pôde ser lida. Peça uma nova cópia a quem entregou."
OTHER_NOTEBOOK = "O arquivo entregue diz ser o caderno {other}."
NOT_CHECKED = "O arquivo não tem a célula check({name}): o seu resumo não conta {name}, mas a resposta foi corrigida do mesmo jeito."
CHECK_CHANGED = "A verificação de {name} foi alterada (célula {number}); vale a original."
WAS_TEXT = "A resposta de {name} estava em uma célula de texto (célula {number}); foi lida como código."
TRAINING = "A célula {number} é de treino e não é executada na correção."


def normalise(raw: bytes, source: NotebookNode) -> Normalised:
    """Bring a submission into the source's structure; whatever `raw` holds, there is no exception.

    >>> normalise(b"", source).unreadable
    'O arquivo está vazio.'

    raw: the bytes of the submitted file. source: the instructor's notebook, with solutions, as build makes it.
    """
    ours = our_cells(source)
    read = salvage(raw)
    if read.unreadable:
        return Normalised(tuple(ours), read.notes, read.unreadable, read.concerns)
    stubs = {
        cell.metadata.nbgrader.grade_id: without_solutions(cell.source) for cell in source.cells if is_answer(cell)
    }
    released = {digest(text) for text in stubs.values()} | set(source.metadata.get("enap_lstm", {}).get("earlier", []))
    untouched = {k for k, cell in enumerate(read.cells) if digest(cell.source) in released}
    places = match(read.cells, ours, [source.cells[cell.origin or 0].get("id", "") for cell in ours], stubs, untouched)
    if read.damaged and not any(read.cells[k].source.strip() for copies in places.copies.values() for k in copies):
        return Normalised(tuple(ours), read.notes, NOTHING_LEFT, read.concerns)
    merged = _Merge(read.cells, ours, places, untouched)
    cells = tuple(with_needed(list(merged.cells())))
    notes = [*read.notes, *_about_answers(read.cells, ours, places), *merged.notes]
    concerns = [*read.concerns, *_wrong_file(read.notebook, source, ours, places)]
    return Normalised(cells, tuple(notes), None, tuple(concerns), read.python)


def with_needed(cells: list[Cell]) -> list[Cell]:
    """The same cells; of our unchanged ones also those run that define a name which the student's code reads, transitively."""
    needed = frozenset[str]().union(*(reads(cell.source) for cell in cells if cell.changed and cell.run))
    waiting = [k for k, cell in enumerate(cells) if cell.role in NEEDED and not cell.changed]
    while found := [k for k in waiting if not needed.isdisjoint(binds(cells[k].source))]:
        waiting = [k for k in waiting if k not in found]
        for k in found:
            cells[k] = replace(cells[k], run=True)
            needed |= reads(cells[k].source)
    return cells


class _Merge:
    """Ours in the source's order, the student's between them in the student's order.

    An answer stays where the student has it: what it needs was defined before it. Our own cells never wait for a student's.
    """

    def __init__(self, theirs: tuple[RawCell, ...], ours: list[Cell], places: Places, untouched: set[int]) -> None:
        self.theirs, self.ours, self.places = theirs, ours, places
        self.untouched = {theirs[k].number for k in untouched}
        self.notes: list[str] = []
        self.next = 0  # the first of our cells that has not been merged
        repeatable = ("text", "answer", "setup")  # a copied set-up cell runs again, as it did for the student
        self.copied = {bare(cell.source) for cell in ours if cell.role not in repeatable}
        self.waiting = {place: position for position, place in places.home.items()}
        self.texts = {bare(cell.source) for cell in ours if cell.role == "text"}

    def cells(self) -> Iterator[Cell]:
        for position, theirs in enumerate(self.theirs):
            home = self.places.home.get(position)
            if home is None:
                yield from self._students(theirs)
                continue
            is_next = home >= self.next
            yield from self._ours_until(home)
            if self.ours[home].role == "answer":
                yield self._answer(theirs, self.ours[home])
            else:
                yield from self._one_of_ours(theirs, self.ours[home], is_next)
            self.next = max(self.next, home + 1)
        yield from self._ours_until(len(self.ours))

    def _ours_until(self, end: int) -> Iterator[Cell]:
        for place, ours in enumerate(self.ours[self.next : end], self.next):
            if ours.role == "check" and place in self.waiting:  # theirs stands further down: it is judged there
                yield replace(ours, number=self.theirs[self.waiting[place]].number)
            elif ours.role != "answer":
                yield ours
            elif ours.grade_id in self.places.shared:
                number = self.theirs[self.places.shared[ours.grade_id]].number
                yield replace(ours, source=SHARED.format(name=ours.grade_id, number=number), number=number)
            elif place not in self.waiting:
                yield ours
        self.next = max(self.next, end)

    def _answer(self, theirs: RawCell, ours: Cell) -> Cell:
        changed = theirs.number not in self.untouched
        text = theirs.source if theirs.kind == "code" else without_fences(theirs.source)
        return replace(ours, source=text, changed=changed, run=bool(text.strip()), number=theirs.number)

    def _one_of_ours(self, theirs: RawCell, ours: Cell, is_next: bool) -> Iterator[Cell]:
        as_released = theirs.number in self.untouched or bare(theirs.source) == bare(ours.source)
        changed = ours.role != "text" and not as_released and not asks_only(theirs.source)
        mine = replace(ours, number=theirs.number)
        edited = replace(mine, source=theirs.source, changed=True, run=True)
        if not changed:
            yield from [mine] if is_next else []
            if ours.role == "text":
                yield from self._written(theirs, ours.source)
        elif ours.role == "training":
            self.notes.append(TRAINING.format(number=theirs.number))
            yield replace(edited, run=False)
        elif ours.role == "check":
            self.notes.append(CHECK_CHANGED.format(name=exercise_of(ours.grade_id or ""), number=theirs.number))
            yield replace(edited, role="student", grade_id=None, origin=None)
            yield from [mine] if is_next else []
        elif ours.role == "setup":  # ours first: a broken line in theirs must not cost the names that answers need
            yield from [mine] if is_next else []
            yield replace(edited, origin=None)
        else:
            yield edited if is_next else replace(edited, origin=None)

    def _written(self, theirs: RawCell, ours: str = "") -> Iterator[Cell]:
        """What a student wrote in a text cell, without the lines of ours that stand around it."""
        if theirs.number in self.untouched or bare(theirs.source) in self.texts:
            return
        known = {line.strip() for line in ours.split("\n")}
        lines = [line for line in theirs.source.strip().split("\n") if not ours or line.strip() not in known]
        if any(line.strip() for line in lines):
            yield Cell("written", "\n".join(lines), number=theirs.number)

    def _students(self, theirs: RawCell) -> Iterator[Cell]:
        if theirs.kind != "code":
            yield from self._written(theirs)
            return
        if asks_only(theirs.source):
            return
        if theirs.number in self.untouched or bare(theirs.source) in self.copied:
            return
        if theirs.role == "training":
            self.notes.append(TRAINING.format(number=theirs.number))
        role = "training" if theirs.role == "training" else "student"
        yield Cell(role, theirs.source, changed=True, run=role == "student", number=theirs.number)


def _about_answers(theirs: tuple[RawCell, ...], ours: list[Cell], places: Places) -> Iterator[str]:
    names = [cell.grade_id or "" for cell in ours if cell.role == "answer"]
    if not any(places.copies[name] for name in names):
        return
    for name in names:
        copies = [theirs[position] for position in places.copies[name]]
        if not copies:
            yield BLANK.format(name=name)
        elif len(copies) > 1:
            numbers = ", ".join(str(cell.number) for cell in copies[-5:])
            yield COPIES.format(name=name, n=len(copies), cells=numbers if len(copies) <= 5 else f"…, {numbers}")
        if copies and not any(asks_for(cell.source, name) for cell in theirs if cell.kind == "code"):
            yield NOT_CHECKED.format(name=name)
        if copies and copies[-1].kind != "code":
            yield WAS_TEXT.format(name=name, number=copies[-1].number)


def _wrong_file(notebook: str, source: NotebookNode, ours: list[Cell], places: Places) -> Iterator[Concern]:
    """Somebody else's file, or another notebook's; its metadata is believed when it looks like one of our names."""
    expected = source.metadata.get("enap_lstm", {}).get("notebook")
    if notebook != expected and re.fullmatch(r"\d\d_[a-z_]{1,40}", notebook):
        yield Concern(Look.OTHER_NOTEBOOK, OTHER_NOTEBOOK.format(other=notebook))
    if any(cell.role == "answer" for cell in ours) and not any(places.copies.values()):
        yield Concern(Look.NO_ANSWER, NO_ANSWERS)
