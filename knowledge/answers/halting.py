"""Ends a call to a model from outside: a closed iterator alone would let it write on in its own thread."""

from __future__ import annotations

import threading
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler

from knowledge.errors import ModelUnavailable


class Halt(BaseCallbackHandler):
    """Given to the model's call; once it is ``set``, the next piece that comes ends the call and its connection.

    Not covered: a model that is silent is hung up on only when it speaks, or at the end of its time limit.
    """

    raise_error = True

    def __init__(self) -> None:
        self._halted = threading.Event()

    def set(self) -> None:
        self._halted.set()

    def on_llm_new_token(self, token: Any, **_: Any) -> None:
        if self._halted.is_set():
            raise ModelUnavailable("nobody waits for the answer any more")
