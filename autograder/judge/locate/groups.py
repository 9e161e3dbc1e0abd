"""Which entries of a dict of results are wrong: those of one ending, or those of one beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KEY = re.compile(r"^(.*)\['(\w+)_(\w+)'\]$")


def wrong_group(wrong: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
    """The one ending or beginning that all wrong entries of a dict share, and no right one has.

    Parameters
    ----------
    wrong, right
        The names of the results: ``"grads['W_i']"``.

    Returns
    -------
    dict, part
        The name of the dict and what the keys share, ``"_i"`` or ``"b_"``. Both are empty where
        there is no such part, or where entries of it are right.
    """
    entries = [found.groups() for name in wrong if (found := _KEY.match(name))]
    others = [found.groups() for name in right if (found := _KEY.match(name))]
    names = {name for name, _, _ in entries}
    if len(names) != 1 or len(entries) < 2:
        return "", ""
    for place, form in ((2, "_{}"), (1, "{}_")):
        shared = {entry[place] for entry in entries}
        if len(shared) == 1 and others and not shared & {entry[place] for entry in others}:
            return names.pop(), form.format(shared.pop())
    return "", ""
