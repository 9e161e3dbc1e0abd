"""Graded quizzes as nbgrader assignments: questions go in; notebooks, attempts and marks come out."""
