"""Hostile words that people write into Slack themselves: profiles, needs, files, answers and questions do nothing."""

from __future__ import annotations

from tests.redteam.strings import sample
from tests.redteam.test_slack import ASKING, GATHERING, changed, faults
from tests.redteam.town import email_of, kept, word_of
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import KARI, ODD, REQUEST, RUNA, Bot, Town
from tests.scenarios.slack_side import all_text
from tests.scenarios.test_console import page, presses
from tests.scenarios.test_console_answers import chooses, opens

HOME = {"inbox", "opened_homes"}
PROFILES = HOME | {"profiles", "consents", "facts"}
ANSWERS = {"curated_answers", "audit_entries", "spoken_vectors", "facts"}


def holding(town: Town, email: str, action: str) -> int | None:
    """The latest letter with this button, by its place among them; None where there is none."""
    places = [n for n, one in enumerate(town.letters(email)) if f"'{action}'" in all_text(one)]
    return places[-1] if places else None


def drops(town: Town, bot: Bot, name: str, text: str) -> None:
    """A coordinator drops a file, and is shown what was read of it."""
    user = town.users[KARI]
    file = town.slack.workspace.add_file(user, name, text.encode())
    bot.hears(town.slack.events.says(user, town.slack.workspace.direct(user), "", files=[file]))
    town.slack.wait_for(lambda: holding(town, KARI, "keep.form") is not None)


def test_profiles_needs_and_what_is_suggested_do_nothing(town: Town):
    before = kept(Cluster(town.folder))
    with town.open() as bot:
        for number, attack in enumerate(sample()):
            asker = email_of(number)
            town.arrives(asker)
            bot.opens_home(asker)
            bot.presses_home(asker, "profile.edit")
            assert bot.sends(asker, role=attack.text, needs=attack.text, topics=attack.text) == {}
            bot.told(asker, f"Kan du introdusere meg for noen som kan {word_of(number)}? {attack.text}")
            bot.opens_home(asker)
        bot.settles()
        asked = bot.records.every()
    assert faults(town) == {}
    assert changed(town, before) <= PROFILES | ASKING | {"introductions"}
    # Whom somebody was shown, and did not press for, is a draft, and nobody hears of it.
    assert {one.state for one in asked} <= {"draft"}


def test_a_hostile_profile_that_asks_for_an_introduction_does_nothing_to_the_other(town: Town):
    with town.open() as bot:
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "profile.edit")
        bot.sends(RUNA, name="<!channel> Runa", role="[leder](https://evil.example) <@U000KARI>")
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.attends()
        bot.presses(ODD, "introduction.yes")
        bot.attends()
    assert "&lt;!channel&gt; Runa" in town.latest(ODD)
    assert faults(town) == {}


def test_files_that_are_dropped_are_shown_and_do_nothing(town: Town):
    before = kept(Cluster(town.folder))
    with town.open() as bot:
        for attack in sample():
            name = attack.text.replace("/", "")[:100]
            drops(
                town, bot, f"{name}.md", f"# {attack.text}\n\nKontingenten er 500 kroner.\n\n{attack.text}\n"
            )
            place = holding(town, KARI, "keep.form")
            assert place is not None
            bot.presses(KARI, "keep.form", place)
            bot.presses(KARI, "keep.leave", place)
    assert faults(town) == {}
    assert changed(town, before) <= HOME | {"turns"}


def test_answers_that_a_coordinator_writes_are_given_and_do_nothing(town: Town):
    before = kept(Cluster(town.folder))
    with town.open() as bot:
        for number, attack in enumerate(sample()):
            question = f"Hva er {word_of(number)} til for noe?"
            opens(bot, KARI)
            presses(town, bot, KARI, "console.answer.new")
            said = f"{question}\n{number} {' '.join(attack.text.split())[:200]}"
            assert bot.sends(KARI, question=said, answer_nb=f"Svaret er {attack.text}") == {}
            bot.told(RUNA, question)
            assert "Svaret er" in town.latest(RUNA)
            opens(bot, KARI)
            if question in page(town, KARI):
                chooses(town, bot, KARI, question, "show")
    assert faults(town) == {}
    assert changed(town, before) <= HOME | ASKING | ANSWERS


def test_messages_and_forms_that_questions_are_taken_from_do_nothing(town: Town):
    channel = town.slack.workspace.add_channel("generelt", [town.users[one] for one in (RUNA, ODD)])
    before, runa = kept(Cluster(town.folder)), town.users[RUNA]
    shortcuts = town.slack.interactions
    with town.open() as bot:
        for attack in sample():
            question = f"Hva er kontingenten? {attack.text}"
            message = town.slack.workspace.post(town.users[ODD], channel, question) | {"channel": channel.id}
            bot.presses_again(shortcuts.message_shortcut(runa, message, "answer_this"))
            private = town.slack.ephemeral_to(runa)[-1]
            if "'answer.share'" in all_text(private):
                bot.presses_again(shortcuts.press(runa, private, "answer.share"))
            bot.presses_again(shortcuts.shortcut(runa, "ask_klyngebot"))
            assert bot.sends(RUNA, question=question) == {}
    assert faults(town) == {}
    assert changed(town, before) <= HOME | ASKING | GATHERING
