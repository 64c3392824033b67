"""The Web API's methods by name: each takes a Context and gives the answer without `ok`."""

from collections.abc import Callable, Mapping

from ..context import Context
from ..errors import Payload
from . import agents, chat, conversations, files, pins, reactions, streams, team, users, views

Handler = Callable[[Context], Payload]

HANDLERS: Mapping[str, Handler] = {
    **agents.HANDLERS,
    **chat.HANDLERS,
    **conversations.HANDLERS,
    **files.HANDLERS,
    **pins.HANDLERS,
    **reactions.HANDLERS,
    **streams.HANDLERS,
    **team.HANDLERS,
    **users.HANDLERS,
    **views.HANDLERS,
}
