"""From a payload to what arrives at the app: a signed HTTP request, or a BoltRequest for `App.dispatch`."""

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlencode

from slack_bolt import BoltRequest

from .errors import Payload

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """The body and headers of one request from Slack."""

    body: str
    headers: dict[str, str]


def sign(body: str, secret: str, timestamp: int | str) -> dict[str, str]:
    """The headers by which an app knows that Slack sent `body`: HMAC-SHA256 over `v0:timestamp:body`."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}


class Delivery:
    """Signs with the app's secret, at the real time: apps judge a signature's age by their own clock."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def signed(self, payload: Payload, retry: int = 0, reason: str = "http_timeout") -> SignedRequest:
        """Events are JSON; slash commands are a form; interactions a form with one field, `payload`."""
        body, content_type = _encoded(payload)
        headers = {"Content-Type": content_type, **sign(body, self._secret, int(time.time()))}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        return SignedRequest(body, headers)

    def bolt_request(self, payload: Payload, retry: int = 0, reason: str = "http_timeout") -> BoltRequest:
        signed = self.signed(payload, retry, reason)
        return BoltRequest(body=signed.body, headers=dict(signed.headers))

    def post(self, url: str, payload: Payload, retry: int = 0) -> tuple[int, str]:
        """Sends over HTTP to an app that listens at `url`; its status and body."""
        signed = self.signed(payload, retry)
        request = urllib.request.Request(url, signed.body.encode(), dict(signed.headers))
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def _encoded(payload: Payload) -> tuple[str, str]:
    if payload.get("type") in ("event_callback", "url_verification"):
        return json.dumps(payload), "application/json"
    if "command" in payload:
        return urlencode(payload), _FORM
    return urlencode({"payload": json.dumps(payload)}), _FORM
