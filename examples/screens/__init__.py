"""``make screens``: the main messages, as people see them, from the bot's own replies: docs/screens/."""
