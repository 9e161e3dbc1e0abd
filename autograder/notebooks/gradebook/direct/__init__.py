"""Graded submissions go in; the rows, notebooks and pages of nbgrader's own converters come out.

It takes a fraction of their work. Public face: `direct.DirectWay` takes submissions into the
gradebook in batches, and `feedback_pages.FeedbackPages` writes pages. What is odd about a
submission or a course goes through nbgrader's converters (`Irregular`, `own_settings`).
"""
