"""A second set, written when the misconceptions were there: how much of what is new is named?

Each module of this folder is read; a new one needs no entry anywhere. It may say itself what should
be named.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tests.diagnosis.wrong_styles.named import NAMED
from tests.diagnosis.wrong_styles.pieces import Written

_OF_EACH_MODULE: list[Written] = [
    import_module(f"{__name__}.{info.name}").WRITTEN for info in pkgutil.iter_modules(__path__)
]
WRITTEN = [entry for written in _OF_EACH_MODULE for entry in written]
for _written in _OF_EACH_MODULE:
    _written.tell(NAMED)
