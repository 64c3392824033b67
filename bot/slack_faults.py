"""Counts what Slack did not take, call by call, also what is tried again and comes through."""

from __future__ import annotations

from collections.abc import Callable

from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState

_REFUSED = 400


class CountsFaults(RetryHandler):
    """Tells ``refused`` the status of a call, such as 429, or "line" where none came. Has nothing tried again."""

    def __init__(self, refused: Callable[[str], None]) -> None:
        super().__init__()
        self._refused = refused

    def can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None:
            self._refused("line")
        elif response.status_code >= _REFUSED:
            self._refused(str(response.status_code))
        return False
