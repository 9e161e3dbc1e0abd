"""Everything that has to do with nbgrader and notebook files: building a course, grading it,
feedback.

The only part that imports nbformat and nbgrader. Nothing is imported here, so that a learner's
`check` of a ``.py`` file pays for neither.
"""
