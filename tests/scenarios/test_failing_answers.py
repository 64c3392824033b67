"""What a test of curated answers finds after a sync reaches whoever stands by them, once."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import ANN, KARI, MORNING, ODD, RUNA, Bot, Town, made_cluster
from tests.scenarios.test_reviewing import action, labels

NOTES = '[[sources]]\npath = "notes"\n'
QUESTION = "Hva koster det å parkere i garasjen?"
PRICE = "notes/parkering.md"
BEFORE, AFTER = "Gjester betaler 30 kroner timen.", "Gjester betaler 45 kroner timen."


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), NOTES)
    (folder / "notes").mkdir()
    _write(folder, BEFORE)
    assert Cluster(folder).run("ingest").code == 0
    return folder


def _write(folder: Path, text: str) -> None:
    (folder / PRICE).write_text(f"# Parkering\n\n{text}", encoding="utf-8")


def syncs(town: Town, text: str) -> None:
    """The price list says this now, and is read."""
    _write(town.folder, text)
    assert Cluster(town.folder).run("ingest").code == 0


def curated(town: Town, owner: str) -> str:
    """An answer that stands on the price list; its id."""
    told = ("--answer", "Det koster 30 kroner timen.", "--source", PRICE, "--owner", owner)
    made = Cluster(town.folder).run("answers", "add", "--question", QUESTION, *told, "--json")
    assert made.code == 0, made.err
    return str(made.json["id"])


def found(town: Town, email: str) -> list[dict[str, Any]]:
    """The letters about what was found."""
    words = ("alle bekreftede svar", "all curated answers")
    return [one for one in town.letters(email) if any(word in one["text"] for word in words)]


def attends(bot: Bot, town: Town, **time: float) -> None:
    town.passes(**time)
    bot.attends()


def test_an_owner_is_told_once_in_plain_words_that_the_figures_of_an_answer_differ(town: Town):
    curated(town, ANN)
    with town.open() as bot:
        bot.attends()
        assert not found(town, ANN)
        syncs(town, AFTER)
        attends(bot, town, minutes=1)
        (letter,) = found(town, ANN)
        assert QUESTION in letter["text"]
        assert "None of its sources says 30." in letter["text"]
        assert labels(letter) == ["Open the answer", "Still right", "Update", "Archive"]
        syncs(town, AFTER + " Elbiler også.")
        attends(bot, town, hours=1)
        assert len(found(town, ANN)) == 1
    with town.open() as bot:
        attends(bot, town, days=1)
        assert len(found(town, ANN)) == 1
    assert not found(town, KARI)


def test_what_was_put_right_and_goes_wrong_again_is_told_again_and_so_is_what_is_new(town: Town):
    curated(town, ODD)
    with town.open() as bot:
        for number, text in enumerate((AFTER, BEFORE, AFTER)):
            syncs(town, text)
            attends(bot, town, minutes=1)
            assert len(found(town, ODD)) == (1, 1, 2)[number]
        (town.folder / PRICE).unlink()
        assert Cluster(town.folder).run("ingest").code == 0
        attends(bot, town, minutes=1)
        assert f"Det bygger på {PRICE}, og det finnes ikke lenger." in found(town, ODD)[-1]["text"]
        assert len(found(town, ODD)) == 3


@pytest.mark.parametrize("has_left", [False, True])
def test_where_the_owner_is_not_in_slack_the_coordinators_hear_of_it(town: Town, has_left: bool):
    if has_left:
        town.arrives("eks@havforsk.example", deleted=True)
    curated(town, "eks@havforsk.example")
    syncs(town, AFTER)
    with town.open() as bot:
        bot.attends()
        (letter,) = found(town, KARI)
        assert "ikke i Slack" in letter["text"]
        assert "eks@havforsk.example" in letter["text"]
        attends(bot, town, days=1)
        attends(bot, town, days=20)
        assert len(found(town, KARI)) == 1


def test_two_that_attend_at_once_write_one_letter(town: Town):
    curated(town, ODD)
    syncs(town, AFTER)
    with town.open() as one, town.open() as other:
        threads = [threading.Thread(target=bot.attends) for bot in (one, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        one.attends()
        other.attends()
        assert len(found(town, ODD)) == 1


def test_the_answer_is_opened_beside_the_letter_and_a_coordinator_changes_it_there(town: Town):
    curated(town, KARI)
    syncs(town, AFTER)
    with town.open() as bot:
        bot.attends()
        (letter,) = found(town, KARI)
        place = town.letters(KARI).index(letter)
        bot.presses(KARI, action(letter, "read"), place)
        opened = bot.form(KARI)
        assert "30 kroner timen" in str(opened.payload["blocks"])
        change = town.slack.interactions.press_in_view(town.users[KARI], opened, "console.answer.1", None)
        bot.hears(change)
        bot.settles()
        assert bot.sends(KARI, answer_nb="Det koster 45 kroner timen.") == {}
        bot.told(RUNA, QUESTION)
        assert "45 kroner" in town.latest(RUNA)
        attends(bot, town, minutes=1)
        assert len(found(town, KARI)) == 1


def test_who_stands_by_it_opens_it_without_being_able_to_change_it_and_says_that_it_is_right(town: Town):
    curated(town, ODD)
    syncs(town, AFTER)
    with town.open() as bot:
        bot.attends()
        (letter,) = found(town, ODD)
        bot.presses(ODD, action(letter, "read"))
        opened = str(bot.form(ODD).payload["blocks"])
        assert "30 kroner timen" in opened
        assert "console.answer" not in opened
        bot.presses(ODD, action(letter, "confirm"))
        assert "fortsatt riktig, bekreftet av deg" in town.letters(ODD)[-1]["text"]
        attends(bot, town, days=1)
        assert len(town.letters(ODD)) == 1


def test_an_archived_answer_is_brought_back_from_the_letter(town: Town):
    id = curated(town, ODD)
    syncs(town, AFTER)
    with town.open() as bot:
        bot.attends()
        (letter,) = found(town, ODD)
        bot.presses(ODD, action(letter, "archive"))
        settled = town.letters(ODD)[-1]
        assert "klyngebot answers restore" in settled["text"]
        assert Cluster(town.folder).run("answers", "list", "--json").json["answers"] == []
        bot.presses(ODD, action(settled, "restore"))
        assert "hentet tilbake" in town.letters(ODD)[-1]["text"]
    (back,) = Cluster(town.folder).run("answers", "list", "--json").json["answers"]
    assert back["id"] == id


def test_at_night_nobody_is_woken(town: Town):
    curated(town, ODD)
    syncs(town, AFTER)
    with town.open() as bot:
        town.now = MORNING.replace(hour=23)
        bot.attends()
        assert not found(town, ODD)
        attends(bot, town, hours=11)
        assert len(found(town, ODD)) == 1
        assert town.now.date() == date(2026, 11, 26)
