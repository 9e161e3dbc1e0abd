"""Quizzes: one bank of questions in YAML, and one engine that asks, marks, prints and exports them."""
