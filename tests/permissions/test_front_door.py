"""Random clusters, people and rooms before the whole bot and a Slack on localhost: no word is sent there that those who
read it may not know."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import Environment
from bot.wiring import Parts, build_parts
from tests.permissions.canaries import QUESTIONS, WORDS, leaks, write_files, write_settings
from tests.permissions.cases import FRONT_DOOR, cases
from tests.permissions.door import WAYS, Town, Visit, settle_in, visit
from tests.permissions.test_answers import EVERYTHING, clusters, readable
from tests.permissions.wild import EMAILS, USERS, places
from tests.permissions.world import Human, Place, World
from tests.scenarios.command_line import Cluster
from tests.scenarios.slack_side import stand_in
from tests.standins.slack import SlackStandIn

COORDINATOR = EMAILS[0]


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackStandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, slack: SlackStandIn) -> Iterator[Parts]:
    folder = tmp_path_factory.mktemp("cluster")
    write_files(folder)
    write_settings(folder, EVERYTHING, COORDINATOR)
    assert Cluster(folder).run("ingest").code == 0
    environment = Environment(
        slack_bot_token=slack.bot_token,
        slack_signing_secret=slack.signing_secret,
        slack_api_url=slack.base_url,
    )
    built = build_parts(environment, folder / "cluster.toml")
    yield built
    built.database.dispose()


def goes(visit: Visit, way: str, texts: tuple[str, str]) -> None:
    """The first half of a way in."""
    match way:
        case "message" | "thread" | "private":
            visit.asks(texts[0])
        case "share":
            visit.commands(texts[0])
        case "shortcut":
            visit.takes_up(texts[0])
        case "find":
            visit.commands(f"find {texts[0]}")
        case "home":
            there = visit.town.slack.workspace.users
            # Whom Slack does not know any more opens nothing.
            for user in [one for one in visit.town.users.values() if one.id in there]:
                visit.hears(visit.town.slack.events.opens_home(user))


def goes_on(visit: Visit, way: str, texts: tuple[str, str]) -> None:
    """The second half, after somebody may have come."""
    town = visit.town
    match way:
        case "thread":
            visit.asks(texts[1], town.slack.messages_in(town.room)[0]["ts"])
        case "share":
            visit.presses("answer.share")
        case "private":
            visit.presses("answer.alone")


def found_out(town: Town, seen: int, asked: str) -> list[str]:
    """What was sent since so many calls, and its readers may not know."""
    return [
        f"{call}: {leak}"
        for call in list(town.slack.calls)[seen:]
        for leak in leaks(
            json.dumps(call.arguments, ensure_ascii=False, default=str),
            readable(town.world, town.place_of(call)),
            asked,
        )
    ]


@cases(FRONT_DOOR)
@given(
    clusters(),
    places(),
    st.sampled_from(WAYS),
    st.tuples(st.sampled_from(QUESTIONS), st.sampled_from(QUESTIONS)),
    st.sampled_from(USERS),
)
def test_slack_is_sent_nothing_that_its_readers_may_not_know(
    parts: Parts,
    slack: SlackStandIn,
    world: World,
    place: Place,
    way: str,
    texts: tuple[str, str],
    newcomer: str,
):
    town = settle_in(slack, world, place)
    write_settings(parts.settings.folder, town.world, COORDINATOR)
    for half in (goes, goes_on):
        seen = len(list(slack.calls))
        with visit(parts, town) as one:
            half(one, way, texts)
        assert found_out(town, seen, " ".join(texts)) == []
        town.joins([*town.users][USERS.index(newcomer)])


@pytest.mark.parametrize("way", [way for way in WAYS if way != "home"])
def test_where_all_is_public_each_way_tells_something(parts: Parts, slack: SlackStandIn, way: str):
    people = {id: Human(id, email) for id, email in zip(USERS, EMAILS, strict=True)}
    town = settle_in(slack, World({}, EVERYTHING.sources, people), Place("private", USERS[1]))
    write_settings(parts.settings.folder, town.world, COORDINATOR)
    hidden = World({}, dict.fromkeys(WORDS, "nobody"), town.world.humans)
    told = []
    for half in (goes, goes_on):
        seen, town.world = len(list(slack.calls)), hidden
        with visit(parts, town) as one:
            half(one, way, ("Hva vedtok utvalget om budsjettet?", "Hvilke medlemmer holder til i Halden?"))
        told.append(bool(found_out(town, seen, "")))
    assert told == [True, way in ("thread", "share")]
