"""Submissions and grades go in; rows of nbgrader's gradebook and feedback pages come out.

Public face: `grade_course.grade_course` grades a class, `first_attempts.first_attempts` reads what
item analysis needs, and one module holds each step that `autograder.notebooks.config` puts into
nbgrader's commands: `keep_stubs`, `repair_cells`, `grade_in_sandbox`, `save_feedback` and
`feedback`.
"""
