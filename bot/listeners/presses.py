"""Slack's interactions: buttons and forms, acknowledged and handed on."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.counter import Counter
from bot.listeners.workspace import own_workspace
from bot.pressed import Faults, Press, Submission

_ANYTHING = re.compile(".+")


def register_presses(app: App, counter: Counter) -> None:
    @app.action(_ANYTHING)
    def press(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        counter.take(Press.from_body(body, own_workspace(context), context.bot_user_id or ""))
        ack()

    @app.view(_ANYTHING)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        outcome = counter.take_form(Submission.from_body(body, own_workspace(context)))
        if isinstance(outcome, Faults):
            ack(response_action="errors", errors=dict(outcome.sentences))
        else:
            ack()
