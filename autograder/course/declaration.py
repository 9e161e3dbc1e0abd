"""What a course says about itself in ``course.toml``: title, tools, demo, functions of questions.

The file is optional, and so is every field.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from autograder.course.discover import CourseError

FILE = "course.toml"
"""The name of the file, at the course's root."""

_MODULE = r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Demo(_Table):
    """The table ``[demo]``: what `gatewise demo` shows.

    Parameters
    ----------
    units
        The units of the demonstration, by their folders' names: ``["gates", "cell"]``.
    submissions
        The folder with the sample class, below the course's root:
        ``<unit>/notebooks/`` and ``<unit>/files/`` hold a file for each learner.
    """

    units: list[str] = Field(min_length=1)
    submissions: str


class Questions(_Table):
    """The table ``[questions]``: what computed questions may call.

    Parameters
    ----------
    functions
        Python files below the course's root. The public functions of ``quizzes/bank/numbers.py``
        are called ``numbers.NAME``. Functions of the reference need no entry.
    """

    functions: list[str] = Field(default_factory=list)


class Declaration(_Table):
    """The file ``course.toml`` at the root of a course. Plain text throughout, no Markdown.

    Parameters
    ----------
    title
        The title of the learners' kit: ``"Softmax regression, step by step"``. Without it, the kit
        is named after its first unit.
    ending
        What learners read after the last unit: ``"You have built a classifier."``
    tools
        A package at the course's root that lessons import in cells marked ``<!-- run -->``. It
        goes into the learners' wheel, so it must hold no solution: ``"class_tools"``.
    experiment
        A module of `tools` with a Typer program ``app``, for `gatewise experiment`:
        ``"class_tools.experiment"``.
    demo
        What `gatewise demo` shows.
    questions
        What computed questions may call.
    """

    title: str = Field(default="", max_length=100)
    ending: str = ""
    tools: str = Field(default="", pattern=rf"^$|{_MODULE}")
    experiment: str = Field(default="", pattern=rf"^$|{_MODULE}")
    demo: Demo | None = None
    questions: Questions = Questions()


def read_declaration(root: Path) -> Declaration:
    """Read ``course.toml`` at a course's root.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.

    Returns
    -------
    Declaration
        With its defaults where there is no file.

    Raises
    ------
    CourseError
        The file cannot be read, or names something that does not exist. Says where, what was seen
        and what was expected.
    """
    path = root / FILE
    if not path.is_file():
        return Declaration()
    try:
        text = path.read_text(encoding="utf-8")
        declared = Declaration.model_validate(tomllib.loads(text))
    except UnicodeDecodeError as error:
        raise CourseError(f"{path} is not UTF-8. Save it in that encoding.") from error
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f'{path} is not TOML: {error}. A line is `name = "value"`.') from error
    except ValidationError as error:
        raise CourseError(_explained(path, text, error.errors()[0])) from error
    for name in _missing(root, declared):
        line = _line(text, name.rpartition("/")[2])
        raise CourseError(f"{path}:{line}: there is no {name} below {root}. Fix it, or add it.")
    return declared


def _missing(root: Path, declared: Declaration) -> list[str]:
    """The files and folders that a declaration names and that are not there."""
    files = [*declared.questions.functions]
    folders = [declared.tools] if declared.tools else []
    if declared.demo:
        folders += [declared.demo.submissions]
        folders += [f"exercises/{unit}" for unit in declared.demo.units]
    return [name for name in files if not (root / name).is_file()] + [
        name for name in folders if not (root / name).is_dir()
    ]


def _explained(path: Path, text: str, fault: Any) -> str:
    """One fault of the file as a sentence, with its line and the nearest right name."""
    *tables, name = map(str, fault["loc"])
    where = f"{path}:{_line(text, name)}: `{'.'.join([*tables, name])}`"
    if fault["type"] == "missing":
        return f"{where} is missing."
    if fault["type"] != "extra_forbidden":
        return f"{where} is {fault['input']!r}. Expected: {fault['msg']}."
    table = Declaration.model_fields
    if tables:
        kinds: dict[str, type[BaseModel]] = {"demo": Demo, "questions": Questions}
        table = kinds[tables[0]].model_fields
    close = difflib.get_close_matches(name, table, 1)
    hint = f"Did you mean `{close[0]}`?" if close else f"The fields are {', '.join(table)}."
    return f"{where} is no field of {path.name}. {hint}"


def _line(text: str, word: str) -> int:
    """The first line of the file that holds a word."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if re.search(rf"\b{re.escape(word)}\b", line)), 1)
