"""The page in a course's folder: what each file is, and which three commands come next."""

from __future__ import annotations

from collections.abc import Sequence

_PAGE = """# {title}

A course of Gatewise, and an ordinary nbgrader course: nbgrader's own commands work here, too. The
units are {units}.

## Next

Run these in this folder:

    nbgrader generate_assignment {first}
    gatewise course grade .
    gatewise course report .

The first makes the learners' copy of the unit *{first}*. Give learners `kit.zip`, or
`release/{first}/`, and put what they submit into `submitted/<learner>/{first}/`. The second grades
all of it; with `--feedback` it writes the feedback pages as well. The third writes `report.html`,
the class at a glance. `gatewise course --help` lists all commands. The pages in `docs/` of the
clone take one task each: exchange, due dates, several attempts, other systems, large classes.

## What is what

| place | what it is |
|---|---|
| `kit.zip`, `kit/` | for learners: notebooks, `.py` files and the wheel |
| `source/` | the notebooks that nbgrader releases; to change them, change the clone |
| `release/` | for learners: what `nbgrader generate_assignment` made of them |
| `submitted/` | what learners submitted, as `<learner>/<unit>/` |
| `autograded/`, `grades/` | what grading made: notebooks, and a JSON file for each submission |
| `gradebook.db` | nbgrader's gradebook |
| `feedback/` | the feedback pages, for each learner their own |
| `report.html`, `board.html` | the class at a glance; the board is without names |
| `nbgrader_config.py` | nbgrader's configuration: any of its options can be set here |
| `secrets/` | the course's secret and the answer keys. **Share it with nobody, and keep a copy.** |

What is not for learners is for you alone.

After a change in the clone, `gatewise course new . --update` makes notebooks, keys and kit again,
and says what changed. Secret, configuration, submissions, gradebook and this page stay.
"""


def course_readme(title: str, units: Sequence[str]) -> str:
    """Write the page.

    Parameters
    ----------
    title
        The name of the course's folder.
    units
        Its units, at least one, in their order.
    """
    names = ", ".join(f"*{unit}*" for unit in units)
    return _PAGE.format(title=title, units=names, first=units[0])
