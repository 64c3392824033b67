"""Slack on localhost, for tests: the Web API, Socket Mode, events, interactions and failures on demand.

with SlackStandIn(scopes=["chat:write", "app_mentions:read"]) as slack:
    app = App(token=slack.bot_token, signing_secret=slack.signing_secret,
              client=WebClient(slack.bot_token, base_url=slack.base_url), process_before_response=True)
    kari = slack.workspace.add_user("kari")
    channel = slack.workspace.add_channel("general", [kari])
    slack.fail("chat.postMessage", status=429, retry_after=1)
    app.dispatch(slack.bolt_request(slack.events.mentions(kari, channel, "hei")))
    slack.wait_for(lambda: slack.calls_to("chat.postMessage"))
    assert slack.messages_in(channel)[-1]["text"] == "hei!"
"""

from .calls import Call
from .clock import ManualClock
from .delivery import SignedRequest, sign
from .errors import ApiError, NotDeliveredError, Payload, StandInError
from .records import Channel, File, User, UserGroup, View
from .script import Hold
from .server import SlackStandIn
from .sockets import Ack
from .workspace import Workspace

__all__ = [
    "Ack",
    "ApiError",
    "Call",
    "Channel",
    "File",
    "Hold",
    "ManualClock",
    "NotDeliveredError",
    "Payload",
    "SignedRequest",
    "SlackStandIn",
    "StandInError",
    "User",
    "UserGroup",
    "View",
    "Workspace",
    "sign",
]
