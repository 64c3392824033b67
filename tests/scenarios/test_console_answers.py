"""Curated answers are written, changed, confirmed and removed by coordinators in Slack, and given to members."""

from __future__ import annotations

import copy
import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.replies.catalogue import texts
from bot.replies.sources import day
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import ANN, KARI, ODD, RUNA, SIRI, Bot, Town, made_cluster, today_in
from tests.scenarios.slack_side import all_text
from tests.scenarios.test_console import chooses, page, presses

BOARD = '[audiences.board]\nmembers = ["kari@cluster.example", "runa@tjeld.example"]\n'
QUESTION = "Hva koster medlemskap i klyngen?"
ENGLISH = "What does membership of the cluster cost?"
PRICE, IN_ENGLISH = "Medlemskap koster 11 250 kroner i året.", "Membership is NOK 11,250 a year."


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), BOARD)
    config = folder / "cluster.toml"
    two = config.read_text("utf-8").replace(f'["{KARI}"]', f'["{KARI}", "{SIRI}"]')
    config.write_text(two, encoding="utf-8")
    assert Cluster(folder).run("ingest").code == 0
    return folder


@pytest.fixture
def town(town: Town) -> Town:
    """The day on which an answer is confirmed is the machine's."""
    town.now = datetime.now(town.now.tzinfo)
    return town


def opens(bot: Bot, email: str) -> None:
    bot.opens_home(email)
    bot.presses_home(email, "console.answers")


def adds(town: Town, bot: Bot, **values: object) -> dict[str, str]:
    """What is wrong in the form by field."""
    opens(bot, KARI)
    presses(town, bot, KARI, "console.answer.new")
    return bot.sends(KARI, **({"question": QUESTION, "answer_nb": PRICE, "answer_en": IN_ENGLISH} | values))


def told(town: Town, bot: Bot, email: str, words: str) -> str:
    bot.told(email, words)
    return town.latest(email)


def test_what_a_coordinator_writes_is_given_in_the_language_of_who_asks_as_confirmed(town):
    with town.open() as bot:
        assert adds(town, bot) == {}
        norwegian = told(town, bot, RUNA, QUESTION)
        assert PRICE in norwegian
        assert f"bekreftet {today_in('nb')}" in norwegian
        english = told(town, bot, ANN, ENGLISH)
        assert IN_ENGLISH in english
        assert f"confirmed {today_in('en')}" in english


def test_an_answer_for_some_is_given_to_those_alone_and_not_before_others(town):
    channel = town.slack.workspace.add_channel("generelt", [town.users[one] for one in (RUNA, ODD)])
    with town.open() as bot:
        adds(town, bot, audience="board")
        assert PRICE in told(town, bot, RUNA, QUESTION)
        assert PRICE not in told(town, bot, ODD, QUESTION)
        bot.hears(town.slack.events.mentions(town.users[RUNA], channel, QUESTION))
        town.slack.wait_for(lambda: len(town.slack.messages_in(channel)) > 1)
        assert PRICE not in all_text(town.slack.messages_in(channel)[-1])


def test_an_answer_is_changed_and_nobody_gets_the_former_one(town):
    with town.open() as bot:
        adds(town, bot)
        opens(bot, KARI)
        chooses(town, bot, KARI, QUESTION, "change")
        assert IN_ENGLISH in page(town, KARI)
        last = town.now.date() + timedelta(days=30)
        assert (
            bot.sends(KARI, answer_nb="Medlemskap koster 12 000 kroner i året.", until=last.isoformat()) == {}
        )
        assert "12 000 kroner" in told(town, bot, RUNA, QUESTION)
        opens(bot, KARI)
        assert f"gjelder til og med {day(last, texts('nb'))}" in page(town, KARI)


def test_all_of_an_answer_is_shown_and_it_is_removed_from_there(town):
    with town.open() as bot:
        adds(town, bot)
        opens(bot, KARI)
        chooses(town, bot, KARI, QUESTION, "show")
        assert PRICE in page(town, KARI)
        presses(town, bot, KARI, "console.answers.page")
        chooses(town, bot, KARI, QUESTION, "remove")
        presses(town, bot, KARI, "console.answer.remove")
        assert "er fjernet" in page(town, KARI)
        assert PRICE not in told(town, bot, RUNA, QUESTION)


def test_what_nobody_has_confirmed_for_a_year_is_named_on_coordinators_homes(town):
    with town.open() as bot:
        adds(town, bot, question="Hvor mange rom har huset?", answer_nb="Huset har åtte rom.", answer_en="")
        adds(town, bot)
        town.passes(days=366)
        home = bot.opens_home(KARI)
        assert "Bekreftede svar som bør ses på" in home
        assert "bør bekreftes på nytt" in home


def test_of_two_coordinators_at_once_the_second_is_told_and_loses_nothing(town):
    with town.open() as bot:
        adds(town, bot)
        for email in (KARI, SIRI):
            opens(bot, email)
            chooses(town, bot, email, QUESTION, "change")
        assert bot.sends(KARI, answer_nb="Medlemskap koster 12 000 kroner i året.") == {}
        faults = bot.sends(SIRI, answer_nb="Medlemskap er gratis.")
        assert KARI in faults["question"]
        assert "nettopp endret" in faults["question"]
        assert "12 000" in told(town, bot, RUNA, QUESTION)


def test_of_two_who_press_at_once_the_second_sees_how_it_stands(town):
    with town.open() as bot:
        adds(town, bot)
        for email in (KARI, SIRI):
            opens(bot, email)
        chooses(town, bot, KARI, QUESTION, "confirm")
        assert "er bekreftet" in page(town, KARI)
        chooses(town, bot, SIRI, QUESTION, "confirm")
        assert f"{KARI} har nettopp endret" in page(town, SIRI)


def test_an_answer_that_a_coordinator_may_not_read_is_counted_and_not_named(town):
    with town.open() as bot:
        adds(town, bot, audience="board")
        home = bot.opens_home(SIRI)
        opens(bot, SIRI)
        assert QUESTION not in home + page(town, SIRI)
        assert "Og ett til som du ikke kan lese selv" in page(town, SIRI)
        opens(bot, KARI)
        sent = chooses(town, bot, KARI, QUESTION, "show")
        copied = copy.deepcopy(sent)
        copied["user"] |= {"id": town.users[SIRI].id, "name": "siri", "username": "siri"}
        copied["view"]["id"] = bot.form(SIRI).id
        copied["container"]["view_id"] = bot.form(SIRI).id
        copied["actions"][0]["action_ts"] += "7"
        bot.presses_again(copied)
        assert "er ikke der lenger" in page(town, SIRI)
        assert PRICE not in page(town, SIRI)


def archive(bot: Bot, town: Town, email: str) -> None:
    opens(bot, email)
    presses(town, bot, email, "console.archive")


def test_a_removed_answer_is_brought_back_once_and_given_again(town):
    with town.open() as bot:
        adds(town, bot)
        opens(bot, KARI)
        chooses(town, bot, KARI, QUESTION, "remove")
        presses(town, bot, KARI, "console.answer.remove")
        for email in (KARI, SIRI):
            archive(bot, town, email)
        presses(town, bot, KARI, "console.archive.restore.1")
        assert "gis igjen" in page(town, KARI)
        presses(town, bot, SIRI, "console.archive.restore.1")
        assert "Noen andre kom først" in page(town, SIRI)
        assert PRICE in told(town, bot, RUNA, QUESTION)


def test_an_answer_whose_question_another_has_by_then_stays_archived(town):
    with town.open() as bot:
        adds(town, bot)
        opens(bot, KARI)
        chooses(town, bot, KARI, QUESTION, "remove")
        presses(town, bot, KARI, "console.answer.remove")
        adds(town, bot, answer_nb="Medlemskap er gratis.", answer_en="")
        archive(bot, town, KARI)
        presses(town, bot, KARI, "console.archive.restore.1")
        assert "ett av spørsmålene" in page(town, KARI)
        assert "gratis" in told(town, bot, RUNA, QUESTION)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"answer_nb": "", "answer_en": ""}, "answer_nb", "minst ett språk"),
        ({"question": "x" * 400}, "question", "300 tegn"),
        ({"until": date(2020, 1, 1).isoformat()}, "until", "en dag som kommer"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(town, values, field, words):
    with town.open() as bot:
        assert words in adds(town, bot, **values)[field]
        assert "Bekreftede svar (0)" in bot.opens_home(KARI)


def test_what_is_answered_already_is_said(town):
    with town.open() as bot:
        adds(town, bot)
        assert "fra før" in adds(town, bot)["question"]


def test_who_is_no_coordinator_writes_nothing_by_a_copied_form(town):
    with town.open() as bot:
        opens(bot, KARI)
        presses(town, bot, KARI, "console.answer.new")
        values = {"question": QUESTION, "answer_nb": PRICE}
        sent = town.slack.interactions.submit(town.users[KARI], bot.form(KARI), values)
        sent["user"] |= {"id": town.users[ODD].id}
        bot.presses_again(sent)
        assert "Bekreftede svar (0)" in bot.opens_home(KARI)
        assert "Bekreftede svar" not in json.dumps(bot.opens_home(ODD))
