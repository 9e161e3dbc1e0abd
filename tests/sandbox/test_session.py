"""How a hand-in's source is run and its functions are called, seen from outside through the real
sandbox.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.data.runs import Chunk, Job, JobRun, Note, Run
from autograder.data.values import Other, Seed
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


def test_the_function_is_taken_right_after_the_chunk_that_solves_it(
    sandbox: Sandbox, task: Tasks
) -> None:
    first, second = "def add(a):\n    return 'solution'", "def add(a):\n    return 'later'"
    chunks = (Chunk("cell 1", first, "add"), Chunk("cell 2", second))
    assert only(sandbox.run(Job("ada", chunks, (task("add", (1,)),)))).value == "solution"
    chunks = (Chunk("cell 1", first), Chunk("cell 2", second))
    assert only(sandbox.run(Job("ada", chunks, (task("add", (1,)),)))).value == "later"
    chunks = (Chunk("cell 1", "pass", "add"), Chunk("cell 2", second))
    assert only(sandbox.run(Job("ada", chunks, (task("add", (1,)),)))).value == "later"


STUB = "def add(*args):\n    raise NotImplementedError"
MINE = "def add(a):\n    return 'mine'"


@pytest.mark.parametrize(
    ("before", "own", "after", "value"),
    [
        ("", STUB, MINE, "mine"),
        (MINE, STUB, "", "mine"),
        (MINE, STUB, "def add(a):\n    return 'last'", "last"),
        ("", STUB, f"{MINE}\nadd = add(1)", "mine"),
        (MINE, f"{MINE[:-6]}'own'", STUB, "own"),
        (f"{MINE}\n{STUB}", "", "", "mine"),
        ("", f"{MINE}\n{STUB}", "", "mine"),
    ],
)
def test_a_function_written_beside_its_untouched_stub_is_found(
    sandbox: Sandbox, task: Tasks, before: str, own: str, after: str, value: str
) -> None:
    """Wherever it was written, in a notebook and in a file, by itself and when another function
    calls it.
    """
    caller = "def twice(a):\n    return add(a) * 2"
    tasks = task("add", (1,)), task("twice", (1,))
    for solves in ("add", None):
        chunks = (
            Chunk("cell 1", before),
            Chunk("cell 2", own, solves),
            Chunk("cell 3", after),
            Chunk("cell 4", caller),
        )
        done = sandbox.run(Job("ada", chunks, tasks))
        assert [run.value for each in done.tasks for run in each.runs] == [value, value * 2]


def test_a_stub_alone_stays_a_stub(sandbox: Sandbox, task: Tasks) -> None:
    chunks = (Chunk("cell 1", STUB, "add"), Chunk("cell 2", "add = None"))
    assert sandbox.run(Job("ada", chunks, (task("add", (1,)),))).tasks[0].found == "stub"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("", "missing"),
        ("add = 3", "missing"),
        ("def add(a, b):\n    raise NotImplementedError", "stub"),
        ("def add(a, b):\n    'doc'\n    # todo\n    raise NotImplementedError('x')", "stub"),
        ("def add(a: int, b) -> int:\n    ...", "stub"),
        ("def add(a, b):\n    pass", "stub"),
        (
            "def add(a, b):\n    'another doc'\n    result = None  # write this\n    return result",
            "stub",
        ),
        ("def add(a, b):\n    result = 1\n    return result", "defined"),
        ("add = lambda a, b: None", "defined"),
        ("class add:\n    def __init__(self, a, b): pass", "defined"),
        ("import functools\nadd = functools.partial(max)", "defined"),
        ("def add(a, b):\n    raise ValueError", "defined"),
        ("if True:\n    def add(a, b):\n        pass", "stub"),
    ],
)
def test_whether_a_function_was_written_is_told(
    run: Runner, task: Tasks, source: str, found: str
) -> None:
    stub = "def add(a, b):\n    'doc'\n    result = None\n    return result\n"
    made = run(source, task("add", (1, 2), (3, 4), stub=stub)).tasks[0]
    assert made.found == found
    assert len(made.runs) == 2
    assert (made.runs[0].outcome == "skipped") == (found != "defined")


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


def test_each_call_gets_fresh_inputs_and_changes_are_seen(run: Runner, task: Tasks) -> None:
    array, params = np.arange(3.0), {"W": np.ones(2), "n": [1, 2]}
    done = run(
        "def add(a, params):\n    a += 1\n    params['n'].append(3)\n    return a, params['n']",
        task("add", (array, params), (array, params)),
    )
    for each in done.tasks[0].runs:
        assert repr(each.value) == repr((array + 1, [1, 2, 3]))
        assert each.changed == (0, 1)
    untouched = run(
        "def add(a, params):\n    return a * params['W'][0]", task("add", (array, params))
    )
    assert only(untouched).changed == ()


def test_a_read_only_input_cannot_be_changed(run: Runner, task: Tasks) -> None:
    array = np.arange(3.0)
    array.flags.writeable = False
    done = only(run("def add(a):\n    a += 1", task("add", (array,))))
    assert (done.outcome, done.error, done.changed) == ("raised", "ValueError", ())


def test_seeds_become_generators_made_anew_for_each_call(run: Runner, task: Tasks) -> None:
    done = run("def add(rng):\n    return rng.normal()", task("add", (Seed(3),), (Seed(3),)))
    expected = np.random.default_rng(3).normal()
    assert [each.value for each in done.tasks[0].runs] == [expected, expected]
    assert done.tasks[0].runs[0].changed == ()


def test_an_error_tells_its_kind_its_words_and_its_place(run: Runner, task: Tasks) -> None:
    done = only(
        run(
            """
        import numpy as np
        def helper(a):
            return a @ np.ones(7)
        def add(a):
            return helper(a)
        """,
            task("add", (np.ones(2),)),
        )
    )
    assert (done.outcome, done.error, done.chunk, done.line) == (
        "raised",
        "ValueError",
        "cell 1",
        3,
    )
    assert "mismatch" in done.message


@pytest.mark.parametrize(
    "statement",
    [
        "raise SystemExit(0)",
        "raise KeyboardInterrupt",
        "import sys; sys.exit('bye')",
        "raise BaseException",
        "class E(Exception):\n        __str__ = None\n    raise E",
    ],
)
def test_nothing_that_is_raised_gets_past_the_call(
    run: Runner, task: Tasks, statement: str
) -> None:
    done = run(
        f"def add(a):\n    {statement}\ndef more(a):\n    return a\n",
        task("add", (1,)),
        task("more", (2,)),
    )
    assert done.tasks[0].runs[0].outcome == "raised"
    assert done.tasks[1].runs[0].value == 2


def test_what_is_printed_goes_to_the_exercise_that_printed_it(run: Runner, task: Tasks) -> None:
    done = run(
        "import sys\nprint('top \\x1b[31mred')\ndef add(a):\n    print('adding', a,"
        " file=sys.stderr)\ndef more(a):\n    print('more')\n",
        task("add", (1,), (2,)),
        task("more", (1,)),
    )
    assert done.text == "top red\n"
    assert [each.text for each in done.tasks] == ["adding 1\nadding 2\n", "more\n"]


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


@pytest.mark.parametrize(
    "module",
    [
        "numpy.random",
        "numpy.fft",
        "numpy.testing",
        "numpy.linalg",
        "numpy.ma",
        "numpy.polynomial",
        "copy",
        "dataclasses",
        "functools",
        "itertools",
        "collections",
        "math",
        "typing",
        "warnings",
        "contextlib",
        "operator",
        "random",
        "statistics",
        "re",
        "json",
        "enum",
        "abc",
        "time",
        "types",
        "string",
        "textwrap",
        "decimal",
        "fractions",
        "heapq",
        "bisect",
        "pathlib",
        "doctest",
        "unittest",
        "inspect",
        "timeit",
        "pprint",
        "datetime",
        "concurrent.futures",
    ],
)
def test_what_learners_import_is_there_though_no_file_can_be_read(
    run: Runner, task: Tasks, module: str
) -> None:
    done = run(f"import {module}\ndef add(a):\n    return {module}.__name__", task("add", (1,)))
    assert (done.notes, only(done).value) == ((), module)


RIGHT_BUT_DIFFERENT = [
    "def add(z):\n    return (1 / (1 + np.exp(-z))).astype(np.float32)",
    "def add(z):\n    return (1 / (1 + np.exp(-z))).tolist()",
    """
    def add(z):
        with np.errstate(all='ignore'):
            return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
    """,
    """
    def add(z):
        out = np.empty_like(z)
        pos = z >= 0
        out[pos] = 1 / (1 + np.exp(-z[pos]))
        e = np.exp(z[~pos])
        out[~pos] = e / (1 + e)
        return out
    """,
    (
        "def helper(k):\n    def inner(z):\n        return k / (k + np.exp(-z))\n    return"
        " inner\nadd = helper(1)"
    ),
    "def add(z):\n    return np.linalg.multi_dot([1 / (1 + np.exp(-z)), np.eye(3)])",
    "def add(z):\n    return np.einsum('ij,jk->ik', 1 / (1 + np.exp(-z)), np.eye(3))[:, :]",
    (
        "sigma = np.vectorize(lambda z: 1 / (1 + __import__('math').exp(-z)))\ndef add(z):\n   "
        " return sigma(z)"
    ),
]


@pytest.mark.parametrize("source", RIGHT_BUT_DIFFERENT)
def test_unusual_styles_work(run: Runner, task: Tasks, source: str) -> None:
    z = np.array([[-3.0, 0.0, 2.0], [1.0, -1.0, 30.0]])
    done = run(["import numpy as np", source], task("add", (z,)))
    assert done.notes == ()
    np.testing.assert_allclose(np.asarray(only(done).value, float), 1 / (1 + np.exp(-z)), rtol=1e-6)


def test_an_overflow_warning_is_only_text(run: Runner, task: Tasks) -> None:
    done = run(
        "import numpy as np\ndef add(z):\n    return 1 / (1 + np.exp(-z))",
        task("add", (np.array([-1000.0]),)),
    )
    assert only(done).outcome == "returned"
    assert "overflow" in done.tasks[0].text


def test_a_file_that_makes_errors_of_warnings_is_marked_as_if_it_did_not(
    run: Runner, task: Tasks
) -> None:
    done = run(
        "import warnings\nimport numpy as"
        " np\nnp.seterr(all='raise')\nwarnings.simplefilter('error')\ndef add(z):\n   "
        " warnings.warn('mind')\n    warnings.warn('old', DeprecationWarning)\n    return 1 / (1 +"
        " np.exp(-z)) + np.exp(-5 * np.abs(z))",
        task("add", (np.array([-1000.0]),)),
    )
    np.testing.assert_array_equal(np.asarray(only(done).value), [0.0])
    assert "mind" in done.tasks[0].text
    assert "old" not in done.tasks[0].text
