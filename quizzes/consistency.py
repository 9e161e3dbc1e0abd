"""Rules that tie several fields of one question together, checked on raw values.

They take the mapping as it came out of YAML, and put up with anything malformed in it (pydantic
reports that), so that an author sees both sorts of mistake in one go.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}")
"""Where a drawn number goes: ``{{H}}``."""

MANY = 12
"""Names up to which all are listed where one is not known."""

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mistake:
    """One thing wrong with a question: where (a path of keys and indices), what we saw and what we
    expected.
    """

    path: Path
    seen: str
    expected: str
    nearest: str | None = None

    def under(self, *prefix: str | int) -> Mistake:
        """The same mistake, seen from further out."""
        return replace(self, path=(*prefix, *self.path))

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{self.seen}; expected {self.expected}{hint}"


def nearest_name(name: object, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None where none is close."""
    close = difflib.get_close_matches(str(name), list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def unknown_name(path: Path, name: object, known: Iterable[str], what: str) -> Mistake:
    """The mistake of naming something that is not there."""
    names = sorted(set(known))
    nearest = nearest_name(name, names)
    listed = ", ".join(names) or "there is none"
    if len(names) > MANY:
        listed = "" if nearest else f"there are {len(names)}, from {names[0]} to {names[-1]}"
    return Mistake(path, f"{name!r}", f"{what}: {listed}" if listed else what, nearest)


def entries(raw: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings in the list under `key`, with their indices; whatever else is there is passed
    over.
    """
    found = raw.get(key)
    if isinstance(found, list | tuple):
        yield from ((i, entry) for i, entry in enumerate(found) if isinstance(entry, Mapping))


def inconsistencies(raw: Mapping[str, Any]) -> list[Mistake]:
    """Every rule across fields that the question breaks."""
    rules = {
        "single": _choice,
        "multiple": _choice,
        "ordering": _ordering,
        "matching": _matching,
        "fill": _fill,
        "numeric": _numeric,
        "computed": _computed,
    }
    found: list[Mistake] = []
    for key in ("options", "choices", "blanks"):
        found += _distinct_ids(raw, key)
    rule = rules.get(str(raw.get("type")))
    return found + (list(rule(raw)) if rule else [])


def _distinct_ids(raw: Mapping[str, Any], key: str) -> Iterator[Mistake]:
    seen: set[str] = set()
    for i, entry in entries(raw, key):
        name = entry.get("id")
        if isinstance(name, str):
            if name in seen:
                yield Mistake(
                    (key, i, "id"), f"{name!r} a second time", f"ids that differ within {key}"
                )
            seen.add(name)


def _ids(raw: Mapping[str, Any], key: str) -> list[str]:
    return [entry["id"] for _, entry in entries(raw, key) if isinstance(entry.get("id"), str)]


def _choice(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    options = list(entries(raw, "options"))
    right = sum(option.get("correct") is True for _, option in options)
    if any(not isinstance(option.get("correct", False), bool) for _, option in options):
        return  # what it was meant to be is told first
    if raw["type"] == "single" and right != 1:
        yield Mistake(
            ("options",),
            f"{right} options marked correct",
            "exactly one `correct: true` in a `single`",
        )
    if raw["type"] == "multiple" and right == 0:
        yield Mistake(("options",), "no option marked correct", "at least one `correct: true`")
    for i, option in options:
        if option.get("correct") is True and option.get("misconception"):
            yield Mistake(
                ("options", i, "misconception"),
                "a misconception on a right option",
                "wrong options only",
            )


def _ordering(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    ids = _ids(raw, "options")
    before: dict[str, set[str]] = {name: set() for name in ids}
    for i, step in entries(raw, "options"):
        after = step.get("after") or ()
        for j, name in enumerate(after if isinstance(after, list | tuple) else ()):
            if name not in before:
                yield unknown_name(
                    ("options", i, "after", j), name, ids, "the id of another option"
                )
            elif isinstance(step.get("id"), str):
                before[step["id"]].add(name)
    if not any(before.values()):
        yield Mistake(
            ("options",),
            "no `after` on any option",
            "at least one step that must come after another",
        )
    left = dict(before)
    while ready := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in ready:
            del left[name]
    if left:
        yield Mistake(
            ("options",),
            f"steps that wait for each other: {', '.join(sorted(left))}",
            "a possible order",
        )


def _matching(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    choices = _ids(raw, "choices")
    for i, row in entries(raw, "options"):
        if isinstance(row.get("match"), str) and row["match"] not in choices:
            yield unknown_name(("options", i, "match"), row["match"], choices, "the id of a choice")


def _fill(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    for i, blank in entries(raw, "blanks"):
        accept = blank.get("accept")
        accepted = (
            {
                squeeze(word, bool(blank.get("ignore_case")))
                for word in accept
                if isinstance(word, str)
            }
            if isinstance(accept, list | tuple)
            else set()
        )
        for j, wrong in entries(blank, "wrong"):
            answer = wrong.get("answer")
            if (
                isinstance(answer, str)
                and squeeze(answer, bool(blank.get("ignore_case"))) in accepted
            ):
                yield Mistake(
                    ("blanks", i, "wrong", j, "answer"),
                    f"{answer!r}, which is accepted",
                    "a wrong entry",
                )


def squeeze(word: str, ignore_case: bool) -> str:
    """An entry without its spaces, and without capitals where they do not matter."""
    bare = "".join(word.split())
    return bare.casefold() if ignore_case else bare


def _numeric(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    answer, tolerance = raw.get("answer"), raw.get("tolerance")
    if not isinstance(answer, int | float):
        return
    spread = tolerance if isinstance(tolerance, Mapping) else {}
    parts = [spread.get("absolute", 0), spread.get("relative", 0)]
    if not all(isinstance(part, int | float) for part in parts):
        return
    slack = max(parts[0], parts[1] * abs(answer))
    for j, wrong in entries(raw, "wrong"):
        value = wrong.get("value")
        if isinstance(value, int | float) and abs(value - answer) <= slack:
            yield Mistake(
                ("wrong", j, "value"),
                f"{value}, which counts as right",
                f"a number further than {slack} from {answer}",
            )


def _computed(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    parameters = raw.get("parameters")
    names = list(parameters) if isinstance(parameters, Mapping) else []
    for name, domain in parameters.items() if isinstance(parameters, Mapping) else ():
        if isinstance(domain, Mapping) and {"low", "high"} <= domain.keys():
            low, high = domain["low"], domain["high"]
            if isinstance(low, int | float) and isinstance(high, int | float) and low >= high:
                yield Mistake(
                    ("parameters", name), f"low {low} and high {high}", "a low below the high"
                )
    used: set[str] = set()
    for path, text in texts(raw, ()):
        for name in PLACEHOLDER.findall(text):
            used.add(name)
            if name not in names and name != "answer":
                yield unknown_name(path, name, names, "the name of a parameter")
    for path, name in _argument_names(raw.get("arguments"), ("arguments",)):
        if name not in names:
            yield unknown_name(path, name, names, "the name of a parameter or a number")
    for j, wrong in entries(raw, "wrong"):
        for path, name in _argument_names(wrong.get("arguments"), ("wrong", j, "arguments")):
            if name not in names:
                yield unknown_name(path, name, names, "the name of a parameter or a number")
    prompt = raw.get("prompt")
    if isinstance(prompt, str):
        for name in names:
            if name not in PLACEHOLDER.findall(prompt):
                yield Mistake(
                    ("parameters", name),
                    f"{name!r} drawn, but not in the prompt",
                    f"{{{{{name}}}}} in the prompt",
                )
        if "answer" in PLACEHOLDER.findall(prompt):
            yield Mistake(
                ("prompt",),
                "{{answer}} in the prompt",
                "the answer in feedback and explanation only",
            )


def texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in nested values, with its path below `path`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            yield from texts(inner, (*path, i))


def _argument_names(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    yield from texts(value, path)
