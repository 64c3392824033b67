"""The Bolt app: Slack's requests, checked and handed to the listeners, and one error handler."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient

from bot.channels import Channels
from bot.client import SLACK_ERRORS, reason
from bot.counter import Counter
from bot.delivery import Delivery
from bot.desk import Desk
from bot.digests.side import DigestRecords, digest_duties
from bot.failures import Failures
from bot.following import Following
from bot.house import House
from bot.introductions.brokerage import Brokerage
from bot.introductions.side import Side, build_side
from bot.introductions.slack import Slack
from bot.judging import Judging
from bot.keeping.side import Shelf, build_keeping
from bot.languages import Languages
from bot.layouts import Layouts
from bot.listeners import register
from bot.listeners.agent import AgentDesk, register_agent
from bot.listeners.doors import Doors
from bot.listeners.presses import register_presses
from bot.listeners.ways import register_ways
from bot.memory import Memory
from bot.noted_questions import NotedQuestions
from bot.openness import Openness
from bot.people import People
from bot.ports import Assistant, Conversations, GapLog, Inbox, Preferences, QuestionLog, Searcher
from bot.post import Post
from bot.prompts import Prompts
from bot.reception import Greeting, Reception
from bot.responder import Beside, Responder, Tools
from bot.reviewing.letters import Reviews
from bot.reviewing.side import build_reviewing
from bot.signs import Signs
from bot.stops import Stops
from bot.turning import Turning
from bot.use_cases.answer_question import AnswerQuestion
from bot.views import Views
from bot.ways.overhearing import Overhearing
from bot.ways.side import Asking, Rooms, build_ways
from bot.work import WorkPool
from knowledge.audiences import AudienceRule
from knowledge.errors import ConfigurationError

# People press more often than they write, and each press is soon done.
_PRESSES_AT_ONCE = 2_000
_RECEPTIONS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the Slack side takes from the rest of the program. ``clock`` gives aware times."""

    assistant: Assistant
    conversations: Conversations
    inbox: Inbox
    audiences: AudienceRule
    house: House
    brokerage: Brokerage
    questions: QuestionLog
    preferences: Preferences
    gaps: GapLog
    searcher: Searcher
    rooms: Rooms
    shelf: Shelf
    reviews: Reviews
    digests: DigestRecords
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Services:
    """The running parts of the Slack side. ``leaving`` is set once there is nothing more to do in the workspace."""

    client: WebClient
    signing_secret: str
    desk: Desk
    counter: Counter
    side: Side
    failures: Failures
    agent: AgentDesk
    leaving: threading.Event

    def resume(self) -> None:
        """Takes up again what an earlier run of the program did not finish."""
        self.agent.stops.resume()
        self.desk.resume()
        self.counter.resume()

    def close(self) -> None:
        """Finishes what is under way. What is left waits for the next start."""
        self.agent.reception.close()
        self.side.timekeeper.close()
        self.counter.close()
        self.desk.close()


def build_services(
    knowledge: Knowledge, client: WebClient, signing_secret: str = "", *, workers: int = 8, room: int = 200
) -> Services:
    """``client`` is a `patient_client`; ``room`` is how many messages may wait. Threads run until ``close``."""
    house, clock = knowledge.house, knowledge.clock
    openness = Openness()
    layouts = Layouts(openness)
    people, delivery = People(client, knowledge.audiences), Delivery(client, layouts)
    post = Post(client, layouts)
    memory = Memory(knowledge.conversations, clock)
    languages = Languages(house, people, knowledge.preferences)
    questions = NotedQuestions(knowledge.questions, knowledge.gaps, people)
    slack = Slack(
        client=client,
        people=people,
        post=post,
        layouts=layouts,
        views=Views(client),
        channels=Channels(client),
        house=house,
        languages=languages,
        preferences=knowledge.preferences,
        rule=knowledge.audiences,
        questions=questions,
        inbox=knowledge.inbox,
        clock=clock,
    )
    reviewing = build_reviewing(knowledge.reviews, slack, knowledge.brokerage.register)
    forgetting = (questions.forget_old, knowledge.conversations.forget_old)
    digests = digest_duties(knowledge.digests, slack)
    duties = [*forgetting, knowledge.shelf.keeper.tidy, *reviewing.duties, *digests]
    side = build_side(knowledge.brokerage, slack, duties)
    answer_question = AnswerQuestion(knowledge.assistant, memory, clock)
    stops, leaving = Stops(knowledge.inbox, clock), threading.Event()
    signs = Signs(client, openness, languages)
    following = Following(client, delivery, signs, stops, openness)
    tools = Tools(people, memory, delivery, signs, following, house, languages)
    rooms = knowledge.rooms
    overhearing = Overhearing(
        answer_question, questions, rooms.listening, memory, delivery, rooms.an_hour, clock
    )
    keeping = build_keeping(knowledge.shelf, slack, answer_question)
    beside = Beside(side.suggesting, overhearing, keeping.offering)
    responder = Responder(tools, knowledge.audiences, answer_question, questions, beside)
    failures = Failures(delivery, post, languages, house.coordinators, leaving.set)
    pools = WorkPool(workers, room), WorkPool(1, room, "apologies")
    desk = Desk(knowledge.inbox, responder, failures, signs, clock, *pools)
    presses = WorkPool(workers, _PRESSES_AT_ONCE, "presses")
    judging = Judging(questions, languages, post, clock)
    turning = Turning(questions, responder)
    ways = build_ways(
        Asking(answer_question, questions, knowledge.gaps, memory, knowledge.searcher), rooms, slack, side
    )
    pressed = {**side.takers.presses, **judging.presses, **turning.presses, **ways.presses, **keeping.presses}
    pressed |= reviewing.presses(side.takers.presses)
    forms = {**side.takers.forms, **ways.forms, **keeping.forms}
    takers = replace(side.takers, presses=pressed, forms=forms)
    counter = Counter(knowledge.inbox, takers, failures, clock, presses)
    greeting = Greeting(people, post, Prompts(client, openness), house, languages, knowledge.audiences)
    receptions = WorkPool(_RECEPTIONS_AT_ONCE, _PRESSES_AT_ONCE, "reception")
    reception = Reception(greeting, knowledge.inbox, failures, clock, receptions)
    agent = AgentDesk(reception, stops, leaving.set)
    return Services(client, signing_secret, desk, counter, side, failures, agent, leaving)


def build_app(services: Services) -> App:
    """Raises ConfigurationError when Slack does not take the token or cannot be reached."""
    app = _bolt_app(services)
    # Bolt logs the body of a request whose signature is wrong; what somebody sent belongs in no log.
    logging.getLogger("slack_bolt.RequestVerification").setLevel(logging.WARNING)
    register_agent(app, services.agent)
    register(app, Doors(services.desk, services.counter, services.side.arrivals, services.side.timekeeper))
    register_presses(app, services.counter)
    register_ways(app, services.counter)

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
