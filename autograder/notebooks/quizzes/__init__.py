"""Graded quizzes as nbgrader assignments: questions in; notebooks, attempts and marks out."""
