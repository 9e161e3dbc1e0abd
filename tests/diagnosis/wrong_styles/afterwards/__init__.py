"""A second set, written when the misconceptions were there: how much of what is new is named?

Each module of this folder is read; a new one needs no entry anywhere.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tests.diagnosis.wrong_styles.pieces import Written

OF_EACH_MODULE: list[Written] = [
    import_module(f"{__name__}.{info.name}").WRITTEN for info in pkgutil.iter_modules(__path__)
]
WRITTEN = [entry for written in OF_EACH_MODULE for entry in written]
