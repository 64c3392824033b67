"""Events: what they are, and when they take place."""
