"""The commands behind `gatewise`.

Words of a command line come in; text, files and an exit status go out.

Modules are named after who types the commands. Each command imports what it needs when it runs, so
that `check` answers at once.
"""
