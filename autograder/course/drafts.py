"""The source of a wrong function goes in; the draft of a misconception comes out, to be worded."""

from __future__ import annotations

import ast
import builtins
import textwrap
from types import ModuleType

_DRAFT = '''"""A draft of `gatewise author suggest`: say what is wrong, and rename the file."""

{imports}from autograder import Misconception


{wrong}


misconception = Misconception(
    slug="{slug}",
    replaces="{function}",
    wrong=wrong,
    title="",  # what is wrong, as a learner would say it
    explanation="",  # why it is wrong, and what it would lead to
    hint="",  # what to look at
)
'''


def wrong_version(source: str, name: str, module: ModuleType | None = None) -> str:
    """Return a function ``wrong`` that does what a function of some source does.

    Parameters
    ----------
    source
        Python source that defines the function at its top level.
    name
        The name of the function.
    module
        Where the source comes from. Names of it that the function uses are imported inside it.

    Returns
    -------
    str
        The source of ``wrong``, without docstring, decorators and annotations. Other functions of
        the source that it uses come before it.

    Raises
    ------
    KeyError
        The source does not define the function at its top level.
    SyntaxError
        The source is not Python.
    """
    defined = {
        node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)
    }
    own = defined[name]
    helpers = [node for node in defined.values() if node is not own and node.name in _names(own)]
    for node in (own, *helpers):
        _strip(node)
    known = {*dir(builtins), *(node.name for node in helpers), "np"}
    used = sorted((set().union(*map(_names, (own, *helpers)))) - known - _bound(own))
    imported = [word for word in used if module is not None and hasattr(module, word)]
    if imported and module is not None:
        line = f"from {module.__name__} import {', '.join(imported)}"
        own.body[:0] = ast.parse(line).body
    own.name = "wrong"
    return "\n\n\n".join(map(ast.unparse, (*helpers, own)))


def draft(slug: str, function: str, wrong: str) -> str:
    """Return the file of a misconception whose words are still missing.

    `gatewise lint` reports the missing words, so a draft cannot be forgotten.

    Parameters
    ----------
    slug
        Names the misconception for now.
    function
        The function of the reference that it replaces.
    wrong
        The source of the function ``wrong``.
    """
    imports = "import numpy as np\n\n" if "np." in wrong else ""
    return _DRAFT.format(
        slug=slug, function=function, wrong=textwrap.dedent(wrong).strip(), imports=imports
    )


def _strip(function: ast.FunctionDef) -> None:
    """Take docstring, decorators and annotations out of a function."""
    function.decorator_list, function.returns = [], None
    for argument in ast.walk(function.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    if ast.get_docstring(function) is not None and len(function.body) > 1:
        del function.body[0]
    for index, statement in enumerate(function.body):
        if isinstance(statement, ast.AnnAssign) and statement.value is not None:
            plain = ast.Assign([statement.target], statement.value)
            function.body[index] = ast.fix_missing_locations(ast.copy_location(plain, statement))


def _names(node: ast.AST) -> set[str]:
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}


def _bound(function: ast.FunctionDef) -> set[str]:
    arguments = {item.arg for item in ast.walk(function.args) if isinstance(item, ast.arg)}
    stored = {
        item.id
        for item in ast.walk(function)
        if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)
    }
    return arguments | stored
