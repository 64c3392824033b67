"""A cluster whose people are introduced in Slack: its real index and records, a Slack on localhost, and a clock that
the test moves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_bolt import App
from slack_bolt.response import BoltResponse

from bot.app import build_app
from bot.replies.catalogue import texts
from bot.replies.sources import day
from bot.services import Services
from bot.settings import Environment
from bot.slack_side import services_of
from bot.wiring import Parts, build_parts
from knowledge.records.introductions import Introductions
from tests.scenarios.slack_side import all_text
from tests.standins.slack import Payload, SlackStandIn, User, View

CLUSTER = """
[cluster]
name = "Prøveklyngen"
coordinators = ["kari@cluster.example"]
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "people"
path = "people.csv"
"""
MEMBERS = (
    "navn;type;sted\nTjeld Data AS;oppstartsbedrift;Larvik\nSandvika kommune;offentlig;Sandvika\n"
    "Havforsk;forskning;Bergen\nMåkesenteret;forskning;Moss\n"
)
PEOPLE = (
    "navn;e-post;organisasjon;rolle;språk;kan hjelpe med;ser etter;villig per måned;samtykke;sted\n"
    "Runa Tveit;runa@tjeld.example;Tjeld Data AS;leder;norsk;sensordata;offentlige anskaffelser;3;ja;Larvik\n"
    "Odd Bø;odd@sandvika.example;Sandvika kommune;innkjøper;norsk;offentlige anskaffelser;sensordata;3;ja;Sandvika\n"
    "Ann Lee;ann@havforsk.example;Havforsk;jurist;engelsk;public procurement;;3;ja;Bergen\n"
    "Siri Sau;siri@maake.example;Måkesenteret;forsker;norsk;havstrømmer;;3;ja;Moss\n"
)
RUNA, ODD = "runa@tjeld.example", "odd@sandvika.example"
ANN, SIRI = "ann@havforsk.example", "siri@maake.example"
KARI = "kari@cluster.example"
REQUEST = "Kan du introdusere meg for noen som kan offentlige anskaffelser?"
# A Wednesday, 11 in the morning.
MORNING = datetime(2026, 11, 25, 11, tzinfo=ZoneInfo("Europe/Oslo"))
PATIENCE = 30.0


def today_in(language: str) -> str:
    """Today by the machine's clock, which knowledge is kept by, as replies write it."""
    return day(datetime.now(MORNING.tzinfo).date(), texts(language))


def made_cluster(folder: Path, policy: str = "") -> Path:
    """A folder with the cluster's files; ``policy`` is added to cluster.toml."""
    for name, text in (("cluster.toml", CLUSTER + policy), ("members.csv", MEMBERS), ("people.csv", PEOPLE)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def parts_of(folder: Path, slack: SlackStandIn) -> Parts:
    environment = Environment(
        slack_bot_token=slack.bot_token,
        slack_signing_secret=slack.signing_secret,
        slack_api_url=slack.base_url,
    )
    return build_parts(environment, folder / "cluster.toml")


@dataclass
class Town:
    """The people of the cluster as users of a Slack, over restarts of the bot."""

    slack: SlackStandIn
    folder: Path
    now: datetime = MORNING
    users: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for email in (RUNA, ODD, SIRI, KARI):
            self.arrives(email)
        self.arrives(ANN, locale="en-GB")

    def arrives(self, email: str, **fields: object) -> User:
        self.users[email] = self.slack.workspace.add_user(email.split("@")[0], email, **fields)
        return self.users[email]

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)

    @contextmanager
    def open(self) -> Iterator[Bot]:
        """One run of the bot; nothing is kept in memory between two of them."""
        parts = parts_of(self.folder, self.slack)
        services = services_of(parts, lambda: self.now)
        try:
            yield Bot(self, services, build_app(services), parts.introductions, parts)
        finally:
            services.close()
            parts.database.dispose()

    def home(self, email: str) -> str:
        """All that a person's Home shows."""
        view = self.slack.workspace.homes[self.users[email].id]
        return json.dumps(view.payload["blocks"], ensure_ascii=False)

    def letters(self, email: str) -> list[Payload]:
        """What the bot wrote to this person directly, the earliest first, but for what it tells everybody once."""
        return [one for one in self.written_to(email) if not _mark(one).startswith("first contact:")]

    def written_to(self, email: str) -> list[Payload]:
        """All that the bot wrote to this person directly."""
        direct = self.slack.workspace.direct(self.users[email])
        return [one for one in self.slack.messages_in(direct) if one.get("bot_id")]

    def latest(self, email: str) -> str:
        return all_text(self.letters(email)[-1])


@dataclass
class Bot:
    town: Town
    services: Services
    app: App
    records: Introductions
    parts: Parts

    def hears(self, payload: Payload) -> BoltResponse:
        return self.app.dispatch(self.town.slack.bolt_request(payload))

    def told(self, email: str, words: str) -> None:
        """A person writes to the bot directly, and it has replied."""
        slack, user = self.town.slack, self.town.users[email]
        before = len(self.town.letters(email))
        self.hears(slack.events.says(user, slack.workspace.direct(user), words))
        slack.wait_for(lambda: len(self.town.letters(email)) > before)

    def presses(self, email: str, action: str, letter: int = -1) -> None:
        """A person presses a button of a letter (the latest unless told otherwise), and what it sets off is done."""
        message = self.town.letters(email)[letter]
        self.hears(self.town.slack.interactions.press(self.town.users[email], message, action))
        self.settles()

    def opens_home(self, email: str) -> str:
        """A person opens the bot's Home; all that they see there."""
        self.hears(self.town.slack.events.opens_home(self.town.users[email]))
        self.settles()
        return self.town.home(email)

    def presses_home(self, email: str, action: str, value: str | None = None) -> str:
        """A person uses a button or menu of their Home; what the Home shows then."""
        user = self.town.users[email]
        view = self.town.slack.workspace.homes[user.id]
        self.hears(self.town.slack.interactions.press_in_view(user, view, action, value))
        self.settles()
        return self.town.home(email)

    def form(self, email: str) -> View:
        """The form that is open before this person."""
        return self.town.slack.workspace.modal_of(self.town.users[email])

    def sends(self, email: str, **values: object) -> dict[str, str]:
        """A person sends the open form, with these values changed; what is wrong in it by field."""
        user, slack = self.town.users[email], self.town.slack
        sent = slack.interactions.submit(user, self.form(email), values)
        answer = json.loads(self.hears(sent).body or "{}")
        slack.interactions.answered(sent, answer or None)
        self.settles()
        return dict(answer.get("errors", {}))

    def presses_again(self, pressed: Payload) -> None:
        self.hears(pressed)
        self.settles()

    def settles(self) -> None:
        assert self.services.counter.settle(PATIENCE)

    def attends(self) -> None:
        """A minute has passed."""
        self.services.side.timekeeper.attend()


def _mark(letter: Payload) -> str:
    return str(((letter.get("metadata") or {}).get("event_payload") or {}).get("mark") or "")
