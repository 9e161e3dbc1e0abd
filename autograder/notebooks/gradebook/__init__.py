"""Submissions and grades go in; rows of nbgrader's gradebook and feedback pages come out."""
