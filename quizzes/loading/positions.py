"""YAML read with its positions: plain values, and where in the file each one stands.

Only the *compose* step of ruamel.yaml is used. It keeps line and column of every node and, unlike
later steps, both keys of a duplicate. Nothing is ever built from a tag.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from quizzes.text import Place
from quizzes.types import Fault

Position = tuple[int, int]
"""Line and column, both counted from one."""

KEY = "<key>"
"""Added to a place, it stands for the key instead of the value."""

YAML_OWN = "tag:yaml.org,2002:"
TAGS = {"str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value"}
"""What YAML itself takes a value for; any other tag was written by hand."""

REMEDIES = {
    "mapping values are not allowed": (
        "a second `: ` on this line",
        "text with `: ` in quotes, or on lines below after `>`",
    ),
    "found character '\\t'": ("a tab", "spaces at the beginning of a line"),
    "but found another document": (
        "a second document after `---`",
        "one topic in a file: put the other into its own",
    ),
    "found unknown escape character": (
        "a single backslash in double quotes",
        "two backslashes there (\\\\sigma), or single quotes around the text",
    ),
    "found undefined alias": (
        "a `*` at the beginning of a text, which YAML takes for an alias",
        "the text in quotes",
    ),
    "alphabetic or numeric character": (
        "a `*`, `&` or `!` at the beginning of a text",
        "the text in quotes",
    ),
    "that cannot start any token": (
        "a text that begins with a sign YAML keeps for itself",
        "the text in quotes",
    ),
    "sequence entries are not allowed": (
        "a `- ` behind something else",
        "each `- ` on a line of its own, or the text in quotes",
    ),
    "found unexpected end of stream": (
        "a quote that is never closed",
        "the same quote at the end of the text",
    ),
    "could not find expected ':'": (
        "a line without `:`",
        "`name: value`, or text indented below its name",
    ),
    "expected <block end>": (
        "a line that does not stand below its neighbours, or text behind a closed quote",
        (
            "the same number of spaces before the lines of one list or mapping, and quotes around a"
            " whole text"
        ),
    ),
    "<document start>": (
        "a line that stands elsewhere than the first",
        "`topic:`, `title:`, `use:` and `questions:` all at the beginning of their lines",
    ),
    "expected ',' or": (
        "a list or mapping in brackets that does not go on rightly",
        "entries with commas between them, and text with `, : [ ] { }` in quotes",
    ),
    "expected the node content": (
        "a list or mapping in brackets that breaks off",
        "its end: ] or }",
    ),
    "special characters are not allowed": (
        "a character that no text has",
        "plain text; take it away, or type the line anew",
    ),
}
"""What the parser complains of, as what an author sees and what to write instead."""


@dataclass
class Document:
    """Values with their positions.

    ``faults`` are those of YAML itself, each with its own position; ``broken`` are the places of
    values that were left out because a fault reports them.
    """

    value: Any = None
    where: dict[Place, Position] = field(default_factory=dict)
    faults: list[tuple[Position, Fault]] = field(default_factory=list)
    broken: set[Place] = field(default_factory=set)
    _nodes: dict[int, bool] = field(default_factory=dict)

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


def read_yaml(text: str) -> Document:
    """Parse one YAML document. What is wrong with it is in ``faults``; nothing is raised."""
    document = Document()
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        document.faults.append((_place(error, text), _malformed(error)))
        return document
    except RecursionError:
        document.faults.append(
            ((1, 1), Fault((), "values nested hundreds deep", "a topic with its questions"))
        )
        return document
    if root is not None:
        document.value = _value(root, (), document)
    return document


def _malformed(error: YAMLError) -> Fault:
    if isinstance(error, MarkedYAMLError):
        said = (
            "found unexpected end of stream"
            if _ran_on(error) and "quoted" in str(error.context)
            else str(error.problem or error.context)
        )
    else:
        said = str(getattr(error, "reason", error)).splitlines()[0]
    for words, (seen, expected) in REMEDIES.items():
        if words in said:
            return Fault((), seen, expected)
    return Fault(
        (), f"no YAML ({said})", "well-formed YAML: look at this line and the one before it"
    )


def _place(error: YAMLError, text: str) -> Position:
    """Return where it went wrong.

    For quotes and brackets that is where they were opened, if the parser went on past that line.
    """
    if not isinstance(error, MarkedYAMLError):
        before = text[: getattr(error, "position", 0)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    mark = error.context_mark if _ran_on(error) else error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _ran_on(error: MarkedYAMLError) -> bool:
    """Return whether quotes or brackets were opened on an earlier line than the error's."""
    opened, stumbled = error.context_mark, error.problem_mark
    inside = any(word in str(error.context) for word in ("flow", "quoted"))
    return bool(inside and opened and stumbled and stumbled.line > opened.line)


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
    if isinstance(node, MappingNode):
        return _mapping(node, place, document)
    if isinstance(node, SequenceNode):
        return [_value(child, (*place, i), document) for i, child in enumerate(node.value)]
    return _scalar(node)


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
