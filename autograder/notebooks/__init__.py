"""Everything about nbgrader and notebook files: make a course, grade it, give feedback.

This is the only part that imports nbformat and nbgrader. Neither is imported here, so that a
learner's `check` of a ``.py`` file loads neither. In the order in which a course uses them:

- `release`: answer keys and lessons become what learners get;
- `intake`: submitted folders become readable notebooks and Python files;
- `quizzes`: graded quizzes become assignments, and their answers become marks;
- `gradebook`: submissions and grades become rows of nbgrader's gradebook and feedback pages;
- `direct`: the same rows, notebooks and pages for a fraction of the work.

`config` sets the steps of nbgrader's commands, and `nbgrader_app` reads a course's configuration.
`release` and `intake` import none of the others, `quizzes` imports these two, and `gradebook` and
`direct` may import all.
"""

import sys

if "jsonschema" not in sys.modules:
    # jsonschema would compile a grammar of internationalized addresses, which takes a second and
    # which no schema of a notebook asks for. It goes on without where the grammar is missing.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    try:
        import jsonschema  # noqa: F401
    except ImportError:  # only a learner's kit without notebooks lacks it
        pass
    finally:
        del sys.modules["rfc3987_syntax"]
