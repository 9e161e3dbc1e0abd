"""What runs on Gradescope's and Classroom 50's machines, and calls the installed command there."""
