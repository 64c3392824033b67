"""Answers that somebody in charge has given and stands by, and when a question means the same as theirs."""
