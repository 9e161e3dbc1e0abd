"""The misconceptions that the grader knows, in one folder for each unit.

Each file holds a family: wrong versions of the same equations of the reference. A misconception
belongs to the unit whose function it replaces. Files and folders are found by themselves; names
that start with ``_`` hold what several families are made of.
"""
