"""Pydantic's complaints in an author's words: the place in the file, what stands there, what
belongs there, what to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from quizzes.consistency import MANY, Mistake, nearest_name
from quizzes.models import PATTERNS, QUESTION_TYPES, Topic

QUESTION = "a question: a `- ` with its lines `id:`, `type:`, `prompt:` and so on"
FORMS = {
    "Tolerance": "a mapping such as {absolute: 0.01}",
    "Topic": "a topic: the lines `topic:`, `title:`, `use:` and `questions:`",
    "Range": "a mapping such as {low: 1, high: 9}",
    "Among": "a mapping such as {among: [1, 2]}",
}
BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


def explained(error: ValidationError, raw: Any) -> Iterator[Mistake]:
    """Each of pydantic's complaints about the values `raw` as a mistake: where, what was seen, what
    was expected.
    """
    details = error.errors(include_url=False)
    misspelt = {
        (path[:-1], nearest_name(path[-1], _fields(path[:-1], raw)))
        for detail in details
        if detail["type"] == "extra_forbidden"
        for path in [_path(detail["loc"], raw)]
    }
    for detail in details:
        kind = detail["type"]
        if kind == "inconsistent" or (
            kind == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]
        ):
            continue  # said elsewhere: by `inconsistencies`, and by what is wrong inside the list
        path = _path(detail["loc"], raw)
        if kind == "literal_error" and path[-1:] != detail["loc"][-1:]:
            continue  # the file's own `use`, handed down
        if kind == "missing" and (path, detail["loc"][-1]) in misspelt:
            continue  # it is there, under the misspelt name
        yield _mistake(
            kind, path, detail["loc"], detail["input"], detail.get("ctx", {}), raw, detail["msg"]
        )


def _mistake(
    kind: str,
    path: tuple[str | int, ...],
    loc: tuple[str | int, ...],
    given: Any,
    context: Mapping[str, Any],
    raw: Any,
    said: str,
) -> Mistake:
    seen, expected = _shown(given, path), said[0].lower() + said[1:]
    if kind == "extra_forbidden":
        fields = _fields(path[:-1], raw)
        nearest = nearest_name(path[-1], fields)
        listed = (
            f" {', '.join(fields)}" if len(fields) <= MANY or not nearest else " that belong here"
        )
        return Mistake(path, f"the field {path[-1]!r}", f"one of the fields{listed}", nearest)
    if kind == "missing":
        return Mistake(path, f"no field {loc[-1]!r}", f"a line `{loc[-1]}: …` here")
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        tag = given.get("type") if isinstance(given, dict) else None
        return Mistake(
            (*path, "type"),
            f"type {tag!r}" if tag is not None else "no type",
            f"one of {', '.join(QUESTION_TYPES)}",
            nearest_name(tag, QUESTION_TYPES),
        )
    if kind == "literal_error":
        names = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return Mistake(path, seen, f"one of {', '.join(names)}", nearest_name(given, names))
    if kind in ("string_type", "string_too_short"):
        if given is None or isinstance(given, str):
            expected = f"some text: write it behind `{path[-1]}:`"
        else:
            expected = (
                "text" if isinstance(given, dict | list) else f'text; put it in quotes: "{given}"'
            )
    elif kind == "string_pattern_mismatch":
        expected = PATTERNS.get(context["pattern"], expected)
    elif kind == "string_too_long":
        expected = f"at most {context['max_length']} characters"
    elif kind in ("too_short", "too_long"):
        bound = context["min_length" if kind == "too_short" else "max_length"]
        expected = (
            f"at {'least' if kind == 'too_short' else 'most'} {bound}"
            f" {'entry' if bound == 1 else 'entries'}"
        )
    elif kind == "bool_type":
        expected = "true or false, without quotes"
    elif kind in ("float_type", "int_type", "finite_number"):
        expected = (
            "a finite number"
            if kind == "finite_number"
            else f"{'a' if kind == 'float_type' else 'a whole'} number, without quotes"
        )
    elif kind in BOUNDS:
        name, words = BOUNDS[kind]
        expected = f"a number that is {words} {context[name]:g}"
    elif kind in ("tuple_type", "list_type"):
        expected = "a list: a line with `- ` for each entry, or [one, two]"
    elif kind == "dict_type":
        expected = "a mapping: lines of `name: value`"
    elif kind in ("model_type", "model_attributes_type"):
        expected = (
            QUESTION
            if path[:1] == ("questions",) and len(path) == 2
            else FORMS.get(
                context.get("class_name", ""),
                f"the lines {', '.join(f'`{name}:`' for name in _fields(path, raw, needed=True))}",
            )
        )
    return Mistake(path, seen, expected)


def _path(loc: tuple[str | int, ...], raw: Any) -> tuple[str | int, ...]:
    """Pydantic's location without the names of union members, as far as it leads into the file."""
    path: list[str | int] = []
    value = raw
    for step in loc:
        inside = (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        )
        if inside:
            value = value[step]
            path.append(step)
    return tuple(path)


def _shown(value: Any, path: tuple[str | int, ...]) -> str:
    if isinstance(value, dict | list):
        what = "a mapping" if isinstance(value, dict) else "a list"
        return f"{what} with {len(value)} {'entry' if len(value) == 1 else 'entries'}"
    if value is None or value == "":
        return f"nothing behind `{path[-1]}:`" if path and isinstance(path[-1], str) else "nothing"
    text = f"{value!r}"
    return text if len(text) <= 60 else f"{text[:59]}…"


def _fields(path: tuple[str | int, ...], raw: Any, needed: bool = False) -> list[str]:
    """The names of the fields of the model that stands at `path`; with `needed` of those that must
    not be left out.
    """
    model: Any = Topic
    value = raw
    for step in path:
        value = value[step]
        if path[0] == "questions" and isinstance(step, int) and model is Topic:
            model = (
                QUESTION_TYPES.get(str(value.get("type")), model)
                if isinstance(value, dict)
                else model
            )
        elif isinstance(step, str) and model is not Topic:
            model = _inner(model, step)
    fields = getattr(model, "model_fields", {})
    return [name for name, each in fields.items() if each.is_required() or not needed]


def _inner(model: Any, name: str) -> Any:
    """The model inside the field `name`, whatever tuple or union it is wrapped in."""
    waiting = (
        [model.model_fields[name].annotation] if name in getattr(model, "model_fields", {}) else []
    )
    while waiting:
        annotation = waiting.pop(0)
        if hasattr(annotation, "model_fields"):
            return annotation
        waiting += list(getattr(annotation, "__args__", ()))
    return model
