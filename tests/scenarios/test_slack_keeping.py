"""Coordinators keep knowledge from Slack: they drop a file, send a link or save a thread, and it is answered from."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import KARI, RUNA, Bot, Town, made_cluster
from tests.scenarios.slack_side import all_text
from tests.standins.site import MAY_BE_READ, Site
from tests.standins.slack import Payload

OLA = "ola@cluster.example"
CHANNEL = "kunnskap"
PARKING = "# Parkering ved klyngehuset\n\nGjester betaler {price} kroner timen i garasjen under Tårnbygget.\n"
OTHERWISE = "# Garasjen\n\nGjester betaler 50 kroner timen i garasjen under Tårnbygget."
QUESTION = "Hva betaler gjester i timen i garasjen?"
SOURCE = "added:Parkering.md"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    extra = (
        f'\n[slack]\nknowledge_channel = "#{CHANNEL}"\n\n[audiences.board]\nmembers = ["{RUNA}"]\n'
        + MAY_BE_READ
    )
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), extra)
    config = (folder / "cluster.toml").read_text().replace(f'["{KARI}"]', f'["{KARI}", "{OLA}"]')
    (folder / "cluster.toml").write_text(config)
    assert Cluster(folder).run("ingest").code == 0
    return folder


def _until(bot: Bot, done: Callable[[], bool]) -> None:
    bot.town.slack.wait_for(done)


def _drops(bot: Bot, email: str, name: str, text: str) -> str:
    """A person drops a file in the direct conversation; what they are written then."""
    town, user = bot.town, bot.town.users[email]
    before = len(town.letters(email))
    file = town.slack.workspace.add_file(user, name, text.encode())
    bot.hears(town.slack.events.says(user, town.slack.workspace.direct(user), "", files=[file]))
    _until(bot, lambda: len(town.letters(email)) > before)
    return town.latest(email)


def _adds(bot: Bot, email: str = KARI, price: int = 30, **given: object) -> str:
    """Drops the file, presses, sends the form; what stands in the letter's place in the end."""
    _drops(bot, email, "Parkering.md", PARKING.format(price=price))
    bot.presses(email, "keep.form")
    assert bot.sends(email, **given) == {}
    return bot.town.latest(email)


def _answer(bot: Bot, email: str) -> str:
    bot.told(email, QUESTION)
    return bot.town.latest(email)


def test_a_file_that_a_coordinator_drops_is_shown_then_added_then_answered_from(town: Town):
    with town.open() as bot:
        preview = _drops(bot, KARI, "Parkering.md", PARKING.format(price=30))
        assert "*Parkering ved klyngehuset*" in preview
        assert "Jeg leste 9 ord. Språk: norsk bokmål." in preview
        assert "«Gjester betaler 30 kroner timen" in preview
        assert "30 kroner" not in _answer(bot, RUNA)
        bot.presses(KARI, "keep.form", 0)
        form = bot.form(KARI).payload
        assert "Hvem kan lese det?" in str(form)
        assert bot.sends(KARI) == {}
        done = all_text(town.letters(KARI)[0])
        assert "er lagt til, og jeg svarer fra det nå. Kan leses av: Alle medlemmer." in done
        assert "Det sees over igjen 25. november 2027." in done
        assert "30 kroner" in _answer(bot, RUNA)
    listed = Cluster(town.folder).run("knowledge", "show", SOURCE, "--json").json
    assert (listed["owner"], listed["review"], listed["versions"][0]["by"]) == (KARI, "2027-11-25", KARI)


def test_a_new_version_takes_the_place_of_the_old_one_and_removing_it_leaves_no_trace(town: Town):
    with town.open() as bot:
        _adds(bot)
        assert "30 kroner" in _answer(bot, RUNA)
        assert "Det erstatter versjon 1" in _drops(bot, KARI, "Parkering.md", PARKING.format(price=40))
        bot.presses(KARI, "keep.form")
        bot.sends(KARI)
        assert "40 kroner" in _answer(bot, RUNA)
        bot.presses(KARI, "keep.remove")
        assert "er fjernet fra alle svar. Et søk etter «Parkering ved klyngehuset»" in town.latest(KARI)
        assert "kroner" not in _answer(bot, RUNA)
        with bot.parts.database.connect() as connection:
            told = connection.exec_driver_sql("SELECT text FROM turns").scalars().all()
        assert not [text for text in told if "kroner timen" in text]
        bot.presses(KARI, "keep.restore")
        assert "40 kroner" in _answer(bot, RUNA)


def test_who_may_read_it_is_chosen_and_nobody_else_hears_of_it(town: Town):
    with town.open() as bot:
        assert "Kan leses av: board." in _adds(bot, audience="board")
        assert "30 kroner" in _answer(bot, RUNA)
        town.arrives("ny@tjeld.example")
        assert "30 kroner" not in _answer(bot, "ny@tjeld.example")


def test_a_question_is_tried_as_somebody_else_and_never_beyond_what_one_may_read_oneself(town: Town):
    with town.open() as bot:
        _adds(bot)
        bot.presses(KARI, "keep.try")
        assert "board" not in str(bot.form(KARI).payload)
        bot.sends(KARI, question=QUESTION, audience="public")
        assert "besvart som til: Alle, også gjester" in town.latest(KARI)
        assert "30 kroner" not in town.latest(KARI)
        bot.presses(KARI, "keep.try", 0)
        bot.sends(KARI, question=QUESTION, audience="members")
        assert "30 kroner" in town.latest(KARI)


def test_of_two_coordinators_who_add_another_version_at_once_the_second_is_told(town: Town):
    town.arrives(OLA)
    with town.open() as bot:
        _drops(bot, KARI, "Parkering.md", PARKING.format(price=30))
        _drops(bot, OLA, "Parkering.md", PARKING.format(price=50))
        for email in (KARI, OLA):
            bot.presses(email, "keep.form")
            bot.sends(email)
        assert "er lagt til" in town.latest(KARI)
        assert f"Noen andre har endret *Parkering ved klyngehuset* i mellomtiden ({KARI})" in town.latest(OLA)
        assert "30 kroner" in _answer(bot, RUNA)


def test_faults_of_the_form_stand_at_their_fields(town: Town):
    with town.open() as bot:
        _drops(bot, KARI, "Parkering.md", PARKING.format(price=30))
        bot.presses(KARI, "keep.form")
        faults = bot.sends(KARI, review_on="2026-11-01", expires_on="2020-01-01")
        assert faults == {"review_on": "Velg en dag som kommer.", "expires_on": "Velg en dag som kommer."}


def test_what_is_not_added_leaves_nothing_behind(town: Town):
    with town.open() as bot:
        _drops(bot, KARI, "Parkering.md", PARKING.format(price=30))
        bot.presses(KARI, "keep.leave")
        assert "*Parkering ved klyngehuset* ble ikke lagt til." in town.latest(KARI)
        assert not list((town.folder / ".klyngebot" / "added").iterdir())


def test_what_nobody_added_for_two_days_is_let_go(town: Town):
    with town.open() as bot:
        _drops(bot, KARI, "Parkering.md", PARKING.format(price=30))
        for left in (town.folder / ".klyngebot" / "added").iterdir():
            # Bytes bear the machine's time, and the town has its own.
            os.utime(left, (town.now.timestamp(),) * 2)
        town.passes(days=3)
        bot.attends()
        assert not list((town.folder / ".klyngebot" / "added").iterdir())
        bot.presses(KARI, "keep.form")
        bot.sends(KARI)
        assert (
            "Jeg klarer ikke å lese *Parkering ved klyngehuset*, så ingenting ble lagt til."
            in town.latest(KARI)
        )


def test_a_file_that_cannot_be_read_is_told_with_its_mend(town: Town):
    with town.open() as bot:
        said = _drops(bot, KARI, "referat.pdf", "no pdf")
        assert "Jeg klarer ikke å lese *referat.pdf*, så ingenting ble lagt til." in said


def test_members_files_are_not_taken_and_their_presses_do_nothing(town: Town):
    with town.open() as bot:
        assert "Parkering ved" not in _drops(bot, RUNA, "Parkering.md", PARKING.format(price=30))
        _drops(bot, KARI, "Parkering.md", PARKING.format(price=30))
        forged = town.slack.interactions.press(town.users[RUNA], town.letters(KARI)[-1], "keep.form")
        bot.presses_again(forged)
        assert not town.slack.calls_to("views.open")


def test_files_in_the_channel_for_knowledge_are_shown_in_their_thread_to_coordinators_only(town: Town):
    slack = town.slack
    channel = slack.workspace.add_channel(CHANNEL, town.users.values())

    def drops(bot: Bot, email: str) -> Payload:
        user = town.users[email]
        file = slack.workspace.add_file(user, "Parkering.md", PARKING.format(price=30).encode())
        event = slack.events.says(user, channel, "til dere", files=[file])
        bot.hears(event)
        return event["event"]

    with town.open() as bot:
        drops(bot, RUNA)
        message = drops(bot, KARI)
        bot.services.desk.close()
        posted = [one for one in slack.messages_in(channel) if one.get("bot_id")]
        assert [one["thread_ts"] for one in posted] == [message["ts"]]
        assert "Jeg leste 9 ord" in all_text(posted[0])


def test_a_link_alone_is_read_and_added_as_a_page(town: Town):
    with Site() as site, town.open() as bot:
        site.page("/parkering", "Parkering", "Gjester betaler 35 kroner timen i garasjen.")
        bot.told(KARI, f"<{site.url('/parkering')}>")
        assert "*Parkering*" in town.latest(KARI)
        bot.presses(KARI, "keep.form")
        bot.sends(KARI)
        assert "35 kroner" in _answer(bot, RUNA)


def test_a_link_to_a_sitemap_shows_how_many_pages_it_names_and_adds_them_all(town: Town):
    with Site() as site, town.open() as bot:
        for number in range(1, 6):
            site.page(f"/rom-{number}", f"Rom {number}", f"Rom {number} koster {number}5 kroner timen.")
        site.sitemap("/sitemap.xml", *(f"/rom-{number}" for number in range(1, 6)))
        bot.told(KARI, f"<{site.url('/sitemap.xml')}>")
        assert "5 sider" in town.latest(KARI)
        assert "• Rom 3" in town.latest(KARI)
        assert "• Rom 4" not in town.latest(KARI)
        bot.presses(KARI, "keep.form")
        bot.sends(KARI)
        bot.told(RUNA, "Hva koster rom 5?")
        assert "55 kroner" in town.latest(RUNA)


def test_a_thread_is_saved_without_the_names_of_those_who_wrote_in_it(town: Town):
    slack = town.slack
    channel = slack.workspace.add_channel("drift", town.users.values())
    root = slack.workspace.post(town.users[RUNA], channel, "Hva betaler gjester for garasjen?")
    slack.workspace.post(town.users[KARI], channel, "Gjester betaler 45 kroner timen.", root["ts"])
    with town.open() as bot:
        bot.hears(slack.interactions.message_shortcut(town.users[KARI], root, "save_to_knowledge"))
        bot.settles()
        assert "*Hva betaler gjester for garasjen?*" in town.latest(KARI)
        bot.presses(KARI, "keep.form")
        bot.sends(KARI)
        answer = _answer(bot, RUNA)
        assert "45 kroner" in answer
        assert "Runa" not in answer


def test_only_coordinators_save_threads(town: Town):
    slack = town.slack
    channel = slack.workspace.add_channel("drift", town.users.values())
    root = slack.workspace.post(town.users[RUNA], channel, "Hva betaler gjester?")
    with town.open() as bot:
        bot.hears(slack.interactions.message_shortcut(town.users[RUNA], root, "save_to_knowledge"))
        bot.settles()
        assert town.letters(RUNA) == []


def test_a_form_that_comes_again_as_after_a_killed_run_adds_nothing_more(town: Town):
    with town.open() as bot:
        _drops(bot, KARI, "Parkering.md", PARKING.format(price=30))
        bot.presses(KARI, "keep.form")
        sent = town.slack.interactions.submit(town.users[KARI], bot.form(KARI))
        bot.presses_again(sent)
        with bot.parts.database.begin() as connection:
            connection.exec_driver_sql("DELETE FROM inbox WHERE event_id LIKE '%keep.add'")
        bot.presses_again(sent)
        assert "er lagt til" in town.latest(KARI)
        assert len(bot.parts.holdings.of(SOURCE).versions) == 1


def test_what_is_known_otherwise_is_told_below_what_was_read(town: Town):
    town.arrives(OLA)
    with town.open() as bot:
        _adds(bot, price=30)
        _drops(bot, OLA, "Garasje.md", OTHERWISE)
        told = "*Parkering ved klyngehuset* sier noe annet: «Gjester betaler 30 kroner timen"
        _until(bot, lambda: told in town.latest(OLA))
        _drops(bot, OLA, "Kopi.md", PARKING.format(price=30))
        _until(bot, lambda: "Akkurat dette står allerede i *Parkering ved klyngehuset*." in town.latest(OLA))


def test_nobody_is_warned_with_words_that_they_may_not_read(town: Town):
    with town.open() as bot:
        _adds(bot, audience="board")
        _drops(bot, KARI, "Garasje.md", OTHERWISE)
        bot.services.desk.close()
        assert "30 kroner" not in "".join(all_text(letter) for letter in town.letters(KARI)[1:])
