"""Every one-edit mutant of the reference is caught, equal to it, or listed with a case."""

from __future__ import annotations

import inspect
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course.build import build_exercise
from autograder.course.discover import Course, load_course
from autograder.course.lint.mutants import is_caught, mutant_problems, try_mutants
from autograder.course.mutation import TooLong, at_most, mutants

ROOT = Path(__file__).resolve().parents[3]
TINY = ROOT / "tests" / "tiny_course"
CASES = """        visible("three examples", lambda rng: inputs(rng, B=3, I=4, H=2)),
        hidden("five examples", lambda rng: inputs(rng, B=5, I=3, H=4)),
        hidden("one example", lambda rng: inputs(rng, B=1, I=2, H=3), ANY_BATCH),
"""


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(ROOT)


def tiny_course(folder: Path, draw: str = "") -> Path:
    """A copy of the tiny course, whose cases all draw their inputs with `draw`, where given."""
    course = folder / "course"
    shutil.copytree(TINY, course, ignore=shutil.ignore_patterns("__pycache__"))
    path = course / "exercises" / "gru" / "update_gate.py"
    source = path.read_text(encoding="utf-8")
    assert CASES in source
    if draw:
        source = source.replace("lambda rng: inputs(", f"lambda rng: {draw}(")
        source += (
            "\n\ndef no_bias(*args, **kwargs):\n"
            "    drawn = inputs(*args, **kwargs)\n"
            '    return drawn | {"b_z": 0 * drawn["b_z"]}\n'
        )
    path.write_text(source, encoding="utf-8")
    return course


def test_mutants_that_no_case_notices_have_a_line_and_a_case_that_would(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    found = try_mutants(tiny_course(tmp_path, "no_bias"), lambda *words: told.append(words))
    assert len(found.problems) > 1
    for problem in found.problems:
        assert problem.place == ("reference/gru.py", 19)
        assert "b_z" in problem.message
        assert "They differ in the case 'three examples' with" in problem.message
    assert any("@ U_z.T) - (b_z)" in problem.message for problem in found.problems)
    assert found.made == found.caught + found.equal + len(found.problems)
    assert told[-1] == ("mutants of the reference", found.made, found.made)


def test_the_command_counts_the_mutants_of_a_sound_course() -> None:
    done = CliRunner().invoke(app, ["lint", "--quick", "--mutants", "--from", str(TINY)])
    assert done.exit_code == 0, done.output
    assert "mutants of the reference" in done.output
    assert "by a case" in done.output


def test_a_sample_of_mutants_of_this_course_is_caught(course: Course) -> None:
    found = mutant_problems(course, every=23)
    assert [str(problem) for problem in found.problems] == []
    assert found.made > 150
    assert found.equal < 0.05 * found.made


@pytest.mark.slow
def test_every_mutant_of_this_course_is_caught_or_equal() -> None:
    found = try_mutants(ROOT)
    assert [str(problem) for problem in found.problems] == []
    assert found.made > 3500
    assert found.equal < 0.03 * found.made


def test_the_reference_itself_survives(course: Course) -> None:
    for unit in course.units:
        for exercise in unit.exercises:
            key = build_exercise(replace(course, misconceptions=()), exercise, b"secret")
            assert not is_caught(inspect.unwrap(exercise.reference), key), exercise.slug


def test_mutants_differ_from_each_other_and_from_the_source(course: Course) -> None:
    [exercise] = [item for item in course.unit("cell").exercises if item.slug == "lstm_step"]
    made = list(mutants(exercise.reference))
    changes = [mutant.change for mutant in made]
    assert "forget_gate -> input_gate" in changes
    assert "\"W_f\" -> 'W_i'" in changes
    assert len({mutant.source for mutant in made}) == len(made) > 200
    lines = Path(ROOT / "reference" / "cell.py").read_text(encoding="utf-8").splitlines()
    first = next(mutant for mutant in made if mutant.change == "forget_gate -> input_gate")
    assert "forget_gate(" in lines[first.line - 1]


def test_a_mutant_that_does_not_end_is_stopped() -> None:
    def endless() -> None:
        while True:
            pass

    with pytest.raises(TooLong), at_most(0.05):
        endless()


def test_a_mutant_that_only_waits_is_not_stopped_as_on_a_busy_machine() -> None:
    with at_most(0.05):
        time.sleep(0.1)
