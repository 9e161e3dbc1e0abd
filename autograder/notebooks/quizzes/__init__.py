"""Graded quizzes as nbgrader assignments: questions go in; a notebook, attempts and marks come out."""
