"""Slack's Web API clients: one address and token, three tempers.

Bolt makes a client of its own for each request; it keeps address, token and retry handlers, but no subclass. Nothing
here relies on that client: what the assistant says goes through these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    RetryHandler,
)
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler
from slack_sdk.web import SlackResponse

from bot.edge import NO_EDGE, Edge
from bot.slack_faults import CountsFaults
from bot.timed_client import TimedClient, edge_of, stages_of
from knowledge.errors import ConfigurationError
from knowledge.stages import UNTIMED, Stages

SLACK_API_URL = "https://slack.com/api/"
_UNCLEAR = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_WAIT_SECONDS = 30.0
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+")
# What a call may raise: Slack's own refusals, and a line that breaks, stalls or speaks no HTTP.
SLACK_ERRORS = (SlackClientError, OSError, HTTPException)

T = TypeVar("T")


def patient_client(
    token: str | Callable[[], str],
    api_url: str = SLACK_API_URL,
    refused: Callable[[str], None] = lambda kind: None,
    stages: Stages = UNTIMED,
    edge: Edge = NO_EDGE,
) -> WebClient:
    """For calls that may be made twice: waits out rate limits, tries again after 5xx and broken lines, and once
    where Slack says nothing. ``refused`` is told of each call that was not taken, ``stages`` of each call, and ``edge``
    is passed by each, also by those of clients made like this one. A ``token`` that is replaced now and then is asked
    for at each call.

    Raises ConfigurationError where ``api_url`` is no web address.
    """
    if not _WEB_ADDRESS.match(api_url):
        raise ConfigurationError(
            f"SLACK_API_URL '{api_url}' is no web address; write one such as {SLACK_API_URL}."
        )
    handlers = [
        CountsFaults(refused),
        RateLimitErrorRetryHandler(max_retry_count=5),
        ServerErrorRetryHandler(max_retry_count=2),
        ConnectionErrorRetryHandler(max_retry_count=2),
        ConnectionErrorRetryHandler(max_retry_count=1, error_types=[TimeoutError]),
    ]
    return _client(token, api_url, handlers, 30, _Calls(stages, edge))


def exact_client(like: WebClient) -> WebClient:
    """For calls that must happen once: repeats only what Slack has surely not done (429)."""
    handlers = [*_counting(like), RateLimitErrorRetryHandler(max_retry_count=5)]
    return _client(_token_of(like), like.base_url, handlers, like.timeout, _calls_of(like))


def fleeting_client(like: WebClient) -> WebClient:
    """For signs that are worth nothing when late: never tries again, and gives up soon."""
    return _client(_token_of(like), like.base_url, _counting(like), 3, _calls_of(like))


def _counting(client: WebClient) -> list[RetryHandler]:
    return [one for one in client.retry_handlers if isinstance(one, CountsFaults)]


class OddAnswer(SlackClientError):
    """Slack said yes, and left out what was asked for."""


def held(answer: Mapping[str, Any] | SlackResponse, name: str, kind: type[T]) -> T:
    """What an answer holds under ``name``. Raises OddAnswer where that is nothing of ``kind``."""
    found = answer.get(name)
    if not isinstance(found, kind):
        raise OddAnswer(f"the answer holds no {name}")
    return found


def reason(error: BaseException) -> str:
    """Slack's own word for it. The whole message of such an error may quote what was sent."""
    response = getattr(error, "response", None)
    return str(response.get("error"))[:100] if response is not None else type(error).__name__


def is_unclear(error: SlackApiError) -> bool:
    """Whether Slack may or may not have done what was asked."""
    status = getattr(error.response, "status_code", 0)
    return status >= 500 or reason(error) in _UNCLEAR


def retry_after(error: SlackApiError) -> float:
    """For how many seconds Slack does not want to be asked again; 0 where it says nothing of that."""
    response = error.response
    if getattr(response, "status_code", 0) != 429:
        return 0.0
    said = str({name.lower(): value for name, value in response.headers.items()}.get("retry-after", ""))
    return float(said) if said.isdecimal() else _WAIT_SECONDS


@dataclass(frozen=True, slots=True)
class _Calls:
    """What every call is told to, and passes."""

    stages: Stages
    edge: Edge


def _calls_of(client: WebClient) -> _Calls:
    return _Calls(stages_of(client), edge_of(client))


def _token_of(client: WebClient) -> str | Callable[[], str]:
    return (client.token_now if isinstance(client, TimedClient) else None) or client.token or ""


def _client(
    token: str | Callable[[], str],
    api_url: str,
    handlers: Sequence[RetryHandler],
    timeout: int,
    calls: _Calls,
) -> WebClient:
    base_url = api_url if api_url.endswith("/") else f"{api_url}/"
    now = token if isinstance(token, str) else token()
    client = TimedClient(token=now, base_url=base_url, timeout=timeout, retry_handlers=list(handlers))
    client.stages, client.edge = calls.stages, calls.edge
    client.token_now = None if isinstance(token, str) else token
    return client
