"""Cells and keys of the quiz engine go in; assignments, marks and first attempts come out.

Public face: `assignments.add_quiz` puts a quiz into a course, `assignments.mark_quiz` marks a
submission, and `attempts.read_attempt` gives a learner's first attempt.
"""
