"""Pydantic's complaints in an author's words: the place in the file, what stands there, and the nearest right name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from quizzes.consistency import Mistake, nearest_name
from quizzes.models import QUESTION_TYPES, Topic


def explained(error: ValidationError, raw: Any) -> Iterator[Mistake]:
    """Each of pydantic's complaints about the values `raw` as a mistake: where, what was seen, what was expected."""
    for detail in error.errors(include_url=False):
        kind = detail["type"]
        if kind == "inconsistent" or (kind == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]):
            continue  # said elsewhere: by `inconsistencies`, and by what is wrong inside the list
        path = _path(detail["loc"], raw)
        if kind == "literal_error" and path[-1:] != detail["loc"][-1:]:
            continue  # the file's own `use`, handed down
        context = detail.get("ctx", {})
        seen, expected, nearest = _shown(detail["input"]), detail["msg"], None
        if kind == "extra_forbidden":
            fields = _fields(path[:-1], raw)
            seen, expected = f"the field {path[-1]!r}", f"one of the fields {', '.join(fields)}"
            nearest = nearest_name(path[-1], fields)
        elif kind == "missing":
            seen, expected = "nothing", f"the field {detail['loc'][-1]!r}"
        elif kind in ("union_tag_invalid", "union_tag_not_found"):
            given = detail["input"].get("type") if isinstance(detail["input"], dict) else None
            seen = f"type {given!r}" if given is not None else "no type"
            expected, nearest = f"one of {', '.join(QUESTION_TYPES)}", nearest_name(given, QUESTION_TYPES)
            path = (*path, "type")
        elif kind == "literal_error":
            names = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            expected, nearest = f"one of {', '.join(names)}", nearest_name(detail["input"], names)
        elif kind == "string_type":
            expected = "text" if isinstance(detail["input"], dict | list) else \
                f"text; put it in quotes: \"{detail['input']}\""
        elif kind in ("too_short", "too_long"):
            bound = context["min_length" if kind == "too_short" else "max_length"]
            expected = f"at {'least' if kind == 'too_short' else 'most'} {bound} {'entry' if bound == 1 else 'entries'}"
        elif kind == "string_too_short":
            expected = "some text"
        elif kind == "string_pattern_mismatch":
            expected = f"text of the form {context['pattern']}"
        yield Mistake(path, seen, expected[0].lower() + expected[1:], nearest)


def _path(loc: tuple[str | int, ...], raw: Any) -> tuple[str | int, ...]:
    """Pydantic's location without the names of union members, as far as it leads into the file."""
    path: list[str | int] = []
    value = raw
    for step in loc:
        inside = (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value))
        if inside:
            value = value[step]
            path.append(step)
    return tuple(path)


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return f"a {'mapping' if isinstance(value, dict) else 'list'} with {len(value)} entries"
    return "nothing" if value is None else f"{value!r}"


def _fields(path: tuple[str | int, ...], raw: Any) -> list[str]:
    """The names of the fields of the model that stands at `path`."""
    model: Any = Topic
    value = raw
    for step in path:
        value = value[step]
        if path[0] == "questions" and isinstance(step, int) and model is Topic:
            model = QUESTION_TYPES.get(value.get("type"), Topic)
        elif isinstance(step, str) and model is not Topic:
            model = _inner(model, step)
    return list(model.model_fields) if hasattr(model, "model_fields") else []


def _inner(model: Any, name: str) -> Any:
    """The model inside the field `name`, whatever tuple or union it is wrapped in."""
    waiting = [model.model_fields[name].annotation] if name in getattr(model, "model_fields", {}) else []
    while waiting:
        annotation = waiting.pop(0)
        if hasattr(annotation, "model_fields"):
            return annotation
        waiting += list(getattr(annotation, "__args__", ()))
    return model


