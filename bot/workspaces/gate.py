"""Whether a request is Slack's, before it is known for whom: Bolt's own checks, without an app behind them."""

from __future__ import annotations

from http import HTTPStatus

from slack_bolt import BoltRequest
from slack_bolt.middleware import Middleware, RequestVerification, SslCheck, UrlVerification
from slack_bolt.response import BoltResponse


class Gate:
    """Requests of Socket Mode are Slack's already."""

    def __init__(self, signing_secret: str) -> None:
        self._checks: tuple[Middleware, ...] = (
            SslCheck(),
            RequestVerification(signing_secret),
            UrlVerification(),
        )

    def answer(self, request: BoltRequest) -> BoltResponse | None:
        """What Slack, or whoever else it is, is to be told at once; None for what somebody is to take."""
        passed = BoltResponse(status=HTTPStatus.OK)
        for check in self._checks:
            answered = check.process(req=request, resp=passed, next=lambda: passed)
            if answered is not passed:
                return answered
        return None
