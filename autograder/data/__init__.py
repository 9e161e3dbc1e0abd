"""What travels between the stages: values, answer keys, runs, differences, diagnoses and grades.

Plain data and pure functions on it. It imports nothing else of the autograder.
"""
