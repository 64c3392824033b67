"""Slack's slash command and shortcuts, acknowledged and handed on."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.counter import Counter
from bot.keeping.saving import SAVE
from bot.listeners.workspace import own_workspace
from bot.pressed import Press
from bot.replies.ask_form import ASK_KLYNGEBOT
from bot.ways.shortcuts import ANSWER_THIS

COMMAND = "/klynge"


def register_ways(app: App, counter: Counter) -> None:
    @app.command(COMMAND)
    def command(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        counter.take(Press.from_command(body, own_workspace(context)))
        ack()

    @app.message_shortcut(ANSWER_THIS)
    @app.message_shortcut(SAVE)
    @app.global_shortcut(ASK_KLYNGEBOT)
    def shortcut(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        counter.take(Press.from_shortcut(body, own_workspace(context)))
        ack()
