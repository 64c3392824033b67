"""How Slack refused a call, for tests."""

from collections.abc import Callable

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse


def refusal(call: Callable[[], object]) -> SlackResponse:
    """The answer to a call that must be refused."""
    with pytest.raises(SlackApiError) as caught:
        call()
    response: SlackResponse = caught.value.response
    return response


def error_of(call: Callable[[], object]) -> str:
    return str(refusal(call)["error"])
