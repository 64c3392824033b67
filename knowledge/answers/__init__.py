"""From found passages to an answer that cites them, or an honest "I don't know"."""
