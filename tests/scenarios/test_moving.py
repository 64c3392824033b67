"""A data folder copied to servers and back: the same answers from anywhere, or everything as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, func, select

from bot.settings import Environment
from bot.wiring import Parts, build_parts
from knowledge.gaps.gap import Gap, WayBack
from knowledge.introductions.consent import Consent
from knowledge.introductions.events import Member
from knowledge.introductions.introduction import Proposal
from knowledge.introductions.profile import Profile
from knowledge.models import Turn
from knowledge.moving.records import is_empty
from knowledge.records import schema
from knowledge.records.replicas import Replicas
from tests.scenarios.command_line import CLUSTER, Cluster, Result, new_cluster
from tests.standins.postgres import Postgres

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
KARI, OLA = "kari@havblikk.example", "ola@kystdata.example"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
BEGIN:VEVENT
UID:one@example.org
DTSTART:20261203T080000Z
DTEND:20261203T090000Z
SUMMARY:Frokostmøte om havvind
LOCATION:Hangar 4
END:VEVENT
END:VCALENDAR
"""
SOURCES = """
[[sources]]
kind = "people"
path = "people.csv"
[[sources]]
kind = "events"
path = "events.ics"
"""
PEOPLE = (
    "navn;e-post;organisasjon;kan hjelpe med;samtykke\n"
    f"Kari Nes;{KARI};Havblikk AS;havvind;ja\nOla Vik;{OLA};Kystdata;droner;ja\n"
)
COLLECTIONS = "api/v2/tenants/default_tenant/databases/default_database/collections"
SALARY = "Hva er lønnen til daglig leder?"
QUESTIONS = (
    {"question": "Hva koster årskontingenten for små bedrifter?"},
    {"question": "How do I book the drone lab?"},
    {"question": "Hvilke medlemmer holder til i Halden?"},
    {"question": "Hva skjer i desember 2026?", "now": "2026-11-24T09:00"},
    {"question": SALARY, "as": "chair@example.org"},
    {"question": SALARY},
    {"question": "Er hunder velkomne?"},
)


@dataclass(frozen=True)
class Servers:
    """``chroma`` is told by the settings; ``postgres`` is a database without tables."""

    postgres: str
    chroma: str

    @property
    def settings(self) -> dict[str, str]:
        return {"KLYNGEBOT_DATABASE_URL": self.postgres, "KLYNGEBOT_CHROMA_URL": self.chroma}


@pytest.fixture
def servers(postgres: Postgres, chroma: str) -> Iterator[Servers]:
    url, before = postgres.bare(), collections(chroma)
    yield Servers(url, chroma)
    postgres.drop(url)
    # All tests move copies of one installation.
    for name in set(collections(chroma)) - set(before):
        httpx.delete(f"{chroma}/{COLLECTIONS}/{name}").raise_for_status()


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_cluster(tmp_path_factory.mktemp("ingested") / "cluster")
    made.write("cluster.toml", CLUSTER + SOURCES)
    made.write("people.csv", PEOPLE)
    made.write("events.ics", CALENDAR)
    assert made.run("ingest", "--json").json["failed"] == []
    made.write("elsewhere/hund.md", "# Hunder\n\nHunder er velkomne på fredager.\n")
    assert made.run("knowledge", "add", "elsewhere/hund.md").code == 0
    return made.folder


@pytest.fixture
def cluster(ingested: Path, tmp_path: Path) -> Cluster:
    return Cluster(shutil.copytree(ingested, tmp_path / "cluster"))


def opened(cluster: Cluster, folder: Path | None = None) -> Parts:
    named = {name.lower(): value for name, value in cluster.environment.items()}
    return build_parts(Environment(**named), cluster.folder / "cluster.toml", folder)


def on(cluster: Cluster, servers: Servers) -> Cluster:
    return replace(cluster, environment=servers.settings)


def answers(cluster: Cluster, *options: str) -> list[tuple[str, list[str]]]:
    asked = "".join(f"{json.dumps(one)}\n" for one in QUESTIONS)
    told = cluster.run("ask", "--file", "-", *options, stdin=asked).lines
    assert len(told) == len(QUESTIONS)
    return [(one["answer"], [cited["source"] for cited in one["citations"]]) for one in told]


def lived(parts: Parts) -> None:
    """What people leave behind, in tables that number their rows too."""
    parts.profiles.save(Profile(KARI, name="Kari Nes", offers=("havvind",), consent=Consent(True, NOW)), NOW)
    parts.introductions.draft(Proposal(OLA, OLA, KARI, "noen som kan havvind"), Member(OLA), NOW)
    parts.conversations.append("slack:T1:C1:17.1", Turn("member", "Hei, 👋"), NOW)
    parts.gaps.note(Gap("Ev1", NOW, "Hvem låner ut båt?", "nb", "abstained", WayBack("C1", "", OLA)))


def numbered(parts: Parts) -> list[int]:
    """The highest number in each table that numbers its rows, where there is one."""
    with parts.database.connect() as connection:
        return [
            connection.scalar(select(func.max(table.autoincrement_column))) or 0
            for table in schema.metadata.sorted_tables
            if table.autoincrement_column is not None
        ]


def moved(cluster: Cluster, to: str, *options: str) -> Any:
    done = cluster.run("move", "--to", to, "--json", *options)
    assert done.code == 0, done.err
    return done.json


def counts(told: list[dict[str, Any]]) -> dict[str, int]:
    return {one["name"]: one["count"] for one in told if one["count"]}


def collections(url: str) -> list[str]:
    return sorted(one["name"] for one in httpx.get(f"{url}/{COLLECTIONS}").json())


def refused(done: Result, code: int, sentence: str) -> None:
    assert done.code == code, done.out + done.err
    assert sentence in done.err
    assert done.err.count("\n") == 1


def test_to_servers_and_back_the_answers_are_the_same_from_any_folder(
    cluster: Cluster, servers: Servers, tmp_path: Path
):
    home = opened(cluster)
    lived(home)
    expected, before = answers(cluster), numbered(home)
    assert any("Frokostmøte" in answer for answer, _ in expected)
    assert sum("1 437 000" in answer for answer, _ in expected) == 1
    served, elsewhere = on(cluster, servers), ("--data", str(tmp_path / "elsewhere"))
    there = moved(served, "servers")
    assert there["set"] == ["KLYNGEBOT_DATABASE_URL", "KLYNGEBOT_CHROMA_URL"]
    assert counts(there["tables"]).items() >= {"profiles": 1, "introductions": 1, "turns": 1}.items()
    assert sum(counts(there["collections"]).values()) == home.catalogue.unit_count()
    assert answers(served, *elsewhere) == expected == answers(cluster)
    assert served.run("doctor", *elsewhere).code == 0
    away = opened(served, tmp_path / "elsewhere")
    assert numbered(away) == before
    lived_on(away)
    third = ("--data", str(tmp_path / "third"))
    back = moved(served, "folder", *third)
    assert back["unset"] == there["set"]
    assert counts(back["collections"]) == counts(there["collections"])
    assert answers(cluster, *third) == expected
    assert cluster.run("doctor", *third).code == 0
    again = opened(cluster, tmp_path / "third")
    assert numbered(again) == numbered(away)
    assert again.profiles.of(OLA) == away.profiles.of(OLA)
    lived_on(again)
    for one in (home, away, again):
        one.database.dispose()


def lived_on(parts: Parts) -> None:
    """New rows get new numbers."""
    before = numbered(parts)
    parts.profiles.save(Profile(OLA, name="Ola Vik", consent=Consent(True, NOW)), NOW)
    parts.introductions.draft(Proposal(KARI, KARI, OLA, "noen med droner"), Member(KARI), NOW)
    parts.conversations.append("slack:T1:C1:17.1", Turn("member", "Og nå?"), NOW)
    parts.gaps.note(Gap(f"Ev{before}", NOW, "Hvem har kran?", "nb", "abstained", WayBack("C1", "", OLA)))
    assert all(now >= then for now, then in zip(numbered(parts), before, strict=True))
    assert numbered(parts) != before


@pytest.mark.parametrize("engine", ["records", "vectors"])
def test_what_no_setting_names_stays_in_the_folder(
    cluster: Cluster, servers: Servers, tmp_path: Path, engine: str
):
    name = "KLYNGEBOT_DATABASE_URL" if engine == "records" else "KLYNGEBOT_CHROMA_URL"
    served = replace(cluster, environment={name: servers.settings[name]})
    told = moved(served, "servers")
    assert bool(told["tables"]) is (engine == "records")
    assert bool(told["collections"]) is (engine == "vectors")
    assert answers(served) == answers(cluster)
    assert served.run("doctor").code == 0


def test_a_target_that_holds_something_is_left_alone(cluster: Cluster, servers: Servers):
    served = on(cluster, servers)
    moved(served, "servers")
    before = collections(servers.chroma)
    refused(served.run("move", "--to", "servers"), 2, "holds records already, and nothing is written over")
    refused(served.run("move", "--to", "folder"), 2, "holds records already, and nothing is written over")
    vectors = replace(cluster, environment={"KLYNGEBOT_CHROMA_URL": servers.chroma})
    refused(vectors.run("move", "--to", "servers"), 2, "already, and nothing is written over; remove them")
    refused(vectors.run("move", "--to", "folder"), 2, "already, and nothing is written over; remove them")
    assert collections(servers.chroma) == before
    assert answers(served) == answers(cluster)


def test_where_there_is_nothing_or_no_server_a_sentence_says_so(
    cluster: Cluster, servers: Servers, tmp_path: Path
):
    refused(
        cluster.run("move", "--to", "servers"), 2, "neither KLYNGEBOT_DATABASE_URL nor KLYNGEBOT_CHROMA_URL"
    )
    empty = ("--data", str(tmp_path / "empty"))
    refused(on(cluster, servers).run("move", "--to", "servers", *empty), 2, "holds no records")
    vectors = replace(cluster, environment={"KLYNGEBOT_CHROMA_URL": servers.chroma})
    refused(vectors.run("move", "--to", "servers", *empty), 2, "there are no collections named")


def test_nothing_is_moved_from_under_a_running_bot(cluster: Cluster, servers: Servers):
    parts = opened(cluster)
    bot = Replicas(parts.database, "one")
    bot.attend(datetime.now(UTC) + timedelta(days=1))
    served = on(cluster, servers)
    refused(served.run("move", "--to", "servers"), 1, "a bot is running on what is to be moved")
    bot.leave()
    parts.database.dispose()
    moved(served, "servers")


@pytest.fixture
def breaking(servers: Servers, request: pytest.FixtureRequest) -> Iterator[Servers]:
    """In front of the Chroma server, which is away for whatever ends so."""

    class Passing(BaseHTTPRequestHandler):
        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.command in ("POST", "PUT") and self.path.endswith(request.param):
                self.send_error(503)
                return
            kind = {"Content-Type": self.headers.get("Content-Type", "application/json")}
            got = httpx.request(self.command, servers.chroma + self.path, content=body, headers=kind)
            self.send_response(got.status_code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(got.content)))
            self.end_headers()
            self.wfile.write(got.content)

        do_GET = do_POST = do_PUT = do_DELETE = _pass

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield replace(servers, chroma=f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("breaking", ["/collections", "/add"], indirect=True)
def test_a_move_that_breaks_in_the_middle_leaves_nothing_and_may_be_run_again(
    cluster: Cluster, servers: Servers, breaking: Servers
):
    before = collections(servers.chroma)
    refused(on(cluster, breaking).run("move", "--to", "servers"), 1, "the vector index cannot be used")
    assert collections(servers.chroma) == before
    with closing(_Database(servers.postgres)) as database:
        assert database.is_empty
    served = on(cluster, servers)
    moved(served, "servers")
    assert answers(served) == answers(cluster)


@pytest.mark.parametrize("breaking", ["/get"], indirect=True)
def test_a_move_back_that_breaks_leaves_the_folder_empty(
    cluster: Cluster, servers: Servers, breaking: Servers, tmp_path: Path
):
    moved(on(cluster, servers), "servers")
    third = ("--data", str(tmp_path / "third"))
    refused(on(cluster, breaking).run("move", "--to", "folder", *third), 1, "the vector index cannot be used")
    assert "nothing is indexed yet" in cluster.run("ask", "Er hunder velkomne?", *third).err
    moved(on(cluster, servers), "folder", *third)
    assert answers(cluster, *third) == answers(cluster)


class _Database:
    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)

    @property
    def is_empty(self) -> bool:
        return is_empty(self._engine)

    def close(self) -> None:
        self._engine.dispose()
