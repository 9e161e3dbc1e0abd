"""What the lessons of the LSTM course let learners try out: explorer, experiment and PyTorch.

It belongs to the course and not to the engine: `course.toml` names it, and the learners' wheel
holds it. It works on functions that learners wrote, and holds no solution of an exercise.
"""
