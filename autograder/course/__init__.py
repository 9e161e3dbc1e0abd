"""A course's sources go in (reference, exercises, misconceptions); answer keys and proofs come out.

The only part that runs an author's code, in a process whose path starts at the course's root.
"""
