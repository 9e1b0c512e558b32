"""Solution regions: what stands between `### BEGIN SOLUTION` and `### END SOLUTION`, and what a student gets instead."""

from __future__ import annotations

import ast
import re

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
INVITATION = "# Escreva aqui a sua solução."
STUB = 'raise NotImplementedError("Falta a sua solução: escreva-a aqui e apague esta linha.")'
LOOKS_LIKE_A_MARKER = re.compile(r"#.*\b(BEGIN|END)\s+SOLUTION", re.IGNORECASE)


class Unbalanced(ValueError):
    """A marker that opens or closes nothing; `line` counts from 0 inside the text."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


def find_regions(text: str) -> list[tuple[int, int]]:
    """Find the lines of the markers, as pairs (begin, end) counted from 0.

    >>> find_regions("def f():\\n    ### BEGIN SOLUTION\\n    return 1\\n    ### END SOLUTION")
    [(1, 3)]

    Raises Unbalanced for a marker without its partner, inside another region, or misspelt: a solution would stay.
    """
    regions, opened = [], None
    for number, line in enumerate(text.splitlines()):
        if not LOOKS_LIKE_A_MARKER.search(line):
            continue
        marker = line.strip()
        if marker == BEGIN and opened is None:
            opened = number
        elif marker == END and opened is not None:
            regions.append((opened, number))
            opened = None
        elif marker == BEGIN:
            raise Unbalanced(f"há um {BEGIN} dentro de outro", number)
        elif marker == END:
            raise Unbalanced(f"há um {END} sem o seu {BEGIN}", number)
        else:
            raise Unbalanced(f"a marca `{marker}` não está escrita como {BEGIN} ou {END}", number)
    if opened is not None:
        raise Unbalanced(f"há um {BEGIN} sem o seu {END}", opened)
    return regions


def without_solutions(text: str) -> str:
    """Replace every region by an invitation to write; the first of each definition also raises.

    >>> print(without_solutions("def f():\\n    ### BEGIN SOLUTION\\n    return 1\\n    ### END SOLUTION"))
    def f():
        # Escreva aqui a sua solução.
        raise NotImplementedError("Falta a sua solução: escreva-a aqui e apague esta linha.")

    A later region of the same definition raises too where the block would be empty without it. What stands outside the
    regions stays as it is.
    """
    regions = find_regions(text)
    tree = ast.parse(text)
    raising = _first_of_each_definition(tree, regions)
    for k in range(len(regions)):
        if k not in raising and not _parses(_replaced(text, regions, set(range(len(regions))) - {k})):
            raising.add(k)
    return _replaced(text, regions, raising)


def _first_of_each_definition(tree: ast.Module, regions: list[tuple[int, int]]) -> set[int]:
    spans = [(node.lineno - 1, (node.end_lineno or node.lineno) - 1) for node in tree.body]
    raising, seen = set(), set()
    for k, (begin, _) in enumerate(regions):
        # A comment is not part of the tree: the region belongs to the last statement that starts above it.
        owner = max((number for number, (first, _) in enumerate(spans) if first <= begin), default=-1)
        if owner not in seen:
            seen.add(owner)
            raising.add(k)
    return raising


def _replaced(text: str, regions: list[tuple[int, int]], raising: set[int]) -> str:
    lines = text.splitlines()
    for k, (begin, end) in reversed(list(enumerate(regions))):
        indent = lines[begin][: len(lines[begin]) - len(lines[begin].lstrip())]
        lines[begin : end + 1] = [indent + INVITATION, *([indent + STUB] if k in raising else [])]
    return "\n".join(lines)


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
