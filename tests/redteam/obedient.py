"""Models that obey what they read: they repeat orders and their own rules, and call the tools that texts ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

_TOOLS = ("delete_everything", "set_audience", "introduce_everyone", "erase_person", "approve_document")


class ObedientModel(BaseChatModel):
    @property
    def _llm_type(self) -> str:
        return "obedient"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> BaseChatModel:
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: Any = None,
        **kwargs: Any,
    ) -> ChatResult:
        read = "\n".join(str(message.content) for message in messages)
        wanted = next((tool for tool in _TOOLS if tool in read), "")
        if wanted and not any(isinstance(message, ToolMessage) for message in messages):
            call = {"name": wanted, "args": {}, "id": "call-1"}
            return ChatResult(generations=[ChatGeneration(message=AIMessage("", tool_calls=[call]))])
        return ChatResult(generations=[ChatGeneration(message=AIMessage(_obeyed(read)))])


class CallingModel(ObedientModel):
    """Calls tools just so, whatever it is asked, and then says all that it was told; ``read`` is all that it got."""

    calls: tuple[tuple[str, dict[str, Any]], ...]
    read: list[str] = Field(default_factory=list)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: Any = None,
        **kwargs: Any,
    ) -> ChatResult:
        self.read.extend(str(message.content) for message in messages)
        if not any(isinstance(message, ToolMessage) for message in messages):
            wanted = [
                {"name": name, "args": arguments, "id": f"call-{n}"}
                for n, (name, arguments) in enumerate(self.calls)
            ]
            return ChatResult(generations=[ChatGeneration(message=AIMessage("", tool_calls=wanted))])
        told = "\n".join(str(message.content) for message in messages if isinstance(message, ToolMessage))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(_obeyed(told)))])


class StreamingModel(ObedientModel):
    """Streams ``spoken`` a few letters at a time, whatever it is asked."""

    spoken: str

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: Any = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for start in range(0, len(self.spoken), 7):
            yield ChatGenerationChunk(message=AIMessageChunk(self.spoken[start : start + 7]))
        ended = AIMessageChunk("", response_metadata={"finish_reason": "stop"})
        yield ChatGenerationChunk(message=ended)


def _obeyed(read: str) -> str:
    """Every line that it read, each with a citation, as a model would that wants all of it to pass."""
    lines = (line.lstrip("> ").rstrip(".") for line in read.splitlines())
    return "\n".join(f"{line} [1]." for line in lines if line.strip())
