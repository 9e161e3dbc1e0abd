"""What a learner's source could name at a place: quantities, functions of one argument, keys."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from autograder.judge.edits.place import Place, enclosing, walk

_NUMPY = ("np", "numpy")
_ACTIVATIONS = ("tanh", "exp", "sqrt", "abs", "log")
"""Functions of NumPy that a learner could have meant, whether or not the source has them."""
_ELEMENTWISE = frozenset({*_ACTIVATIONS, "square", "sign", "log1p", "expm1", "sin", "cos"})
_SQUASHING = ("sigm", "expit", "logistic", "tanh", "relu", "softmax", "act")
_MOST_WORDS = 60
_GATES = "figo"


@dataclass(frozen=True)
class Scope:
    """What can be named at the place of a statement."""

    place: Place

    def text(self, node: ast.AST) -> str:
        """The source of a node, which must not change. It is written once."""
        known = self._texts.get(id(node))
        if known is None:
            known = self._texts[id(node)] = node, ast.unparse(node)
        return known[1]

    @cached_property
    def _texts(self) -> dict[int, tuple[ast.AST, str]]:
        """Each node by its id. It is kept, so that no other one gets its id."""
        return {}

    @cached_property
    def quantities(self) -> tuple[ast.expr, ...]:
        """Values that can be named there: parameters, variables, and parts of these that it uses.

        In the order of the source, parameters first.
        """
        names = dict.fromkeys(self._names())
        found: dict[str, ast.expr] = {name: ast.Name(name, ast.Load()) for name in names}
        for node in self._inside:
            if (
                isinstance(node, ast.expr)
                and is_part(node)
                and _root(node) in names
                and id(node) not in self.called
            ):
                found.setdefault(ast.unparse(node), node)
        called = {
            node.func.id
            for node in self._everything
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        return tuple(node for text, node in list(found.items())[:_MOST_WORDS] if text not in called)

    @cached_property
    def parts(self) -> tuple[ast.expr, ...]:
        """The quantities, and the entries under other keys of the dicts that it reads from."""
        found = {ast.unparse(node): node for node in self.quantities}
        for node in self.quantities:
            if isinstance(node, ast.Subscript):
                for other in self._of_other_keys(node):
                    found.setdefault(ast.unparse(other), other)
        return tuple(found.values())[:_MOST_WORDS]

    @cached_property
    def containers(self) -> tuple[str, ...]:
        """The names there whose parts the function reads, such as ``hs`` in ``hs[t]``."""
        names = dict.fromkeys(self._names())
        found = {
            node.value.id
            for node in self._inside
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
        }
        return tuple(name for name in names if name in found)

    @cached_property
    def functions(self) -> tuple[ast.expr, ...]:
        """What can be called with one value: the functions that the source calls so, and NumPy's.

        Those that squash come first. The function itself is left out, or it would call itself.
        """
        defined = {node.name for node in self.place.tree.body if isinstance(node, ast.FunctionDef)}
        found: dict[str, ast.expr] = {}
        for node in self._everything:
            if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
                text = ast.unparse(node.func)
                numpy = (
                    isinstance(node.func, ast.Attribute)
                    and _root(node.func) in _NUMPY
                    and node.func.attr in _ELEMENTWISE
                )
                if numpy or text in defined or _squashes(text):
                    found.setdefault(text, node.func)
        for node in self.place.tree.body:
            own = node is self.place.whole
            if isinstance(node, ast.FunctionDef) and len(node.args.args) == 1 and not own:
                found.setdefault(node.name, ast.Name(node.name, ast.Load()))
        for name in _ACTIVATIONS if self.numpy else ():
            function = ast.Attribute(ast.Name(self.numpy, ast.Load()), name, ast.Load())
            found.setdefault(ast.unparse(function), function)
        ordered = sorted(found.items(), key=lambda item: not _squashes(item[0]))
        return tuple(node for _, node in ordered)

    @cached_property
    def numpy(self) -> str:
        """The name of NumPy, empty where it is not imported."""
        return next((name for name in _NUMPY if name in self._imported), "")

    @cached_property
    def called(self) -> frozenset[int]:
        """The ids of what is called, such as ``x.sum`` in ``x.sum()``."""
        return frozenset(id(node.func) for node in self._everything if isinstance(node, ast.Call))

    @cached_property
    def positions(self) -> tuple[str, ...]:
        """The names that count steps, units or examples: those that stand in brackets."""
        found = {
            part.id: None
            for node in self._inside
            if isinstance(node, ast.Subscript)
            for part in walk(node.slice)
            if isinstance(part, ast.Name)
        }
        counted = {
            part.id: None
            for node in self._inside
            if isinstance(node, (ast.For, ast.comprehension)) and _counts(node.iter)
            for part in walk(node.target)
            if isinstance(part, ast.Name)
        }
        names = dict.fromkeys(self._names())
        return tuple(name for name in names if name in found or name in counted)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The texts that stand in brackets, and the letters of texts that a loop goes through."""
        found: dict[str, None] = {}
        for node in self._everything:
            if isinstance(node, ast.Subscript):
                for part in walk(node.slice):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        found[part.value] = None
            if isinstance(node, ast.Dict):
                texts = (key.value for key in node.keys if isinstance(key, ast.Constant))
                found |= dict.fromkeys(text for text in texts if isinstance(text, str))
            for looped in _looped(node):
                found |= dict.fromkeys(looped)
        return tuple(found)[:_MOST_WORDS]

    def other_texts(self, text: str) -> tuple[str, ...]:
        """The other keys of the same length that the source has, or that its keys make together.

        A source with ``"W_i"`` and ``"b_f"`` makes ``"W_f"`` and ``"b_i"`` as well, and so does one
        with ``"b_f"`` and ``z("i")``.
        """
        same = [key for key in self.keys if len(key) == len(text)]
        passed = {letter for letter in self._letters if letter.isalnum()}
        ends = sorted(passed | {key[-1:] for key in self.keys if key[-1:].isalnum()})
        if len(text) == 1:
            made = [*_GATES] if text in _GATES else []
        else:
            made = [text[:-1] + end for end in ends if text[-1:] in ends]
            made += [key[:-1] + text[-1:] for key in same]
        return tuple(other for other in dict.fromkeys((*same, *made)) if other != text)

    @cached_property
    def _letters(self) -> set[str]:
        """The single letters that are passed to calls."""
        return {
            argument.value
            for node in self._everything
            if isinstance(node, ast.Call)
            for argument in node.args
            if isinstance(argument, ast.Constant)
            and isinstance(argument.value, str)
            and len(argument.value) == 1
        }

    def _of_other_keys(self, node: ast.expr) -> Iterator[ast.expr]:
        """The parts of the same dict under other keys."""
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            text = node.slice.value
            for other in self.other_texts(text) if isinstance(text, str) else ():
                yield ast.Subscript(node.value, ast.Constant(other), ast.Load())

    @cached_property
    def uses(self) -> Counter[str]:
        """How often each word of the enclosing function is read."""
        return Counter(ast.unparse(node) for node in self._inside if is_leaf(node))

    @cached_property
    def _everything(self) -> list[ast.AST]:
        """All nodes of the chunk."""
        return list(walk(self.place.tree))

    @cached_property
    def _inside(self) -> list[ast.AST]:
        around = enclosing(self.place)
        return list(walk(around[0])) if around else self._everything

    @cached_property
    def _imported(self) -> set[str]:
        return {node.id for node in walk(self.place.whole) if isinstance(node, ast.Name)} | {
            alias.asname or alias.name
            for node in self.place.tree.body
            if isinstance(node, ast.Import)
            for alias in node.names
        }

    def _names(self) -> Iterator[str]:
        line = self.place.statement.lineno
        for function in enclosing(self.place):
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                arguments = function.args
                for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                    yield argument.arg
        loops = [
            node
            for node in self._inside
            if isinstance(node, (ast.For, ast.While))
            and node.lineno <= line <= (node.end_lineno or 0)
        ]
        for node in self._inside:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                within = any(loop.lineno <= node.lineno <= (loop.end_lineno or 0) for loop in loops)
                comprehended = node.lineno >= line and not within
                if node.lineno < line or within or self._bound_here(node, comprehended):
                    yield node.id

    def _bound_here(self, name: ast.Name, comprehended: bool) -> bool:
        """Whether a comprehension of the statement itself binds the name."""
        return comprehended and any(
            name in walk(generator.target)
            for node in walk(self.place.statement)
            for generator in getattr(node, "generators", ())
        )


def _counts(iterated: ast.expr) -> bool:
    """Whether a loop runs over whole numbers, or over what `enumerate` gives."""
    names = {node.id for node in walk(iterated) if isinstance(node, ast.Name)}
    return bool(names & {"range", "enumerate"})


def is_leaf(node: ast.AST) -> bool:
    """Whether a node reads one value: a name, a part of one, or an attribute of one."""
    return (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)) or is_part(node)


def is_part(node: ast.AST) -> bool:
    """Whether a node reads a part of a named value, such as ``params["W_f"]`` or ``hs[t]``."""
    if isinstance(node, ast.Subscript):
        plain = (ast.Name, ast.Constant, ast.UnaryOp, ast.BinOp)
        return (
            isinstance(node.ctx, ast.Load)
            and _root(node) != ""
            and isinstance(node.slice, plain)
            and not isinstance(node.value, ast.Call)
        )
    if isinstance(node, ast.Attribute):
        root = _root(node)
        return (
            isinstance(node.ctx, ast.Load)
            and root not in ("", *_NUMPY, "math")
            and node.attr not in ("T", "shape", "size", "ndim", "dtype")
        )
    return False


def _squashes(text: str) -> bool:
    return any(word in text.lower() for word in _SQUASHING)


def _looped(node: ast.AST) -> Iterator[str]:
    iterated = [getattr(node, "iter", None)]
    for value in iterated:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield from value.value
        elif isinstance(value, (ast.Tuple, ast.List)):
            for item in value.elts:
                if isinstance(item, ast.Constant) and isinstance(item.value, str):
                    yield item.value


def _root(node: ast.AST) -> str:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
