"""What can go wrong: the API's answers to the app, and a test's wrong use of the stand-in."""

from typing import Any

Payload = dict[str, Any]


class ApiError(Exception):
    """Slack refuses a call: becomes `{"ok": false, "error": error, ...}`."""

    def __init__(self, error: str, *messages: str, **fields: Any) -> None:
        super().__init__(error)
        self.error = error
        self.fields = fields
        self.messages = [f"[ERROR] {message}" for message in messages]

    def payload(self) -> Payload:
        details: Payload = {"response_metadata": {"messages": self.messages}} if self.messages else {}
        return {"ok": False, "error": self.error, **self.fields, **details}


class StandInError(AssertionError):
    """A test asks the stand-in for what Slack would not do."""


class NotDeliveredError(StandInError):
    """Slack would not send this to the app: a scope or a subscription is missing."""
