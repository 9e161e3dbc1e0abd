"""What people type: words of a command line go in; text, files and an exit status come out.

Modules are named after who types the commands. Each command imports what it needs when it runs, so
that `check` answers at once.
"""
