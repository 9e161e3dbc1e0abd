"""Runs and an answer key go in; differences, a diagnosis and marks come out.

There is no input or output here. It imports `autograder.data` alone.

Public face: `compare.compare`, `diagnose.diagnose`, `explaining.follows`,
`dependencies.dependencies`, `score.score` and `messages`, in the order in which
`autograder.grade` calls them.
"""
