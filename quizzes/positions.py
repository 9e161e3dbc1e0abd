"""YAML read with its positions: plain values, and where in the file each one stands.

Only the *compose* step of ruamel.yaml is used: it keeps line and column of every node and, unlike the dictionaries of
later steps, still holds both keys of a duplicate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from quizzes.consistency import Mistake, Path

Position = tuple[int, int]
"""Line and column, both counted from one."""


@dataclass
class Document:
    """Values with their positions; ``mistakes`` are those of YAML itself, each with its own position."""

    value: Any = None
    where: dict[Path, Position] = field(default_factory=dict)
    mistakes: list[tuple[Position, Mistake]] = field(default_factory=list)
    nodes: dict[int, Node] = field(default_factory=dict)

    def position(self, path: Path) -> Position:
        """Where `path` stands, or the nearest thing around it that does."""
        while path and path not in self.where:
            path = path[:-1]
        return self.where.get(path, (1, 1))


def read(text: str) -> Document:
    """Parse one YAML document; what is wrong with it is in ``mistakes``, nothing is raised."""
    document = Document()
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        document.mistakes.append((position, Mistake((), str(error.problem or error.context), "well-formed YAML")))
        return document
    except YAMLError as error:
        document.mistakes.append(((1, 1), Mistake((), str(error), "well-formed YAML")))
        return document
    except RecursionError:
        document.mistakes.append(((1, 1), Mistake((), "values nested hundreds deep", "a topic with its questions")))
        return document
    if root is not None:
        document.value = _value(root, (), document)
    return document


def _start(node: Node) -> Position:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _value(node: Node, path: Path, document: Document) -> Any:
    document.where.setdefault(path, _start(node))
    if id(node) in document.nodes:  # an alias: followed, a few lines could stand for more than memory holds
        mistake = Mistake(path, "an alias (a name after *) of what stands here", "the value itself, written out each time")
        if (_start(node), mistake) not in document.mistakes:
            document.mistakes.append((_start(node), mistake))
        return None
    document.nodes[id(node)] = node
    if isinstance(node, MappingNode):
        return _mapping(node, path, document)
    if isinstance(node, SequenceNode):
        return [_value(child, (*path, i), document) for i, child in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: MappingNode, path: Path, document: Document) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node) if isinstance(key_node, ScalarNode) else None
        if not isinstance(key, str):
            mistake = Mistake(path, f"the key {key_node.value!r}", "a name as the key; quote it if it is meant as text")
            document.mistakes.append((_start(key_node), mistake))
        elif key in found:
            first = document.position((*path, key))
            mistake = Mistake(path, f"the key {key!r} a second time (first at line {first[0]})", "each key once")
            document.mistakes.append((_start(key_node), mistake))
        else:
            inner = (*path, key)
            document.where[inner] = _start(value_node)
            found[key] = _value(value_node, inner, document)
            document.where[(*inner, "<key>")] = _start(key_node)
    return found


def _scalar(node: Node) -> Any:
    kind = str(node.tag).rpartition(":")[2]
    text = str(node.value)
    if kind == "bool":
        return text.lower() == "true"
    if kind == "null":
        return None
    if kind in ("int", "float"):
        bare = text.replace("_", "").lower()
        try:
            return int(bare, 0) if kind == "int" else float(bare.replace(".inf", "inf").replace(".nan", "nan"))
        except ValueError:
            return text
    return text
