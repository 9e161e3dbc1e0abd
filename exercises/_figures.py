"""Draw the pictures of the course and write them to files: ``python -m exercises._figures``.

The module ``_figures.py`` of a unit has a function ``draw()`` that returns pictures by file name.
They are written to ``figures/*.svg`` in the unit's folder, where the lesson finds them.
"""

from __future__ import annotations

import importlib
from pathlib import Path


def drawn() -> dict[Path, str]:
    """Draw every picture of the course; return SVG source by the path of its file."""
    found: dict[Path, str] = {}
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
