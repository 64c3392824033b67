"""Counts each call to a model before it is made, and lets none be made that the day has no room for."""

from __future__ import annotations

from typing import Any, Protocol

from langchain_core.callbacks import BaseCallbackHandler

from knowledge.errors import ModelUnavailable


class Purse(Protocol):
    def spend(self) -> bool:
        """Whether one more call may be made now; it is counted then."""
        ...


class Spending(BaseCallbackHandler):
    """Given to a model. Raises ModelUnavailable in place of a call that may not be made."""

    raise_error = True
    # In the thread of the call, so that the call waits for it.
    run_inline = True

    def __init__(self, purse: Purse) -> None:
        self._purse = purse

    def on_chat_model_start(self, serialized: Any, messages: Any, **_: Any) -> None:
        if not self._purse.spend():
            raise ModelUnavailable("the calls of the day are spent (limits.model_calls_a_day)", "spent")
