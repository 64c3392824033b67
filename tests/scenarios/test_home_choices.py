"""What a person chooses on their Home, what it tells of their data, and that it keeps up with what changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import ANN, ODD, REQUEST, RUNA, Bot, Town, made_cluster
from tests.scenarios.slack_side import all_text

NOTES = '[[sources]]\npath = "notes"\n'
GUEST = "gjest@tjeld.example"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), NOTES)
    writes(folder, "notes/start.md", "# Oppstart\n\nKlyngen møtes i Halden.")
    assert Cluster(folder).run("ingest").code == 0
    return folder


def writes(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def published(town: Town) -> int:
    return len(town.slack.calls_to("views.publish"))


def chosen(town: Town, email: str) -> dict[str, str]:
    """The value that each menu beside words shows."""
    blocks = town.slack.workspace.homes[town.users[email].id].payload["blocks"]
    menus = [block["accessory"] for block in blocks if "accessory" in block]
    return {menu["action_id"]: menu["initial_option"]["value"] for menu in menus}


def typed(town: Town, bot: Bot, email: str, words: str) -> str:
    """What somebody sees for ``/klynge``."""
    user = town.users[email]
    channel = town.slack.workspace.add_channel("generelt", [user])
    before = len(town.slack.ephemeral_to(user))
    bot.presses_again(town.slack.interactions.command(user, channel, "/klynge", words))
    return "\n".join(all_text(message) for message in town.slack.ephemeral_to(user)[before:])


def test_a_chosen_language_is_that_of_the_home_at_once_and_after_a_restart(town: Town):
    with town.open() as bot:
        assert "Mine valg" in bot.opens_home(RUNA)
        assert chosen(town, RUNA) == {"choice.language": "slack", "choice.digest": "off"}
        home = bot.presses_home(RUNA, "choice.language", "en")
        assert "My choices" in home
        assert "Mine valg" not in home
    with town.open() as bot:
        assert "My choices" in bot.opens_home(RUNA)
        assert chosen(town, RUNA)["choice.language"] == "en"
        assert "Mine valg" in bot.presses_home(RUNA, "choice.language", "slack")


def test_letters_forms_and_the_command_follow_the_choice_and_answers_the_question(town: Town):
    with town.open() as bot:
        for email in (ODD, RUNA):
            bot.opens_home(email)
        bot.presses_home(ODD, "choice.language", "en")
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.attends()
        letter = town.latest(ODD)
        assert "would like to meet you" in letter
        assert "Yes, gladly" in letter
        bot.presses_home(ODD, "profile.edit")
        assert bot.form(ODD).payload["title"]["text"] == "My profile"
        assert "This is what you can do" in typed(town, bot, ODD, "")
        bot.told(ODD, "hei")
        assert "I answer questions" in town.latest(ODD)
        bot.told(ODD, "Hvor møtes klyngen?")
        assert "Klyngen møtes i Halden" in town.latest(ODD)
        assert "Kilder" in town.latest(ODD)


@pytest.mark.parametrize(
    ("locale", "word"),
    [("nb-NO", "Mine valg"), ("nn-NO", "Mine valg"), ("en-GB", "My choices"), ("de-DE", "Mine valg")],
)
def test_without_a_choice_slack_decides_and_for_other_languages_the_cluster(
    town: Town, locale: str, word: str
):
    town.users[ANN].locale = locale
    with town.open() as bot:
        assert word in bot.opens_home(ANN)


def test_a_cluster_whose_first_language_is_english_speaks_it_to_everybody_else(town: Town):
    toml = town.folder / "cluster.toml"
    toml.write_text(toml.read_text().replace("coordinators =", 'languages = ["en", "nb"]\ncoordinators ='))
    town.users[ANN].locale, town.users[ODD].locale = "fr-FR", "nn-NO"
    with town.open() as bot:
        assert "My choices" in bot.opens_home(ANN)
        assert "Mine valg" in bot.opens_home(ODD)


def test_a_digest_is_chosen_and_kept(town: Town):
    with town.open() as bot:
        assert "ikke noe brev når det ikke er noe nytt" in bot.opens_home(RUNA)
        bot.presses_home(RUNA, "choice.digest", "weekly")
        assert chosen(town, RUNA)["choice.digest"] == "weekly"
    with town.open() as bot:
        bot.opens_home(RUNA)
        assert chosen(town, RUNA) == {"choice.language": "slack", "choice.digest": "weekly"}
        bot.opens_home(ODD)
        assert chosen(town, ODD)["choice.digest"] == "off"


def test_a_made_up_choice_changes_nothing(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        for action in ("choice.language", "choice.digest"):
            view = town.slack.workspace.homes[town.users[RUNA].id]
            press = town.slack.interactions.press_in_view(town.users[RUNA], view, action)
            payload = json.loads(json.dumps(press))
            payload["actions"][0]["selected_option"] = {"value": "klingon"}
            bot.presses_again(payload)
        assert chosen(town, RUNA) == {"choice.language": "slack", "choice.digest": "off"}


def test_privacy_says_the_same_on_the_home_and_behind_the_command(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        bot.told(RUNA, "Hvor møtes klyngen?")
        bot.presses_home(RUNA, "privacy.show")
        page = bot.form(RUNA).payload
        *told, _ = page["blocks"]
        said = [block["text"]["text"] for block in told]
        assert page["title"]["text"] == "Personvern"
        assert "Med navnet ditt: 1." in said[1]
        assert "Det people.csv sier om deg" in said[1]
        assert "Ifølge registeret har du sagt ja" in said[1]
        assert "har fortalt meg om deg selv" not in said[1]
        typed_text = typed(town, bot, RUNA, "personvern")
        assert all(paragraph in typed_text for paragraph in said)


def test_privacy_tells_of_consents_and_of_a_deleted_profile(town: Town):
    with town.open() as bot:
        bot.opens_home(ODD)
        bot.presses_home(ODD, "choice.language", "en")
        bot.presses_home(ODD, "profile.edit")
        bot.sends(ODD, topics="seilbåter")
        assert "You agreed to be introduced on 25 November 2026." in typed(town, bot, ODD, "privacy")
        bot.presses_home(ODD, "profile.delete")
        seen = typed(town, bot, ODD, "personvern")
        assert "At du har slettet profilen din" in seen
        assert "til du endrer eller sletter det" not in seen


def test_deleting_the_profile_forgets_the_choices_too(town: Town):
    with town.open() as bot:
        bot.opens_home(ODD)
        bot.presses_home(ODD, "choice.language", "en")
        bot.presses_home(ODD, "choice.digest", "weekly")
        assert "Profilen din er slettet" in bot.presses_home(ODD, "profile.delete")
        assert chosen(town, ODD) == {"choice.language": "slack", "choice.digest": "off"}


def test_a_guest_chooses_a_language_and_gets_no_digest_and_a_stranger_neither(town: Town):
    town.arrives(GUEST, is_restricted=True)
    town.arrives("fremmed@annet.example", is_stranger=True, team_id="T999")
    with town.open() as bot:
        bot.opens_home(GUEST)
        assert chosen(town, GUEST) == {"choice.language": "slack"}
        assert "Profiles and introductions are for" in bot.presses_home(GUEST, "choice.language", "en")
        bot.presses_home(GUEST, "privacy.show")
        page = json.dumps(bot.form(GUEST).payload)
        assert "Give me everything" in page
        assert "Erase me" in page
        read = [one for one in bot.form(GUEST).payload["blocks"] if one["type"] == "section"]
        assert "introduc" not in json.dumps(read)
        bot.opens_home("fremmed@annet.example")
        assert chosen(town, "fremmed@annet.example") == {}


def test_who_is_not_vouched_for_chooses_for_nobody(town: Town):
    """Somebody of another workspace with the address of a member."""
    stranger = town.slack.workspace.add_user("runa2", RUNA, is_stranger=True, team_id="T999")
    with town.open() as bot:
        bot.opens_home(RUNA)
        view = town.slack.workspace.homes[town.users[RUNA].id]
        press = town.slack.interactions.press_in_view(town.users[RUNA], view, "choice.language", "en")
        bot.presses_again(press | {"user": press["user"] | {"id": stranger.id}})
        assert "Mine valg" in bot.opens_home(RUNA)


def test_opening_the_home_asks_slack_for_the_person_alone(town: Town):
    with town.open() as bot:
        before = len(town.slack.calls)
        bot.opens_home(RUNA)
        methods = [call.method for call in town.slack.calls[before:] if call.method != "auth.test"]
        assert sorted(methods) == ["users.info", "views.publish"]


def test_a_home_is_shown_anew_after_a_sync_that_changed_something_and_only_then(town: Town):
    with town.open() as bot:
        for email in (RUNA, ODD):
            assert "Møteplan" not in bot.opens_home(email)
        bot.attends()
        before = published(town)
        bot.attends()
        assert published(town) == before
        writes(town.folder, "notes/plan.md", "---\ndate: 2026-11-20\n---\n# Møteplan\n\nHver tirsdag.")
        assert Cluster(town.folder).run("ingest").code == 0
        bot.attends()
        assert published(town) == before + 2
        assert "Møteplan · 20. november 2026" in town.home(RUNA)
        assert Cluster(town.folder).run("ingest").code == 0
        bot.attends()
        assert published(town) == before + 2


def test_a_home_follows_an_introduction_that_another_moves(town: Town):
    with town.open() as bot:
        assert "Ingen er åpne akkurat nå" in bot.opens_home(ODD)
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.attends()
        bot.attends()
        assert "Du har ikke svart ennå" in town.home(ODD)


def test_a_home_that_nobody_has_opened_for_a_week_waits_until_it_is_opened(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        town.passes(days=8)
        before = published(town)
        writes(town.folder, "notes/plan.md", "---\ndate: 2026-12-02\n---\n# Møteplan\n\nHver tirsdag.")
        assert Cluster(town.folder).run("ingest").code == 0
        bot.attends()
        assert published(town) == before
        assert "Møteplan" in bot.opens_home(RUNA)


def test_homes_come_at_slacks_pace_and_all_of_them(town: Town):
    people = [f"p{number}@tjeld.example" for number in range(60)]
    for email in people:
        town.arrives(email)
    with town.open() as bot:
        for email in people:
            bot.opens_home(email)
        bot.attends()
        town.passes(minutes=2)
        bot.attends()
        before = published(town)
        writes(town.folder, "notes/plan.md", "---\ndate: 2026-11-20\n---\n# Møteplan\n\nHver tirsdag.")
        assert Cluster(town.folder).run("ingest").code == 0
        town.passes(minutes=2)
        bot.attends()
        bot.attends()
        assert published(town) == before + 40
        town.passes(minutes=2)
        bot.attends()
        assert published(town) == before + 60
        assert all("Møteplan" in town.home(email) for email in people)


def test_who_left_is_shown_nothing_and_one_that_slack_refuses_holds_up_no_other(town: Town):
    with town.open() as bot:
        for email in (RUNA, ODD, ANN):
            bot.opens_home(email)
    town.users[RUNA].deleted = True
    writes(town.folder, "notes/plan.md", "---\ndate: 2026-11-20\n---\n# Møteplan\n\nHver tirsdag.")
    assert Cluster(town.folder).run("ingest").code == 0
    with town.open() as bot:
        town.slack.fail("views.publish", error="fatal_error", times=1)
        bot.attends()
        assert "Møteplan" not in town.home(RUNA)
        assert sorted("Møteplan" in town.home(email) for email in (ODD, ANN)) == [False, True]
