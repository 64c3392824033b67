"""What was asked in vain is answered once by a coordinator in Slack, and the answer goes back to everyone who asked."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import ANN, KARI, ODD, RUNA, SIRI, Bot, Town, made_cluster
from tests.scenarios.slack_side import all_text
from tests.scenarios.test_console import page, presses
from tests.standins.slack import Channel, Payload

BOARD = '[audiences.board]\nmembers = ["kari@cluster.example", "runa@tjeld.example"]\n'
NORWEGIAN = "Hvor mange lamaer har klyngen på taket?"
ENGLISH = "How many llamas does the cluster have on the roof?"
ANSWER = "Vi har sju lamaer på taket, og alle heter Berit."
MEMBERSHIP = "Hva koster medlemskap i klyngen?"
PRICE = "Medlemskap koster 11 250 kroner i året."
STRAY = "Hvilken farge har månebilen?"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), BOARD)
    config = folder / "cluster.toml"
    two = config.read_text("utf-8").replace(f'["{KARI}"]', f'["{KARI}", "{SIRI}"]')
    config.write_text(two, encoding="utf-8")
    assert Cluster(folder).run("ingest").code == 0
    return folder


@pytest.fixture
def channel(town: Town) -> Channel:
    return town.slack.workspace.add_channel("generelt", [town.users[one] for one in (RUNA, ODD, KARI)])


def mentions(town: Town, bot: Bot, email: str, channel: Channel, words: str) -> str:
    """Somebody asks in a channel, and is told that nobody knows; the thread."""
    before = len(in_channel(town, channel))
    bot.hears(town.slack.events.mentions(town.users[email], channel, words))
    town.slack.wait_for(lambda: len(in_channel(town, channel)) > before)
    return str(in_channel(town, channel)[-1]["thread_ts"])


def in_channel(town: Town, channel: Channel) -> list[Payload]:
    return [one for one in town.slack.messages_in(channel) if one.get("bot_id")]


def opens_gap(town: Town, bot: Bot, email: str, number: int = 1) -> None:
    bot.opens_home(email)
    bot.presses_home(email, f"console.gap.{number}")


def gathered(town: Town, bot: Bot) -> None:
    bot.attends()


def test_one_answer_goes_to_everyone_who_asked_where_and_in_the_language_in_which_they_did(town, channel):
    with town.open() as bot:
        thread = mentions(town, bot, RUNA, channel, NORWEGIAN)
        bot.told(ANN, ENGLISH)
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        assert NORWEGIAN in page(town, KARI)
        assert ENGLISH in page(town, KARI)
        assert bot.sends(KARI, answer=ANSWER) == {}
        bot.attends()
        told = in_channel(town, channel)[-1]
        assert told["thread_ts"] == thread
        assert "Du spurte tidligere" in all_text(told)
        assert ANSWER in all_text(told)
        assert "You asked earlier" in town.latest(ANN)
        assert ANSWER in town.latest(ANN)
        assert "2 stedene" in town.latest(KARI)
        assert "Ubesvart (0)" in bot.opens_home(KARI)


def test_nothing_is_brought_twice_also_not_after_a_restart(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        bot.sends(KARI, answer=ANSWER)
        bot.attends()
        told = len(in_channel(town, channel))
        bot.attends()
    with town.open() as again:
        again.attends()
        assert len(in_channel(town, channel)) == told


def test_a_post_whose_answer_was_lost_is_not_posted_a_second_time(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        bot.sends(KARI, answer=ANSWER)
        town.slack.drop("chat.postMessage", after_work=True)
        bot.attends()
    town.passes(minutes=11)
    with town.open() as again:
        again.attends()
        assert [ANSWER in all_text(one) for one in in_channel(town, channel)].count(True) == 1


def test_what_was_answered_is_given_to_the_next_who_asks_in_either_language(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, MEMBERSHIP)
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        bot.sends(KARI, answer=PRICE)
        bot.told(ANN, "What does membership of the cluster cost?")
        assert PRICE in town.latest(ANN)
        today = datetime.now(ZoneInfo("Europe/Oslo"))
        assert f"confirmed {today.day} {today:%B %Y}" in town.latest(ANN)
        mentions(town, bot, ODD, channel, MEMBERSHIP)
        assert PRICE in all_text(in_channel(town, channel)[-1])
        assert f"bekreftet {format_date(today, 'd. MMMM y', locale='nb')}" in all_text(
            in_channel(town, channel)[-1]
        )


def test_an_answer_that_is_not_to_be_kept_is_brought_back_and_no_more(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, MEMBERSHIP)
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        bot.sends(KARI, answer=PRICE, keep=[])
        bot.attends()
        assert PRICE in all_text(in_channel(town, channel)[-1])
        mentions(town, bot, ODD, channel, MEMBERSHIP)
        assert PRICE not in all_text(in_channel(town, channel)[-1])


def test_the_second_of_two_who_answer_is_told_who_was_first_and_what_they_said(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        gathered(town, bot)
        for email in (KARI, SIRI):
            opens_gap(town, bot, email)
        assert bot.sends(KARI, answer=ANSWER) == {}
        faults = bot.sends(SIRI, answer="Ingen lamaer.", keep=[])
        assert "har svart allerede" in faults["answer"]
        assert "sju lamaer" in faults["answer"]
        assert KARI in faults["answer"]
        bot.attends()
        assert "Ingen lamaer" not in json.dumps(in_channel(town, channel))
        assert "Bekreftede svar (1)" in bot.opens_home(KARI)


def test_an_answer_for_some_goes_to_those_alone_who_may_read_it_and_coordinators_hear_of_the_rest(
    town, channel
):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        mentions(town, bot, ODD, channel, NORWEGIAN)
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        bot.sends(KARI, answer=ANSWER, audience="board")
        bot.attends()
        assert ANSWER not in json.dumps(in_channel(town, channel), ensure_ascii=False)
        assert ANSWER in town.latest(RUNA)
        assert not any(ANSWER in all_text(one) for one in town.letters(ODD))
        assert "kan ikke få lese det" in town.latest(KARI)
        assert "Odd" not in town.latest(KARI)


def test_a_question_is_put_aside_and_nobody_is_written_to(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        gathered(town, bot)
        told = len(in_channel(town, channel))
        opens_gap(town, bot, KARI)
        presses(town, bot, KARI, "console.gap.dismiss")
        assert "lagt til side" in page(town, KARI)
        assert "Ingenting er ubesvart" in page(town, KARI)
        bot.attends()
        assert len(in_channel(town, channel)) == told


def test_a_question_is_moved_to_where_it_belongs(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        mentions(town, bot, ODD, channel, STRAY)
        gathered(town, bot)
        assert "Ubesvart (2)" in bot.opens_home(KARI)
        bot.presses_home(KARI, "console.gaps")
        presses(town, bot, KARI, "console.gap.1")
        menu = next(
            block["accessory"]
            for block in bot.form(KARI).payload["blocks"]
            if block.get("accessory", {}).get("action_id") == "console.gap.move.1"
        )
        presses(town, bot, KARI, "console.gap.move.1", menu["options"][-1]["value"])
        assert "i en annen gruppe nå" in page(town, KARI)
        assert "Ubesvart (1)" in town.home(KARI)
        assert "2 personer" in page(town, KARI)


def test_a_day_that_is_past_is_said_at_its_field(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        assert bot.sends(KARI, answer=ANSWER, until="2020-01-01") == {"until": "Velg en dag som kommer."}


def test_who_chose_to_be_named_is_named_and_nobody_else(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        mentions(town, bot, ODD, channel, NORWEGIAN)
        abstention = in_channel(town, channel)[-1]
        bot.hears(town.slack.interactions.press(town.users[ODD], abstention, "question.named"))
        bot.settles()
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        assert town.users[ODD].real_name in page(town, KARI)
        assert town.users[RUNA].real_name not in page(town, KARI)


def test_who_is_no_coordinator_answers_nothing_by_a_copied_form(town, channel):
    with town.open() as bot:
        mentions(town, bot, RUNA, channel, NORWEGIAN)
        gathered(town, bot)
        opens_gap(town, bot, KARI)
        sent = town.slack.interactions.submit(town.users[KARI], bot.form(KARI), {"answer": ANSWER})
        sent["user"] |= {"id": town.users[ODD].id}
        bot.presses_again(sent)
        bot.attends()
        assert ANSWER not in json.dumps(in_channel(town, channel), ensure_ascii=False)
        assert "Ubesvart (1)" in bot.opens_home(KARI)
