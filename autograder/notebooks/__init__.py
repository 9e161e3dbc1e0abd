"""Everything about nbgrader and notebook files: make a course, grade it, give feedback.

This is the only part that imports nbformat and nbgrader. Nothing is imported here, so that a
learner's `check` of a ``.py`` file loads neither. In the order in which a course uses them:

- `release`: answer keys and lessons become what learners get;
- `intake`: submitted folders become readable notebooks and Python files;
- `quizzes`: graded quizzes become assignments, and their answers become marks;
- `gradebook`: submissions and grades become rows of nbgrader's gradebook and feedback pages.

`config` sets the steps of nbgrader's commands, and `nbgrader_app` reads a course's configuration.
`release` and `intake` import none of the others, `quizzes` imports these two, and `gradebook` may
import all.
"""
