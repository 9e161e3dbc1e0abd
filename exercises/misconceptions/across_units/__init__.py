"""Misconceptions that apply to functions of more than one unit."""
