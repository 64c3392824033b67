"""Writes the demo cluster's documents and calendar from readable content files."""
