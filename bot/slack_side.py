"""``klyngebot serve``: the parts of the house behind Slack's door."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from bot.app import build_app, build_services
from bot.client import patient_client
from bot.digests.member_news import TellMemberNews
from bot.digests.readers import Leavers
from bot.digests.side import DigestRecords
from bot.digests.week import Kept, TellWeek
from bot.edge import NO_EDGE, Edge
from bot.gathering.gatherer import ChannelGatherer, ThreadShelf
from bot.gathering.leaving import Leaving
from bot.gathering.looking import Looking
from bot.gathering.reading import ThreadReader
from bot.gathering.watch import ChannelWatch, watch_channels
from bot.introductions.brokerage import Brokerage
from bot.introductions.own_data import PersonalData
from bot.introductions.people import PeopleOfRegister
from bot.introductions.places import Places
from bot.keeping.side import Shelf
from bot.log_lines import log_to_standard_error
from bot.people import People
from bot.server import Http, SocketMode, serve
from bot.services import Knowledge, Services
from bot.settings import Environment
from bot.syncing import Syncing
from bot.use_cases.tell_news import TellNews
from bot.watch_door import Watched, watched
from bot.ways.side import Rooms
from bot.wiring import Parts
from knowledge.errors import ConfigurationError, KlyngebotError
from knowledge.models import MEMBERS, PUBLIC
from knowledge.records.digests import Digests
from knowledge.records.first_contacts import FirstContacts
from knowledge.records.noticed_threads import NoticedThreads
from knowledge.records.opened_homes import OpenedHomes
from knowledge.schedules import CHANNELS

_log = logging.getLogger(__name__)


def run(parts: Parts, listen: str) -> None:
    """Runs until a signal asks it to stop."""
    opening = log_to_standard_error(parts.environment.klyngebot_log)
    services = services_of(parts)
    way = _way(parts.environment, listen)
    make_ready(parts)

    def opened(place: str) -> None:
        opening.is_over = True
        _log.info("listening: %s", place)

    syncing, app = syncing_of(parts, services), build_app(services)
    watch_channels(app, watch_of(parts, syncing.wake))
    page = Watched(parts.readings.fault, parts.metrics.page)
    with parts.traces, syncing, watched(page, parts.environment.klyngebot_watch):
        serve(app, services, way, opened=opened)
    parts.seat.leave()


def services_of(
    parts: Parts,
    clock: Callable[[], datetime] | None = None,
    token: Callable[[], str] | None = None,
    edge: Edge = NO_EDGE,
) -> Services:
    """The Slack side of one cluster, ready for `build_app`; ``clock`` gives aware times, and is the machine's unless
    told otherwise. ``token`` is the workspace's of now, and the environment's unless told otherwise; ``edge`` is what
    all calls pass. Raises ConfigurationError where a token is missing."""
    environment = parts.environment
    if token is None:
        environment.require("SLACK_BOT_TOKEN")
    knowledge = Knowledge(
        parts.assistant,
        parts.conversations,
        parts.inbox,
        parts.replicas,
        FirstContacts(parts.database),
        parts.metrics,
        parts.audiences,
        parts.house,
        _brokerage(parts),
        parts.stock,
        PersonalData(parts.persons, parts.give_person, parts.erase_person),
        parts.questions,
        parts.admissions,
        parts.preferences,
        parts.gaps,
        parts.retrieval,
        Rooms(parts.listening, parts.settings.slack.unasked_an_hour),
        Shelf(parts.keep_knowledge, parts.settings.slack.knowledge_channel),
        parts.reviews,
        _digests(parts),
        parts.retention.attend,
        clock or (lambda: datetime.now(UTC).astimezone(parts.settings.zone)),
        parts.stages,
    )
    client = patient_client(
        token or environment.slack_bot_token,
        environment.slack_api_url,
        parts.metrics.refused,
        parts.stages,
        edge,
    )
    return build_services(knowledge, client, environment.slack_signing_secret)


def syncing_of(parts: Parts, services: Services) -> Syncing:
    """What is synced by itself while the bot runs: sources, and channels that are gathered from."""
    settings, reader = parts.settings, reader_of(parts, services)
    shelf = ThreadShelf(parts.keep_knowledge, parts.holdings, parts.catalogue, parts.audit)
    gatherer = ChannelGatherer(settings.slack.channels, settings.audiences, reader, shelf)
    leaving = Leaving(parts.leave_channels)
    looking = Looking(gatherer, NoticedThreads(parts.database), parts.schedules)
    sync_sources = parts.sync_sources({CHANNELS: gatherer})
    return Syncing(sync_sources, parts.now, [leaving.attend, looking.attend], parts.stages)


def reader_of(parts: Parts, services: Services) -> ThreadReader:
    """What reads threads of channels, and knows whose marks count."""
    people = People(services.client, parts.audiences)
    return ThreadReader(services.client, people, parts.settings.cluster.coordinators)


def watch_of(parts: Parts, wake: Callable[[], None]) -> ChannelWatch:
    """Who is told at once what happens in channels that are gathered from."""
    noticed = NoticedThreads(parts.database)
    return ChannelWatch(parts.settings.slack.channels, parts.holdings.every, noticed, wake)


def _brokerage(parts: Parts) -> Brokerage:
    section = parts.settings.introductions
    return Brokerage(
        parts.introductions,
        parts.notices,
        parts.profiles,
        PeopleOfRegister(parts.view, parts.audiences),
        parts.suggester,
        parts.policy,
        parts.hold_round,
        parts.newcomers,
        parts.measuring,
        Places(section.channel, section.welcome_channel or _members_channel(parts)),
        TellNews(parts.view, parts.arrivals, parts.audiences, parts.settings.zone),
        OpenedHomes(parts.database),
        parts.settings.zone,
    )


def _members_channel(parts: Parts) -> str:
    """Who joins it is new to a cluster that shares its workspace."""
    settings = parts.settings
    return settings.audiences[MEMBERS].slack_channel if settings.slack.rooms else ""


def _digests(parts: Parts) -> DigestRecords:
    rule, zone = parts.audiences, parts.settings.zone
    kept = Kept(
        parts.counts,
        parts.arrivals,
        parts.catalogue,
        parts.introductions,
        parts.overview,
        lambda: parts.gap_desk,
        lambda: parts.measuring,
    )
    return DigestRecords(
        Digests(parts.database),
        parts.counts,
        TellWeek(kept, rule, zone),
        TellMemberNews(parts.view, parts.arrivals, rule, zone),
        Leavers(parts.view, lambda email: rule.asker_with_email(email).audiences),
        zone,
    )


def make_ready(parts: Parts) -> None:
    """Loads what questions need: doing so takes seconds, and the first acknowledgements would wait for it."""
    if not parts.catalogue.fact("synced_at"):
        _log.warning("nothing is indexed yet; run: klyngebot ingest")
    if parts.environment.chat_model and not parts.chat_model:
        _log.warning(
            "answers are quotations: allow_model_provider is not true under [cluster] in cluster.toml"
        )
    try:
        parts.retrieval.search("Når møtes vi?", frozenset({PUBLIC}), 1)
    except KlyngebotError as error:
        _log.warning("questions cannot be answered yet: %s", error)


def _way(environment: Environment, listen: str) -> SocketMode | Http:
    if environment.slack_app_token:
        return SocketMode(environment.slack_app_token)
    if not environment.slack_signing_secret:
        raise ConfigurationError(
            "Slack has no way in: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP, in .env "
            "(see .env.example)."
        )
    return Http.at("--listen", listen)
