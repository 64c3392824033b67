"""Several clusters served at once, each in a workspace that has installed the app by itself."""

from __future__ import annotations

import json
import resource
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.manifest import EVENTS, scopes
from tests.scenarios.command_line import PATIENCE
from tests.scenarios.installed_side import Pages, installable, serving
from tests.scenarios.sister_clusters import ENERGI, KI, new_installation
from tests.standins.crossroads import crossroads
from tests.standins.slack import Channel, Payload, SlackStandIn, User

TEAMS = {"ki": "T0KIKLYNGEN", "energi": "T0ENERGIENE"}
UNKNOWN = "T0UKJENTLAG"


@dataclass
class Installed:
    """Slack's side, and a browser before the program's pages."""

    workspaces: dict[str, SlackStandIn]
    pages: Pages
    rooms: dict[str, tuple[User, Channel]] = field(default_factory=dict)

    def installs(self, name: str) -> int:
        return self.pages.installs(self.workspaces[name])

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
        return self.pages.hears(self.workspaces[name], payload)


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
        pages = stack.enter_context(
            serving(folder, {**installable(workspaces["ki"]), "SLACK_API_URL": api}, caplog)
        )
        yield Installed(workspaces, pages)


def _workspace(team: str) -> SlackStandIn:
    return SlackStandIn(scopes=scopes(), events=EVENTS, team_id=team)


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
    assert installed.pages.returns(urlencode({"code": code, "state": "guessed"})) == 400
    assert installed.pages.returns("error=access_denied") == 200
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


def test_as_many_files_may_be_open_as_the_system_allows_one_program(
    folder: Path, caplog: pytest.LogCaptureFixture
):
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    fewer = 65_536 if most == resource.RLIM_INFINITY else most - 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (fewer, most))
    try:
        with _workspace(TEAMS["ki"]) as slack, serving(folder, installable(slack), caplog):
            assert resource.getrlimit(resource.RLIMIT_NOFILE) == (most, most)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))
