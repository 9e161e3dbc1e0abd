"""YAML read with its positions: plain values, and where in the file each one stands.

Only the *compose* step of ruamel.yaml is used: it keeps line and column of every node and, unlike
the dictionaries of later steps, still holds both keys of a duplicate. Nothing is ever built from a
tag.
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
    """Values with their positions; ``mistakes`` are those of YAML itself, each with its own
    position.
    """

    value: Any = None
    where: dict[Path, Position] = field(default_factory=dict)
    mistakes: list[tuple[Position, Mistake]] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)
    nodes: dict[int, bool] = field(default_factory=dict)

    def position(self, path: Path) -> Position:
        """Where `path` stands, or the nearest thing around it that does."""
        while path and path not in self.where:
            path = path[:-1]
        return self.where.get(path, (1, 1))

    def at(self, path: Path) -> Any:
        """The value at `path`; None where there is none."""
        value = self.value
        for step in path:
            inside = (
                step in value
                if isinstance(value, dict)
                else isinstance(value, list) and step in range(len(value))
            )
            value = value[step] if inside else None
        return value

    def broken_at(self, path: Path) -> bool:
        """Whether a value at `path`, or around it, was left out for a mistake that is told
        already.
        """
        return any(path[:length] in self.broken for length in range(len(path) + 1))


def read(text: str) -> Document:
    """Parse one YAML document; what is wrong with it is in ``mistakes``, nothing is raised."""
    document = Document()
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        document.mistakes.append((_place(error, text), _malformed(error)))
        return document
    except RecursionError:
        document.mistakes.append(
            ((1, 1), Mistake((), "values nested hundreds deep", "a topic with its questions"))
        )
        return document
    if root is not None:
        document.value = _value(root, (), document)
    return document


def _malformed(error: YAMLError) -> Mistake:
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
            return Mistake((), seen, expected)
    return Mistake(
        (), f"no YAML ({said})", "well-formed YAML: look at this line and the one before it"
    )


def _place(error: YAMLError, text: str) -> Position:
    """Where it went wrong; for quotes and brackets where they were opened, if the parser went on
    behind their line.
    """
    if not isinstance(error, MarkedYAMLError):
        before = text[: getattr(error, "position", 0)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    mark = error.context_mark if _ran_on(error) else error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _ran_on(error: MarkedYAMLError) -> bool:
    """Whether quotes or brackets were opened on an earlier line than the one where the parser
    stumbled.
    """
    opened, stumbled = error.context_mark, error.problem_mark
    inside = any(word in str(error.context) for word in ("flow", "quoted"))
    return bool(inside and opened and stumbled and stumbled.line > opened.line)


def _start(node: Node) -> Position:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _value(node: Node, path: Path, document: Document) -> Any:
    position = _start(node)
    document.where.setdefault(path, position)
    if (
        id(node) in document.nodes
    ):  # an alias: followed, a few lines could stand for more than memory holds
        document.broken.add(path)
        if not document.nodes[id(node)]:  # told once, however often it is used
            document.nodes[id(node)] = True
            document.mistakes.append(
                (
                    position,
                    Mistake(
                        path,
                        f"an anchor (&{node.anchor}), which an alias (*{node.anchor}) repeats"
                        " elsewhere",
                        "each value written out in its place, without & and *",
                    ),
                )
            )
        return None
    document.nodes[id(node)] = False
    tag = str(node.tag)
    if tag.removeprefix(YAML_OWN) not in TAGS:
        document.broken.add(path)
        called = f"!!{tag.removeprefix(YAML_OWN)}" if tag.startswith(YAML_OWN) else tag
        document.mistakes.append(
            (
                position,
                Mistake(
                    path,
                    f"the tag {called}",
                    "a plain value without a tag: nothing in a file is built or run",
                ),
            )
        )
        return None
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
            seen = (
                f"the key {key_node.value!r}"
                if isinstance(key_node, ScalarNode)
                else "a list or mapping as a key"
            )
            mistake = Mistake(path, seen, "a name as the key; quote it if it is meant as text")
            document.mistakes.append((_start(key_node), mistake))
        elif key in found:
            first = document.position((*path, key))
            mistake = Mistake(
                path, f"the key {key!r} a second time (first at line {first[0]})", "each key once"
            )
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
            return (
                int(bare, 0)
                if kind == "int"
                else float(bare.replace(".inf", "inf").replace(".nan", "nan"))
            )
        except ValueError:
            return text
    return text
