"""Tables of sketches as plain values, for files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.data.misconceptions import Identity
from autograder.judge.sketches import SketchGroup, SketchTable


def pack_sketches(table: SketchTable) -> dict[str, Any]:
    """Turn a table into plain values that `autograder.data.codec.encode` can write.

    Of the numbers, the columns of cases without any are left out.
    """
    return {
        "slug": table.slug,
        "digest": table.digest,
        "names": [list(name) for name in table.names],
        "pairs": np.ascontiguousarray(table.pairs.T),
        "groups": [
            {
                "forms": list(group.forms),
                "texts": list(group.texts),
                "pairs": group.pairs,
                "numbers": np.ascontiguousarray(group.numbers[:, _numbered(group.forms)].T),
            }
            for group in table.groups
        ],
    }


def unpack_sketches(packed: Mapping[str, Any]) -> SketchTable:
    """Turn plain values back into the table that `pack_sketches` took."""
    groups = []
    for item in packed["groups"]:
        forms, kept = tuple(item["forms"]), item["numbers"]
        numbers = np.zeros((len(item["pairs"]), len(forms)), np.float32)
        numbers[:, _numbered(forms)] = kept.T
        groups.append(SketchGroup(forms, tuple(item["texts"]), item["pairs"], numbers))
    return SketchTable(
        packed["slug"],
        packed["digest"],
        tuple(Identity(*name) for name in packed["names"]),
        packed["pairs"].T,
        tuple(groups),
    )


def _numbered(forms: tuple[str, ...]) -> list[int]:
    """The cases in which results of these forms have numbers."""
    return [index for index, form in enumerate(forms) if re.search(r":(\d|number)", form)]
