"""Every payload gets no marks, reads nothing and disturbs nothing.

A payload defines ``attack()``, which returns true when it got through, or is itself a false
``forget_gate``. Its comments say of which kind it is, what its positive control is, and which
layers stop it.
"""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from autograder.data.answer_key import AnswerKey
from autograder.data.runs import Chunk
from autograder.grade import grade_many
from autograder.report.html import exercise_html
from autograder.report.terminal import print_grade
from autograder.sandbox import Layers, Sandbox
from autograder.submission.read import Submission
from tests.attacks.attempts import HERE, HONEST, attempt, family, got_through, graded, handed_in
from tests.attacks.conftest import TIGHT, Payload, Target


def check_harmless(
    payload: Payload, sandbox: Sandbox, target: Target, key: AnswerKey, visible: str
) -> None:
    files, processes = target.files(), len(family(sandbox))
    began = time.monotonic()
    done, grade = graded(sandbox, handed_in(payload, target, visible), key)
    assert grade.score == 0
    assert not grade.needs_person
    assert done.failure == ""
    assert not got_through(done)
    assert time.monotonic() - began < sandbox.limits.job_seconds + 30
    assert (
        len(done.text) + sum(len(task.text) for task in done.tasks) <= 2 * sandbox.limits.text_bytes
    )
    assert target.files() == files
    assert target.called() == []
    assert len(family(sandbox)) == processes
    honest = Submission("ada", "gates", (Chunk("hand-in", HONEST),))
    _, after = graded(sandbox, honest, key)
    assert after.score == after.max_score


def test_it_gets_no_marks_and_does_no_harm(
    payload: Payload, locked: Sandbox, target: Target, key: AnswerKey, visible: str
) -> None:
    if locked.level == "C":
        pytest.skip("this machine has neither Landlock nor seccomp nor namespaces")
    check_harmless(payload, locked, target, key, visible)


@pytest.mark.slow
def test_a_class_full_of_attackers_costs_nobody_else_anything(
    target: Target, key: AnswerKey, visible: str
) -> None:
    """All payloads in one go on two workers, an honest submission after each."""
    payloads = [Payload.read(path) for path in sorted((HERE / "payloads").glob("*.py"))]
    files = target.files()

    def class_of_many() -> Iterator[Submission]:
        for number, payload in enumerate(payloads):
            yield replace(handed_in(payload, target, visible), name=payload.name)
            yield Submission(f"honest {number}", "gates", (Chunk("hand-in", HONEST),))

    with Sandbox(2, limits=TIGHT) as sandbox:
        scores = {
            submission.name: grade.score
            for submission, grade in grade_many(
                ((submission, submission) for submission in class_of_many()),
                {"gates": key},
                sandbox,
            )
        }
    assert len(scores) == 2 * len(payloads)
    assert {
        name: score
        for name, score in scores.items()
        if score != (key.max_score if name.startswith("honest") else 0)
    } == {}
    assert target.files() == files
    assert target.called() == []


@pytest.mark.slow
def test_each_layer_that_a_payload_names_stops_it_by_itself(
    payload: Payload, alone: dict[str, Sandbox], target: Target
) -> None:
    layers = [layer for layer in payload.stopped_by if layer in alone]
    if not layers:
        pytest.skip("this machine has none of: " + ", ".join(payload.stopped_by))
    for layer in layers:
        files = target.files()
        done = attempt(alone[layer], payload, target)
        assert not got_through(done), layer
        assert target.files() == files, layer
        assert target.called() == [], layer


@pytest.fixture(scope="session")
def alone(locked: Sandbox) -> Any:
    """For each layer a sandbox that has no other."""
    started: dict[str, Sandbox] = {}
    nothing: dict[str, Any] = {
        "limits": False,
        "landlock": False,
        "seccomp": False,
        "namespaces": "none",
    }
    for layer in nothing:
        layers = Layers(**nothing | {layer: "auto" if layer == "namespaces" else True})
        sandbox = Sandbox(limits=locked.limits, layers=layers, allow_unsafe=True)
        sandbox.__enter__()
        if layer in [item.name for item in sandbox.isolation.layers if item.works]:
            started[layer] = sandbox
        else:
            sandbox.close()
    yield started
    for sandbox in started.values():
        sandbox.close()


@pytest.mark.parametrize("name", ["terminal_escapes", "html_in_messages"])
def test_what_it_prints_reaches_no_person_unclean(
    name: str, locked: Sandbox, target: Target, key: AnswerKey
) -> None:
    source = (HERE / "payloads" / f"{name}.py").read_text()
    done, grade = graded(
        locked, Submission("eve\x1b[2J", "gates", (Chunk("hand-in", source),)), key
    )
    assert any(task.text for task in done.tasks)
    console = Console(file=io.StringIO(), width=200, force_terminal=True, color_system=None)
    print_grade(console, grade)
    assert isinstance(console.file, io.StringIO)
    page = exercise_html(grade.exercises[0])
    for shown in (console.file.getvalue(), page, *(task.text for task in done.tasks)):
        assert not set(shown) & set("\x1b\x07\x08\x9b\u202e")
    assert "<script" not in page
    assert "<img src=x" not in page


def test_every_kind_is_there_and_each_payload_says_what_it_does() -> None:
    from_files = [(path, path.read_text()) for path in sorted((HERE / "payloads").glob("*.py"))]
    kinds = Counter(
        line[8:]
        for _, text in from_files
        for line in text.splitlines()
        if line.startswith("# kind: ")
    )
    assert set(kinds) == {"resources", "reading", "reaching out", "forging", "behaving differently"}
    assert 65 <= len(from_files) <= 90
    for path, text in from_files:
        assert text.startswith('"""'), path
        assert ("\ndef attack(" in text) != ("\ndef forget_gate(" in text), path
