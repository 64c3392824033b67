"""What is kept of a person, given to them or erased at their own press in Slack: real records and a real index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from knowledge.gaps.gap import Gap, WayBack
from knowledge.models import Turn
from knowledge.records.audit import AuditEntry
from knowledge.records.questions import AskedQuestion
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import MORNING, ODD, RUNA, Bot, Town, made_cluster
from tests.scenarios.slack_side import all_text
from tests.scenarios.test_personal_data import traces
from tests.standins.slack import Payload

MINUTES = "# Referat\n\nTil stede: Runa Tveit.\n"
MORE = """
[audiences.board]
members = ["odd@sandvika.example"]
[[sources]]
path = "board"
audience = "board"
[[sources]]
path = "notes"
"""
_FILLED_UP = ("data_level0.bin", "length.bin")
QUESTION = "Hvem låner ut en rimfrysteboks?"
GUEST = "gjest@tjeld.example"
OFFER = "kryomikroskopi av snøfnugg"
LANGUAGES = pytest.mark.parametrize(
    ("locale", "labels", "told", "done"),
    [
        ("nb-NO", ("Gi meg alt", "Slett meg"), "Her er alt jeg lagrer om deg.", "Det er gjort"),
        ("en-GB", ("Give me everything", "Erase me"), "Here is all that I keep about you.", "It is done"),
    ],
)


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), MORE)
    for name in ("board/sak.md", "notes/referat.md"):
        (folder / name).parent.mkdir()
        (folder / name).write_text(MINUTES, encoding="utf-8")
    assert Cluster(folder).run("ingest").code == 0
    return folder


def typed(town: Town, bot: Bot, email: str) -> Payload:
    """What somebody sees for ``/klynge privacy``."""
    user = town.users[email]
    channel = town.slack.workspace.add_channel("generelt", [user])
    bot.presses_again(town.slack.interactions.command(user, channel, "/klynge", "privacy"))
    return town.slack.ephemeral_to(user)[-1]


def pressed(town: Town, bot: Bot, email: str, action: str) -> Payload:
    """A press below that, not handed in yet."""
    return town.slack.interactions.press(town.users[email], typed(town, bot, email), action)


def lives(town: Town, bot: Bot) -> None:
    """Runa tells of herself, opens her Home and asks."""
    bot.opens_home(RUNA)
    bot.presses_home(RUNA, "profile.edit")
    bot.sends(RUNA, topics=OFFER)
    asked = AskedQuestion("Ev1", MORNING, QUESTION, "nb", "abstained", ("members",), (), RUNA, "C1", "17.1")
    bot.parts.questions.record(asked)
    bot.parts.gaps.note(Gap("Ev1", MORNING, QUESTION, "nb", "abstained", WayBack("C1", "", RUNA)))
    # Who opens the conversation is greeted, which is noted by their id.
    bot.hears(town.slack.events.opens_home(town.users[RUNA], tab="messages"))
    assert bot.services.agent.reception.settle(20)


def own_file(town: Town, email: str) -> dict[str, Any]:
    """What the only file says in the conversation with this person."""
    [file] = [one for letter in town.letters(email) for one in letter.get("files", ())]
    content = town.slack.workspace.files[file["id"]].content
    assert content is not None
    told: dict[str, Any] = json.loads(content)
    return told


def written(data: Path, kept: tuple[str, ...]) -> set[tuple[str, str]]:
    """Where any of these stands in what the program writes. Chroma's index fills its files up with whatever lay in the
    process's memory, and the process of a test, which lives on after an erasure, has read all of it; see
    docs/security.md."""
    return {(name, word) for name, word in traces(data, kept) if name not in _FILLED_UP}


def erasures(bot: Bot) -> list[AuditEntry]:
    return [one for one in bot.parts.audit.entries() if one.what == "erase"]


@LANGUAGES
def test_a_member_gets_all_that_is_kept_of_them_as_a_file(
    town: Town, locale: str, labels: tuple[str, str], told: str, done: str
):
    town.users[RUNA].locale = locale
    with town.open() as bot:
        lives(town, bot)
        shown = all_text(typed(town, bot, RUNA))
        assert all(label in shown for label in labels)
        again = pressed(town, bot, RUNA, "privacy.export")
        bot.presses_again(again)
        bot.presses_again(again)
    assert town.letters(RUNA)[-1]["text"] == told
    given = own_file(town, RUNA)
    assert given["person"] == {"email": RUNA, "names": ["Runa Tveit"], "slack_users": [town.users[RUNA].id]}
    assert {"profiles", "asked_questions", "gap_askings", "opened_homes", "rows"} <= set(given["kept"])
    assert QUESTION in json.dumps(given["kept"]["asked_questions"], ensure_ascii=False)
    assert ODD not in json.dumps(given)


def test_a_file_holds_nothing_that_only_others_may_read(town: Town):
    with town.open() as bot:
        lives(town, bot)
        for audiences, words in (
            ("members,public", "Alle vet det"),
            ("board,members,public", "Styret vet det"),
        ):
            key = f"slack:T1:C1:17.1:{audiences}"
            bot.parts.conversations.append(key, Turn("assistant", words), MORNING)
        bot.presses_again(pressed(town, bot, RUNA, "privacy.export"))
    given = own_file(town, RUNA)
    assert given["mentioned_in"] == ["notes/referat.md", f"people.csv#{RUNA}"]
    assert [one["text"] for one in given["kept"]["turns"]] == ["Alle vet det"]
    assert "board/sak.md" not in json.dumps(given)


@LANGUAGES
def test_a_member_is_erased_at_one_press_and_told_so(
    town: Town, locale: str, labels: tuple[str, str], told: str, done: str
):
    town.users[RUNA].locale = locale
    data = town.folder / ".klyngebot"
    kept = (RUNA, town.users[RUNA].id, QUESTION, OFFER)
    with town.open() as bot:
        lives(town, bot)
        assert {word for _, word in traces(data, kept)} == set(kept)
        bot.presses_again(pressed(town, bot, RUNA, "privacy.erase"))
        assert done in town.latest(RUNA)
        assert OFFER not in town.home(RUNA)
        [entry] = erasures(bot)
        assert entry.by == "erased person"
    assert written(data, kept) == set()
    again = Cluster(town.folder).run("ingest")
    assert again.code == 0, again.err
    assert written(data, kept) == set()
    assert Cluster(town.folder).run("doctor").code == 0


def test_who_presses_twice_is_erased_once_and_told_once(town: Town):
    with town.open() as bot:
        lives(town, bot)
        first = pressed(town, bot, RUNA, "privacy.erase")
        second = pressed(town, bot, RUNA, "privacy.erase")
        before = len(town.letters(RUNA))
        for one in (first, second, first):
            bot.hears(one)
        bot.settles()
        assert len(erasures(bot)) == 1
        assert len(town.letters(RUNA)) == before + 1


def test_nobody_is_erased_without_a_yes_to_what_goes_and_what_stays(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "privacy.show")
        row = bot.form(RUNA).payload["blocks"][-1]
        [erase] = [one for one in row["elements"] if one["action_id"] == "privacy.erase"]
    assert erase["style"] == "danger"
    asked = erase["confirm"]["text"]["text"]
    assert "Klyngens egne dokumenter og registre blir som de er" in asked
    assert "Det kan ikke angres" in asked


def test_an_erasure_from_the_home_leaves_everybody_else_as_they_were(town: Town):
    with town.open() as bot:
        bot.opens_home(ODD)
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "privacy.show")
        user = town.users[RUNA]
        bot.presses_again(town.slack.interactions.press_in_view(user, bot.form(RUNA), "privacy.erase"))
        assert "Det er gjort" in town.latest(RUNA)
        persons = bot.parts.persons
        assert persons.identify(RUNA).names == ()
        assert persons.identify(ODD).names == ("Odd Bø",)
        assert persons.told(persons.identify(ODD, (town.users[ODD].id,)))["opened_homes"]


def test_while_documents_are_read_in_nobody_is_erased_and_the_press_may_be_made_again(town: Town):
    with town.open() as bot:
        lives(town, bot)
        with FileLock(town.folder / ".klyngebot" / "writing.lock"):
            bot.presses_again(pressed(town, bot, RUNA, "privacy.erase"))
        assert "Prøv igjen om noen minutter" in town.latest(RUNA)
        assert not erasures(bot)
        assert bot.parts.persons.told(bot.parts.persons.identify(RUNA))["profiles"]
        bot.presses_again(pressed(town, bot, RUNA, "privacy.erase"))
        assert "Det er gjort" in town.latest(RUNA)


@pytest.mark.parametrize("action", ["privacy.export", "privacy.erase"])
@pytest.mark.parametrize(
    "fields",
    [{"is_stranger": True, "team_id": "T999"}, {"email": None}],
)
def test_whom_the_workspace_does_not_vouch_for_is_sent_to_a_coordinator(
    town: Town, action: str, fields: dict[str, object]
):
    with town.open() as bot:
        lives(town, bot)
        press = pressed(town, bot, RUNA, action)
    for name, value in fields.items():
        setattr(town.users[RUNA], name, value)
    with town.open() as bot:
        bot.presses_again(press)
        assert "Be en koordinator om å gi deg alt" in town.latest(RUNA)
        assert not any(letter.get("files") for letter in town.letters(RUNA))
        assert not erasures(bot)
        shown = all_text(typed(town, bot, RUNA))
        assert "privacy.erase" not in shown
        assert "privacy.export" not in shown


def test_a_guest_gets_what_is_kept_of_them_without_what_only_members_may_read(town: Town):
    town.arrives(GUEST, is_restricted=True)
    with town.open() as bot:
        asked = AskedQuestion(
            "Ev2", MORNING, QUESTION, "nb", "abstained", ("public",), (), GUEST, "C1", "18.1"
        )
        bot.parts.questions.record(asked)
        for audiences, words in (("public", "Alle vet det"), ("members,public", "Medlemmene vet det")):
            key = f"slack:T1:C1:18.1:{audiences}"
            bot.parts.conversations.append(key, Turn("assistant", words), MORNING)
        bot.opens_home(GUEST)
        bot.presses_home(GUEST, "privacy.show")
        shown = json.dumps(bot.form(GUEST).payload["blocks"], ensure_ascii=False)
        assert "Med knappene nedenfor får du alt sammen i en fil" in shown
        bot.presses_again(
            town.slack.interactions.press_in_view(town.users[GUEST], bot.form(GUEST), "privacy.export")
        )
    given = own_file(town, GUEST)
    assert given["person"]["email"] == GUEST
    assert [one["words"] for one in given["kept"]["asked_questions"]] == [QUESTION]
    assert [one["text"] for one in given["kept"]["turns"]] == ["Alle vet det"]


def test_a_guest_is_erased_at_one_press(town: Town):
    town.arrives(GUEST, is_restricted=True)
    with town.open() as bot:
        bot.opens_home(GUEST)
        asked = AskedQuestion(
            "Ev2", MORNING, QUESTION, "nb", "abstained", ("public",), (), GUEST, "C1", "18.1"
        )
        bot.parts.questions.record(asked)
        bot.presses_again(pressed(town, bot, GUEST, "privacy.erase"))
        assert "Det er gjort" in town.latest(GUEST)
        assert len(erasures(bot)) == 1
        assert bot.parts.questions.count_of(GUEST) == 0
