"""What the cluster knows, and how to ask it."""
