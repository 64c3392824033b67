"""Whoever looks after something is asked in Slack whether it is still right, and what they press is done."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from knowledge.audiences import AudienceRule
from knowledge.holdings.caring import Caring
from knowledge.holdings.holding import Care, Holding
from knowledge.introductions.consent import Consent
from knowledge.introductions.profile import Profile
from knowledge.records.digests import Digests
from knowledge.records.holdings import Written
from knowledge.records.reminder_tables import reminders
from knowledge.records.view import View
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import ANN, KARI, ODD, RUNA, Town, made_cluster, parts_of

NOTES = (
    '[[sources]]\npath = "notes"\n[[sources]]\npath = "styret"\naudience = "board"\n'
    '[audiences.board]\nmembers = ["odd@sandvika.example"]\n'
)
PARKING, QUESTION = "notes/parkering.md", "Hva koster det å parkere i garasjen?"
OSLO = ZoneInfo("Europe/Oslo")
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), NOTES)
    for name, text in {
        PARKING: "# Parkering\n\nGjester betaler 30 kroner timen i garasjen under Tårnbygget.",
        "notes/kaffe.md": "# Kaffe\n\nKaffemaskinen rengjøres hver fredag.",
        "notes/mat.md": "# Mat\n\nLunsj serveres klokka tolv i kantina.",
        "styret/lonn.md": "# Lønn\n\nDaglig leder får 1 437 000 kroner.",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert Cluster(folder).run("ingest").code == 0
    return folder


@pytest.fixture
def town(town: Town) -> Town:
    """On the first working morning from today on: what expires does so by the machine's clock."""
    day = datetime.now(OSLO).date()
    while day.weekday() > 2:
        day += DAY
    town.now = datetime.combine(day, time(11), OSLO)
    _have_had_their_weeks(town)
    return town


def _have_had_their_weeks(town: Town) -> None:
    """Whoever is or becomes a coordinator has the letters of each week already: here it is about reminders."""
    digests = Digests(parts_of(town.folder, town.slack).database)
    for week in range(60):
        moment = town.now + 7 * week * DAY
        year, number, _ = moment.isocalendar()
        for person in town.users:
            digests.claim(person, f"coordinators-weekly-{year}-W{number:02}", moment)
            digests.settle(person, f"coordinators-weekly-{year}-W{number:02}", moment)


def kept(town: Town, source: str, **care: Any) -> Holding:
    """Somebody looks after it on these terms."""
    parts = parts_of(town.folder, town.slack)
    before = parts.holdings.of(source)
    written = parts.holdings.write(
        replace(before, care=replace(Care(), **care)), "change", "operator", town.now
    )
    parts.database.dispose()
    assert isinstance(written, Written)
    return written.holding


def held(town: Town, source: str) -> Holding:
    parts = parts_of(town.folder, town.slack)
    found = parts.holdings.of(source)
    parts.database.dispose()
    return found


def today(town: Town) -> date:
    return town.now.date()


def labels(message: dict[str, Any]) -> list[str]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row]


def action(message: dict[str, Any], choice: str, place: int = 0) -> str:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    found = [
        one["action_id"] for row in rows for one in row if one["action_id"].startswith(f"review.{choice}.")
    ]
    return str(found[place])


def answer(town: Town, *options: str) -> dict[str, Any]:
    told: dict[str, Any] = Cluster(town.folder).run("ask", QUESTION, "--json", *options).json
    return told


def test_an_owner_is_asked_in_their_language_and_a_press_confirms(town: Town):
    before = today(town) - 100 * DAY
    kept(town, PARKING, owner=ANN, review_on=today(town) - DAY, confirmed_on=before, confirmed_by=RUNA)
    with town.open() as bot:
        bot.attends()
        (letter,) = town.letters(ANN)
        assert "Is it still right?" in letter["text"]
        assert "*Parkering*" in letter["text"]
        assert PARKING in letter["text"]
        assert "30 kroner timen" in letter["text"]
        assert f"by {RUNA}" in letter["text"]
        assert labels(letter) == ["Still right", "Update", "Archive"]
        bot.presses(ANN, action(letter, "confirm"))
        (after,) = town.letters(ANN)
        assert "still right, confirmed by you" in after["text"]
        assert labels(after) == []
        bot.attends()
        assert len(town.letters(ANN)) == 1
    care = held(town, PARKING).care
    assert care.confirmed_by == ANN
    assert care.confirmed_on == datetime.now(OSLO).date()
    assert care.review_on == today(town) + 99 * DAY


def test_one_letter_a_day_holds_all_that_is_due_and_each_is_told_once(town: Town):
    for source in (PARKING, "notes/kaffe.md"):
        kept(town, source, owner=ODD, review_on=today(town))
    with town.open() as bot:
        bot.attends()
        kept(town, "notes/mat.md", owner=ODD, review_on=today(town))
        bot.attends()
    with town.open() as bot:
        bot.attends()
        (letter,) = town.letters(ODD)
        assert "Jeg svarer ut fra dette, og du har ansvaret for det. Stemmer det fortsatt?" in letter["text"]
        assert labels(letter) == ["Fortsatt riktig", "Oppdater", "Arkiver"] * 2
        bot.presses(ODD, action(letter, "confirm", 1))
        assert labels(town.letters(ODD)[0]) == ["Fortsatt riktig", "Oppdater", "Arkiver"]
        town.passes(days=1)
        bot.attends()
        assert len(town.letters(ODD)) == 2
        assert "*Mat*" in town.letters(ODD)[1]["text"]
        assert "*Parkering*" not in town.letters(ODD)[1]["text"]


def test_nobody_is_asked_at_night_or_on_a_sunday(town: Town):
    kept(town, PARKING, owner=ODD, review_on=today(town))
    morning = town.now
    with town.open() as bot:
        for moment in (
            morning.replace(hour=6),
            morning.replace(hour=20),
            morning - (morning.weekday() + 1) * DAY,
        ):
            town.now = moment
            bot.attends()
        assert town.letters(ODD) == []
        town.now = morning
        bot.attends()
        assert len(town.letters(ODD)) == 1


def test_who_does_not_answer_is_asked_again_and_then_the_coordinators_hear_of_it(town: Town):
    kept(town, PARKING, owner=ODD, review_on=today(town))
    with town.open() as bot:
        bot.attends()
        town.passes(days=9)
        bot.attends()
        assert len(town.letters(ODD)) == 1
        town.passes(days=5)
        bot.attends()
        assert len(town.letters(ODD)) == 2
        assert town.letters(KARI) == []
        town.passes(days=14)
        bot.attends()
        assert len(town.letters(ODD)) == 2
        (letter,) = town.letters(KARI)
        assert "Dette må noen se på" in letter["text"]
        assert f"ansvarlig: {ODD}" in letter["text"]
        bot.presses(KARI, action(letter, "confirm"))
        assert held(town, PARKING).care.confirmed_by == KARI


@pytest.mark.parametrize("owner", ["", "borte@tjeld.example", RUNA])
def test_where_there_is_nobody_to_ask_the_coordinators_are_asked(town: Town, owner: str):
    town.users[RUNA].deleted = True
    kept(town, PARKING, owner=owner, review_on=today(town))
    with town.open() as bot:
        bot.attends()
        bot.attends()
        (letter,) = town.letters(KARI)
        assert (f"ansvarlig: {owner}" if owner else "ingen har ansvar for det") in letter["text"]
        assert town.letters(RUNA) == []


def test_an_update_says_how_and_is_asked_for_again_in_two_weeks(town: Town):
    kept(town, PARKING, owner=ODD, review_on=today(town))
    with town.open() as bot:
        bot.attends()
        town.passes(days=1)
        bot.presses(ODD, action(town.letters(ODD)[0], "update"))
        (letter,) = town.letters(ODD)
        assert "Endre fila i mappa den ligger i" in letter["text"]
        assert "Jeg spør igjen" in letter["text"]
        assert labels(letter) == ["Fortsatt riktig", "Oppdater", "Arkiver"]
        town.passes(days=13)
        bot.attends()
        assert len(town.letters(ODD)) == 1
        town.passes(days=1)
        bot.attends()
        assert len(town.letters(ODD)) == 2


def test_what_is_archived_answers_no_more_and_can_be_brought_back_from_the_letter(town: Town):
    kept(town, PARKING, owner=ODD, review_on=today(town))
    with town.open() as bot:
        bot.attends()
        bot.presses(ODD, action(town.letters(ODD)[0], "archive"))
        (letter,) = town.letters(ODD)
        assert "er arkivert av deg" in letter["text"]
        assert labels(letter) == ["Hent tilbake"]
        assert "30 kroner" not in json.dumps(answer(town), ensure_ascii=False)
        bot.presses(ODD, action(letter, "restore"))
        assert "er hentet tilbake av deg" in town.letters(ODD)[0]["text"]
        assert "30 kroner" in answer(town)["answer"]


def test_the_second_of_two_coordinators_is_told_what_the_first_did(town: Town):
    toml = town.folder / "cluster.toml"
    toml.write_text(toml.read_text().replace(f'["{KARI}"]', f'["{KARI}", "{RUNA}"]'))
    kept(town, PARKING, review_on=today(town))
    with town.open() as bot:
        bot.attends()
        first, second = town.letters(KARI)[0], town.letters(RUNA)[0]
        bot.presses(KARI, action(first, "confirm"))
        stands = held(town, PARKING)
        bot.presses(RUNA, action(second, "archive"))
        assert f"fortsatt riktig, bekreftet av {KARI}" in town.letters(RUNA)[0]["text"]
    assert held(town, PARKING) == stands


def test_what_was_changed_elsewhere_since_is_not_confirmed_unseen(town: Town):
    kept(town, PARKING, owner=ODD, review_on=today(town))
    with town.open() as bot:
        bot.attends()
        stands = kept_again(town)
        bot.presses(ODD, action(town.letters(ODD)[0], "confirm"))
        assert "er endret siden jeg skrev. Ingenting ble gjort nå" in town.letters(ODD)[0]["text"]
    assert held(town, PARKING) == stands


def kept_again(town: Town) -> Holding:
    assert Cluster(town.folder).run("knowledge", "change", PARKING, "--owner", ODD, "--review", "").code == 0
    return held(town, PARKING)


def test_somebody_who_neither_looks_after_it_nor_coordinates_decides_nothing(town: Town):
    kept(town, PARKING, owner=ODD, review_on=today(town))
    with town.open() as bot:
        bot.attends()
        letter = town.letters(ODD)[0]
        stands = held(town, PARKING)
        bot.presses_again(town.slack.interactions.press(town.users[RUNA], letter, action(letter, "archive")))
        assert "Det er bare den som har ansvaret" in town.latest(RUNA)
    assert held(town, PARKING) == stands


def test_coordinators_see_neither_name_nor_words_of_what_they_may_not_read(town: Town):
    kept(town, "styret/lonn.md", review_on=today(town), owner="borte@sandvika.example")
    with town.open() as bot:
        bot.attends()
        (letter,) = town.letters(KARI)
        assert "Noe som du ikke kan lese selv" in letter["text"]
        assert "borte@sandvika.example" in letter["text"]
        told = json.dumps(letter, ensure_ascii=False)
        assert not [word for word in ("lonn.md", "Lønn", "1 437 000") if word in told]
        assert labels(letter) == []


def test_what_is_about_to_expire_holds_for_another_year_when_its_owner_says_so(town: Town):
    ends = today(town) + 10 * DAY
    kept(town, PARKING, owner=ODD, expires_on=ends)
    with town.open() as bot:
        bot.attends()
        (letter,) = town.letters(ODD)
        assert "Det utløper" in letter["text"]
        assert labels(letter) == ["Gjelder et år til", "Oppdater", "Arkiver"]
        bot.presses(ODD, action(letter, "extend"))
        assert "Det gjelder til og med" in town.letters(ODD)[0]["text"]
    care = held(town, PARKING).care
    assert (care.expires_on, care.confirmed_by) == (ends + 365 * DAY, ODD)


def test_what_has_expired_leaves_answers_and_the_index_and_can_be_brought_to_life(town: Town):
    kept(town, PARKING, owner=ODD, expires_on=datetime.now(OSLO).date() - DAY)
    assert "30 kroner" not in json.dumps(answer(town), ensure_ascii=False)
    with town.open() as bot:
        bot.attends()
        bot.attends()
        parts = parts_of(town.folder, town.slack)
        assert PARKING not in parts.catalogue.file_records()
        (letter,) = town.letters(ODD)
        assert "Det er utløpt" in letter["text"]
        town.passes(days=21)
        bot.attends()
        assert len(town.letters(ODD)) == 1
        bot.presses(ODD, action(letter, "extend"))
        assert "Det gjelder til og med" in town.letters(ODD)[0]["text"]
        assert PARKING in parts.catalogue.file_records()
        parts.database.dispose()
    assert "30 kroner" in answer(town)["answer"]


def said_of(town: Town, email: str, days: int) -> None:
    """This person made a profile so many days ago."""
    parts = parts_of(town.folder, town.slack)
    at = town.now - days * DAY
    profile = Profile(email, name="Odd Bø", offers=("anbud",), needs=("sensorer",), consent=Consent(True, at))
    parts.profiles.save(profile, at)
    parts.database.dispose()


def test_a_profile_is_asked_about_once_a_year_and_only_its_person(town: Town):
    said_of(town, ODD, 364)
    with town.open() as bot:
        bot.attends()
        assert town.letters(ODD) == []
        said_of(town, ODD, 366)
        bot.attends()
        (letter,) = town.letters(ODD)
        assert "Stemmer profilen din fortsatt?" in letter["text"]
        assert "anbud" in letter["text"]
        assert labels(letter) == ["Fortsatt riktig", "Endre", "Slett"]
        bot.presses_again(town.slack.interactions.press(town.users[KARI], letter, action(letter, "confirm")))
        assert "Det er bare den som har ansvaret" in town.latest(KARI)
        bot.presses(ODD, action(letter, "confirm"))
        assert "fortsatt riktig, bekreftet av deg" in town.letters(ODD)[0]["text"]
        town.passes(days=28)
        bot.attends()
        assert len(town.letters(ODD)) == 1


def test_a_profile_is_changed_or_deleted_from_the_letter(town: Town):
    said_of(town, ODD, 366)
    with town.open() as bot:
        bot.attends()
        bot.presses(ODD, action(town.letters(ODD)[0], "edit"))
        assert bot.form(ODD).payload["title"]["text"] == "Min profil"
        bot.presses(ODD, action(town.letters(ODD)[0], "delete"), 0)
        assert "er slettet av deg" in town.letters(ODD)[0]["text"]
        assert "Profilen din er slettet" in town.letters(ODD)[-1]["text"]
    assert asked_about(town) == []


def test_a_profile_deleted_on_the_home_leaves_no_reminder_of_it(town: Town):
    said_of(town, ODD, 366)
    with town.open() as bot:
        bot.attends()
        assert asked_about(town) == [ODD]
        bot.opens_home(ODD)
        bot.presses_home(ODD, "profile.delete")
    assert asked_about(town) == []


def asked_about(town: Town) -> list[str]:
    """Whom the records of reminders name."""
    parts = parts_of(town.folder, town.slack)
    with parts.database.connect() as connection:
        found = [row.subject for row in connection.execute(select(reminders))]
    parts.database.dispose()
    return found


def test_a_curated_answer_falls_due_for_its_owner_too(town: Town):
    made = Cluster(town.folder).run(
        "answers", "add", "--question", "Hvor ligger kontoret?", "--answer", "I Halden.", "--owner", ODD
    )
    assert made.code == 0, made.err
    town.passes(days=371 - town.now.weekday())
    with town.open() as bot:
        bot.attends()
        (letter,) = town.letters(ODD)
        assert "*Hvor ligger kontoret?*" in letter["text"]
        assert "I Halden." in letter["text"]
        bot.presses(ODD, action(letter, "confirm"))
        assert "fortsatt riktig, bekreftet av deg" in town.letters(ODD)[0]["text"]


def test_an_answer_says_when_its_source_was_confirmed_and_that_it_is_overdue(town: Town):
    kept(
        town,
        PARKING,
        owner=ODD,
        review_on=today(town) - 5 * DAY,
        confirmed_on=date(2025, 3, 3),
        confirmed_by=ODD,
    )
    with town.open() as bot:
        bot.told(RUNA, QUESTION)
        assert "bekreftet 3. mars 2025" in town.latest(RUNA)
        assert "bør sees over" in town.latest(RUNA)
    said = Cluster(town.folder).run("ask", QUESTION).out
    assert "bekreftet 3. mars 2025 · bør sees over" in said.replace("\n", " ")
    assert set(answer(town)["citations"][0]) == CITED


CITED = {"n", "source", "title", "locator", "quote", "url", "updated"}


def test_a_register_that_expires_at_midnight_is_hidden_from_then_on(town: Town):
    parts, last = parts_of(town.folder, town.slack), today(town)
    kept(town, "members.csv", owner=ODD, expires_on=last)
    day = [last]
    caring = Caring(parts.holdings.every, str, lambda: day[0])
    rule = AudienceRule(lambda: parts.settings, str, parts.holdings.every, lambda: day[0])
    view = View(
        parts.register,
        parts.profiles,
        parts.catalogue,
        rule.readable_by,
        OSLO,
        "Prøveklyngen",
        caring,
        lambda: parts.settings,
        frozenset,
    )
    members = rule.asker_in_audience("members").audiences
    assert len(view.rows(members).members) == 4
    day[0] += DAY
    assert view.rows(members).members == ()
    assert len(view.rows(members).people) == 4
    parts.database.dispose()


def test_a_letter_that_slack_did_not_take_comes_later_and_once(town: Town):
    kept(town, PARKING, owner=ODD, review_on=today(town))
    with town.open() as bot:
        town.slack.fail("chat.postMessage", error="restricted_action")
        bot.attends()
        assert town.letters(ODD) == []
        town.passes(minutes=11)
        bot.attends()
        bot.attends()
        (letter,) = town.letters(ODD)
        bot.presses(ODD, action(letter, "confirm"))
        assert "fortsatt riktig" in town.letters(ODD)[0]["text"]


def test_a_coordinator_whom_slack_refuses_keeps_the_letter_from_no_other(town: Town):
    toml = town.folder / "cluster.toml"
    toml.write_text(toml.read_text().replace(f'["{KARI}"]', f'["{RUNA}", "{KARI}"]'))
    kept(town, PARKING, review_on=today(town))
    with town.open() as bot:
        town.slack.fail("chat.postMessage", error="restricted_action")
        bot.attends()
        assert (len(town.letters(RUNA)), len(town.letters(KARI))) == (0, 1)
