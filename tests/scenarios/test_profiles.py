"""What people say of themselves to the bot stands over the register, at once, in everything that is told of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Environment
from bot.wiring import Parts, build_parts
from knowledge.errors import EmbeddingFailed
from knowledge.introductions.consent import Consent
from knowledge.introductions.profile import Profile
from knowledge.models import MEMBERS, PUBLIC
from tests.scenarios.command_line import Cluster

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
AT = "2026-11-24T09:00"
RUNA, ODD, LIV, NILS = "runa@tjeld.example", "odd@sandvika.example", "liv@sandvika.example", "nils@ny.example"
FILES = {
    "cluster.toml": """
[cluster]
name = "Prøveklyngen"
allow_model_provider = true
coordinators = ["coordinator@example.org"]
[audiences.board]
members = ["chair@example.org"]
[[sources]]
kind = "people"
path = "people.csv"
[[sources]]
kind = "people"
path = "speakers.csv"
audience = "public"
[[sources]]
kind = "people"
path = "advisers.csv"
audience = "board"
""",
    "people.csv": (
        "navn;e-post;organisasjon;rolle;språk;kan hjelpe med;ser etter;villig per måned;samtykke\n"
        f"Runa Tveit;{RUNA};Tjeld Data AS;daglig leder;norsk;sensordata;offentlige anskaffelser;2;ja\n"
        f"Odd Bø;{ODD};Sandvika kommune;innkjøper;norsk;offentlige anskaffelser;sensordata;2;ja\n"
        f"Liv Dal;{LIV};Sandvika kommune;jurist;norsk;personvern;;2;ja\n"
    ),
    "speakers.csv": f"navn;e-post;rolle;kan hjelpe med\nLiv Dal;{LIV};foredragsholder;kunstig intelligens i skolen\n",
    "advisers.csv": "navn;e-post;kan hjelpe med;samtykke\nHemmelig Råd;raad@board.example;oppkjøp;ja\n",
}


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    made = Cluster(tmp_path)
    for path, text in FILES.items():
        made.write(path, text)
    assert made.run("ingest", "--json").json["failed"] == []
    return made


@pytest.fixture
def parts(cluster: Cluster) -> Iterator[Parts]:
    """The bot beside the command line: another process on the same data."""
    opened = build_parts(Environment(), cluster.folder / "cluster.toml")
    yield opened
    opened.database.dispose()


def suggested(cluster: Cluster, email: str, *request: str) -> list[Any]:
    done = cluster.run("introduce", *request, "--for", email, "--json", "--now", AT)
    assert done.code == 0, done.err
    return list(done.json["suggestions"])


def told(cluster: Cluster, *words: str) -> str:
    done = cluster.run(*words)
    assert done.code == 0, done.err
    return done.out


def test_what_somebody_offers_now_is_found_across_languages_and_quoted(cluster: Cluster, parts: Parts):
    parts.profiles.save(Profile(LIV, offers=("machine learning",)), NOW)
    [liv, *_] = suggested(cluster, RUNA, "noen som kan maskinlæring")
    assert liv["email"] == LIV
    assert liv["reasons"][0] == "Kan hjelpe med «machine learning» – du spurte etter «maskinlæring»."
    assert [one["email"] for one in suggested(cluster, RUNA, "noen som kan personvern")] == []


def test_ones_own_words_score_as_the_same_words_in_a_register_do(cluster: Cluster, parts: Parts):
    [registered] = suggested(cluster, RUNA, "noen som kan public procurement")
    parts.profiles.save(Profile(ODD, offers=("offentlige anskaffelser",), needs=("sensordata",)), NOW)
    [said] = suggested(cluster, RUNA, "noen som kan public procurement")
    assert said == registered


def test_a_hidden_field_is_told_nowhere(cluster: Cluster, parts: Parts):
    assert "personvern" in told(cluster, "search", "personvern")
    parts.profiles.save(Profile(LIV, hidden=("offers", "role")), NOW)
    for words in (
        ("search", "personvern jurist", "--json"),
        ("search", "Liv Dal", "--json"),
        ("ask", "Hvem kan personvern?", "--json"),
        ("ask", "Hvem er Liv Dal?", "--json"),
        ("ask", "Hvem er Liv Dal?", "--audience", "public", "--json"),
        ("search", "kunstig intelligens i skolen", "--audience", "public", "--json"),
    ):
        found = json.loads(told(cluster, *words))
        found.pop("question", None)
        found.pop("query", None)
        said = json.dumps(found, ensure_ascii=False)
        assert not [secret for secret in ("ersonvern", "jurist", "i skolen") if secret in said], (words, said)
    assert "Sandvika kommune" in told(cluster, "ask", "Hvem er Liv Dal?")
    assert suggested(cluster, RUNA, "noen som kan personvern") == []


def test_an_answer_tells_a_person_as_they_tell_it(cluster: Cluster, parts: Parts):
    parts.profiles.save(Profile(ODD, role="næringssjef", offers=("utbygging av havn",)), NOW)
    answer = told(cluster, "ask", "Hvem er Odd Bø?")
    assert "næringssjef" in answer
    assert "innkjøper" not in answer
    found = cluster.run("ask", "Hvem kan utbygging av havn?", "--json").json
    assert [(one["name"], one["source"]) for one in found["people"]] == [("Odd Bø", f"profiles#{ODD}")]
    assert found["citations"][0]["quote"] == "utbygging av havn"


def test_somebody_in_no_register_is_known_by_their_profile_alone(cluster: Cluster, parts: Parts):
    assert cluster.run("introduce", "--for", NILS).code == 2
    yes = Consent(True, NOW)
    parts.profiles.save(
        Profile(
            NILS,
            name="Nils Ny",
            organisation="Ny AS",
            offers=("tolking",),
            needs=("sensordata",),
            consent=yes,
        ),
        NOW,
    )
    assert suggested(cluster, NILS)[0]["email"] == RUNA
    [nils] = suggested(cluster, RUNA, "noen som kan tolking")
    assert (nils["name"], nils["organisation"]) == ("Nils Ny", "Ny AS")
    assert "Nils Ny" in told(cluster, "ask", "Hvem kan tolking?")


def test_profiles_are_for_members(cluster: Cluster, parts: Parts):
    yes = Consent(True, NOW)
    parts.profiles.save(Profile(NILS, name="Nils Ny", offers=("tolking",), consent=yes), NOW)
    parts.profiles.save(Profile(LIV, offers=("tolking",), consent=yes), NOW)
    assert "Nils Ny" in told(cluster, "ask", "Hvem kan tolking?")
    public = cluster.run("ask", "Hvem kan tolking?", "--audience", "public", "--json").json
    assert "Nils" not in json.dumps(public)
    assert {one["reason"] for one in public["people"]} <= {"foredragsholder"}
    liv = cluster.run("ask", "Hvem er Liv Dal?", "--audience", "public", "--json").json
    assert (liv["people"][0]["role"], liv["people"][0]["email"]) == ("foredragsholder", "")


def test_who_is_in_the_boards_register_alone_is_not_told_of_by_a_profile_that_says_nothing(
    cluster: Cluster, parts: Parts
):
    raad = "raad@board.example"
    parts.profiles.take_back(raad, NOW)
    parts.profiles.erase(raad, NOW)
    rows = parts.view.rows(frozenset({PUBLIC, MEMBERS}))
    assert raad not in {one.row.email for one in rows.directory.people}


def test_a_deleted_profile_says_no_and_keeps_nothing(cluster: Cluster, parts: Parts):
    parts.profiles.save(Profile(LIV, offers=("havvind",)), NOW)
    assert [one["email"] for one in suggested(cluster, RUNA, "noen som kan havvind")] == [LIV]
    parts.profiles.erase(LIV, NOW)
    assert suggested(cluster, RUNA, "noen som kan havvind") == []
    assert suggested(cluster, RUNA, "noen som kan personvern") == []
    with parts.database.connect() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM spoken_vectors").scalar()
    assert kept == 0


def test_a_pause_and_a_no_of_ones_own_hold_at_once(cluster: Cluster, parts: Parts):
    request = "noen som kan offentlige anskaffelser"
    parts.profiles.save(Profile(ODD, paused_until=date(2026, 12, 31)), NOW)
    assert suggested(cluster, RUNA, request) == []
    parts.profiles.save(Profile(ODD), NOW)
    assert [one["email"] for one in suggested(cluster, RUNA, request)] == [ODD]
    parts.profiles.save(Profile(ODD, consent=Consent(False, NOW)), NOW)
    assert suggested(cluster, RUNA, request) == []


def test_a_running_bot_sees_what_another_process_saved(cluster: Cluster, parts: Parts):
    audiences = frozenset({PUBLIC, MEMBERS})

    def roles() -> set[str]:
        return {one.row.role for one in parts.view.rows(audiences).directory.people}

    assert "innkjøper" in roles()
    other = build_parts(Environment(), cluster.folder / "cluster.toml")
    other.profiles.save(Profile(ODD, role="næringssjef"), NOW)
    other.database.dispose()
    assert roles() == {"daglig leder", "jurist", "næringssjef"}


def test_a_profile_is_kept_where_nothing_can_be_embedded(cluster: Cluster, parts: Parts):
    unreachable = Environment(
        klyngebot_embeddings="openai:text-embedding-3-small",
        openai_api_key="sk-none",
        openai_base_url="http://127.0.0.1:9/v1",
    )
    adrift = build_parts(unreachable, cluster.folder / "cluster.toml")
    adrift.profiles.save(Profile(LIV, offers=("havvind",)), NOW)
    with pytest.raises(EmbeddingFailed):
        adrift.embedder.embed_passages(["havvind"])
    adrift.database.dispose()
    assert [one["email"] for one in suggested(cluster, RUNA, "noen som kan havvind")] == [LIV]
