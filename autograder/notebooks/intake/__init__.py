"""Submitted folders go in, whatever they hold; one readable notebook or Python file comes out."""
