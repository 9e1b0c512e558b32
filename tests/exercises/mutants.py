"""Small changes to a right answer, each of which must make it wrong: operators, constants, signs, axes, transposes, names."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

OPERATORS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
METHODS = {"sum": "mean", "tanh": "sin", "exp": "expm1", "stack": "concatenate"}


def mutants(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """What was changed, and the source of the function with that one change.

    >>> tree = ast.parse("def double(x):\\n    return 2 * x").body[0]
    >>> [what for what, _ in mutants(tree)]
    ['* → + in 2 * x', '* → / in 2 * x', '2 → 3', '2 → 1']
    """
    names = [argument.arg for argument in function.args.args]
    for position, node in enumerate(ast.walk(function)):
        for what, change in _changes(node, names):
            twin = copy.deepcopy(function)
            change(list(ast.walk(twin))[position])
            yield what, ast.unparse(ast.fix_missing_locations(twin))


def _changes(node: ast.AST, names: list[str]):
    if isinstance(node, ast.BinOp):
        for other in OPERATORS.get(type(node.op), ()):
            signs = "".join(_sign(op) for op in (type(node.op), other))
            yield (
                f"{signs[0]} → {signs[1]} in {ast.unparse(node)}",
                lambda twin, other=other: setattr(twin, "op", other()),
            )
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield f"- left out in {ast.unparse(node)}", lambda twin: setattr(twin, "op", ast.UAdd())
    if isinstance(node, ast.Constant) and type(node.value) is int:
        for value in (node.value + 1, node.value - 1):
            yield f"{node.value} → {value}", lambda twin, value=value: setattr(twin, "value", value)
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield f"no .T in {ast.unparse(node)}", lambda twin: setattr(twin, "attr", "real")
    if isinstance(node, ast.Attribute) and node.attr in METHODS:
        yield f"{node.attr} → {METHODS[node.attr]}", lambda twin, attr=METHODS[node.attr]: setattr(twin, "attr", attr)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id:
                yield f"{node.id} → {other}", lambda twin, other=other: setattr(twin, "id", other)
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        for k in range(len(node.elts) - 1):
            yield f"{k} and {k + 1} exchanged in {ast.unparse(node)}", lambda twin, k=k: _exchange(twin.elts, k)


def _exchange(items: list[ast.expr], k: int) -> None:
    items[k], items[k + 1] = items[k + 1], items[k]


def _sign(op: type[ast.operator]) -> str:
    return {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "^"}[op]
