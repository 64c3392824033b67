"""Tests of the demo cluster and of the script that writes it."""
