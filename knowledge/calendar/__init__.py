"""Events and their occurrences."""
