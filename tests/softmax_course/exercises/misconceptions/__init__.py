"""Known mistakes: a folder for each unit, a file for each family."""
