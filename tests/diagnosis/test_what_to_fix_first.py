"""A function that may be wrong only because of another one of the same submission is told so, and
nothing more than that.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.data.runs import Chunk
from autograder.grade import grade, mark
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission

SUM = "x_t @ W_f.T + h_prev @ U_f.T + b_f"
RIGHT = "return np.exp(-np.logaddexp(0, -z))"
UNKNOWN = "return 0.5 + z / 4 - z**3 / 48"


def written(sigmoid: str, gate: str, more: str = "") -> str:
    return (
        f"import numpy as np\ndef sigmoid(z):\n    {sigmoid}\ndef forget_gate(x_t, h_prev, W_f,"
        f" U_f, b_f):\n    {gate}\n{more}"
    )


def marked(source: str, keys: dict[str, AnswerKey], sandbox: Sandbox, unit: str = "gates") -> Grade:
    return grade(Submission("ada", unit, (Chunk("hand-in", source),)), keys[unit], sandbox)


def told(
    source: str, keys: dict[str, AnswerKey], sandbox: Sandbox, slug: str = "forget_gate"
) -> tuple[str, str]:
    found = next(item for item in marked(source, keys, sandbox).exercises if item.slug == slug)
    assert found.score == 0
    return found.message, found.next_step


HELPER = "def inner(z):\n    return sigmoid(z)\n"
POINTED = {
    "unknown": (UNKNOWN, f"return sigmoid({SUM})", ""),
    "through a helper": (UNKNOWN, f"return inner({SUM})", HELPER),
    "of another form": ("return [z]", f"return sigmoid({SUM})", ""),
    "it returns nothing, and that cannot be used": ("z + 1", f"return sigmoid({SUM}) + 0.0", ""),
    "both raise": ("return z.mean(axis=7)", f"return sigmoid({SUM})", ""),
}
SILENT = {
    "of its own": (UNKNOWN, f"sigmoid = np.sin\n    return sigmoid({SUM})", ""),
    "not used": (UNKNOWN, f"return np.sin({SUM})  # sigmoid", ""),
    "right": (RIGHT, f"return sigmoid({SUM}) ** 3", ""),
    "named itself": (UNKNOWN, f"sigmoid(x_t)\n    return np.tanh({SUM})", ""),
    "it raises, and sigmoid does not": (UNKNOWN, f"return sigmoid({SUM}) + missing", ""),
    "sigmoid raises, and it does not": (
        "return z.mean(axis=7)",
        "return x_t if x_t is not None else sigmoid(x_t)",
        "",
    ),
    "wrong in special cases alone": (
        "return 1 / (1 + np.exp(-z)) if z.ndim == 2 else z[0]",
        f"return sigmoid({SUM}) ** 3",
        "",
    ),
    "another relation": (
        UNKNOWN,
        f"return sigmoid({SUM}) if x_t is None else -1 / (1 + np.exp(-({SUM})))",
        "",
    ),
}


@pytest.mark.parametrize("parts", POINTED.values(), ids=POINTED)
def test_what_a_function_uses_is_named_where_it_may_explain_what_is_wrong(
    parts: tuple[str, str, str], keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    message, step = told(written(*parts), keys, sandbox)
    assert message.endswith(
        "It uses your sigmoid, which is not right yet: that may be all there is to it."
    )
    assert step == "Fix sigmoid first, then check this again."


@pytest.mark.parametrize("parts", SILENT.values(), ids=SILENT)
def test_it_is_not_named_where_it_cannot(
    parts: tuple[str, str, str], keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    message, step = told(written(*parts), keys, sandbox)
    assert "your sigmoid" not in message
    assert "Fix sigmoid" not in step


def test_what_is_not_written_yet_comes_first(keys: dict[str, AnswerKey], sandbox: Sandbox) -> None:
    message, step = told(
        written("raise NotImplementedError('sigmoid is yours to write')", f"return sigmoid({SUM})"),
        keys,
        sandbox,
    )
    assert message.endswith("It uses your sigmoid, which is not written yet.")
    assert step == "Write sigmoid first, then check this again."


def test_a_recognised_mistake_that_does_not_explain_it_is_not_all_there_is_to_it(
    keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    message, _ = told(
        written("return 1 / (1 + np.exp(z))", f"return sigmoid({SUM}) ** 3 + 0.1"), keys, sandbox
    )
    assert message.endswith("It uses your sigmoid, which is not right yet, whatever else there is.")


def test_only_the_first_of_a_chain_is_named(keys: dict[str, AnswerKey], sandbox: Sandbox) -> None:
    more = "def output_gate(*inputs):\n    return forget_gate(*inputs)\n"
    message, step = told(
        written(UNKNOWN, f"return sigmoid({SUM})", more), keys, sandbox, "output_gate"
    )
    assert message.endswith(
        "It uses your sigmoid, which is not right yet: that may be all there is to it."
    )
    assert step.startswith("Fix sigmoid first")


def test_more_than_one_is_named_in_one_sentence(
    keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    source = """
import numpy as np
def cell_state(c_prev, f_t, i_t, g_t):
    return np.sin(c_prev * f_t + i_t * g_t)
def hidden_state(o_t, c_t):
    return np.sin(o_t) * c_t**3
def lstm_step(x_t, h_prev, c_prev, params):
    c_t = cell_state(c_prev, c_prev, c_prev, c_prev)
    return hidden_state(c_t, c_t), c_t
"""
    step = marked(source, keys, sandbox, "cell").exercises[-1]
    assert (
        "It uses your cell_state and hidden_state, which are not right yet: that may be all"
        in step.message
    )
    assert step.next_step == "Fix cell_state and hidden_state first, then check this again."


def test_it_changes_no_marks(keys: dict[str, AnswerKey], sandbox: Sandbox) -> None:
    key = keys["gates"]
    submission = Submission("ada", "gates", (Chunk("hand-in", written(*POINTED["unknown"])),))
    run = sandbox.run(submission.job(key))
    assert run.tasks[1].uses == ("sigmoid",)
    every = tuple(exercise.slug for exercise in key.exercises)
    grades = [
        mark(
            submission,
            key,
            replace(run, tasks=tuple(replace(task, uses=uses) for task in run.tasks)),
        )
        for uses in ((), every, ("no such name",))
    ]
    assert (
        len(
            {
                tuple((item.status, item.score, item.criteria) for item in single.exercises)
                for single in grades
            }
        )
        == 1
    )
