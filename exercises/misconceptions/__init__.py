"""The mistakes that the grader knows, one file each."""
