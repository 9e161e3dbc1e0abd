"""What kind of thing a value is, as facts: enough to describe it without its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from autograder.data.arrays import real
from autograder.data.declared import Drawn
from autograder.data.values import Other

FormKind = Literal["array", "number", "truth", "text", "none", "dict", "tuple", "list", "object"]


@dataclass(frozen=True)
class Form:
    """The kind of a value with the facts of that kind.

    Parameters
    ----------
    kind
        The kind.
    shape
        The shape of an array, ``None`` where it is not known.
    dtype
        The dtype of an array: empty for floating-point numbers, "integers" for whole numbers, else
        the dtype's own name.
    keys
        The keys of a dict.
    length
        The length of a tuple or a list.
    type_name
        The type of any other object.
    number
        The value of a number or a truth value, ``None`` where it must stay hidden.
    reason
        Why an object did not travel.
    """

    kind: FormKind
    shape: tuple[int, ...] | None = None
    dtype: str = ""
    keys: tuple[str, ...] = ()
    length: int = 0
    type_name: str = ""
    number: int | float | None = None
    reason: str = ""

    @property
    def is_real(self) -> bool:
        """Whether it is an array of real numbers of at most 64 bits."""
        return self.kind == "array" and self.dtype in ("", "integers")


def form_of(value: Any) -> Form:
    """Describe a value, whatever it holds. The value of a number is kept."""
    if isinstance(value, np.ndarray):
        return Form("array", value.shape, _dtype(value))
    if isinstance(value, Drawn):
        return Form("array", tuple(value.shape))
    if isinstance(value, Other):
        return _of_other(value)
    if isinstance(value, Mapping):
        return Form("dict", keys=tuple(str(name) for name in value))
    if isinstance(value, (tuple, list)):
        return Form("tuple" if isinstance(value, tuple) else "list", length=len(value))
    if value is None:
        return Form("none")
    if isinstance(value, bool):
        return Form("truth", number=value)
    if isinstance(value, (int, float)):
        return Form("number", number=value)
    if isinstance(value, str):
        return Form("text")
    return Form("object", type_name=type(value).__name__)


def hidden_form(value: Any) -> Form:
    """Describe an expected value that may be hidden: no number or truth value is kept."""
    return replace(form_of(value), number=None)


def _dtype(array: np.ndarray[Any, Any]) -> str:
    """Empty for floating-point numbers, "integers" for whole ones, else the dtype's own name."""
    if real(array):
        return "" if array.dtype.kind == "f" else "integers"
    return str(array.dtype)


def _of_other(value: Other) -> Form:
    if value.dtype:
        return Form("array", dtype=value.dtype)
    return Form("object", type_name=value.type_name, reason=value.reason)
