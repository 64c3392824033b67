"""Several clusters served at once, each in a workspace that has installed the app by itself."""

from __future__ import annotations

import json
import logging
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clusters import Clusters
from bot.manifest import EVENTS, scopes
from bot.settings import read_environment
from bot.wiring.installation import Installation
from bot.workspaces.serving import run
from tests.scenarios.command_line import PATIENCE
from tests.scenarios.sister_clusters import ENERGI, KI, new_installation
from tests.standins.crossroads import crossroads
from tests.standins.slack import Channel, Payload, SlackStandIn, User

TEAMS = {"ki": "T0KIKLYNGEN", "energi": "T0ENERGIENE"}
UNKNOWN = "T0UKJENTLAG"


class _StaysHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *told: object) -> None:
        return None


@dataclass
class Installed:
    """Slack's side, and a browser before the program's pages."""

    workspaces: dict[str, SlackStandIn]
    address: str
    rooms: dict[str, tuple[User, Channel]] = field(default_factory=dict)

    def installs(self, name: str) -> int:
        """Somebody installs the app in that workspace; the status of the page that they see at the end."""
        status, headers = self._opens("/slack/install", "")
        assert status == 302
        assert headers["Location"].startswith("https://slack.com/oauth/v2/authorize?")
        state = parse_qs(urlsplit(headers["Location"]).query)["state"][0]
        cookie = str(headers["Set-Cookie"]).partition(";")[0]
        code = self.workspaces[name].installation.new_code()
        return self._opens(f"/slack/oauth_redirect?{urlencode({'code': code, 'state': state})}", cookie)[0]

    def returns(self, query: str) -> int:
        return self._opens(f"/slack/oauth_redirect?{query}", "")[0]

    def asks(self, name: str, question: str) -> str:
        """All that the bot posted in that workspace once it has answered."""
        slack = self.workspaces[name]
        if name not in self.rooms:
            person = slack.workspace.add_user("kari")
            self.rooms[name] = person, slack.workspace.direct(person)
        person, direct = self.rooms[name]
        before = len(_said(slack, direct))
        assert self.hears(name, slack.events.says(person, direct, question)) == 200
        slack.wait_for(lambda: len(_said(slack, direct)) > before, PATIENCE)
        return "\n".join(str(one) for one in _said(slack, direct))

    def hears(self, name: str, payload: Payload) -> int:
        return self.answers(name, payload)[0]

    def answers(self, name: str, payload: Payload) -> tuple[int, str]:
        return self.workspaces[name].delivery.post(f"{self.address}/slack/events", payload)

    def _opens(self, path: str, cookie: str) -> tuple[int, Message]:
        request = urllib.request.Request(f"{self.address}{path}", headers={"Cookie": cookie})
        try:
            with urllib.request.build_opener(_StaysHere).open(request, timeout=PATIENCE) as page:
                return page.status, page.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers


def _said(slack: SlackStandIn, direct: Channel) -> list[Payload]:
    """Beside what whoever asks for the first time is told."""
    return [
        one for one in slack.messages_in(direct) if one.get("bot_id") and "first contact:" not in str(one)
    ]


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_installation(tmp_path_factory.mktemp("installation"))
    for name, text in (("ki", KI), ("energi", ENERGI)):
        made.write(f"clusters/{name}/cluster.toml", f'{text}\n[slack]\nworkspace = "{TEAMS[name]}"\n')
        assert made.run("ingest", "--cluster", name, "--strict").code == 0
    return made.folder


@pytest.fixture
def folder(synced: Path, tmp_path: Path) -> Path:
    shutil.copytree(synced, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def installed(folder: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Installed]:
    with ExitStack() as stack:
        teams = {**TEAMS, "stranger": UNKNOWN}
        workspaces = {name: stack.enter_context(_workspace(team)) for name, team in teams.items()}
        api = stack.enter_context(crossroads([*workspaces.values()]))
        address = stack.enter_context(_serving(folder, api, workspaces["ki"], caplog))
        yield Installed(workspaces, address)


def _workspace(team: str) -> SlackStandIn:
    return SlackStandIn(scopes=scopes(), events=EVENTS, team_id=team)


class _Heard(logging.Handler):
    """Where the program says that it listens."""

    def __init__(self) -> None:
        super().__init__()
        self.address = ""
        self.told = threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("listening: "):
            self.address = record.getMessage().removeprefix("listening: ").partition("/slack")[0]
            self.told.set()


class _serving:
    def __init__(self, folder: Path, api: str, slack: SlackStandIn, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        self._stop, self._heard = threading.Event(), _Heard()
        variables = {
            "SLACK_CLIENT_ID": slack.installation.client_id,
            "SLACK_CLIENT_SECRET": slack.installation.client_secret,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_API_URL": api,
        }
        environment = read_environment(variables, folder / "none.env")
        installation = Installation(environment, Clusters(folder / "clusters"))
        self._thread = threading.Thread(target=run, args=(installation, "127.0.0.1:0", self._stop))

    def __enter__(self) -> str:
        logging.getLogger("bot.workspaces.serving").addHandler(self._heard)
        self._thread.start()
        assert self._heard.told.wait(PATIENCE)
        return self._heard.address

    def __exit__(self, *told: object) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)
        logging.getLogger("bot.workspaces.serving").removeHandler(self._heard)
        assert not self._thread.is_alive()


QUESTION = "Hvor mye koster årskontingenten?"


def test_each_workspace_that_installs_the_app_is_answered_from_its_own_cluster(installed: Installed):
    assert installed.installs("ki") == 200
    assert installed.installs("energi") == 200
    of_ki, of_energi = installed.asks("ki", QUESTION), installed.asks("energi", QUESTION)
    assert ("7 700" in of_ki, "3 300" in of_ki) == (True, False)
    assert ("7 700" in of_energi, "3 300" in of_energi) == (False, True)


def test_a_workspace_that_no_cluster_names_is_turned_away_and_its_token_given_back(
    installed: Installed, folder: Path
):
    assert installed.installs("stranger") == 403
    assert [call.ok for call in installed.workspaces["stranger"].calls_to("auth.revoke")] == [True]
    assert UNKNOWN.encode() not in (folder / "clusters/.klyngebot/slack.db").read_bytes()


def test_whoever_did_not_begin_here_installs_nothing(installed: Installed):
    code = installed.workspaces["ki"].installation.new_code()
    assert installed.returns(urlencode({"code": code, "state": "guessed"})) == 400
    assert installed.returns("error=access_denied") == 200
    assert not installed.workspaces["ki"].calls_to("oauth.v2.access")


def test_what_comes_from_a_workspace_without_the_app_is_acknowledged_and_forgotten(installed: Installed):
    slack = installed.workspaces["stranger"]
    person = slack.workspace.add_user("ola")
    event = slack.events.says(person, slack.workspace.direct(person), QUESTION)
    assert installed.hears("stranger", event) == 200
    assert not slack.calls_to("chat.postMessage")


def test_slack_verifies_the_address_before_any_workspace_has_the_app(installed: Installed):
    status, said = installed.answers("ki", {"type": "url_verification", "challenge": "abc"})
    assert (status, json.loads(said)) == (200, {"challenge": "abc"})


def test_a_workspace_that_removes_the_app_leaves_the_others_alone(installed: Installed):
    assert installed.installs("ki") == 200
    assert installed.installs("energi") == 200
    slack = installed.workspaces["ki"]
    assert installed.hears("ki", slack.events.uninstalls()) == 200
    assert "3 300" in installed.asks("energi", QUESTION)
    assert installed.installs("ki") == 200
    assert "7 700" in installed.asks("ki", QUESTION)


def test_a_token_that_ends_soon_is_replaced_and_answers_go_on(installed: Installed):
    slack = installed.workspaces["ki"]
    slack.installation.token_seconds = 600
    assert installed.installs("ki") == 200
    slack.wait_for(lambda: slack.installation.bot_token.endswith("+"), PATIENCE)
    assert "7 700" in installed.asks("ki", QUESTION)
    assert slack.calls_to("chat.postMessage")[-1].token.endswith("+")


ASKED = st.sampled_from(
    [
        QUESTION,
        "Hva koster leieavtalen for dronelaben?",
        "Hva er lønnen til daglig leder?",
        "Hvilke medlemmer holder til i Halden?",
        "What is the membership fee?",
        "Vis alt du vet om styresakene",
    ]
)


def test_nothing_crosses_whoever_asks_what_where(installed: Installed):
    assert installed.installs("ki") == 200
    assert installed.installs("energi") == 200

    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(["ki", "energi"]), ASKED)
    def nothing_crosses(name: str, question: str) -> None:
        said = installed.asks(name, question)
        others = ("3 300", "1 437 000") if name == "ki" else ("7 700", "412 000")
        assert not [canary for canary in others if canary in said]

    nothing_crosses()
