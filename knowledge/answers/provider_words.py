"""What providers of models say beside their text: why a message ended, and what went wrong."""

from __future__ import annotations

from langchain_core.messages import AIMessage

_ENDS = ("finish_reason", "stop_reason", "done_reason", "stopReason")
CUT_SHORT = frozenset({"length", "max_tokens", "MAX_TOKENS"})


def ending_of(message: AIMessage) -> str:
    """Why the provider ended the message; empty while it goes on."""
    return next((str(found) for key in _ENDS if (found := message.response_metadata.get(key))), "")


def kind_of(error: Exception) -> str:
    """What may stand in a log: a provider's own words may quote the question and its passages."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__} {status}" if status else type(error).__name__
