"""What Gradescope and Classroom 50 ask of the files that they read, as JSON schemas in our words.

Gradescope's has no schema: this is its page of specifications. Classroom 50's says what its
``schemas/result-v1.schema.json`` says.
"""

from __future__ import annotations

from typing import Any

VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
NUMBER = {"type": "number", "minimum": 0}
TEXT = {"type": "string"}
FILLED = {"type": "string", "minLength": 1}
WHOLE = {"type": "integer", "minimum": 0}

GRADESCOPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["tests"],
    "properties": {
        "score": NUMBER,
        "execution_time": NUMBER,
        "output": TEXT,
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "leaderboard": {"type": "array"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "dependentRequired": {"max_score": ["score"]},
                "properties": {
                    "score": NUMBER,
                    "max_score": NUMBER,
                    "status": {"enum": ["passed", "failed"]},
                    "name": TEXT,
                    "name_format": FORMAT,
                    "number": TEXT,
                    "output": TEXT,
                    "output_format": FORMAT,
                    "tags": {"type": "array", "items": TEXT},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
}

_TIME = r"^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$"
CLASSROOM: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        *("schema", "classroom", "assignment", "assignment_type", "owner", "submission"),
        *("commit", "release", "review", "datetime", "score", "max-score", "tests"),
    ],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        "classroom": FILLED,
        "assignment": FILLED,
        "assignment_type": {"enum": ["individual", "group"]},
        "owner": FILLED,
        "submission": {"type": "string", "pattern": "^submit/"},
        "commit": FILLED,
        "release": FILLED,
        "review": FILLED,
        "datetime": {"type": "string", "pattern": _TIME},
        "graded_at": {"type": "string", "pattern": _TIME},
        "score": WHOLE,
        "max-score": WHOLE,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {
                    "test-name": FILLED,
                    "passed": {"type": "boolean"},
                    "score": WHOLE,
                    "max-score": WHOLE,
                },
            },
        },
    },
}

RUNNER = {
    "CLASSROOM": "lstm",
    "ASSIGNMENT": "gates",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "ada",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://host.example/commit",
    "RELEASE_URL": "https://host.example/release",
    "REVIEW_URL": "https://host.example/review",
}
"""The variables that Classroom 50's runner sets for an autograder."""
