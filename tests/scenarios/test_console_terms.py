"""A coordinator changes in Slack who may read a document, who looks after it and until when it holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import KARI, ODD, RUNA, SIRI, Bot, Town, made_cluster
from tests.scenarios.test_console import chooses, documents, page

BOARD = (
    '[[sources]]\npath = "notes"\n[audiences.board]\nmembers = ["kari@cluster.example", "runa@tjeld.example", '
    '"siri@maake.example"]\n'
)
QUESTION, PRICE = "Hva koster parkering i garasjen?", "Parkering i garasjen koster 30 kroner timen."
TITLE, SOURCE = "Parkering", "added:parkering.md"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), BOARD)
    config = folder / "cluster.toml"
    two = config.read_text("utf-8").replace(f'["{KARI}"]', f'["{KARI}", "{SIRI}"]')
    config.write_text(two, encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "kaffe.md").write_text(
        "# Kaffe\n\nMaskinen rengjøres hver fredag.\n", encoding="utf-8"
    )
    file = folder.parent / "parkering.md"
    file.write_text(f"# {TITLE}\n\n{PRICE}\n", encoding="utf-8")
    cluster = Cluster(folder)
    assert cluster.run("ingest").code == 0
    added = cluster.run("knowledge", "add", str(file), "--audience", "board", "--owner", ODD)
    assert added.code == 0, added.err
    return folder


@pytest.fixture
def town(town: Town) -> Town:
    """Days are judged by the machine's clock where a document is kept."""
    town.now = datetime.now(town.now.tzinfo)
    return town


def opens(town: Town, bot: Bot, email: str, title: str = TITLE) -> None:
    documents(bot, email)
    chooses(town, bot, email, title, "terms")


def asked(town: Town, bot: Bot, email: str) -> str:
    bot.told(email, QUESTION)
    return town.latest(email)


def test_narrowing_needs_no_second_word_and_widening_one_and_both_are_in_the_log(town: Town):
    day = (town.now + timedelta(days=40)).date().isoformat()
    with town.open() as bot:
        opens(town, bot, KARI)
        faults = bot.sends(KARI, audience="members", review_on=day)
        assert "Kryss av her" in faults["wider"]
        assert PRICE not in asked(town, bot, ODD)
        assert bot.sends(KARI, audience="members", review_on=day, wider=["wider"]) == {}
        assert "Vilkårene for *Parkering* er endret" in town.latest(KARI)
        assert PRICE in asked(town, bot, ODD)
        entry = bot.parts.audit.entries(SOURCE, 1)[0]
        assert (entry.what, entry.by) == ("change", KARI)
        assert (entry.before["audience"], entry.after["audience"]) == ("board", "members")
        assert (entry.before["review_on"], entry.after["review_on"]) == (None, day)
        opens(town, bot, KARI)
        assert bot.sends(KARI, audience="board") == {}
        assert PRICE not in asked(town, bot, ODD)
        assert PRICE in asked(town, bot, RUNA)


def test_of_two_coordinators_at_once_the_second_is_told_and_nothing_is_lost(town: Town):
    with town.open() as bot:
        for email in (KARI, SIRI):
            opens(town, bot, email)
        assert bot.sends(KARI, owner=town.users[RUNA].id) == {}
        faults = bot.sends(SIRI, owner=town.users[SIRI].id)
        assert "nettopp endret" in faults["review_on"]
        assert bot.parts.holdings.of(SOURCE).care.owner == RUNA


def test_a_document_of_a_folder_keeps_who_may_read_it_and_gets_an_owner_and_days(town: Town):
    with town.open() as bot:
        opens(town, bot, KARI, "Kaffe")
        assert "står i cluster.toml" in page(town, KARI)
        assert bot.sends(KARI, owner=town.users[RUNA].id, expires_on="2099-12-31") == {}
        care = bot.parts.holdings.of("notes/kaffe.md").care
        assert (care.owner, str(care.expires_on)) == (RUNA, "2099-12-31")


def test_an_owner_who_is_not_in_slack_stays_and_is_named(town: Town):
    changed = Cluster(town.folder).run("knowledge", "change", SOURCE, "--owner", "borte@tjeld.example")
    assert changed.code == 0, changed.err
    with town.open() as bot:
        opens(town, bot, KARI)
        assert "borte@tjeld.example" in page(town, KARI)
        assert bot.sends(KARI, expires_on="2099-12-31") == {}
        assert bot.parts.holdings.of(SOURCE).care.owner == "borte@tjeld.example"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"review_on": "2020-01-01"}, "review_on"), ({"expires_on": "2020-01-01"}, "expires_on")],
)
def test_what_cannot_be_meant_stands_at_its_field_and_nothing_is_changed(town: Town, values, field):
    with town.open() as bot:
        before = bot.parts.holdings.of(SOURCE)
        opens(town, bot, KARI)
        assert "en dag som kommer" in bot.sends(KARI, **values)[field]
        assert bot.parts.holdings.of(SOURCE) == before
