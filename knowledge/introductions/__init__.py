"""Introductions that both sides want: how far each has come, who may do what next, and what has been."""
