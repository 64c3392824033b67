"""Times what LangChain does: each call of a model, and each tool that one calls."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler

from knowledge.stages import Stage, Stages


class Timing(BaseCallbackHandler):
    """Looks at nothing that is said. Safe from several threads, each run in one at a time."""

    # In the thread of the call, so that what a tool does is a part of it.
    run_inline = True

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._running: dict[UUID, tuple[Stage, ExitStack]] = {}

    def on_chat_model_start(self, serialized: Any, messages: Any, *, run_id: UUID, **_: Any) -> None:
        self._running[run_id] = self._stages.begin("model"), ExitStack()

    def on_llm_end(self, response: Any, *, run_id: UUID, **_: Any) -> None:
        self._end(run_id)

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:
        self._end(run_id, error)

    def on_tool_start(self, serialized: Any, input_str: Any, *, run_id: UUID, **_: Any) -> None:
        tool, inside = self._stages.begin("tool", str((serialized or {}).get("name", ""))), ExitStack()
        inside.enter_context(tool.inside())
        self._running[run_id] = tool, inside

    def on_tool_end(self, output: Any, *, run_id: UUID, **_: Any) -> None:
        self._end(run_id)

    def on_tool_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:
        self._end(run_id, error)

    def _end(self, run_id: UUID, error: BaseException | None = None) -> None:
        stage, inside = self._running.pop(run_id, (Stage(), ExitStack()))
        inside.close()
        stage.end(error)
