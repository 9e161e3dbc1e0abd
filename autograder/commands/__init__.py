"""The commands behind `gatewise`, by who types them. Each loads only what it needs, so that `check`
answers at once.
"""
