"""The Bolt app: Slack's requests, checked and handed to the listeners, and one error handler."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient

from bot.client import SLACK_ERRORS, reason
from bot.delivery import Delivery
from bot.desk import Desk
from bot.failures import Failures
from bot.house import House
from bot.listeners import register
from bot.memory import Memory
from bot.people import People
from bot.ports import Assistant, Conversations, Inbox
from bot.responder import Responder
from bot.use_cases.answer_question import AnswerQuestion
from bot.work import WorkPool
from knowledge.audiences import AudienceRule
from knowledge.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the Slack side takes from the rest of the program. ``clock`` gives aware times."""

    assistant: Assistant
    conversations: Conversations
    inbox: Inbox
    audiences: AudienceRule
    house: House
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Services:
    """The running parts of the Slack side."""

    client: WebClient
    signing_secret: str
    desk: Desk
    failures: Failures


def build_services(
    knowledge: Knowledge, client: WebClient, signing_secret: str = "", *, workers: int = 8, room: int = 200
) -> Services:
    """``client`` is a `patient_client`; ``room`` is how many messages may wait. Threads run until `desk.close`."""
    delivery = Delivery(client)
    memory = Memory(knowledge.conversations, knowledge.clock)
    answer_question = AnswerQuestion(knowledge.assistant, memory, knowledge.clock)
    responder = Responder(
        People(client, knowledge.audiences),
        knowledge.audiences,
        answer_question,
        memory,
        delivery,
        knowledge.house,
    )
    failures = Failures(delivery, knowledge.house)
    pools = WorkPool(workers, room), WorkPool(1, room, "apologies")
    return Services(
        client, signing_secret, Desk(knowledge.inbox, responder, failures, knowledge.clock, *pools), failures
    )


def build_app(services: Services) -> App:
    """Raises ConfigurationError when Slack does not take the token or cannot be reached."""
    app = _bolt_app(services)
    # Bolt logs the body of a request whose signature is wrong; what somebody sent belongs in no log.
    logging.getLogger("slack_bolt.RequestVerification").setLevel(logging.WARNING)
    register(app, services.desk)

    @app.error
    def report(error: Exception) -> None:
        # The message is not taken in yet and Slack will send it again, so nobody is told.
        services.failures.report(error)

    return app


def _bolt_app(services: Services) -> App:
    """Listeners run before the acknowledgement: they only store and queue, and what is not stored is sent again."""
    try:
        return App(
            name="klyngebot",
            client=services.client,
            signing_secret=services.signing_secret,
            process_before_response=True,
        )
    except BoltError as error:
        word = reason(error.__cause__ or error.__context__ or error)
        raise ConfigurationError(
            f"Slack does not accept SLACK_BOT_TOKEN ({word}); copy the Bot User OAuth Token (xoxb-…) from "
            "the app's page 'OAuth & Permissions' once more."
        ) from error
    except SLACK_ERRORS as error:
        raise ConfigurationError(
            f"Slack at {services.client.base_url} cannot be reached ({reason(error)}); "
            "check the network, and SLACK_API_URL if it is set."
        ) from error
