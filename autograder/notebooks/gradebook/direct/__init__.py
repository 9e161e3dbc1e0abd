"""Submissions and grades go in; the same rows, notebooks and feedback pages come out that nbgrader's
own converters would write, for a fraction of the work.

Public face: `direct.DirectWay` takes graded submissions into the gradebook in batches. What is odd
about a submission or a course goes through nbgrader's converters (`Irregular`, `own_settings`).
"""
