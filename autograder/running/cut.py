"""Cut functions out of a package by its syntax tree: the named ones, what they call, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


class CannotCut(ValueError):
    """The package is written in a way that cannot be followed, or a name leads to one that must stay out."""


@dataclass(frozen=True)
class Module:
    """A module's own definitions and imports, by the name they bind, in the order of the file."""

    name: str
    definitions: dict[str, ast.stmt]
    imports: dict[str, ast.Import | ast.ImportFrom]


Key = tuple[str, str]  # (module, name)


class Package:
    """A folder of modules that import each other by name (`from package.module import name`, absolute or relative).

    >>> package = Package(Path("enap_lstm/reference"), "enap_lstm.reference")
    >>> sorted(name for _, name in package.closure(["rnn_step"]))
    ['rnn_step']
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        paths = sorted(folder.glob("*.py"))
        self.modules = {path.stem: _module(path.stem, ast.parse(path.read_text(encoding="utf-8"))) for path in paths}

    @property
    def exports(self) -> frozenset[str]:
        """The public functions: what `from package import …` gives, but for modules."""
        top = self.modules["__init__"]
        names = {name for name in [*top.definitions, *top.imports] if not name.startswith("_")}
        return frozenset(name for name in names if self._source_of("__init__", name) is not None)

    def closure(self, names: Iterable[str]) -> frozenset[Key]:
        """Everything the exported `names` need, as (module, name). Raises CannotCut for a name that is not exported."""
        found: set[Key] = set()
        waiting = [("__init__", name) for name in names]
        while waiting:
            module, name = waiting.pop()
            key = self._source_of(module, name)
            if key is None:
                raise CannotCut(f"{self.name}.{module} gives no {name}")
            if key not in found:
                found.add(key)
                waiting += [(key[0], used) for used in self._uses(*key)]
        return frozenset(found)

    def cut(self, module: str, kept: frozenset[Key]) -> str:
        """The source of `module` with only the kept definitions and the imports they use; no docstring, no comment."""
        mine = self.modules[module]
        names = [name for name in mine.definitions if (module, name) in kept]
        statements = list({id(mine.definitions[name]): mine.definitions[name] for name in names}.values())
        used = {name for statement in statements for name in loaded(statement)}
        imports = [_only(statement, name) for name, statement in mine.imports.items() if name in used]
        future = ["from __future__ import annotations"]
        return (
            "\n".join(future + imports + [without_docstrings(ast.unparse(statement)) for statement in statements])
            + "\n"
        )

    def _uses(self, module: str, name: str) -> Iterator[str]:
        """Names of this package that a definition loads; names from elsewhere (NumPy) stay imports."""
        mine = self.modules[module]
        for used in loaded(mine.definitions[name]):
            statement = mine.imports.get(used)
            if used in mine.definitions:
                yield used
            elif statement is not None and self._is_whole_package(statement):
                raise CannotCut(f"{self.name}.{module}: import the name from its module: {ast.unparse(statement)}")
            elif statement is not None and self._sibling(statement):
                yield used

    def _is_whole_package(self, statement: ast.Import | ast.ImportFrom) -> bool:
        if isinstance(statement, ast.Import):
            return any(alias.name.startswith(self.name) for alias in statement.names)
        return (statement.level == 1 and not statement.module) or statement.module == self.name

    def _source_of(self, module: str, name: str) -> Key | None:
        """Where a name is defined, followed through re-exports; None if it is a module or not of this package."""
        while name not in self.modules[module].definitions:
            statement = self.modules[module].imports.get(name)
            sibling = self._sibling(statement) if statement is not None else None
            if sibling is None or not isinstance(statement, ast.ImportFrom):
                return None
            name = next(alias.name for alias in statement.names if (alias.asname or alias.name) == name)
            module = sibling
        return module, name

    def _sibling(self, statement: ast.Import | ast.ImportFrom) -> str | None:
        """The module of this package that an import statement takes names from."""
        if isinstance(statement, ast.Import) or self._is_whole_package(statement):
            return None
        full = f"{self.name}.{statement.module}" if statement.level == 1 else statement.module or ""
        module = full.removeprefix(f"{self.name}.")
        return module if module in self.modules and full != module else None


def loaded(statement: ast.AST) -> set[str]:
    """Every name a statement may look up, annotations included."""
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def without_docstrings(source: str) -> str:
    """The same program without docstrings and comments.

    >>> without_docstrings('def f():\\n    "Talks of lstm_step."\\n    return 1  # as lstm_step does')
    'def f():\\n    return 1'
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:] or ([] if isinstance(node, ast.Module) else [ast.Pass()])
    return ast.unparse(tree)


def _module(name: str, tree: ast.Module) -> Module:
    definitions: dict[str, ast.stmt] = {}
    imports: dict[str, ast.Import | ast.ImportFrom] = {}
    for statement in tree.body:
        match statement:
            case ast.FunctionDef() | ast.ClassDef():
                definitions[statement.name] = statement
            case ast.Assign() | ast.AnnAssign():
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                bound = [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
                definitions |= {target: statement for target in bound if target != "__all__"}
            case ast.ImportFrom(module="__future__") | ast.Expr(ast.Constant()):
                pass
            case ast.Import() | ast.ImportFrom():
                if any(alias.name == "*" for alias in statement.names):
                    raise CannotCut(f"{name}: a star import cannot be followed")
                for alias in statement.names:
                    imports[alias.asname or alias.name.partition(".")[0]] = statement
            case _:
                raise CannotCut(
                    f"{name}, line {statement.lineno}: only imports, definitions and assignments can be cut"
                )
    return Module(name, definitions, imports)


def _only(statement: ast.Import | ast.ImportFrom, name: str) -> str:
    aliases = [alias for alias in statement.names if (alias.asname or alias.name.partition(".")[0]) == name]
    if isinstance(statement, ast.Import):
        return ast.unparse(ast.Import(aliases))
    return ast.unparse(ast.ImportFrom(statement.module, aliases, statement.level))
