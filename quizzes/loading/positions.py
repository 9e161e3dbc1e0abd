"""YAML read with its positions: plain values, and where in the file each one stands.

Only the *compose* step of ruamel.yaml is used. It keeps line and column of every node and, unlike
later steps, both keys of a duplicate. Nothing is ever built from a tag.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from quizzes.loading.malformed import Position, malformed
from quizzes.loading.scalars import Lost, lost_anchor, lost_in, rest_of_line
from quizzes.text import Place
from quizzes.types import Fault

KEY = "<key>"
"""Added to a place, it stands for the key instead of the value."""

YAML_OWN = "tag:yaml.org,2002:"
TAGS = {"str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value"}
"""What YAML itself takes a value for; any other tag was written by hand."""

TOO_DEEP = Fault((), "values nested hundreds deep", "a topic with its questions")


@dataclass
class Document:
    """Values with their positions.

    ``faults`` are those of YAML itself, each with its own position; ``broken`` are the places of
    values that were left out because a fault reports them. ``written`` holds the source of values
    of which YAML makes something else than text: numbers, true and false, nothing, and lists and
    mappings in brackets.
    """

    text: str = ""
    value: Any = None
    where: dict[Place, Position] = field(default_factory=dict)
    faults: list[tuple[Position, Fault]] = field(default_factory=list)
    broken: set[Place] = field(default_factory=set)
    written: dict[Place, str] = field(default_factory=dict)
    _nodes: dict[int, bool] = field(default_factory=dict)
    _anchored: list[tuple[int, Place, Lost]] = field(default_factory=list)

    def position(self, place: Place) -> Position:
        """Return line and column of `place`, or of the nearest value around it."""
        while place and place not in self.where:
            place = place[:-1]
        return self.where.get(place, (1, 1))

    def at(self, place: Place) -> Any:
        """Return the value at `place`; None where there is none."""
        value = self.value
        for step in place:
            inside = (
                step in value
                if isinstance(value, dict)
                else isinstance(value, list) and step in range(len(value))
            )
            value = value[step] if inside else None
        return value

    def broken_at(self, place: Place) -> bool:
        """Return whether a value at `place`, or around it, was left out for a reported fault."""
        return any(place[:length] in self.broken for length in range(len(place) + 1))

    def leave_out(self, place: Place, position: Position, seen: str, expected: str) -> None:
        """Report a fault, and leave the value at `place` out."""
        self.broken.add(place)
        self.faults.append((position, Fault(place, seen, expected)))

    def lose(self, place: Place, lost: Lost) -> None:
        """Report what YAML took from the text at `place`, and leave it out."""
        self.leave_out(place, _place_of(lost.index, self.text), lost.seen, lost.expected)


def read_yaml(text: str) -> Document:
    """Parse one YAML document. What is wrong with it is in ``faults``; nothing is raised."""
    document = Document(text)
    try:
        with warnings.catch_warnings():  # a name that is given twice is an alias: refused below
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, ValueError, OverflowError) as error:
        document.faults.append(malformed(error, text))
        return document
    except RecursionError:
        document.faults.append(((1, 1), TOO_DEEP))
        return document
    if root is not None:
        try:
            document.value = _value(root, (), document)
        except RecursionError:
            document.value = None
            document.faults.append(((1, 1), TOO_DEEP))
    for node, place, lost in document._anchored:
        if not document._nodes[node]:
            document.lose(place, lost)
    for found in re.finditer("[\x85\u2028\u2029]", text):
        seen = f"the control character U+{ord(found[0]):04X}, which YAML takes for a line break"
        fault = Fault((), seen, "plain text: take it away, or type the line anew")
        document.faults.append((_place_of(found.start(), text), fault))
    return document


def _place_of(index: int, text: str) -> Position:
    before = text[:index]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _start(node: Node) -> Position:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _value(node: Node, place: Place, document: Document) -> Any:
    position = _start(node)
    document.where.setdefault(place, position)
    known = document._nodes
    if id(node) in known:  # an alias: a few lines of them could stand for more than memory holds
        document.broken.add(place)
        if not known[id(node)]:  # reported once, however often it is used
            known[id(node)] = True
            document.leave_out(
                place,
                position,
                f"an anchor (&{node.anchor}), which an alias (*{node.anchor}) repeats elsewhere",
                "each value written out in its place, without & and *",
            )
        return None
    known[id(node)] = False
    tag = str(node.tag)
    if tag.removeprefix(YAML_OWN) not in TAGS:
        called = f"!!{tag.removeprefix(YAML_OWN)}" if tag.startswith(YAML_OWN) else tag
        document.leave_out(
            place,
            position,
            f"the tag {called}",
            "a plain value without a tag: nothing in a file is built or run",
        )
        return None
    _keep_source(node, place, document)
    if isinstance(node, MappingNode):
        return _mapping(node, place, document)
    if isinstance(node, SequenceNode):
        return [_value(child, (*place, i), document) for i, child in enumerate(node.value)]
    names = [step for step in place if isinstance(step, str)]
    if not isinstance(node, ScalarNode):
        return None
    for lost in lost_in(node, document.text, names[-1] if names else ""):
        document.lose(place, lost)
    if anchor := lost_anchor(node, document.text):
        document._anchored.append((id(node), place, anchor))
    return None if place in document.broken else _scalar(node)


def _keep_source(node: Node, place: Place, document: Document) -> None:
    """Keep what stands in the file where YAML makes something else than text of it."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode):
        other = node.style is None and not str(node.tag).endswith(":str")
        hidden = node.style in ("|", ">") and not node.value
        if start < end and (other or hidden):
            document.written[place] = document.text[start:end].strip()
    else:
        document.written[place] = document.text[start:end].strip()


def _mapping(node: MappingNode, place: Place, document: Document) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node) if isinstance(key_node, ScalarNode) else None
        if not isinstance(key, str):
            seen = (
                f"the key {key_node.value!r}"
                if isinstance(key_node, ScalarNode)
                else "a list or mapping as a key"
            )
            fault = Fault(place, seen, "a name as the key; quote it if it is meant as text")
            document.faults.append((_start(key_node), fault))
        elif key in found:
            first = document.position((*place, key))
            seen = f"the key {key!r} a second time (first at line {first[0]})"
            document.faults.append((_start(key_node), Fault(place, seen, "each key once")))
        else:
            inner = (*place, key)
            document.where[inner] = _start(value_node)
            found[key] = _value(value_node, inner, document)
            document.where[(*inner, KEY)] = _start(key_node)
            behind = rest_of_line(document.text, key_node.end_mark.index).lstrip(": \t")
            if found[key] is None and behind.startswith("#"):
                document.written[inner] = behind.strip()
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
            return (
                int(bare, 0)
                if kind == "int"
                else float(bare.replace(".inf", "inf").replace(".nan", "nan"))
            )
        except ValueError:
            return text
    return text
