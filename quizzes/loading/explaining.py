"""Pydantic's errors in an author's words: the place, what stands there, and what to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from quizzes.loading.misread import number_reason, truth_reason
from quizzes.loading.scalars import quoted
from quizzes.loading.topic import Topic
from quizzes.text import Place, shortened
from quizzes.types import MANY, PATTERNS, QUESTION_TYPES, Fault, kind_of, nearest_name

BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


@dataclass(frozen=True)
class Complaint:
    """One of pydantic's errors, with the raw values of the file that it is about."""

    kind: str
    loc: Place
    given: Any
    context: Mapping[str, Any]
    said: str
    raw: Any
    sources: Mapping[Place, str]

    @property
    def written(self) -> str:
        """What stands in the file where YAML makes something else than text of it."""
        return self.sources.get(self.place, "")

    @property
    def place(self) -> Place:
        """Where it is in the file: pydantic's location without the names of union members."""
        place: list[str | int] = []
        value = self.raw
        for step in self.loc:
            inside = (isinstance(value, dict) and step in value) or (
                isinstance(value, list) and isinstance(step, int) and step < len(value)
            )
            if inside:
                value = value[step]
                place.append(step)
        return tuple(place)


def explained(
    error: ValidationError, raw: Any, sources: Mapping[Place, str] | None = None
) -> Iterator[Fault]:
    """Yield a fault for each of pydantic's errors about the values `raw`.

    `sources` says how values that are no text are written in the file (see `Document.written`).
    Left out is what another fault says already: rules between fields, a list that is too short
    because an entry of it is wrong, the file's own ``use``, and a missing field that is misspelt.
    """
    complaints = [
        Complaint(
            detail["type"],
            detail["loc"],
            detail["input"],
            detail.get("ctx", {}),
            detail["msg"][0].lower() + detail["msg"][1:],
            raw,
            sources or {},
        )
        for detail in error.errors(include_url=False)
    ]
    misspelt = {
        (place[:-1], nearest_name(place[-1], _fields(place[:-1], raw)))
        for complaint in complaints
        if complaint.kind == "extra_forbidden"
        for place in [complaint.place]
    }
    for complaint in complaints:
        kind, place, loc = complaint.kind, complaint.place, complaint.loc
        short = kind == "too_short" and len(complaint.given) >= complaint.context["min_length"]
        handed_down = kind == "literal_error" and place[-1:] != loc[-1:]
        renamed = kind == "missing" and (place, loc[-1]) in misspelt
        if not (kind == "inconsistent" or short or handed_down or renamed):
            yield WHOLE.get(kind, _value)(complaint)


# --- faults that say themselves what was seen


def _unknown_field(complaint: Complaint) -> Fault:
    place = complaint.place
    fields = _fields(place[:-1], complaint.raw)
    nearest = nearest_name(place[-1], fields)
    few = len(fields) <= MANY or not nearest
    listed = f" {', '.join(fields)}" if few else " that belong here"
    return Fault(place, f"the field {place[-1]!r}", f"one of the fields{listed}", nearest)


def _missing(complaint: Complaint) -> Fault:
    name = complaint.loc[-1]
    return Fault(complaint.place, f"no field {name!r}", f"a line `{name}: …` here")


def _unknown_type(complaint: Complaint) -> Fault:
    tag = complaint.given.get("type") if isinstance(complaint.given, dict) else None
    return Fault(
        (*complaint.place, "type"),
        f"type {tag!r}" if tag is not None else "no type",
        f"one of {', '.join(QUESTION_TYPES)}",
        nearest_name(tag, QUESTION_TYPES),
    )


def _unknown_word(complaint: Complaint) -> Fault:
    expected = str(complaint.context["expected"])
    names = expected.replace("'", "").replace(" or ", ", ").split(", ")
    seen = _shown(complaint.given, complaint.place)
    return Fault(
        complaint.place, seen, f"one of {', '.join(names)}", nearest_name(complaint.given, names)
    )


WHOLE: dict[str, Callable[[Complaint], Fault]] = {
    "extra_forbidden": _unknown_field,
    "missing": _missing,
    "union_tag_invalid": _unknown_type,
    "union_tag_not_found": _unknown_type,
    "literal_error": _unknown_word,
}


# --- values of another kind than expected


def _value(complaint: Complaint) -> Fault:
    in_our_words = EXPECTED.get(complaint.kind)
    expected = in_our_words(complaint) if in_our_words else complaint.said
    seen = _shown(complaint.given, complaint.place)
    if complaint.kind in NUMBERS and isinstance(complaint.given, str):
        why, better = number_reason(complaint.given) or ("", expected)
        seen, expected = f"{seen}, {why}" if why else seen, better
    return Fault(complaint.place, seen, expected)


def _text(complaint: Complaint) -> str:
    given, written = complaint.given, complaint.written
    sign = next((sign for sign in "[{#>|" if written.startswith(sign)), "")
    if sign:
        comment = ", because it is a comment otherwise" if sign == "#" else ""
        return f"text; a text that begins with `{sign}` needs quotes{comment}: {quoted(written)}"
    if given is None and written:
        return (
            f"text; put it in quotes, because YAML takes {written} for nothing: {quoted(written)}"
        )
    if isinstance(given, dict) and "\n" not in written and ": " in written:
        return f"text; a text with `: ` needs quotes: {quoted(written)}"
    if given is None or isinstance(given, str):
        return f"some text: write it behind `{complaint.place[-1]}:`"
    if isinstance(given, dict | list):
        return "text"
    return f'text; put it in quotes: "{shortened(written or str(given))}"'


def _truth(complaint: Complaint) -> str:
    return truth_reason(complaint.given) or "true or false, without quotes"


def _length(complaint: Complaint) -> str:
    least = complaint.kind == "too_short"
    bound = complaint.context["min_length" if least else "max_length"]
    return f"at {'least' if least else 'most'} {bound} {'entry' if bound == 1 else 'entries'}"


def _bound(complaint: Complaint) -> str:
    name, words = BOUNDS[complaint.kind]
    return f"a number that is {words} {complaint.context[name]:g}"


def _model(complaint: Complaint) -> str:
    model = _model_at(complaint.place, complaint.raw)
    fields = _fields(complaint.place, complaint.raw, needed=True)
    return model.written_as or f"the lines {', '.join(f'`{name}:`' for name in fields)}"


NUMBERS = ("float_type", "int_type", "float_parsing", "int_parsing")
"""Pydantic's errors where a number was expected."""

EXPECTED: dict[str, Callable[[Complaint], str]] = {
    "string_type": _text,
    "string_too_short": _text,
    "string_pattern_mismatch": lambda complaint: PATTERNS.get(
        complaint.context["pattern"], complaint.said
    ),
    "string_too_long": lambda complaint: f"at most {complaint.context['max_length']} characters",
    "too_short": _length,
    "too_long": _length,
    "bool_type": _truth,
    "finite_number": lambda _: "a finite number",
    "float_type": lambda _: "a number, without quotes",
    "int_type": lambda _: "a whole number, without quotes",
    **dict.fromkeys(BOUNDS, _bound),
    "tuple_type": lambda _: "a list: a line with `- ` for each entry, or [one, two]",
    "list_type": lambda _: "a list: a line with `- ` for each entry, or [one, two]",
    "dict_type": lambda _: "a mapping: lines of `name: value`",
    "model_type": _model,
    "model_attributes_type": _model,
}
"""What is expected, by pydantic's name of the error."""


def _shown(value: Any, place: Place) -> str:
    if isinstance(value, dict | list):
        what = "a mapping" if isinstance(value, dict) else "a list"
        return f"{what} with {len(value)} {'entry' if len(value) == 1 else 'entries'}"
    if value is None or value == "":
        named = place and isinstance(place[-1], str)
        return f"nothing behind `{place[-1]}:`" if named else "nothing"
    text = f"{value!r}"
    return text if len(text) <= 60 else f"{text[:59]}…"


# --- the models behind a file


def _fields(place: Place, raw: Any, needed: bool = False) -> list[str]:
    """Return the fields of the model that stands at `place`; with `needed` the required ones."""
    fields = _model_at(place, raw).model_fields
    return [name for name, field in fields.items() if field.is_required() or not needed]


def _model_at(place: Place, raw: Any) -> Any:
    """Return the model that stands at `place` in a file."""
    model: Any = Topic
    value = raw
    for step in place:
        value = value[step]
        if model is Topic:
            model = kind_of(value) if isinstance(step, int) else model
        elif isinstance(step, str):
            model = _inner(model, step)
    return model


def _inner(model: Any, name: str) -> Any:
    """Return the model inside the field `name`, in whatever tuple or union it is wrapped."""
    fields = model.model_fields
    waiting = [fields[name].annotation] if name in fields else []
    while waiting:
        annotation = waiting.pop(0)
        if hasattr(annotation, "model_fields"):
            return annotation
        waiting += list(getattr(annotation, "__args__", ()))
    return model
