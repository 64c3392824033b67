"""Ways in beside messages that are meant for the assistant: a command, shortcuts, and questions to a whole channel."""
