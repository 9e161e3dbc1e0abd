"""What lint found, and how it travels from the process that loads the course."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from autograder.course.lint.equations import Equation
from autograder.course.lint.problem import Place, Problem


@dataclass
class Findings:
    """What lint found, and the equations that are still to be set by who has a renderer."""

    problems: list[Problem] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)


def pack(found: Findings) -> str:
    """Write findings as JSON, for another process."""
    return json.dumps(
        {
            "problems": [
                [item.rule, item.where, item.message, item.place] for item in found.problems
            ],
            "equations": [[item.latex, item.where, item.place] for item in found.equations],
        }
    )


def unpack(text: str) -> Findings:
    """Read what `pack` wrote."""
    packed = json.loads(text)
    return Findings(
        [
            Problem(rule, where, message, Place(*place))
            for rule, where, message, place in packed["problems"]
        ],
        [Equation(latex, where, Place(*place)) for latex, where, place in packed["equations"]],
    )
