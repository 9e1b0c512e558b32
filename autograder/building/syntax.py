"""What a cell's syntax tree says about it: what it calls, whether it only prepares, the signature it defines."""

from __future__ import annotations

import ast
import copy
import inspect


def only_call(tree: ast.Module, function: str) -> list[str] | None:
    """The names passed when a cell is exactly `function(name, …)`, else None."""
    match tree.body:
        case [ast.Expr(ast.Call(ast.Name(called), args, []))] if called == function:
            return [arg.id for arg in args if isinstance(arg, ast.Name)]
    return None


def checked_names(tree: ast.Module) -> list[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [
        call.args[0].id
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "check" and isinstance(call.args[0], ast.Name)
    ]


def only_prepares(tree: ast.Module) -> bool:
    """Imports and definitions only: quick and harmless, so an answer may rely on them when graded."""
    return all(isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef) for node in tree.body)


def signature_written(node: ast.FunctionDef) -> str:
    """The parameters as written, without annotations, which an exercise does not ask for."""
    arguments = copy.deepcopy(node.args)
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return f"({ast.unparse(arguments)})"


def signature_wanted(signature: inspect.Signature) -> str:
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return str(signature.replace(parameters=parameters, return_annotation=signature.empty))
