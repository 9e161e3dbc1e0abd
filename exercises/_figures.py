"""Draw the course's pictures again: ``python -m exercises._figures``.

Each unit's ``_figures.py`` has a function ``draw()`` that returns pictures by file name; they are
kept as ``figures/*.svg`` beside the lesson.
"""

from __future__ import annotations

import importlib
from pathlib import Path


def drawn() -> dict[Path, str]:
    """Every picture of the course, by the file it belongs in."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*/_figures.py")):
        module = importlib.import_module(f"exercises.{path.parent.name}._figures")
        found |= {
            path.parent / "figures" / name: picture.svg() for name, picture in module.draw().items()
        }
    return found


if __name__ == "__main__":
    for path, svg in drawn().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(svg, encoding="utf-8")
        print(path.relative_to(Path(__file__).parent))
