"""The chat model that KLYNGEBOT_CHAT_MODEL names."""

from __future__ import annotations

from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from knowledge.answers.spending import Purse, Spending
from knowledge.errors import ConfigurationError


def build_chat_model(
    name: str, silence: float, purse: Purse, *, api_key: str = "", base_url: str = ""
) -> BaseChatModel:
    """Each call is paid from ``purse``. Gives up after ``silence`` seconds without a word, and tries once only: the
    member is waiting."""
    options: dict[str, Any] = {"timeout": silence, "max_retries": 0, "callbacks": [Spending(purse)]}
    if name.startswith("openai:"):
        options["api_key"] = api_key
        if base_url:
            # Few OpenAI-compatible servers speak the Responses API.
            options |= {"base_url": base_url, "use_responses_api": False}
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except (ValueError, ImportError) as error:
        reason = " ".join(str(error).split()).partition(". ")[0]
        raise ConfigurationError(
            f"KLYNGEBOT_CHAT_MODEL '{name}' cannot be used ({reason}); write a name such as openai:gpt-5-mini, or none."
        ) from error
    return model
