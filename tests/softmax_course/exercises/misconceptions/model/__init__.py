"""Known mistakes about unit *model*."""
