"""How a submission's source is run and its functions are called, seen from outside through the real
sandbox.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.data.runs import JobRun, Note, Run
from autograder.data.values import Other
from autograder.sandbox import Sandbox

HAS = "(the grader has NumPy and the standard library only)"
Runner = Callable[..., JobRun]
Tasks = Callable[..., Any]


def only(job_run: JobRun) -> Run:
    (run,) = job_run.tasks[0].runs
    return run


def test_an_error_in_one_statement_spoils_only_what_depends_on_it(run: Runner, task: Tasks) -> None:
    done = run(
        """
        import matplotlib.pyplot as plt
        x = 1 / 0
        plt.show()
        def add(a, b):
            return a + b
        """,
        task("add", (1, 2)),
    )
    assert only(done).value == 3
    assert done.notes == (
        Note("error", "cell 1", 1, f"ModuleNotFoundError: No module named 'matplotlib' {HAS}"),
        Note("error", "cell 1", 2, "ZeroDivisionError: division by zero"),
        Note("error", "cell 1", 3, "NameError: name 'plt' is not defined"),
    )


def test_a_chunk_that_does_not_parse_is_left_out_and_the_others_run(
    run: Runner, task: Tasks
) -> None:
    done = run(
        ["x = 1\ndef broken(:\n    pass", "def add(a, b):\n    return a + b"], task("add", (1, 2))
    )
    assert done.notes == (Note("error", "cell 1", 2, "SyntaxError: invalid syntax"),)
    assert only(done).value == 3


def test_notebook_commands_are_left_out_and_said_so(run: Runner, task: Tasks) -> None:
    first = """
        %matplotlib inline
        !pip install torch
        files = !ls
        np.dot?
        ?len
        if True:
            %time 3
        def add(a, b):
            return a + b
        """
    done = run(
        [
            first,
            "%%time\nused = add(2, 3)",
            "%%bash\nrm -rf /",
            "def more(a):\n    return used + a",
        ],
        task("add", (1, 2)),
        task("more", (1,)),
    )
    assert [run.value for task in done.tasks for run in task.runs] == [3, 6]
    assert {note.kind for note in done.notes} == {"left_out"}
    assert [(note.chunk, note.line) for note in done.notes] == [
        *(("cell 1", line) for line in (1, 2, 3, 4, 5, 7)),
        ("cell 2", 1),
        ("cell 3", 1),
    ]
    assert "%%bash" in done.notes[-1].message


def test_a_percent_sign_that_is_python_is_no_command(run: Runner, task: Tasks) -> None:
    done = run(
        'text = ("%d"\n% 3)\ndef add(a, b):\n    """\n%matplotlib\n"""\n    return text',
        task("add", (1, 2)),
    )
    assert done.notes == ()
    assert only(done).value == "3"


def test_the_file_is_the_main_module(run: Runner, task: Tasks) -> None:
    done = run(
        """
        import dataclasses, sys
        @dataclasses.dataclass
        class Pair:
            a: int
        if __name__ == "__main__":
            base = 5
        def add(a):
            return Pair(a).a + base, sys.modules["__main__"].base
        """,
        task("add", (1,)),
    )
    assert only(done).value == (6, 5)


def test_future_imports_hold_for_what_follows(run: Runner, task: Tasks) -> None:
    done = run(
        "from __future__ import annotations\ndef add(a: Nowhere) -> 3 + None:\n    return a",
        task("add", (1,)),
    )
    assert done.notes == ()
    assert only(done).value == 1


def test_learners_own_checks_do_nothing_and_say_nothing(run: Runner, task: Tasks) -> None:
    done = run(
        """
        from autograder import check
        from quizzes import quiz
        import autograder.learner.notebook as n
        def add(a, b):
            return a + b
        result = check(add)
        result.show().again
        quiz("gates")
        display(result)
        for line in result:
            print(line)
        n.check(add)
        if result:
            print("yes")
        """,
        task("add", (1, 2)),
    )
    assert done.notes == ()
    assert done.text == ""
    assert only(done).value == 3


def test_what_is_printed_goes_to_the_exercise_that_printed_it(run: Runner, task: Tasks) -> None:
    done = run(
        "import sys\nprint('top \\x1b[31mred')\ndef add(a):\n    print('adding', a,"
        " file=sys.stderr)\ndef more(a):\n    print('more')\n",
        task("add", (1,), (2,)),
        task("more", (1,)),
    )
    assert done.text == "top red\n"
    assert [item.text for item in done.tasks] == ["adding 1\nadding 2\n", "more\n"]


def test_a_flood_of_text_is_cut_and_stops_nothing(
    run: Runner, task: Tasks, sandbox: Sandbox
) -> None:
    done = run(
        "for _ in range(3000): print('x' * 1000)\ndef add(a):\n    return a", task("add", (1,))
    )
    assert only(done).value == 1
    assert 0 < len(done.text) <= sandbox.limits.text_bytes


def test_reading_input_ends_at_once(run: Runner, task: Tasks) -> None:
    assert only(run("def add(a):\n    return input('?')", task("add", (1,)))).error == "EOFError"


def test_what_does_not_travel_is_named(run: Runner, task: Tasks) -> None:
    assert only(run("def add(a):\n    return (yield)", task("add", (1,)))).value == Other(
        "generator"
    )
