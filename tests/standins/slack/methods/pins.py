"""pins.*: what is pinned in a channel."""

from ..context import Context
from ..errors import Payload


def _list(context: Context) -> Payload:
    channel = context.member_channel()
    messages = context.workspace.messages
    pinned = [(messages.find(channel.id, ts), by) for ts, by in messages.pins.get(channel.id, {}).items()]
    return {
        "items": [
            {
                "type": "message",
                "created": 1,
                "created_by": by,
                "channel": channel.id,
                "message": messages.shown(channel.id, message),
            }
            for message, by in pinned
            if message
        ]
    }


HANDLERS = {"pins.list": _list}
