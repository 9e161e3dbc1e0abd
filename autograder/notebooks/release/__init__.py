"""Answer keys and lessons go in; the notebooks, Python files and kit that learners get come out."""
