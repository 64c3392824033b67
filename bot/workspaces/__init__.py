"""Several workspaces, each with a cluster of its own, served by one program."""
