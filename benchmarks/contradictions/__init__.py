"""Pairs of documents of which the new one contradicts the known one, or only seems to."""
