"""The misconceptions that the tiny course knows, in one folder for each unit."""
