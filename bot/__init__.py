"""What people talk to: Slack and the terminal."""
