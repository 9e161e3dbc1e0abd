"""One question of a ninth type, taken the whole way; prints what came out as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

from rich.console import Console

import quizzes
from quizzes.graded import load_key, mark_source, notebook_cells, save_key
from quizzes.loading import BankError, lint, load_files
from quizzes.sessions import Progress, start
from quizzes.surfaces.page import write_page
from quizzes.surfaces.terminal import run_quiz

FILE = Path("shapes.yaml")
YAML = """\
topic: shapes
title: Shapes
use: practice
questions:
  - id: bidirectional
    type: shape
    prompt: What is the shape of the output of a bidirectional LSTM?
    axes: [T, B, 2H]
    feedback: Yes, both directions lie beside each other.
    otherwise:
      feedback: Both directions are returned at every step.
      misconception: one-direction
    concepts: [shapes]
    difficulty: easy
    source: Worked out
    explanation: The last axis holds forward and backward states.
"""


def fault_of(text: str) -> str:
    """What the loader says of a file."""
    FILE.write_text(text, encoding="utf-8")
    try:
        load_files([FILE])
    except BankError as error:
        return str(error)
    return ""


def main() -> None:
    """Load, ask, mark, show, export, grade and explain."""
    faults = [
        fault_of(YAML.replace("[T, B, 2H]", '["T, B", 2H]')),
        fault_of(YAML.replace("type: shape", "type: shap")),
        fault_of(YAML.replace("axes:", "axis:")),
    ]
    FILE.write_text(YAML, encoding="utf-8")
    bank = load_files([FILE])
    session = start(bank=bank)
    [question] = session.questions
    marks = [session.answer(question.id, given) for given in ("(T,B,2H)", ["T", "B", "H"], "")]
    out, lines = io.StringIO(), iter(["T, B, H"])
    console = Console(file=out, width=100)
    run_quiz(bank=bank, progress=Progress(None), read_line=lambda: next(lines), console=console)
    write_page(Path("page.html"), bank=bank)
    exports = {}
    for form in ("moodle", "gift", "qti"):
        written = quizzes.write_export(form, [question], Path(f"shapes.{form}"))
        exports[form] = [list(written.carried), list(written.left_out)]
    saved = load_key(save_key([question]))
    found = {
        "package": quizzes.__file__,
        "faults": faults,
        "advice": [str(tip) for tip in lint(bank.questions)],
        "shares": [marked.share for marked in marks],
        "misconceptions": marks[1].misconceptions,
        "terminal": out.getvalue(),
        "exports": exports,
        "cells": [cell.source for cell in notebook_cells(saved)],
        "graded": mark_source(saved[0], 'answer = "T, B, 2H"').status,
    }
    print(json.dumps(found))


main()
