"""The learners' kit.

A folder and a zip with all that learners need, and nothing that they must not have.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from hatchling.builders.wheel import WheelBuilder
from nbgrader.preprocessors import ComputeChecksums, LockCells

from autograder.course.discover import CourseError
from autograder.course.kit_pairs import SUFFIX as PAIRS_SUFFIX
from autograder.data.answer_key import AnswerKey
from autograder.learner.keys import SUFFIX
from autograder.learner.work import ORDER
from autograder.notebooks.release.build import BuiltUnit

README = """# {title}

You need **Python 3.11 or newer**: `python3 --version` says which one you have. An older one refuses
the install with "requires a different Python".

**Install**, in this folder:

    python -m venv venv
    source venv/bin/activate            # Windows: venv\\Scripts\\activate
    pip install "./{wheel}[lab]"

`[lab]` adds JupyterLab, the quizzes and `gatewise watch`. Without it, `gatewise check` and the
other commands work on files, with NumPy alone. In a new terminal, run the second line again.

**Open**: `jupyter lab`, then a unit's notebook; or the same exercises in its `.py` file.
{units}

**Check** your work as often as you like:

| to … | in a notebook | in a terminal |
|---|---|---|
| check your work | run the cell under your function | `gatewise check` |
| check at each save, one exercise at a time | | `gatewise watch` |
| see how far you are, and what is next | | `gatewise status` |
| get a hint | | `gatewise hint forget_gate` |
| see a case in full | `check(forget_gate).inputs` | `gatewise show forget_gate` |
| begin an exercise again | | `gatewise reset forget_gate` |
| test yourself with questions | run the cells with `quiz(…)` | `gatewise quiz` |
| train what you built | the last cells of unit memory | `gatewise experiment` |

A check shows what is right, names the misconception if it knows it, and says what to look at next.
Each command says more with `--help`: `gatewise check --help`. Without a file, `gatewise check`
takes the file with work that you saved last; `gatewise check {first}/{first}.py` names one.

**Submit**: save your work. Submit the notebook *or* the `.py` file, under its own name, in the way
that your course says. Marks come from more cases than you see, so try your own inputs too: other
sizes, one example, large numbers. Keep the files `*{suffix}` and `*{pairs}` where they are: the
checks read them.
"""
"""The text of the kit's ``README.md``."""


def release_form(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook with its cells locked and with checksums.

    ``nbgrader generate_assignment`` releases the same.
    """
    resources: dict[str, object] = {}
    copy = nbformat.from_dict(notebook)
    for preprocessor in (LockCells(), ComputeChecksums()):
        copy, resources = preprocessor.preprocess(copy, resources)
    return copy


@dataclass(frozen=True)
class LearnersKey:
    """What a learner's check needs of one unit: its public key and the file with its pairs."""

    public: AnswerKey
    pairs: bytes


def build_wheel(clone: Path, target: Path) -> Path:
    """Build the learners' wheel from a clone of Gatewise into the folder `target`.

    It needs no network. Returns the wheel's path. Raises `CourseError` where it cannot be built.
    """
    if not (clone / "pyproject.toml").is_file():
        raise CourseError(
            f"{clone} is not a clone of Gatewise: it has no pyproject.toml, so the learners' wheel "
            "cannot be built. Clone the repository and run `pip install -e '.[teach]'` in it."
        )
    try:
        return Path(
            next(iter(WheelBuilder(str(clone)).build(directory=str(target), versions=["standard"])))
        )
    except Exception as error:  # the builder raises many kinds; the reader needs its words
        raise CourseError(
            f"the learners' wheel could not be built from {clone}: {error}"
        ) from error


def build_kit(
    kit: Path, units: Sequence[BuiltUnit], keys: Sequence[LearnersKey], clone: Path, title: str
) -> Path:
    """Write the kit's folder and its zip.

    Parameters
    ----------
    kit
        The folder. What it holds is replaced. The zip gets its name with ``.zip`` added.
    units, keys
        The units as learners get them, and their answer keys in the same order.
    clone
        The clone of Gatewise from which the learners' wheel is built.
    title
        The heading of the kit's ``README.md``.

    Returns
    -------
    The path of the zip.

    Raises
    ------
    autograder.course.discover.CourseError
        When the wheel cannot be built.
    """
    shutil.rmtree(kit, ignore_errors=True)
    kit.mkdir(parents=True)
    wheel = build_wheel(clone, kit)
    for unit, key in zip(units, keys, strict=True):
        folder = kit / unit.unit
        write_unit(folder, unit, key, release_form(unit.notebook))
        (folder / f"{unit.unit}.py").write_text(unit.python, encoding="utf-8")
    listed = "".join(
        f"\n{number}. `{unit.unit}/` — {unit.title}" for number, unit in enumerate(units, 1)
    )
    readme = README.format(
        title=title,
        wheel=wheel.name,
        units=listed,
        first=units[0].unit,
        suffix=SUFFIX,
        pairs=PAIRS_SUFFIX,
    )
    (kit / "README.md").write_text(readme, encoding="utf-8")
    order = {"units": [unit.unit for unit in units]}
    (kit / ORDER).write_text(json.dumps(order) + "\n", encoding="utf-8")
    return zip_folder(kit, kit.with_suffix(".zip"))


def write_unit(
    folder: Path, unit: BuiltUnit, key: LearnersKey, notebook: nbformat.NotebookNode
) -> None:
    """Write the notebook, the public key with its pairs, and the figures of one unit."""
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{unit.unit}.ipynb")
    key.public.save(folder / f"{unit.unit}{SUFFIX}")
    (folder / f"{unit.unit}{PAIRS_SUFFIX}").write_bytes(key.pairs)
    for place, path in unit.figures.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / place)


def zip_folder(folder: Path, target: Path) -> Path:
    """Write all files of a folder, under the folder's name, into a zip. Returns `target`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(folder.parent))
    return target
