"""Exact answers from the register and the calendar."""
