"""The mistakes that the tiny course knows."""
