"""The Bolt app: Slack's requests, checked and handed to the listeners, and one error handler."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient

from bot.attendance import Attendance
from bot.channels import Channels
from bot.client import SLACK_ERRORS, reason
from bot.counter import Counter, Presses, Takers
from bot.delivery import Delivery
from bot.desk import Desk
from bot.digests.side import digest_duties
from bot.failures import Failures
from bot.first_contact import FirstContact
from bot.following import Following
from bot.introductions.side import Side, build_side
from bot.introductions.slack import Slack
from bot.introductions.timekeeper import Duty
from bot.judging import Judging
from bot.keeping.side import Keeping, build_keeping
from bot.languages import Languages
from bot.layouts import Layouts
from bot.line import USUAL_ROOM, Line, Room
from bot.listeners import register
from bot.listeners.agent import AgentDesk, register_agent
from bot.listeners.doors import Doors
from bot.listeners.presses import register_presses
from bot.listeners.ways import register_ways
from bot.memory import Memory
from bot.noted_questions import NotedQuestions
from bot.openness import Openness
from bot.people import People
from bot.post import Post
from bot.prompts import Prompts
from bot.reception import Greeting, Reception
from bot.responder import Beside, Responder, Tools
from bot.reviewing.side import Reviewing, build_reviewing
from bot.services import Knowledge, Services
from bot.signs import Signs
from bot.stops import Stops
from bot.turning import Turning
from bot.use_cases.answer_question import AnswerQuestion
from bot.views import Views
from bot.ways.overhearing import Overhearing
from bot.ways.private_offers import PrivateOffers
from bot.ways.side import Asking, Ways, build_ways
from bot.work import WorkPool
from knowledge.errors import ConfigurationError

# People press more often than they write, and each press is soon done.
_PRESSES_AT_ONCE = 2_000
_RECEPTIONS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class _Base:
    """What everything on the Slack side stands on."""

    slack: Slack
    delivery: Delivery
    openness: Openness
    memory: Memory
    answer_question: AnswerQuestion


def build_services(
    knowledge: Knowledge, client: WebClient, signing_secret: str = "", room: Room = USUAL_ROOM
) -> Services:
    """``client`` is a `patient_client`. Threads run until ``close``."""
    base, leaving, stages = _base(knowledge, client), threading.Event(), knowledge.stages
    slack, inbox, clock = base.slack, knowledge.inbox, knowledge.clock
    reviewing = build_reviewing(knowledge.reviews, slack, knowledge.brokerage.register)
    duties = _duties(knowledge, slack, reviewing)
    side = build_side(knowledge.brokerage, knowledge.stock, knowledge.personal, slack, duties, stages)
    keeping = build_keeping(knowledge.shelf, slack, base.answer_question)
    stops, signs = Stops(inbox, clock), Signs(client, base.openness, slack.languages)
    following = Following(client, base.delivery, signs, stops, base.openness)
    tools = Tools(
        slack.people, base.memory, base.delivery, signs, following, slack.house, slack.languages, stages
    )
    offers = PrivateOffers(
        base.answer_question, knowledge.audiences, slack.people, slack.post, slack.languages
    )
    beside = Beside(side.suggesting, _overhearing(knowledge, base), keeping.offering, offers)
    responder = Responder(tools, knowledge.audiences, base.answer_question, slack.questions, beside)
    failures = Failures(
        base.delivery, slack.post, slack.languages, slack.house.coordinators, leaving.set, stages
    )
    apologies = WorkPool(1, room.waiting, "apologies")
    line = Line(inbox, stages, clock, room)
    desk = Desk(line, responder, failures, signs, clock, room.hands, apologies)
    takers = _takers(_ways(knowledge, base, side), side, keeping, reviewing)
    takers = replace(takers, presses={**takers.presses, **_of_answers(base, responder)})
    counter = Counter(
        inbox, takers, failures, stages, clock, WorkPool(room.hands, _PRESSES_AT_ONCE, "presses")
    )
    receptions = WorkPool(_RECEPTIONS_AT_ONCE, _PRESSES_AT_ONCE, "reception")
    reception = Reception(_greeting(base, client), inbox, failures, clock, receptions)
    agent = AgentDesk(reception, stops, leaving.set)
    attendance = _attendance(knowledge, desk, counter, stops)
    return Services(client, signing_secret, desk, counter, side, failures, agent, leaving, attendance)


def _attendance(knowledge: Knowledge, desk: Desk, counter: Counter, stops: Stops) -> Attendance:
    def listen() -> None:
        stops.listen()
        desk.look()

    return Attendance(knowledge.living, knowledge.inbox, knowledge.clock, counter.take_up, listen)


def _base(knowledge: Knowledge, client: WebClient) -> _Base:
    openness = Openness()
    layouts, people = Layouts(openness), People(client, knowledge.audiences)
    slack = Slack(
        client=client,
        people=people,
        post=Post(client, layouts),
        layouts=layouts,
        views=Views(client),
        channels=Channels(client),
        house=knowledge.house,
        languages=Languages(knowledge.house, people, knowledge.preferences),
        preferences=knowledge.preferences,
        rule=knowledge.audiences,
        questions=NotedQuestions(knowledge.questions, knowledge.gaps, people),
        inbox=knowledge.inbox,
        contacts=knowledge.contacts,
        clock=knowledge.clock,
    )
    memory = Memory(knowledge.conversations, knowledge.audiences.tellable_to, knowledge.clock)
    answer_question = AnswerQuestion(
        knowledge.assistant, memory, knowledge.admission, knowledge.meter, knowledge.clock, knowledge.stages
    )
    return _Base(slack, Delivery(client, layouts), openness, memory, answer_question)


def _duties(knowledge: Knowledge, slack: Slack, reviewing: Reviewing) -> list[Duty]:
    """What time brings beside introductions."""
    return [
        *digest_duties(knowledge.digests, slack),
        FirstContact(slack).attend,
        knowledge.forget_old,
        knowledge.shelf.keeper.tidy,
        *reviewing.duties,
    ]


def _overhearing(knowledge: Knowledge, base: _Base) -> Overhearing:
    slack, rooms = base.slack, knowledge.rooms
    return Overhearing(
        base.answer_question,
        slack.questions,
        rooms.listening,
        base.memory,
        base.delivery,
        rooms.an_hour,
        slack.clock,
    )


def _ways(knowledge: Knowledge, base: _Base, side: Side) -> Ways:
    slack = base.slack
    asking = Asking(base.answer_question, slack.questions, knowledge.gaps, base.memory, knowledge.searcher)
    return build_ways(asking, knowledge.rooms, slack, side)


def _of_answers(base: _Base, responder: Responder) -> Presses:
    """What is pressed below an answer."""
    slack = base.slack
    judging = Judging(slack.questions, slack.languages, slack.post, slack.clock)
    return {**judging.presses, **Turning(slack.questions, responder).presses}


def _takers(ways: Ways, side: Side, keeping: Keeping, reviewing: Reviewing) -> Takers:
    presses = {**side.takers.presses, **ways.presses, **keeping.presses}
    presses |= reviewing.presses(side.takers.presses)
    forms = {**side.takers.forms, **ways.forms, **keeping.forms}
    return replace(side.takers, presses=presses, forms=forms)


def _greeting(base: _Base, client: WebClient) -> Greeting:
    slack = base.slack
    prompts = Prompts(client, base.openness)
    return Greeting(slack.people, slack.post, prompts, slack.house, slack.languages, slack.contacts)


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
