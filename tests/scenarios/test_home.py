"""The bot's Home in Slack: members see what is known of them, and change it themselves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from knowledge.introductions.consent import Consent
from knowledge.introductions.profile import Profile
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import (
    ANN,
    KARI,
    MORNING,
    ODD,
    REQUEST,
    RUNA,
    SIRI,
    Bot,
    Town,
    made_cluster,
)

NEW = "ny@tjeld.example"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), '\n[introductions]\napprove = "always"\n')
    assert Cluster(folder).run("ingest").code == 0
    return folder


def initial(bot: Bot, email: str) -> dict[str, object]:
    """What the open form is prefilled with."""
    inputs = [block["element"] for block in bot.form(email).payload["blocks"] if block["type"] == "input"]
    return {
        one["action_id"]: next((value for key, value in one.items() if key.startswith("initial_")), None)
        for one in inputs
    }


def test_a_member_sees_what_is_known_of_them_and_where_it_comes_from(town: Town):
    with town.open() as bot:
        home = bot.opens_home(RUNA)
        assert "*Rolle:* leder" in home
        assert "*Språk:* norsk" in home
        assert home.count("people.csv") == 1
        assert "_Alt er fra people.csv._" in home
        assert "*Ser etter:* offentlige anskaffelser" in home
        assert "opptil 3 i måneden" in home
        assert "For koordinatorer" not in home
        assert "*Languages:* English" in bot.opens_home(ANN)
        assert "Can help with" in town.home(ANN)


def test_the_form_is_prefilled_and_what_is_said_in_it_stands_over_the_register(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "profile.edit")
        known = initial(bot, RUNA)
        assert (known["name"], known["role"], known["offers"]) == ("Runa Tveit", "leder", "sensordata")
        assert known["willing"]["value"] == "3"
        assert "organisation" not in known
        assert bot.sends(RUNA, role="daglig leder", offers="sensordata\nvannkvalitet; sjøkart") == {}
        home = town.home(RUNA)
        assert "*Rolle:* daglig leder" in home
        assert "sensordata; vannkvalitet; sjøkart" in home
        assert "Ser etter fra people.csv; Rolle, Kan hjelpe med fra deg._" in home
    with town.open() as bot:
        bot.told(ODD, "Kan du introdusere meg for noen som kan vannkvalitet?")
        assert "Runa Tveit, daglig leder" in town.latest(ODD)


def test_what_equals_the_register_is_not_kept_so_that_its_changes_come_through(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "profile.edit")
        bot.sends(RUNA, topics="havet")
    people = town.folder / "people.csv"
    people.write_text(people.read_text().replace("leder;norsk", "styreleder;norsk"))
    assert Cluster(town.folder).run("ingest").code == 0
    with town.open() as bot:
        assert "*Rolle:* styreleder" in bot.opens_home(RUNA)


def test_faults_stand_at_their_fields_and_nothing_is_saved(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "profile.edit")
        faults = bot.sends(
            RUNA,
            name="  ",
            offers="x" * 400,
            paused_until="2026-11-24",
            not_with_people=[town.users[RUNA].id],
            role="sjef",
        )
        assert set(faults) == {"name", "offers", "paused_until", "not_with_people"}
        assert faults["name"] == "Skriv navnet ditt."
        assert "sjef" not in bot.opens_home(RUNA)
        assert bot.sends(RUNA, role="sjef") == {}
        assert "sjef" in town.home(RUNA)


def test_a_hidden_field_is_shown_to_its_owner_and_neither_to_others_nor_matched(town: Town):
    with town.open() as bot:
        bot.opens_home(ODD)
        home = bot.presses_home(ODD, "profile.hide", "offers")
        assert "offentlige anskaffelser _(skjult for andre)_" in home
        bot.told(RUNA, REQUEST)
        assert "Odd Bø" not in town.latest(RUNA)
        bot.presses_home(ODD, "profile.edit")
        assert initial(bot, ODD)["offers"] == "offentlige anskaffelser"
        assert [one["value"] for one in initial(bot, ODD)["hidden"]] == ["offers"]
        bot.sends(ODD, hidden=[])
        bot.told(RUNA, REQUEST)
        assert "Odd Bø" in town.latest(RUNA)


def test_whom_somebody_will_not_meet_stays_between_them_and_the_bot(town: Town):
    with town.open() as bot:
        bot.opens_home(ODD)
        bot.presses_home(ODD, "profile.edit")
        bot.sends(ODD, not_with_people=[town.users[RUNA].id], not_with_organisations="Havforsk")
        assert "Noen du helst ikke vil møte: 2" in town.home(ODD)
        assert "Runa" not in town.home(ODD)
        bot.presses_home(ODD, "profile.edit")
        assert initial(bot, ODD)["not_with_people"] == [town.users[RUNA].id]
        bot.told(RUNA, REQUEST)
        assert "Odd Bø" not in town.latest(RUNA)
        town.users[RUNA].deleted = True
    with town.open() as bot:
        bot.presses_home(ODD, "profile.edit")
        assert not initial(bot, ODD)["not_with_people"]
        bot.sends(ODD)
        assert "Noen du helst ikke vil møte: 2" in town.home(ODD)


@pytest.mark.parametrize(
    ("span", "told"), [("1", "25. desember 2026"), ("3", "25. februar 2027"), ("open", "til du er tilbake")]
)
def test_a_pause_keeps_a_person_out_of_suggestions_until_they_are_back(town: Town, span: str, told: str):
    with town.open() as bot:
        bot.opens_home(ODD)
        assert told in bot.presses_home(ODD, "profile.pause", span)
        bot.told(RUNA, REQUEST)
        assert "Odd Bø" not in town.latest(RUNA)
        bot.presses_home(ODD, "profile.edit")
        bot.sends(ODD, role="innkjøpssjef")
        assert told in town.home(ODD)
        assert "opptil 3 i måneden" in bot.presses_home(ODD, "profile.return")
        bot.told(RUNA, REQUEST)
        assert "Odd Bø, innkjøpssjef" in town.latest(RUNA)


def test_a_pause_of_the_form_ends_where_its_day_is_taken_out(town: Town):
    with town.open() as bot:
        bot.opens_home(ODD)
        bot.presses_home(ODD, "profile.edit")
        bot.sends(ODD, paused_until="2026-12-24")
        assert "24. desember 2026" in town.home(ODD)
        bot.presses_home(ODD, "profile.edit")
        bot.sends(ODD, paused_until=None)
        assert "pause til" not in town.home(ODD)


def test_a_deleted_profile_leaves_a_no_and_says_what_stays(town: Town):
    with town.open() as bot:
        bot.opens_home(ODD)
        bot.presses_home(ODD, "profile.edit")
        bot.sends(ODD, topics="seilbåter")
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        home = bot.presses_home(ODD, "profile.delete")
    letter = town.latest(ODD)
    assert "Profilen din er slettet" in letter
    assert "Det et register sier om deg, blir stående der" in letter
    assert "Profilen din er slettet" in home
    assert "seilbåter" not in home
    assert "*Rolle:* innkjøper" in home
    assert "Alt er fra people.csv" in home
    with town.open() as bot:
        assert not bot.records.of(ODD)
        assert [one.state for one in bot.records.of(RUNA)].count("withdrawn") >= 1
        bot.told(RUNA, REQUEST)
        assert "Odd Bø" not in town.latest(RUNA)
        bot.presses_home(ODD, "profile.edit")
        assert bot.sends(ODD, consent=["yes"]) == {}
        assert "opptil 3 i måneden" in town.home(ODD)


def test_who_is_in_no_register_makes_a_profile_and_agrees_to_nothing_by_it(town: Town):
    town.arrives(NEW, real_name="Nils Ny")
    with town.open() as bot:
        assert "Du står ikke i personregisteret" in bot.opens_home(NEW)
        bot.presses_home(NEW, "profile.edit")
        known = initial(bot, NEW)
        assert known["name"] == "Nils Ny"
        assert known["consent"] is None
        assert "organisation" in known
        bot.sends(NEW, organisation="Måkesenteret", offers="romfart", role="pilot")
        assert "Du har ikke sagt ja til å bli introdusert" in town.home(NEW)
        bot.told(RUNA, "Kan du introdusere meg for noen som kan romfart?")
        assert "Nils Ny" not in town.latest(RUNA)
        bot.presses_home(NEW, "profile.edit")
        bot.sends(NEW, consent=["yes"])
        bot.told(RUNA, "Kan du introdusere meg for noen som kan romfart?")
        assert "Nils Ny, pilot, Måkesenteret" in town.latest(RUNA)


def test_guests_and_people_of_other_workspaces_see_no_data(town: Town):
    town.arrives("gjest@tjeld.example", is_restricted=True)
    town.arrives("fremmed@annet.example", is_stranger=True, team_id="T999")
    with town.open() as bot:
        for email in ("gjest@tjeld.example", "fremmed@annet.example"):
            home = bot.opens_home(email)
            assert "Profiler og introduksjoner er for klyngens medlemmer" in home
            assert "profile." not in home
            assert "home." not in home


def test_open_introductions_stand_on_the_home_and_are_answered_there(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        assert "En koordinator tar en titt" in bot.opens_home(RUNA)
        bot.opens_home(KARI)
        assert "Underveis: 0 venter på dere, 1 på svar" in bot.presses_home(KARI, "cluster.approve.1")
        bot.attends()
        assert "Du har ikke svart ennå" in bot.opens_home(ODD)
        assert "Jeg spør Odd Bø" in bot.opens_home(RUNA)
        assert "Du har sagt ja" in bot.presses_home(ODD, "home.yes.1")
        [one] = bot.records.of(ODD)
        assert one.state == "agreed"


def test_a_request_is_withdrawn_on_the_home(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.opens_home(RUNA)
        assert "Ingen er åpne akkurat nå" in bot.presses_home(RUNA, "home.withdraw.1")


def test_somebody_to_meet_comes_as_a_letter_by_what_a_member_looks_for(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "home.meet")
        assert "Odd Bø" in town.latest(RUNA)
        assert "du ser etter «offentlige anskaffelser»" in town.latest(RUNA)


def test_coordinators_see_the_queue_and_decide_there(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        home = bot.opens_home(KARI)
        assert "Runa Tveit, leder, Tjeld Data AS vil gjerne møte Odd Bø" in home
        assert "Underveis: 1 venter på dere" in home
        assert "Underveis: 0 venter på dere" in bot.presses_home(KARI, "cluster.reject.1")
        assert [one.state for one in bot.records.of(ODD)] == ["declined"]


def test_a_coordinator_pauses_everything_and_resumes(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.opens_home(KARI)
        bot.presses_home(KARI, "cluster.approve.1")
        assert "Alle introduksjoner er satt på pause" in bot.presses_home(KARI, "cluster.pause")
        before = len(town.letters(ODD))
        bot.attends()
        assert len(town.letters(ODD)) == before
        assert "satt på pause" not in bot.presses_home(KARI, "cluster.resume")
        bot.attends()
        assert len(town.letters(ODD)) == before + 1


def test_a_coordinator_brings_two_people_together_and_both_are_asked(town: Town):
    why = "Dere arbeider begge med havet."
    with town.open() as bot:
        bot.opens_home(KARI)
        bot.presses_home(KARI, "cluster.pair")
        assert bot.sends(KARI, first=town.users[ANN].id, second=town.users[SIRI].id, why=why) == {}
        bot.attends()
        assert why in town.latest(ANN)
        assert "could have use for each other" in town.latest(ANN)
        bot.presses(ANN, "introduction.yes")
        bot.attends()
        assert f"skriver: «{why}»" in town.latest(SIRI)


def test_what_stands_against_two_people_is_said_at_the_field_and_secrets_are_not(town: Town):
    town.arrives(NEW)
    with town.open() as bot:
        bot.opens_home(ANN)
        bot.presses_home(ANN, "profile.edit")
        bot.sends(ANN, not_with_people=[town.users[SIRI].id])
        bot.opens_home(KARI)
        bot.presses_home(KARI, "cluster.pair")
        pair = {"first": town.users[ANN].id, "why": "Havet"}
        assert bot.sends(KARI, **pair, second=town.users[SIRI].id) == {
            "second": "Disse to kan ikke introduseres akkurat nå."
        }
        assert "personregisteret" in bot.sends(KARI, **pair, second=town.users[NEW].id)["second"]
        assert "seg selv" in bot.sends(KARI, **pair, second=town.users[ANN].id)["second"]
        assert not bot.records.of(ANN)


def test_coordinators_read_how_it_goes_without_names(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.opens_home(KARI)
        bot.presses_home(KARI, "cluster.measures")
        page = str(bot.form(KARI).payload)
        assert "Ønsket: 1; spurt: 0 personer." in page
        assert "Runa" not in page


def test_who_is_no_coordinator_decides_nothing_by_a_copied_press(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.opens_home(KARI)
        view = town.slack.workspace.homes[town.users[KARI].id]
        for action in ("cluster.approve.1", "cluster.pause", "cluster.pair", "cluster.measures"):
            bot.presses_again(town.slack.interactions.press_in_view(town.users[RUNA], view, action))
        [waiting] = bot.records.in_states("review")
        assert ODD in waiting.parties
        assert "satt på pause" not in bot.opens_home(KARI)
        assert not town.slack.calls_to("views.open")


def test_a_press_that_waited_over_a_restart_asks_to_be_pressed_again(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        view = town.slack.workspace.homes[town.users[RUNA].id]
        press = town.slack.interactions.press_in_view(town.users[RUNA], view, "profile.edit")
        bot.services.counter.close()
        bot.hears(press)
    town.slack.workspace.triggers.clear()
    with town.open() as bot:
        bot.services.resume()
        bot.settles()
        assert "Trykk gjerne på knappen en gang til" in town.latest(RUNA)


def test_who_was_left_alone_after_silences_comes_back_on_the_home(town: Town):
    with town.open() as bot:
        bot.opens_home(KARI)
        for email in (ANN, SIRI, RUNA):
            bot.presses_home(KARI, "cluster.pair")
            pair = {"first": town.users[ODD].id, "second": town.users[email].id, "why": "En prat"}
            assert bot.sends(KARI, **pair) == {}
            bot.attends()
            town.passes(days=14)
            bot.attends()
        assert "Du har hatt mye å gjøre" in bot.opens_home(ODD)
        assert "opptil 3 i måneden" in bot.presses_home(ODD, "profile.return")


def test_a_consent_that_is_taken_back_ends_what_is_under_way(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.opens_home(ODD)
        bot.presses_home(ODD, "profile.edit")
        bot.sends(ODD, consent=[])
        assert "Du har ikke sagt ja" in town.home(ODD)
        assert {one.state for one in bot.records.of(ODD)} == {"withdrawn"}


def test_opening_the_conversation_publishes_no_home(town: Town):
    with town.open() as bot:
        bot.hears(town.slack.events.opens_home(town.users[RUNA], tab="messages"))
        bot.settles()
        assert not town.slack.calls_to("views.publish")


def test_the_home_tells_what_is_coming_and_what_is_new_and_takes_a_question(
    ingested: Path, tmp_path: Path, slack
):
    shutil.copytree(ingested, tmp_path / "cluster")
    folder = made_cluster(
        tmp_path / "cluster",
        '[[sources]]\npath = "notes"\n[[sources]]\nkind = "events"\npath = "events.ics"\n'
        '[audiences.board]\n[[sources]]\npath = "board"\naudience = "board"\n',
    )
    for name, text in (
        (
            "notes/moteplan.md",
            "---\ndate: 2026-11-20\n---\n# Møteplan\n\nEnergigruppen møtes i Halden hver tirsdag.\n",
        ),
        (
            "board/lonn.md",
            "---\ndate: 2026-11-21\n---\n# Lønnssaken\n\nStyret behandlet lønnen til daglig leder.\n",
        ),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "events.ics").write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20261101T090000Z\n"
        "DTSTART:20261203T090000Z\nDTEND:20261203T110000Z\nSUMMARY:Julelunsj\nLOCATION:Larvik\nEND:VEVENT\n"
        "END:VCALENDAR\n",
        encoding="utf-8",
    )
    assert Cluster(folder).run("ingest").code == 0
    town = Town(slack, folder)
    with town.open() as bot:
        home = bot.opens_home(RUNA)
        assert "Julelunsj: torsdag 3. desember 2026 kl. 10:00, Larvik" in home
        assert "Møteplan" in home
        assert "Lønnssaken" not in home
        bot.presses_home(RUNA, "ask_klyngebot")
        assert bot.form(RUNA).payload["callback_id"] == "ask"


def test_who_said_yes_to_another_text_is_asked_again_and_introduced_to_nobody_until_then(town: Town):
    worded_anew = "fått ny ordlyd"
    with town.open() as bot:
        bot.parts.profiles.save(Profile(ODD, consent=Consent(True, MORNING, "0", "nb")), MORNING)
        home = bot.opens_home(ODD)
        assert worded_anew in home
        bot.presses_home(ODD, "privacy.show")
        assert worded_anew in json.dumps(bot.form(ODD).payload["blocks"], ensure_ascii=False)
        bot.told(RUNA, REQUEST)
        assert "Odd Bø" not in town.latest(RUNA)
        bot.presses_home(ODD, "profile.edit")
        assert initial(bot, ODD)["consent"] is None
        assert bot.sends(ODD, consent=["yes"]) == {}
        assert worded_anew not in town.home(ODD)
        bot.told(RUNA, REQUEST)
        assert "Odd Bø" in town.latest(RUNA)
        given = bot.parts.persons.told(bot.parts.persons.identify(ODD))["consents"]
        said = [(one["text_version"], one["language"], one["withdrawn_at"]) for one in given]
        assert said == [("0", "nb", None), ("1", "nb", None)]
